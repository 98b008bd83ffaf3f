"""Two stretches laid on each other under a map: the cells that both show, softened.

Whether what moves in them agrees is left to `sayso.footage.motion`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.maps import inverse, mapped, middles, sampled, shown, within
from sayso.footage.pictures import soften
from sayso.footage.thumbs import STEP_S, Stretch
from sayso.footage.types import Box

Floats = NDArray[np.float64]

SOFT = 0.7  # cells: thumbs are smoothed so that small shifts do not matter
LEAST_CELLS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Over:
    """Two stretches laid on each other: the cells that both show, softened."""

    ours: Floats  # (n, cells)
    theirs: Floats  # (m, cells)
    laid: NDArray[np.float32]  # (n, rows, columns) the query in the grid of both, not softened
    shown: NDArray[np.float32]  # (m, rows, columns) the found one in that grid
    covered: NDArray[np.bool_]  # (rows, columns) the cells that are compared


class Comparison:
    """A stretch of the query and one of what was found, to be compared under several maps.

    Args:
        sides: width and height of the query's picture, then of the found one's, in longer sides.
        mirror: whether the query is flipped before a map is applied.
    """

    def __init__(self, query: Stretch, found: Stretch, sides: tuple[float, ...], *, mirror: bool) -> None:
        self.query, self.found, self.sides = query, found, sides
        self.cells = np.ascontiguousarray(query.cells[:, :, ::-1]) if mirror else query.cells
        self._soft = soften(found.cells.astype(np.float32), SOFT)

    def over(self, matrix: Floats, found_part: Box | None) -> Over | None:
        """Lay the query over the found one, or return None where too little of it is covered.

        Args:
            matrix: (2, 3) from places in the (flipped) query's picture to places in the found one's.
            found_part: the part of the found picture that is looked at; None for all of it.
        """
        x, y, covered = self.places(matrix, found_part)
        if covered.sum() < LEAST_CELLS:
            return None
        laid = sampled(self.cells, x, y, self.sides[:2])
        ours = soften(laid, SOFT)[:, covered].astype(np.float64)
        theirs = self._soft[:, covered].astype(np.float64)
        return Over(ours, theirs, laid, self.found.cells.astype(np.float32), covered)

    def places(self, matrix: Floats, found_part: Box | None) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Return where in the query's picture each cell of the found one lies, and which are covered."""
        rows, columns = self.found.cells.shape[1:]
        x, y = mapped(inverse(matrix), *middles(rows, columns, self.sides[2], self.sides[3]))
        return x, y, shown(x, y, self.sides[:2]) & within(found_part, (rows, columns))

    def shift_of(self, speed: float, offset_s: float) -> float:
        """Return where the query's first sample lies among the found ones, in samples."""
        return (offset_s + speed * self.query.start_s - self.found.start_s) / STEP_S


def along(speed: float, shift: float, count: int, found: int) -> tuple[Floats, NDArray[np.int64]]:
    """Return where each of `count` samples lies among `found` others, in samples, and which do."""
    at = shift + speed * np.arange(count, dtype=np.float64)
    return at, np.flatnonzero((at >= -0.5) & (at <= found - 0.5))


def between(frames: Floats, at: Floats) -> Floats:
    """Return frames at fractional places, mixed of their neighbours."""
    at = np.clip(at, 0, len(frames) - 1)
    low = np.floor(at).astype(np.int64)
    share = (at - low).reshape(-1, *(1,) * (frames.ndim - 1))
    return np.asarray(frames[low] * (1 - share) + frames[np.minimum(low + 1, len(frames) - 1)] * share)
