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
from sayso.footage.framed import CopyCells, copy_cells, in_query, within_frames
from sayso.footage.maps import within
from sayso.footage.rectangles import as_box, heaviest
from sayso.footage.segments import segment_of
from sayso.footage.slow_light import is_slow, without_slow
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
    """Return the parts of one stretch; None where they cannot be looked for. Frames of both are left out."""
    cells = copy_cells(query, found, verdict)
    picture = None if cells is None else within_frames(cells)
    if cells is not None and picture is not None:
        cells = copy_cells(query, found, verdict, _inner(picture, cells.over.covered.shape))
    if cells is None:
        return None
    unlike = _part(cells)
    return (None, None) if unlike is None else (in_query(unlike, query, found, verdict), unlike)


def _inner(picture: Box, shape: tuple[int, ...]) -> Box:
    """Return a part without the cells at its edge, into which frames reach: pictures are softened."""
    down, across = (1 / count for count in shape)
    return Box(
        left=picture.left + across,
        top=picture.top + down,
        right=picture.right - across,
        bottom=picture.bottom - down,
    )


def _part(cells: CopyCells) -> Box | None:
    """Return the part of the found picture that differs in most frames."""
    covered = cells.over.covered
    ours, theirs = cells.both
    apart = ours - theirs
    apart -= np.median(apart, axis=1, keepdims=True)
    part = _differing(apart, ours, theirs, covered)
    if part is None or not is_slow(apart, covered, part):
        return part
    apart = without_slow(apart, covered)  # what is set into such light has edges of its own
    part = _differing(apart, ours, ours - apart, covered)
    return None if part is None or is_slow(apart, covered, part) else part


def _differing(apart: Floats, ours: Floats, theirs: Floats, covered: NDArray[np.bool_]) -> Box | None:
    """Return the part in which two runs of cells, `apart` by so much, differ in most frames."""
    usual = np.median(np.abs(apart), axis=0)
    limit = max(LAID_OVER * float(np.median(usual)), UNLIKE_LEVELS)
    grid = np.zeros(covered.shape)
    grid[covered] = np.where(usual > limit, 1.0, -1.0)
    part = _unlike_rectangle(grid)
    if part is None:
        return None
    inside = within(part, grid.shape)[covered]
    alike = by_frame(ours[:, inside], theirs[:, inside])
    return part if float(np.median(alike)) < LIKE_AT_MOST else None


def _unlike_rectangle(grid: Floats) -> Box | None:
    """Return the rectangle of most unlike cells, 1, and fewest alike ones, -1; None where it is small."""
    most, edges = heaviest(grid)
    top, bottom, left, right = edges
    is_broad = min(bottom - top, right - left) >= LEAST_CELLS_ACROSS
    is_part = (bottom - top) * (right - left) <= MOST_PART * grid.size
    return as_box(edges, grid.shape) if is_broad and is_part and most >= LEAST_PART * grid.size else None
