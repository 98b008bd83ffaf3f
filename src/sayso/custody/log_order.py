"""Which entries of a log were changed, are missing, or stand where others should, as its lines go by.

A changed line is told from its neighbours: the line behind it names its digest, and is
itself borne out by the line behind that one.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.custody.damage import LOG_LINE, LOG_ORDER
from sayso.custody.entries import GENESIS, Entry
from sayso.custody.log_facts import KEEP, LogFacts, entries_text
from sayso.values import Digest

SLIPS = 2  # hexadecimal digits in which a damaged `prev` differs; an unrelated one differs in about 60
MOST_MARKED = 1 << 20  # damaged numbers must not fill the memory


@dataclass(frozen=True, slots=True)
class Seen:
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


class Order:
    """Follows the entries of a log, one behind the other, and notes in `facts` which are damaged."""

    def __init__(self, facts: LogFacts) -> None:
        self._facts = facts
        self._before: Seen | None = None  # None at the start, and behind damage
        self._suspects: tuple[Seen, Seen] | None = None  # two that do not fit together
        self._broken: _Broken | None = None

    def take(self, seen: Seen) -> bool:
        """Take the next line that is an entry, and tell whether it may be one that stands in the log."""
        seq, expected = seen.entry.seq, self._facts.entries + 1
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
            self._before, self._facts.entries = None, expected
            return False
        else:
            self._settle_suspects(None)
            self._report_order(seen, expected)
            self._go_on(seen)
        return True

    def take_broken(self, where: str, why: str) -> None:
        """Take a line that is no entry."""
        self._settle_suspects(None)
        self._before = None
        self._facts.entries += 1
        if self._broken is None:
            self._broken = _Broken(self._facts.entries, where, why)
        else:
            self._broken.count += 1

    def finish(self) -> None:
        """Settle what the lines behind would have told, as there are no more."""
        self._settle_suspects(None)
        self._settle_broken(self._facts.entries + 1)

    def _go_on(self, seen: Seen) -> None:
        self._before, self._facts.entries = seen, seen.entry.seq
        self._facts.last_objects = {bytes.fromhex(digest) for digest in seen.entry.objects}

    def _digest_before(self) -> str | None:
        if self._facts.entries == 0:
            return GENESIS
        return self._before.digest if self._before else None

    def _check_link(self, seen: Seen) -> None:
        digest = self._digest_before()
        if self._suspects is not None:
            self._settle_suspects(seen)
        elif digest is not None and seen.entry.prev != digest:
            if self._before is None:
                self._blame_seen(seen, 1, "it was changed: its link leads to an entry before the first")
            elif self._before.entry.seq not in self._facts.damaged:
                self._suspects = self._before, seen

    def _settle_suspects(self, behind: Seen | None) -> None:
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

    def _settle_broken(self, next_seq: int) -> None:
        """Say which entries lines that are no entries stood for, once the next entry's number is known."""
        broken, self._broken = self._broken, None
        if broken is None:
            return
        last = max(next_seq - 1, broken.first)
        lines = "it is no entry" if broken.count == 1 else f"{broken.count} lines are no entries"
        self._mark(broken.first, last)
        self._facts.reports.damage(
            LOG_LINE, entries_text(broken.first, last), broken.where, f"{lines}: {broken.why}. {KEEP}"
        )

    def _report_order(self, seen: Seen, expected: int) -> None:
        seq = seen.entry.seq
        if seq > expected:
            what, why = entries_text(expected, seq - 1), f"missing: entry {seq} stands here instead"
            self._mark(expected, seq - 1)
        else:
            what, why = f"entry {seq}", f"it stands where entry {expected} should"
            self._mark(seq, seq)
        self._facts.reports.damage(LOG_ORDER, what, seen.where, f"{why}. {KEEP}")

    def _blame_seen(self, seen: Seen, seq: int, why: str) -> None:
        self._facts.doubtful.update(bytes.fromhex(digest) for digest in seen.entry.objects)
        self._mark(seq, seq)
        self._facts.reports.damage(LOG_LINE, f"entry {seq}", seen.where, f"{why}. {KEEP}")

    def _mark(self, first: int, last: int) -> None:
        room = max(MOST_MARKED - len(self._facts.damaged), 1)
        self._facts.damaged.update(range(first, min(last + 1, first + room)))


def _differing_digits(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
