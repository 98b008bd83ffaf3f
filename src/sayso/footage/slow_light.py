"""Light that differs slowly over a picture, as a graded sky does: it has no edge, and covers nothing.

Over a plain part such a difference correlates with nothing, like another picture. What tells the two apart
is the edge: where a picture or a caption begins, the difference rises from a cell to the next.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.maps import within
from sayso.footage.types import Box

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

AROUND = 3  # cells on either side of a part's edge, which is told to one or two: pictures are softened
ACROSS = 2  # cells over which the difference rises to nearly all of it where there is an edge
SLOW_AT_MOST = 0.5  # of what a part differs by: with less across most of its edge, it has none; by hand
DEGREE = 3  # of the surface that slow light is
ROUNDS = 12  # of fitting it anew, each with less weight on what it does not explain
LEAST_APART = 1.0  # grey levels: what lies nearer to the surface has no more weight for that


def is_slow(apart: Floats, covered: Flags, part: Box) -> bool:
    """Tell whether two pictures differ in a part of them as they do beside it, but for a slow rise.

    Args:
        apart: (n, cells) by how many grey levels they differ, in the cells that are `covered`.
        covered: (rows, columns) the cells that are compared.
    """
    inside = within(part, covered.shape)
    grid = np.full((len(apart), *covered.shape), np.nan)
    grid[:, covered] = apart
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    down, across = grid[:, :, columns], np.swapaxes(grid[:, rows], 1, 2)
    ends = (down, rows[0]), (down, rows[-1] + 1), (across, columns[0]), (across, columns[-1] + 1)
    rises = np.concatenate([_rises(lines, int(at)) for lines, at in ends])
    level = float(np.median(np.abs(apart[:, inside[covered]])))
    return bool(len(rises)) and float(np.median(rises)) < SLOW_AT_MOST * level


def _rises(lines: Floats, at: int) -> Floats:
    """Return the steepest rise around an edge at each place along it; of an edge of the picture, none.

    Args:
        lines: (n, m, places) by how much the pictures differ; NaN where that is not known.
        at: the first of the m that lies behind the edge.
    """
    if not 0 < at < lines.shape[1]:
        return np.empty(0)
    is_shown = ~np.isnan(lines[0, at - 1 : at + 1]).any(axis=0)  # the same in all frames
    near = lines[:, max(0, at - AROUND) : at + AROUND, is_shown]
    usual = np.median(np.abs(near[:, ACROSS:] - near[:, :-ACROSS]), axis=0)
    return np.asarray(np.fmax.reduce(usual, axis=0, initial=0.0))


def without_slow(apart: Floats, covered: Flags) -> Floats:
    """Take off the slow surface by which most cells differ, one for all frames; shapes as in `is_slow`."""
    usual = np.median(apart, axis=0)
    rows, columns = np.nonzero(covered)
    down, across = rows / covered.shape[0] - 0.5, columns / covered.shape[1] - 0.5
    terms = np.stack([down**a * across**b for a in range(DEGREE + 1) for b in range(DEGREE + 1 - a)], axis=1)
    weights = np.ones(len(usual))
    surface = np.zeros(len(usual))
    for _ in range(ROUNDS):  # to the surface with the least sum of distances: a picture set in pulls little
        fit = np.linalg.lstsq(terms * weights[:, None], usual * weights, rcond=None)[0]
        surface = terms @ fit
        weights = 1 / np.sqrt(np.maximum(np.abs(usual - surface), LEAST_APART))
    return np.asarray(apart - surface)
