"""Insets: pictures that are set into another one, each a box whose straight edges stay where they are.

A small picture has few of the features of the large one around it, and its hash tells nothing of
it, so it is fingerprinted and looked for as a picture of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.columns import sides_of
from sayso.footage.types import Box

Greys = NDArray[np.uint8]  # (frames, height, width)
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Sides = tuple[int, int, int, int]  # left, top, right and bottom in pixels, the last two behind the box

MOST_A_SHOT = 4  # insets of one shot; they do not overlap
SAMPLE = 8  # frames of a shot that are looked at
EDGE_STEP = 4.0  # grey levels that an edge jumps, on the mean over the frames
MOST_STEP = 12  # grey levels: a larger jump in a frame counts no more, as an edge must be in many of them
SHARPER = 1.6  # times the mean jump beside it
BESIDE = 6  # pixels on either side that an edge is compared with
GAP = 2.0  # pixels with an edge that one without takes away
LINES = 32  # rows, and columns, that may be a side
LEAST_PIXELS = 24  # of an inset's shorter side
MOST_SHARE = 0.85  # of the picture's width, and of its height
LEAST_SIDE = 0.7  # of a side's length that is an edge: at the worst of the four,
LEAST_SIDES = 0.9  # and on their mean
LEAST_FLUSH_SIDE = 0.85  # the same of an inset that lies at the picture's own edge, which is a side of it:
LEAST_FLUSH_SIDES = 0.95  # fewer sides bear it out
FLUSH = 0.1  # by so much less, for each such side: one with sides of its own that lies near the edge is it
MOST_FLUSH_SHARE = 0.6  # of the width, and of the height: what is larger is found by the whole picture
SAME_SIDE = 0.012  # of the picture: how far the sides of one box may be apart
LONGER = 0.1  # by so much, for each e-fold of its size, a larger box is preferred,
MOVING = 0.3  # and by so much one in which something moves: captions stand still
MOVES = 1.5  # grey levels by which frames of the sample differ within a box in which something moves
THERE = 0.5  # of the edges that it has when it is surely there: with fewer, a frame does not show it
SURELY = 0.85  # of the frames, by how many edges they have: this one surely shows it
BRIDGED = 3  # frames without edges, as where both sides are dark, that do not end a run


@dataclass(frozen=True, slots=True)
class Found:
    """A picture that is set into those of a shot."""

    box: Box
    moves: bool  # whether something moves in it
    runs: list[tuple[int, int]]  # frames [first, last) of the shot in which it is there, rising; one at least


def find_insets(frames: Greys) -> list[Found]:
    """Return what is set into a shot's frames, what moves and what is large before the rest.

    Args:
        frames: (n, height, width) luma of one shot, n >= 1.
    """
    height, width = frames.shape[1:]
    if min(height, width) < 2 * LEAST_PIXELS:
        return []
    places = np.linspace(0, len(frames) - 1, min(len(frames), SAMPLE)).astype(np.int64)
    looked_at = frames[places].astype(np.int16)
    upright, level = _edges(looked_at), _edges(looked_at.transpose(0, 2, 1))
    columns, rows = _sides(upright), _sides(level)
    found = []
    for sides, moves in _best_boxes(_summed(upright), _summed(level), columns, rows, _changes(looked_at)):
        left, top, right, bottom = sides
        box = Box(left=left / width, top=top / height, right=right / width, bottom=bottom / height)
        found.append(Found(box, moves, _runs(_edges_a_frame(frames, sides))))
    return found


def is_same_box(one: Box, other: Box) -> bool:
    """Tell whether two boxes are one, but for a pixel or two."""
    sides = zip(sides_of(one), sides_of(other), strict=True)
    return all(abs(ours - theirs) <= SAME_SIDE for ours, theirs in sides)


def _edges(frames: NDArray[np.int16]) -> Flags:
    """Return where the picture jumps from one pixel of a row to the next, (height, width - 1)."""
    steps = np.abs(np.diff(frames, axis=2))
    jumps = steps.mean(axis=0, dtype=np.float32)
    often = np.minimum(steps, MOST_STEP).mean(axis=0, dtype=np.float32)
    sums = np.cumsum(np.pad(jumps, ((0, 0), (BESIDE + 1, BESIDE)), mode="reflect"), axis=1)
    around = sums[:, 2 * BESIDE + 1 :] - sums[:, : -2 * BESIDE - 1]
    return np.asarray((often > EDGE_STEP) & (jumps > SHARPER * (around - jumps) / (2 * BESIDE)))


def _sides(edges: Flags) -> Ints:
    """Return the columns at which a side may begin, rising, with the picture's own edges.

    Of neighbours the one along which edges run farthest.
    """
    run = best = np.zeros(edges.shape[1], dtype=np.float32)
    for row in edges:
        run = np.maximum(0.0, run + np.where(row, 1.0, -GAP).astype(np.float32))
        best = np.maximum(best, run)
    padded = np.pad(best, 1)
    is_best = (best >= padded[:-2]) & (best > padded[2:]) & (best >= LEAST_SIDE * LEAST_PIXELS)
    places = np.flatnonzero(is_best)
    farthest = 1 + places[np.argsort(-best[places], kind="stable")[:LINES]]
    return np.unique([0, *farthest.tolist(), edges.shape[1] + 1])


def _summed(edges: Flags) -> Floats:
    """Return how many edges lie above each place, (height + 1, width + 1); one that is a pixel off counts.

    Column `x` is what lies between the pixels `x - 1` and `x`; at the picture's own edges all are edges.
    """
    wide = edges.copy()
    wide[:, 1:] |= edges[:, :-1]
    wide[:, :-1] |= edges[:, 1:]
    wide = np.pad(wide, ((0, 0), (1, 1)), constant_values=True)
    return np.pad(np.cumsum(wide, axis=0, dtype=np.float32), ((1, 0), (0, 0)))


def _best_boxes(
    upright: Floats, level: Floats, columns: Ints, rows: Ints, changes: Floats
) -> list[tuple[Sides, bool]]:
    """Return boxes that do not overlap, those whose sides are edges most of all before others.

    With each goes whether something moves in it.
    """
    width, height = level.shape[0] - 1, upright.shape[0] - 1
    left, right = _pairs(columns, width)
    top, bottom = _pairs(rows, height)
    if not len(left) or not len(top):
        return []
    worth = _worth(upright, level, (left, top, right, bottom))
    if not worth.any():
        return []
    sums = np.pad(np.cumsum(np.cumsum(changes, axis=0), axis=1), ((1, 0), (1, 0)))
    within = sums[bottom][:, right] - sums[top][:, right] - sums[bottom][:, left] + sums[top][:, left]
    moves = within >= MOVES * (bottom - top)[:, None] * (right - left)
    worth = np.where((worth > 0) & moves, worth + MOVING, worth)
    best: list[tuple[Sides, bool]] = []
    while len(best) < MOST_A_SHOT and worth.any():
        down, across = (int(place) for place in np.unravel_index(int(np.argmax(worth)), worth.shape))
        box = int(left[across]), int(top[down]), int(right[across]), int(bottom[down])
        best.append((box, bool(moves[down, across])))
        overlaps = ((top < box[3]) & (bottom > box[1]))[:, None] & (left < box[2]) & (right > box[0])
        worth[overlaps] = 0.0
    return best


def _worth(upright: Floats, level: Floats, sides: tuple[Ints, Ints, Ints, Ints]) -> Floats:
    """Return how good a box each pair of rows and pair of columns makes, (rows', columns'); 0 for none."""
    left, top, right, bottom = sides
    width, height = level.shape[0] - 1, upright.shape[0] - 1
    across, down = (right - left).astype(np.float32), (bottom - top).astype(np.float32)
    edges = np.stack(
        [
            *((upright[bottom][:, x] - upright[top][:, x]) / down[:, None] for x in (left, right)),
            *(((level[right][:, y] - level[left][:, y]) / across[:, None]).T for y in (top, bottom)),
        ]
    )  # (4, rows' pairs, columns' pairs)
    flush = ((left == 0) | (right == width)).astype(np.float32) + ((top == 0) | (bottom == height))[:, None]
    mean, least = (edges.sum(axis=0) - flush) / (4 - flush), edges.min(axis=0)
    is_small = (across <= MOST_FLUSH_SHARE * width) & (down <= MOST_FLUSH_SHARE * height)[:, None]
    is_box = np.where(
        flush > 0,
        (least >= LEAST_FLUSH_SIDE) & (mean >= LEAST_FLUSH_SIDES) & is_small,
        (least >= LEAST_SIDE) & (mean >= LEAST_SIDES),
    )
    worth = mean + LONGER * np.log(down[:, None] + across) - FLUSH * flush
    return np.asarray(np.where(is_box, worth, 0.0))


def _pairs(lines: Ints, length: int) -> tuple[Ints, Ints]:
    """Return the pairs of lines that are as far apart as two sides of an inset may be."""
    one, other = np.triu_indices(len(lines), 1)
    apart = lines[other] - lines[one]
    fits = (apart >= LEAST_PIXELS) & (apart <= MOST_SHARE * length)
    return lines[one][fits], lines[other][fits]


def _changes(frames: NDArray[np.int16]) -> Floats:
    """Return by how many grey levels each pixel differs from one frame to the next, on the mean."""
    if len(frames) < 2:
        return np.zeros(frames.shape[1:], dtype=np.float32)
    return np.asarray(np.abs(np.diff(frames, axis=0)).mean(axis=0, dtype=np.float32))


def _edges_a_frame(frames: Greys, sides: Sides) -> Floats:
    """Return which share of a box's sides is an edge in each frame, (n,)."""
    left, top, right, bottom = sides
    turned = frames.transpose(0, 2, 1)
    upright = (_edges_at(frames[:, top:bottom], x) for x in (left, right))
    level = (_edges_at(turned[:, left:right], y) for y in (top, bottom))
    seen = [each for each in (*upright, *level) if each is not None]
    return np.asarray(np.concatenate(seen, axis=1).mean(axis=1, dtype=np.float32))


