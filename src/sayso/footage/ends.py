"""Where a copied stretch ends: as long as the frames beyond it agree as those in it do, it goes on.

A candidate ends where a shot of either side seems to, and what moves is compared over
windows of two seconds, so seconds of a true copy are left over: behind a cut that is
none, in a shot too short to be judged by itself, and under a window that reaches beyond
an end. Here single frames are compared, under the map and along the line that were found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.footage.correlations import by_frame
from sayso.footage.features import sides
from sayso.footage.moments import end_of
from sayso.footage.motion import Agreement
from sayso.footage.overlay import Comparison, along, between
from sayso.footage.thumbs import STEP_S, stretch_of
from sayso.footage.types import EVERYWHERE, FootagePrint, Span

Floats = NDArray[np.float64]
REACH_S = 16.0  # seconds beyond either end that are looked at
SHOWS = 0.85  # median correlation of a stretch's frames: with less, one map does not lay one on the other
LIKE_MOST = 0.9  # of a stretch's frames: one that differs no more than so many of them do belongs to it
LAID_OVER = 2.0  # times what cells differ by at the median: such cells show a caption or the like
CODING = 1.0  # grey levels a cell by which a frame may differ more, as it is coded otherwise


@dataclass(frozen=True, slots=True, eq=False)
class _Frames:
    """Frames of the query beside those of the found one that they would show."""

    seconds: Floats  # (n,) of the query, at even steps
    alike: Floats  # (n,) their correlation, -1 to 1
    apart: Floats  # (n,) grey levels a cell, but for how bright they are and for what is laid over
    inside: NDArray[np.int64]  # which of them the stretch has


def reaching(
    moved: Agreement,
    matrix: Floats,
    prints: tuple[FootagePrint, FootagePrint],
    *,
    mirror: bool,
    within: Span = EVERYWHERE,
) -> Agreement:
    """Return a stretch with as much before and after it as shows the same.

    Args:
        matrix: (2, 3) from places in the (flipped) query's picture to places in the found one's.
        prints: the query's and the found one's.
        within: seconds of the query that it may fill.
    """
    frames = _beside(moved, matrix, prints, within, mirror=mirror)
    if frames is None:
        return moved
    inside = frames.inside
    if float(np.median(frames.alike[inside])) < SHOWS:
        return moved
    most_apart = float(np.quantile(frames.apart[inside], LIKE_MOST)) + CODING
    goes_on = (frames.apart <= most_apart) & (frames.alike >= SHOWS)
    first, after = _run_around(goes_on, int(inside[0]), int(inside[-1]) + 1)
    start_s, end_s = float(frames.seconds[first]), float(frames.seconds[after - 1]) + STEP_S
    if after == len(goes_on):  # less than a step may follow the last frame that is compared
        end_s = min(end_s + STEP_S, within[1], end_of(prints[0]), _last_shown(moved, prints[1]))
    return replace(moved, start_s=min(moved.start_s, start_s), end_s=max(moved.end_s, end_s))


def _last_shown(moved: Agreement, found: FootagePrint) -> float:
    """Return up to which second of the query the found one would go on."""
    return max(moved.query_at(0.0), moved.query_at(end_of(found)))


def _run_around(good: NDArray[np.bool_], first: int, after: int) -> tuple[int, int]:
    """Return how far a run goes on before `first` and from `after` on."""
    bad_before, bad_after = np.flatnonzero(~good[:first]), np.flatnonzero(~good[after:])
    begin = int(bad_before[-1]) + 1 if len(bad_before) else 0
    return begin, after + int(bad_after[0]) if len(bad_after) else len(good)


def _beside(
    moved: Agreement,
    matrix: Floats,
    prints: tuple[FootagePrint, FootagePrint],
    within: Span,
    *,
    mirror: bool,
) -> _Frames | None:
    query, found = prints
    start_s, end_s = max(within[0], moved.start_s - REACH_S), min(within[1], moved.end_s + REACH_S)
    first_s, last_s = sorted((moved.found_at(start_s), moved.found_at(end_s)))
    ours, theirs = stretch_of(query, start_s, end_s), stretch_of(found, max(0.0, first_s), last_s)
    if ours is None or theirs is None:
        return None
    comparison = Comparison(ours, theirs, (*sides(query), *sides(found)), mirror=mirror)
    over = comparison.over(matrix, None)
    if over is None:
        return None
    shift = comparison.shift_of(moved.speed, moved.offset_s)
    at, which = along(moved.speed, shift, len(over.ours), len(over.theirs))
    seconds = ours.start_s + which * STEP_S
    inside = (seconds > moved.start_s - STEP_S / 2) & (seconds < moved.end_s - STEP_S / 2)
    if not inside.any():
        return None
    a, b = over.ours[which], between(over.theirs, at[which])
    off = np.abs(a - b - (a - b).mean(axis=1, keepdims=True))
    usual = off[inside].mean(axis=0)
    shared = usual <= LAID_OVER * float(np.median(usual)) + CODING
    apart = np.asarray(np.sqrt((off[:, shared] ** 2).mean(axis=1)), dtype=np.float64)
    return _Frames(
        np.asarray(seconds, dtype=np.float64),
        by_frame(a[:, shared], b[:, shared]),
        apart,
        np.flatnonzero(inside),
    )
