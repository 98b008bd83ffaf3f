"""Indexes of binary fingerprints, searched by Hamming distance. Only this module imports faiss.

`HashIndex` is exact. `PatchIndex` is exact while it is small, and looks only into
the likeliest lists once it is large. Both hold plain arrays, which may be mapped from
files, and use only faiss's comparisons: of binary inverted lists faiss maps whole files of
its own, which cannot grow. `sayso.footage.hits.plain_within` is the
same search without an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from sayso.footage.hits import NO_ROWS, Hits, Ints, Packed, in_order, lie_within, nearest, no_hits, together

LISTS = 4096
LISTS_FROM = 250_000  # codes: fewer are compared one and all
# Of the nearest codes that lie 10 to 14 bits away, 99.7 of 100 are in the first 64 lists, of those at 15 to
# 20 bits 98; in the first 32, 98.6 and 95: 5,910 local features of the benchmark's queries among 86,093.
PROBED = 64
MOST_NEAR = 200  # a query, where all codes are compared: one that is near to more stands still in a long take
MOST_NEAREST = 40  # a query, from lists; more than the search takes for one that says nothing
TRAINED_ON = 120_000  # codes, evenly taken of those that are there when lists are made
ROUNDS = 3  # of moving the lists' middles

BLOCK_PAIRS = 1 << 20  # compared at once; their matches need 20 MB at most
SETTLED_AT = 1 << 21  # pairs, 50 MB: with so many new ones those that are not among the nearest are let go
SMALL_ROWS = 1 << 16  # arrays with fewer are put together before a search
MOST_PARTS = 8  # of lists; more are put together before a search

faiss.omp_set_num_threads(1)


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Codes in lists around middles: list `n` is rows [starts[n], starts[n + 1])."""

    starts: Ints
    codes: Packed
    rows: NDArray[np.uint32]  # which of the codes, in the order in which they came

    def __len__(self) -> int:
        return len(self.rows)


class HashIndex:
    """Hashes of one length, in the order in which they were added.

    Memory is the hashes themselves, 32 bytes each for 256 bits; none where they are mapped from a file.
    """

    def __init__(self) -> None:
        self._parts: list[Packed] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, hashes: Packed) -> None:
        """Append (n, bytes) hashes; the first gets the row `len(self)`."""
        if len(hashes):
            self._parts.append(hashes)
            self._count += len(hashes)

    def within(
        self, queries: Packed, distance_bits: int, *, most: int | None = None, left_out: Ints = NO_ROWS
    ) -> Hits:
        """Return every pair of a query and an added hash that differ in at most `distance_bits`.

        Args:
            most: give only so many of each query, the nearest, of those equally near the ones added first.
            left_out: edges of rows, as of `edges_of`, that are as if they had not been added.
        """
        self._parts = _joined(self._parts)
        compare = _Comparison(distance_bits, len(queries), most, left_out)
        return _within(self._parts, queries, compare)


class PatchIndex:
    """Codes of one length in the order in which they were added, for many queries at once.

    Up to `lists_from` codes it gives what `HashIndex` gives when it is asked for the `MOST_NEAR` nearest.
    Beyond, codes lie in lists around middles that were fitted to the first of them, and of each query the
    `MOST_NEAREST` in the `PROBED` likeliest lists are given; which those are is settled by the
    codes and their order, not by chance, nor by how many were added at once.
    Memory is 20 bytes a code of 128 bits; none where they are mapped from a file.
    """

    def __init__(self, *, lists_from: int = LISTS_FROM, lists: int = LISTS) -> None:
        self.middles: Packed | None = None
        self._lists_from, self._lists = lists_from, lists
        self._waiting: list[Packed] = []  # not in lists: all of them while it is small
        self._parts: list[Lists] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def is_exact(self) -> bool:
        """Whether every code is still compared."""
        return self.middles is None

    @property
    def most(self) -> int:
        """How many pairs of one query are given at most."""
        return MOST_NEAR if self.is_exact else MOST_NEAREST

    def add(self, codes: Packed) -> None:
        """Append (n, bytes) codes; the first gets the row `len(self)`.

        Where lists are to come out the same, codes must be handed over in the same pieces
        until there are `lists_from`: the piece that goes beyond belongs to what middles are fitted to.
        """
        if not len(codes):
            return
        self._waiting.append(codes)
        self._count += len(codes)
        if self.middles is None and self._count > self._lists_from:
            self.middles = middles_of(np.concatenate(self._waiting), self._lists)

    def add_lists(self, lists: Lists, middles: Packed) -> None:
        """Append codes that lie in lists around these middles already, which must be those in use."""
        self._settle()
        self.middles = middles if self.middles is None else self.middles
        if len(lists):
            self._parts.append(lists)
            self._count += len(lists)

    def near(self, queries: Packed, distance_bits: int, *, left_out: Ints = NO_ROWS) -> Hits:
        """Return pairs of a query and an added code that differ in at most `distance_bits`.

        All of them while `is_exact`, but for a query with very many; else the nearest of each query.

        Args:
            left_out: edges of rows, as of `edges_of`, that are no pair's and take no place of one that is.
        """
        compare = _Comparison(distance_bits, len(queries), self.most, left_out)
        if self.middles is None:
            self._waiting = _joined(self._waiting)
            return _within(self._waiting, queries, compare)
        self._settle()
        if len(self._parts) > MOST_PARTS:
            self._parts = [joined_lists(self._parts)]
        return _in_lists(self.middles, self._parts, queries, compare)

    def _settle(self) -> None:
        if self._waiting and self.middles is not None:
            self._parts.append(in_lists(self.middles, np.concatenate(self._waiting)))
            self._waiting = []


