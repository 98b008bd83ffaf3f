"""The index of hashes finds exactly what plain search finds, also when it grows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.footage import index as index_module
from sayso.footage.hits import edges_of, lie_within, plain_within
from sayso.footage.index import HashIndex, PatchIndex


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
    index = HashIndex()
    index.add(rows[: kept // 3])
    index.add(rows[kept // 3 :])

    found, expected = index.within(queries, distance_bits), plain_within(queries, rows, distance_bits)

    assert found.queries.tolist() == expected.queries.tolist()
    assert found.rows.tolist() == expected.rows.tolist()
    assert found.distances.tolist() == expected.distances.tolist()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 8))
def test_asked_for_the_nearest_it_gives_those_of_each_query_however_seldom_it_thins_out(seed, kept, most):
    chance = np.random.default_rng(seed)
    base = chance.integers(0, 256, (2, 32), dtype=np.uint8)
    rows, queries = near_hashes(chance, kept, base), near_hashes(chance, 6, base)

    def found(settled_at):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index_module, "SETTLED_AT", settled_at)
            patch.setattr(index_module, "BLOCK_PAIRS", 4096)  # a few rows at a time
            index = HashIndex()
            index.add(rows)
            return index.within(queries, 120, most=most)

    every = plain_within(queries, rows, 120)
    expected = [
        (query, row)
        for query in range(len(queries))
        for _, row in sorted(
            zip(every.distances[every.queries == query], every.rows[every.queries == query], strict=True)
        )[:most]
    ]
    for answer in (found(1), found(1 << 20)):
        pairs = zip(answer.queries.tolist(), answer.rows.tolist(), strict=True)
        assert list(pairs) == sorted(expected)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 2**32 - 1), st.lists(st.integers(0, 9), min_size=5, max_size=5), st.sets(st.integers(0, 4))
)
def test_rows_that_are_left_out_take_no_place_of_those_that_are_not(seed, sizes, owners):
    chance = np.random.default_rng(seed)
    base = chance.integers(0, 256, (2, 32), dtype=np.uint8)
    rows, queries = near_hashes(chance, sum(sizes), base), near_hashes(chance, 5, base)
    firsts = np.concatenate([[0], np.cumsum(sizes)])
    left_out = edges_of(firsts, sorted(owners))
    counted = np.flatnonzero(~np.isin(np.repeat(np.arange(5), sizes), list(owners)))
    index, without = HashIndex(), HashIndex()
    index.add(rows)
    without.add(rows[counted])

    found, expected = (
        index.within(queries, 120, most=2, left_out=left_out),
        without.within(queries, 120, most=2),
    )

    assert np.flatnonzero(~lie_within(np.arange(len(rows)), left_out)).tolist() == counted.tolist()
    assert found.queries.tolist() == expected.queries.tolist()
    assert found.rows.tolist() == counted[expected.rows].tolist()
    assert found.distances.tolist() == expected.distances.tolist()


@pytest.mark.parametrize("lists_from", [100, 10_000])
def test_patches_that_are_left_out_take_no_place_of_those_that_are_not(lists_from, monkeypatch):
    monkeypatch.setattr(index_module, "MOST_NEAR", 3)
    monkeypatch.setattr(index_module, "MOST_NEAREST", 3)
    code = np.arange(16, dtype=np.uint8)[None]
    index = PatchIndex(lists_from=lists_from, lists=4)
    index.add(np.repeat(code, 200, axis=0))

    found = index.near(code, 20, left_out=np.array([0, 90, 90, 150]))

    assert found.rows.tolist() == [150, 151, 152]
    assert index.is_exact == (lists_from > 200)


def test_a_hash_at_exactly_the_distance_is_found_and_one_bit_further_is_not():
    index = HashIndex()
    index.add(np.zeros((1, 32), dtype=np.uint8))
    query = np.packbits(np.arange(256) < 31)[None]

    assert index.within(query, 31).distances.tolist() == [31]
    assert index.within(query, 30).distances.tolist() == []


def test_an_empty_index_finds_nothing():
    assert len(HashIndex().within(np.zeros((2, 32), dtype=np.uint8), 256).rows) == 0


def alike_codes(chance, count):
    """Return codes that lie in clouds, as those of pictures do."""
    middles = chance.integers(0, 256, (200, 16), dtype=np.uint8)
    noise = np.packbits(chance.random((count, 128)) < 0.08, axis=1)
    return middles[chance.integers(0, 200, count)] ^ noise


def test_a_small_index_of_patches_compares_every_pair():
    chance = np.random.default_rng(3)
    codes = alike_codes(chance, 300)
    index = PatchIndex(lists_from=300)
    index.add(codes)

    found, expected = index.near(codes[:20], 20), plain_within(codes[:20], codes, 20)

    assert index.is_exact
    assert found.rows.tolist() == expected.rows.tolist()


def test_a_large_index_of_patches_finds_nine_in_ten_of_the_nearest():
    chance = np.random.default_rng(4)
    codes = alike_codes(chance, 6000)
    asked = codes[::20] ^ np.packbits(chance.random((300, 128)) < 0.06, axis=1)
    index = PatchIndex(lists_from=2000, lists=256)
    for part in np.array_split(codes, 7):
        index.add(part)

    found, expected = index.near(asked, 20), plain_within(asked, codes, 20)

    assert not index.is_exact
    assert len(index) == len(codes)
    pairs = set(zip(found.queries.tolist(), found.rows.tolist(), strict=True))
    nearest = {}
    columns = (expected.queries, expected.rows, expected.distances)
    for query, row, distance in zip(*(column.tolist() for column in columns), strict=True):
        nearest[query] = min(nearest.get(query, (999, 0)), (distance, row))
    assert sum((query, row) in pairs for query, (_, row) in nearest.items()) >= 0.9 * len(nearest)
    for query, row, distance in zip(found.queries, found.rows, found.distances, strict=True):
        assert distance == np.bitwise_count(asked[query] ^ codes[row]).sum() <= 20


def test_an_index_of_patches_gives_the_same_twice():
    codes = alike_codes(np.random.default_rng(5), 3000)
    one, other = (PatchIndex(lists_from=1000, lists=64) for _ in range(2))
    one.add(codes)
    other.add(codes)

    assert one.near(codes[:50], 20).rows.tolist() == other.near(codes[:50], 20).rows.tolist()
