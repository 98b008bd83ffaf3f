"""Which of two recordings is known from earlier, as far as the dates that others gave of them go.

A date without a zone may be meant in any: a day begins up to 14 hours before,
and ends up to 12 hours after, that day in UTC. An order is told only where no
zone could turn it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sayso.publish.dossier import Appearance

NO_DATE = "no date is known of one or both"
UNREADABLE = "a date cannot be read"
NO_ZONE = "a date states no time zone"
TOO_COARSE = "the dates are not exact enough"
_EARLIEST_ZONE = timedelta(hours=14)  # ahead of UTC
_LATEST_ZONE = timedelta(hours=12)  # behind UTC
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_MINUTES = re.compile(r"[T ]\d\d:\d\d(?!:\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which of two appeared first; where that cannot be told, why."""

    first: Literal["query", "found"] | None
    why: str = ""  # "" where it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Within:
    """The instants between which something appeared, in UTC without a zone; the second is not among them."""

    start: datetime
    end: datetime
    zoned: bool


def order_of(query: Appearance, found: Appearance) -> Order:
    """Tell which of two is known from earlier, on the word of others than ourselves."""
    if query.stated is None or found.stated is None:
        return Order(first=None, why=NO_DATE)
    left, right = _within(query.stated.date), _within(found.stated.date)
    if left is None or right is None:
        return Order(first=None, why=UNREADABLE)
    if left.end <= right.start:
        return Order(first="query")
    if right.end <= left.start:
        return Order(first="found")
    return Order(first=None, why=TOO_COARSE if left.zoned and right.zoned else NO_ZONE)


def _within(stated: str) -> _Within | None:
    month = _MONTH.fullmatch(stated)
    try:
        if month is not None:
            return _within_month(int(month[1]), month[2])
        at = datetime.fromisoformat(stated)
        return _widened(at, timedelta(days=1) if len(stated) <= len("2025-03-04") else _exactness(stated))
    except (ValueError, OverflowError):
        return None


def _within_month(year: int, month: str | None) -> _Within:
    """Return a year or a month as it is: next to its length, zones do not count."""
    start = datetime(year, int(month or 1), 1)
    months = year * 12 + int(month) if month else (year + 1) * 12
    return _Within(start=start, end=datetime(months // 12, months % 12 + 1, 1), zoned=True)


def _exactness(stated: str) -> timedelta:
    return timedelta(minutes=1) if _MINUTES.search(stated) else timedelta(seconds=1)


def _widened(at: datetime, length: timedelta) -> _Within:
    if at.tzinfo is not None:
        start = at.astimezone(UTC).replace(tzinfo=None)
        return _Within(start=start, end=start + length, zoned=True)
    is_day = length >= timedelta(days=1)
    return _Within(start=at - _EARLIEST_ZONE, end=at + length + _LATEST_ZONE, zoned=is_day)
