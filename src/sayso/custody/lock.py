"""One writer at a time.

The system lets go of the lock when its holder ends, however it ends. Readers never take it.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sayso.custody.disk import no_file_of, open_to_read, reason_of, write_all
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.values import instant_text, utc_now

log = logging.getLogger(__name__)

PATIENCE_S = 0.5  # before we say that we wait
POLL_S = 0.02
_held: dict[int, tuple[int, int]] = {}  # descriptor -> (the file's inode, the thread that holds it)


@contextmanager
def writer_lock(files: ArchiveFiles, who: str, on_wait: Callable[[str], None] = log.info) -> Iterator[None]:
    """Be the one writer of an archive; wait while another is.

    Args:
        files: the archive.
        who: what this process does, such as "sayso import"; others who wait are told.
        on_wait: called once, after about half a second, with a sentence that names the holder.

    Raises:
        CouldNotWrite: when the lock file cannot be opened.
        RuntimeError: when this thread holds the lock already; it would wait for ever.
    """
    descriptor = _acquire(files, on_wait)
    holder = os.getpid()
    _held[descriptor] = (os.fstat(descriptor).st_ino, threading.get_ident())
    try:
        _say_who(descriptor, who)
        yield
    finally:
        if os.getpid() == holder:  # a forked child has no part in it
            _held.pop(descriptor, None)
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
            os.close(descriptor)


def is_held(files: ArchiveFiles) -> bool:
    """Tell whether some process is the writer at this moment; never waits."""
    try:
        descriptor = open_to_read(files.lock)
    except FileNotFoundError:
        return False
    try:
        return not _try(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def _acquire(files: ArchiveFiles, on_wait: Callable[[str], None]) -> int:
    while True:
        descriptor = _open(files)
        try:
            _refuse_own(descriptor)
            _wait_for(descriptor, on_wait)
            if _is_still_there(files, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # somebody removed the file: the lock is on a new one


def _open(files: ArchiveFiles) -> int:
    try:
        descriptor = os.open(files.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK, 0o644)
        odd = no_file_of(files.lock, os.fstat(descriptor).st_mode)
    except OSError as error:
        raise CouldNotWrite("the writer's lock", str(files.lock), reason_of(error)) from error
    if odd is not None:  # what is said in it would be waited for
        os.close(descriptor)
        raise CouldNotWrite("the writer's lock", str(files.lock), f"{odd}; remove it")
    return descriptor


def _refuse_own(descriptor: int) -> None:
    if (os.fstat(descriptor).st_ino, threading.get_ident()) in _held.values():
        raise RuntimeError("this thread is the archive's writer already")


def _wait_for(descriptor: int, on_wait: Callable[[str], None]) -> None:
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_S:
        if _try(descriptor):
            return
        time.sleep(POLL_S)
    on_wait(_sentence_on(descriptor))
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def _try(descriptor: int, how: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still_there(files: ArchiveFiles, descriptor: int) -> bool:
    try:
        return os.stat(files.lock).st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _say_who(descriptor: int, who: str) -> None:
    said = {"pid": os.getpid(), "since": instant_text(utc_now()), "who": who}
    with suppress(OSError):  # a full disk: the lock holds all the same, and this is for information only
        os.ftruncate(descriptor, 0)
        write_all(descriptor, json.dumps(said).encode("ascii"))


def _sentence_on(descriptor: int) -> str:
    try:
        said = json.loads(os.pread(descriptor, 4096, 0))
        return (
            f"Waiting for {said['who']} (process {said['pid']}), "
            f"which has been writing to this archive since {said['since']}."
        )
    except (ValueError, KeyError, TypeError):
        return "Waiting for another process, which is writing to this archive."


def _let_go_in_child() -> None:
    for descriptor in list(_held):
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)
