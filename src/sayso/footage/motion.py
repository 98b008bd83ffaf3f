"""What moves, and whether it moves alike: telling a copy from the same place at another moment.

After two pictures are laid on each other, what stands still agrees in a copy
and in footage of the same fixed camera alike. What moves agrees only in a copy,
and only at one offset and speed, which are found here to about a frame's step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.pictures import Grey, resample, resize_grey, soften
from sayso.footage.types import Box, FootagePrint, Thumbs

Floats = NDArray[np.float64]
Cells = NDArray[np.uint8]  # (n, rows, columns)

STEP_S = 0.25  # seconds between two thumbs
LONGER_SIDE = 40  # cells of a thumb
KEPT_BITS = np.uint8(0xFE)  # of a cell: the last one is noise, and would cost a fifth of the storage
SOFT = 0.7  # cells: thumbs are smoothed so that small shifts do not matter
SPEEDS = (1.0, 0.5, 0.6, 2 / 3, 0.75, 0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.18, 1.25, 4 / 3, 1.5, 5 / 3, 2.0)
LEAST_SAMPLES = 4  # a second
LEAST_SHARE = 0.5  # of the shorter of two stretches that must overlap
LEAST_CELLS = 20
FINE_SPEED = 1.2  # a faster one is tried at twice as many offsets, as its steps are wide
TRIED = 6  # offsets and speeds that are looked at exactly
PLAIN_SPEED_WINS = 0.01  # of correlation: by so much another speed must be better than 1
WIDEST = 600  # samples of the found one that are compared at once


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two stretches move, at the offset and speed at which they do most."""

    correlation: float  # -1 to 1, of how cells differ from their mean over time
    changes: float  # -1 to 1, of how much cells change from step to step
    level: float  # -1 to 1, of what the frames look like, moving or not; the median over frames
    energy: float  # grey levels squared: how much moves, in the one that moves less
    speed: float
    offset_s: float  # where in the found one the query's second 0 would be
    start_s: float  # of the query
    end_s: float
    samples: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Thumbs at even steps, from second `start_s` on."""

    start_s: float
    cells: Cells

    @property
    def end_s(self) -> float:
        """Where it ends, in seconds."""
        return self.start_s + len(self.cells) * STEP_S


def thumbs_of(greys: Sequence[Grey]) -> Thumbs:
    """Return the thumbs of a shot's frames; there is at least one, and all are of one size."""
    height, width = greys[0].shape
    scale = LONGER_SIDE / max(width, height)
    columns, rows = max(4, round(width * scale)), max(4, round(height * scale))
    cells = b"".join((resize_grey(grey, columns, rows) & KEPT_BITS).tobytes() for grey in greys)
    return Thumbs(columns=columns, rows=rows, cells=cells)


def joined(shots: Sequence[Thumbs]) -> Thumbs | None:
    """Return the thumbs of all shots; those of another grid than the first are brought to it."""
    if not shots:
        return None
    columns, rows = shots[0].columns, shots[0].rows
    return Thumbs(columns=columns, rows=rows, cells=b"".join(_in_grid(shot, columns, rows) for shot in shots))


def _in_grid(thumbs: Thumbs, columns: int, rows: int) -> bytes:
    if (thumbs.columns, thumbs.rows) == (columns, rows):
        return thumbs.cells
    cells = np.frombuffer(thumbs.cells, dtype=np.uint8).reshape(-1, thumbs.rows, thumbs.columns)
    return b"".join(resize_grey(cell, columns, rows).tobytes() for cell in cells)


def stretch_of(footage: FootagePrint, start_s: float, end_s: float) -> Stretch | None:
    """Return a print's thumbs between two moments; None where it has none there."""
    if footage.thumbs is None:
        return None
    times = np.array([frame.at.seconds for frame in footage.keyframes])
    thumbs = footage.thumbs
    cells = np.frombuffer(thumbs.cells, dtype=np.uint8).reshape(-1, thumbs.rows, thumbs.columns)
    first = max(0, int(np.ceil(start_s / STEP_S - 0.01)))
    last = int(np.floor(min(end_s, float(times[-1]) + STEP_S) / STEP_S + 0.01))
    if last <= first:
        return None
    grid = np.arange(first, last) * STEP_S
    shown = np.clip(np.searchsorted(times, grid + STEP_S / 4, side="right") - 1, 0, len(times) - 1)
    return Stretch(first * STEP_S, cells[shown])


