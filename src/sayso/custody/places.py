"""What stands in the places of an archive's files: whether it is a file, and what belongs to no archive.

A link can lead anywhere, so that the bytes behind it are not the archive's; a pipe or a device holds none.
Files that nothing here reads are named, since whoever reads a folder by hand takes them for part of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sayso.custody.damage import NO_FILE, Reports, Unread
from sayso.custody.disk import no_file_in, reason_of
from sayso.custody.layout import HEAD_NAME, WITHHELD_NAME, ArchiveFiles, segment_in

_HALF_SEALED = re.compile(r"\.[0-9]{6,}\.jsonl\.gz\.[0-9]+\.new")
_BESIDE = ("index.db-wal", "index.db-shm", "index.db-journal", ".archive.toml.new")
_PUT_BACK = "Put the file itself in its place, or take it from a backup."


def check_places(files: ArchiveFiles, reports: Reports) -> None:
    """Report what stands in a file's place and is none, links among the folders, and strays.

    Objects, stamps and strays beside these are left to those who look at them.
    """
    for where, check in (
        (".", _check_root),
        ("objects", lambda files, reports: _check_links(files.objects, files, reports)),
        ("withheld", lambda files, reports: _check_links(files.withheld, files, reports)),
        ("log", lambda files, reports: _check_kept(_kept_log(files), files, reports)),
        ("heads", lambda files, reports: _check_kept(_kept_heads(files), files, reports)),
        ("withheld", lambda files, reports: _check_kept(_odd_withheld(files), files, reports)),
        ("log", _check_log),
    ):
        try:
            check(files, reports)
        except OSError as error:
            unread = Unread("a folder of the archive", where, reason_of(error))
            reports.unread += [] if unread in reports.unread else [unread]


def _check_kept(paths: Iterator[Path], files: ArchiveFiles, reports: Reports) -> None:
    for path in paths:
        if (odd := no_file_in(path)) is not None:
            where = files.name_of(path)
            reports.damage(NO_FILE, where, where, f"{odd}. {_PUT_BACK}")


def _check_root(files: ArchiveFiles, reports: Reports) -> None:
    folders = {folder for folder in files.folders() if folder.parent == files.root}
    known = {path.name for path in (*folders, files.toml, files.database, files.lock)} | {*_BESIDE}
    for path in sorted(files.root.iterdir()):
        if path.name not in known:
            reports.remark("stray-file", path.name, path.name, "it is no part of the archive")
        elif path.name == files.toml.name:  # is evidence, and looked at as such
            continue
        elif path.is_symlink():
            why = (
                f"it is a link, to {os.readlink(path)!r}: a copy of the archive's folder lacks what is in it"
            )
            reports.remark("linked", path.name, path.name, why)


def _check_links(folder: Path, files: ArchiveFiles, reports: Reports) -> None:
    for path in _within(folder):
        if path.is_symlink():
            where = files.name_of(path)
            why = f"it is a link, to {os.readlink(path)!r}: what is behind it is not in the archive"
            reports.damage(NO_FILE, f"the folder {where}", where, f"{why}. {_PUT_BACK}")


def _kept_log(files: ArchiveFiles) -> Iterator[Path]:
    if os.path.lexists(files.toml):
        yield files.toml
    yield from (path for path in _within(files.log) if segment_in(path.name) is not None)


def _kept_heads(files: ArchiveFiles) -> Iterator[Path]:
    yield from (path for path in _within(files.heads) if HEAD_NAME.fullmatch(path.name))


def _odd_withheld(files: ArchiveFiles) -> Iterator[Path]:
    """Give those that are no ordinary files: the folder tells that of its files, which may be very many."""
    for folder in _within(files.withheld):
        if folder.is_dir():
            with os.scandir(folder) as found:
                odd = [one for one in found if not one.is_file(follow_symlinks=False)]
            yield from sorted(Path(one.path) for one in odd if WITHHELD_NAME.fullmatch(one.name))


def _within(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _check_log(files: ArchiveFiles, reports: Reports) -> None:
    for path in _within(files.log):
        if segment_in(path.name) is not None:
            if path.suffix == ".jsonl" and path.is_file() and path.stat().st_size == 0:
                why = "it is empty: a write was interrupted before its first line, or somebody put it there"
                reports.remark("left-over", path.name, files.name_of(path), why)
            continue
        if _HALF_SEALED.fullmatch(path.name):
            kind, why = "left-over", "sealing was interrupted before it was finished; the file can be removed"
        else:
            kind, why = "stray-file", "it is no part of the log, and was not read"
        reports.remark(kind, path.name, files.name_of(path), why)
