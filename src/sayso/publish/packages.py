"""Writing an export: the same files, whether they come to lie in a folder or in a zip.

Files appear at their place together, when all are on disk; what could not be finished leaves nothing. Where
the process was killed, so that it could not clean up, the next export to the same place does.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import logging
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from sayso.custody.disk import link_into_place, reason_of, sync_folder
from sayso.custody.errors import CouldNotWrite
from sayso.custody.zip_form import ZipWriter
from sayso.publish.writing import WouldOverwrite
from sayso.values import Digest, SaysoError, digest_bytes

log = logging.getLogger(__name__)

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
    with _beside(to, Path.mkdir) as made:
        yield _Folder(made)


@contextmanager
def zip_at(to: Path, folder: str) -> Iterator[Place]:
    """Write into a new zip, all in one folder; errors as for `folder_at`."""
    with _beside(to, partial(Path.touch, exist_ok=False)) as made, made.open("r+b") as stream:
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


@contextmanager
def _beside(to: Path, make: Callable[[Path], object]) -> Iterator[Path]:
    """Give what `make` made beside `to`, and bring it into place when the block has ended well."""
    if to.exists() or to.is_symlink():
        raise WouldOverwrite(str(to))
    _remove_left_over(to)
    made = to.with_name(f".{to.name}.{os.getpid()}.new")
    try:
        make(made)
        try:
            with _held(made):
                yield made
                _bring(made, to)
            sync_folder(to.parent)
        finally:
            _remove(made)
    except OSError as error:
        raise CouldNotWrite("the export", str(to), reason_of(error)) from error


def _bring(made: Path, to: Path) -> None:
    """Give it its place, unless somebody else put something there while it was being written."""
    try:
        if made.is_dir():
            made.rename(to)
        elif not link_into_place(made, to):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(to))
    except OSError as error:
        if error.errno in {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}:
            raise WouldOverwrite(str(to)) from error
        raise


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    """Lock a file or folder while it is being written, and tell whether nobody else does."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # somebody holds it, or this disk knows no locks
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _remove_left_over(to: Path) -> None:
    """Remove what exports to the same place left that were killed; it may hold what nobody should find."""
    name = re.compile(rf"\.{re.escape(to.name)}\.[0-9]+\.new")
    try:
        found = [path for path in to.parent.iterdir() if name.fullmatch(path.name)]
    except OSError:  # writing there will say so
        return
    for path in found:
        try:
            mode = path.lstat().st_mode
            if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                continue
            with _held(path) as is_free:
                if is_free:
                    _remove(path)
                    log.warning("Removed %s, which an export left that was interrupted.", path)
        except OSError as error:
            log.warning("An export that was interrupted left %s: %s.", path, reason_of(error))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
