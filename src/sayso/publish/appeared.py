"""Which of two recordings is known from earlier, as far as the dates that others gave of them go.

An order is told only where no time zone that a date leaves open could turn it,
and no day of a year or month that is all that was stated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sayso.footage.types import CopyKind
from sayso.publish.dossier import Appearance, DateOnWord
from sayso.values import Within, known_by, within

NO_DATE = "no date is known of one or both"
UNREADABLE = "a date cannot be read"
NO_ZONE = "a date states no time zone"
TOO_COARSE = "the dates are not exact enough"

TELLS_ORDER: tuple[CopyKind, ...] = ("same-footage", "same-sound")  # what is shown, or heard, again
EARLIER, PERHAPS_EARLIER, LATER, UNDATED = range(4)  # what is seen elsewhere, the most important first

Weight = tuple[int, int, tuple[datetime, datetime, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which of two appeared first; where that cannot be told, why."""

    first: Literal["query", "found"] | None
    why: str = ""  # "" where it is told
    days: int = 0  # whole days that lie between the two at least; 0 where no order is told


def order_of(query: Appearance, found: Appearance) -> Order:
    """Tell which of two is known from earlier, on the word of others than ourselves."""
    return order_between(query.said, found.said)


def order_between(query: Sequence[DateOnWord], found: Sequence[DateOnWord]) -> Order:
    """Tell which of two is known from earlier by the dates that were given of each."""
    if not query or not found:
        return Order(first=None, why=NO_DATE)
    left, right = _first_within(query), _first_within(found)
    if left is None or right is None:
        return Order(first=None, why=UNREADABLE)
    if left.end <= right.start:
        return Order(first="query", days=(right.start - left.end).days)
    if right.end <= left.start:
        return Order(first="found", days=(left.start - right.end).days)
    return Order(first=None, why=TOO_COARSE if left.zoned and right.zoned else NO_ZONE)


def weight_of(own: Sequence[DateOnWord], other: Sequence[DateOnWord]) -> Weight:
    """Return what puts in order what else is kept of a recording, by the dates given of both.

    What is known from earlier stands first, and of that what lies furthest back; then what may be
    earlier, then what is later; what has no date stands last.
    """
    order = order_between(own, other)
    undecided = PERHAPS_EARLIER if other else UNDATED
    rank = {"found": EARLIER, "query": LATER, None: undecided}[order.first]
    return rank, -order.days, min((known_by(one.date) for one in other), default=known_by(""))


def is_coarse(stated: str) -> bool:
    """Tell whether a date is only a year or a month: in an order by dates it stands after all of its days."""
    return len(stated) < len("2031-05-06") and within(stated) is not None


def lacks_zone(stated: str) -> bool:
    """Tell whether a time of day was stated without its zone."""
    span = within(stated)
    return len(stated) > len("2031-05-06") and span is not None and not span.zoned


def _first_within(said: Sequence[DateOnWord]) -> Within | None:
    """Return between which instants a recording first appeared, if all words on it hold.

    A year on one's word and a day of it on another's leave open that it was before that day.
    """
    spans = [span for one in said if (span := within(one.date)) is not None]
    if not spans:
        return None
    return Within(
        start=min(span.start for span in spans),
        end=min(span.end for span in spans),
        zoned=all(span.zoned for span in spans),
    )
