"""The index of hashes finds exactly what plain search finds, also when it grows."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.footage.index import HashIndex, plain_within


def near_hashes(chance, count, base):
    """Return hashes some of which are near one of `base`."""
    hashes = chance.integers(0, 256, (count, 32), dtype=np.uint8)
    for row in range(0, count, 2):
        hashes[row] = base[row % len(base)]
        flips = chance.choice(256, int(chance.integers(0, 90)), replace=False)
        hashes[row] ^= np.packbits(np.isin(np.arange(256), flips))
    return hashes


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(0, 12), st.integers(0, 256))
def test_the_index_finds_what_comparing_every_pair_finds(seed, kept, asked, distance_bits):
    chance = np.random.default_rng(seed)
    base = chance.integers(0, 256, (3, 32), dtype=np.uint8)
    rows, queries = near_hashes(chance, kept, base), near_hashes(chance, asked, base)
    index = HashIndex(256)
    index.add(rows[: kept // 3])
    index.add(rows[kept // 3 :])

    found, expected = index.within(queries, distance_bits), plain_within(queries, rows, distance_bits)

    assert found.queries.tolist() == expected.queries.tolist()
    assert found.rows.tolist() == expected.rows.tolist()
    assert found.distances.tolist() == expected.distances.tolist()


def test_a_hash_at_exactly_the_distance_is_found_and_one_bit_further_is_not():
    index = HashIndex(256)
    index.add(np.zeros((1, 32), dtype=np.uint8))
    query = np.packbits(np.arange(256) < 31)[None]

    assert index.within(query, 31).distances.tolist() == [31]
    assert index.within(query, 30).distances.tolist() == []


def test_an_empty_index_finds_nothing():
    assert len(HashIndex(256).within(np.zeros((2, 32), dtype=np.uint8), 256).rows) == 0
