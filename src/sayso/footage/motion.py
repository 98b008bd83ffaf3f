"""What moves, and whether it moves alike: telling a copy from the same place at another moment.

After two pictures are laid on each other, what stands still agrees in a copy
and in footage of the same fixed camera alike. What moves agrees only in a copy,
and only at one offset and speed, which are found here to about a frame's step.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.footage.correlations import both_move, by_frame, by_time, correlated, of_all
from sayso.footage.light import Unlit, without_light
from sayso.footage.offsets import LEAST_SAMPLES, backward_offsets, coarse_offsets
from sayso.footage.overlay import Comparison, Over, along, between
from sayso.footage.pictures import soften
from sayso.footage.thumbs import STEP_S, Stretch
from sayso.footage.types import Box

Floats = NDArray[np.float64]

SOFTER = 2.0  # cells
ENOUGH_SAMPLES = 8  # that overlap; of a shorter stretch half of them
STRAYS = 0.2  # of the whole stretch's correlation: where they move less alike, the stretch ends
SURELY_MOVES = 0.8  # correlation at which they show the same, however dark or covered the frames
BRIDGED = 2  # samples: shorter gaps do not end a stretch
OTHER_SPEED = 0.02  # of correlation: by about so much another speed must be better than 1
BEYOND_CUT = 2  # samples at either end that may lie beyond a cut, for a window is wider than what it is about
SPEED_COST = 0.15  # and so much more for each e-fold


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two stretches move, at the offset and speed at which they do most."""

    correlation: float  # -1 to 1, of how cells differ from their mean over time, where both move
    changes: float  # -1 to 1, of how much cells change from step to step
    level: float  # -1 to 1, of what the frames look like, moving or not; the median over frames
    energy: float  # grey levels squared: how much moves, in the one that moves less
    speed: float  # negative where the query is played backwards
    offset_s: float  # where in the found one the query's second 0 would be
    start_s: float  # of the query
    end_s: float
    samples: int
    everywhere: float  # the correlation over all cells alike
    softened: float  # and that of pictures in which fast things are wide enough to meet
    unlit: Unlit | None = None  # what is left without light; None of stills

    @property
    def backwards(self) -> bool:
        """Whether the query is played backwards."""
        return self.speed < 0

    @property
    def length_s(self) -> float:
        """How long the stretch of the query is."""
        return self.end_s - self.start_s

    @property
    def is_moment(self) -> bool:
        """Whether it is of a still, which shows a moment and no stretch."""
        return self.length_s <= 0

    def found_at(self, query_s: float) -> float:
        """Return which second of the found one is shown; a frame that is played backwards ends first."""
        at_s = self.offset_s + self.speed * query_s
        return at_s + STEP_S if self.backwards else at_s

    def query_at(self, found_s: float) -> float:
        """Return at which second of the query one of the found one is shown."""
        return (found_s - self.found_at(0.0)) / self.speed

    def found_between(self) -> tuple[float, float]:
        """Return from which to which second of the found one is shown, the earlier first."""
        first, last = sorted((self.found_at(self.start_s), self.found_at(self.end_s)))
        return first, last


def agreement_of(over: Over, best: Exact, query_s: float, found_s: float) -> Agreement:
    """Say in seconds what was found.

    Args:
        query_s, found_s: when the first sample of each of the two is shown.
    """
    first, last = shown_alike(over, best)
    return Agreement(
        correlation=best.correlation,
        everywhere=best.everywhere,
        softened=softened(over, best),
        changes=best.changes,
        level=best.level,
        energy=best.energy,
        speed=best.speed,
        offset_s=found_s + best.shift * STEP_S - best.speed * query_s,
        start_s=query_s + first * STEP_S,
        end_s=query_s + last * STEP_S,
        samples=last - first,
        unlit=_unlit(over, best),
    )


def _unlit(over: Over, best: Exact) -> Unlit:
    at = best.shift + best.speed * np.arange(best.first, best.last)
    theirs = between(over.theirs, at.astype(np.float64))
    return without_light(over.ours[best.first : best.last], theirs, over.covered)


def softened(over: Over, best: Exact) -> float:
    """Return the correlation of softer pictures: fast things are wide enough there to meet."""
    ours = soften(over.laid[best.first : best.last], SOFTER)[:, over.covered].astype(np.float64)
    theirs = soften(over.shown, SOFTER)[:, over.covered].astype(np.float64)
    at = best.shift + best.speed * np.arange(best.first, best.last)
    return of_all(ours, between(theirs, at.astype(np.float64)))


def agreement(
    query: Stretch,
    found: Stretch,
    matrix: Floats,
    sides: tuple[float, ...],
    *,
    mirror: bool,
    found_part: Box | None = None,
) -> Agreement | None:
    """Return how alike two stretches move under a map, or None where too little overlaps to tell.

    The arguments are those of `Comparison` and of `Comparison.over`.
    """
    comparison = Comparison(query, found, sides, mirror=mirror)
    over = comparison.over(matrix, found_part)
    best = None if over is None else likeliest(over)
    if over is None or best is None:
        return None
    return agreement_of(over, best, query.start_s, found.start_s)


