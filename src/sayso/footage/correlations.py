"""How alike two runs of laid pictures are: in all, frame by frame, and around each moment.

All take (n, cells) of the one and of the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NOISE = 1.0  # grey levels squared: what coding leaves in a cell where nothing moves
WINDOW = 9  # samples over which it is asked whether two still move alike


def correlated(a: Floats, b: Floats, weights: Floats) -> float:
    """Return the correlation of two runs that have a mean of 0, with a weight for each cell."""
    product, own, other = ((x * y).sum(axis=0) @ weights for x, y in ((a, b), (a, a), (b, b)))
    return float(product / np.sqrt(max(own * other, 1e-6)))


def of_all(a: Floats, b: Floats) -> float:
    """Return the correlation of how cells differ from their mean over time, all cells alike."""
    return correlated(a - a.mean(axis=0), b - b.mean(axis=0), np.ones(a.shape[1]))


def both_move(moved_a: Floats, moved_b: Floats) -> tuple[Floats, Floats]:
    """Return (cells,) the lesser of two energies, and weights: cells in which only one moves count little.

    Args:
        moved_a, moved_b: how cells differ from their mean over time.
    """
    energies = (moved_a**2).mean(axis=0), (moved_b**2).mean(axis=0)
    less, more = np.minimum(*energies), np.maximum(*energies)
    return less, (less + NOISE) / (more + NOISE)


def by_frame(a: Floats, b: Floats) -> Floats:
    """Return how alike the two look, frame by frame."""
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    norms = np.sqrt(np.maximum((a * a).sum(axis=1) * (b * b).sum(axis=1), 1e-6))
    return np.asarray((a * b).sum(axis=1) / norms, dtype=np.float64)


def by_time(a: Floats, b: Floats) -> Floats:
    """Return how alike the two move around each sample; 0.5 where too little moves to tell."""
    window = np.ones(min(WINDOW, len(a)))
    sums = [np.convolve((x * y).sum(axis=1), window, mode="same") for x, y in ((a, b), (a, a), (b, b))]
    tells = np.minimum(sums[1], sums[2]) > len(window) * a.shape[1] * NOISE
    return np.where(tells, sums[0] / np.sqrt(np.maximum(sums[1] * sums[2], 1e-6)), 0.5)
