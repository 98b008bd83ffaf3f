"""Which of two recordings is known from earlier, as far as the dates that others gave of them go.

An order is told only where no time zone that a date leaves open could turn it,
and no day of a year or month that is all that was stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.publish.dossier import Appearance
from sayso.values import Within, within

NO_DATE = "no date is known of one or both"
UNREADABLE = "a date cannot be read"
NO_ZONE = "a date states no time zone"
TOO_COARSE = "the dates are not exact enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which of two appeared first; where that cannot be told, why."""

    first: Literal["query", "found"] | None
    why: str = ""  # "" where it is told


def order_of(query: Appearance, found: Appearance) -> Order:
    """Tell which of two is known from earlier, on the word of others than ourselves."""
    if query.stated is None or found.stated is None:
        return Order(first=None, why=NO_DATE)
    left, right = _first_within(query), _first_within(found)
    if left is None or right is None:
        return Order(first=None, why=UNREADABLE)
    if left.end <= right.start:
        return Order(first="query")
    if right.end <= left.start:
        return Order(first="found")
    return Order(first=None, why=TOO_COARSE if left.zoned and right.zoned else NO_ZONE)


def _first_within(seen: Appearance) -> Within | None:
    """Return between which instants a recording first appeared, if all words on it hold.

    A year on one's word and a day of it on another's leave open that it was before that day.
    """
    spans = [span for one in seen.said if (span := within(one.date)) is not None]
    if not spans:
        return None
    return Within(
        start=min(span.start for span in spans),
        end=min(span.end for span in spans),
        zoned=all(span.zoned for span in spans),
    )
