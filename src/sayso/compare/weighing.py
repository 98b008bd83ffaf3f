"""How probable it is that two claims answer one question: by themselves, then among all the others.

A first weighing looks at what two claims have in common. A second looks at what third
claims say of the two: two claims that both probably answer one question with a third
probably answer it with each other. Both are logistic models with fitted weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from sayso.compare.candidates import candidates
from sayso.compare.pairing import FEATURES, features_of
from sayso.compare.reading import Reading
from sayso.compare.terms import weigh_terms
from sayso.compare.weights import AMONG_WEIGHTS, PAIR_WEIGHTS
from sayso.values import Progress, silent

AMONG_FEATURES = ("bias", "alone", "best_third", "mean_third", "alike", "shared", "crowded")
Probabilities = dict[tuple[int, int], float]

MANY_CLAIMS = (
    40  # among fewer, third claims are too few to tell much, and the second weighing counts for less
)
_LINKED = 0.03  # a claim linked less than so to one of the two says nothing about them
_THIRDS = 3  # so many third claims, the most telling, count in the mean
_SURE = 1e-4  # a probability comes no nearer to 0 or 1
_EASED = 0.05  # eases the comparison of two claims that have few links
_MANY_SHARED = 4.0
_REPORT_EVERY = 10_000


def weigh_pairs(readings: Sequence[Reading], progress: Progress = silent) -> Probabilities:
    """Return, for every pair worth weighing, how probable it is that both answer one question.

    Cost: grows with the number of pairs worth weighing, which grows with that of the claims.
    """
    alone = weigh_alone(readings, [PAIR_WEIGHTS[name] for name in FEATURES], progress)
    table = [AMONG_WEIGHTS[name] for name in AMONG_FEATURES]
    share = min(1.0, len(readings) / MANY_CLAIMS)
    return {
        pair: share * _logistic(table, features) + (1 - share) * alone[pair]
        for pair, features in among(alone)
    }


def weigh_alone(
    readings: Sequence[Reading], table: Sequence[float], progress: Progress = silent
) -> Probabilities:
    """Return the first weighing: by what two claims have in common, whatever the others say."""
    weights = weigh_terms(readings)
    found: Probabilities = {}
    for left, right in candidates(readings, weights):
        found[left, right] = _logistic(table, features_of(readings[left], readings[right], weights))
        if len(found) % _REPORT_EVERY == 0:
            progress(0, len(readings), f"{len(found)} pairs weighed")
    return found


def among(alone: Mapping[tuple[int, int], float]) -> Iterator[tuple[tuple[int, int], tuple[float, ...]]]:
    """Yield each pair with what the first weighing of all pairs tells of it: one number for each feature."""
    links: dict[int, dict[int, float]] = {}
    for (left, right), probability in alone.items():
        if probability >= _LINKED:
            links.setdefault(left, {})[right] = probability
            links.setdefault(right, {})[left] = probability
    totals = {claim: math.fsum(own.values()) for claim, own in links.items()}
    squares = {claim: math.fsum(value * value for value in own.values()) for claim, own in links.items()}
    for (left, right), given in alone.items():
        probability = min(max(given, _SURE), 1 - _SURE)
        one, other = links.get(left, {}), links.get(right, {})
        if len(one) > len(other):
            one, other = other, one
        both = [(value, other[third]) for third, value in one.items() if third in other]
        shared = math.fsum(a * b for a, b in both)
        best = sorted((min(a, b) for a, b in both), reverse=True)[:_THIRDS]
        own = given if given >= _LINKED else 0.0
        room = [squares.get(claim, 0.0) - own * own + _EASED for claim in (left, right)]
        yield (
            (left, right),
            (
                1.0,
                math.log(probability / (1 - probability)),
                best[0] if best else 0.0,
                math.fsum(best) / _THIRDS,
                shared / math.sqrt(room[0] * room[1]),
                min(shared, _MANY_SHARED) / _MANY_SHARED,
                math.log1p(max(totals.get(left, 0.0) + totals.get(right, 0.0) - 2 * own, 0.0)),
            ),
        )


def _logistic(table: Sequence[float], features: Sequence[float]) -> float:
    total = math.fsum(weight * value for weight, value in zip(table, features, strict=True))
    return 1 / (1 + math.exp(-min(max(total, -60.0), 60.0)))