def middles_of(codes: Packed, lists: int = LISTS) -> Packed:
    """Return `lists` codes around which the others lie: each the majority of those nearest to it."""
    sample = codes[np.linspace(0, len(codes) - 1, min(len(codes), TRAINED_ON)).astype(np.int64)]
    middles = sample[np.linspace(0, len(sample) - 1, lists).astype(np.int64)].copy()
    bits = np.unpackbits(sample, axis=1)
    for _ in range(ROUNDS):
        nearest = _likeliest(middles, sample, 1)[:, 0]
        order = np.argsort(nearest, kind="stable")
        used, starts, counts = np.unique(nearest[order], return_index=True, return_counts=True)
        ones = np.add.reduceat(bits[order], starts, axis=0, dtype=np.int64)
        middles[used] = np.packbits(2 * ones > counts[:, None], axis=1)
    return middles


def in_lists(middles: Packed, codes: Packed) -> Lists:
    """Put codes into the lists whose middles are nearest."""
    nearest = _likeliest(middles, codes, 1)[:, 0] if len(codes) else np.empty(0, dtype=np.int64)
    order = np.argsort(nearest, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(nearest, minlength=len(middles)))])
    return Lists(starts.astype(np.int64), codes[order], order.astype(np.uint32))


def joined_lists(parts: Sequence[Lists]) -> Lists:
    """Put parts together whose codes came one part after the other; middles are the same for all."""
    sizes = np.array([len(part) for part in parts], dtype=np.int64)
    firsts = np.cumsum(sizes) - sizes
    counts = [np.diff(part.starts) for part in parts]
    belongs = np.concatenate([np.repeat(np.arange(len(count)), count) for count in counts])
    order = np.argsort(belongs, kind="stable")
    rows = np.concatenate([part.rows + np.uint32(first) for part, first in zip(parts, firsts, strict=True)])
    starts = np.concatenate([[0], np.cumsum(np.sum(counts, axis=0))]).astype(np.int64)
    return Lists(starts, np.concatenate([part.codes for part in parts])[order], rows[order])


def _likeliest(middles: Packed, codes: Packed, count: int) -> Ints:
    """Return (n, count): the lists whose middles are nearest to each code, the nearest first."""
    quantizer = faiss.IndexBinaryFlat(middles.shape[1] * 8)
    quantizer.add(np.ascontiguousarray(middles))
    return np.asarray(quantizer.search(np.ascontiguousarray(codes), count)[1], dtype=np.int64)


