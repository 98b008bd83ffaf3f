"""The files of a folder: all of them, in the order of their names, and nothing from outside it.

Names are relative to the folder, with `/`, and otherwise as the system gives them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SYSTEM_FILES = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file, and where its bytes are."""

    name: str
    path: Path
    link: Path | None = None  # the link that led to it, where one did


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that was not taken, and why."""

    name: str
    reason: str
    is_by_rule: bool = False  # no failure: such things are never taken out of folders


def walk(root: Path, excluding: Path | None = None) -> list[Found | Passed]:
    """Return what is in a folder and the folders in it, in the order of their names' bytes.

    Args:
        root: an existing folder.
        excluding: a resolved path that is not gone into.

    Links to files within the folder are taken as files; other links, hidden
    files and what is no file come as Passed.
    """
    base = root.resolve()
    met: list[Found | Passed] = []
    waiting = [base]
    while waiting:
        folder = waiting.pop()
        if excluding is not None and folder.is_relative_to(excluding):
            met.append(Passed(_name(folder, base), "it is the archive itself, or in it"))
            continue
        try:
            paths = [folder / name for name in os.listdir(folder)]
        except OSError as error:
            met.append(Passed(_name(folder, base), reason_of(error)))
            continue
        for path in paths:
            piece = _look_at(path, base, excluding)
            if piece is None:
                waiting.append(path)
            else:
                met.append(piece)
    return sorted(met, key=lambda piece: os.fsencode(piece.name))


def unreadable(path: Path) -> str | None:
    """Return why a file cannot be read now; None when it can."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        return reason_of(error)
    try:
        is_regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
    finally:
        os.close(descriptor)
    return None if is_regular else "it is no regular file"


def reason_of(error: OSError) -> str:
    """Return the system's words for an error, without the path."""
    return f"it cannot be read ({error.strerror or type(error).__name__})"


def _look_at(path: Path, base: Path, excluding: Path | None) -> Found | Passed | None:
    """Tell what a path is; None for a folder to go into."""
    name = _name(path, base)
    if path.name.startswith(".") or path.name.lower() in SYSTEM_FILES:
        return Passed(name, "it is a hidden file or one that the system keeps for itself", is_by_rule=True)
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return Passed(name, reason_of(error))
    if stat.S_ISLNK(mode):
        return _follow(path, name, base, excluding)
    if stat.S_ISDIR(mode):
        return None
    if stat.S_ISREG(mode):
        return Found(name, path)
    return Passed(name, f"it is {next((words for is_kind, words in _KINDS if is_kind(mode)), 'no file')}")


def _follow(path: Path, name: str, base: Path, excluding: Path | None) -> Found | Passed:
    try:
        resolved = path.resolve(strict=True)
    except (OSError, RuntimeError):  # before Python 3.13 a loop is a RuntimeError
        return Passed(name, "it is a link that leads nowhere")
    if not resolved.is_relative_to(base) or (excluding is not None and resolved.is_relative_to(excluding)):
        return Passed(name, "it is a link that leads out of the folder")
    if not resolved.is_file():
        return Passed(name, "it is a link to a folder or to no file, and is not followed")
    return Found(name, resolved, path)


def _name(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix()


def files_of(met: list[Found | Passed]) -> Iterator[Found]:
    """Return the files among what a walk came upon."""
    return (piece for piece in met if isinstance(piece, Found))
