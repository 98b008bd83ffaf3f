"""Dates as somebody stated them: read as they are written, and never more exact than that.

A date is kept as ISO 8601 of the exactness that it was stated with: `2021`,
`2021-05`, `2021-05-06` or a time. A date without a zone may be meant in any: a
day, a month or a year begins up to 14 hours before, and ends up to 12 hours
after, the same in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sayso.values.times import in_utc

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_EARLIEST_ZONE = timedelta(hours=14)  # ahead of UTC
_LATEST_ZONE = timedelta(hours=12)  # behind UTC
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_WEEK = re.compile(r"\d{4}-?W\d\d", re.ASCII)
_MINUTES = re.compile(r"[T ]\d\d:\d\d(?!:\d)", re.ASCII)
_PLAIN_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_NAME = r"(?P<m>[a-z]{3,9})\.?"
_HOUR = r"(?:,?\s+(?:at\s+)?(?P<t>\d\d?:\d\d(?::\d\d)?)(?:\s*(?P<z>z|utc|gmt|[+-]\d\d:\d\d))?)?"
_IN_WORDS = (
    re.compile(rf"(?:(?P<d>\d\d?)(?:st|nd|rd|th|\.)?\s+)?{_NAME},?\s+(?P<y>\d{{4}}){_HOUR}", re.ASCII),
    re.compile(rf"{_NAME}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_HOUR}", re.ASCII),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The instants between which a stated date lies, in UTC without a zone; the second is not among them."""

    start: datetime
    end: datetime
    zoned: bool  # it is this wide for its exactness, and not for a zone that was left open


def read_date(words: str) -> str | None:
    """Return a date or time in ISO 8601, as exact as its words are; None where they are none.

    Read are `2021`, `2021-05`, `2021-05-06`, times in ISO 8601, and days and months by their English names:
    `6 May 2021`, `May 6th, 2021`, `May 2021`, `6 May 2021, 10:00 UTC`. Days in figures alone that may be a
    month's (`06/05/2021`) are none.
    """
    flat = " ".join(words.split())
    stated = _iso(flat) or _in_words(flat.lower())
    return stated if stated is not None and within(stated) is not None else None


def within(stated: str) -> Within | None:
    """Return between which instants a date in ISO 8601 may lie; None where it is no date."""
    span = _span(stated)
    if span is None:
        return None
    try:
        return span if span.zoned else _in_any_zone(span)
    except OverflowError:
        return None


def known_by(stated: str) -> tuple[datetime, datetime, str]:
    """Return what puts dates in order: that first by whose end most is known to have been.

    A year comes after each of its days, a day after each of its hours, a date that cannot be read last.
    Zones that are left open count as UTC.
    """
    span = _span(stated)
    if span is None:
        return datetime.max, datetime.max, stated
    return span.end, span.start, in_utc(stated)


def lies_after(stated: str, at: datetime) -> bool:
    """Tell whether a stated date lies after an instant, in whatever zone it is meant."""
    span = within(stated)
    return span is not None and span.start > at.astimezone(UTC).replace(tzinfo=None)


def _iso(words: str) -> str | None:
    """Return a date in ISO 8601 with the dashes and colons that all who read it expect."""
    if _MONTH.fullmatch(words):
        return words
    if _WEEK.fullmatch(words):  # it would be read as its Monday
        return None
    try:
        if _PLAIN_ISO.fullmatch(words):
            datetime.fromisoformat(words)
            return words
        return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(words).isoformat()
    except ValueError:
        return None


def _in_words(words: str) -> str | None:
    for form in _IN_WORDS:
        found = form.fullmatch(words)
        if found is not None and (month := _month_named(found["m"])):
            break
    else:
        return None
    if found["d"] is None:
        return None if found["t"] else f"{found['y']}-{month:02d}"
    day = f"{found['y']}-{month:02d}-{int(found['d']):02d}"
    if found["t"] is None:
        return day
    zone = found["z"] or ""
    return f"{day}T{found['t']:0>5}{'Z' if zone in ('z', 'utc', 'gmt') else zone}"


def _month_named(name: str) -> int | None:
    """Return the number of a month by its name, in full or its first three or four letters."""
    full = enumerate((month.lower() for month in MONTHS), start=1)
    return next((number for number, month in full if name in (month, month[:3], month[:4])), None)


def _span(stated: str) -> Within | None:
    """Return a date as it is written: what leaves its zone open is not made wider yet."""
    month = _MONTH.fullmatch(stated)
    try:
        if month is not None:
            return _whole_month(int(month[1]), month[2])
        at = datetime.fromisoformat(stated)
        start = at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
        return Within(start=start, end=start + _exactness(stated), zoned=at.tzinfo is not None)
    except (ValueError, OverflowError):
        return None


def _whole_month(year: int, month: str | None) -> Within:
    """Return a year or a month as it is written."""
    start = datetime(year, int(month or 1), 1)
    months = year * 12 + int(month) if month else (year + 1) * 12
    return Within(start=start, end=datetime(months // 12, months % 12 + 1, 1), zoned=False)


def _exactness(stated: str) -> timedelta:
    if len(stated) <= len("2025-03-04"):
        return timedelta(days=1)
    return timedelta(minutes=1) if _MINUTES.search(stated) else timedelta(seconds=1)


def _in_any_zone(span: Within) -> Within:
    is_day = span.end - span.start >= timedelta(days=1)
    return Within(start=span.start - _EARLIEST_ZONE, end=span.end + _LATEST_ZONE, zoned=is_day)
