"""Writing an export: the same files, whether they come to lie in a folder or in a zip.

Files appear at their place together, when all are on disk; what could not be finished leaves nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from sayso.custody.zip_form import ZipWriter
from sayso.publish.placing import beside
from sayso.values import Digest, SaysoError, digest_bytes

CHUNK_BYTES = 1 << 20


class SourceChanged(SaysoError):
    """What was to be put into an export is not what the log says."""

    exit_code = 4

    def __init__(self, name: str, digest: str) -> None:
        super().__init__(name, digest)
        self.name, self.digest = name, digest

    def __str__(self) -> str:
        return (
            f"Nothing was exported: the object {self.digest} is damaged, which was to become {self.name}. "
            "Run `sayso verify`, and take it from a backup."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of an export."""

    name: str  # ASCII, with slashes, within the export
    size_bytes: int
    digest: Digest
    open: Callable[[], BinaryIO]  # its bytes


class Place(Protocol):
    """Where an export's files go."""

    def put(self, piece: Piece) -> None:
        """Write one file, and hold its bytes against its digest."""


def piece_of(name: str, data: bytes) -> Piece:
    """Return a file whose bytes are at hand."""
    import io

    return Piece(name=name, size_bytes=len(data), digest=digest_bytes(data), open=lambda: io.BytesIO(data))


@contextmanager
def folder_at(to: Path) -> Iterator[Place]:
    """Write into a new folder, which appears at `to` when the block has ended well.

    Raises:
        WouldOverwrite: where something is at `to`.
        CouldNotWrite: where the system refuses.
    """
    with beside(to, Path.mkdir) as made:
        yield _Folder(made)


@contextmanager
def zip_at(to: Path, folder: str) -> Iterator[Place]:
    """Write into a new zip, all in one folder; errors as for `folder_at`."""
    with beside(to, partial(Path.touch, exist_ok=False)) as made, made.open("r+b") as stream:
        writer = ZipWriter(stream)
        yield _Zip(writer, folder)
        writer.finish()
        stream.flush()
        os.fsync(stream.fileno())


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, piece: Piece) -> None:
        path = self._root / piece.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            for chunk in _checked(piece):
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())


class _Zip:
    def __init__(self, writer: ZipWriter, folder: str) -> None:
        self._writer, self._folder = writer, folder

    def put(self, piece: Piece) -> None:
        name = f"{self._folder}/{piece.name}" if self._folder else piece.name
        self._writer.add(name, piece.size_bytes, _checked(piece))


def _checked(piece: Piece) -> Iterator[bytes]:
    sha256, size_bytes = hashlib.sha256(), 0
    with piece.open() as stream:
        while chunk := stream.read(CHUNK_BYTES):
            sha256.update(chunk)
            size_bytes += len(chunk)
            if size_bytes > piece.size_bytes:
                break
            yield chunk
    if sha256.hexdigest() != piece.digest or size_bytes != piece.size_bytes:
        raise SourceChanged(piece.name, piece.digest)
