"""The bytes of the log's last segment: appended whole or not at all, and cut where a write was torn."""

from __future__ import annotations

import os
from pathlib import Path

from sayso.custody.disk import sync_folder, write_all
from sayso.custody.layout import ArchiveFiles


def append_bytes(files: ArchiveFiles, segment: int, data: bytes, *, is_new: bool) -> None:
    """Append bytes to a segment whole or not at all, and return when they are on disk.

    Raises:
        OSError: when the disk refuses; the segment is then as it was before.
    """
    path = files.segment_path(segment)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        size_before = os.fstat(descriptor).st_size
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
            if is_new:
                sync_folder(files.log)
        except BaseException:
            os.ftruncate(descriptor, size_before)
            os.fsync(descriptor)
            raise
    finally:
        os.close(descriptor)


def cut(path: Path, size_bytes: int) -> None:
    """Cut a segment to its first bytes, and return when that is on disk; errors as the system's."""
    os.truncate(path, size_bytes)
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
