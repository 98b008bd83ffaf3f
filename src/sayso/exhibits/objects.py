"""The object store: bytes kept once, read-only, named by their SHA-256.

An object is written beside its place, synced, and then linked into it, so that it is
there whole or not at all, and nothing is ever written over. That it is in the store is
not yet said anywhere: the act that brings it in names it in the custody log.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.custody.disk import make_folder, reason_of, sync_folder, write_all
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.values import AskedWrongly, Digest, SaysoError, digest_bytes

CHUNK_BYTES = 1 << 20  # files up to this size are hashed before anything is written
READ_ONLY = 0o444
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_numbers = itertools.count()


class ObjectMissing(SaysoError):
    """The store has no object of this digest."""

    exit_code = 4

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest

    def __str__(self) -> str:
        return (
            f"The object {self.digest} is not in the archive. "
            "Run `sayso verify` to see what is missing, and take it from a backup."
        )


class ObjectDamaged(SaysoError):
    """An object's bytes are not those that its name says."""

    exit_code = 4

    def __init__(self, digest: str, why: str) -> None:
        super().__init__(digest, why)
        self.digest, self.why = digest, why

    def __str__(self) -> str:
        return (
            f"The object {self.digest} is damaged: {self.why}. Do not use it; run `sayso verify`, "
            "and take the object from a backup."
        )


class FileChanged(SaysoError):
    """A file changed or vanished while it was read; nothing of it was kept."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} {self.why} while it was read, and was not taken. Try again when it is at rest."


class FileUnreadable(SaysoError):
    """A file that was to be kept cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path} cannot be read: {self.reason}. It was not taken; put this right and try again."


class NotAFile(AskedWrongly):
    """Something that is no ordinary file was to be kept."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} is no ordinary file (a folder, a pipe or a device). Name files."


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that is in the store."""

    digest: Digest
    size_bytes: int
    is_new: bool  # False when the same bytes were there already


