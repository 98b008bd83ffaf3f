"""Codes of sound in the order in which they were added, found again within two bits by sorting."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.hits import NO_ROWS, Hits, Ints, in_order, lie_within, together

Codes = NDArray[np.uint32]

BITS = 32
BLOCK = 4096  # codes of a query (8 minutes) looked up at once: 60 MB


class CodeIndex:
    """Codes in the order in which they were added: found again within two bits by sorting.

    Memory is 16 bytes a code, about 130 a second of sound.
    """

    def __init__(self) -> None:
        self._parts: list[Codes] = []
        self._count = 0
        self._sorted: tuple[Codes, Ints] | None = None

    def __len__(self) -> int:
        return self._count

    def add(self, codes: Codes) -> None:
        """Append codes; the first gets the row `len(self)`."""
        self._parts.append(codes)
        self._count += len(codes)
        self._sorted = None

    def within(
        self, queries: Codes, distance_bits: int, *, most: int | None = None, left_out: Ints = NO_ROWS
    ) -> Hits:
        """Return every pair of a query and an added code that differ in at most `distance_bits`.

        Args:
            most: leave out queries that have more pairs than this.
            left_out: edges of rows, as of `edges_of`, that are as if they had not been added.
        """
        flips, among = _flips(distance_bits), self._in_order(left_out)
        parts = [
            _within(among, queries[start : start + BLOCK], start, flips, most)
            for start in range(0, len(queries), BLOCK)
        ]
        return in_order(together(parts))

    def _in_order(self, left_out: Ints) -> tuple[Codes, Ints]:
        """Return the codes by value, and their rows, but for those left out."""
        if self._sorted is None:
            joined = np.concatenate([np.empty(0, dtype=np.uint32), *self._parts])
            rows = np.argsort(joined, kind="stable")
            self._sorted = joined[rows], rows
        codes, rows = self._sorted
        if not len(left_out):
            return codes, rows
        counted = ~lie_within(rows, left_out)
        return codes[counted], rows[counted]


def _within(among: tuple[Codes, Ints], queries: Codes, start: int, flips: Codes, most: int | None) -> Hits:
    """Return the pairs of some queries, of which the first has the number `start`."""
    codes, rows = among
    wanted = (queries[:, None] ^ flips[None]).ravel()
    left, right = np.searchsorted(codes, wanted, "left"), np.searchsorted(codes, wanted, "right")
    counts = right - left
    if most is not None:
        each = counts.reshape(len(queries), -1)
        counts = np.where(each.sum(axis=1, keepdims=True) > most, 0, each).ravel()
    asked = np.repeat(np.arange(len(wanted)), counts)
    places = np.arange(len(asked)) - np.repeat(np.cumsum(counts) - counts, counts) + left[asked]
    distances = np.bitwise_count(flips)[asked % len(flips)].astype(np.int64)
    return Hits(asked // len(flips) + start, rows[places], distances)


def _flips(most: int) -> Codes:
    """Return all 32-bit patterns with at most `most` bits set."""
    chosen = (bits for count in range(most + 1) for bits in combinations(range(BITS), count))
    patterns = [sum(1 << bit for bit in bits) for bits in chosen]
    return np.array(patterns, dtype=np.uint32)
