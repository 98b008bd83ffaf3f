"""Whether the times of entries, one behind the other, can have come from a clock that was right."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sayso.custody.clock_slips import CLOCK_TOLERANCE
from sayso.custody.damage import Reports
from sayso.custody.entries import Entry
from sayso.custody.log_facts import entries_text
from sayso.custody.stamps import CLOCKS_APART

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT = timedelta(microseconds=1)  # as parts of a second the last instant that there is would overflow
_TOLERANCE = CLOCK_TOLERANCE // _UNIT


def _instant(time: int) -> datetime:
    return EPOCH + time * _UNIT


@dataclass(slots=True)
class EntryTimes:
    """What the times of entries, one behind the other, say of the clock that they were written by."""

    now: datetime | None
    seqs: array[int] = field(default_factory=lambda: array("Q"))
    times: array[int] = field(default_factory=lambda: array("q"))  # of these entries, in microseconds
    slips: int = 0  # how often an entry is dated before the one in front of it
    first_slip: tuple[str, str] | None = None  # which entries, and what their times are
    ahead: list[int] = field(default_factory=list)  # the last entries, as far as they are dated after `now`

    def take(self, entry: Entry) -> None:
        """Note the time of the next entry."""
        at = (entry.at - EPOCH) // _UNIT
        if self.times and at < self.times[-1] - _TOLERANCE:
            self.slips += 1
            self.first_slip = self.first_slip or self._slip(entry.seq, at)
        if self.now is not None and entry.at - self.now > CLOCKS_APART:
            self.ahead.append(entry.seq)
        else:
            self.ahead.clear()
        self.seqs.append(entry.seq)
        self.times.append(at)

    def report(self, reports: Reports) -> None:
        """Tell where the clock went back, and which last entries are dated ahead of this clock."""
        if self.first_slip is not None:
            what, times = self.first_slip
            why = (
                f"{times}: the clock had been ahead before, or was set back ({self.slips} such places in all)"
            )
            reports.remark("clock", what, "log", f"{why}; the order of entries is that of their numbers")
        if self.ahead:
            until = _instant(self.times[-1])
            why = (
                f"dated ahead of this machine's clock, up to {until:%Y-%m-%d %H:%M:%S} UTC: the clock was "
                "ahead when that was written, or is behind now"
            )
            reports.remark("clock", entries_text(self.ahead[0], self.ahead[-1]), "log", why)

    def _slip(self, seq: int, at: int) -> tuple[str, str]:
        place = len(self.times)
        while place and self.times[place - 1] > at + _TOLERANCE:
            place -= 1
        before = entries_text(self.seqs[place], self.seqs[-1])
        own, last = _instant(at), _instant(self.times[-1])
        times = f"dated {own:%Y-%m-%d %H:%M:%S} UTC, and entry {self.seqs[-1]} {last:%Y-%m-%d %H:%M:%S} UTC"
        return f"entry {seq}, behind {before}", times
