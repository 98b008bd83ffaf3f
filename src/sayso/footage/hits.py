"""Pairs of fingerprints that are near to each other, and how a search for them is tested.

`plain_within` compares every pair: slower than the indexes, and the oracle that they are tested against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint8]  # (n, bytes), first bit highest
Ints = NDArray[np.int64]

NO_ROWS: Ints = np.empty(0, dtype=np.int64)
PLAIN_BLOCK = 1024  # queries compared at once; bounds the memory of the plain search


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs of hashes that are near: columns of one length, by query and then by row."""

    queries: Ints  # row among the queries
    rows: Ints  # row among all that was added
    distances: Ints  # bits

    def take(self, which: NDArray[np.bool_]) -> Hits:
        """Return some of the pairs."""
        return Hits(self.queries[which], self.rows[which], self.distances[which])


def edges_of(firsts: Ints, owners: Iterable[int]) -> Ints:
    """Return where the rows of some owners begin and end, one after the other: [first, end, first, end, ...].

    Args:
        firsts: the first row of each owner, and behind the last one's.
        owners: in rising order.
    """
    places = np.fromiter(owners, dtype=np.int64)
    return np.stack([firsts[places], firsts[places + 1]], axis=1).ravel()


def lie_within(rows: Ints, edges: Ints) -> NDArray[np.bool_]:
    """Tell which rows lie within the stretches with these edges."""
    return np.asarray(np.searchsorted(edges, rows, side="right") % 2 == 1)


def together(parts: Sequence[Hits]) -> Hits:
    """Return the pairs of several parts, one part after the other."""
    queries, rows, distances = (
        np.concatenate([np.empty(0, dtype=np.int64), *(getattr(part, name) for part in parts)])
        for name in ("queries", "rows", "distances")
    )
    return Hits(queries, rows, distances)


def nearest(hits: Hits, most: int) -> Hits:
    """Keep the `most` nearest of each query, of those equally near the ones that come first."""
    order = np.lexsort((hits.distances, hits.queries))
    queries = hits.queries[order]
    rank = np.arange(len(order)) - np.searchsorted(queries, queries, side="left")
    kept = np.sort(order[rank < most])
    return Hits(hits.queries[kept], hits.rows[kept], hits.distances[kept])


def in_order(hits: Hits) -> Hits:
    """Return pairs by query, and then by row."""
    order = np.lexsort((hits.rows, hits.queries))
    return Hits(hits.queries[order], hits.rows[order], hits.distances[order])


def no_hits() -> Hits:
    """Return no pair."""
    return Hits(NO_ROWS, NO_ROWS, NO_ROWS)


def plain_within(queries: Packed, hashes: Packed, distance_bits: int) -> Hits:
    """Return what `HashIndex.within` returns, by comparing every pair."""
    parts = []
    for start in range(0, len(queries), PLAIN_BLOCK):
        block = queries[start : start + PLAIN_BLOCK]
        distances = np.bitwise_count(block[:, None] ^ hashes[None, :]).sum(axis=2, dtype=np.int64)
        near, rows = np.nonzero(distances <= distance_bits)
        parts.append(Hits(near + start, rows, distances[near, rows]))
    if not parts:
        return no_hits()
    return in_order(together(parts))
