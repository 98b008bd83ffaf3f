"""What stands to a claim stands to its copies: claims that say the same, and are of one source.

Two claims that both repeat a third are of its source. And whoever conflicts with somebody's words, or
speaks of another scope, does so with each copy of them, where they answer one question with less probability
than would do by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set

from sayso.compare.grouping import Pair
from sayso.compare.outcomes import finding, quoted
from sayso.compare.reading import Reading
from sayso.compare.stating import is_later, moment
from sayso.compare.types import Finding, Relation

# How two claims of a pair stand, if it were so many times as probable that they answer one question.
Judge = Callable[[Pair, float], Finding | None]

_SHARED: Set[Relation] = frozenset({"conflicts", "different-scope"})
_LIKELIER = 2.5  # times: what the same relation of a copy is worth


def repeating(judged: Mapping[Pair, Finding]) -> Mapping[int, Set[int]]:
    """Return for each claim that repeats another, or is repeated, those others."""
    return _linked(judged, frozenset({"repeats"}))


def with_copies(
    judged: Mapping[Pair, Finding], readings: Sequence[Reading], candidates: Set[Pair], judge: Judge
) -> dict[Pair, Finding]:
    """Return how pairs stand, with those that follow from how a copy of one of the two stands.

    Args:
        judged: how pairs of claims stand, by their numbers, the smaller first.
        readings: all claims, by number.
        candidates: pairs that may answer one question.
        judge: says how two claims stand.
    """
    copies = repeating(judged)
    out = {pair: _of_one_source(pair, found, readings, copies) for pair, found in judged.items()}
    shared = {relation: _linked(judged, frozenset({relation})) for relation in sorted(_SHARED)}
    for pair in sorted(candidates - judged.keys()):
        by_copy = {relation for relation, links in shared.items() if _stands_so(pair, copies, links)}
        found = judge(pair, _LIKELIER) if by_copy else None
        if found is not None and found.relation in by_copy:
            out[pair] = found
    return out


def _of_one_source(
    pair: Pair, found: Finding, readings: Sequence[Reading], copies: Mapping[int, Set[int]]
) -> Finding:
    """An agreement of two claims that repeat the same third one is a repetition."""
    if found.relation != "agrees":
        return found
    common = copies.get(pair[0], frozenset()) & copies.get(pair[1], frozenset())
    ends = [readings[number] for number in pair]
    sources = [readings[number] for number in sorted(common) if _may_be_source(readings[number], ends)]
    if not sources:
        return found
    third = min(sources, key=lambda one: (moment(one.said_at), one.number))
    words = f"both repeat {quoted(third)}, which {third.claim.speaker} said"
    return finding("repeats", readings[pair[0]], readings[pair[1]], words)


def _may_be_source(third: Reading, ends: Sequence[Reading]) -> bool:
    """Whether two can have a word from a third: it was said no later than either of theirs."""
    return not any(is_later(third.said_at, one.said_at) for one in ends)


def _stands_so(pair: Pair, copies: Mapping[int, Set[int]], links: Mapping[int, Set[int]]) -> bool:
    """Whether a copy of the one claim stands to the other by one of the links."""
    return any(
        not copies.get(one, frozenset()).isdisjoint(links.get(other, ())) for one, other in (pair, pair[::-1])
    )


def _linked(judged: Mapping[Pair, Finding], relations: Set[Relation]) -> dict[int, set[int]]:
    links: dict[int, set[int]] = defaultdict(set)
    for (one, other), found in judged.items():
        if found.relation in relations:
            links[one].add(other)
            links[other].add(one)
    return dict(links)
