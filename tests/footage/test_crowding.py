"""Of many near rows the nearest are given, and few owners do not take the places of all others."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.crowding import uncrowded
from sayso.footage.index import HashIndex

MOST = 10


def hashes(counts, seed=0):
    """Return 32-byte hashes, all of one owner alike and of all owners near, and the owners' edges."""
    rng = np.random.default_rng(seed)
    view = rng.integers(0, 256, 32, dtype=np.uint8)
    rows = np.repeat(view[None], sum(counts), axis=0)
    rows[:, 0] ^= np.repeat(np.arange(len(counts)), counts).astype(np.uint8)  # the first is the nearest
    return rows, np.concatenate([[0], np.cumsum(counts)])


def owners_near(counts, *, left_out=()):
    """Return which owners have hits of one query, and how many."""
    rows, firsts = hashes(counts)
    index = HashIndex()
    index.add(rows)
    query = rows[:1]
    found = uncrowded(
        lambda asked, edges: index.within(query[asked], 64, most=MOST, left_out=edges),
        1,
        MOST,
        firsts,
        left_out,
    )
    owners = np.searchsorted(firsts, found.rows, side="right") - 1
    assert list(found.rows) == sorted(set(found.rows))
    return dict(zip(*(each.tolist() for each in np.unique(owners, return_counts=True)), strict=True))


def test_what_few_rows_are_near_to_is_given_as_it_is():
    assert owners_near([3, 2, 4]) == {0: 3, 1: 2, 2: 4}


@pytest.mark.parametrize("crowds", [1, 2, 3])
def test_who_fills_the_places_takes_none_of_others(crowds):
    near = owners_near([50] * crowds + [3])

    assert near[crowds] == 3
    assert near[0] == MOST


def test_many_owners_with_a_few_rows_each_share_the_places():
    assert sorted(owners_near([2] * 20).values()) == [2] * (MOST // 2)


def test_what_is_left_out_stays_left_out():
    assert owners_near([50, 50, 3], left_out=[1]) == {0: MOST, 2: 3}


def test_of_no_query_there_is_nothing():
    rows, firsts = hashes([5])
    index = HashIndex()
    index.add(rows)

    found = uncrowded(
        lambda asked, edges: index.within(rows[:0][asked], 64, most=MOST, left_out=edges), 0, MOST, firsts, []
    )

    assert not len(found.rows)
