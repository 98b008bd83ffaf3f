"""The object store: bytes kept once, read-only, named by their SHA-256.

An object is written beside its place, synced, and then linked into it, so that it is
there whole or not at all, and nothing is ever written over. That it is in the store is
not yet said anywhere: the act that brings it in names it in the custody log.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sayso.custody.disk import (
    FILES_AT_ONCE,
    link_into_place,
    no_file_in,
    open_file,
    read_file,
    reading,
    reason_of,
    sync_all,
    sync_folder,
    sync_folders,
    write_all,
)
from sayso.custody.errors import ArchiveUnreadable, CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.exhibits.incoming import Incoming, remove_if_left
from sayso.exhibits.reading import (
    CHUNK_BYTES,
    FileChanged,
    FileUnreadable,
    NotAFile,
    chunks_of,
    open_ordinary,
)
from sayso.values import Digest, SaysoError, digest_bytes, digest_stream, is_digest

__all__ = [
    "FileChanged",
    "FileUnreadable",
    "NotAFile",
    "ObjectDamaged",
    "ObjectMissing",
    "ObjectStore",
    "Stored",
]

SMALL_BYTES = CHUNK_BYTES  # files up to this size are hashed before anything is written
READ_ONLY = 0o444


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


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that is in the store."""

    digest: Digest
    size_bytes: int
    is_new: bool  # False when the same bytes were there already


@dataclass(slots=True)
class _Batch:
    """What a batch has not yet brought to the disk."""

    written: dict[Digest, Incoming] = field(default_factory=dict)
    folders: set[Path] = field(default_factory=set)  # whose names may not be on disk yet
    beaten: set[Digest] = field(default_factory=set)  # objects that another process brought in meanwhile


