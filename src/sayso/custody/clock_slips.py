"""Where the times of entries, one behind the other, cannot have come from a clock that was right.

The order of entries is that of their numbers, which their links and proofs bear out. A time in one is what
the clock of the archive's machine said, which anybody can set who may write there. Whoever checks a log, an
export or a proof counts here, and so alike.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sayso.custody.entries import Entry

CLOCK_TOLERANCE = timedelta(seconds=2)  # clocks are set back by less all the time
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT = timedelta(microseconds=1)  # as parts of a second the last instant that there is would overflow
_TOLERANCE = CLOCK_TOLERANCE // _UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """An entry that is dated before others in front of it."""

    seq: int
    at: datetime
    first: int  # the number of the first entry in front of it that is dated later
    last: int  # that of the last in front of it
    latest: int  # that of the one that is dated latest
    latest_at: datetime


@dataclass(slots=True)
class ClockSlips:
    """Counts the entries that are dated before one in front of them by more than clocks are set back."""

    first: Slip | None = None
    count: int = 0
    _latest: array[int] = field(default_factory=lambda: array("Q"))  # entries dated later than all before
    _times: array[int] = field(default_factory=lambda: array("q"))  # of these, in microseconds; they rise
    _last: int = 0  # the number of the last entry
    _last_slip: int = 0

    def take(self, entry: Entry) -> None:
        """Take in the next entry, in the order of the log; others may have stood between."""
        at = (entry.at - EPOCH) // _UNIT
        if self._times and self._times[-1] - at > _TOLERANCE:
            self.count += 1
            self._last_slip = entry.seq
            self.first = self.first or self._slip(entry, at)
        elif not self._times or at > self._times[-1]:
            if self.first is not None:  # only the first is told with all that it is behind
                self._latest.pop()
                self._times.pop()
            self._latest.append(entry.seq)
            self._times.append(at)
        self._last = entry.seq

    def why(self) -> str:
        """Say what that shows of the clock, and of how many entries; there is one at least."""
        more = f" ({self.count} such entries in all, up to {self._last_slip})" if self.count > 1 else ""
        return (
            f"{more}: the clock of the archive's machine had been ahead, or was set back; the order of "
            "entries is that of their numbers, and their times show nothing here"
        )

    def _slip(self, entry: Entry, at: int) -> Slip:
        return Slip(
            seq=entry.seq,
            at=entry.at,
            first=self._latest[bisect_right(self._times, at + _TOLERANCE)],
            last=self._last,
            latest=self._latest[-1],
            latest_at=EPOCH + self._times[-1] * _UNIT,
        )


def slips_among(entries: Iterable[Entry]) -> list[str]:
    """Say in words which entries are dated before one that is in front of them; [] for none.

    Args:
        entries: in the order of the log; others may have stood between them.
    """
    slips = ClockSlips()
    for entry in entries:
        slips.take(entry)
    if (slip := slips.first) is None:
        return []
    dated = f"entry {slip.seq} is dated {slip.at:%Y-%m-%d %H:%M:%S} UTC, before entry {slip.latest}"
    return [f"{dated} in front of it, {slip.latest_at:%Y-%m-%d %H:%M:%S} UTC{slips.why()}"]
