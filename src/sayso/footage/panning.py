"""A part of the picture that moves about: upright cuts that follow what happens, and zooms of an editor.

One map does not lay such a query on what was found, so it drifts with time here. Its
first guess is where local features put the middle of the query's picture, moment by
moment; it is made exact as in `sayso.footage.registration`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.footage.candidates import Seen
from sayso.footage.maps import mapped, middles, sampled, shown, size_of
from sayso.footage.motion import Agreement, Exact, agreement_of, exactly, worth
from sayso.footage.overlay import LEAST_CELLS, SOFT, Comparison, Over, along, between
from sayso.footage.pictures import soften
from sayso.footage.registration import (
    ENOUGH,
    LEAST_FRAMES,
    LEAST_SOFT,
    LEAST_SPREAD,
    evened,
    is_plausible,
    least_squares,
)
from sayso.footage.thumbs import STEP_S

Floats = NDArray[np.float64]

NEAR_LINE_S = 0.8  # frames with features lie so near to the line that their place is believed
LEAST_SPAN_S = 1.5
LEAST_DRIFT = 0.04  # longer sides of the found picture, over the stretch: less is no panning
SAME_SIZE = 1.2  # maps that differ more in size are not of one pan
STAGES = ((2.2, 6), (0.8, 6))  # cells of softening, rounds
SHIFTS = (-1.0, -0.5, 0.0, 0.5, 1.0)  # samples by which the alignment may be off


@dataclass(frozen=True, slots=True, eq=False)
class Drifting:
    """A map that moves along: what a fixed map gives, and then by where it has drifted to."""

    matrix: Floats  # (2, 3) places in the (flipped) query's picture to places in the found one's
    knots_s: Floats  # (k,) seconds of the query, rising
    drift: Floats  # (k, 2) longer sides of the found picture, at the knots; between them it is even

    def shares(self, seconds: Floats) -> Floats:
        """Return how much each knot counts at each moment, (n, k)."""
        return np.stack(
            [np.interp(seconds, self.knots_s, unit) for unit in np.eye(len(self.knots_s))], axis=1
        )

    def at(self, second: float) -> Floats:
        """Return the (2, 3) map at one moment of the query."""
        drift = self.shares(np.array([second])) @ self.drift
        return np.column_stack([self.matrix[:, :2], self.matrix[:, 2] + drift[0]])


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """How a stretch lies along a map that drifts."""

    map: Drifting
    agreement: Agreement


def drifting(seen: Sequence[Seen], speed: float, offset_s: float, middle: Floats) -> Drifting | None:
    """Return the map that features speak for along a line, or None where they speak for no drift.

    Args:
        seen: pairs of frames with agreeing features.
        middle: (2,) the middle of the query's picture, in longer sides.
    """
    near = [each for each in seen if abs(each.found_s - offset_s - speed * each.query_s) <= NEAR_LINE_S]
    if not near:
        return None
    size = size_of(near[0].placing.matrix)
    near = [each for each in near if 1 / SAME_SIZE < size_of(each.placing.matrix) / size < SAME_SIZE]
    query_s = np.array([each.query_s for each in near])
    knots_s = np.unique(query_s)
    if len(knots_s) < LEAST_FRAMES or np.ptp(query_s) < LEAST_SPAN_S:
        return None
    places = np.array([each.placing.matrix[:, :2] @ middle + each.placing.matrix[:, 2] for each in near])
    weights = np.array([each.placing.inliers for each in near], dtype=np.float64)
    track = np.stack(
        [np.average(places[query_s == at], axis=0, weights=weights[query_s == at]) for at in knots_s]
    )
    if np.ptp(track, axis=0).max() < LEAST_DRIFT:
        return None
    linear = near[0].placing.matrix[:, :2]
    fixed = np.column_stack([linear, track.mean(axis=0) - linear @ middle])
    return Drifting(fixed, knots_s, track - track.mean(axis=0))


def follow(comparison: Comparison, start: Drifting, speed: float, offset_s: float) -> Followed | None:
    """Lay the query on the found one along a drifting map.

    None where too little overlaps or no camera's map comes out.
    """
    shift = comparison.shift_of(speed, offset_s)
    tried = (_tried(comparison, start, speed, shift + off) for off in SHIFTS)
    best = max((each for each in tried if each is not None), key=lambda each: each.worth, default=None)
    return None if best is None else Followed(best.map, _agreement(comparison, best, speed))


@dataclass(frozen=True, slots=True, eq=False)
class _Times:
    first: int  # the query's first sample that the found one shows
    seconds: Floats  # (n,) of the query
    found: NDArray[np.float32]  # (n, rows, columns) what is shown at those moments


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    worth: float
    map: Drifting
    shift: float  # samples of the found one
    query_s: float  # when the first sample is shown that the found one shows, too
    over: Over
    found: Exact


def _tried(comparison: Comparison, start: Drifting, speed: float, shift: float) -> _Tried | None:
    times = _times(comparison, speed, shift)
    exact = None if times is None else _made_exact(comparison, start, times)
    if times is None or exact is None:
        return None
    over = _over(comparison, exact, times)
    found = None if over is None else exactly(over, 1.0, 0.0)
    if over is None or found is None:
        return None
    value = worth(replace(found, speed=speed))
    return _Tried(value, exact, shift, float(times.seconds[0]), over, found)


def _agreement(comparison: Comparison, best: _Tried, speed: float) -> Agreement:
    """Say in seconds what was found; `over` has both at the query's own moments, whatever the speed."""
    offset_s = comparison.found.start_s + best.shift * STEP_S - speed * comparison.query.start_s
    moved = agreement_of(best.over, best.found, best.query_s, best.query_s)
    return replace(moved, speed=speed, offset_s=offset_s)


