"""Reporting withheld files that no entry of the log is about."""

from __future__ import annotations

from sayso.custody.damage import WITHHELD, Reports
from sayso.custody.disk import reason_of
from sayso.custody.layout import ArchiveFiles
from sayso.custody.left_over import HALF_WRITTEN, withheld_number
from sayso.custody.log_facts import LogFacts, entries_text


def check_left(files: ArchiveFiles, facts: LogFacts, reports: Reports) -> None:
    """Report withheld files that no entry is about."""
    try:
        paths = sorted(path for path in files.withheld.rglob("*") if not path.is_dir())
    except OSError as error:
        reports.could_not_read("what is withheld", "withheld", reason_of(error))
        return
    behind = []
    for path in paths:
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


_LEFT = (
    "that entry withholds nothing: a write was interrupted before its own line was whole, and this is what "
    "it had withheld. It belongs to no entry, and nobody reads it; the next write removes it, unless that "
    "part of the log is sealed"
)
_HALF = "a write was interrupted while it was being made; the next write removes it, where it is the newest"
_NO_ENTRY = (
    "the log has nothing of that: it was never finished, or is gone. "
    "A head that was kept elsewhere shows which (--against). The next write removes it, and logs that"
)
