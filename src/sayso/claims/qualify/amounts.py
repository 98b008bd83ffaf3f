"""Where numbers of things stand in a text, in figures and words, and how many each says."""

from __future__ import annotations

import re

from sayso.claims.qualify.numbers import (
    FRACTIONS,
    METRES,
    NUMBER,
    ORDINALS,
    SCALE,
    SCALES,
    SUM,
    VAGUE,
    number_of,
)
from sayso.claims.types import Qualifier

CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_PLURAL = r"(?= (?:[a-z]+s|percent|per cent|people|men|women|children|km|kg)\b)"
_NOT_OFTEN = r"(?! (?:second|minute|hour|day|week|month|year|night|time|attack)s?\b)"
_OF_WHAT = (
    r"(?= (?:of|the|its|their|his|her|our|my|that|these|those|all|since|in|from|this|more|less|lower|higher|"
    r"compared|is|are|was|were|has|have|had|will|empty|full|and|or|but|when|after|while|because|on|at|by|for|"
    r"over|than)\b|[.,;:!?\"')]|\s*$)"
)

_NO_TIME = "".join(
    rf"(?<!\b{word} )" for word in ("first", "second", "third", "fourth", "last", "this", "next", "latter")
)  # "the third quarter" and "the second half" are times

_SIGN = r"(?:[$€£] ?)?"
_EITHER = rf"(?:[$€£] ?{SUM}|{NUMBER})"
_SCALED_END = rf"(?: {SCALE}\b|(?!{METRES})(?:bn|[mk])\b)"
_MEASURED = rf"(?:(?:km/h|kmh|kph|mph|km|cm|kg|ft)\b|{METRES})"  # behind a number; "155mm" is a calibre
MEASURES = {"ft": "feet", "kmh": "km/h", "kph": "km/h"}  # as units, where they are not written so

AMOUNT = re.compile(
    rf"(?<!\w)(?:"
    rf"(?P<between>\b(?:between|from) (?P<low>{_EITHER}) (?:and|to) (?P<high>{_EITHER})\b)"
    rf"|(?P<span>\b(?P<slow>{NUMBER}) (?:to|or) (?P<shigh>{NUMBER}){_PLURAL})"
    rf"|(?P<dash>(?<![\d,.]){_SIGN}(?P<dlow>\d[\d,.]{{0,20}}{_SCALED_END}?) ?(?:-|to) ?"
    rf"{_SIGN}(?P<dhigh>\d[\d,.]{{0,20}}{_SCALED_END}?)(?P<dmeasured>{_MEASURED})?\b(?![-\w]))"
    rf"|(?P<money>(?:US)?[$€£] ?(?P<amount>{SUM}))"
    rf"|(?P<vague>\b(?:(?:tens|hundreds) of thousands|(?:several|many|a few|a couple of) "
    rf"(?:dozen|hundred|thousand|million)|dozens|scores|hundreds|thousands|millions|billions)\b)"
    rf"|(?P<halfdid>(?<=than )half(?= [a-z]+(?:ed|t|ok|me|nt|id|ave)\b))"
    rf"|(?P<fraction>\b(?:(?:(?P<times>one|two|three|four|a)[ -])?(?P<part>{_NO_TIME}(?:half|quarter))s?"
    rf"|(?P<times2>one|two|three|four|five|six|seven|eight|nine|a)[ -]"
    rf"(?P<part2>third|fourth|fifth|sixth|seventh|eighth|tenth)s?)\b{_OF_WHAT})"
    rf"|(?P<ratio>\b(?:(?P<some>one|1) (?:in|out of)(?: every)?|"
    r"(?P<some2>two|three|four|five|six|seven|eight|nine) (?:in|out of)"
    rf"(?: every)?(?= (?:three|four|five|ten|10)\b)"
    rf"|(?P<some3>one) [a-z]+ in(?: every)?(?= (?:[a-z]+|\d\d?)"
    rf"(?:[.,;:]|$| (?:is|was|has|had|will|would|can)\b)))"
    rf" (?P<among>{NUMBER})\b{_NOT_OFTEN})"
    rf"|(?P<every>\bevery (?P<ordinal>other|second|third|fourth|fifth|sixth|seventh|eighth|tenth)\b"
    rf"{_NOT_OFTEN}(?= [a-z]))"
    rf"|(?P<single>\b(?:a|one|any) single\b)"
    rf"|(?P<number>(?<![\w.:/@#-])(?P<plain>{NUMBER})(?P<percent> ?(?:%|percent\b|"
    rf"per cent\b))?(?P<measured>{_MEASURED})?(?![\w:/]|\.\d))"
    rf"|(?P<article>\b(?:about|around|over|more than|less than|at least|"
    rf"under) an? (?P<unit>hour|day|week|month|year|minute|kilometre|mile)\b)"
    rf"|(?P<onehalf>\ban? (?P<unit3>hour|day|week|month|year|minute|kilometre|mile) and a half\b)"
    rf"|(?P<halved>\bhalf an? (?P<unit2>hour|day|week|month|year|minute|kilometre|mile|metre|tonne|litre)\b)"
    rf")",
    re.IGNORECASE,
)
_SCALED = re.compile(r"\d[ -]?(hundred|thousand|million|billion|trillion|bn|[mk])$", re.IGNORECASE)
_CHANGING = re.compile(
    r"\b(?:rais|ris|rose|increas|grow|grew|climb|jump|doubl|fall|fell|drop|reduc|lower|cut|revis|went|gone|"
    r"go|slid|shr[ai]nk|chang|correct|down|up)\w*\b[^.;:]{0,60}$",
    re.IGNORECASE,
)


