"""Two times that are the ends of one: "from Monday to Wednesday", "between 01:40 and 02:15"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.claims.qualify.days import DATE, DAY
from sayso.values import TextSpan

_RANGE_BEFORE = re.compile(r"\b(?:from|between)(?: about| around)? $", re.IGNORECASE)
_RANGE_JOINT = re.compile(r" ?(?:to|and|until|till|through|-) ?(?:about |around )?$", re.IGNORECASE)

_DAY_TOLD = re.compile(rf"{DATE}|\b(?:{DAY}|today|yesterday|tomorrow|this)\b", re.IGNORECASE)

Interval = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A time as it was read: the words that show it, all words that belong to it, and what they say."""

    shown: TextSpan
    whole: TextSpan
    interval: Interval


def with_ranges(text: str, found: Iterable[ReadTime]) -> Iterator[ReadTime]:
    """Join the two ends of "from Monday to Wednesday" and "between 01:40 and 02:15"."""
    first: ReadTime | None = None
    for one in found:
        joined = _range_of(text, first, one) if first else None
        if joined is None and first is not None:
            yield first
        first = joined or one
    if first is not None:
        yield first


def _range_of(text: str, first: ReadTime, second: ReadTime) -> ReadTime | None:
    before = text[max(0, first.shown.start - 20) : first.shown.start]
    joint = text[first.whole.end : second.shown.start]
    lead = second.shown.of(text).split(" ", 1)[0].lower()
    joins = _RANGE_JOINT.fullmatch(joint) or (joint == " " and lead in {"until", "till"})
    if not joins or not _RANGE_BEFORE.search(before):
        return None
    start, end = first.interval[0], second.interval[1] or second.interval[0]
    if (
        start
        and end
        and _DAY_TOLD.search(second.shown.of(text))
        and not _DAY_TOLD.search(first.shown.of(text))
    ):
        start = end[:DATE_LENGTH] + start[DATE_LENGTH:]  # "between 01:40 and 02:15 on Monday"
    return ReadTime(
        TextSpan(first.shown.start, second.shown.end),
        TextSpan(first.whole.start, second.whole.end),
        (start, _end_after(start, end)),
    )


def _end_after(start: str | None, end: str | None) -> str | None:
    """Return the end of a range, on the next day where "from 22:00 to 06:00" goes over midnight."""
    if start is None or end is None or len(end) <= DATE_LENGTH or end >= start:
        return end if end is None or start is None or end >= start[: len(end)] else None
    next_day = date.fromisoformat(end[:DATE_LENGTH]) + timedelta(days=1)
    return f"{next_day.isoformat()}{end[DATE_LENGTH:]}"


DATE_LENGTH = len("2025-03-04")
