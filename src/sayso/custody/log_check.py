"""Walking the whole log, past whatever is damaged in it.

A changed line is told from its neighbours: the line behind it names its digest, and is
itself borne out by the line behind that one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sayso.custody.beside import withheld_damage
from sayso.custody.damage import (
    LOG_LINE,
    LOG_ORDER,
    LOG_SEGMENT,
)
from sayso.custody.disk import reason_of
from sayso.custody.entries import GENESIS, Entry, line_digest, read_line
from sayso.custody.entry_times import EntryTimes
from sayso.custody.errors import LogBroken, NotAnEntry, WithheldDamaged
from sayso.custody.layout import ArchiveFiles, withheld_name
from sayso.custody.left_over import OWN_ACTS
from sayso.custody.log_facts import KEEP, Concerns, LogFacts, entries_text
from sayso.custody.segments import RawLine, is_entry_with_damaged_end, lines_of
from sayso.custody.tree import leaf_hash
from sayso.custody.withheld import kept_beside
from sayso.values import Digest, Progress

SLIPS = 2  # hexadecimal digits in which a damaged `prev` differs; an unrelated one differs in about 60
REPORT_EVERY = 1000  # entries
MOST_MARKED = 1 << 20  # damaged numbers must not fill the memory


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


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line that was read as an entry."""

    entry: Entry
    digest: Digest
    where: str


@dataclass(slots=True)
class _Broken:
    """Lines, one behind the other, that are no entries."""

    first: int  # the number of the entry that should stand in the first of them
    where: str
    why: str
    count: int = 1


class _Walk:
    def __init__(
        self, files: ArchiveFiles, sizes: frozenset[int], concerns: Concerns | None, clock: EntryTimes
    ) -> None:
        self.files, self.sizes, self.facts = files, sizes, LogFacts()
        self._concerns = concerns
        self._newest = max(files.segment_numbers(), default=0)
        self._before: _Seen | None = None  # None at the start, and behind damage
        self._suspects: tuple[_Seen, _Seen] | None = None  # two that do not fit together
        self._broken: _Broken | None = None
        self._clock = clock
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
            self._take_broken(where, error.why)
        else:
            self._take_entry(_Seen(entry, line_digest(line.data), where))
        self._note_root()

    def take_damaged_segment(self, error: LogBroken) -> None:
        """Report a sealed segment that cannot be read to its end; entries that are missing show behind it."""
        what = error.where.removeprefix("log/")
        self.facts.reports.damage(LOG_SEGMENT, what, error.where, f"{error.why}. {KEEP}")

    def finish(self) -> None:
        self._settle_suspects(None)
        self._settle_broken(self.facts.entries + 1)
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

    def _take_broken(self, where: str, why: str) -> None:
        self._settle_suspects(None)
        self._before = None
        self.facts.entries += 1
        if self._broken is None:
            self._broken = _Broken(self.facts.entries, where, why)
        else:
            self._broken.count += 1

    def _settle_broken(self, next_seq: int) -> None:
        """Say which entries lines that are no entries stood for, once the next entry's number is known."""
        broken, self._broken = self._broken, None
        if broken is None:
            return
        last = max(next_seq - 1, broken.first)
        lines = "it is no entry" if broken.count == 1 else f"{broken.count} lines are no entries"
        self._mark(broken.first, last)
        self.facts.reports.damage(
            LOG_LINE, entries_text(broken.first, last), broken.where, f"{lines}: {broken.why}. {KEEP}"
        )

    def _take_entry(self, seen: _Seen) -> None:
        seq, expected = seen.entry.seq, self.facts.entries + 1
        is_behind_broken = self._broken is not None
        first_broken = self._broken.first if self._broken else expected
        self._settle_broken(seq)
        if is_behind_broken and seq > first_broken:
            self._go_on(seen)
        elif seq == expected:
            self._check_link(seen)
            self._go_on(seen)
        elif seen.entry.prev == self._digest_before():
            self._blame_seen(seen, expected, f"it was changed: its number reads {seq}")
            self._before, self.facts.entries = None, expected
        else:
            self._settle_suspects(None)
            self._report_order(seen, expected)
            self._go_on(seen)

    def _go_on(self, seen: _Seen) -> None:
        self._before, self.facts.entries = seen, seen.entry.seq
        self.facts.last_objects = {bytes.fromhex(digest) for digest in seen.entry.objects}
        self._collect(seen)

    def _digest_before(self) -> str | None:
        if self.facts.entries == 0:
            return GENESIS
        return self._before.digest if self._before else None

    def _check_link(self, seen: _Seen) -> None:
        digest = self._digest_before()
        if self._suspects is not None:
            self._settle_suspects(seen)
        elif digest is not None and seen.entry.prev != digest:
            if self._before is None:
                self._blame_seen(seen, 1, "it was changed: its link leads to an entry before the first")
            elif self._before.entry.seq not in self.facts.damaged:
                self._suspects = self._before, seen

    def _settle_suspects(self, behind: _Seen | None) -> None:
        """Of two entries that do not fit together, say which was changed.

        When the entry behind bears out the second one, it was the first.
        """
        if self._suspects is None:
            return
        first, second = self._suspects
        self._suspects = None
        if behind is not None:
            is_second_sound = behind.entry.prev == second.digest
        else:
            is_second_sound = _differing_digits(second.entry.prev, first.digest) > SLIPS
        if is_second_sound:
            why = f"it was changed after entry {second.entry.seq} had been written"
            self._blame_seen(first, first.entry.seq, why)
        else:
            why = f"it was changed: its link does not lead to entry {first.entry.seq}"
            self._blame_seen(second, second.entry.seq, why)

    def _report_order(self, seen: _Seen, expected: int) -> None:
        seq = seen.entry.seq
        if seq > expected:
            what, why = entries_text(expected, seq - 1), f"missing: entry {seq} stands here instead"
            self._mark(expected, seq - 1)
        else:
            what, why = f"entry {seq}", f"it stands where entry {expected} should"
            self._mark(seq, seq)
        self.facts.reports.damage(LOG_ORDER, what, seen.where, f"{why}. {KEEP}")

    def _blame_seen(self, seen: _Seen, seq: int, why: str) -> None:
        self.facts.doubtful.update(bytes.fromhex(digest) for digest in seen.entry.objects)
        self._mark(seq, seq)
        self.facts.reports.damage(LOG_LINE, f"entry {seq}", seen.where, f"{why}. {KEEP}")

    def _mark(self, first: int, last: int) -> None:
        room = max(MOST_MARKED - len(self.facts.damaged), 1)
        self.facts.damaged.update(range(first, min(last + 1, first + room)))

    def _collect(self, seen: _Seen) -> None:
        entry, facts = seen.entry, self.facts
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


def _differing_digits(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
