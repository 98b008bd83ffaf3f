"""The rectangle of a grid that weighs most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import Box

Edges = tuple[int, int, int, int]  # rows [top, bottom), then columns [left, right)


def heaviest(grid: NDArray[np.float64]) -> tuple[float, Edges]:
    """Return the largest sum of a rectangle of cells, and its edges; 0 and no cells where none is over 0."""
    rows = len(grid)
    most, best = 0.0, (0, 0, 0, 0)
    for top in range(rows):
        for bottom in range(top + 1, rows + 1):
            sums = np.concatenate([[0.0], np.cumsum(grid[top:bottom].sum(axis=0))])
            gains = sums - np.minimum.accumulate(sums)
            right = int(np.argmax(gains))
            if gains[right] > most:
                most, best = float(gains[right]), (top, bottom, int(np.argmin(sums[: right + 1])), right)
    return most, best


def as_box(edges: Edges, shape: tuple[int, ...]) -> Box:
    """Return a rectangle of a grid of (rows, columns) as a part of the picture."""
    top, bottom, left, right = edges
    rows, columns = shape
    return Box(left=left / columns, top=top / rows, right=right / columns, bottom=bottom / rows)