def _times(comparison: Comparison, speed: float, shift: float) -> _Times | None:
    at, which = along(speed, shift, len(comparison.cells), len(comparison.found.cells))
    if len(which) < LEAST_FRAMES:
        return None
    found = between(comparison.found.cells.astype(np.float64), at[which])
    seconds = np.asarray(comparison.query.start_s + which * STEP_S, dtype=np.float64)
    return _Times(int(which[0]), seconds, found.astype(np.float32))


def _made_exact(comparison: Comparison, start: Drifting, times: _Times) -> Drifting | None:
    exact, knots = start, len(start.knots_s)
    ours = comparison.cells[times.first : times.first + len(times.seconds)].astype(np.float32)
    for softness, rounds in STAGES:
        own = max(LEAST_SOFT, softness / max(size_of(start.matrix), 0.1))
        pictures = soften(ours, own), soften(times.found, softness)
        for _ in range(rounds):
            step = _step(comparison, exact, times.seconds, pictures)
            if step is None:
                return None
            exact = replace(
                exact,
                matrix=exact.matrix + step[:6].reshape(2, 3),
                drift=exact.drift + step[6:].reshape(2, knots).T,
            )
            if not is_plausible(exact.matrix, start.matrix):
                return None
            if np.abs(step).max() < ENOUGH:
                break
    return exact


def _step(
    comparison: Comparison,
    map_: Drifting,
    seconds: Floats,
    pictures: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> Floats | None:
    """Return by how much the map, and then each knot's x and each one's y, are to be moved."""
    ours, theirs = pictures
    rows, columns = theirs.shape[1:]
    scale = columns / comparison.sides[2], rows / comparison.sides[3]
    slope_y, slope_x = np.gradient(theirs, axis=(1, 2))
    places = _places(comparison, map_, seconds)
    covered = np.asarray(shown(*places, comparison.sides[2:]).all(axis=0))
    if covered.sum() < LEAST_CELLS:
        return None
    across, down = (each[covered] for each in middles(*_shape(ours), *comparison.sides[:2]))
    laid, right, low = (
        _each_sampled(layer, places, comparison.sides[2:])[:, covered].astype(np.float64)
        for layer in (theirs, slope_x * scale[0], slope_y * scale[1])
    )
    spread = np.maximum(laid.std(axis=1, keepdims=True), LEAST_SPREAD)
    right, low = right / spread, low / spread
    off = evened(ours[:, covered].astype(np.float64)) - evened(laid)
    shares = [share[:, None] for share in map_.shares(seconds).T]
    slopes = [right * across, right * down, right, low * across, low * down, low]
    slopes += [slope * share for slope in (right, low) for share in shares]
    solved = least_squares(np.stack([each.ravel() for each in slopes], axis=1), off.ravel())
    return solved if np.isfinite(solved).all() else None


def _over(comparison: Comparison, map_: Drifting, times: _Times) -> Over | None:
    """Return both in the query's own grid, frame by frame."""
    places = _places(comparison, map_, times.seconds)
    covered = np.asarray(shown(*places, comparison.sides[2:]).all(axis=0))
    if covered.sum() < LEAST_CELLS:
        return None
    theirs = _each_sampled(times.found, places, comparison.sides[2:])
    laid = comparison.cells[times.first : times.first + len(times.seconds)].astype(np.float32)
    one, other = (soften(each, SOFT)[:, covered].astype(np.float64) for each in (laid, theirs))
    return Over(one, other, laid, theirs, covered)


def _places(comparison: Comparison, map_: Drifting, seconds: Floats) -> tuple[Floats, Floats]:
    """Return where in the found picture each cell of the query lies, x and y, each (n, rows, columns)."""
    x, y = mapped(map_.matrix, *middles(*_shape(comparison.cells), *comparison.sides[:2]))
    right, down = (map_.shares(seconds) @ map_.drift).T[:, :, None, None]
    return x + right, y + down


def _each_sampled(
    pictures: NDArray[np.float32], places: tuple[Floats, Floats], sides: tuple[float, ...]
) -> NDArray[np.float32]:
    """Return each picture at places of its own."""
    return np.concatenate(
        [sampled(each[None], x, y, sides) for each, x, y in zip(pictures, *places, strict=True)]
    )


def _shape(cells: NDArray[np.float32] | NDArray[np.uint8]) -> tuple[int, int]:
    return cells.shape[1], cells.shape[2]
