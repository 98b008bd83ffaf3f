"""Getting bytes to the disk, and knowing that they are there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.custody.errors import ArchiveUnreadable

SYNCS_AT_ONCE = 8
FILES_AT_ONCE = 128  # open at a time
MOST_WHOLE_BYTES = 256 << 20  # of a file that is read at once; none that we write so is nearly as large
# Not every system on which exports are checked has all of these.
_TO_READ = os.O_RDONLY
for _flag in ("O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
    _TO_READ |= getattr(os, _flag, 0)
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


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


def sync_all(descriptors: Sequence[int]) -> None:
    """Sync many files.

    The system writes syncs that come together in one go: 300 small files took 2 s one
    by one and 0.1 s so, on a busy disk.
    """
    if len(descriptors) < 2:
        for descriptor in descriptors:
            os.fsync(descriptor)
        return
    with ThreadPoolExecutor(min(SYNCS_AT_ONCE, len(descriptors))) as pool:
        for done in [pool.submit(os.fsync, descriptor) for descriptor in descriptors]:
            done.result()


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names in several folders survive a power cut."""
    with ExitStack() as opened:
        descriptors = []
        for folder in folders:
            descriptors.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
            opened.callback(os.close, descriptors[-1])
        sync_all(descriptors)


def make_folder(folder: Path) -> None:
    """Make a folder whose name survives a power cut, unless it is there; its parent must be."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    sync_folder(folder.parent)


def write_synced(contents: Mapping[Path, bytes], *, mode: int = 0o644) -> None:
    """Put bytes in the places of files, each whole or not at all; the folders are left to `sync_folders`."""
    paths = list(contents)
    for start in range(0, len(paths), FILES_AT_ONCE):
        _write_some({path: contents[path] for path in paths[start : start + FILES_AT_ONCE]}, mode)


def _write_some(contents: Mapping[Path, bytes], mode: int) -> None:
    with ExitStack() as tidied:
        descriptors = []
        for path, data in contents.items():
            beside = _beside(path)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
            descriptors.append(os.open(beside, flags, mode))
            tidied.callback(beside.unlink, missing_ok=True)
            tidied.callback(os.close, descriptors[-1])
            write_all(descriptors[-1], data)
        sync_all(descriptors)
        for path in contents:
            _beside(path).replace(path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def write_new(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a file that must not be there yet, whole or not at all, and its name with it.

    Raises:
        FileExistsError: when the file is there; it stays as it is.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_synced({beside: data}, mode=mode)
        if not link_into_place(beside, path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def link_into_place(source: Path, place: Path) -> bool:
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
        source.rename(place)  # as on exFAT; the writer's lock, or a place named by digest, keeps others out
    return True


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading; a pipe in its place must not make us wait.

    Raises:
        OSError: also where it is no ordinary file.
    """
    return open(_open_ordinary(path)[0], "rb")


def read_file(path: Path | str, *, most_bytes: int | None = None) -> bytes:
    """Return a file's bytes, or no more than its first `most_bytes`.

    Raises:
        OSError: as for `open_file`; also where it is larger than memory should be filled with, and no
            `most_bytes` says how much of it is wanted.
    """
    descriptor, size_bytes = _open_ordinary(path)
    if most_bytes is None and size_bytes > MOST_WHOLE_BYTES:
        os.close(descriptor)
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    if most_bytes is not None and size_bytes > most_bytes:
        with open(descriptor, "rb") as stream:
            return stream.read(most_bytes)
    try:
        data = os.read(descriptor, size_bytes + 1)
        while more := os.read(descriptor, size_bytes + 1):
            data += more
        return data
    finally:
        os.close(descriptor)


def open_to_read(path: Path | str) -> int:
    """Return a descriptor to read from what stands at `path`; a pipe there makes nobody wait."""
    return os.open(path, _TO_READ)


def _open_ordinary(path: Path | str) -> tuple[int, int]:
    """Return a descriptor of an ordinary file, and its size in bytes."""
    descriptor = open_to_read(path)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    return descriptor, found.st_size


def files_under(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Give in order what lies under a folder: all but folders, and the folders with nothing in them.

    Links are not followed.

    Raises:
        OSError: when a folder cannot be read.
    """
    waiting = _last_first(folder)  # not by recursion, which ends at a depth that a disk can hold more than
    while waiting:
        entry = waiting.pop()
        within = _last_first(entry.path) if entry.is_dir(follow_symlinks=False) else []
        if within:
            waiting += within
        else:
            yield entry


def _last_first(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name, reverse=True)


def no_file_in(path: Path | str) -> str | None:
    """Say what stands in a file's place and is none; None for an ordinary file.

    Raises:
        OSError: when there is nothing, or the system refuses.
    """
    return no_file_of(path, os.lstat(path).st_mode)


def no_file_of(path: Path | str, mode: int) -> str | None:
    """Do what `no_file_in` does, of the mode that the system gave for the path itself."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        return f"it is a link, to {os.readlink(path)!r}, so that its bytes are not in the archive"
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return f"it is {kinds.get(stat.S_IFMT(mode), 'a device')}, and no file"


@contextmanager
def reading(what: str, path: Path) -> Iterator[None]:
    """Turn the system's refusal to read into `ArchiveUnreadable`."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnreadable(what, str(path), reason_of(error)) from error


def reason_of(error: OSError) -> str:
    """Return what the system says went wrong, without the path."""
    return error.strerror or type(error).__name__
