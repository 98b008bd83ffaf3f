"""Getting bytes to the disk, and knowing that they are there."""

from __future__ import annotations

import os
from pathlib import Path


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`; one `write` may take only a part."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder whose name survives a power cut, unless it is there; its parent must be."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    sync_folder(folder.parent)


def write_synced(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put `data` in the place of `path`, whole or not at all; the folder is left to `sync_folder`."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    try:
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a file that must not be there yet, whole or not at all, and its name with it.

    Raises:
        FileExistsError: when the file is there; it stays as it is.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write_synced(beside, data, mode=mode)
        os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def reason_of(error: OSError) -> str:
    """Return what the system says went wrong, without the path."""
    return error.strerror or type(error).__name__
