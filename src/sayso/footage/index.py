"""The index of whole-frame fingerprints: exact search by Hamming distance. Only this module imports faiss.

`plain_within` is the same search without an index: slower, and the oracle that
the index is tested against.
"""

from __future__ import annotations

from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint8]  # (n, bytes), first bit highest

PLAIN_BLOCK = 1024  # queries compared at once; bounds the memory of the plain search


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs of hashes that are near: columns of one length, by query and then by row."""

    queries: NDArray[np.int64]  # row among the queries
    rows: NDArray[np.int64]  # row among all that was added
    distances: NDArray[np.int64]  # bits


class HashIndex:
    """Hashes of one length, in the order in which they were added.

    Memory is the hashes themselves: 32 bytes each for 256 bits.
    """

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._index = faiss.IndexBinaryFlat(bits)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, hashes: Packed) -> None:
        """Append (n, bits / 8) hashes; the first gets the row `len(self)`."""
        if len(hashes):
            self._index.add(np.ascontiguousarray(hashes))

    def within(self, queries: Packed, distance_bits: int) -> Hits:
        """Return every pair of a query and an added hash that differ in at most `distance_bits`."""
        if not len(queries) or not len(self):
            return _no_hits()
        # faiss leaves out pairs at exactly the radius.
        limits, distances, rows = self._index.range_search(np.ascontiguousarray(queries), distance_bits + 1)
        found = np.repeat(np.arange(len(queries)), np.diff(limits.astype(np.int64)))
        return _sorted(found, rows.astype(np.int64), distances.astype(np.int64))


def plain_within(queries: Packed, hashes: Packed, distance_bits: int) -> Hits:
    """Return what `HashIndex.within` returns, by comparing every pair."""
    parts = []
    for start in range(0, len(queries), PLAIN_BLOCK):
        block = queries[start : start + PLAIN_BLOCK]
        distances = np.bitwise_count(block[:, None] ^ hashes[None, :]).sum(axis=2, dtype=np.int64)
        near, rows = np.nonzero(distances <= distance_bits)
        parts.append((near + start, rows, distances[near, rows]))
    if not parts:
        return _no_hits()
    return _sorted(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _sorted(queries: NDArray[np.int64], rows: NDArray[np.int64], distances: NDArray[np.int64]) -> Hits:
    order = np.lexsort((rows, queries))
    return Hits(queries[order], rows[order], distances[order])


def _no_hits() -> Hits:
    empty = np.empty(0, dtype=np.int64)
    return Hits(empty, empty, empty)
