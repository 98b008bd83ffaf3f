"""Findings that add little to others: what is kept elsewhere without a date, of seconds told already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sayso.footage.types import Copy
from sayso.publish.first_known import Row, rows_about
from sayso.publish.regions import is_same_part
from sayso.values import Digest

EXACT_S = 0.5  # two ends may lie so far apart and be the same: each is told to a quarter of a second

Stretch = tuple[float, float]  # seconds


def scraps_of(rows: Sequence[Row], own: Collection[Digest]) -> frozenset[int]:
    """Return the places of those findings in `rows` that may stand below the others, each in a line.

    Each lies in a recording that was not asked about, and of which neither a date nor a publisher is
    known; it shows no second of what was asked about that is not shown, in the same part of the picture,
    by a copy with a date, or by one that shows more. What was found of a still is none.

    Args:
        own: what was asked about: the footage of a case, or a clip.
    """
    return frozenset(place for place in range(len(rows)) if _is_scrap(place, rows, own))


def _is_scrap(place: int, rows: Sequence[Row], own: Collection[Digest]) -> bool:
    _, query, found = rows[place]
    about, other = (query, found) if query.exhibit in own else (found, query)
    is_known = other.stated is not None or other.undated_by
    if about.exhibit not in own or other.exhibit in own or is_known:
        return False
    [(copy, _, _)] = rows_about(about.exhibit, [rows[place]])
    told = list(_told_before(place, copy, about.exhibit, rows))
    return not copy.is_of_a_still and all(any(_holds(wide, one) for wide in told) for one in _stretches(copy))


def _told_before(place: int, copy: Copy, about: Digest, rows: Sequence[Row]) -> Iterator[Stretch]:
    """Yield the seconds of a recording that weightier findings than `copy`, which stands at `place`, show."""
    for at, row in enumerate(rows):
        for one, _, seen in rows_about(about, [row]):
            is_longer = (_length_s(one), -at) > (_length_s(copy), -place)
            is_weightier = at != place and (seen.stated is not None or is_longer)
            if one.kind == "same-footage" and is_weightier and _is_same_part(one, copy):
                yield from _stretches(one)


def _is_same_part(one: Copy, other: Copy) -> bool:
    """Tell whether two findings are about the same part of the query's picture, or one about its sound."""
    return "same-sound" in (one.kind, other.kind) or is_same_part(one.query_region, other.query_region)


def _stretches(copy: Copy) -> list[Stretch]:
    return [(one.query_start_s, one.query_end_s) for one in copy.segments]


def _length_s(copy: Copy) -> float:
    return sum(end - start for start, end in _stretches(copy))


def _holds(wide: Stretch, one: Stretch) -> bool:
    return wide[0] - EXACT_S <= one[0] and one[1] <= wide[1] + EXACT_S
