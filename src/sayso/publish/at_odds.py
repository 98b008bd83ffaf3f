"""Findings that do not go together: A shows what B shows, B what C shows, and A and C do not show the same.

One of the three is wrong then, or a copy was missed. Which one, a person sees by the frames.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sayso.footage.types import Copy, CopyKind, Segment
from sayso.publish.dossier import Appearance
from sayso.publish.first_known import Row, rows_about
from sayso.publish.regions import is_same_part
from sayso.values import Digest

LEAST_S = 2.0  # seconds that all three show: of shorter clips copies are missed without a contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOdds:
    """Two recordings that were found to show the same seconds of a third, and not of each other."""

    shared: Appearance  # the third, which shows what each of the two shows
    stretch: tuple[float, float]  # its seconds, the longest that both were found to show
    one: Appearance
    other: Appearance
    kind: CopyKind | None  # what was found between the two instead; None for nothing


def at_odds(rows: Sequence[Row], searched: Collection[Digest]) -> list[AtOdds]:
    """Return what contradicts among findings, each pair of recordings once, by the longest stretch.

    Args:
        searched: what was searched for; of two recordings that were not, nothing is said.
    """
    copied = [row for row in rows if row[0].kind == "same-footage"]
    shared = dict.fromkeys(one.exhibit for _, *both in copied for one in both)
    longest: dict[frozenset[Digest], AtOdds] = {}
    for exhibit in shared:
        for odds in _about(exhibit, copied, _kinds(rows)):
            pair = frozenset((odds.one.exhibit, odds.other.exhibit))
            is_told = pair in longest and _length_s(longest[pair].stretch) >= _length_s(odds.stretch)
            if not pair.isdisjoint(searched) and not is_told:
                longest[pair] = odds
    return list(longest.values())


def _kinds(rows: Sequence[Row]) -> dict[frozenset[Digest], CopyKind]:
    """Return what was found between two recordings: that they show the same, wherever that was."""
    same_last = sorted(rows, key=lambda row: row[0].kind == "same-footage")
    return {frozenset((copy.query, copy.found)): copy.kind for copy, _, _ in same_last}


def _about(
    exhibit: Digest, copied: Sequence[Row], kinds: dict[frozenset[Digest], CopyKind]
) -> Iterator[AtOdds]:
    """Yield pairs of which each shows the same of one recording, and which do not show the same."""
    for (left, shared, one), (right, _, other) in itertools.combinations(rows_about(exhibit, copied), 2):
        kind = kinds.get(frozenset((one.exhibit, other.exhibit)))
        stretch = _both(left, right)
        is_same = one.exhibit == other.exhibit or kind == "same-footage"
        if not is_same and stretch is not None and is_same_part(left.query_region, right.query_region):
            yield AtOdds(shared=shared, stretch=stretch, one=one, other=other, kind=kind)


def _both(left: Copy, right: Copy) -> tuple[float, float] | None:
    """Return the longest stretch of the query that both findings show; None where it is too short."""
    stretches = (
        (max(a.query_start_s, b.query_start_s), min(a.query_end_s, b.query_end_s))
        for a in _lasting(left)
        for b in _lasting(right)
    )
    longest = max(stretches, key=_length_s, default=(0.0, 0.0))
    return longest if _length_s(longest) >= LEAST_S else None


def _lasting(copy: Copy) -> Iterator[Segment]:
    """Yield the stretches that both recordings of a finding have; a still has none."""
    return (s for s in copy.segments if s.found_end_s > s.found_start_s)


def _length_s(stretch: tuple[float, float]) -> float:
    return stretch[1] - stretch[0]
