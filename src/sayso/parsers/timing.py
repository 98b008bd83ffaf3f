"""When frames come on screen: one rising clock from what files say, and which frames sampling wants.

Plain Python on integers; decoding is left to `sayso.parsers.video`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from sayso.parsers.types import Sampling

T = TypeVar("T")


class FrameClock:
    """Gives each frame, in the order in which they are shown, a timestamp that rises.

    What states no time, one that does not rise, or one further on than can be, is put one frame
    after the one before, and counted.

    Args:
        usual_ticks: how long a frame stays on screen where nothing else says so.
        most_ticks: the longest that one can stay; None for as long as is said.
    """

    def __init__(self, usual_ticks: int, most_ticks: int | None = None) -> None:
        self.mended = 0  # frames whose time was made up
        self._usual = max(1, usual_ticks)
        self._most = most_ticks
        self._last: int | None = None

    def tick(self, stated: int | None) -> int:
        """Return the next frame's timestamp, in ticks."""
        if stated is None or not self._may_follow(stated):
            self.mended += 1
            stated = 0 if self._last is None else self._last + self._usual
        self._last = stated
        return stated

    def _may_follow(self, stated: int) -> bool:
        if self._last is None:
            return True
        return stated > self._last and (self._most is None or stated - self._last <= self._most)


class Gaps:
    """Notes where a frame stays on screen for longer than is usual.

    Args:
        long_ticks: from how many ticks on that is worth a word.
    """

    def __init__(self, long_ticks: int) -> None:
        self._long_ticks = long_ticks
        self._found: list[tuple[int, int]] = []  # ticks: how long a frame stays, and from when on

    def look(self, last_ticks: int | None, ticks: int) -> None:
        """Look at the time between two frames that follow one another; None where there is none before."""
        if last_ticks is not None and ticks - last_ticks > self._long_ticks:
            self._found.append((ticks - last_ticks, last_ticks))

    def notes(self, time_base: Fraction) -> list[str]:
        """Say where the longest is, and how many more there are."""
        if not self._found:
            return []
        long, start = (float(ticks * time_base) for ticks in max(self._found))
        more = f"; there are {len(self._found) - 1} more such gaps" if len(self._found) > 1 else ""
        return [f"no new frame comes for {long:,.1f} s after second {start:,.2f}{more}"]


def rises(stated: Iterable[int | None]) -> bool:
    """Tell whether presentation times rise as they must; where one is missing they do not."""
    times = list(stated)
    known = [time for time in times if time is not None]
    return len(known) == len(times) and all(left < right for left, right in pairwise(known))


def chosen(
    frames: Iterable[tuple[int, T]], sampling: Sampling, time_base: Fraction, last_ticks: int = 1
) -> Iterator[tuple[int, T]]:
    """Give the frames that are on screen at the instants of `sampling`, each once.

    Args:
        frames: (ticks, frame), rising; ticks counted from the file's start.
        sampling: instants at k / fps; the first frame of the file is always given.
        time_base: seconds a tick.
        last_ticks: how long the last frame stays on screen.

    Holds one frame back, since how long a frame stays is known only from the next.
    """
    start, end = _as_fraction(sampling.start_s), _as_fraction(sampling.end_s)
    if sampling.fps is None:
        for ticks, frame in frames:
            at = ticks * time_base
            if end is not None and at >= end:
                return
            if start is None or at >= start:
                yield ticks, frame
        return
    per_tick = time_base * sampling.fps  # instants a tick
    end_instant = None if end is None else end * sampling.fps
    instant: int | None = None  # the next one to be served
    held: tuple[int, T] | None = None
    for ticks, frame in frames:
        if held is None or instant is None:
            instant = max(_floor(ticks * per_tick), _ceiling((start or 0) * sampling.fps))
        elif instant < ticks * per_tick:
            yield held
            instant = max(instant + 1, _ceiling(ticks * per_tick))
        held = (ticks, frame)
        if end_instant is not None and instant >= end_instant:
            return
    if held is not None and instant is not None and instant < (held[0] + last_ticks) * per_tick:
        yield held


def _as_fraction(seconds: float | None) -> Fraction | None:
    return None if seconds is None else Fraction(seconds)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def _ceiling(value: Fraction | int) -> int:
    return -(-value.numerator // value.denominator)