def likeliest(over: Over, *, backwards: bool = False) -> Exact | None:
    """Return the offset and speed, of all, at which two stretches move most alike."""
    coarse = backward_offsets if backwards else coarse_offsets
    exact = [exactly(over, speed, shift) for speed, shift in coarse(over.ours, over.theirs)]
    best = sorted((each for each in exact if each is not None), key=worth)[-2:]
    finer = [
        exactly(over, each.speed + ds, each.shift + dt)
        for each in best
        for ds in (-0.03, 0.0, 0.03)
        for dt in (-0.5, -0.25, 0.25, 0.5)
    ]
    return max((each for each in exact + finer if each is not None), key=worth, default=None)


def nearby(over: Over, speed: float, shift: float) -> Exact | None:
    """Return the offset and speed at which two stretches move most alike, near to the given ones."""
    steps = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
    tried = [exactly(over, speed, shift + dt) for dt in steps]
    best = max((each for each in tried if each is not None), key=worth, default=None)
    if best is None:
        return None
    finer = [
        exactly(over, best.speed + ds, best.shift + dt) for ds in (-0.04, 0.0, 0.04) for dt in (-0.25, 0.25)
    ]
    return max((best, *(each for each in finer if each is not None)), key=worth)


@dataclass(frozen=True, slots=True)
class Exact:
    """How alike two stretches move at one offset and speed."""

    speed: float
    shift: float  # samples
    first: int  # samples of the query that overlap: [first, last)
    last: int
    correlation: float
    everywhere: float
    changes: float
    level: float
    energy: float


def worth(exact: Exact | Agreement) -> float:
    """Return by what one offset and speed is preferred to another; few copies have another speed than 1."""
    changed = abs(float(np.log(abs(exact.speed))))
    cost = 0.0 if changed == 0.0 else min(OTHER_SPEED, changed) + SPEED_COST * changed
    return exact.correlation + 0.25 * exact.changes - cost


def exactly(over: Over, speed: float, shift: float) -> Exact | None:
    """Return how alike two stretches move at one speed, and one shift in samples of the found one.

    Cells in which only one of the two moves count little: captions and tickers that were laid over.
    """
    _, which = along(speed, shift, len(over.ours), len(over.theirs))
    if len(which) < _enough(over):
        return None
    return _exactly(over, speed, shift, which)


def plainly(over: Over, shift: float) -> Exact | None:
    """Return how alike two stretches move at speed 1 where they look alike; None where that is short.

    A sample beyond a cut in one of the two outweighs all others, and another speed
    would be chosen only to keep away from it.
    """
    at, which = along(1.0, shift, len(over.ours), len(over.theirs))
    if len(which) < _enough(over):
        return None
    first, last = _longest(_looks_alike(over.ours[which], between(over.theirs, at[which])))
    if first > BEYOND_CUT or len(which) - last > BEYOND_CUT or last - first < _enough(over):
        return None
    return _exactly(over, 1.0, shift, which[first:last])


def _enough(over: Over) -> int:
    return max(LEAST_SAMPLES, min(ENOUGH_SAMPLES, min(len(over.ours), len(over.theirs)) // 2))


def _exactly(over: Over, speed: float, shift: float, which: NDArray[np.int64]) -> Exact:
    at = shift + speed * np.arange(len(over.ours))
    a, b = over.ours[which], between(over.theirs, at[which].astype(np.float64))
    moved_a, moved_b = a - a.mean(axis=0), b - b.mean(axis=0)
    less, weights = both_move(moved_a, moved_b)
    steps_a, steps_b = (np.abs(np.diff(moved, axis=0)) for moved in (moved_a, moved_b))
    return Exact(
        speed=speed,
        shift=shift,
        first=int(which[0]),
        last=int(which[-1]) + 1,
        correlation=correlated(moved_a, moved_b, weights),
        everywhere=correlated(moved_a, moved_b, np.ones_like(weights)),
        changes=correlated(steps_a - steps_a.mean(), steps_b - steps_b.mean(), weights),
        level=float(np.median(by_frame(a, b))),
        energy=float(less.mean()),
    )


def shown_alike(over: Over, best: Exact) -> tuple[int, int]:
    """Return the longest run of the query's samples over which the two look and move alike."""
    places = np.arange(best.first, best.last)
    a, b = over.ours[places], between(over.theirs, (best.shift + best.speed * places).astype(np.float64))
    good = _looks_alike(a, b)
    moves = by_time(a - a.mean(axis=0), b - b.mean(axis=0))
    good = (good & ~(moves < STRAYS * best.correlation)) | (moves > SURELY_MOVES)
    first, last = _longest(_bridged(good))
    return (best.first + first, best.first + last) if last else (best.first, best.last)


def _looks_alike(a: Floats, b: Floats) -> NDArray[np.bool_]:
    looks = by_frame(a, b)
    return np.asarray(looks >= min(0.5, 0.6 * float(np.median(looks))))


def _longest(good: NDArray[np.bool_] | NDArray[np.int64]) -> tuple[int, int]:
    """Return where the longest run begins and ends; 0 and 0 where there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], good, [0]])))
    if not len(edges):
        return 0, 0
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])


def _bridged(good: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the flags with gaps of up to `BRIDGED` samples closed."""
    bridged = good.astype(np.int64)
    edges = np.flatnonzero(np.diff(bridged))
    for end, start in pairwise(edges.tolist()):
        if not bridged[end + 1] and start - end <= BRIDGED:
            bridged[end + 1 : start + 1] = 1
    return bridged
