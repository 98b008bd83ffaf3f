"""Laying one picture exactly on another: a map that is about right is moved until both look most alike.

All frames of an aligned stretch are used at once, in thumbs, so that a map that local
features gave of two frames from slightly different moments becomes that of the whole stretch.

Source: Baker and Matthews, "Lucas-Kanade 20 years on: a unifying framework" (2004).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.maps import extremes_of, inverse, middles, sampled, size_of
from sayso.footage.motion import Exact
from sayso.footage.overlay import LEAST_CELLS, Comparison, along, between
from sayso.footage.pictures import soften
from sayso.footage.types import Box

Floats = NDArray[np.float64]

MOST_FRAMES = 24  # of a stretch, evenly taken
LEAST_FRAMES = 4
# Cells of the found one by which it is softened, rounds, and whether only a similarity is fitted.
STAGES = ((2.2, 6, True), (0.8, 5, False))
LEAST_SOFT = 0.4  # cells of the query
LEAST_SPREAD = 2.0  # grey levels: plainer frames do not count more
ENOUGH = 2e-4  # longer sides: a smaller step ends a stage
MOST_STRETCHED = 1.4  # a picture's one direction against its other one
MOST_RESIZED = 1.67  # of the map that was given
SIZES = (0.15, 7.0)  # of the query in the found picture, at least and at most


def registered(comparison: Comparison, matrix: Floats, found_part: Box | None, best: Exact) -> Floats | None:
    """Return the map, near to `matrix`, under which two aligned stretches look most alike.

    None where too little overlaps, or where what comes out is no map that a camera makes.

    Args:
        matrix: (2, 3), as in `Comparison.over`.
        best: how the two are aligned.
    """
    at, shown = along(best.speed, best.shift, len(comparison.cells), len(comparison.found.cells))
    if len(shown) < LEAST_FRAMES:
        return None
    shown = shown[np.linspace(0, len(shown) - 1, min(len(shown), MOST_FRAMES)).astype(np.int64)]
    ours = comparison.cells[shown].astype(np.float32)
    theirs = between(comparison.found.cells.astype(np.float64), at[shown])
    given = matrix
    for softness, rounds, only_similar in STAGES:
        own = max(LEAST_SOFT, softness / _cells_across(comparison, given))
        pictures = soften(ours, own), soften(theirs.astype(np.float32), softness)
        for _ in range(rounds):
            step = _step(comparison, matrix, found_part, pictures, only_similar=only_similar)
            if step is None:
                return None
            matrix = _moved(matrix, step)
            if not is_plausible(matrix, given):
                return None
            if np.abs(step).max() < ENOUGH:
                break
    return matrix


def _cells_across(comparison: Comparison, matrix: Floats) -> float:
    """Return how many cells of the found picture one of the query's is wide."""
    ours, theirs = (
        each.shape[2] / width
        for each, width in zip((comparison.cells, comparison.found.cells), comparison.sides[::2], strict=True)
    )
    return float(size_of(matrix) * theirs / ours)


def _step(
    comparison: Comparison,
    matrix: Floats,
    found_part: Box | None,
    pictures: tuple[NDArray[np.float32], NDArray[np.float32]],
    *,
    only_similar: bool,
) -> Floats | None:
    """Return by how much the inverse map is to be moved, (2, 3), or None where nothing is covered."""
    x, y, covered = comparison.places(matrix, found_part)
    if covered.sum() < LEAST_CELLS:
        return None
    ours, theirs = pictures
    rows, columns = ours.shape[1:]
    width, height, found_width, found_height = comparison.sides
    scale_x, scale_y = columns / width, rows / height
    slope_y, slope_x = np.gradient(ours, axis=(1, 2))
    laid, right, down = (
        sampled(each, x, y, (width, height))[:, covered].astype(np.float64)
        for each in (ours, slope_x * scale_x, slope_y * scale_y)
    )
    spread = np.maximum(laid.std(axis=1, keepdims=True), LEAST_SPREAD)
    right, down = right / spread, down / spread
    off = evened(theirs[:, covered].astype(np.float64)) - evened(laid)
    found_rows, found_columns = covered.shape
    across, along = (each[covered] for each in middles(found_rows, found_columns, found_width, found_height))
    slopes = [right * across, right * along, right, down * across, down * along, down]
    if only_similar:
        slopes = [slopes[0] + slopes[4], slopes[3] - slopes[1], slopes[2], slopes[5]]
    solved = least_squares(np.stack([each.ravel() for each in slopes], axis=1), off.ravel())
    if not np.isfinite(solved).all():
        return None
    if only_similar:
        a, b, right_by, down_by = solved
        return np.array([[a, -b, right_by], [b, a, down_by]])
    return solved.reshape(2, 3)


def evened(frames: Floats) -> Floats:
    """Return frames without their own brightness and contrast."""
    spread = np.maximum(frames.std(axis=1, keepdims=True), LEAST_SPREAD)
    return np.asarray((frames - frames.mean(axis=1, keepdims=True)) / spread)


def least_squares(slopes: Floats, off: Floats) -> Floats:
    """Solve for small steps; what is far off counts less, as it is a caption or something that moves."""
    usual = 1.4826 * float(np.median(np.abs(off))) + 1e-3
    weights = 1 / (1 + (off / (2 * usual)) ** 2)
    weighted = slopes * weights[:, None]
    normal = slopes.T @ weighted
    damping = 1e-3 * np.trace(normal) / len(normal) + 1e-9
    return np.asarray(np.linalg.solve(normal + damping * np.eye(len(normal)), weighted.T @ off))


def _moved(matrix: Floats, step: Floats) -> Floats:
    return inverse(inverse(matrix) + step)


def is_plausible(matrix: Floats, given: Floats) -> bool:
    """Tell whether crops, resizing and tilted screens make such a map, and it is near the given one."""
    if not np.isfinite(matrix).all():
        return False
    longest, shortest = extremes_of(matrix)
    if shortest < SIZES[0] or longest > SIZES[1] or longest > MOST_STRETCHED * shortest:
        return False
    resized = size_of(matrix) / size_of(given)
    return bool(1 / MOST_RESIZED < resized < MOST_RESIZED)
