"""Dates and clock times in words, resolved against the document's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sayso.claims.qualify.clocks import clock_interval
from sayso.claims.qualify.days import (
    DATE,
    DAY,
    MONTH,
    ORDINAL_WEEK,
    day_range,
    days_away,
    edge_of,
    month_interval,
    named_day,
    nth_of_month,
    read_date,
    week_of,
    weekday_near,
)
from sayso.claims.qualify.time_ranges import ReadTime, with_ranges
from sayso.claims.qualify.time_tense import FUTURE_WORDS, PAST_WORDS, looks_back, sentence_around
from sayso.claims.types import ClaimTime, Spans
from sayso.claims.words import word_set
from sayso.values import StatedTime, TextSpan

_PART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|lunchtime)"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# What is done or happens at an hour: "left at six" tells a time, "stood at six" a count.
_HAPPENING = word_set(
    """
    came left began started opened closed ended arrived rang out off home departed sailed docked landed
    crashed exploded collapsed sounded met gathered failed stopped broke burst died woke resumed reopened
    returned surrendered fled escaped
    """
)
_AT_HOUR = "|".join(rf"(?<={word} at )" for word in sorted(_HAPPENING))
_PART_TOLD = (  # the part of a day behind a clock time: "5.15 | this morning"
    r"(?:(?:this|that|yesterday|tomorrow|the (?:same|next|following)) (?:morning|afternoon|evening|night)|"
    r"last night|tonight)\b"
)
_AMONG_TIMES = rf"(?=[.,;:!?)]|$| (?:on|today|yesterday|and|but|when|while|as|until)\b| {_PART_TOLD})"
# "at 5.20 | by a neighbour", "died at 14.10 | of her burns", but not "sold at 5.20 in Lenn" or "a kilo"
_BEFORE_PHRASE = (
    r"(?= (?:by|of|with|near|behind|outside|inside|beside) "
    r"(?:an?|the|his|her|their|its|our|my|two|three|four|five|six|several|some)\b|"
    r" in (?:the|his|her|their|our|a)\b)"
)
# What stands, is put or trades at a figure is at that level: "turnout stood at 5.15 this morning".
_LEVEL = (
    "stood stands standing put remained remains unchanged priced valued trading traded estimated peaked "
    "sold sells selling bought"
)
_NO_LEVEL = "".join(rf"(?<!{word} at )" for word in _LEVEL.split())
_DOTTED = (  # "at 14.10", but not "$1.40", "by 1.25 metres" and "from 3.45 to 4.20"
    rf"(?:(?<=at ){_NO_LEVEL}|(?<=before )|(?<=since )|(?<=until )|(?<=after ))"
    rf"(?:[01]?\d|2[0-4])\.[0-5]\d(?![\d%]|[.,]\d)(?:{_AMONG_TIMES}|{_BEFORE_PHRASE})"
)
_DOTTED_BEFORE_CLAUSE = (  # behind a day: "this morning at 5.15 | the raid began"
    r"(?:[01]?\d|2[0-4])\.[0-5]\d(?= (?:the|an?|our|his|her|their|we|I|he|she|they|it|two|three|four)\b)"
)
_SINCE_HOUR = (  # "since ten the taps are dry", but not "until ten boats are in"
    rf"(?:(?<=since )|(?<=until )|(?<=till )){_HOUR}"
    r"(?=[.,;:!?)]|$| (?:the|an?|no|nobody|not|we|I|he|she|they|it|this|last|on|today|yesterday|and|but)\b)"
)
_OF_DAY = r" in the (?:morning|afternoon|evening)"
_HALF = r"(?:[ap]m\b|[ap]\.m\.)"
# Four figures without a mark: with a nought first, or at the head of a sentence before what is no unit;
# behind "By" and "As of" 1945 and 2030 are years.
_BARE = (
    r"(?:(?<=at )|(?<=by )|(?<=from )|(?<=as of )|(?<=until )|(?<=before )|(?<=after )|(?<=since ))0\d[0-5]\d"
    r"(?![\d,.:-]\d|\w| (?:points?|votes?|seats?|goals?|runs?)\b)|"
    r"(?-i:(?<=At )|(?<=By )(?!19|20)|(?<=As of )(?!19|20))(?:1\d|2[0-3])[0-5]\d"
    r"(?=,? (?:the|an?|we|I|he|she|they|it|our|one|"
    r"two|three|four|five|six|seven|eight|nine|ten|\d+|today|yesterday)\b)"
)
_CLOCK = (
    rf"(?:\d{{1,2}}:\d{{2}}(?: ?{_HALF})?|\d{{1,2}}\.\d{{2}} ?{_HALF}|"
    rf"\d{{1,2}}\.[0-5]\d{_OF_DAY}|{_DOTTED}|(?:1[0-2]|0?[1-9]) ?{_HALF}|noon|midnight|midday|"
    rf"(?:(?<!\d[.:])(?<!up from )(?<!down from )\d{{1,2}}|(?<!up from )(?<!down from ){_HOUR}) "
    r"(?:o'clock|in the (?:morning|afternoon|evening)|at night\b)|"
    rf"{_SINCE_HOUR}|"
    r"(?:half|ten|five|twenty) past \w+|quarter (?:past|to) \w+|"
    rf"(?:(?:{_AT_HOUR})(?:ten|twenty|twenty-five) to {_HOUR}(?=[.,;]|$| (?:in|on|and|when)\b)|"
    rf"(?:ten|twenty|twenty-five) to {_HOUR}(?= in the (?:morning|afternoon|evening)\b))|"
    rf"(?:{_AT_HOUR}){_HOUR}(?=[.,;]|$| (?:and|but|when)\b)|"
    rf"(?:{_AT_HOUR})(?:{_HOUR}|1[0-2]|[1-9])(?= {_PART_TOLD})|"
    r"(?:[01]\d|2[0-3])[0-5]\d(?= (?:local time|GMT|UTC|CES?T|EES?T|MSK)\b)|"
    r"(?:(?<=at )|(?<=by )|(?<=from )|(?<=to )|(?<=as of )|(?<=until )|(?<=before )|(?<=after )|(?<=since ))"
    r"(?:[01]\d|2[0-3])[0-5]\d(?= (?:hours|hrs)\b(?! of\b))|"
    rf"{_BARE})"
)
_ZONE_NAMES = r"(?:local time|local|GMT|UTC|CES?T|EES?T|MSK|E[SD]T|P[SD]T|C[SD]T)"
_ZONE = rf"(?: (?:hours|hrs|{_ZONE_NAMES})\b)"
_STATED_ZONE = re.compile(rf"\b{_ZONE_NAMES}\b", re.IGNORECASE)
_AFTER_CLOCK = rf"(?:{_ZONE}?(?: \(\d{{1,2}}:?\d{{2}}{_ZONE}?\))?)"
_LEAD = (
    r"(?:(?:(?:by|before|since|until|till|after|from|as of|about|around|late|early|"
    r"shortly before|on or after)\s+(?:about |around |the |on )?)*)"
)
_ENDS = r"(?=[.,;:!?)\"']|$| (?:and|but|when|while|in|at|by|on|near)\b)"
_TIME = re.compile(
    rf"(?<!\w)(?P<lead>{_LEAD})"
    rf"(?:(?P<clocked>(?P<dayfirst>(?:{DAY},? )?{DATE}|(?:(?:last|next|this) )?{DAY}(?: {_PART})?|"
    rf"{_PART_TOLD}|today|yesterday|tomorrow|this {_PART}),? (?:at|around|about|shortly (?:before|after)) "
    rf"(?:about |around )?(?P<atclock>{_CLOCK}|{_DOTTED_BEFORE_CLAUSE}){_AFTER_CLOCK})"
    rf"|(?P<clock>{_CLOCK}){_AFTER_CLOCK}(?: (?:on )?(?P<clockdate>(?:{DAY},? )?{DATE}|"
    rf"{_PART_TOLD}|(?:last )?{DAY}(?: {_PART})?|today|yesterday|tomorrow|this {_PART})?)?"
    rf"|(?P<range>\d{{1,2}} (?:to|and|-) \d{{1,2}} {MONTH}(?: (?:19|20)\d\d)?)"
    rf"|(?P<isodate>(?:19|20)\d\d-\d\d-\d\d)"
    r"|(?<!version )(?<!release )(?<!update )(?<!build )(?<!\bsection )(?<!\bpart )"
    rf"(?P<dotted>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d)\b"
    rf"|(?P<weekof>the (?:{ORDINAL_WEEK} week|week) of (?:{DATE}|{MONTH}(?: (?:19|20)\d\d)?))"
    rf"|(?P<endof>(?:the )?(?P<edge>end|beginning|start|middle) of (?P<period>the (?:month|"
    rf"week|year)|{MONTH}(?: (?:19|20)\d\d)?|(?:19|20)\d\d))"
    rf"|(?:the )?(?:(?:{_PART}|early hours) of )?(?P<date>{DATE})(?: {_PART})?"
    rf"|(?:(?:dawn|noon|midnight|dusk) on )?(?P<which>(?:last|next|"
    rf"this) )?(?P<weekday>{DAY})(?: (?P<part>{_PART}))?(?:,? (?P<dated>{DATE}))?"
    rf"|(?P<relative>the day before yesterday|overnight|the (?:day|night) before{_ENDS}|"
    rf"the previous (?:day|night)|yesterday|today|tomorrow|tonight|last night|"
    rf"this (?:morning|afternoon|evening|week|month|year)|(?:last|next) (?:week|month|year)|"
    rf"earlier today)(?: {_PART})?(?:, (?P<apposed>{DATE}))?"
    rf"|(?P<ago>(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    rf"several) (?P<unit>day|week|month|year|hour|minute)s? (?P<dir>earlier|ago|(?:before|later){_ENDS}))"
    rf"|(?P<monthyear>{MONTH},? (?:19|20)\d\d)"
    rf"|(?:(?<=in )|(?<=since ))(?P<month>(?:January|February|March|April|June|July|August|September|October|"
    rf"November|December))\b"
    rf"|the (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b(?! [A-Z])"
    rf"|(?<=in |by )(?P<year>(?:19|20)\d\d)\b|(?P<leadyear>(?<=since )(?:19|20)\d\d)\b"
    rf")",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|before|until|till|as of)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:since|after|from|on or after)\b", re.IGNORECASE)
_KEPT_LEADS = re.compile(r"^(?:(?:at|on|in|late|early|from|after|on or after|around)\s+)+", re.IGNORECASE)


def find_time_spans(text: str) -> list[TextSpan]:
    """Return the stretches of a text that state a date or clock time."""
    return [TextSpan(m.start(), m.end()) for m in _TIME.finditer(text)]


def times_in(text: str, content: Spans, published: str | None) -> tuple[ClaimTime, ...]:
    """Return the dates and clock times in a content; a range from one to another is one.

    Args:
        text: plain text of the document.
        content: spans of the claim's content.
        published: the document's date, ISO 8601; without it only full dates are resolved.
    """
    day = _day_of(published)
    return tuple(
        ClaimTime(
            span=one.shown,
            stated=StatedTime(
                text=one.shown.of(text), start=one.interval[0], end=one.interval[1], zone=_zone_in(text, one)
            ),
        )
        for span in content
        for one in with_ranges(text, _times_of(text, span, day))
    )


def _zone_in(text: str, one: ReadTime) -> str | None:
    """Return the zone that is stated with a clock time, the first of "04:30 local time (01:30 GMT)"."""
    has_clock = any(end is not None and "T" in end for end in one.interval)
    stated = _STATED_ZONE.search(text, one.whole.start, one.whole.end) if has_clock else None
    return stated.group() if stated else None


def _times_of(text: str, span: TextSpan, day: date | None) -> Iterator[ReadTime]:
    for match in _TIME.finditer(text, span.start, span.end):
        start, end = _shown(match)
        if end > start:
            before, behind = sentence_around(text, span, match)
            if (
                match["clock"]
                and _YEAR_ALONE.fullmatch(match.group().strip())
                and not _is_hour_past(before + behind)
            ):
                continue
            interval = _resolve(match, day, before, behind)
            yield ReadTime(TextSpan(start, end), TextSpan(match.start(), end), interval)


# "By 2100 the sea will have risen": an hour is told of by what was so then.
_YEAR_ALONE = re.compile(r"(?:by|as of) (?:1\d|2[0-3])[0-5]\d", re.IGNORECASE)


def _is_hour_past(sentence: str) -> bool:
    if _PEOPLED.search(sentence):
        return False
    return bool(PAST_WORDS.search(sentence) or _NOW.search(sentence)) and not FUTURE_WORDS.search(sentence)


# "By 1800 the village had 300 people": who lives somewhere is told of years.
_PEOPLED = re.compile(
    r"\b(?:population|century|centuries)\b|\b(?:village|town|city|colony|settlement|parish|country|island|"
    r"province|kingdom|quarter|port)\b.{0,30}?\b(?:had|numbered|counted|held|housed|was home to) "
    r"(?:about |around |some |nearly |almost |only |just |over |more than |fewer than |barely )?\d[\d,]* "
    r"(?:people|inhabitants|residents|souls|citizens|houses|families)(?=[.,;!?]|$| (?:and|but|within)\b)",
    re.IGNORECASE | re.DOTALL,
)
_NOW = re.compile(r"\b(?:is|are|remains?|stands?)\b")


def _is_to_come(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence around a time is of the future: "by Friday" is, but for past verbs."""
    if FUTURE_WORDS.search(sentence):
        return True
    return bool(_UNTIL.search(match.group("lead") or "")) and not PAST_WORDS.search(sentence)


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


