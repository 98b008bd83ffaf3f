"""Which part of two copies' pictures shows the same where both are framed: by bars, a page, a blurred copy.

The map of a copy lays frames on frames, too. The picture is told from them by how cells change: in what
both show they move alike, or stand still and look alike; in a frame they do neither.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.correlations import by_frame
from sayso.footage.features import sides
from sayso.footage.maps import flipped, inverse, mapped, within
from sayso.footage.overlay import Comparison, Over, along, between
from sayso.footage.rectangles import Edges, as_box, heaviest
from sayso.footage.thumbs import stretch_of
from sayso.footage.types import Box, FootagePrint
from sayso.footage.verdicts import Verdict

Floats = NDArray[np.float64]

MOVES = 4.0  # grey levels squared, of a cell: with less in both pictures it stands still
ALIKE = 0.6  # correlation of a cell over time, from which on it moves alike
UNLIKE_LEVELS = 12.0  # by which a cell that stands still is surely not of the same picture
STILL = (
    0.2  # what a cell that stands still and looks alike says for a part, where one that moves alike says 1
)
LEAST_ALIKE = 0.05  # of the cells: so many must move alike
LEAST_FRAME = 0.15  # of the cells: so many must lie in frames
MOSTLY = 0.85  # of the cells in frames must be unlike, and of those in the picture must not
GRADED = 0.75  # correlation of all that lies around: with more it is the same thing, graded or tinted
# All of these were chosen by hand, on made recordings; the last on one that was tinted.


@dataclass(frozen=True, slots=True, eq=False)
class CopyCells:
    """The small pictures of two copies along their stretch, laid on each other."""

    over: Over
    at: Floats  # where each of the query's samples lies among the found ones
    which: NDArray[np.int64]  # those of them that are compared, one at least

    @property
    def both(self) -> tuple[Floats, Floats]:
        """The query's cells and those of what was found, each (n, cells)."""
        return self.over.ours[self.which], between(self.over.theirs, self.at[self.which])


def copy_cells(
    query: FootagePrint, found: FootagePrint, verdict: Verdict, part: Box | None = None
) -> CopyCells | None:
    """Lay two copies on each other; None where they cannot be, such as stills.

    Args:
        part: of the found picture, to which it is kept.
    """
    moved, candidate = verdict.agreement, verdict.candidate
    if verdict.kind != "same-footage" or moved is None or moved.is_moment:
        return None
    first_s, last_s = moved.found_between()
    ours = stretch_of(query, moved.start_s, moved.end_s)
    theirs = stretch_of(found, max(0.0, first_s), last_s)
    if ours is None or theirs is None:
        return None
    comparison = Comparison(ours, theirs, (*sides(query), *sides(found)), mirror=candidate.mirror)
    over = comparison.over(candidate.matrix, part)
    shift = comparison.shift_of(moved.speed, moved.offset_s)
    at, which = along(moved.speed, shift, len(ours.cells), len(theirs.cells))
    return None if over is None or not len(which) else CopyCells(over, at, which)


def within_frames(cells: CopyCells) -> Box | None:
    """Return the part of the found picture in which both show the same; None where no frames are seen.

    Where no frame lies on a side, it goes on to the picture's edge.
    """
    (ours, theirs), covered = cells.both, cells.over.covered
    signs = _signs(ours, theirs)
    if signs is None:
        return None
    grid = np.zeros(covered.shape)
    grid[covered] = np.where(signs == 0, STILL, signs)
    _, edges = heaviest(grid)
    edges = _out_to_the_edge(edges, covered)
    part = as_box(edges, covered.shape)
    inside = within(part, covered.shape)[covered]
    frames = signs[~inside]
    if len(frames) < LEAST_FRAME * len(signs) or (frames < 0).mean() < MOSTLY:
        return None
    if (signs[inside] < 0).mean() > 1 - MOSTLY or not _lies_between(edges, covered.shape):
        return None
    around = by_frame(ours[:, ~inside], theirs[:, ~inside])
    return part if float(np.median(around)) < GRADED else None


def in_query(box: Box, query: FootagePrint, found: FootagePrint, verdict: Verdict) -> Box:
    """Return where a part of the found picture lies in the query's."""
    width, height = sides(found)
    x = np.array([box.left, box.left, box.right, box.right]) * width
    y = np.array([box.top, box.bottom, box.top, box.bottom]) * height
    to_x, to_y = mapped(inverse(verdict.candidate.matrix), x, y)
    width, height = sides(query)
    across, down = np.clip(to_x / width, 0, 1), np.clip(to_y / height, 0, 1)
    left, right, top, bottom = (
        round(float(value), 4) for value in (across.min(), across.max(), down.min(), down.max())
    )
    lies = Box(left=left, top=top, right=right, bottom=bottom)
    return flipped(lies) if verdict.candidate.mirror else lies


def _signs(ours: Floats, theirs: Floats) -> Floats | None:
    """Return (cells,) 1 for what moves alike, -1 for what is unlike, 0 for what stands still and looks alike.

    None where too little moves alike to tell.
    """
    moved, other = ours - ours.mean(axis=0), theirs - theirs.mean(axis=0)
    own, their = (moved**2).mean(axis=0), (other**2).mean(axis=0)
    moves = np.maximum(own, their) > MOVES
    together = (moved * other).mean(axis=0) >= ALIKE * np.sqrt(np.maximum(own * their, 1e-6))
    core = together & (np.minimum(own, their) > MOVES)
    if core.mean() < LEAST_ALIKE:
        return None
    usual, expected = theirs.mean(axis=0), ours.mean(axis=0)
    slope, offset = np.polyfit(expected[core], usual[core], 1)  # one may be brighter, or have more contrast
    is_off = np.abs(usual - (slope * expected + offset)) > UNLIKE_LEVELS
    return np.where(core, 1.0, np.where(moves | is_off, -1.0, 0.0))


def _out_to_the_edge(edges: Edges, covered: NDArray[np.bool_]) -> Edges:
    """Return a rectangle out to the edge of the grid where beyond it nothing is compared."""
    top, bottom, left, right = edges
    (above, below), (before, behind) = _ends(covered, 1), _ends(covered, 0)
    rows, columns = covered.shape
    return (
        0 if top <= above else top,
        rows if bottom >= below else bottom,
        0 if left <= before else left,
        columns if right >= behind else right,
    )


def _lies_between(edges: Edges, shape: tuple[int, ...]) -> bool:
    """Tell whether frames lie on two sides of a part that face each other: on one, it is a caption."""
    top, bottom, left, right = edges
    return (top > 0 and bottom < shape[0]) or (left > 0 and right < shape[1])


def _ends(covered: NDArray[np.bool_], axis: int) -> tuple[int, int]:
    """Return the first row, or column, that is compared, and the one behind the last."""
    which = np.flatnonzero(covered.any(axis=axis))
    return int(which[0]), int(which[-1]) + 1
