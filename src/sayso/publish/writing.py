"""What every export promises, and what it gives back."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from sayso.publish.dossier import Dossier
from sayso.publish.placing import beside
from sayso.values import Digest, digest_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """One file of an export; its name is relative to the export's folder, or the file's own."""

    name: str
    digest: Digest
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote."""

    path: Path  # the file, or the folder where it became several files
    files: tuple[WrittenFile, ...]

    @property
    def size_bytes(self) -> int:
        """All files together."""
        return sum(file.size_bytes for file in self.files)


class Export(Protocol):
    """A form that a dossier can be written in: one file in `publish/exports/`, one line in its table."""

    name: str
    version: str
    media_type: str
    suffix: str  # of the file, such as ".html"

    def write(self, dossier: Dossier, to: Path) -> Written:
        """Write the dossier to `to`, a path that does not exist yet; the same dossier gives the same bytes.

        Raises:
            LooseEnds: where the dossier points at what it does not hold.
            WouldOverwrite: where something is at `to` already.
        """


def write_files(
    to: Path,
    contents: Mapping[str, bytes],
    *,
    folder: bool,
    what: str = "the dossier",
    private: bool = False,
    before_seen: Callable[[], object] = lambda: None,
) -> Written:
    """Write one file, or a folder of files, that is whole as soon as it is seen at `to`.

    Args:
        to: where; nothing may be there, and its parent must exist.
        contents: name -> bytes; names are relative to the folder, and one file is written at `to` itself.
        folder: whether `to` becomes a folder.
        what: names it in errors.
        private: whether only its owner may read it.
        before_seen: called when all is written and nothing is at `to` yet; where it fails, nothing will be.

    Raises:
        WouldOverwrite: where something is at `to`, or came there meanwhile.
        CouldNotWrite: where the system refuses; then nothing is at `to`.
    """
    with beside(to, partial(_made, folder=folder, private=private), what) as whole:
        for name, data in contents.items():
            _write(whole / name if folder else whole, data, private=private)
        before_seen()
    return Written(path=to, files=_written(contents))


def _made(path: Path, *, folder: bool, private: bool) -> None:
    if folder:
        path.mkdir(0o700 if private else 0o777)
    else:
        path.touch(0o600 if private else 0o666, exist_ok=False)


def _write(file: Path, data: bytes, *, private: bool) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    with open(os.open(file, flags, 0o600 if private else 0o666), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _written(contents: Mapping[str, bytes]) -> tuple[WrittenFile, ...]:
    return tuple(
        WrittenFile(name=name, digest=digest_bytes(data), size_bytes=len(data))
        for name, data in sorted(contents.items())
    )
