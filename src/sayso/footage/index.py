"""Indexes of binary fingerprints, searched by Hamming distance. Only this module imports faiss.

`HashIndex` is exact. `PatchIndex` is exact while it is small, and looks only into
the likeliest lists once it is large. `plain_within` is the same search without an
index: slower, and the oracle that both are tested against.
"""

from __future__ import annotations

from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint8]  # (n, bytes), first bit highest

LISTS = 4096
LISTS_FROM = 250_000  # codes: fewer are compared one and all
# Of the nearest codes that lie 10 to 14 bits away, 98 of 100 are in the first 32 lists, of those at 15 to 20
# bits 93: 3,933 local features of the benchmark's queries among 216,130.
PROBED = 32
MOST_NEAREST = 30  # a query, from lists
TRAINED_ON = 120_000  # codes, evenly taken of those that are there when lists are made
ROUNDS = 3  # of moving the lists' middles

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
        return _within(self._index, queries, distance_bits)


class PatchIndex:
    """Codes of one length in the order in which they were added, for many queries at once.

    Up to `lists_from` codes it gives what `HashIndex` gives. Beyond, codes lie in lists
    around middles that were fitted to the first of them, and of each query the
    `MOST_NEAREST` in the `PROBED` likeliest lists are given; which those are is
    settled by the codes and their order, not by chance. Memory is 24 bytes a code of 128 bits.
    """

    def __init__(self, bits: int, *, lists_from: int = LISTS_FROM, lists: int = LISTS) -> None:
        self.bits = bits
        self._lists_from, self._lists = lists_from, lists
        self._flat = faiss.IndexBinaryFlat(bits)
        self._quantizer = faiss.IndexBinaryFlat(bits)  # kept here, as faiss holds no reference of its own
        self._inverted: faiss.IndexBinaryIVF | None = None

    def __len__(self) -> int:
        return int((self._inverted or self._flat).ntotal)

    @property
    def is_exact(self) -> bool:
        """Whether every code is still compared."""
        return self._inverted is None

    def add(self, codes: Packed) -> None:
        """Append (n, bits / 8) codes; the first gets the row `len(self)`."""
        if not len(codes):
            return
        (self._inverted or self._flat).add(np.ascontiguousarray(codes))
        if self.is_exact and len(self) > self._lists_from:
            self._to_lists()

    def near(self, queries: Packed, distance_bits: int) -> Hits:
        """Return pairs of a query and an added code that differ in at most `distance_bits`.

        All of them while `is_exact`; else the nearest of each query.
        """
        if not len(queries) or not len(self):
            return _no_hits()
        if self._inverted is None:
            return _within(self._flat, queries, distance_bits)
        distances, rows = self._inverted.search(np.ascontiguousarray(queries), MOST_NEAREST)
        query, place = np.nonzero((distances <= distance_bits) & (rows >= 0))
        return _sorted(query, rows[query, place], distances[query, place].astype(np.int64))

    def _to_lists(self) -> None:
        codes = self._flat.reconstruct_n(0, len(self))
        self._quantizer.add(_middles(codes, self._lists))
        inverted = faiss.IndexBinaryIVF(self._quantizer, self.bits, self._lists)
        inverted.nprobe = min(PROBED, self._lists)
        inverted.train(codes[:1])  # takes the middles as they are
        inverted.add(codes)
        self._inverted = inverted
        self._flat.reset()


def _middles(codes: Packed, lists: int) -> Packed:
    """Return `lists` codes around which the others lie: each the majority of those nearest to it."""
    sample = codes[np.linspace(0, len(codes) - 1, min(len(codes), TRAINED_ON)).astype(np.int64)]
    middles = sample[np.linspace(0, len(sample) - 1, lists).astype(np.int64)].copy()
    bits = np.unpackbits(sample, axis=1)
    for _ in range(ROUNDS):
        quantizer = faiss.IndexBinaryFlat(codes.shape[1] * 8)
        quantizer.add(middles)
        nearest = quantizer.search(sample, 1)[1][:, 0]
        order = np.argsort(nearest, kind="stable")
        used, starts, counts = np.unique(nearest[order], return_index=True, return_counts=True)
        ones = np.add.reduceat(bits[order], starts, axis=0, dtype=np.int64)
        middles[used] = np.packbits(2 * ones > counts[:, None], axis=1)
    return middles


def _within(index: faiss.IndexBinaryFlat, queries: Packed, distance_bits: int) -> Hits:
    # faiss leaves out pairs at exactly the radius.
    limits, distances, rows = index.range_search(np.ascontiguousarray(queries), distance_bits + 1)
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
