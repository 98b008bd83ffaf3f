"""Where one shot of a camera that stands still was edited: jump cuts, pauses, and pictures that were frozen.

No cut is seen there, for the view stays the same. So frames of the query are compared with all frames of
the found stretch, under the map that lays one view on the other, and the way through them is sought that
keeps to a line as long as what moves agrees: a jump from one line to another, or to none, has its price.
Each run along a line is a part of its own, which must pass the tests that any stretch must.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.footage.maps import cells_of
from sayso.footage.moments import during, keyframe_seconds, local_seconds
from sayso.footage.overlay import Over
from sayso.footage.pictures import soften
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import FootagePrint, Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_STILL_S = 1.0  # seconds without a change that are taken for a picture that stands still
STILL_GREYS = 3.0  # by which any cell but a few may be off where a picture stands still
STILL_MEAN = 0.8  # grey levels by which the picture may be off there, on the mean
STILL_CELLS = 0.995  # share of the cells that may be off by no more
BEFORE = 2  # samples
CLEARLY = 3.0  # times what cells may be off where a picture stands still: it surely moves
SOFT = 0.7  # cells
FINER = 2  # lines lie so many to a sample
LIKE = 0.25  # of the frames of the query, of whose likest it is taken how far apart like frames are
LEAST_GREYS = 0.1  # grey levels squared: nothing moves where frames at chance are no further apart
STANDS_OUT = 1.6  # times how far apart like frames are: frames at chance are further apart, or nothing tells
NO_LINE = 0.6  # of how far apart frames at chance are: what lies on no line costs so much a sample
AT_ENDS = 0.8  # of it: what is further apart at the ends of a piece does not belong to it
JUMP = 2.5  # samples at chance: what a jump costs
SAME_LINE = 1.5  # samples: a smaller jump is none
LEAST_PIECE_S = 1.5
ROUNDS = 3  # of learning what the two views differ by throughout


@dataclass(frozen=True, slots=True)
class Piece:
    """Samples [first, last) of the query that run along one line."""

    first: int
    last: int
    shift: float  # where the query's first sample would lie among the found ones, in samples
    speed: float
    stops: tuple[bool, bool] = (False, False)  # whether one of the two stands still just before, just after

    @property
    def length_s(self) -> float:
        """How long it is."""
        return (self.last - self.first) * STEP_S


@dataclass(frozen=True, slots=True)
class Way:
    """How a query's stretch runs along lines of one speed."""

    pieces: list[Piece]  # by time
    cost: float  # a sample: 0 where all of it lies on one line, as like as frames are


def still_runs(footage: FootagePrint, start_s: float, end_s: float) -> list[Span]:
    """Return the stretches of a shot, in seconds, in which the picture stands still."""
    if footage.thumbs is None:
        return []
    seconds = keyframe_seconds(footage)
    inside = np.flatnonzero(during(seconds, start_s, end_s))
    if len(inside) < 2:
        return []
    soft = soften(cells_of(footage.thumbs)[inside].astype(np.float32), SOFT).reshape(len(inside), -1)
    edges = [*seconds[inside].tolist(), min(end_s, float(seconds[inside[-1]]) + STEP_S)]
    spans = [(edges[first], edges[last]) for first, last in _runs(soft)]
    return [span for span in spans if span[1] - span[0] >= LEAST_STILL_S]


