"""Whether the times of a log's entries can have come from a clock that was right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sayso.custody.clock_slips import ClockSlips
from sayso.custody.damage import Reports
from sayso.custody.entries import Entry
from sayso.custody.log_facts import entries_text
from sayso.custody.stamps import CLOCKS_APART


@dataclass(slots=True)
class EntryTimes:
    """What the times of entries, one behind the other, say of the clock that they were written by."""

    now: datetime | None
    slips: ClockSlips = field(default_factory=ClockSlips)
    ahead: list[int] = field(default_factory=list)  # the last entries, as far as they are dated after `now`
    last_at: datetime | None = None

    def take(self, entry: Entry) -> None:
        """Note the time of the next entry."""
        self.slips.take(entry)
        if self.now is not None and entry.at - self.now > CLOCKS_APART:
            self.ahead.append(entry.seq)
        else:
            self.ahead.clear()
        self.last_at = entry.at

    def report(self, reports: Reports) -> None:
        """Tell where the clock went back, and which last entries are dated ahead of this clock."""
        if (slip := self.slips.first) is not None:
            what = f"entry {slip.seq}, behind {entries_text(slip.first, slip.last)}"
            times = (
                f"dated {slip.at:%Y-%m-%d %H:%M:%S} UTC, and entry {slip.latest} "
                f"{slip.latest_at:%Y-%m-%d %H:%M:%S} UTC"
            )
            reports.remark("clock", what, "log", f"{times}{self.slips.why()}")
        if self.ahead:
            why = (
                f"dated ahead of this machine's clock, up to {self.last_at:%Y-%m-%d %H:%M:%S} UTC: the clock "
                "was ahead when that was written, or is behind now"
            )
            reports.remark("clock", entries_text(self.ahead[0], self.ahead[-1]), "log", why)
