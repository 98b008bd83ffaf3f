"""Numbers of things: value or range, the noun counted, and how exact the number is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.qualify.amounts import (
    AMOUNT,
    CURRENCIES,
    MEASURES,
    is_change,
    is_down,
    own_qualifier,
    value_of,
)
from sayso.claims.qualify.bounds import qualifier_beside
from sayso.claims.qualify.carried import Carried
from sayso.claims.qualify.counted import (
    counted_noun,
    label_before,
    number_of_what,
    people_from_abroad,
    plural,
    said_to_be,
    sentence_text,
)
from sayso.claims.qualify.times import find_time_spans
from sayso.claims.qualify.uncounted import is_no_quantity
from sayso.claims.qualify.within import overlaps_any, within
from sayso.claims.reading import Reading
from sayso.claims.types import Qualifier, Quantity, Spans
from sayso.values import TextSpan

_SHOWN = re.compile(
    r" ?(?:°(?: ?[CF]\b)?|km/h\b|m/s\b)| (?:(?:sq|cu)\.? )?(?:m|km|cm|mm|kg|ha|ft|[kMG]?Hz|[kMG]Wh?|kV)\b"
    r"(?![-/\w]|\.\w)"
)  # units that the parser takes apart
_OF_HUNDRED = re.compile(r" ?(?:%|per ?cent\b)|(?: to [\d.]{1,9})? of the (?:vote|electorate)\b")
_OF_MAGNITUDE = re.compile(r"\bmagnitude[- ](?:of )?(?:about |around )?$", re.IGNORECASE)
_FATE_LABEL = re.compile(
    r"\b(deaths|dead|injured|wounded|missing|casualties|fatalities)\b[^.;:]{0,30}:\s*$", re.IGNORECASE
)
_FATE_AT = re.compile(r"\b(dead|injured|wounded|missing) at (?:[a-z]+ ){0,3}$")
_OF_FATE = re.compile(r"(?:of|among) the (dead|wounded|injured|missing|killed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity of the text, before a claim takes it."""

    quantity: Quantity
    span: TextSpan


def find_quantities(reading: Reading) -> list[Found]:
    """Return the numbers of things in a whole document, in order; a noun left out is carried over."""
    times = find_time_spans(reading.text)
    out: list[Found] = []
    carried = Carried(reading)
    for match in _amounts(reading.text):
        span = TextSpan(match.start(), match.end())
        if overlaps_any(times, span) or is_no_quantity(reading, match):
            continue
        found = _quantity(reading, match, carried)
        if found is not None:
            out.append(Found(found, span))
            if not (reading.text.startswith(" of them", match.end()) or said_to_be(reading, match)):
                carried.remember(found, span)
    return out


def _amounts(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of a text; where something changed from one to another, both of them."""
    at = 0
    while match := AMOUNT.search(text, at):
        if (match.group("between") and is_change(text, match)) or is_down(match):
            first, second = next(ends for ends in _ENDS if match.group(ends[0]))
            low = AMOUNT.match(text, match.start(first), match.end(first))
            if low is not None:
                yield low
            at = match.start(second)
            continue
        yield match
        at = match.end()


_ENDS = (("low", "high"), ("slow", "shigh"), ("dlow", "dhigh"))


def quantities_in(found: list[Found], content: Spans) -> tuple[Quantity, ...]:
    """Return the quantities whose number stands in a content."""
    return tuple(f.quantity for f in within(found, content, lambda f: f.span))


def _quantity(reading: Reading, match: re.Match[str], carried: Carried) -> Quantity | None:
    span = TextSpan(match.start(), match.end())
    value = value_of(match)
    if value is None:
        return None
    first = value[0] if isinstance(value, tuple) else value
    unit = _unit(reading, match, first, carried)
    return Quantity(value=value, unit=unit, qualifier=_qualifier(reading.text, match), span=span)


def _qualifier(text: str, match: re.Match[str]) -> Qualifier:
    start = match.start() if not match.group("article") else match.start() + match.group().rindex(" a") + 1
    return own_qualifier(match) or qualifier_beside(text[:start][-40:], text[match.end() : match.end() + 40])


def _unit(reading: Reading, match: re.Match[str], value: float, carried: Carried) -> str:
    text = reading.text
    if match.group("money") or match.group("between") or match.group("dash"):
        currency = next((CURRENCIES[sign] for sign in match.group() if sign in CURRENCIES), "")
        if currency:
            return currency
    if (
        match.group("percent")
        or match.group("fraction")
        or match.group("ratio")
        or match.group("halfdid")
        or match.group("every")
        or _OF_HUNDRED.match(text, match.end())
    ):
        return "percent"
    attached = (match.group("measured") or match.group("dmeasured") or "").lower()
    if attached:
        return MEASURES.get(attached, attached)
    shown = _SHOWN.match(text[match.end() :])
    if shown:
        sign = shown.group().strip()
        return "degrees" if "°" in sign else MEASURES.get(sign, sign)
    measured = match.group("unit") or match.group("unit2") or match.group("unit3")
    if measured:
        return plural(measured.lower())
    if _OF_MAGNITUDE.search(text[max(0, match.start() - 20) : match.start()]):
        return "magnitude"
    sentence = sentence_text(reading, match)
    noun = said_to_be(reading, match) or counted_noun(reading, match)
    if noun in {"others", "ones"}:
        return carried.people()
    if noun:
        return noun
    counted = number_of_what(reading, match)
    if counted:
        return counted
    label = label_before(reading, match) or _fate(sentence, text[max(0, match.start() - 50) : match.start()])
    if label:
        return label
    if _follows_name(reading, match) and value != int(value):
        return "percent"
    foreigners = people_from_abroad(reading, match)
    if foreigners:
        return foreigners
    return carried.unit_for(value, sentence, TextSpan(match.start(), match.end()))


def _fate(sentence: str, before: str) -> str:
    """Return what became of those counted: "of the dead, 12", "the injured at 12", "Deaths in Arl: 12"."""
    found = _FATE_AT.search(before) or _FATE_LABEL.search(before) or _OF_FATE.match(sentence.strip("\"' "))
    return found.group(1).lower() if found else ""


def _follows_name(reading: Reading, match: re.Match[str]) -> bool:
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    return bool(words) and words[0].index > 0 and reading.parsed.words[words[0].index - 1].pos == "PROPN"
