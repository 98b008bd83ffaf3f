"""When a claim was made: by its document's date, and by what the sentence says of an earlier saying."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from sayso.claims.types import Claim, Document

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"\b(" + "|".join(_DAYS) + r")\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:a day earlier|earlier|previously|at first|first announced|initially|originally|at midday|"
    r"yesterday)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"\b(?:had|which \w+ had)\s+(?:\w+\s+)?$", re.IGNORECASE)


def said_at(claim: Claim, document: Document, sentence: str) -> str | None:
    """Return when the claim was made, in ISO 8601, as exact as it is known; None where no date is known.

    A saying in the past perfect ("had put it at 112", "it had given at midday")
    came before the document: on the weekday that the sentence names, else the day before.
    """
    if document.published is None:
        return None
    if not claim.cue or not _said_before(claim, document.text, sentence):
        return document.published
    published = _day_of(document.published)
    if published is None:
        return document.published
    named = _weekday_outside_content(claim, document.text, published)
    # Within the day the hour is not known; noon of the day before sorts ahead of the document.
    return (named or published - timedelta(days=1)).isoformat()


def _said_before(claim: Claim, text: str, sentence: str) -> bool:
    cue = claim.cue[0]
    lead = text[max(0, cue.start - 24) : cue.start]
    beside = text[max(0, cue.start - 40) : cue.end + 40]
    words = text[cue.start : cue.end].lower()
    if words.startswith("had ") or _HAD.search(lead):
        return True
    return bool(_EARLIER.search(beside)) and "had" in sentence.split()


def _weekday_outside_content(claim: Claim, text: str, published: date) -> date | None:
    cue = claim.cue[0]
    near = text[max(0, cue.start - 60) : min(len(text), cue.end + 60)]
    for found in _DAY.finditer(near):
        back = (published.weekday() - _DAYS.index(found.group(1).lower())) % 7
        return published - timedelta(days=back)
    return None


def _day_of(stamp: str) -> date | None:
    try:
        return datetime.fromisoformat(stamp.replace("Z", "+00:00")).date()
    except ValueError:
        return None
