"""Reading many objects again, several at once, and telling in order what was found.

`hashlib` lets other threads run while it hashes, so that a few threads use as many processors.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from sayso.custody.disk import no_file_of, open_to_read
from sayso.values import digest_bytes

CHUNK_BYTES = 1 << 20  # each thread holds one
MOST_THREADS = 4  # more gain nothing on the disks and buses that we know
GROUP_BYTES = 8 << 20  # small objects go to a thread together: handing over costs more than hashing
GROUP_OBJECTS = 64
MOST_HANDED_ON = 8 << 10  # bytes; all that wait to be told have then no more than 32 MiB
AHEAD = 64  # groups handed over before the first is told, so that a long one keeps no thread idle


@dataclass(frozen=True, slots=True)
class Wanted:
    """An object that is to be looked at."""

    path: str
    digest: str  # what its bytes should come to
    size_bytes: int  # what it should have
    is_read_on: bool = False  # whether somebody reads its bytes next: they are handed on, where they are few


@dataclass(frozen=True, slots=True)
class Look:
    """What was found of an object."""

    wanted: Wanted
    size_bytes: int = 0  # what it has
    is_same: bool = True  # whether its bytes have their digest, where they were read
    is_unsteady: bool = False  # whether they read wrong once, and right the second time
    odd: str | None = None  # what stands in its place and is no file; the rest says nothing then
    error: OSError | None = None  # why it could not be looked at; the rest says nothing then
    data: bytes | None = None  # its bytes, as their digest shows; None where they are not handed on


def look_at_all(wanted: Iterable[Wanted], *, read_bytes: bool) -> Generator[Look, None, None]:
    """Look at objects, and yield what was found of each, in the order in which they are given.

    Bytes are read by several threads, and only where the size is right. Closing the generator
    stops the threads within one chunk: use it in `contextlib.closing`.
    """
    stop = Event()
    if not read_bytes:
        yield from (_look(item, None, stop) for item in wanted)
        return
    waiting: deque[Future[list[Look]]] = deque()
    pool = ThreadPoolExecutor(min(MOST_THREADS, _processors()), "objects")
    try:
        for group in _groups(wanted):
            waiting.append(pool.submit(_look_at_group, group, stop))
            if len(waiting) == AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    """Count the processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not everywhere
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def _groups(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    group: list[Wanted] = []
    size_bytes = 0
    for item in wanted:
        group.append(item)
        size_bytes += item.size_bytes
        if size_bytes >= GROUP_BYTES or len(group) == GROUP_OBJECTS:
            yield group
            group, size_bytes = [], 0
    if group:
        yield group


class Stopped(Exception):
    """Nobody waits for the answer any more."""


def _look_at_group(group: list[Wanted], stop: Event) -> list[Look]:
    buffer = memoryview(bytearray(CHUNK_BYTES))
    return [_look(item, buffer, stop) for item in group]


def _look(item: Wanted, buffer: memoryview | None, stop: Event) -> Look:
    """Look at one object, and read its bytes where there is a buffer to read them into."""
    try:
        found = os.lstat(item.path)
        if (odd := no_file_of(item.path, found.st_mode)) is not None:
            return Look(item, odd=odd)
        if buffer is None or found.st_size != item.size_bytes:
            return Look(item, found.st_size)
        return _read(item, buffer, stop)
    except OSError as error:
        return Look(item, error=error)


def _read(item: Wanted, buffer: memoryview, stop: Event) -> Look:
    was_wrong = False
    if item.is_read_on and item.size_bytes <= MOST_HANDED_ON:
        data = bytes_on_disk(item.path)
        if digest_bytes(data) == item.digest:
            return Look(item, item.size_bytes, data=data)
        was_wrong = True
    if digest_on_disk(item.path, buffer, stop) == item.digest:
        return Look(item, item.size_bytes, is_unsteady=was_wrong)
    is_same = digest_on_disk(item.path, buffer, stop) == item.digest
    return Look(item, item.size_bytes, is_same=is_same, is_unsteady=is_same)


def bytes_on_disk(path: str) -> bytes:
    """Return a small file's bytes, as `digest_on_disk` reads them; errors of the system as there."""
    descriptor = open_to_read(path)
    try:
        data = bytearray()
        while read := os.read(descriptor, CHUNK_BYTES):
            data += read
        _forget(descriptor)
    finally:
        os.close(descriptor)
    return bytes(data)


def digest_on_disk(path: str, buffer: memoryview, stop: Event) -> str:
    """Return the digest of a file's bytes, and let the system forget them, so that a second look is one.

    Raises:
        Stopped: when `stop` is set meanwhile.
        OSError: as the system says.
    """
    sha256 = hashlib.sha256()
    descriptor = open_to_read(path)
    try:
        while count := os.readv(descriptor, [buffer]):
            if stop.is_set():
                raise Stopped
            sha256.update(buffer[:count])
        _forget(descriptor)
    finally:
        os.close(descriptor)
    return sha256.hexdigest()


def _forget(descriptor: int) -> None:
    """Let the system drop what it holds of a file: what is read next comes from the disk."""
    forget = getattr(os, "posix_fadvise", None)  # Linux
    if forget is not None:
        forget(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