class ObjectStore:
    """The objects of one archive. Any number of processes may put and read at a time."""

    def __init__(self, files: ArchiveFiles) -> None:
        self.files = files
        self._unsynced: set[Path] | None = None  # folders, while a batch is open

    def put_bytes(self, data: bytes) -> Stored:
        """Keep bytes, and return when they are on disk.

        Raises:
            CouldNotWrite: when the disk refuses.
            ObjectDamaged: when the object is there, with another size.
        """
        digest = digest_bytes(data)
        if self._is_there(digest, len(data)):
            return Stored(digest, len(data), is_new=False)
        with self._incoming() as incoming:
            self._write(incoming, data)
            return self._keep(incoming, digest, len(data))

    def put_stream(self, stream: BinaryIO) -> Stored:
        """Keep what is left in a stream, in bounded memory; errors as for `put_bytes`."""
        return self._put_chunks(iter(lambda: stream.read(CHUNK_BYTES), b""))

    def put_file(self, path: Path) -> Stored:
        """Keep a file's bytes, and return when they are on disk.

        Raises:
            FileUnreadable: when the file cannot be opened or read.
            FileChanged: when it changes or vanishes meanwhile; nothing is kept then.
            NotAFile: when it is a folder, a pipe or a device.
            CouldNotWrite: when the disk refuses.
            ObjectDamaged: when the object is there, with another size.
        """
        descriptor = _open_ordinary(path)
        try:
            before = os.fstat(descriptor)
            if before.st_size <= CHUNK_BYTES:
                data = b"".join(_chunks_of(descriptor, path, before))
                return self.put_bytes(data)
            return self._put_chunks(_chunks_of(descriptor, path, before))
        finally:
            os.close(descriptor)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Sync folders once, at the end, for all that is put within.

        What is put within counts as on disk when the block has ended.
        """
        if self._unsynced is not None:
            yield
            return
        self._unsynced = set()
        try:
            yield
        finally:
            folders, self._unsynced = self._unsynced, None
            self._sync(folders)

    def has(self, digest: Digest) -> bool:
        """Tell whether the store has an object of this digest."""
        return self.files.object_path(digest).exists()

    def path(self, digest: Digest) -> Path:
        """Return where an object's bytes can be read; they must not be written.

        Raises:
            ObjectMissing: when the store has none of this digest.
        """
        path = self.files.object_path(digest)
        if not path.exists():
            raise ObjectMissing(digest)
        return path

    def open(self, digest: Digest) -> BinaryIO:
        """Open an object; its bytes are not checked.

        Raises:
            ObjectMissing: when the store has none of this digest.
        """
        try:
            return self.files.object_path(digest).open("rb")
        except FileNotFoundError as error:
            raise ObjectMissing(digest) from error

    def read(self, digest: Digest) -> bytes:
        """Return an object's bytes, checked against its digest.

        Raises:
            ObjectMissing: when the store has none of this digest.
            ObjectDamaged: when its bytes have another digest.
        """
        with self.open(digest) as stream:
            data = stream.read()
        if digest_bytes(data) != digest:
            raise ObjectDamaged(digest, "its bytes have another digest")
        return data

    def digests(self) -> Iterator[Digest]:
        """Give the digests of all objects on disk, in order."""
        for folder in sorted(self.files.objects.glob("[0-9a-f][0-9a-f]")):
            yield from (Digest(name) for name in sorted(os.listdir(folder)) if len(name) == 64)

    def clear_left_over(self) -> int:
        """Remove what processes that are gone left half-written, and return how many files that was."""
        return sum(_remove_if_left(path) for path in sorted(self.files.incoming.iterdir()))

    def _put_chunks(self, chunks: Iterable[bytes]) -> Stored:
        sha256, size_bytes = hashlib.sha256(), 0
        with self._incoming() as incoming:
            for chunk in chunks:
                sha256.update(chunk)
                size_bytes += len(chunk)
                self._write(incoming, chunk)
            digest = Digest(sha256.hexdigest())
            if self._is_there(digest, size_bytes):
                return Stored(digest, size_bytes, is_new=False)
            return self._keep(incoming, digest, size_bytes)

    @contextmanager
    def _incoming(self) -> Iterator[_Incoming]:
        try:
            incoming = _Incoming.create(self.files.incoming)
        except OSError as error:
            raise self._refused(error) from error
        try:
            yield incoming
        finally:
            incoming.path.unlink(missing_ok=True)
            os.close(incoming.descriptor)

    def _write(self, incoming: _Incoming, data: bytes) -> None:
        try:
            write_all(incoming.descriptor, data)
        except OSError as error:
            raise self._refused(error) from error

    def _keep(self, incoming: _Incoming, digest: Digest, size_bytes: int) -> Stored:
        place = self.files.object_path(digest)
        try:
            os.fchmod(incoming.descriptor, READ_ONLY)
            os.fsync(incoming.descriptor)
            make_folder(place.parent)
            is_new = _link(incoming.path, place)
        except OSError as error:
            raise self._refused(error) from error
        if not is_new:  # another process brought it in a moment ago
            return Stored(digest, size_bytes, is_new=not self._is_there(digest, size_bytes))
        self._sync_later(place.parent)
        return Stored(digest, size_bytes, is_new=True)

    def _is_there(self, digest: Digest, size_bytes: int) -> bool:
        place = self.files.object_path(digest)
        try:
            size_there = place.stat().st_size
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._refused(error) from error
        if size_there != size_bytes:
            raise ObjectDamaged(digest, f"it has {size_there} bytes instead of {size_bytes}")
        self._sync_later(place.parent)  # who wrote it may not have come to that
        return True

    def _sync_later(self, folder: Path) -> None:
        if self._unsynced is None:
            self._sync({folder})
        else:
            self._unsynced.add(folder)

    def _sync(self, folders: set[Path]) -> None:
        try:
            for folder in sorted(folders):
                sync_folder(folder)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> CouldNotWrite:
        return CouldNotWrite("an object", str(self.files.objects), reason_of(error))


@dataclass(frozen=True, slots=True)
class _Incoming:
    """A file that is being written; it is locked while its writer lives."""

    path: Path
    descriptor: int

    @classmethod
    def create(cls, folder: Path) -> _Incoming:
        while True:
            path = folder / f"{os.getpid()}-{os.urandom(4).hex()}-{next(_numbers)}"
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            descriptor = os.open(path, flags, 0o600)
            if _lock(descriptor) and os.fstat(descriptor).st_nlink == 1:
                return cls(path, descriptor)
            os.close(descriptor)  # a cleaner came between the two steps
            path.unlink(missing_ok=True)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_if_left(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:  # gone meanwhile
        return False
    try:
        if not _lock(descriptor):
            return False
        path.unlink(missing_ok=True)
        return True
    finally:
        os.close(descriptor)


def _link(source: Path, place: Path) -> bool:
    """Give a file its place, and tell whether the place was free; never write over another."""
    try:
        os.link(source, place)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if place.exists():
            return False
        source.rename(place)  # the same digest would be the same bytes
    return True


def _open_ordinary(path: Path) -> int:
    try:
        # a pipe must not make us wait
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise FileUnreadable(str(path), reason_of(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFile(str(path))
    return descriptor


def _chunks_of(descriptor: int, path: Path, before: os.stat_result) -> Iterator[bytes]:
    """Give a file's bytes; at the end, make sure that it was at rest meanwhile."""
    read = 0
    while chunk := _read_chunk(descriptor, path):
        read += len(chunk)
        yield chunk
    after = os.fstat(descriptor)
    if after.st_nlink == 0:
        raise FileChanged(str(path), "vanished")
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or read != before.st_size:
        raise FileChanged(str(path), "changed")


def _read_chunk(descriptor: int, path: Path) -> bytes:
    try:
        return os.read(descriptor, CHUNK_BYTES)
    except OSError as error:
        raise FileUnreadable(str(path), reason_of(error)) from error
