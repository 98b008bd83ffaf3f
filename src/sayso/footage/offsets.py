"""At which offsets and speeds two stretches look most alike: all of them, tried at once.

Only sums over time are needed, so each costs no more than the frames squared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPEEDS = (1.0, 0.5, 0.6, 2 / 3, 0.75, 0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.18, 1.25, 4 / 3, 1.5, 5 / 3, 2.0)
LEAST_SAMPLES = 4  # a second
LEAST_SHARE = 0.5  # of the shorter of two stretches that must overlap
FINE_SPEED = 1.2  # a faster one is tried at twice as many offsets, as its steps are wide
TRIED = 6  # offsets and speeds that are returned


def backward_offsets(ours: Floats, theirs: Floats) -> list[tuple[float, float]]:
    """Return what `coarse_offsets` does, for what is played backwards: all speeds are negative."""
    last = len(ours) - 1
    return [(-speed, shift + speed * last) for speed, shift in coarse_offsets(ours[::-1], theirs)]


def coarse_offsets(ours: Floats, theirs: Floats) -> list[tuple[float, float]]:
    """Return the speeds and shifts (in samples) that look most alike, of all with enough overlap.

    The found stretch is taken at each speed's steps, so that every shift pairs
    neighbours with neighbours, and sums over time come from running sums of
    products of whole frames: all shifts cost as much as the frames squared.
    """
    middle = theirs.mean(axis=0)
    ours, theirs = ours - middle, theirs - middle
    cross, own, other = ours @ theirs.T, ours @ ours.T, theirs @ theirs.T
    least = max(LEAST_SAMPLES, int(LEAST_SHARE * min(cross.shape)))
    scores: list[Floats] = []
    tried: list[Floats] = []
    for speed in SPEEDS:
        for phase in (0.0,) if speed <= FINE_SPEED else (0.0, speed / 2):
            at = np.rint(np.arange(phase, cross.shape[1] - 0.5, speed)).astype(np.int64)
            at = np.minimum(at, cross.shape[1] - 1)
            correlations, shifts = _by_shift(cross[:, at], own, other[np.ix_(at, at)], least)
            scores.append(correlations)
            tried.append(np.column_stack([np.full(len(shifts), speed), phase + speed * shifts]))
    best = np.argsort(-np.concatenate(scores), kind="stable")[:TRIED]
    return [(float(speed), float(shift)) for speed, shift in np.concatenate(tried)[best]]


def _by_shift(cross: Floats, own: Floats, other: Floats, least: int) -> tuple[Floats, NDArray[np.int64]]:
    """Return the correlation at every shift of whole samples that overlaps enough, and the shifts.

    Args:
        cross: (n, m) products of the query's frames with the found one's.
        own, other: (n, n) and (m, m) products of each one's frames with themselves.
    """
    count, width = cross.shape
    shifts = np.arange(1 - count, width)
    first, last = np.maximum(0, -shifts), np.minimum(count, width - shifts)  # of the query's frames
    enough = last - first >= least
    diagonals = _diagonal_sums(cross)[enough]
    shifts, first, last = shifts[enough], first[enough], last[enough]
    overlap = last - first
    own_at = np.concatenate([[0.0], np.cumsum(np.diagonal(own))])
    other_at = np.concatenate([[0.0], np.cumsum(np.diagonal(other))])
    query, found = (first, last), (first + shifts, last + shifts)
    together = diagonals - _block_sums(cross, query, found) / overlap
    spread = own_at[last] - own_at[first] - _block_sums(own, query, query) / overlap
    spread *= other_at[found[1]] - other_at[found[0]] - _block_sums(other, found, found) / overlap
    return together / np.sqrt(np.maximum(spread, 1e-6)), shifts


def _diagonal_sums(values: Floats) -> Floats:
    """Return the sum along every diagonal of an (n, m) table, from the lower left one on."""
    count, width = values.shape
    skewed = np.zeros((count, count + width))
    skewed[:, :width] = values[::-1]
    row = count + width - 1
    return np.asarray(skewed.ravel()[: count * row].reshape(count, row).sum(axis=0))


def _block_sums(
    values: Floats, rows: tuple[NDArray[np.int64], ...], columns: tuple[NDArray[np.int64], ...]
) -> Floats:
    """Return the sums of the blocks of a table from row and column `first` to before `last`."""
    running = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    running[1:, 1:] = values.cumsum(axis=0).cumsum(axis=1)
    (top, bottom), (left, right) = rows, columns
    return np.asarray(
        running[bottom, right] - running[top, right] - running[bottom, left] + running[top, left]
    )