class ObjectStore:
    """The objects of one archive. Any number of threads and processes may put and read at a time."""

    def __init__(self, files: ArchiveFiles) -> None:
        self.files = files
        self._local = threading.local()  # a batch is its thread's own
        self._held: set[Digest] = set()  # objects that were read through and are whole

    def put_bytes(self, data: bytes) -> Stored:
        """Keep bytes, and return when they are on disk.

        Raises:
            CouldNotWrite: when the disk refuses.
            ObjectDamaged: when the object is there, with another size.
        """
        digest = digest_bytes(data)
        if self._is_there(digest, len(data)):
            return Stored(digest, len(data), is_new=False)
        return self._put_chunks([data])

    def put_stream(self, stream: BinaryIO) -> Stored:
        """Keep what is left in a stream, in bounded memory; errors as for `put_bytes`."""
        return self._put_chunks(iter(lambda: stream.read(CHUNK_BYTES), b""))

    def put_file(self, path: Path, *, behind: bytes = b"", hold: bool = False) -> Stored:
        """Keep a file's bytes, and return when they are on disk.

        Args:
            path: an ordinary file.
            behind: what the object begins with, before the file's own bytes.
            hold: whether to read the object where it is there already, and hold it against its digest.

        Raises:
            FileUnreadable: when the file cannot be opened or read.
            FileChanged: when it changes or vanishes meanwhile; nothing is kept then.
            NotAFile: when it is a folder, a pipe or a device.
            CouldNotWrite: when the disk refuses.
            ObjectDamaged: when the object is there, with another size, or, where that is read, other bytes.
        """
        stored = self._put_file(path, behind)
        is_known = stored.is_new or self._is_pending(stored.digest) or stored.digest in self._held
        if hold and not is_known:
            self.check(stored.digest)
            self._held.add(stored.digest)  # a package comes with each file that it brought
        return stored

    def _put_file(self, path: Path, behind: bytes) -> Stored:
        descriptor = open_ordinary(path)
        try:
            before = os.fstat(descriptor)
            chunks = itertools.chain([behind], chunks_of(descriptor, path, before))
            if before.st_size <= SMALL_BYTES:
                return self.put_bytes(b"".join(chunks))
            return self._put_chunks(chunks)
        finally:
            os.close(descriptor)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Bring all that this thread puts within to the disk together, which is much quicker.

        What is put within counts as on disk when the block has ended; when it ends by an
        error, none of it does. One batch within another is part of it.

        Raises:
            CouldNotWrite: at the end, when the disk refuses.
        """
        if self._batch is not None:
            yield
            return
        self._local.batch = batch = _Batch()
        try:
            yield
            self._settle(batch)
        finally:
            self._local.batch = None
            for incoming in batch.written.values():
                incoming.discard()

    def has(self, digest: Digest) -> bool:
        """Tell whether the store has an object of this digest."""
        return self._is_pending(digest) or self.files.object_path(digest).exists()

    def path(self, digest: Digest) -> Path:
        """Return where an object's bytes can be read; they must not be written.

        Raises:
            ObjectMissing: when the store has none of this digest.
        """
        if self._batch is not None and self._is_pending(digest):
            self._settle(self._batch)
        path = self.files.object_path(digest)
        if not path.exists():
            raise ObjectMissing(digest)
        return path

    def open(self, digest: Digest) -> BinaryIO:
        """Open an object; its bytes are not checked.

        Raises:
            ObjectMissing: when the store has none of this digest.
        """
        with self._finding(digest) as place:
            return open_file(place)

    @contextmanager
    def _finding(self, digest: Digest) -> Iterator[Path]:
        """Give the path that an object is read from, and say in our words why it cannot be."""
        place = self.files.object_path(digest)
        if self._batch is not None and digest in self._batch.written:
            place = self._batch.written[digest].path
        try:
            yield place
        except FileNotFoundError as error:
            raise ObjectMissing(digest) from error
        except OSError as error:
            raise ArchiveUnreadable("an object", str(place), reason_of(error)) from error

    def read(self, digest: Digest) -> bytes:
        """Return an object's bytes, checked against its digest.

        Raises:
            ObjectMissing: when the store has none of this digest.
            ObjectDamaged: when its bytes have another digest.
        """
        with self._finding(digest) as place:
            data = read_file(place)
        if digest_bytes(data) != digest:
            raise ObjectDamaged(digest, "its bytes have another digest")
        return data

    def check(self, digest: Digest) -> None:
        """Read an object through, in bounded memory, and hold it against its digest.

        Raises:
            ObjectMissing: when the store has none of this digest.
            ObjectDamaged: when its bytes have another digest.
        """
        with self.open(digest) as stream:
            found = digest_stream(stream)
        if found != digest:
            raise ObjectDamaged(digest, "its bytes have another digest")

    def digests(self) -> Iterator[Digest]:
        """Give the digests of all objects on disk, in order."""
        for folder in sorted(self.files.objects.glob("[0-9a-f][0-9a-f]")):
            yield from (Digest(name) for name in sorted(os.listdir(folder)) if is_digest(name))

    def clear_left_over(self) -> int:
        """Remove what processes that are gone left half-written, and return how many files that was.

        Raises:
            ArchiveUnreadable: when the system refuses to list it.
        """
        with reading("the folder of what comes in", self.files.incoming):
            left = sorted(self.files.incoming.glob("*"))
        return sum(remove_if_left(path) for path in left)

    @property
    def _batch(self) -> _Batch | None:
        batch: _Batch | None = getattr(self._local, "batch", None)
        return batch

    def _is_pending(self, digest: Digest) -> bool:
        return self._batch is not None and digest in self._batch.written

    def _put_chunks(self, chunks: Iterable[bytes]) -> Stored:
        incoming = self._create()
        try:
            digest, size_bytes = self._write(incoming, chunks)
            if self._is_there(digest, size_bytes):
                incoming.discard()
                return Stored(digest, size_bytes, is_new=False)
        except BaseException:
            incoming.discard()
            raise
        return Stored(digest, size_bytes, is_new=self._keep(incoming, digest))

    def _create(self) -> Incoming:
        try:
            self.files.incoming.mkdir(exist_ok=True)  # backups may leave empty folders out
            return Incoming.create(self.files.incoming)
        except OSError as error:
            raise self._refused(error) from error

    def _write(self, incoming: Incoming, chunks: Iterable[bytes]) -> tuple[Digest, int]:
        sha256, size_bytes = hashlib.sha256(), 0
        for chunk in chunks:
            sha256.update(chunk)
            size_bytes += len(chunk)
            try:
                write_all(incoming.descriptor, chunk)
            except OSError as error:
                raise self._refused(error) from error
        return Digest(sha256.hexdigest()), size_bytes

    def _keep(self, incoming: Incoming, digest: Digest) -> bool:
        """Give an object its place, now or with its batch, and tell whether it is new, as far as is known."""
        batch = self._batch
        if batch is not None:
            batch.written[digest] = incoming
            if len(batch.written) >= FILES_AT_ONCE:
                self._settle(batch)
            return True
        alone = _Batch({digest: incoming})
        try:
            self._settle(alone)
        finally:
            for left in alone.written.values():
                left.discard()
        return digest not in alone.beaten

    def _settle(self, batch: _Batch) -> None:
        """Bring what a batch holds to the disk: bytes first, then their places, then the folders."""
        try:
            for incoming in batch.written.values():
                os.fchmod(incoming.descriptor, READ_ONLY)
            sync_all([incoming.descriptor for incoming in batch.written.values()])
            while batch.written:
                self._give_place(batch, *batch.written.popitem())
            sync_folders(sorted(batch.folders))
            batch.folders.clear()
        except OSError as error:
            raise self._refused(error) from error

    def _give_place(self, batch: _Batch, digest: Digest, incoming: Incoming) -> None:
        place = self.files.object_path(digest)
        try:
            place.parent.mkdir(exist_ok=True)
            if not link_into_place(incoming.path, place):
                batch.beaten.add(digest)
        finally:
            incoming.discard()
        batch.folders |= {self.files.objects, place.parent}

    def _is_there(self, digest: Digest, size_bytes: int) -> bool:
        if self._is_pending(digest):
            return True
        place = self.files.object_path(digest)
        try:
            odd, size_there = no_file_in(place), place.stat().st_size
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._refused(error) from error
        if odd is not None:
            raise ObjectDamaged(digest, odd)
        if size_there != size_bytes:
            raise ObjectDamaged(digest, f"it has {size_there} bytes instead of {size_bytes}")
        self._sync_later(place.parent)  # who wrote it may not have come to that
        return True

    def _sync_later(self, folder: Path) -> None:
        if self._batch is not None:
            self._batch.folders.add(folder)
            return
        try:
            sync_folder(folder)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> CouldNotWrite:
        return CouldNotWrite("an object", str(self.files.objects), reason_of(error))
