"""Copying the originals out of an export, under the names that they came in with."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from sayso.custody import export_form as form
from sayso.custody.disk import reason_of
from sayso.custody.names import name_from_printable

CHUNK_BYTES = 1 << 20


def restore(export: Path, to: Path) -> Iterator[str]:
    """Copy originals into a new or empty folder, and give a line for each, or for what could not be done.

    Args:
        export: one that was accepted; a folder or a zip.
        to: a folder that is not there yet, or holds nothing.

    Raises:
        OSError: when the folder cannot be made, or the export not be read.
        ValueError: when the folder lies in the export, or something in the folder, or the export does not
            hold what it lists.
    """
    if export.is_dir() and Path(os.path.realpath(to)).is_relative_to(os.path.realpath(export)):
        raise ValueError(
            f"{to} lies in the export, which would not be whole any more: name a folder elsewhere"
        )
    if os.path.lexists(to) and not (to.is_dir() and next(to.iterdir(), None) is None):
        raise ValueError(f"{to} is there already, and nothing is written over: name a new or empty folder")
    to.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        source = ExportFiles(export, opened)
        taken: set[bytes] = set()
        case = form.read_case(source.read(form.CASE))
        if any(file.path.startswith(form.URN) for file in case.files):
            raise ValueError("it is a web archive, whose originals any reader of WACZ gives out")
        for file in case.files:
            name = free_name(name_of(file.name), taken)
            shown = name.encode("utf-8", "backslashreplace").decode("utf-8")
            try:
                _copy(source, file, to / name)
                yield f"{file.path} -> {shown!r}"
            except OSError as error:
                safe = file.path.removeprefix(form.PAYLOAD)
                _copy(source, file, to / free_name(safe, taken))
                yield f"{file.path} -> {safe}: this disk cannot hold the name {shown!r} ({reason_of(error)})"


def name_of(shown: str) -> str:
    """Return the name that stands escaped in an export, as the system takes it; never more than a name."""
    name = name_from_printable(shown)
    if name in ("", ".", "..") or "/" in name or "\0" in name:
        raise ValueError(f"not a file's name: {shown!r}")
    return name


class ExportFiles:
    """The files of an export that was accepted, by their names, in a folder or in a zip of ours."""

    def __init__(self, export: Path, opened: ExitStack) -> None:
        self._folder = export if export.is_dir() else None
        self._zip = None if export.is_dir() else opened.enter_context(zipfile.ZipFile(export))
        first = self._zip.namelist()[0] if self._zip else ""
        self._top = "" if first == form.WARC else first.partition("/")[0] + "/"

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            OSError, KeyError: when there is none.
        """
        with self.open(name) as stream:
            return stream.read()

    def open(self, name: str) -> BinaryIO:
        """Open a file; errors as for `read`."""
        if self._folder is not None:
            return (self._folder / name).open("rb")
        assert self._zip is not None
        return self._zip.open(f"{self._top}{name}" if self._top else form.flat(name))  # type: ignore[return-value]


def _copy(source: ExportFiles, file: form.File, to: Path) -> None:
    sha256 = hashlib.sha256()
    with source.open(file.path) as stream, to.open("xb") as out:
        while chunk := stream.read(CHUNK_BYTES):
            sha256.update(chunk)
            out.write(chunk)
    if sha256.hexdigest() != file.exhibit:
        to.unlink()
        raise ValueError(f"{file.path} is not the exhibit that it should be")


def free_name(name: str, taken: set[bytes]) -> str:
    """Return a name that was not given yet: the same one may stand for several exhibits."""
    stem, dot, ending = name.partition(".")
    number, free = 1, name
    while os.fsencode(free) in taken:
        number += 1
        free = f"{stem} ({number}){dot}{ending}"
    taken.add(os.fsencode(free))
    return free
