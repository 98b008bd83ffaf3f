"""Which claims may answer one question: found by the words they share, or by what a network reads in them.

Candidates come from an inverted index, each claim looking only as far as a
fixed budget of postings, rare words first; and from the nearest claims by meaning,
so many for each. So the work grows with the number of claims, not with its square.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sayso.compare.meaning import nearest
from sayso.compare.reading import Reading
from sayso.compare.terms import Weights, terms_of

_POSTINGS_PER_CLAIM = 4000  # how many postings one claim may look at
_CANDIDATES_PER_CLAIM = 40
_NEAREST_BY_MEANING = 20  # more candidates for each claim, whatever words they share


def candidates(readings: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int]]:
    """Yield pairs of claims that share telling terms or lie near each other; each once, the earlier first."""
    seen: set[tuple[int, int]] = set()
    near = nearest(weights.meanings, _NEAREST_BY_MEANING)
    for one, other in chain(_sharing_terms(readings, weights), near):
        pair = (min(one, other), max(one, other))
        if pair not in seen:
            seen.add(pair)
            yield pair


def _sharing_terms(readings: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    terms = [terms_of(reading) for reading in readings]
    for number, own in enumerate(terms):
        for term in own:
            postings[term].append(number)
    for number, own in enumerate(terms):
        for other in _nearest(number, own, terms, postings, weights):
            yield number, other


def _nearest(
    number: int,
    own: Mapping[str, float],
    terms: Sequence[Mapping[str, float]],
    postings: Mapping[str, Sequence[int]],
    weights: Weights,
) -> list[int]:
    left = _POSTINGS_PER_CLAIM
    scores: dict[int, float] = defaultdict(float)
    for term in sorted(own, key=lambda term: (len(postings[term]), term)):
        left -= len(postings[term])
        if left < 0:
            break
        weight = weights.of(term) ** 2 * own[term]
        for other in postings[term]:
            scores[other] += weight * terms[other][term]
    scores.pop(number, None)
    best = heapq.nsmallest(_CANDIDATES_PER_CLAIM, ((-score, other) for other, score in scores.items()))
    return [other for _, other in best]