def _resolve(
    match: re.Match[str], day: date | None, before: str, behind: str
) -> tuple[str | None, str | None]:
    planned = _is_to_come(before + behind, match)
    if day and match.group("month"):
        interval = month_interval(match.group("month"), day, past=not planned and looks_back(before, behind))
    else:
        interval = _interval(match, day, planned)
    if interval is None:
        return None, None
    start, end = interval
    if match.group("range"):
        return start, end
    lead = match.group("lead") or ""
    if _UNTIL.search(lead):
        return None, end if not (match.group("clock") or match.group("clocked")) else start
    if _FROM.search(lead):
        return start, None
    return start, end


def _interval(match: re.Match[str], day: date | None, planned: bool) -> tuple[str, str] | None:
    groups = match.groupdict()
    if groups["clock"] or groups["clocked"]:
        clock = groups["clock"] or groups["atclock"] or ""
        return clock_interval(clock, groups["clockdate"] or groups["dayfirst"] or "", day, planned)
    if groups["isodate"]:
        return _valid(groups["isodate"])
    if groups["dotted"]:
        number, month, of_year = groups["dotted"].split(".")
        return _valid(f"{of_year}-{month:0>2}-{number:0>2}")
    if groups["monthyear"]:
        return month_interval(groups["monthyear"], day)
    year = groups["year"] or groups["leadyear"]
    if year:
        return f"{year}-01-01", f"{year}-12-31"
    date_text = groups["date"] or groups["apposed"] or groups["dated"]
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
        which = (groups["which"] or "").lower()
        found = weekday_near(groups["weekday"], day, planned or "next" in which)
        if "last" in which and found == day:
            found -= timedelta(days=7)
        return found.isoformat(), found.isoformat()
    if groups["range"]:
        return day_range(groups["range"], day)
    if groups["weekof"]:
        return week_of(groups["weekof"], day)
    if groups["endof"]:
        return edge_of(groups, day)
    if groups["relative"]:
        return named_day(groups["relative"].lower(), day)
    if groups["ago"]:
        return days_away(groups, day)
    if groups["nth"]:
        return nth_of_month(int(groups["nth"]), day)
    return None
