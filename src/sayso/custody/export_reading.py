"""Reading an export: digest and size of every file in it, and the bytes of those that say something.

A folder, or a zip in the one form in which `sayso.custody.zip_form` writes it. Nothing is unpacked or run.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.disk import open_file
from sayso.custody.warc_form import Block, blocks_in
from sayso.custody.zip_form import read_members
from sayso.values import Findings

KEPT_BYTES = 64 << 20  # of one file that is read whole; a larger one is hashed only
# Of one without which nothing can be said: 200,000 entries with their proofs. A larger one is named.
MOST_BYTES = 256 << 20
NEEDED = frozenset(
    {
        *(form.CASE, form.ENTRIES, form.PROOFS, form.HEAD, form.CONSISTENCY, form.WITHHELD, form.CONTENTS),
        *(form.MANIFEST, form.TAG_MANIFEST, form.SEAL, form.PACKAGE, form.PACKAGE_DIGEST),
    }
)
CHUNK_BYTES = 1 << 20
MOST_FOLDERS = 100  # within each other; a larger number is none of ours

Member = tuple[str, Iterator[bytes]]


@dataclass(slots=True)
class ReadExport:
    """What was read of an export."""

    digests: dict[str, tuple[str, int]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    in_warc: dict[str, tuple[str, int]] = field(default_factory=dict)  # the same of records, by their URIs
    records: list[Block] = field(default_factory=list)  # all of the web archive's own WARC

    @property
    def too_large(self) -> list[str]:
        """The files that are needed, and are larger than is read."""
        return sorted(NEEDED & self.digests.keys() - self.kept.keys())

    @property
    def originals(self) -> dict[str, tuple[str, int]]:
        """Digest and size of each original, by its name in the package or its URI in the web archive."""
        if form.WARC not in self.digests:
            return {name: read for name, read in self.digests.items() if name.startswith(form.PAYLOAD)}
        warcs = {name: read for name, read in self.digests.items() if form.WARC_ORIGINAL.fullmatch(name)}
        return self.in_warc | warcs


def read_export(path: Path, findings: Findings) -> ReadExport:
    """Read all files of an export.

    Args:
        path: from outside, a folder or a zip.
        findings: gets what is there and is no file.

    Raises:
        ValueError: when it is no zip in the form in which it was written.
        OSError: when the system refuses.
    """
    read = ReadExport()
    with ExitStack() as opened:
        for name, chunks in _members(path, findings, opened):
            _take(name, chunks, read)
    names = list(read.digests)
    if not path.is_dir() and form.DECLARATION in names and names != form.bag_order(names):
        raise ValueError("its files follow in another order")
    return read


def _members(path: Path, findings: Findings, opened: ExitStack) -> Iterator[Member]:
    if path.is_dir():
        if not (path / form.DECLARATION).is_file():
            return
        yield from _files_in(path, path, findings)
    else:
        yield from _without_top(read_members(opened.enter_context(open_file(path))))


def _without_top(members: Iterator[Member]) -> Iterator[Member]:
    """Give a zip's members by their names within its one folder."""
    top = None
    for name, chunks in members:
        first, slash, rest = name.partition("/")
        if top is None:
            top = "" if name == form.WARC else first
        if not top:
            if form.flat(form.deep(name)) != name:
                raise ValueError(f"{name!r} is no name in a web archive of ours")
            yield form.deep(name), chunks
            continue
        if first != top or not slash:
            raise ValueError(
                f"{name!r} is out of its place: a bag lies in one folder, and a web archive of ours "
                f"begins with {form.WARC!r}"
            )
        yield rest, chunks


def _files_in(folder: Path, base: Path, findings: Findings) -> Iterator[Member]:
    paths = sorted(folder.iterdir())
    if not paths:
        name = folder.relative_to(base).as_posix()
        findings.fault(f"the folder {name!r} is empty: no list names it, so nothing shows who put it there")
    for path in paths:
        name = path.relative_to(base).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode) and name.count("/") >= MOST_FOLDERS:
            findings.fault(f"{name!r} lies deeper than {MOST_FOLDERS} folders, and was not looked into")
        elif stat.S_ISDIR(mode):
            yield from _files_in(path, base, findings)
        elif stat.S_ISREG(mode):
            yield name, _chunks_of(path)
        else:
            findings.fault(f"{name!r} is no ordinary file")


def _chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def _take(name: str, chunks: Iterator[bytes], read: ReadExport) -> None:
    sha256, size = hashlib.sha256(), 0
    is_material = name.startswith(form.PAYLOAD) or name == form.WARC or form.WARC_ORIGINAL.fullmatch(name)
    pieces: list[bytes] | None = None if is_material else []
    most = MOST_BYTES if name in NEEDED else KEPT_BYTES

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            sha256.update(chunk)
            size += len(chunk)
            yield chunk

    if name == form.WARC:
        for block in blocks_in(counted()):
            read.records.append(block)
            if block.kind == "resource":
                read.in_warc[block.uri] = block.sha256, block.size
    for chunk in counted():
        if pieces is not None and size <= most:
            pieces.append(chunk)
    read.digests[name] = sha256.hexdigest(), size
    if pieces is not None and size <= most:
        read.kept[name] = b"".join(pieces)
