"""Reading files of others, which may change or vanish meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.custody.disk import reason_of
from sayso.values import AskedWrongly, SaysoError

CHUNK_BYTES = 1 << 20


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


def open_ordinary(path: Path) -> int:
    """Open an ordinary file for reading, and return its descriptor.

    Raises:
        FileUnreadable: when it cannot be opened.
        NotAFile: when it is a folder, a pipe or a device.
    """
    try:
        # a pipe must not make us wait
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise FileUnreadable(str(path), reason_of(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFile(str(path))
    return descriptor


def chunks_of(descriptor: int, path: Path, before: os.stat_result) -> Iterator[bytes]:
    """Give a file's bytes in chunks; at the end, make sure that it was at rest meanwhile.

    Raises:
        FileUnreadable: when the system refuses.
        FileChanged: when it was not, or is gone.
    """
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
