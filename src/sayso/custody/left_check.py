"""Reporting withheld files that no entry of the log is about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sayso.custody.damage import WITHHELD, Reports
from sayso.custody.disk import files_under, reason_of
from sayso.custody.layout import WITHHELD_NAME, ArchiveFiles, withheld_in
from sayso.custody.left_over import ASIDE, HALF_WRITTEN, aside_folder, withheld_number
from sayso.custody.log_facts import LogFacts, entries_text


def check_left(files: ArchiveFiles, facts: LogFacts, reports: Reports) -> None:
    """Report withheld files that no entry is about."""
    try:
        paths = [Path(place) for place in _unexpected(files, facts) if not os.path.isdir(place)]
    except OSError as error:
        reports.could_not_read("what is withheld", "withheld", reason_of(error))
        return
    behind = []
    _remark_aside(files, reports)
    for path in paths:
        if path.is_relative_to(files.withheld / ASIDE):
            continue
        where, seq = files.name_of(path), withheld_number(files, path)
        what = f"what is withheld from entry {seq}"
        if seq is None and HALF_WRITTEN.fullmatch(path.name):
            reports.remark("left-over", path.name, where, _HALF)
        elif seq is None:
            reports.remark("stray-file", path.name, where, "it is no part of the archive")
        elif seq > facts.entries:
            behind.append(seq)
        elif seq in facts.own_acts:
            reports.remark("left-over", what, where, _LEFT)
        elif seq not in facts.with_withheld and seq not in facts.damaged:
            why = f"nothing is withheld from entry {seq}. Look where the file came from."
            reports.damage(WITHHELD, what, where, why)
    if behind:
        what = f"what was withheld from {entries_text(min(behind), max(behind))}"
        reports.remark("stray-file", what, files.name_of(files.withheld), _NO_ENTRY)


def _unexpected(files: ArchiveFiles, facts: LogFacts) -> Iterator[str]:
    """Give the paths of all but what is withheld from entries that say so."""
    for found in files_under(files.place("withheld")) if files.withheld.is_dir() else ():
        seq = withheld_in(files.name_at(found.path))
        if seq not in facts.with_withheld or seq in facts.own_acts:
            yield found.path


def _remark_aside(files: ArchiveFiles, reports: Reports) -> None:
    """Name what was set aside, by the repair that did it."""
    for path in _within(files.withheld / ASIDE, files, reports) or []:
        within = _within(path, files, reports)
        if within is None:
            continue
        names = [one.name for one in within]
        numbers = [int(match[1]) for name in names if (match := WITHHELD_NAME.fullmatch(name))]
        by = path.name.lstrip("0")
        if not numbers or not by.isdecimal() or path != aside_folder(files, int(by)):
            reports.remark("stray-file", path.name, files.name_of(path), "it is no part of the archive")
            continue
        what = f"what was withheld from {entries_text(min(numbers), max(numbers))}"
        reports.remark("set-aside", what, files.name_of(path), _ASIDE.format(by=by))


def _within(folder: Path, files: ArchiveFiles, reports: Reports) -> list[Path] | None:
    """List a folder, [] where it is none; None where it cannot be listed, which is told."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        reports.could_not_read("what was set aside", files.name_of(folder), reason_of(error))
        return None


_ASIDE = (
    "the repair of entry {by} set it aside, as the log had no such entries: a write was interrupted, or the "
    "log was cut. Where a backup has them, it belongs to these; else sayso erase --entry {by} removes it"
)
_LEFT = (
    "that entry withholds nothing: a write was interrupted before its own line was whole, and this is what "
    "it had withheld. It belongs to no entry, and nobody reads it; the next write removes it, unless that "
    "part of the log is sealed"
)
_HALF = "a write was interrupted while it was being made; the next write removes it, where it is the newest"
_NO_ENTRY = (
    "the log has nothing of that: it was never finished, or is gone. "
    "A head that was kept elsewhere shows which (--against). The next write sets it aside, and logs that"
)
