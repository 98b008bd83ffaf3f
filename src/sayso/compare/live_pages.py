"""When the entries of a live page were written: their hours, and the days of those before midnight.

"21:15 | Turnout is now ...": the hour stands at the head of each entry, the day nowhere. Nothing was
written after the page was published, and from one entry to the next the hours go one way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from sayso.compare.zones import after_publication, in_zone

_ENTRY_HOUR = re.compile(
    r"^[ \t\[(]*([01]?\d|2[0-3])[:.h]([0-5]\d)[ \t]*([ap]\.?m\.?)?(?: ?([A-Z]{3,4})\b)?[\])]?[ \t]*"
    r"(?:[|:\-–—]|$|(?=[A-Z“\"]))",
    re.MULTILINE,
)
_HALF_A_DAY = 12 * 60  # minutes
_A_DAY = timedelta(days=1)


def entry_at(place: int, text: str, published: str) -> str | None:
    """Return when the entry was written that holds a place of a live page; None where there are no hours.

    Args:
        place: in code points.
        text: of the page.
        published: when the page was, in ISO 8601, at least to the day.
    """
    starts, stamps = _entries(text, published)
    entry = bisect_right(starts, place) - 1
    return stamps[entry] if entry >= 0 else None


@lru_cache(maxsize=16)
def _entries(text: str, published: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where the entries of a live page begin, and when each was written; made once a text."""
    found = tuple(_ENTRY_HOUR.finditer(text))
    hours = [_hour(one) for one in found]
    day = max(datetime.fromisoformat(published).date(), date.min + 2 * _A_DAY)
    # The oldest stands first, or the newest: whichever took the page less time, and fewer midnights.
    ways = (_back_from(hours[::-1])[::-1], _back_from(hours))
    back = min(ways, key=lambda days: _length(hours, days) + _HALF_A_DAY * max(days, default=0))
    if max(back, default=0) > 1:  # more midnights would have their dates on the page: they stand in no order
        back = [0] * len(hours)
    stamps = _stamps(day, back, found)
    if any(after_publication(stamp, published) for stamp in stamps):
        stamps = _stamps(day - _A_DAY, back, found)
    return tuple(one.start() for one in found), stamps


def _stamps(day: date, back: Sequence[int], found: Sequence[re.Match[str]]) -> tuple[str, ...]:
    return tuple(_stamp(day - days * _A_DAY, one) for days, one in zip(back, found, strict=True))


def _back_from(hours: Sequence[str]) -> list[int]:
    """The midnights before each of some hours that go back from the first."""
    back, days, later = list[int](), 0, ""
    for hour in hours:
        days += bool(later) and hour > later
        back.append(days)
        later = hour
    return back


def _length(hours: Sequence[str], back: Sequence[int]) -> int:
    """The minutes from the first entry to the last."""
    at = [int(hour[:2]) * 60 + int(hour[3:]) - days * 1440 for hour, days in zip(hours, back, strict=True)]
    return max(at, default=0) - min(at, default=0)


def _stamp(day: date, entry: re.Match[str]) -> str:
    return in_zone(f"{day}T{_hour(entry)}", entry.group(4))


def _hour(entry: re.Match[str]) -> str:
    hour, half = int(entry.group(1)), (entry.group(3) or "").lower()
    return f"{hour + 12 if half.startswith('p') and hour < 12 else hour:02d}:{entry.group(2)}"
