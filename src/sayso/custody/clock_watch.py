"""Noticing that the clock was set while an archive was being written.

The wall clock tells when entries were made, and can be set; the steady one only ever goes on. When
the two drift apart, somebody or something set the wall clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sayso.custody.entries import Act
from sayso.values import instant_text, utc_now

ACT = "clock"
TOLERANCE_S = 2.0  # time servers correct by less all the time


def steady_s() -> float:
    """Return seconds on a clock that nobody sets; on Linux it goes on while the machine sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


@dataclass(frozen=True, slots=True)
class Jump:
    """The wall clock was set."""

    expected: datetime  # what it would say had it not been
    found: datetime

    def act(self) -> Act:
        """Return the act that says so."""
        by_ms = round((self.found - self.expected) / timedelta(milliseconds=1))
        body = {"expected": instant_text(self.expected), "found": instant_text(self.found), "by_ms": by_ms}
        return Act(ACT, body)


class ClockWatch:
    """Compares two clocks from the moment that it is made.

    Args:
        wall: the clock that can be set.
        steady: seconds on one that cannot.
    """

    def __init__(
        self, wall: Callable[[], datetime] = utc_now, steady: Callable[[], float] = steady_s
    ) -> None:
        self._wall, self._steady = wall, steady
        self._started = self._now()

    def jump(self) -> Jump | None:
        """Return by how much the wall clock was set since this was asked last; None for less than 2 s."""
        wall, steady = self._started
        found, now_s = self._now()
        expected = wall + timedelta(seconds=now_s - steady)
        if abs((found - expected).total_seconds()) <= TOLERANCE_S:
            return None
        self._started = found, now_s
        return Jump(expected, found)

    def _now(self) -> tuple[datetime, float]:
        return self._wall().astimezone(UTC), self._steady()
