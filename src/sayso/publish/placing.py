"""Bringing a file or folder to its place when it is whole: beside it first, and never over another.

What could not be finished leaves nothing. Where the process was killed, so that it could not clean up, the
next that writes to the same place does.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.custody.disk import link_into_place, reason_of, sync_folder
from sayso.custody.errors import CouldNotWrite
from sayso.values import SaysoError

log = logging.getLogger(__name__)

MOST_TIMES = 100  # that something is made anew which another took for left over


class WouldOverwrite(SaysoError):
    """Something is already where an export was to be written."""

    exit_code = 2

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"There is already something at {self.path}. Choose another place, or move it away first."


@contextmanager
def beside(to: Path, make: Callable[[Path], object], what: str = "the export") -> Iterator[Path]:
    """Give what `make` made beside `to`, and bring it into place when the block has ended well.

    Args:
        to: where it goes; nothing may be there, and its parent must exist.
        make: makes an empty file or folder at the path that it is given.
        what: names it in errors.

    Raises:
        WouldOverwrite: where something is at `to`, or came there meanwhile.
        CouldNotWrite: where the system refuses; then nothing is at `to`.
    """
    if to.exists() or to.is_symlink():
        raise WouldOverwrite(str(to))
    _remove_left_over(to)
    try:
        with _held_anew(to.with_name(f".{to.name}.{os.getpid()}.new"), make) as made:
            try:
                yield made
                _bring(made, to)
            finally:
                _remove(made)
        sync_folder(to.parent)
    except OSError as error:
        raise CouldNotWrite(what, str(to), reason_of(error)) from error


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
def _held_anew(path: Path, make: Callable[[Path], object]) -> Iterator[Path]:
    """Make a file or folder, and hold it locked: before it is, others may take it for left over."""
    for _ in range(MOST_TIMES):
        make(path)
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue
        try:
            with suppress(OSError):  # where a disk knows no locks, nobody removes what another has
                fcntl.flock(
                    descriptor, fcntl.LOCK_EX
                )  # whoever removes it holds it no longer than that takes
            if _is_at(path, descriptor):
                yield path
                return
        finally:
            os.close(descriptor)
    raise FileNotFoundError(errno.ENOENT, "it was removed each time that it was made", str(path))


def _is_at(path: Path, descriptor: int) -> bool:
    """Tell whether what was opened is what stands at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    """Lock a file or folder that may be left over, and tell whether nobody else does."""
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
    """Remove what was left by killed writers to the same place; it may hold what nobody should find."""
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
                    log.warning("Removed %s, which was left when its writing was interrupted.", path)
        except OSError as error:
            log.warning("What was interrupted left %s: %s.", path, reason_of(error))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
