"""Maps between two pictures, and the grids of cells that they are compared in.

A map is (2, 3), from places in one picture to places in another, each in longer sides of its own picture.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sayso.footage.pictures import resample
from sayso.footage.types import Box, Thumbs

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Cells = NDArray[np.uint8]  # (n, rows, columns)

SPOTS = 64  # a longer side
WHOLE = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
EDGE = 0.01  # longer sides: what lies so near to the edge of a picture is not compared


def mapped(matrix: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return where places lie in the other picture, x and y."""
    to_x, to_y = (matrix[axis, 0] * x + matrix[axis, 1] * y + matrix[axis, 2] for axis in (0, 1))
    return to_x, to_y


def inverse(matrix: Floats) -> Floats:
    """Return the (2, 3) map back."""
    return np.asarray(np.linalg.inv(np.vstack([matrix, [0.0, 0.0, 1.0]]))[:2], dtype=np.float64)


def size_of(matrix: Floats) -> float:
    """Return by how much a map enlarges lengths, on the mean of both directions."""
    return float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))


def extremes_of(matrix: Floats) -> tuple[float, float]:
    """Return by how much a map enlarges lengths, in the direction in which most and in which least."""
    most, least = np.linalg.svd(matrix[:, :2], compute_uv=False).tolist()
    return most, least


def middles(rows: int, columns: int, width: float, height: float) -> tuple[Floats, Floats]:
    """Return x and y of the middles of a picture's cells, each (rows, columns), in longer sides."""
    down, across = np.meshgrid(
        (np.arange(rows) + 0.5) / rows * height, (np.arange(columns) + 0.5) / columns * width, indexing="ij"
    )
    return across, down


def shown(x: Floats, y: Floats, sides: tuple[float, ...], *, edge: float = EDGE) -> Flags:
    """Tell which places lie in a picture with these sides, and not at its edge."""
    return np.asarray((x > edge) & (y > edge) & (x < sides[0] - edge) & (y < sides[1] - edge))


def within(part: Box | None, shape: tuple[int, ...]) -> Flags:
    """Return the cells of a grid whose middle lies in a part of the picture."""
    across, down = middles(shape[0], shape[1], 1.0, 1.0)
    if part is None:
        return np.ones(shape, dtype=bool)
    return np.asarray((across > part.left) & (across < part.right) & (down > part.top) & (down < part.bottom))


def part_of(whole: Box | None, part: Box) -> Box:
    """Return where a part of a part of the picture lies in the picture; None stands for all of it."""
    whole = whole or WHOLE
    width, height = whole.right - whole.left, whole.bottom - whole.top
    return Box(
        left=whole.left + part.left * width,
        top=whole.top + part.top * height,
        right=whole.left + part.right * width,
        bottom=whole.top + part.bottom * height,
    )


def common_part(one: Box, other: Box) -> Box:
    """Return what lies in both of two parts of a picture that overlap."""
    return Box(
        left=max(one.left, other.left),
        top=max(one.top, other.top),
        right=min(one.right, other.right),
        bottom=min(one.bottom, other.bottom),
    )


def common_area(one: Box, other: Box) -> float:
    """Return how much of a picture lies in both of two parts of it, from 0 to 1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0.0) * max(height, 0.0)


def flipped(box: Box) -> Box:
    """Return where a part of a picture lies when the picture is flipped left to right."""
    return replace(box, left=1 - box.right, right=1 - box.left)


def distinct_spots(xy: Floats) -> int:
    """Count places, (n, 2) in longer sides; those that crowd in one spot of the picture count once."""
    return len(np.unique((xy * SPOTS).astype(np.int64) @ (1, 1 << 20)))


def cells_of(thumbs: Thumbs) -> Cells:
    """Return small pictures as they are compared, (keyframes, rows, columns)."""
    return np.frombuffer(thumbs.cells, dtype=np.uint8).reshape(-1, thumbs.rows, thumbs.columns)


def sampled(
    pictures: Cells | NDArray[np.float32], x: Floats, y: Floats, sides: tuple[float, ...]
) -> NDArray[np.float32]:
    """Return (n, rows, columns): pictures with these sides at the places x, y of (rows, columns)."""
    rows, columns = pictures.shape[1:]
    return resample(pictures, x * (columns / sides[0]) - 0.5, y * (rows / sides[1]) - 0.5)
