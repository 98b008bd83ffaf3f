"""What stands in the places of an archive's files: whether it is a file, and what belongs to no archive.

A link can lead anywhere, so that the bytes behind it are not the archive's; a pipe or a device holds none.
Files that nothing here reads are named, since whoever reads a folder by hand takes them for part of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sayso.custody.damage import NO_FILE, Reports
from sayso.custody.disk import no_file_in, reason_of
from sayso.custody.layout import HEAD_NAME, WITHHELD_NAME, ArchiveFiles, segment_in

_HALF_SEALED = re.compile(r"\.[0-9]{6,}\.jsonl\.gz\.[0-9]+\.new")
_BESIDE = ("index.db-wal", "index.db-shm", "index.db-journal", ".archive.toml.new")
_PUT_BACK = "Put the file itself in its place, or take it from a backup."


def check_places(files: ArchiveFiles, reports: Reports) -> None:
    """Report what stands in a file's place and is none, links among the folders, and strays.

    Objects, stamps and strays beside these are left to those who look at them.
    """
    try:
        _check_root(files, reports)
        for path in _kept_files(files):
            if (odd := no_file_in(path)) is not None:
                where = files.name_of(path)
                reports.damage(NO_FILE, where, where, f"{odd}. {_PUT_BACK}")
        _check_log(files, reports)
    except OSError as error:
        reports.could_not_read("the folders of the archive", ".", reason_of(error))


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
    for folder in (files.objects, files.withheld):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_symlink():
                where = files.name_of(path)
                why = f"it is a link, to {os.readlink(path)!r}: what is behind it is not in the archive"
                reports.damage(NO_FILE, f"the folder {where}", where, f"{why}. {_PUT_BACK}")


def _kept_files(files: ArchiveFiles) -> Iterator[Path]:
    if os.path.lexists(files.toml):
        yield files.toml
    for path in _within(files.log):
        if segment_in(path.name) is not None:
            yield path
    yield from (path for path in _within(files.heads) if HEAD_NAME.fullmatch(path.name))
    for folder in _within(files.withheld):
        yield from (path for path in _within(folder) if WITHHELD_NAME.fullmatch(path.name))


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
