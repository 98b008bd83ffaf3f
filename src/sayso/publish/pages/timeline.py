"""When it was said, and when it is said to have happened: times as intervals, no more exact than stated.

Each row is drawn within its own days, so that a date years apart does not squeeze the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from sayso.publish.pages.labels import Exhibit, Labelled, Shelf
from sayso.publish.words import date_words, span_words

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Where a time stands within its days, in percent; a moment has no width."""

    start: float
    width: float
    open_before: bool
    open_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One time, and what stands at it."""

    lane: Literal["said", "happened"]
    key: str  # sorts lines
    days: str  # the heading it stands under, in words
    time: str  # in words
    bar: Bar | None  # None where neither side can be placed
    document: Exhibit | None  # for "said"
    claims: tuple[Labelled, ...]
    stated: tuple[str, ...]  # for "happened": the words by which the time was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A day, or a longer stretch, with its lines."""

    words: str
    lines: tuple[Line, ...]


def timeline_of(shelf: Shelf) -> tuple[Days, ...]:
    """Return the days in order, each with what was said on it and what is said to have happened on it."""
    lines = sorted((*_said(shelf), *_happened(shelf)), key=lambda line: (line.key, line.lane == "said"))
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.days, []).append(line)
    return tuple(Days(words=words, lines=tuple(held)) for words, held in groups.items())


def undated(shelf: Shelf) -> tuple[Exhibit, ...]:
    """Return the exhibits of which nobody recorded when they were published."""
    return tuple(exhibit for exhibit in shelf.exhibits if not exhibit.material.published)


def _said(shelf: Shelf) -> Iterator[Line]:
    for exhibit in shelf.exhibits:
        published = exhibit.material.published
        if published is None:
            continue
        in_utc = _in_utc(published)
        yield Line(
            lane="said",
            key=in_utc,
            days=_days(in_utc, in_utc),
            time=date_words(published),
            bar=_bar(in_utc, in_utc),
            document=exhibit,
            claims=shelf.claims_of(exhibit),
            stated=(),
        )


def _in_utc(published: str) -> str:
    """Return a time with a zone in UTC; leave a day or a time without a zone as it is."""
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return published
    if at.tzinfo is None or len(published) <= 10:
        return published
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def _happened(shelf: Shelf) -> Iterator[Line]:
    groups: dict[tuple[str | None, str | None], list[tuple[Labelled, str]]] = {}
    for labelled in shelf.claims:
        for time in labelled.claim.times:
            key = (time.stated.start, time.stated.end)
            groups.setdefault(key, []).append((labelled, time.stated.text))
    for (start, end), held in groups.items():
        if start is None and end is None:
            continue
        yield Line(
            lane="happened",
            key=start or end or "",
            days=_days(start, end),
            time=span_words(start, end),
            bar=_bar(start, end),
            document=None,
            claims=tuple(dict.fromkeys(labelled for labelled, _ in held)),
            stated=tuple(dict.fromkeys(words for _, words in held)),
        )


def _days(start: str | None, end: str | None) -> str:
    first, last = (start or end or "")[:10], (end or start or "")[:10]
    return date_words(first) if first == last else span_words(first, last)


def _bar(start: str | None, end: str | None) -> Bar | None:
    first, last = _edge(start, late=False), _edge(end, late=True)
    known = [edge for edge in (first, last) if edge is not None]
    if not known or (start and first is None) or (end and last is None):
        return None
    begin, close = first or known[0], last or known[0]
    whole_from = datetime.combine(begin.date(), datetime.min.time())
    last_day = _last_day(begin, close)
    whole = (last_day - whole_from.date()).days * DAY_MINUTES + DAY_MINUTES
    at = _minutes(begin - whole_from)
    return Bar(
        start=0.0 if first is None else round(100 * at / whole, 2),
        width=_width(first, last, begin, close, whole),
        open_before=first is None,
        open_after=last is None,
    )


def _width(
    first: datetime | None, last: datetime | None, begin: datetime, close: datetime, whole: int
) -> float:
    """Return a bar's width in percent; an open side reaches the edge of the day."""
    if first is None:
        return round(100 * _minutes(close - datetime.combine(begin.date(), datetime.min.time())) / whole, 2)
    if last is None:
        start = _minutes(begin - datetime.combine(begin.date(), datetime.min.time()))
        return round(100 - 100 * start / whole, 2)
    return round(100 * _minutes(close - begin) / whole, 2)


def _last_day(begin: datetime, close: datetime) -> date:
    """Return the last day that an interval touches; one that ends at midnight does not touch the next."""
    return max(begin, close - timedelta(minutes=1)).date()


def _minutes(span: timedelta) -> int:
    return max(0, int(span.total_seconds() // 60))


def _edge(stated: str | None, *, late: bool) -> datetime | None:
    """Return the first minute that a stated time may mean, or the minute after its last, without a zone."""
    if stated is None:
        return None
    try:
        at = datetime.fromisoformat(stated if len(stated) != 7 else f"{stated}-01").replace(tzinfo=None)
    except ValueError:
        return None
    if not late or len(stated) > 10:
        return at
    if len(stated) == 7:
        return (at.replace(day=28) + timedelta(days=4)).replace(day=1)
    return at + timedelta(days=1)
