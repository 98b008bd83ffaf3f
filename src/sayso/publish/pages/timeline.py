"""When it was said, and when it is said to have happened: times as intervals, no more exact than stated.

Each row is drawn within its own days, so that a date years apart does not squeeze the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sayso.compare.timeline import ORDER, TimelineEntry, TimelineSort, timeline
from sayso.compare.zones import in_zone, leaves_zone_open, time_order
from sayso.publish.days import days_words, edge_of, open_zone_words, time_words, zone_words
from sayso.publish.dossier import Dossier
from sayso.publish.pages.labels import Exhibit, Labelled, Shelf, document_of, grouped
from sayso.values import in_utc


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

    lane: TimelineSort
    at: str  # sorts lines: ISO 8601, with its zone or in UTC where that is known
    days: str  # the heading it stands under, in words
    time: str  # in words; without the day where that is the heading
    bar: Bar | None  # None where neither side can be placed
    document: Exhibit | None  # for "said"
    claims: tuple[Labelled, ...]
    stated: tuple[str, ...]  # for "happened": the words by which the time was given
    carried: tuple[Exhibit, ...] = ()  # for "said": what the document carries, and is dated by it
    change: str = ""  # for what was revised, withdrawn or edited: "31 → 34"
    replaced: tuple[Labelled, ...] = ()  # the claims whose place it took
    judgement: str | None = None  # the id of the person's judgement that it rests on
    zone: str | None = None  # the name of one that was stated, such as "local time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A day, or a longer stretch, with its lines."""

    words: str
    lines: tuple[Line, ...]


def timeline_of(dossier: Dossier, shelf: Shelf) -> tuple[Days, ...]:
    """Return the days in order: what was said, is said to have happened, and was revised on each."""
    documents = [document_of(item) for item in dossier.material]
    entries = timeline(dossier.claims, documents, dossier.comparison)
    found = (*_said(entries, shelf), *_happened(shelf), *_revised(entries, shelf))
    lines = sorted(found, key=lambda line: (*time_order(line.at), ORDER.index(line.lane)))
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.days, []).append(line)
    return tuple(Days(words=words, lines=tuple(_zones_told(held))) for words, held in groups.items())


def _zones_told(lines: Sequence[Line]) -> Iterator[Line]:
    """Say of the hours of one day whose zone nobody said that it is so, where others have theirs."""
    beside = open_zone_words(line.at for line in lines)
    for line in lines:
        is_bare = leaves_zone_open(line.at) and not line.zone
        yield replace(line, time=f"{line.time}{beside}") if is_bare else line


def undated(shelf: Shelf) -> tuple[Exhibit, ...]:
    """Return the exhibits of which nobody recorded when they, or what carries them, were published."""
    return tuple(exhibit for exhibit in shelf.exhibits if not exhibit.material.date)


def _said(entries: Sequence[TimelineEntry], shelf: Shelf) -> Iterator[Line]:
    """Give each document a line with its claims; those that were made at another time have their own."""
    dated = {one.material.doc_id: one.material.published for one in shelf.exhibits if one.material.published}
    carried = grouped(
        (exhibit.material.dated.carrier, exhibit)
        for exhibit in shelf.exhibits
        if exhibit.material.dated is not None and exhibit.material.dated.carrier
    )
    held: dict[tuple[str, str], list[Labelled]] = {place: [] for place in dated.items()}
    made = {(one.doc_id, one.claim): one.at for one in entries if one.sort == "said"}
    for labelled in shelf.claims:
        doc_id = labelled.claim.doc_id
        at = made.get((doc_id, labelled.id)) or dated.get(doc_id)
        if at:
            held.setdefault((doc_id, at), []).append(labelled)
    for (doc_id, stated), claims in held.items():
        at = in_utc(stated)
        yield Line(
            lane="said",
            at=stated,
            days=days_words(at, at),
            time=time_words(at, at, zone_words(stated, at, None)),
            bar=_bar(at, at),
            document=shelf.by_doc[doc_id],
            claims=tuple(claims),
            stated=(),
            carried=carried.get(doc_id, ()) if stated == dated.get(doc_id) else (),
        )


def _revised(entries: Sequence[TimelineEntry], shelf: Shelf) -> Iterator[Line]:
    for entry in entries:
        if entry.at is None or entry.sort in ("said", "happened"):
            continue
        first, last = in_utc(entry.at), in_utc(entry.until or entry.at)
        yield Line(
            lane=entry.sort,
            at=entry.at,
            days=days_words(first, last),
            time=time_words(first, last, zone_words(entry.at, first, None)),
            bar=_bar(first, last),
            document=shelf.by_doc[entry.doc_id],
            claims=(shelf.by_claim[entry.claim],) if entry.claim is not None else (),
            stated=(),
            change=entry.words,
            replaced=tuple(shelf.by_claim[one] for one in entry.updates),
            judgement=entry.judgement,
        )


def _happened(shelf: Shelf) -> Iterator[Line]:
    """Give each time a line with its claims; 15:00 GMT and 15:00 local time are not one."""
    groups: dict[tuple[str | None, str | None, str | None], list[tuple[Labelled, str]]] = {}
    for labelled in shelf.claims:
        for time in labelled.claim.times:
            key = (time.stated.start, time.stated.end, time.stated.zone)
            groups.setdefault(key, []).append((labelled, time.stated.text))
    for (start, end, zone), held in groups.items():
        if start is None and end is None:
            continue
        first, last = (one and in_utc(in_zone(one, zone)) for one in (start, end))
        stated, at = start or end or "", first or last or ""
        yield Line(
            lane="happened",
            at=in_zone(stated, zone),
            zone=zone,
            days=days_words(first, last),
            time=time_words(first, last, zone_words(stated, at, zone)),
            bar=_bar(first, last),
            document=None,
            claims=tuple(dict.fromkeys(labelled for labelled, _ in held)),
            stated=tuple(dict.fromkeys(words for _, words in held)),
        )


def _bar(start: str | None, end: str | None) -> Bar | None:
    first, last = edge_of(start, late=False), edge_of(end, late=True)
    if (start and first is None) or (end and last is None):
        return None
    known = first or (last and last - timedelta(minutes=1))
    if known is None:
        return None
    morning = datetime.combine(known.date(), datetime.min.time())
    night = datetime.combine(_last_day(known, last), datetime.min.time()) + timedelta(days=1)
    whole = _minutes(night - morning)
    begin, close = first or morning, last or night
    return Bar(
        start=round(100 * _minutes(begin - morning) / whole, 2),
        width=round(100 * _minutes(close - begin) / whole, 2),
        open_before=first is None,
        open_after=last is None,
    )


def _last_day(known: datetime, last: datetime | None) -> date:
    """Return the last day that an interval touches; one that ends at midnight does not touch the next."""
    return known.date() if last is None else max(known, last - timedelta(minutes=1)).date()


def _minutes(span: timedelta) -> int:
    return max(0, int(span.total_seconds() // 60))
