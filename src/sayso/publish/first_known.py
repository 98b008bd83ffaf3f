"""Which recording is known first, for each stretch of one that shows what others show."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.footage.types import Copy
from sayso.publish.appeared import order_of
from sayso.publish.dossier import Appearance
from sayso.values import in_utc

Row = tuple[Copy, Appearance, Appearance]  # with what is known of its query and of what it was found in

SHORTEST_TOLD_S = 1.0  # a stretch between two others: less is how exactly stretches are laid out


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstKnown:
    """What is known first of some stretches of a recording, on the word of others than ourselves."""

    stretches: tuple[tuple[float, float], ...]  # seconds; those that touch are one, a still's have no length
    first: tuple[Appearance, ...]  # several where it cannot be told which of them came first
    undated: int  # other recordings that show these stretches, and of which no date is known


def first_known(rows: Sequence[Row]) -> list[FirstKnown]:
    """Return what is known first of a recording; stretches of which no date is known are left out.

    Args:
        rows: findings about one recording, which is the query of them all; only the same footage counts.
    """
    told: dict[tuple[tuple[str, ...], int], FirstKnown] = {}
    for start_s, end_s, covering in _stretches([row for row in rows if row[0].kind == "same-footage"]):
        first, undated = _first_of(covering)
        key = (tuple(one.exhibit for one in first), undated)
        before = told[key].stretches if key in told else ()
        if first:
            joined = _joined(before, (start_s, end_s))
            told[key] = FirstKnown(stretches=joined, first=first, undated=undated)
    return list(told.values())


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[float, float, list[Row]]]:
    """Cut a recording wherever a finding begins or ends; yield each piece with the findings that cover it."""
    pieces = [(s.query_start_s, s.query_end_s, row) for row in rows for s in row[0].segments]
    cuts = sorted({moment for start, end, _ in pieces for moment in (start, end)})
    if len(cuts) == 1:
        yield cuts[0], cuts[0], list(rows)
    for start, end in itertools.pairwise(cuts):
        middle = (start + end) / 2
        covering = [row for first, last, row in pieces if first <= middle <= last]
        if covering and (end - start >= SHORTEST_TOLD_S or len(cuts) == 2):
            yield start, end, covering


def _first_of(rows: Sequence[Row]) -> tuple[tuple[Appearance, ...], int]:
    """Return the first known recordings of those that show one stretch, and how many have no date."""
    seen = {one.exhibit: one for _, query, found in rows for one in (query, found)}
    known = sorted((one for one in seen.values() if one.stated is not None), key=_date_of)
    rivals = [one for one in known[1:] if order_of(known[0], one).first is None]
    undated = {found.exhibit for _, _, found in rows if found.stated is None}
    return (*known[:1], *rivals), len(undated)


def _date_of(seen: Appearance) -> str:
    return in_utc(seen.stated.date) if seen.stated is not None else ""


def _joined(
    stretches: tuple[tuple[float, float], ...], one: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    if stretches and one[0] - stretches[-1][1] <= SHORTEST_TOLD_S:
        return (*stretches[:-1], (stretches[-1][0], one[1]))
    return (*stretches, one)
