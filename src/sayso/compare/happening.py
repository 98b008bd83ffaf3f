"""When something is said to have happened: hours on the days that can be meant, without those denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sayso.claims.types import Claim
from sayso.compare.zones import after_publication
from sayso.values import StatedTime

_TO_THE_DAY = len("2031-05-04")
_DENIED = re.compile(
    r"\b(?:not|and not|rather than|instead of)(?: (?:at|on|in|from|about|around))? $", re.IGNORECASE
)
_NAMES_A_DAY = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|this|that|last|next|same|following|day|week|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b|\d-\d",
    re.IGNORECASE,
)
_A_DAY = timedelta(days=1)


def times_told(claim: Claim, text: str, said_at: str | None) -> Iterator[StatedTime]:
    """Yield the times that a claim tells of, in its order, without those that it denies ("not at 18.30").

    An hour without a day is of the only day that the claim names; of what has happened it is of the day
    before where it would lie after it was told.

    Args:
        claim: whose times are read as of the day of its document where they name none.
        text: of the document.
        said_at: when the claim was made, in ISO 8601, as exact as it is known.
    """
    told = [time for time in claim.times if not is_denied(text[: time.span.start])]
    days = {stated.start for stated in (time.stated for time in told) if _is_day(stated)}
    for time in told:
        stated = time.stated
        if not is_bare_hour(stated):
            yield stated
        elif len(days) == 1:
            yield _on(stated, next(iter(days)) or "")
        elif claim.event_status == "happened" and after_publication(stated.start or "", said_at):
            yield _on(stated, _day_before(stated.start or ""))
        else:
            yield stated


def is_denied(before: str) -> bool:
    """Tell whether the words before a time deny it: "not at"."""
    return bool(_DENIED.search(before))


def _is_day(stated: StatedTime) -> bool:
    return stated.start is not None and stated.start == stated.end and len(stated.start) == _TO_THE_DAY


def is_bare_hour(stated: StatedTime) -> bool:
    """Tell whether a time is an hour of which its words do not say the day."""
    is_hour = stated.start is not None and stated.start == stated.end and len(stated.start) > _TO_THE_DAY
    return is_hour and not _NAMES_A_DAY.search(stated.text)


def _on(stated: StatedTime, day: str) -> StatedTime:
    at = f"{day}{(stated.start or '')[_TO_THE_DAY:]}"
    return replace(stated, start=at, end=at)


def _day_before(stamp: str) -> str:
    day = date.fromisoformat(stamp[:_TO_THE_DAY])
    return (day - _A_DAY if day > date.min else day).isoformat()
