"""Clock times in words and figures."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.claims.qualify.days import DAY, MONTH, SMALL, read_date, weekday_near


def clock_interval(clock: str, when: str, day: date | None, planned: bool) -> tuple[str, str] | None:
    """Return the minute of a clock time on a day told beside it, "" for the document's own day.

    None where the hour is none, or where only another text part tells the day: "at 5.15 that evening".
    """
    if _OF_ANOTHER_DAY.match(when):
        return None
    at = _of_part(_clock_text(clock), clock, when)
    on = day
    if re.search(MONTH, when, re.IGNORECASE) and re.search(r"\d", when):
        on = read_date(when, day)
    elif day and (away := _DAYS_AWAY.match(when)):
        on = day + timedelta(days=1 if away.group().lower() == "tomorrow" else -1)
        on = day if away.group().lower() == "last night" and _is_past_midnight(at) else on
    elif day and when.lower() == "tonight":
        on = day + timedelta(days=1) if _is_past_midnight(at) else day
    elif day and (weekday := re.search(DAY, when, re.IGNORECASE)):
        on = weekday_near(weekday.group(), day, planned)
    if at is None or on is None:
        return None
    return f"{on.isoformat()}T{at}", f"{on.isoformat()}T{at}"


_OF_ANOTHER_DAY = re.compile(r"that|the (?:same|next|following)", re.IGNORECASE)
_DAYS_AWAY = re.compile(r"yesterday|tomorrow|last night", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening|night|tonight)$", re.IGNORECASE)
_OF_TWELVE_HOURS = re.compile(  # told without "am" or "pm"
    r"\d{1,2}(?:[:.]\d{2})?|(?:half|quarter|ten|five|twenty|twenty-five) (?:past|to) \w+|[a-z]+",
    re.IGNORECASE,
)


def _of_part(at: str | None, clock: str, when: str) -> str | None:
    """Return a clock time by the part of the day beside it: 17:15 for "5.15 this evening"."""
    part, in_words = _PART_OF_DAY.search(when), SMALL.get(clock.lower())
    if part is not None and in_words is not None:
        at = _minutes_text(60 * in_words)
    if at is None or part is None or not (in_words or _OF_TWELVE_HOURS.fullmatch(clock)):
        return at
    hour = int(at[:2])
    by_night = part.group().lower() in {"night", "tonight"}
    later = hour < 12 and part.group().lower() != "morning" and (not by_night or hour >= EARLIEST_AT_NIGHT)
    if by_night and hour == 12:
        return f"00{at[2:]}"
    return f"{hour + 12}{at[2:]}" if later else at


def _is_past_midnight(at: str | None) -> bool:
    return at is not None and int(at[:2]) < EARLIEST_AT_NIGHT


EARLIEST_AT_NIGHT = 5  # o'clock: "at 5.15 last night" is in the evening, "at 4.15" before the morning


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
