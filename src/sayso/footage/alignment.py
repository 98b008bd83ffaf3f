"""From matching frames to matching stretches: which seconds show which, at what speed.

Matches vote for lines `found = offset + speed * query`; the line with most
support is fitted and taken out, and the rest votes again, so that compilations
and repeats give several stretches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import Segment

Floats = NDArray[np.float64]

SPEEDS = (1.0, 0.5, 0.6, 2 / 3, 0.75, 0.8, 0.9, 1.1, 1.25, 4 / 3, 1.5, 1.75, 2.0)
OTHER_SPEED_SHARE = 0.93  # a speed other than 1 must win by more than this share allows
BIN_S = 0.4  # seconds of the found one: votes that fall so close are one line's
GAP_S = 2.5  # seconds without a match that end a stretch
MOST_LINES = 12  # a pair


@dataclass(frozen=True, slots=True)
class FrameMatches:
    """Frames of a query that match frames of one found recording, in columns."""

    query_s: Floats
    found_s: Floats
    weights: Floats  # 0 to 1: how much a match says
    distances: NDArray[np.int64]  # bits, or -1 where the technique has none

    def __len__(self) -> int:
        return len(self.query_s)

    def take(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> FrameMatches:
        """Return some of the matches."""
        return FrameMatches(
            self.query_s[which], self.found_s[which], self.weights[which], self.distances[which]
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the query that runs along a stretch of the found one."""

    speed: float  # seconds of the found one a second of the query
    offset_s: float  # where in the found one the query's second 0 would be
    matches: FrameMatches  # one a query frame, by time
    support: float  # sum of weights, one match a query frame

    def segment(self, pad_s: float) -> Segment:
        """Return the stretch, lengthened by `pad_s` query seconds at both ends."""
        start, end = float(self.matches.query_s[0]) - pad_s, float(self.matches.query_s[-1]) + pad_s
        start = max(start, 0.0, -self.offset_s / self.speed)
        return Segment(
            query_start_s=round(start, 3),
            query_end_s=round(end, 3),
            found_start_s=round(max(0.0, self.offset_s + self.speed * start), 3),
            found_end_s=round(self.offset_s + self.speed * end, 3),
        )


def lines_of(matches: FrameMatches, *, least_support: float) -> list[Line]:
    """Return the lines along which frames match, best supported first."""
    lines: list[Line] = []
    left = matches
    while len(left) and len(lines) < MOST_LINES:
        found = list(_best_lines(left, least_support))
        if not found:
            break
        lines += found
        left = left.take(~_used(left, found))
    return sorted(lines, key=lambda line: -line.support)


def _best_lines(matches: FrameMatches, least_support: float) -> Iterator[Line]:
    """Yield the stretches of the line with most votes, cut at gaps."""
    best = _vote(matches)
    if best is None:
        return
    speed, offset = best
    near = np.abs(matches.found_s - offset - speed * matches.query_s) <= BIN_S
    members = _one_a_frame(matches.take(near), speed, offset)
    gaps = np.flatnonzero(np.diff(members.query_s) > GAP_S) + 1
    for part in np.split(np.arange(len(members)), gaps):
        line = _fitted(members.take(part), speed)
        if line.support >= least_support:
            yield line


def _vote(matches: FrameMatches) -> tuple[float, float] | None:
    best: tuple[float, float, float] | None = None
    for speed in SPEEDS:
        offset, support = _peak(matches, speed)
        support *= 1.0 if speed == 1.0 else OTHER_SPEED_SHARE
        if best is None or support > best[0]:
            best = support, speed, offset
    return None if best is None else best[1:]


def _peak(matches: FrameMatches, speed: float) -> tuple[float, float]:
    """Return the offset with the most support at one speed; a query frame counts once an offset."""
    bins = np.floor((matches.found_s - speed * matches.query_s) / (BIN_S / 2)).astype(np.int64)
    frames = np.unique(matches.query_s, return_inverse=True)[1]
    low = bins.min()
    votes = np.zeros((int(frames.max()) + 1, int(bins.max() - low) + 2))
    np.maximum.at(votes, (frames, bins - low), matches.weights)
    paired = np.maximum(votes[:, :-1], votes[:, 1:]).sum(axis=0)  # two neighbouring bins together
    best = int(np.argmax(paired))
    return float((best + low + 1) * (BIN_S / 2)), float(paired[best])


def _one_a_frame(matches: FrameMatches, speed: float, offset: float) -> FrameMatches:
    """Keep for each query frame the match that says most, the nearest to the line among equals."""
    off = np.abs(matches.found_s - offset - speed * matches.query_s)
    order = np.lexsort((off, -matches.weights, matches.query_s))
    first = np.unique(matches.query_s[order], return_index=True)[1]
    return matches.take(order[first])


def _fitted(matches: FrameMatches, speed: float) -> Line:
    """Fit speed and offset to a stretch; a short stretch keeps the voted speed."""
    span = float(matches.query_s[-1] - matches.query_s[0])
    weights = matches.weights
    if span >= 2.0 and len(matches) >= 6:
        slope = float(np.polyfit(matches.query_s, matches.found_s, 1, w=weights)[0])
        speed = slope if 0.45 <= slope <= 2.2 and abs(slope - speed) < 0.12 * speed else speed
    speed = 1.0 if abs(speed - 1.0) * max(span, 1.0) < 0.2 else speed
    offset = float(np.average(matches.found_s - speed * matches.query_s, weights=weights))
    return Line(speed, offset, matches, float(weights.sum()))


def _used(matches: FrameMatches, lines: list[Line]) -> NDArray[np.bool_]:
    """Tell which matches lie on one of the lines, or belong to its query frames near it."""
    used = np.zeros(len(matches), dtype=bool)
    for line in lines:
        start, end = line.matches.query_s[0], line.matches.query_s[-1]
        used |= (matches.query_s >= start) & (matches.query_s <= end)
    return used
