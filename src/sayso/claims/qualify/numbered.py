"""Numbers that name or tell a time: "carriage five", "the 18.40 to Orrin", "at about eight"."""

from __future__ import annotations

import re

from sayso.claims.qualify.numbers import SPELLED_YEAR, number_of

# What bears a number, without an article: "carriage five", "tents one to nine", but not "the gate five".
_NUMBERED_THINGS = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\beach )(?<!\bthis )(?<!\bits )(?<!\bour )(?<!\bone )\b"
    r"(?:carriage|berth|channel|buoy|platform|track|gate|ward|bay|box|tent|cell|pier|dock|hangar|hall|pump|precinct|"
    r"district|sector|zone|wagon|deck|lane|lift|shed|silo|warehouse|shaft|stage|grade|category|force|turbine|"
    r"reactor|substation|feeder|transformer|pylon|checkpoint|post|lock|valve|tank|exit|junction|kilometre|kilometer|barrack|"
    r"hut|hostel|terminal|polling station|boiler|engine|runway|camera|exhibit|ballot box|cabin|"
    r"compartment|locker|row|aisle|plot|flat|apartment)"
    r"(?: |(?P<several>s )(?:\w+(?:, \w+)?,? (?:to|and|or) )?)$",
    re.IGNORECASE,
)
_DEPARTURE = re.compile(
    r"(?:(?:\d{1,2}[.:]\d\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-"
    r"(?:oh-\w+|five|ten|fifteen|twenty|thirty|forty|fifty)(?:-\w+)?)"
    r"(?= (?:to|from|for) [A-Z]| (?:[a-z]+ )?(?:train|bus|ferry|express|service|flight|boat|tram|coach)\b))",
)  # "the 18.40 to Orrin", "the ten-fifteen ferry"
_HOUR_AND_MINUTES = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-(?:fifteen|thirty|forty|fifty)(?:-five)?\b",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(r"\s+(?:are|were|have|had not)\b")
MOST_ON_A_LABEL = 999


def bears_number(text: str, match: re.Match[str]) -> bool:
    """Tell "carriage five" and "tents one to nine" from "in Keld district 40 were hurt".

    What is counted behind the number, "in lane two men slept", the caller has to look at.
    """
    thing = _NUMBERED_THINGS.search(text, max(0, match.start() - 40), match.start())
    if thing is None or not 0 < (number_of(match.group("plain")) or 0) <= MOST_ON_A_LABEL:
        return False
    return bool(thing["several"]) or not _PLURAL_AFTER.match(text, match.end())


def is_spelled_out(text: str, match: re.Match[str]) -> bool:
    """Tell "one-five-two", "nineteen eighty-four", "seven-forty" and "the 18.40 to Orrin" from counts."""
    return any(
        pattern.match(text, match.start()) for pattern in (_SPELLED_OUT, _HOUR_AND_MINUTES, _DEPARTURE)
    )


_DIGIT = r"(?:zero|one|two|three|four|five|six|seven|eight|nine)"
# "one-five-two", a number by its digits; "nineteen eighty-four".
_SPELLED_OUT = re.compile(
    rf"{_DIGIT}(?:-{_DIGIT}){{2,}}\b|{SPELLED_YEAR}(?! (?:[a-z]+s|people|men)\b)", re.IGNORECASE
)


_PUT_AT = re.compile(
    r"\b(?:put|stand|stood|plac|estimat|valu|set(?! (?:fire|foot|sail|alight|out)\b)|hold|held|remain|peak|"
    r"given?|gave|toll|total|number|count|dead|injured|wounded|missing|figure|tally|level|rate|score|reckon|peg|"
    r"fix|pric|guess|judg|assess|measur|calculat)\w*\b",
    re.IGNORECASE,
)


REACH_OF_PUTTING = 80  # code points back from "at four" to what is put there


def _of_sentence(text: str, at: int) -> str:
    """Return what stands before an offset in its sentence."""
    return re.split(r"(?<=[.!?;])\s", text[max(0, at - REACH_OF_PUTTING) : at])[-1]


_AT = re.compile(r" at (?:about |around |just after |just before |nearly |almost )?$")
# What is, starts or is sold at a number in figures may be at that level.
_IS_AT = re.compile(
    r"\b(?:is|are|was|were|be|been|now|prices?|costs?|start(?:s|ed)?|sold|sells?|selling) at \D{0,12}$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:(?i:since|until|till)|(?:^|(?<=[.!?] )|(?<=\n)|(?<=\"))By) "
    r"(?:about |around |just after |nearly )?$"
)
_AFTER_HOUR = re.compile(
    r"[.,;:!?)\"]|$|\s+(?:and|but|when|while|as|on|today|yesterday|tomorrow|tonight|this|last|with)\b"
)
_CLAUSE_AFTER = re.compile(
    r"\s+(?:the|an?|no|nobody|not|we|he|she|they|it|I|only|all|most|some|both|half|nothing|everything|there)\b"
)  # "since ten the taps are dry"; at two a day things are sold


def is_bare_hour(text: str, match: re.Match[str]) -> bool:
    """Tell "lost one at four," and "came at 7." from "put at four", "is at 7" and "since ten men left".

    Args:
        text: the document's.
        match: of `AMOUNT` in it, a plain number.
    """
    plain = match.group("plain")
    before, after = _of_sentence(text, match.start()), text[match.end() : match.end() + 24]
    small = (plain.isalpha() or plain.isdigit()) and (number_of(plain) or 0) in range(1, 13)
    since = _SINCE.search(before) if plain.isalpha() else None
    stands = _PUT_AT.search(before) or (plain.isdigit() and _IS_AT.search(before))
    told = since or (_AT.search(before) and not stands)
    ends = _AFTER_HOUR.match(after) or (since and _CLAUSE_AFTER.match(after))
    return small and bool(told) and bool(ends)
