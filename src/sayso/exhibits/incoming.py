"""Objects that are being written: files beside the store, until they are whole."""

from __future__ import annotations

import fcntl
import itertools
import os
from dataclasses import dataclass
from pathlib import Path

_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is being written; it is locked while its writer lives."""

    path: Path
    descriptor: int

    @classmethod
    def create(cls, folder: Path) -> Incoming:
        """Make a new, empty file in `folder`."""
        while True:
            path = folder / f"{os.getpid()}-{os.urandom(4).hex()}-{next(_numbers)}"
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            descriptor = os.open(path, flags, 0o600)
            if _lock(descriptor) and os.fstat(descriptor).st_nlink == 1:
                return cls(path, descriptor)
            os.close(descriptor)  # a cleaner came between the two steps
            path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the file under this name; an object that it became stays."""
        self.path.unlink(missing_ok=True)
        os.close(self.descriptor)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def remove_if_left(path: Path) -> bool:
    """Remove what a process that is gone left half-written, and tell whether that was so."""
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
