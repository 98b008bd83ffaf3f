"""Pairs that probably answer one question -> groups of claims that do.

Average linkage over the pairs that were weighed; a pair that was never a candidate counts as
improbable. The order of merging depends on the numbers and on the claims' places only, so that the
same claims give the same groups. Then groups are parted where figures count what befell other
people: "six were killed" and "17 were taken to hospital" stand near each other in every account,
and asked how many were killed, 17 is no answer. What the pairs were found to be stays untouched.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.compare.counts import figures_on_one_count
from sayso.compare.figures import Figure
from sayso.compare.questions import main_figure
from sayso.compare.reading import Reading
from sayso.compare.shares import HELD, NOBODYS

T = TypeVar("T", bound=Hashable)
Pair = tuple[int, int]  # the numbers of two claims, the smaller first

_NOT_WEIGHED = 0.02  # the probability given to a pair that no index brought together


def group(pairs: Mapping[Pair, float], at_least: float) -> list[list[int]]:
    """Return groups of two or more claims whose pairs are on average at least so probable.

    Args:
        pairs: the probability of each weighed pair, the smaller number first.
        at_least: the average probability below which two groups stay apart.
    """
    members: dict[int, list[int]] = {}
    links: dict[int, dict[int, float]] = {}
    for (left, right), probability in pairs.items():
        for number in (left, right):
            members.setdefault(number, [number])
            links.setdefault(number, {})
        links[left][right] = links[right][left] = probability - _NOT_WEIGHED
    heap = [(-probability, left, right) for (left, right), probability in pairs.items()]
    heapq.heapify(heap)
    following = max(members, default=0) + 1
    while heap:
        mean, left, right = heapq.heappop(heap)
        if -mean < at_least:
            break
        if left not in members or right not in members:
            continue
        new = _merge(left, right, following, members, links)
        for other, total in links[new].items():
            size = len(members[new]) * len(members[other])
            heapq.heappush(heap, (-(total / size + _NOT_WEIGHED), min(other, new), max(other, new)))
        following += 1
    return sorted(sorted(found) for found in members.values() if len(found) > 1)


@dataclass(frozen=True, slots=True)
class Bonds:
    """What holds claims to each other, by pairs of their numbers, the smaller first."""

    readings: Sequence[Reading]  # all claims, by number
    related: Collection[Pair]  # pairs that were found to stand in some relation
    joined: Collection[Pair]  # pairs that a person put together

    def hold(self, number: int, other: int, asked: Figure) -> bool:
        """Tell whether one claim stays beside another that gives a figure of the kind that is asked for.

        It does by a person's word, and where that very figure was held against one of its own.
        """
        pair = (min(number, other), max(number, other))
        if pair in self.joined or pair not in self.related:
            return pair in self.joined
        figures = figures_on_one_count(self.readings[number], self.readings[other])
        if figures is None or figures[0].topics & figures[1].topics:
            return False  # "31 killed and injured" is held against 17 injured for the injured among them
        return asked.dimension == "people" and bool(figures[1].topics & asked.topics)


def parted_by_count(groups: Sequence[Sequence[int]], bonds: Bonds) -> list[list[int]]:
    """Return groups of claims without those that count other people than most do.

    These are a group of their own where they are several, and in none where they are not.
    """
    return [part for members in groups for part in _parts(members, bonds)]


def reachable(start: T, links: Mapping[T, Iterable[T]], among: Collection[T] | None = None) -> set[T]:
    """Return what a chain of links leads to from one thing, which is in it.

    Args:
        start: where the chains begin.
        links: from a thing to those that it is linked with.
        among: where given, all of a chain but its start is among these.
    """
    found, waiting = {start}, [start]
    while waiting:
        more = set(links.get(waiting.pop(), ())) - found
        more = more if among is None else {one for one in more if one in among}
        found |= more
        waiting += more
    return found


def _merge(
    left: int, right: int, new: int, members: dict[int, list[int]], links: dict[int, dict[int, float]]
) -> int:
    """Put two groups together; a link between groups holds the sum over its pairs."""
    members[new] = members.pop(left) + members.pop(right)
    joined = links.pop(left)
    for other, total in links.pop(right).items():
        joined[other] = joined.get(other, 0.0) + total
    for gone in (left, right):
        joined.pop(gone, None)
    links[new] = joined
    for other, total in joined.items():
        for gone in (left, right):
            links[other].pop(gone, None)
        links[other][new] = total
    return new


def _parts(members: Sequence[int], bonds: Bonds) -> Iterator[list[int]]:
    asked = main_figure([bonds.readings[number] for number in members])
    if asked is None or not _can_be_parted(asked):
        yield list(members)
        return
    staying, others, leaving = list[int](), list[int](), list[int]()
    for number in members:
        (others if _counts_others(bonds.readings[number], asked) else staying).append(number)
    for number in others:
        held = any(bonds.hold(number, other, asked) for other in staying)
        (staying if held else leaving).append(number)
    if len(staying) > 1:  # the share of one candidate, which one claim gives, is no question
        yield sorted(staying)
    if len(leaving) > 1:
        yield from _parts(leaving, bonds)


def _can_be_parted(asked: Figure) -> bool:
    return bool(asked.topics) if asked.dimension == "people" else asked.share != NOBODYS


def _counts_others(reading: Reading, asked: Figure) -> bool:
    """Whether no people that a claim counts are said to have met the fate, nor hold the share, asked for."""
    counted = [
        figure for figure in reading.figures if figure.dimension == asked.dimension and figure.is_total
    ]
    if asked.dimension in HELD:
        return bool(counted) and all(figure.share.of_another(asked.share) for figure in counted)
    near = reading.concepts | reading.context_concepts
    return bool(counted) and not any(asked.topics & (figure.topics or near) for figure in counted)
