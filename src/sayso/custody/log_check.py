"""Walking the whole log, past whatever is damaged in it, and collecting what its entries say.

Which of them are damaged, `sayso.custody.log_order` tells.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sayso.custody.beside import withheld_damage
from sayso.custody.damage import LOG_SEGMENT
from sayso.custody.disk import reason_of
from sayso.custody.entries import Entry, line_digest, read_line
from sayso.custody.entry_times import EntryTimes
from sayso.custody.errors import LogBroken, NotAnEntry, WithheldDamaged
from sayso.custody.layout import ArchiveFiles, withheld_name
from sayso.custody.left_over import OWN_ACTS
from sayso.custody.log_facts import KEEP, Concerns, LogFacts
from sayso.custody.log_order import Order, Seen
from sayso.custody.segments import RawLine, is_entry_with_damaged_end, lines_of
from sayso.custody.tree import leaf_hash
from sayso.custody.withheld import kept_beside
from sayso.values import Progress

REPORT_EVERY = 1000  # entries


def check_log(
    files: ArchiveFiles,
    sizes: Collection[int],
    progress: Progress,
    concerns: Concerns | None = None,
    now: datetime | None = None,
) -> LogFacts:
    """Walk the log, and report all that is wrong with it.

    Args:
        files: the archive.
        sizes: those of the tree for which roots are wanted.
        progress: told in entries.
        concerns: tells the entries whose objects are of interest; None for all.
        now: what is dated later by more than clocks differ is told; None where that is not to be looked at.
    """
    walk = _Walk(files, frozenset(sizes), concerns, EntryTimes(now))
    try:
        for line in lines_of(files, on_damage=walk.take_damaged_segment):
            walk.take(line)
            if walk.facts.entries % REPORT_EVERY == 0:
                progress(walk.facts.entries, None, "entries of the log")
    except OSError as error:
        where = files.name_of(files.log)
        walk.facts.is_read_whole = False
        walk.facts.reports.could_not_read("the log", where, reason_of(error))
    walk.finish()
    return walk.facts


class _Walk:
    def __init__(
        self, files: ArchiveFiles, sizes: frozenset[int], concerns: Concerns | None, clock: EntryTimes
    ) -> None:
        self.files, self.sizes, self.facts = files, sizes, LogFacts()
        self._concerns, self._clock = concerns, clock
        self._newest = max(files.segment_numbers(), default=0)
        self._order = Order(self.facts)
        self._note_root()

    def take(self, line: RawLine) -> None:
        where = line.where
        if not line.is_finished and self._is_unfinished(line):
            self._remark_unfinished(line, where)
            return
        self.facts.frontier.append(leaf_hash(line.data))
        self.facts.last_where = where
        try:
            entry = read_line(line.data)
            if not line.is_finished:
                raise NotAnEntry("its newline is missing")
        except NotAnEntry as error:
            self._order.take_broken(where, error.why)
        else:
            if self._order.take(Seen(entry, line_digest(line.data), where)):
                self._collect(entry)
        self._note_root()

    def take_damaged_segment(self, error: LogBroken) -> None:
        """Report a sealed segment that cannot be read to its end; entries that are missing show behind it."""
        what = error.where.removeprefix("log/")
        self.facts.reports.damage(LOG_SEGMENT, what, error.where, f"{error.why}. {KEEP}")

    def finish(self) -> None:
        self._order.finish()
        self._clock.report(self.facts.reports)

    def _is_unfinished(self, line: RawLine) -> bool:
        return line.segment == self._newest and not is_entry_with_damaged_end(line.data)

    def _remark_unfinished(self, line: RawLine, where: str) -> None:
        self.facts.reports.remark(
            "unfinished-line",
            f"the end of the log, {len(line.data)} bytes",
            where,
            "a write was interrupted before this entry was whole, or the log was cut here since: only a head "
            "that was kept elsewhere shows which (--against). The next write drops it, and logs that",
        )

    def _collect(self, entry: Entry) -> None:
        facts = self.facts
        if entry.seq in self.sizes:
            facts.times[entry.seq] = entry.at
        facts.take(entry, is_asked_for=self._concerns is None or self._concerns(entry))
        if entry.withheld:
            facts.with_withheld.add(entry.seq)
            self._check_withheld(entry)
        elif entry.act in OWN_ACTS:
            facts.own_acts.add(entry.seq)
        self._clock.take(entry)

    def _check_withheld(self, entry: Entry) -> None:
        try:
            if kept_beside(self.files, entry).keys() != entry.withheld.keys():
                self.facts.without_withheld.add(entry.seq)
        except WithheldDamaged as error:
            self.facts.withheld.append((entry.seq, withheld_damage(error)))
        except OSError as error:
            what = f"what is withheld from entry {entry.seq}"
            self.facts.reports.could_not_read(what, withheld_name(entry.seq), reason_of(error))

    def _note_root(self) -> None:
        size = self.facts.frontier.size
        if size in self.sizes:
            self.facts.roots[size] = self.facts.frontier.root()
