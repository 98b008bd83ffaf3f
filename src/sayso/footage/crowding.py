"""Of many rows that are near to a query the nearest count: here, so that few owners do not take all places.

A fixed camera shows one view for hours, so all of its frames are near to each that shows the view. An
exhibit with many of a query's places keeps them, and the query is asked again without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from sayso.footage.hits import Hits, Ints, edges_of, in_order, together

# Of some queries, with the edges of rows that are left out: hits, whose queries are numbered among these.
Near = Callable[[Ints, Ints], Hits]

SHARE = 20  # what has one of so many parts of a full query's places crowds it,
LEAST_PLACES = 4  # and has so many places at least
ROUNDS = 4  # of asking again


def uncrowded(near: Near, queries: int, most: int, firsts: Ints, left_out: Iterable[int]) -> Hits:
    """Return the rows near to each query: at least those that `near` gives, and of crowded ones more.

    Args:
        near: gives the `most` nearest rows of each query.
        queries: how many there are.
        firsts: the first row of each owner, and behind the last one's.
        left_out: owners, in rising order, whose rows are as if they were not there.
    """
    asked, left, kept = np.arange(queries), set(left_out), []
    for _ in range(ROUNDS):
        hits = near(asked, edges_of(firsts, sorted(left)))
        owners = np.searchsorted(firsts, hits.rows, side="right") - 1
        is_full = np.bincount(hits.queries, minlength=len(asked)) >= most
        crowding = _crowding(owners, hits.queries, is_full, max(LEAST_PLACES, most // SHARE), len(firsts))
        settled = ~is_full[hits.queries] | np.isin(owners, crowding)
        if not len(crowding):
            kept.append(_numbered(hits, asked))
            return in_order(together(kept))
        kept.append(_numbered(hits.take(settled), asked))
        asked, left = asked[is_full], left | set(crowding.tolist())
    kept.append(_numbered(near(asked, edges_of(firsts, sorted(left))), asked))
    return in_order(together(kept))


def _crowding(owners: Ints, queries: Ints, is_full: NDArray[np.bool_], places: int, count: int) -> Ints:
    """Return the owners that have many places of one full query."""
    full = is_full[queries]
    pairs, times = np.unique(queries[full] * count + owners[full], return_counts=True)
    return np.unique(pairs[times >= places] % count)


def _numbered(hits: Hits, asked: Ints) -> Hits:
    return Hits(asked[hits.queries], hits.rows, hits.distances)
