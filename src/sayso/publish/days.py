"""Intervals of time as the rows of a timeline have them: their day as a heading, and their hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sayso.compare.zones import leaves_zone_open
from sayso.publish.words import date_words, span_words


def days_words(start: str | None, end: str | None) -> str:
    """Write the day of an interval, or its days."""
    first, last = (start or end or "")[:10], (end or start or "")[:10]
    whole = _whole(first, last)
    if whole:
        return date_words(whole)
    return date_words(first) if first == last else span_words(first, last)


def time_words(start: str | None, end: str | None, zone: str = "") -> str:
    """Write the hours of an interval, `zone` behind them; without the day where `days_words` has it."""
    if start is None or end is None:
        return span_words(start, end) + zone
    if start[:10] != end[:10]:
        whole = _whole(start, end)
        return f"some time in {date_words(whole)}" if whole else span_words(start, end) + zone
    if len(start) <= 10 or len(end) <= 10:
        return {4: "that year", 7: "that month", 10: "that day"}.get(len(start), date_words(start))
    first, last = start[11:16], end[11:16]
    return f"{first}{zone}" if first == last else f"{first} to {last}{zone}"


def zone_words(stated: str, at: str, zone: str | None) -> str:
    """Write the zone that the hours of a time are shown in.

    Args:
        stated: the time as it was stated, in ISO 8601.
        at: the same in UTC, where its zone is known.
        zone: the name of a zone that was stated with it.
    """
    moved = at[:16] != stated[:16]
    named = zone if zone and not moved else "UTC" if at != stated else ""
    return f" {named}" if named else ""


def open_zone_words(times: Iterable[str]) -> str:
    """Write what stands behind the hours of one day whose zone nobody said; "" where all are of one sort."""
    sorts = {leaves_zone_open(one) for one in times} - {None}
    return ", zone not stated" if len(sorts) > 1 else ""


def between_words(before: str | None, after: str | None) -> str:
    """Write between which times something was done; a side that is not known is left open."""
    if before is None:
        return f"before {date_words(after)}" if after else "at a time that is not known"
    return f"between {date_words(before)} and {date_words(after)}" if after else f"after {date_words(before)}"


def edge_of(stated: str | None, *, late: bool) -> datetime | None:
    """Return the first minute that a stated time may mean, or the minute after its last, without a zone."""
    if stated is None:
        return None
    try:
        at = datetime.fromisoformat(stated + "-01-01"[len(stated) - 4 :] if len(stated) < 10 else stated)
    except ValueError:
        return None
    at = at.replace(tzinfo=None)
    if not late or len(stated) > 10:
        return at
    if len(stated) == 10:
        return at + timedelta(days=1)
    last = at.replace(month=12, day=28) if len(stated) == 4 else at.replace(day=28)
    return (last + timedelta(days=4)).replace(day=1)


def _whole(first: str, last: str) -> str:
    """Return the month or year that two days begin and end, as `2031-05` or `2031`; "" for other days."""
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    edge = edge_of(first[:7], late=True) if first[7:] == "-01" else None
    return first[:7] if edge and last == (edge - timedelta(days=1)).date().isoformat() else ""
