"""One relation to all copies of somebody's words: a later copy gives no later count.

A figure of the morning and a higher one of noon conflict; the same words printed
again in the evening do not make the higher one an update.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.compare.grouping import reachable
from sayso.compare.reading import Reading
from sayso.compare.types import Finding
from sayso.values import in_utc

Pair = tuple[int, int]


def as_first_said(judged: Mapping[Pair, Finding], readings: Sequence[Reading]) -> dict[Pair, Finding]:
    """Return how pairs stand, where copies of two claims stood now in conflict and now in an update.

    Then all stand as the two do that were said first; the other pairs are as they were.
    """
    copies = _copies(judged)
    between: dict[frozenset[int], list[Pair]] = defaultdict(list)
    for pair, found in judged.items():
        if found.relation in ("conflicts", "updates"):
            between[frozenset(copies.get(number, number) for number in pair)].append(pair)
    out = dict(judged)
    for ends, pairs in between.items():
        first = min(pairs, key=lambda pair: (*sorted(_moment(readings[one]) for one in pair), pair))
        for pair in pairs if len(ends) > 1 else ():
            if judged[pair].relation != judged[first].relation:
                out[pair] = _like(judged[first], first, pair, readings, copies)
    return out


def _copies(judged: Mapping[Pair, Finding]) -> dict[int, int]:
    """For each claim that repeats another, the first of all those that do."""
    links: dict[int, set[int]] = defaultdict(set)
    for (one, other), found in judged.items():
        if found.relation == "repeats":
            links[one].add(other)
            links[other].add(one)
    return {number: min(reachable(number, links)) for number in links}


def _moment(reading: Reading) -> str:
    return in_utc(reading.said_at or "~")


def _like(
    model: Finding, first: Pair, pair: Pair, readings: Sequence[Reading], copies: Mapping[int, int]
) -> Finding:
    """A finding between copies, with the relation, the reason and the order of that of the first two."""
    replaced = first[0] if readings[first[0]].id == model.left else first[1]
    one, other = pair
    if copies.get(one, one) != copies.get(replaced, replaced):
        one, other = other, one
    return replace(model, left=readings[one].id, right=readings[other].id)
