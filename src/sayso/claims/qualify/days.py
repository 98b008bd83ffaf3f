"""Dates in words, resolved against the day of a document."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? (?:19|20)\d\d)?|"
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:, ?(?:19|20)\d\d)?)"
)
ORDINAL_WEEK = r"(?:first|second|third|fourth|last)"
SMALL = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}


def read_date(text: str, day: date | None) -> date | None:
    """Read "3 March", "Jan. 9" or "March 4, 2025"; a year left out is the one nearest to `day`."""
    number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
    month = _month_number(text)
    year = re.search(r"(?:19|20)\d\d", text)
    if number is None or month is None:
        return None
    try:
        if year:
            return date(int(year.group()), month, int(number.group(1)))
        if day is None:
            return None
        candidates = [date(y, month, int(number.group(1))) for y in (day.year - 1, day.year, day.year + 1)]
    except ValueError:
        return None
    return min(candidates, key=lambda c: abs((c - day).days))


def _month_number(text: str) -> int | None:
    match = re.search(MONTH, text, re.IGNORECASE)
    return MONTHS.index(match.group()[:3].lower()) + 1 if match else None


def weekday_near(name: str, day: date, future: bool) -> date:
    """Return the last such weekday up to `day`, or the next one after it."""
    ahead = (WEEKDAYS.index(name.lower()) - day.weekday()) % 7
    if future:
        return day + timedelta(days=ahead)
    return day - timedelta(days=(7 - ahead) % 7)


def month_interval(text: str, day: date | None, *, past: bool = False) -> tuple[str, str] | None:
    """Return the first and last day of a month; without its year, of the year that is nearest to `day`.

    Args:
        past: whether it lies behind `day`, so that no year in which it is still to begin is taken.
    """
    month = _month_number(text)
    year = re.search(r"(?:19|20)\d\d", text)
    if month is None or not (year or day):
        return None
    if year:
        number = int(year.group())
    else:
        assert day is not None
        years = [y for y in (day.year - 1, day.year, day.year + 1) if not (past and date(y, month, 1) > day)]
        number = min(years, key=lambda y: abs((date(y, month, 15) - day).days))
    return f"{number}-{month:02}-01", f"{number}-{month:02}-{monthrange(number, month)[1]:02}"


def day_range(text: str, day: date) -> tuple[str, str] | None:
    """Return the first and last day of "11 to 14 February"."""
    numbers = re.findall(r"\d{1,2}", text)
    low = read_date(f"{numbers[0]} {re.sub(r'^.*?[0-9]+ (?:to|and|-) [0-9]+ ', '', text)}", day)
    high = read_date(f"{numbers[1]} {re.sub(r'^.*?[0-9]+ (?:to|and|-) [0-9]+ ', '', text)}", day)
    return (low.isoformat(), high.isoformat()) if low and high and low <= high else None


def week_of(text: str, day: date) -> tuple[str, str] | None:
    """Return the first and last day of "the week of 3 March", and of "the second week of March"."""
    if re.search(r"\d{1,2}", re.sub(r"(?:19|20)\d\d", "", text)):
        start = read_date(text, day)
        return (start.isoformat(), (start + timedelta(days=6)).isoformat()) if start else None
    month = month_interval(text, day)
    order = re.search(ORDINAL_WEEK, text, re.IGNORECASE)
    if month is None or order is None:
        return None
    first, last = date.fromisoformat(month[0]), date.fromisoformat(month[1])
    if order.group().lower() == "last":
        return (last - timedelta(days=6)).isoformat(), last.isoformat()
    start = first + timedelta(days=7 * ("first", "second", "third", "fourth").index(order.group().lower()))
    return start.isoformat(), min(last, start + timedelta(days=6)).isoformat()


def edge_of(groups: dict[str, str | None], day: date) -> tuple[str, str] | None:
    """Return the last day of "the end of March", the first of its beginning, and all for its middle."""
    period = (groups["period"] or "").lower()
    if period == "the week":
        start = day - timedelta(days=day.weekday())
        span: tuple[str, str] | None = (start.isoformat(), (start + timedelta(days=6)).isoformat())
    elif period == "the year" or re.fullmatch(r"(?:19|20)\d\d", period):
        year = period if period[:2].isdigit() else str(day.year)
        span = (f"{year}-01-01", f"{year}-12-31")
    elif period == "the month":
        span = (
            f"{day.year}-{day.month:02}-01",
            f"{day.year}-{day.month:02}-{monthrange(day.year, day.month)[1]:02}",
        )
    else:
        span = month_interval(period, day)
    if span is None:
        return None
    edge = (groups["edge"] or "").lower()
    if edge == "end":
        return span[1], span[1]
    return (span[0], span[0]) if edge in {"beginning", "start"} else span


def named_day(words: str, day: date) -> tuple[str, str] | None:
    """Return the first and last day of "yesterday", "last week" and the like, from `day`."""
    if words.startswith("overnight"):
        return (day - timedelta(days=1)).isoformat(), day.isoformat()
    days = {
        "yesterday": -1,
        "the previous": -1,
        "last night": -1,
        "the day before yesterday": -2,
        "the day before": -1,
        "the night before": -1,
        "tomorrow": 1,
    }
    for name, shift in days.items():
        if words.startswith(name):
            found = (day + timedelta(days=shift)).isoformat()
            return found, found
    if words.startswith(
        ("today", "tonight", "this morning", "this afternoon", "this evening", "earlier today")
    ):
        return day.isoformat(), day.isoformat()
    shift = -1 if words.startswith("last") else 1 if words.startswith("next") else 0
    if words.endswith("week"):
        start = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return start.isoformat(), (start + timedelta(days=6)).isoformat()
    if words.endswith("year"):
        return f"{day.year + shift}-01-01", f"{day.year + shift}-12-31"
    if words.endswith("month"):
        month = day.month - 1 + shift
        year, number = day.year + month // 12, month % 12 + 1
        return f"{year}-{number:02}-01", f"{year}-{number:02}-{monthrange(year, number)[1]:02}"
    return None


def days_away(groups: dict[str, str | None], day: date) -> tuple[str, str] | None:
    """Return the day of "two weeks ago", twice, by the groups `count`, `unit` and `dir`; no hours."""
    count_text = (groups["count"] or "").lower()
    count = SMALL.get(count_text) or (int(count_text) if count_text.isdigit() else None)
    unit = (groups["unit"] or "").lower()
    if count is None or unit not in {"day", "week"} or count > 3000:
        return None
    days = count * (7 if unit == "week" else 1)
    found = day + timedelta(days=days if groups["dir"] == "later" else -days)
    return found.isoformat(), found.isoformat()


def nth_of_month(number: int, day: date) -> tuple[str, str] | None:
    """Return the last day of a number up to `day`, twice: "the 3rd"."""
    if not 1 <= number <= 31:
        return None
    year, month = day.year, day.month
    if number > day.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    try:
        found = date(year, month, number).isoformat()
    except ValueError:
        return None
    return found, found