def agreement(
    query: Stretch,
    found: Stretch,
    matrix: Floats,
    sides: tuple[float, ...],
    *,
    mirror: bool,
    found_part: Box | None = None,
) -> Agreement | None:
    """Return how alike two stretches move, or None where too little overlaps to tell.

    Args:
        matrix: (2, 3) from places in the query's picture to places in the found one's.
        sides: width and height of the query's picture, then of the found one's, in longer sides.
        mirror: whether the query is flipped before the map is applied.
        found_part: the part of the found picture that is looked at; None for all of it.
    """
    over, covered = _laid_over(query.cells, found.cells.shape[1:], matrix, sides, mirror=mirror)
    covered &= _within(found_part, covered.shape)
    if covered.sum() < LEAST_CELLS:
        return None
    ours = soften(over, SOFT)[:, covered].astype(np.float64)
    theirs = soften(found.cells.astype(np.float32), SOFT)[:, covered].astype(np.float64)
    exact = [_exact(ours, theirs, speed, shift) for speed, shift in _coarse(ours, theirs)]
    finer = [
        _exact(ours, theirs, found_.speed + ds, found_.shift + dt)
        for found_ in sorted(filter(None, exact), key=_worth)[-2:]
        for ds in (-0.03, 0.0, 0.03)
        for dt in (-0.5, -0.25, 0.25, 0.5)
    ]
    usable = [each for each in exact + finer if each is not None]
    if not usable:
        return None
    best = max(usable, key=_worth)
    first, last = _shown_alike(ours, theirs, best)
    offset_s = found.start_s + best.shift * STEP_S - best.speed * query.start_s
    return Agreement(
        correlation=best.correlation,
        changes=best.changes,
        level=best.level,
        energy=best.energy,
        speed=best.speed,
        offset_s=offset_s,
        start_s=query.start_s + first * STEP_S,
        end_s=query.start_s + last * STEP_S,
        samples=last - first,
    )


@dataclass(frozen=True, slots=True)
class _Exact:
    speed: float
    shift: float  # samples
    first: int  # samples of the query that overlap: [first, last)
    last: int
    correlation: float
    changes: float
    level: float
    energy: float


def _worth(exact: _Exact) -> float:
    return exact.correlation + 0.25 * exact.changes + (PLAIN_SPEED_WINS if exact.speed == 1.0 else 0.0)


def _laid_over(
    cells: Cells, grid: tuple[int, ...], matrix: Floats, sides: tuple[float, ...], *, mirror: bool
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return the query's thumbs in the found picture's grid, and the cells of it that they cover."""
    rows, columns = grid
    inverse = np.linalg.inv(np.vstack([matrix, [0.0, 0.0, 1.0]]))
    down, across = np.meshgrid(
        (np.arange(rows) + 0.5) / rows * sides[3],
        (np.arange(columns) + 0.5) / columns * sides[2],
        indexing="ij",
    )
    x, y = (inverse[axis, 0] * across + inverse[axis, 1] * down + inverse[axis, 2] for axis in (0, 1))
    covered = (x > 0.01) & (y > 0.01) & (x < sides[0] - 0.01) & (y < sides[1] - 0.01)
    x = sides[0] - x if mirror else x
    height, width = cells.shape[1:]
    return resample(cells, x / sides[0] * width - 0.5, y / sides[1] * height - 0.5), covered


def _within(part: Box | None, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return the cells of a grid whose middle lies in a part of the picture."""
    if part is None:
        return np.ones(shape, dtype=bool)
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]] + 0.5
    down, across = down / shape[0], across / shape[1]
    return np.asarray((across > part.left) & (across < part.right) & (down > part.top) & (down < part.bottom))


def _coarse(ours: Floats, theirs: Floats) -> list[tuple[float, float]]:
    """Return the speeds and shifts (in samples) that look most alike, of all with enough overlap.

    The found stretch is taken at each speed's steps, so that every shift pairs
    neighbours with neighbours, and sums over time come from running sums of
    products of whole frames: all shifts cost as much as the frames squared.
    """
    middle = theirs.mean(axis=0)
    ours, theirs = ours - middle, theirs - middle
    cross, own, other = ours @ theirs.T, ours @ ours.T, theirs @ theirs.T
    least = max(LEAST_SAMPLES, int(LEAST_SHARE * min(cross.shape)))
    scores: list[Floats] = []
    tried: list[Floats] = []
    for speed in SPEEDS:
        for phase in (0.0,) if speed <= FINE_SPEED else (0.0, speed / 2):
            at = np.rint(np.arange(phase, cross.shape[1] - 0.5, speed)).astype(np.int64)
            at = np.minimum(at, cross.shape[1] - 1)
            correlations, shifts = _by_shift(cross[:, at], own, other[np.ix_(at, at)], least)
            scores.append(correlations)
            tried.append(np.column_stack([np.full(len(shifts), speed), phase + speed * shifts]))
    best = np.argsort(-np.concatenate(scores), kind="stable")[:TRIED]
    return [(float(speed), float(shift)) for speed, shift in np.concatenate(tried)[best]]


