"""Insets: pictures that are set into another one, each a box whose straight edges stay where they are.

A small picture has few of the features of the large one around it, and its hash tells nothing of
it, so it is fingerprinted and looked for as a picture of its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.prints import sides_of
from sayso.footage.types import Box

Greys = NDArray[np.uint8]  # (frames, height, width)
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

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
SAME_SIDE = 0.012  # of the picture: how far the sides of one box may be apart
LONGER = 0.1  # by so much, for each e-fold of its size, a larger box is preferred


def find_inset(frames: Greys) -> Box | None:
    """Return the box of the picture that is set into a shot's frames, or None where there is none.

    Args:
        frames: (n, height, width) luma of one shot, n >= 1.
    """
    height, width = frames.shape[1:]
    if min(height, width) < 2 * LEAST_PIXELS:
        return None
    places = np.linspace(0, len(frames) - 1, min(len(frames), SAMPLE)).astype(np.int64)
    looked_at = frames[places].astype(np.int16)
    upright, level = _edges(looked_at), _edges(looked_at.transpose(0, 2, 1))
    columns, rows = _sides(upright), _sides(level)
    if not len(columns) or not len(rows):
        return None
    best = _best_box(_summed(upright), _summed(level), columns, rows)
    if best is None:
        return None
    left, top, right, bottom = best
    return Box(left=left / width, top=top / height, right=right / width, bottom=bottom / height)


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
    """Return the columns along which edges run farthest, rising; of neighbours the best one."""
    run = best = np.zeros(edges.shape[1], dtype=np.float32)
    for row in edges:
        run = np.maximum(0.0, run + np.where(row, 1.0, -GAP).astype(np.float32))
        best = np.maximum(best, run)
    padded = np.pad(best, 1)
    is_best = (best >= padded[:-2]) & (best > padded[2:]) & (best >= LEAST_SIDE * LEAST_PIXELS)
    places = np.flatnonzero(is_best)
    return np.sort(places[np.argsort(-best[places], kind="stable")[:LINES]])


def _summed(edges: Flags) -> Floats:
    """Return how many edges lie above each place, (height + 1, width); one that is a pixel off counts."""
    wide = edges.copy()
    wide[:, 1:] |= edges[:, :-1]
    wide[:, :-1] |= edges[:, 1:]
    return np.pad(np.cumsum(wide, axis=0, dtype=np.float32), ((1, 0), (0, 0)))


def _best_box(upright: Floats, level: Floats, columns: Ints, rows: Ints) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of the box whose sides are edges most of all."""
    width, height = level.shape[0] - 1, upright.shape[0] - 1
    left, right = _pairs(columns, width)
    top, bottom = _pairs(rows, height)
    if not len(left) or not len(top):
        return None
    across, down = (right - left).astype(np.float32), (bottom - top).astype(np.float32)
    sides = np.stack(
        [
            *((upright[bottom + 1][:, x] - upright[top + 1][:, x]) / down[:, None] for x in (left, right)),
            *(((level[right + 1][:, y] - level[left + 1][:, y]) / across[:, None]).T for y in (top, bottom)),
        ]
    )  # (4, rows' pairs, columns' pairs)
    mean, least = sides.mean(axis=0), sides.min(axis=0)
    worth = np.where(
        (least >= LEAST_SIDE) & (mean >= LEAST_SIDES), mean + LONGER * np.log(down[:, None] + across), 0.0
    )
    vertical, horizontal = np.unravel_index(int(np.argmax(worth)), worth.shape)
    if worth[vertical, horizontal] <= 0:
        return None
    box = left[horizontal], top[vertical], right[horizontal], bottom[vertical]
    at, above, until, below = (int(each) + 1 for each in box)
    return at, above, until, below


def _pairs(lines: Ints, length: int) -> tuple[Ints, Ints]:
    """Return the pairs of lines that are as far apart as two sides of an inset may be."""
    one, other = np.triu_indices(len(lines), 1)
    apart = lines[other] - lines[one]
    fits = (apart >= LEAST_PIXELS) & (apart <= MOST_SHARE * length)
    return lines[one][fits], lines[other][fits]