def is_change(text: str, match: re.Match[str]) -> bool:
    """Tell "rose from 12 to 15", which are two numbers, from a range."""
    before = text[max(0, match.start() - 80) : match.start()]
    return match.group().lower().startswith("from ") and bool(_CHANGING.search(before))


def is_down(match: re.Match[str]) -> bool:
    """Tell "50.1 to 49.9", which are two numbers, from a range."""
    low, high = match.group("slow") or match.group("dlow"), match.group("shigh") or match.group("dhigh")
    if not low or " to " not in match.group():
        return False
    first, second = number_of(low.rstrip(".,")), number_of(high.rstrip(".,"))
    return first is not None and second is not None and first > second


def value_of(match: re.Match[str]) -> float | tuple[float, float] | None:
    """Return how many a match of `AMOUNT` says; percent for fractions, the lowest for vague words."""
    groups = match.groupdict()
    if groups["between"] or groups["dash"] or groups["span"]:
        low = number_of(groups["low"] or groups["slow"] or groups["dlow"].rstrip(".,"))
        high = number_of(groups["high"] or groups["shigh"] or groups["dhigh"].rstrip(".,"))
        if low is None or high is None:
            return high
        scale = _SCALED.search(match.group())  # "25 to 30 million"
        if scale and low < 1000 <= high:
            low *= SCALES[scale.group(1).lower()]
        return (low, high) if low < high else high
    if groups["money"]:
        return number_of(groups["amount"])
    if groups["vague"]:
        return _vague_value(groups["vague"].lower())
    if groups["fraction"]:
        times = (groups["times"] or groups["times2"] or "one").lower()
        return round(FRACTIONS[(groups["part"] or groups["part2"]).lower()] * (number_of(times) or 1), 1)
    if groups["ratio"]:
        some, among = (
            number_of(groups["some"] or groups["some2"] or groups["some3"]),
            number_of(groups["among"]),
        )
        return round(100 * some / among, 1) if some and among else None
    if groups["every"]:
        return round(ORDINALS[groups["ordinal"].lower()], 1)
    if groups["single"] or groups["article"]:
        return 1.0
    if groups["onehalf"]:
        return 1.5
    if groups["halved"] or groups["halfdid"]:
        return 0.5 if groups["halved"] else FRACTIONS["half"]
    return number_of(groups["plain"])


def own_qualifier(match: re.Match[str]) -> Qualifier | None:
    """Return how exact a number is where its own form says so."""
    if isinstance(value_of(match), tuple):
        return "range"
    return "vague" if match.group("vague") else None


def _vague_value(words: str) -> float:
    if words.endswith("s of thousands"):
        return 10_000.0 if words.startswith("tens") else 100_000.0
    return float(VAGUE[words.rsplit(maxsplit=1)[-1].rstrip("s") + "s"])