def _runs(soft: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Yield the samples [first, last), two at least, in which none differs from the first."""
    first = 0
    for place in range(1, len(soft) + 1):
        if place < len(soft) and _is_same(soft[first], soft[place]):
            continue
        if place - first > 1:
            yield first, place
        first = place


def _is_same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    off = np.abs(one - other)
    return bool(off.mean() <= STILL_MEAN and np.quantile(off, STILL_CELLS) <= STILL_GREYS)


def as_one_frame(footage: FootagePrint, run: Span) -> FootagePrint:
    """Return a stretch that stands still as a still: its frame in the middle, at its second."""
    assert footage.thumbs is not None
    seconds, features_s = keyframe_seconds(footage), local_seconds(footage)
    inside = np.flatnonzero(during(seconds, *run))
    frame = int(inside[len(inside) // 2])
    local = np.flatnonzero(during(features_s, *run))
    cells = cells_of(footage.thumbs)[frame : frame + 1]
    return replace(
        footage,
        is_still=True,
        keyframes=(footage.keyframes[frame],),
        locals=tuple(footage.locals[place] for place in local[len(local) // 2 :][:1].tolist()),
        thumbs=replace(footage.thumbs, cells=cells.tobytes()),
    )


def way_of(over: Over, speed: float) -> Way:
    """Return the pieces of the query that run along lines of one speed, by time; none where nothing tells.

    Args:
        speed: found samples a sample of the query, over 0.
    """
    ours, theirs = over.ours, _finer(over.theirs)
    still = _stands(ours, 1)
    stands = still[:, None] & _moves(over.theirs, FINER)[None]
    stands |= _moves(ours, 1)[:, None] & _stands(over.theirs, FINER)[None]
    theirs = _gain(ours.mean(axis=0), theirs.mean(axis=0)) * theirs
    apart_by: Floats | float = float(np.median(ours[~still].mean(axis=0) - theirs.mean(axis=0)))
    way = Way([], 1.0)
    for known in range(ROUNDS):
        costs = _costs(ours - apart_by, theirs, still, is_known=known > 0)
        if costs is None:
            return Way([], 1.0)
        costs[stands] = 1.0
        way = _along_lines(costs, speed, stands)
        pairs = [_pairs(piece, len(theirs)) for piece in way.pieces]
        if not pairs:
            return way
        own, other = (np.concatenate(each) for each in zip(*pairs, strict=True))
        apart_by = (ours[own] - theirs[other]).mean(axis=0)
    return replace(way, pieces=[piece for piece in way.pieces if piece.length_s >= LEAST_PIECE_S])


def _stands(frames: Floats, finer: int) -> NDArray[np.bool_]:
    """Tell which frames, and those between them, belong to a picture that stands still, but the first."""
    stands = np.zeros(finer * (len(frames) - 1) + 1, dtype=bool)
    for first, last in _runs(frames):
        if (last - first) * STEP_S >= LEAST_STILL_S:
            stands[finer * first + 1 : finer * (last - 1) + 1] = True
    return stands


def _moves(frames: Floats, finer: int) -> NDArray[np.bool_]:
    """Tell which frames, and those between them, clearly differ from the one two samples before."""
    off = np.abs(frames[BEFORE:] - frames[:-BEFORE])
    moves = np.zeros(len(frames), dtype=bool)
    moves[BEFORE:] = np.quantile(off, STILL_CELLS, axis=1) > CLEARLY * STILL_GREYS if len(off) else False
    return np.repeat(moves, finer)[: finer * (len(frames) - 1) + 1]


def _finer(frames: Floats) -> Floats:
    """Return frames with one between each two."""
    finer = np.empty((FINER * len(frames) - 1, frames.shape[1]))
    finer[::2], finer[1::2] = frames, (frames[:-1] + frames[1:]) / 2
    return finer


def _gain(ours: Floats, theirs: Floats) -> float:
    """Return by how much more contrast ours has."""
    off = theirs - theirs.mean()
    return float(np.clip((off * (ours - ours.mean())).sum() / max(float((off * off).sum()), 1e-6), 0.4, 2.5))


def _costs(ours: Floats, theirs: Floats, still: NDArray[np.bool_], *, is_known: bool) -> Floats | None:
    """Return (n, m) how far apart frames are: 0 as like frames are, 1 as those at chance; None if both are.

    Args:
        still: (n,) which of ours say nothing of how far apart frames are.
        is_known: whether what the two views differ by throughout is; if not, it is left out by frame.
    """
    apart = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * ours @ theirs.T
    apart = np.maximum(apart / ours.shape[1], 0.0)
    least = apart.min(axis=1, keepdims=True)
    if not is_known:
        apart -= least
    like = float(np.quantile(least[~still], LIKE)) if is_known else 0.0
    chance = float(np.median(apart[~still]))
    if (is_known and chance < STANDS_OUT * like) or chance < LEAST_GREYS:
        return None
    return np.asarray(np.clip((apart - like) / (chance - like), 0.0, 1.0))


def _along_lines(costs: Floats, speed: float, stands: NDArray[np.bool_]) -> Way:
    """Return the runs along lines of the way that costs least.

    Args:
        stands: (n, m) where one of two frames stands still and the other does not.
    """
    count, width = costs.shape
    steps = np.rint(FINER * speed * np.arange(count)).astype(np.int64)
    lines = np.arange(-int(steps[-1]), width)  # where the first sample would lie
    none = len(lines)  # stands for no line
    best = np.zeros(none + 1)
    came = np.empty((count, none + 1), dtype=np.int64)
    stays = np.arange(none + 1)
    for sample in range(count):
        at = lines + steps[sample]
        here = np.full(none + 1, NO_LINE)
        inside = np.flatnonzero((at >= 0) & (at < width))
        here[inside] = costs[sample, at[inside]]
        least = int(np.argmin(best))
        jumps = best[least] + JUMP < best
        came[sample] = np.where(jumps, least, stays)
        best = np.where(jumps, best[least] + JUMP, best) + here
    way = np.empty(count, dtype=np.int64)
    way[-1] = int(np.argmin(best))
    for sample in range(count - 1, 0, -1):
        way[sample - 1] = came[sample, way[sample]]
    runs = np.split(np.arange(count), np.flatnonzero(np.diff(way)) + 1)
    pieces: list[Piece] = []
    for run in runs:
        at = steps[run] + (lines[way[run[0]]] if way[run[0]] < none else width)
        inside = (at >= 0) & (at < width)
        shown, at = run[inside], at[inside]
        shown = shown[_most(AT_ENDS - costs[shown, at] - stands[shown, at])]
        if len(shown):
            first, last, line = int(shown[0]), int(shown[-1]) + 1, int(lines[way[run[0]]])
            around = np.array([first - 2, first - 1, last, last + 1])
            places = np.clip(steps[np.clip(around, 0, count - 1)] + line, 0, width - 1)
            stop = stands[np.clip(around, 0, count - 1), places] & (around >= 0) & (around < count)
            stops = bool(stop[:2].any()), bool(stop[2:].any())
            pieces = _with(pieces, Piece(first, last, line / FINER, speed, stops))
    return Way(pieces, float(best.min()) / count)


def _most(gains: Floats) -> slice:
    """Return the stretch whose sum is largest: at its ends nothing lies that a line does not explain."""
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    risen = sums - np.minimum.accumulate(sums)
    last = int(np.argmax(risen))
    return slice(int(np.argmin(sums[: last + 1])), last)


def _with(pieces: list[Piece], piece: Piece) -> list[Piece]:
    """Return pieces with one more, which may go on along the line of the one before."""
    if not pieces or pieces[-1].last != piece.first or abs(pieces[-1].shift - piece.shift) > SAME_LINE:
        return [*pieces, piece]
    longer = max(pieces[-1], piece, key=lambda each: each.length_s)
    stops = pieces[-1].stops[0], piece.stops[1]
    return [*pieces[:-1], replace(longer, first=pieces[-1].first, last=piece.last, stops=stops)]


def _pairs(piece: Piece, width: int) -> tuple[Ints, Ints]:
    """Return which samples of ours lie on which of the finer ones of theirs."""
    own = np.arange(piece.first, piece.last)
    at = np.rint(FINER * (piece.shift + piece.speed * own)).astype(np.int64)
    inside = (at >= 0) & (at < width)
    return own[inside], at[inside]
