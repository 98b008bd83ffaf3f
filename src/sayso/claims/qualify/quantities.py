"""Numbers of things: value or range, the noun counted, and how exact the number is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.qualify.amounts import AMOUNT, CURRENCIES, is_change, own_qualifier, value_of
from sayso.claims.qualify.bounds import qualifier_beside
from sayso.claims.qualify.carried import Carried
from sayso.claims.qualify.counted import counted_noun, number_of_what, plural, said_to_be, sentence_text
from sayso.claims.qualify.times import find_time_spans
from sayso.claims.qualify.within import overlaps_any, within
from sayso.claims.reading import Reading
from sayso.claims.types import Qualifier, Quantity, Spans
from sayso.values import TextSpan

_EARLIER = re.compile(
    r"^\s+(?:second|minute|hour|day|week|month|year|decade|centur)\w*\s+"
    r"(?:earlier|ago|before|later|after|old|previously|from now|hence|on)\b",
    re.IGNORECASE,
)


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
        if overlaps_any(times, span) or _is_no_quantity(reading, match):
            continue
        found = _quantity(reading, match, carried)
        if found is not None:
            out.append(Found(found, span))
            if not (reading.text.startswith(" of them", match.end()) or said_to_be(reading, match)):
                carried.remember(found)
    return out


def _amounts(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of a text; where something changed from one to another, both of them."""
    at = 0
    while match := AMOUNT.search(text, at):
        if match.group("between") and is_change(text, match):
            low = AMOUNT.match(text, match.start("low"), match.end("low"))
            if low is not None:
                yield low
            at = match.start("high")
            continue
        yield match
        at = match.end()


def quantities_in(found: list[Found], content: Spans) -> tuple[Quantity, ...]:
    """Return the quantities whose number stands in a content."""
    return tuple(f.quantity for f in within(found, content, lambda f: f.span))


# "within ten days", "in the past 24 hours": a number inside a time expression
_IN_TIME = re.compile(
    r"\b(?:within|(?:in|for|over|during) the (?:next|coming|last|past|first)|every)\s+$", re.IGNORECASE
)
_TIME_AFTER = re.compile(r"\s+(?:second|minute|hour|day|night|week|month|year|decade)s?\b", re.IGNORECASE)


def _is_no_quantity(reading: Reading, match: re.Match[str]) -> bool:
    text = reading.text
    after, before = text[match.end() : match.end() + 24], text[max(0, match.start() - 34) : match.start()]
    if _IN_TIME.search(before) and _TIME_AFTER.match(after):
        return True
    if match.group("number"):
        plain = match.group("plain")
        if _is_age(before, after, plain) or _EARLIER.match(after):
            return True
        if re.search(
            r"\b(?:No|Nr|number|article|section|chapter|page|room|flight|route|table|group|phase|day)\.?\s+$",
            before,
            re.IGNORECASE,
        ):
            return True
        if re.match(r"\s+times (?:the|as|more|higher|larger|bigger|over|what|its|their|that)\b", after):
            return True
        if re.match(r"(?:st|nd|rd|th)\b|mm\b", after) or (
            re.fullmatch(r"(?:19|20)\d\d", plain) and not re.match(r"\s+[a-z]{3,}s\b", after)
        ):
            return True
        if plain.isdigit() and _names_a_thing(reading, match, after):
            return True
        if plain.lower() == "one":
            return not _counts_one(reading, match, before, after)
    return bool(match.group("dash") and re.search(r"\d-\d", match.group()) and match.group().startswith("0"))


_COUNTING = frozenset({"magnitude", "turnout", "toll", "total", "number", "count", "score", "minus", "plus"})


def _names_a_thing(reading: Reading, match: re.Match[str], after: str) -> bool:
    """Tell "Hill 402" and "Flight 12": a number right after a capitalised word, with no noun behind it."""
    words = reading.parsed.words_in(TextSpan(match.start("plain"), match.end("plain")))
    if not words or words[0].index == 0:
        return False
    before = reading.parsed.words[words[0].index - 1]
    labelled = before.tag == "NN" and words[0].head == before.index and before.lemma not in _COUNTING
    named = before.sentence == words[0].sentence and (
        (before.pos == "PROPN" and before.text[:1].isupper()) or labelled
    )
    return named and not re.match(r"\s+[a-z]{3,}s\b|\s*(?:percent|per cent|%)", after)


