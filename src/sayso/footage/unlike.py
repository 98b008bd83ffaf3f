"""Which part of the picture two copies do not have in common, such as an inset or a caption that one has.

The map of a copy covers what lies in an inset, too: a host is found over its whole picture,
though it does not show what was set into it later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.correlations import by_frame
from sayso.footage.features import sides
from sayso.footage.maps import flipped, inverse, mapped, within
from sayso.footage.overlay import Comparison, Over, along, between
from sayso.footage.segments import segment_of
from sayso.footage.slow_light import is_slow, without_slow
from sayso.footage.thumbs import stretch_of
from sayso.footage.types import Box, FootagePrint, UnlikePart
from sayso.footage.verdicts import Verdict

Floats = NDArray[np.float64]
Parts = tuple[Box | None, Box | None]

LAID_OVER = 2.0  # times what cells differ by at the median: with more, they may show another thing,
UNLIKE_LEVELS = 8.0  # where it is so many grey levels at least
LEAST_CELLS_ACROSS = 4  # of a part's width and height: a map that lies a little off makes thin edges unlike
LIKE_AT_MOST = (
    0.75  # correlation of a part's cells: with more it is the same thing, laid or graded a little off
)
LEAST_PART = 0.03  # of the picture that is unlike, less what is alike around it
MOST_PART = 0.6  # of the picture: with more, it is the map that is not exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """The part of each of two pictures that the other shows otherwise throughout a stretch."""

    of_query: Box | None  # the largest; None where there is none, as far as it was looked for
    of_found: Box | None
    parts: tuple[UnlikePart, ...]  # of each stretch that has one, by time
    is_looked_for: bool  # in every stretch


def unlike_parts(query: FootagePrint, found: FootagePrint, verdicts: Sequence[Verdict]) -> Unlike:
    """Return which part of each picture the other shows otherwise, if any.

    It is told for each stretch, and the largest by itself.

    Args:
        verdicts: that the two show the same footage, one for each stretch; of a still nothing is looked for.
    """
    looked_for = [(verdict, _unlike_in(query, found, verdict)) for verdict in verdicts]
    parts = [
        UnlikePart(stretch=segment_of(query, found, verdict), query=pair[0], found=pair[1])
        for verdict, pair in looked_for
        if pair is not None and pair[0] is not None and pair[1] is not None
    ]
    largest = max(parts, key=lambda part: part.query.area, default=None)
    return Unlike(
        of_query=None if largest is None else largest.query,
        of_found=None if largest is None else largest.found,
        parts=tuple(sorted(parts, key=lambda part: part.stretch.query_start_s)),
        is_looked_for=all(pair is not None for _, pair in looked_for),
    )


def _unlike_in(query: FootagePrint, found: FootagePrint, verdict: Verdict) -> Parts | None:
    """Return the parts of one stretch; None where they cannot be looked for."""
    moved, candidate = verdict.agreement, verdict.candidate
    if verdict.kind != "same-footage" or moved is None or moved.is_moment:
        return None
    first_s, last_s = moved.found_between()
    ours, theirs = (
        stretch_of(query, moved.start_s, moved.end_s),
        stretch_of(found, max(0.0, first_s), last_s),
    )
    if ours is None or theirs is None:
        return None
    around = (*sides(query), *sides(found))
    comparison = Comparison(ours, theirs, around, mirror=candidate.mirror)
    over = comparison.over(candidate.matrix, None)
    at, which = along(
        moved.speed, comparison.shift_of(moved.speed, moved.offset_s), len(ours.cells), len(theirs.cells)
    )
    if over is None or not len(which):
        return None
    unlike = _part(over, at, which)
    if unlike is None:
        return None, None
    in_query = _in_query(unlike, candidate.matrix, around)
    return flipped(in_query) if candidate.mirror else in_query, unlike


def _part(over: Over, at: Floats, which: NDArray[np.int64]) -> Box | None:
    """Return the part of the found picture that differs in most frames.

    Args:
        at: where each of the query's samples lies among the found ones.
        which: those of them that are compared, one at least.
    """
    ours, theirs = over.ours[which], between(over.theirs, at[which])
    apart = ours - theirs
    apart -= np.median(apart, axis=1, keepdims=True)
    part = _differing(apart, ours, theirs, over.covered)
    if part is None or not is_slow(apart, over.covered, part):
        return part
    apart = without_slow(apart, over.covered)  # what is set into such light has edges of its own
    part = _differing(apart, ours, ours - apart, over.covered)
    return None if part is None or is_slow(apart, over.covered, part) else part


def _differing(apart: Floats, ours: Floats, theirs: Floats, covered: NDArray[np.bool_]) -> Box | None:
    """Return the part in which two runs of cells, `apart` by so much, differ in most frames."""
    usual = np.median(np.abs(apart), axis=0)
    limit = max(LAID_OVER * float(np.median(usual)), UNLIKE_LEVELS)
    grid = np.zeros(covered.shape)
    grid[covered] = np.where(usual > limit, 1.0, -1.0)
    part = _heaviest(grid)
    if part is None:
        return None
    inside = within(part, grid.shape)[covered]
    alike = by_frame(ours[:, inside], theirs[:, inside])
    return part if float(np.median(alike)) < LIKE_AT_MOST else None


def _heaviest(grid: Floats) -> Box | None:
    """Return the rectangle of most unlike cells, 1, and fewest alike ones, -1; None where it is small."""
    rows, columns = grid.shape
    most, best = 0.0, (0, 0, 0, 0)
    for top in range(rows):
        for bottom in range(top + 1, rows + 1):
            sums = np.concatenate([[0.0], np.cumsum(grid[top:bottom].sum(axis=0))])
            gains = sums - np.minimum.accumulate(sums)
            right = int(np.argmax(gains))
            if gains[right] > most:
                most, best = float(gains[right]), (top, bottom, int(np.argmin(sums[: right + 1])), right)
    top, bottom, left, right = best
    is_broad = min(bottom - top, right - left) >= LEAST_CELLS_ACROSS
    is_part = (bottom - top) * (right - left) <= MOST_PART * grid.size
    if not is_broad or not is_part or most < LEAST_PART * grid.size:
        return None
    return Box(left=left / columns, top=top / rows, right=right / columns, bottom=bottom / rows)


def _in_query(box: Box, matrix: Floats, around: tuple[float, ...]) -> Box:
    """Return where a part of the found picture lies in the (flipped) query's."""
    x = np.array([box.left, box.left, box.right, box.right]) * around[2]
    y = np.array([box.top, box.bottom, box.top, box.bottom]) * around[3]
    to_x, to_y = mapped(inverse(matrix), x, y)
    across, down = np.clip(to_x / around[0], 0, 1), np.clip(to_y / around[1], 0, 1)
    left, right, top, bottom = (
        round(float(value), 4) for value in (across.min(), across.max(), down.min(), down.max())
    )
    return Box(left=left, top=top, right=right, bottom=bottom)