def _in_lists(middles: Packed, parts: Sequence[Lists], queries: Packed, compare: _Comparison) -> Hits:
    """Return of each query the nearest pairs in its likeliest lists."""
    if not len(queries):
        return no_hits()
    probed = min(PROBED, len(middles))
    lists = _likeliest(middles, queries, probed).ravel()
    order = np.argsort(lists, kind="stable")
    used, firsts = np.unique(lists[order], return_index=True)
    for list_, asked in zip(used.tolist(), np.split(order // probed, firsts[1:]), strict=True):
        theirs = np.ascontiguousarray(queries[asked])
        first = 0
        for part in parts:
            start, end = int(part.starts[list_]), int(part.starts[list_ + 1])
            for ours, found, apart in compare(theirs, part.codes[start:end]):
                compare.keep(asked[ours], part.rows[start + found].astype(np.int64) + first, apart)
            first += len(part)
    return compare.hits()


def _within(parts: Iterable[Packed], queries: Packed, compare: _Comparison) -> Hits:
    first = 0
    for part in parts:
        for ours, found, apart in compare(np.ascontiguousarray(queries), part):
            compare.keep(ours, found + first, apart)
        first += len(part)
    return compare.hits()


class _Comparison:
    """Compares codes with codes, block by block, and gathers pairs that are near, or the nearest of them.

    Where only the nearest are asked for, a query that has enough takes only what is nearer than the
    farthest of them; so memory is bounded, however alike the codes are.
    """

    def __init__(self, distance_bits: int, queries: int, most: int | None, left_out: Ints) -> None:
        self._limit, self._most, self._left_out = distance_bits, most, left_out
        self._limits = np.full(queries, distance_bits + 1)  # a query takes what is nearer than this
        self._pairs = np.empty((BLOCK_PAIRS, 2), dtype=np.int64)
        self._apart = np.empty(BLOCK_PAIRS, dtype=np.int32)
        self._kept: list[Hits] = []
        self._settled, self._unsettled = 0, 0  # pairs kept: the nearest of what came before, and since

    def __call__(self, queries: Packed, codes: Packed) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Yield rows of the queries, rows of the codes, and bits between them."""
        for start in range(0, len(queries), BLOCK_PAIRS // 1024):
            some = queries[start : start + BLOCK_PAIRS // 1024]
            step = BLOCK_PAIRS // max(1, len(some))
            for first in range(0, len(codes), step):
                count = self._match(some, codes[first : first + step])
                if count:
                    pairs = self._pairs[:count]
                    yield pairs[:, 0] + start, pairs[:, 1] + first, self._apart[:count].astype(np.int64)

    def keep(self, queries: Ints, rows: Ints, distances: Ints) -> None:
        """Keep pairs for `hits`, but for those of rows that are left out."""
        if len(self._left_out):
            counted = ~lie_within(rows, self._left_out)
            queries, rows, distances = queries[counted], rows[counted], distances[counted]
        if self._most is None:
            self._kept.append(Hits(queries, rows, distances))
            return
        nearer = distances < self._limits[queries]
        self._kept.append(Hits(queries[nearer], rows[nearer], distances[nearer]))
        self._unsettled += len(self._kept[-1].queries)
        if self._unsettled > max(SETTLED_AT, self._settled):
            self._settle(self._most)

    def _settle(self, most: int) -> None:
        """Let go what is not among the nearest, and take only what is nearer from now on."""
        kept = nearest(together(self._kept), most)
        self._kept, self._settled, self._unsettled = [kept], len(kept.queries), 0
        full = np.bincount(kept.queries, minlength=len(self._limits)) >= most
        farthest = np.zeros_like(self._limits)
        np.maximum.at(farthest, kept.queries, kept.distances)
        self._limits[full] = farthest[full]

    def hits(self) -> Hits:
        """Return what was kept, in order."""
        hits = together(self._kept)
        hits = hits if self._most is None else nearest(hits, self._most)
        return in_order(hits)

    def _match(self, queries: Packed, codes: Packed) -> int:
        codes = np.ascontiguousarray(codes)
        pointers = [faiss.swig_ptr(array) for array in (queries, codes, self._pairs, self._apart)]
        sizes = len(queries), len(codes), self._limit, queries.shape[1]
        match = faiss.match_hamming_thres  # type: ignore[attr-defined]  # its stub lacks it
        return int(match(pointers[0], pointers[1], *sizes, pointers[2], pointers[3]))


def _joined(parts: list[Packed]) -> list[Packed]:
    """Put neighbouring small arrays together."""
    joined: list[list[Packed]] = []
    for part in parts:
        if joined and len(part) < SMALL_ROWS and len(joined[-1][0]) < SMALL_ROWS:
            joined[-1].append(part)
        else:
            joined.append([part])
    return [group[0] if len(group) == 1 else np.concatenate(group) for group in joined]