def _edges_at(frames: Greys, column: int) -> Flags | None:
    """Return where the side that begins at a column is an edge, (n, height); None at the picture's edge."""
    first, after = max(column - BESIDE - 1, 0), min(column + BESIDE + 1, frames.shape[2])
    if column in (0, frames.shape[2]):
        return None
    steps = np.abs(np.diff(frames[:, :, first:after].astype(np.int16), axis=2))
    middle = column - first - 1
    near = [each for each in (middle - 1, middle, middle + 1) if 0 <= each < steps.shape[2]]
    usual = np.delete(steps, near, axis=2).mean(axis=2, dtype=np.float32)
    sharp = [(steps[:, :, each] > EDGE_STEP) & (steps[:, :, each] > SHARPER * usual) for each in near]
    return np.asarray(max(sharp, key=np.count_nonzero))  # a side may lie a pixel off, but in all frames alike


def _runs(edges: Floats) -> list[tuple[int, int]]:
    """Return the runs of frames that show a box, by the share of its sides that is an edge."""
    there = edges >= THERE * np.quantile(edges, SURELY)
    turns = np.flatnonzero(np.diff(np.concatenate([[0], there, [0]]))).tolist()
    runs = [(turns[0], turns[1])]
    for first, last in zip(turns[2::2], turns[3::2], strict=True):
        if first - runs[-1][1] <= BRIDGED:
            runs[-1] = runs[-1][0], last
        else:
            runs.append((first, last))
    return runs