def _by_shift(cross: Floats, own: Floats, other: Floats, least: int) -> tuple[Floats, NDArray[np.int64]]:
    """Return the correlation at every shift of whole samples that overlaps enough, and the shifts.

    Args:
        cross: (n, m) products of the query's frames with the found one's.
        own, other: (n, n) and (m, m) products of each one's frames with themselves.
    """
    count, width = cross.shape
    shifts = np.arange(1 - count, width)
    first, last = np.maximum(0, -shifts), np.minimum(count, width - shifts)  # of the query's frames
    enough = last - first >= least
    diagonals = _diagonal_sums(cross)[enough]
    shifts, first, last = shifts[enough], first[enough], last[enough]
    overlap = last - first
    own_at = np.concatenate([[0.0], np.cumsum(np.diagonal(own))])
    other_at = np.concatenate([[0.0], np.cumsum(np.diagonal(other))])
    query, found = (first, last), (first + shifts, last + shifts)
    together = diagonals - _block_sums(cross, query, found) / overlap
    spread = own_at[last] - own_at[first] - _block_sums(own, query, query) / overlap
    spread *= other_at[found[1]] - other_at[found[0]] - _block_sums(other, found, found) / overlap
    return together / np.sqrt(np.maximum(spread, 1e-6)), shifts


def _diagonal_sums(values: Floats) -> Floats:
    """Return the sum along every diagonal of an (n, m) table, from the lower left one on."""
    count, width = values.shape
    skewed = np.zeros((count, count + width))
    skewed[:, :width] = values[::-1]
    row = count + width - 1
    return np.asarray(skewed.ravel()[: count * row].reshape(count, row).sum(axis=0))


def _block_sums(
    values: Floats, rows: tuple[NDArray[np.int64], ...], columns: tuple[NDArray[np.int64], ...]
) -> Floats:
    """Return the sums of the blocks of a table from row and column `first` to before `last`."""
    running = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    running[1:, 1:] = values.cumsum(axis=0).cumsum(axis=1)
    (top, bottom), (left, right) = rows, columns
    return np.asarray(
        running[bottom, right] - running[top, right] - running[bottom, left] + running[top, left]
    )


def _exact(ours: Floats, theirs: Floats, speed: float, shift: float) -> _Exact | None:
    at = shift + speed * np.arange(len(ours))
    which = np.flatnonzero((at >= -0.5) & (at <= len(theirs) - 0.5))
    if len(which) < LEAST_SAMPLES:
        return None
    a, b = ours[which], _between(theirs, at[which].astype(np.float64))
    moved_a, moved_b = a - a.mean(axis=0), b - b.mean(axis=0)
    steps_a, steps_b = (np.abs(np.diff(moved, axis=0)) for moved in (moved_a, moved_b))
    return _Exact(
        speed=speed,
        shift=shift,
        first=int(which[0]),
        last=int(which[-1]) + 1,
        correlation=_correlated(moved_a, moved_b),
        changes=_correlated(steps_a - steps_a.mean(), steps_b - steps_b.mean()),
        level=float(np.median(_by_frame(a, b))),
        energy=float(min((moved_a**2).mean(), (moved_b**2).mean())),
    )


def _between(frames: Floats, at: Floats) -> Floats:
    """Return frames at fractional places, mixed of their neighbours."""
    at = np.clip(at, 0, len(frames) - 1)
    low = np.floor(at).astype(np.int64)
    share = (at - low)[:, None]
    return np.asarray(frames[low] * (1 - share) + frames[np.minimum(low + 1, len(frames) - 1)] * share)


def _correlated(a: Floats, b: Floats) -> float:
    return float((a * b).sum() / np.sqrt(max((a * a).sum() * (b * b).sum(), 1e-6)))


def _by_frame(a: Floats, b: Floats) -> Floats:
    """Return how alike the two look, frame by frame."""
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    norms = np.sqrt(np.maximum((a * a).sum(axis=1) * (b * b).sum(axis=1), 1e-6))
    return np.asarray((a * b).sum(axis=1) / norms, dtype=np.float64)


def _shown_alike(ours: Floats, theirs: Floats, best: _Exact) -> tuple[int, int]:
    """Return the longest run of the query's samples over which the two look alike."""
    places = np.arange(best.first, best.last)
    alike = _by_frame(ours[places], _between(theirs, (best.shift + best.speed * places).astype(np.float64)))
    good = np.concatenate([[False], alike >= min(0.5, 0.6 * float(np.median(alike))), [False]])
    edges = np.flatnonzero(np.diff(good.astype(np.int64)))
    if not len(edges):
        return best.first, best.last
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return best.first + int(starts[longest]), best.first + int(ends[longest])
