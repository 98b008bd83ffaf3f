"""Dates and clock times in words, resolved against the document's date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from sayso.claims.types import ClaimTime, Spans
from sayso.values import StatedTime, TextSpan

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|lunchtime)"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?: ?(?:am|pm|a\.m\.|p\.m\.))?|\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)|noon|"
    r"midnight|midday|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve) (?:o'clock|in the (?:morning|afternoon|evening))|(?:half|ten|five|"
    r"twenty) past \w+|quarter (?:past|"
    r"to) \w+)"
)
_LEAD = (
    r"(?:(?:(?:by|before|since|until|till|after|from|as of|about|around|late|early|"
    r"shortly before|on or after)\s+(?:about |around |the |on )?)*)"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?:19|20)\d\d)?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:, ?(?:19|20)\d\d)?)"
)
_ORDINAL_WEEK = r"(?:first|second|third|fourth|last)"
_TIME = re.compile(
    rf"(?<!\w)(?P<lead>{_LEAD})"
    rf"(?:(?P<clock>{_CLOCK})(?: (?:on |today|yesterday)?(?P<clockdate>{_DATE}|"
    rf"(?:last )?{_DAY}(?: {_PART})?|today|yesterday)?)?"
    rf"|(?P<range>\d{{1,2}} (?:to|and|-) \d{{1,2}} {_MONTH}(?: (?:19|20)\d\d)?)"
    rf"|(?P<isodate>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?P<weekof>the (?:{_ORDINAL_WEEK} week|week) of (?:{_DATE}|{_MONTH}(?: (?:19|20)\d\d)?))"
    rf"|(?P<endof>(?:the )?(?P<edge>end|beginning|start|middle) of (?P<period>the (?:month|"
    rf"week|year)|{_MONTH}(?: (?:19|20)\d\d)?|(?:19|20)\d\d))"
    rf"|(?:the )?(?:(?:{_PART}|early hours) of )?(?P<date>{_DATE})(?: {_PART})?"
    rf"|(?:(?:dawn|noon|midnight|dusk) on )?(?P<which>(?:last|next|"
    rf"this) )?(?P<weekday>{_DAY})(?: (?P<part>{_PART}))?"
    rf"|(?P<relative>the day before yesterday|yesterday|today|tomorrow|tonight|last night|"
    rf"this (?:morning|afternoon|evening|week|month|year)|(?:last|next) (?:week|month|year)|"
    rf"earlier today)(?: {_PART})?(?:, (?P<apposed>{_DATE}))?"
    rf"|(?P<ago>(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    rf"several) (?P<unit>day|week|month|year|hour|minute)s? (?P<dir>earlier|ago|before|later))"
    rf"|(?P<monthyear>{_MONTH},? (?:19|20)\d\d)"
    rf"|(?<=in )(?P<month>(?:January|February|March|April|June|July|August|September|October|"
    rf"November|December))\b"
    rf"|the (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b(?! [A-Z])"
    rf"|(?<=in |by )(?P<year>(?:19|20)\d\d)\b|(?P<leadyear>(?<=since )(?:19|20)\d\d)\b"
    rf")",
    re.IGNORECASE,
)
_SMALL = {
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
_UNTIL = re.compile(r"\b(?:by|before|until|till|as of)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:since|after|from|on or after)\b", re.IGNORECASE)
_KEPT_LEADS = re.compile(r"^(?:(?:at|on|in|late|early|from|after|on or after|around)\s+)+", re.IGNORECASE)
FUTURE_WORDS = re.compile(
    r"\b(?:will|would|shall|could|may|might|must|should|hopes?d?|"
    r"due|next|planned|expected|scheduled|to be)\b",
    re.IGNORECASE,
)


def find_time_spans(text: str) -> list[TextSpan]:
    """Return the stretches of a text that state a date or clock time."""
    return [TextSpan(m.start(), m.end()) for m in _TIME.finditer(text)]


def times_in(text: str, content: Spans, published: str | None) -> tuple[ClaimTime, ...]:
    """Return the dates and clock times in a content.

    Args:
        text: plain text of the document.
        content: spans of the claim's content.
        published: the document's date, ISO 8601; without it only full dates are resolved.
    """
    day = _day_of(published)
    out: list[ClaimTime] = []
    for span in content:
        planned = bool(FUTURE_WORDS.search(span.of(text)))
        for match in _TIME.finditer(text, span.start, span.end):
            stated = _resolve(match, day, planned)
            start, end = _shown(match)
            if end > start:
                out.append(
                    ClaimTime(
                        span=TextSpan(start, end),
                        stated=StatedTime(text=text[start:end], start=stated[0], end=stated[1]),
                    )
                )
    return tuple(out)


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _shown(match: re.Match[str]) -> tuple[int, int]:
    text = match.group()
    lead = _KEPT_LEADS.match(text)
    drop = (
        lead.end() if lead and not _UNTIL.search(lead.group()) and "since" not in lead.group().lower() else 0
    )
    end = match.start() + len(text.rstrip())
    return match.start() + drop, end


def _resolve(match: re.Match[str], day: date | None, planned: bool) -> tuple[str | None, str | None]:
    interval = _interval(match, day, planned)
    if interval is None:
        return None, None
    start, end = interval
    lead = match.group("lead") or ""
    if _UNTIL.search(lead):
        return None, end if not match.group("clock") else start
    if _FROM.search(lead):
        return start, None
    return start, end


def _interval(match: re.Match[str], day: date | None, planned: bool) -> tuple[str, str] | None:
    groups = match.groupdict()
    if groups["clock"]:
        return _clock(match, day, planned)
    if groups["isodate"]:
        return _valid(groups["isodate"])
    if groups["monthyear"]:
        return _month(groups["monthyear"], day)
    year = groups["year"] or groups["leadyear"]
    if year:
        return f"{year}-01-01", f"{year}-12-31"
    date_text = groups["date"] or groups["apposed"]
    if date_text and (day or re.search(r"(?:19|20)\d\d", date_text)):
        found = read_date(date_text, day)
        return (found.isoformat(), found.isoformat()) if found else None
    return _relative(groups, day, planned) if day else None


def _valid(text: str) -> tuple[str, str] | None:
    try:
        return (date.fromisoformat(text).isoformat(),) * 2
    except ValueError:
        return None


def _relative(groups: dict[str, str | None], day: date, planned: bool) -> tuple[str, str] | None:
    if groups["weekday"]:
        found = weekday_near(groups["weekday"], day, planned or "next" in (groups["which"] or "").lower())
        return found.isoformat(), found.isoformat()
    if groups["range"]:
        return _day_range(groups["range"], day)
    if groups["weekof"]:
        return _week_of(groups["weekof"], day)
    if groups["endof"]:
        return _edge(groups, day)
    if groups["relative"]:
        return _named_day(groups["relative"].lower(), day)
    if groups["ago"]:
        return _ago(groups, day)
    if groups["month"]:
        return _month(groups["month"], day)
    if groups["nth"]:
        return _nth(int(groups["nth"]), day)
    return None


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
    match = re.search(_MONTH, text, re.IGNORECASE)
    return MONTHS.index(match.group()[:3].lower()) + 1 if match else None


def weekday_near(name: str, day: date, future: bool) -> date:
    """Return the last such weekday up to `day`, or the next one after it."""
    ahead = (WEEKDAYS.index(name.lower()) - day.weekday()) % 7
    if future:
        return day + timedelta(days=ahead)
    return day - timedelta(days=(7 - ahead) % 7)


def _clock(match: re.Match[str], day: date | None, planned: bool) -> tuple[str, str] | None:
    at = _clock_text(match.group("clock"))
    when = match.group("clockdate") or ""
    on = day
    if re.search(_MONTH, when, re.IGNORECASE) and re.search(r"\d", when):
        on = read_date(when, day)
    elif when.lower() == "yesterday" and day:
        on = day - timedelta(days=1)
    elif day and (weekday := re.search(_DAY, when, re.IGNORECASE)):
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
    words = re.match(r"((?:half|five|ten|twenty|quarter) past|quarter to) (\w+)", text)
    if words:
        hour = _SMALL.get(words.group(2))
        minutes = {
            "half past": 30,
            "quarter past": 15,
            "quarter to": -15,
            "five past": 5,
            "ten past": 10,
            "twenty past": 20,
        }[words.group(1)]
        return None if hour is None else _minutes_text(60 * hour + minutes)
    named = re.match(r"(\w+) (?:o'clock|in the (morning|afternoon|evening))", text)
    if named and not named.group(1).isdigit():
        hour = _SMALL.get(named.group(1))
        later = 12 if named.group(2) in {"afternoon", "evening"} and hour != 12 else 0
        return None if hour is None else _minutes_text(60 * (hour + later))
    figures = re.match(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?", text)
    if not figures:
        return None
    hour = int(figures.group(1)) % (12 if figures.group(3) else 24)
    return _minutes_text(60 * (hour + (12 if figures.group(3) == "p" else 0)) + int(figures.group(2) or 0))


def _minutes_text(minutes: int) -> str | None:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}" if 0 <= minutes < 1440 + 60 else None


def _month(text: str, day: date | None) -> tuple[str, str] | None:
    month = _month_number(text)
    year = re.search(r"(?:19|20)\d\d", text)
    if month is None or not (year or day):
        return None
    if year:
        number = int(year.group())
    else:
        assert day is not None
        number = min(
            (day.year - 1, day.year, day.year + 1), key=lambda y: abs((date(y, month, 15) - day).days)
        )
    return f"{number}-{month:02}-01", f"{number}-{month:02}-{monthrange(number, month)[1]:02}"


def _day_range(text: str, day: date) -> tuple[str, str] | None:
    numbers = re.findall(r"\d{1,2}", text)
    low = read_date(f"{numbers[0]} {re.sub(r'^.*?[0-9]+ (?:to|and|-) [0-9]+ ', '', text)}", day)
    high = read_date(f"{numbers[1]} {re.sub(r'^.*?[0-9]+ (?:to|and|-) [0-9]+ ', '', text)}", day)
    return (low.isoformat(), high.isoformat()) if low and high and low <= high else None


def _week_of(text: str, day: date) -> tuple[str, str] | None:
    if re.search(r"\d{1,2}", re.sub(r"(?:19|20)\d\d", "", text)):
        start = read_date(text, day)
        return (start.isoformat(), (start + timedelta(days=6)).isoformat()) if start else None
    month = _month(text, day)
    order = re.search(_ORDINAL_WEEK, text, re.IGNORECASE)
    if month is None or order is None:
        return None
    first, last = date.fromisoformat(month[0]), date.fromisoformat(month[1])
    if order.group().lower() == "last":
        return (last - timedelta(days=6)).isoformat(), last.isoformat()
    start = first + timedelta(days=7 * ("first", "second", "third", "fourth").index(order.group().lower()))
    return start.isoformat(), min(last, start + timedelta(days=6)).isoformat()


def _edge(groups: dict[str, str | None], day: date) -> tuple[str, str] | None:
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
        span = _month(period, day)
    if span is None:
        return None
    edge = (groups["edge"] or "").lower()
    if edge == "end":
        return span[1], span[1]
    return (span[0], span[0]) if edge in {"beginning", "start"} else span


def _named_day(words: str, day: date) -> tuple[str, str] | None:
    days = {"yesterday": -1, "last night": -1, "the day before yesterday": -2, "tomorrow": 1}
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


def _ago(groups: dict[str, str | None], day: date) -> tuple[str, str] | None:
    count_text = (groups["count"] or "").lower()
    count = _SMALL.get(count_text) or (int(count_text) if count_text.isdigit() else None)
    unit = (groups["unit"] or "").lower()
    if count is None or unit not in {"day", "week"} or count > 3000:
        return None
    days = count * (7 if unit == "week" else 1)
    found = day + timedelta(days=days if groups["dir"] == "later" else -days)
    return found.isoformat(), found.isoformat()


def _nth(number: int, day: date) -> tuple[str, str] | None:
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
