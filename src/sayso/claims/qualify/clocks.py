"""Clock times in words and figures."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.claims.qualify.days import DAY, MONTH, SMALL, read_date, weekday_near


def clock_interval(clock: str, when: str, day: date | None, planned: bool) -> tuple[str, str] | None:
    """Return the minute of a clock time on a day told beside it, "" for the document's own day."""
    at = _clock_text(clock)
    on = day
    if re.search(MONTH, when, re.IGNORECASE) and re.search(r"\d", when):
        on = read_date(when, day)
    elif when.lower() in {"yesterday", "tomorrow"} and day:
        on = day + timedelta(days=1 if when.lower() == "tomorrow" else -1)
    elif day and (weekday := re.search(DAY, when, re.IGNORECASE)):
        on = weekday_near(weekday.group(), day, planned)
    if at is None or on is None:
        return None
    return f"{on.isoformat()}T{at}", f"{on.isoformat()}T{at}"


def _clock_text(text: str) -> str | None:
    text = text.lower()
    if text in {"noon", "midday"}:
        return "12:00"
    if text == "midnight":
        return "00:00"
    words = re.match(
        r"((?:half|five|ten|twenty|quarter) past|(?:quarter|ten|twenty|twenty-five) to) (\w+)", text
    )
    if words:
        hour = SMALL.get(words.group(2))
        minutes = {
            "half past": 30,
            "quarter past": 15,
            "quarter to": -15,
            "ten to": -10,
            "twenty to": -20,
            "twenty-five to": -25,
            "five past": 5,
            "ten past": 10,
            "twenty past": 20,
        }[words.group(1)]
        return None if hour is None else _minutes_text(60 * hour + minutes)
    named = re.match(r"(\w+) (?:o'clock|in the (morning|afternoon|evening)|at (night))", text)
    if named and named.group(3):
        return _at_night(SMALL.get(named.group(1)) or int(named.group(1) if named.group(1).isdigit() else 0))
    if named and not named.group(1).isdigit():
        hour = SMALL.get(named.group(1))
        later = 12 if named.group(2) in {"afternoon", "evening"} and hour != 12 else 0
        return None if hour is None else _minutes_text(60 * (hour + later))
    figures = re.match(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?", text)
    if not figures:
        return None
    if not figures.group(3) and int(figures.group(1)) < 12 and re.search(r"\b(?:afternoon|evening)$", text):
        return _minutes_text(60 * (int(figures.group(1)) + 12) + int(figures.group(2) or 0))
    hour = int(figures.group(1)) % (12 if figures.group(3) else 24)
    return _minutes_text(60 * (hour + (12 if figures.group(3) == "p" else 0)) + int(figures.group(2) or 0))


def _at_night(hour: int) -> str | None:
    """Return the time of "nine at night", 21:00, and of "two at night", 02:00."""
    if not 1 <= hour <= 12:
        return None
    return _minutes_text(60 * (hour % 12 + (12 if 6 <= hour < 12 else 0)))


def _minutes_text(minutes: int) -> str | None:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}" if 0 <= minutes < 1440 + 60 else None
