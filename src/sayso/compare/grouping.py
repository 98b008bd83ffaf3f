"""Pairs that probably answer one question -> groups of claims that do.

Average linkage over the pairs that were weighed; a pair that was never a
candidate counts as improbable. The order of merging depends on the numbers and
on the claims' places only, so that the same claims give the same groups.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

_NOT_WEIGHED = 0.02  # the probability given to a pair that no index brought together


def group(pairs: Mapping[tuple[int, int], float], at_least: float) -> list[list[int]]:
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