_AGED = re.compile(
    r"\b(?:(?:children|kids|boys|girls|babies|pupils|people|persons|men|women|adults|anyone|those|everyone) "
    r"(?:under|over|below|above|(?:older|younger) than)|aged|(?:the|an) age of|turned|turns)\s+$",
    re.IGNORECASE,
)


_SOMEBODY = re.compile(
    r"\b(?:the|a|an|his|her|their|its|whose)(?: [\w-]+){0,2} "
    r"(?!dead|injured|wounded|missing|killed|toll|total|count)[a-z]+,\s+$",
    re.IGNORECASE,
)


def _is_age(before: str, after: str, plain: str) -> bool:
    if re.match(r"-year-old|\s+years? old|\s+years of age", after):
        return True
    if _AGED.search(before) and not re.match(r"\s+(?!was|is|has|does|years)[a-z]+s\b", after):
        return True
    if re.search(r"\b(?:man|woman|boy|girl|patient|person|child) of\s+$", before, re.IGNORECASE):
        return True
    if re.search(r"\b(?:he|she) (?:is|was)\s+$", before, re.IGNORECASE) and re.match(
        r"$|[.,;]| and\b", after
    ):
        return True
    return bool(
        (re.search(r"[A-Z][\w'-]+,\s+$", before) or (_SOMEBODY.search(before) and after.startswith(",")))
        and re.match(r"[,.]", after)
        and plain.isdigit()
        and len(plain) <= 2
    )


# "one of the three pumps", but not "one of the oldest pumps", "one of the reasons"
_ONE_OF_SOME = re.compile(
    r"\s+of (?:the|its|their|our|his|her|these|those) "
    r"(?!most|least|best|worst|main|few|first|last|many|reasons|ways|things|[a-z]+est )"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+) )?(?:[a-z-]+ )?[a-z]+s\b",
    re.IGNORECASE,
)


def _counts_one(reading: Reading, match: re.Match[str], before: str, after: str) -> bool:
    """Tell "one diver" and "One had no mask" from "no one", "the red one", "one another", "one of them"."""
    if re.search(r"\b(?:no|every|each|any|which)\s+$", before, re.IGNORECASE):
        return False
    if re.match(r"\s+of (?:them|whom|these|those)\b", after):
        return bool(re.search(r"(?:, |and )$", before))
    if _ONE_OF_SOME.match(after):
        return True
    if re.match(r"\s+(?:another|of|day|thing|way|side|hand|point)\b", after):
        return False
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return False
    if words[0].dep == "nummod" or re.match(r"\s+more\s+[a-z]", after):
        return True
    return match.group()[0] == "O" and words[0].dep in {"nsubj", "nsubjpass"}


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
    if match.group("money"):
        return CURRENCIES[match.group().lstrip("US")[0]]
    if (
        match.group("percent")
        or match.group("fraction")
        or match.group("ratio")
        or match.group("halfdid")
        or match.group("every")
        or re.match(r" ?(?:%|per ?cent\b)", text[match.end() :])
    ):
        return "percent"
    measured = match.group("unit") or match.group("unit2") or match.group("unit3")
    if measured:
        return plural(measured.lower())
    sentence = sentence_text(reading, match)
    noun = said_to_be(reading, match) or counted_noun(reading, match)
    if noun in {"others", "ones"}:
        return carried.people()
    if noun:
        return noun
    counted = number_of_what(reading, match)
    if counted:
        return counted
    label = re.search(
        r"\b(deaths|dead|injured|wounded|missing|casualties|fatalities)\b[^.;:]{0,30}:\s*$",
        text[max(0, match.start() - 50) : match.start()],
        re.IGNORECASE,
    )
    if label:
        return label.group(1).lower()
    of_the = re.match(
        r"(?:of|among) the (dead|wounded|injured|missing|killed)\b", sentence.strip("\"' "), re.IGNORECASE
    )
    if of_the:
        return of_the.group(1).lower()
    if _follows_name(reading, match) and value != int(value):
        return "percent"
    before = text[max(0, match.start() - 60) : match.start()]
    return carried.unit_for(value, sentence, text[match.end() : match.end() + 50], before)


def _follows_name(reading: Reading, match: re.Match[str]) -> bool:
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    return bool(words) and words[0].index > 0 and reading.parsed.words[words[0].index - 1].pos == "PROPN"
