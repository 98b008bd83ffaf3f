"""When a claim was made, as its document and its words have it, and which of two was made later."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from sayso.claims.types import Claim, Document
from sayso.compare.live_pages import entry_at
from sayso.values import StatedTime, in_utc

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"\b(" + "|".join(_DAYS) + r")\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:a day earlier|earlier|previously|at first|first announced|initially|originally|at midday|"
    r"yesterday)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad\s+(?:\w+\s+)?$", re.IGNORECASE)
_SAID_THEN = re.compile(r"(?:said|posted|wrote|reported|claimed|tweeted|gave|published)\b", re.IGNORECASE)
_TO_THE_DAY, _TO_THE_MINUTE = len("2031-05-04"), len("2031-05-04T10:00")
_FIRST_PERSON = frozenset({"i", "we"})


def said_at(claim: Claim, document: Document, sentence: str) -> str | None:
    """Return when the claim was made, in ISO 8601, as exact as it is known; None where no date is known.

    A saying in the past perfect ("had put it at 112"), or an author's own ("we
    wrote"), came before the document: on the weekday that stands beside it, else
    the day before. What takes back what was said then ("an earlier version said") is
    said now. In a live page the hour of the entry counts, and those before midnight are of the day before.
    """
    published = _day_of(document.published)
    if document.published is None or published is None:
        return document.published
    if claim.cue and claim.act != "retract" and _said_before(claim, document.text, sentence):
        named = _weekday_beside(claim, document.text, published)
        return (named or published - timedelta(days=1)).isoformat()
    return entry_at(claim.content[0].start, document.text, document.published) or document.published


def is_later(one: str | None, other: str | None) -> bool:
    """Tell whether what was said at the first time was said after the second, as far as both are known.

    Two times that state their zones are put in UTC. Where but one does, the other's day has to be later in
    whichever of the two ways that one is read; two that state none are taken as they are written.
    """
    if one is None or other is None:
        return False
    first, second = in_utc(one), in_utc(other)
    if (first == one) == (second == other):
        return _is_after(first, second, _TO_THE_MINUTE)
    return all(_is_after(*pair, _TO_THE_DAY) for pair in ((one, other), (first, second)))


def hours_between(earlier: str | None, later: str | None) -> float:
    """Return how many hours the second time is after the first; 0 where that is not known.

    A day alone is taken for its noon. Where but one states its zone, both are taken as they are written.
    """
    first, second = _instant(earlier), _instant(later)
    if first is None or second is None:
        return 0.0
    if first.tzinfo is None or second.tzinfo is None:
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return (second - first).total_seconds() / 3600


def moment(said_at: str | None) -> str:
    """When something was said, to sort by: a day is not before the hours of that day, and no date is last."""
    if said_at is None:
        return "~"
    return in_utc(said_at) if "T" in said_at else f"{said_at}T~"


def over_by(stated: StatedTime, said_at: str | None) -> bool:
    """Tell whether a time that is spoken of had passed when something was said."""
    end = stated.end or stated.start
    return end is not None and said_at is not None and end[:10] <= said_at[:10]


def _is_after(one: str, other: str, exact: int) -> bool:
    """Whether the first of two times is the later one, as far as both are exact, and so many characters."""
    shared = min(len(one), len(other), exact)
    return one[:shared] > other[:shared]


def _said_before(claim: Claim, text: str, sentence: str) -> bool:
    cue = claim.cue[0]
    words = text[cue.start : cue.end].lower()
    if words.startswith("had ") or _HAD.search(text[max(0, cue.start - 24) : cue.start]):
        return True
    source = " ".join(span.of(text) for span in claim.source).strip().lower()
    if source in _FIRST_PERSON and _SAID_THEN.match(words):
        return True
    beside = text[max(0, cue.start - 40) : cue.end + 40]
    return bool(_EARLIER.search(beside)) and "had" in sentence.split()


def _weekday_beside(claim: Claim, text: str, published: date) -> date | None:
    cue = claim.cue[0]
    found = _DAY.search(text[max(0, cue.start - 60) : cue.end + 60])
    if found is None:
        return None
    back = (published.weekday() - _DAYS.index(found.group(1).lower())) % 7
    return published - timedelta(days=back)


def _day_of(stamp: str | None) -> date | None:
    if stamp is None:
        return None
    try:
        return datetime.fromisoformat(stamp.replace("Z", "+00:00")).date()
    except ValueError:
        return None


def _instant(stamp: str | None) -> datetime | None:
    """The moment of a stamp; None where it is not known to the day: a year or a month."""
    if stamp is None or len(stamp) < _TO_THE_DAY:
        return None
    return datetime.fromisoformat(stamp if "T" in stamp else f"{stamp}T12:00")
