"""Numbers of things: value or range, the noun counted, and how exact the number is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.claims.qualify.carried import Carried
from sayso.claims.qualify.counted import counted_noun, number_of_what, plural, sentence_text
from sayso.claims.qualify.numbers import FRACTIONS, NUMBER, VAGUE, number_of
from sayso.claims.qualify.times import find_time_spans
from sayso.claims.reading import Reading
from sayso.claims.types import Qualifier, Quantity, Spans
from sayso.values import TextSpan

_CURRENCY = {"$": "dollars", "€": "euros", "£": "pounds", "US$": "dollars"}


_FOUND = re.compile(
    rf"(?P<between>\b(?:between|from) (?P<low>{NUMBER}) (?:and|to) (?P<high>{NUMBER})\b)"
    rf"|(?P<span>\b(?P<slow>{NUMBER}) to (?P<shigh>{NUMBER})(?= [a-z]+s\b))"
    rf"|(?P<dash>\b(?P<dlow>\d[\d,.]*) ?(?:-|to) ?(?P<dhigh>\d[\d,.]*)\b(?![-\w]))"
    rf"|(?P<money>(?:US)?[$€£] ?(?P<amount>{NUMBER}))"
    rf"|(?P<vague>\b(?:tens of thousands|hundreds of thousands|dozens|scores|hundreds|"
    rf"thousands|millions|billions)\b)"
    rf"|(?P<fraction>\b(?:(?P<times>one|two|three|a) ?-?)?(?P<part>half|third|quarter|fifth|"
    rf"tenth)s?\b(?= (?:of|the|since|in|from|this|more|less|lower|higher|compared)\b|[.,;]))"
    rf"|(?P<onein>\bone in (?P<in>{NUMBER})\b)"
    rf"|(?P<single>\b(?:a|one|any) single\b)"
    rf"|(?P<number>(?<![\w.:/@#-])(?P<plain>{NUMBER})(?P<percent> ?(?:%|percent\b|"
    rf"per cent\b))?(?![\w:/]|\.\d))"
    rf"|(?P<article>\b(?:about|around|over|more than|less than|at least|"
    rf"under) an? (?P<unit>hour|day|week|month|year|minute|kilometre|mile|dozen|hundred|"
    rf"thousand|million)\b)",
    re.IGNORECASE,
)


_BEFORE: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        "at-least",
        re.compile(
            r"\b(?:at least|not? (?:less|fewer) than|a minimum of|as few as)\s+(?:the\s+|a\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "at-most",
        re.compile(
            r"\b(?:up to|no more than|not more than|at most|a maximum of|as many as|"
            r"as much as)\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "more-than",
        re.compile(
            r"\b(?:more than|over|above|exceeding|in excess of|upwards? of|well over)\s+$", re.IGNORECASE
        ),
    ),
    ("less-than", re.compile(r"\b(?:less than|fewer than|under|below)\s+$", re.IGNORECASE)),
    (
        "approx",
        re.compile(
            r"(?:\b(?:about|around|some|roughly|approximately|nearly|almost|maybe|perhaps|circa|"
            r"an estimated|estimated|close to)\s+|~ ?)$",
            re.IGNORECASE,
        ),
    ),
)


_ON_A_TOPIC = re.compile(
    r"\b(?:information|news|reports?|questions?|talks?|concerns?|details|story|rumours?|"
    r"claims?|asked) about $",
    re.IGNORECASE,
)


_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        "at-least",
        re.compile(r"^\+|^(?:\s+\w+){0,2}?\s+(?:or more|at (?:the )?(?:very )?least)\b", re.IGNORECASE),
    ),
    (
        "at-most",
        re.compile(r"^(?:\s+\w+){0,2}?\s+(?:or (?:less|fewer)|at (?:the )?(?:very )?most)\b", re.IGNORECASE),
    ),
)


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
    for match in _FOUND.finditer(reading.text):
        span = TextSpan(match.start(), match.end())
        if any(t.overlaps(span) for t in times) or _is_no_quantity(reading, match):
            continue
        found = _quantity(reading, match, carried)
        if found is not None:
            out.append(Found(found, span))
            if not reading.text.startswith(" of them", match.end()):
                carried.remember(found)
    return out


def quantities_in(found: list[Found], content: Spans) -> tuple[Quantity, ...]:
    """Return the quantities whose number stands in a content."""
    return tuple(
        f.quantity for f in found if any(s.start <= f.span.start and f.span.end <= s.end for s in content)
    )


def _is_no_quantity(reading: Reading, match: re.Match[str]) -> bool:
    text = reading.text
    after, before = text[match.end() : match.end() + 24], text[max(0, match.start() - 24) : match.start()]
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
        if re.match(r"(?:st|nd|rd|th)\b|mm\b", after) or (
            re.fullmatch(r"(?:19|20)\d\d", plain) and not re.match(r"\s+[a-z]{3,}s\b", after)
        ):
            return True
        if plain.isdigit() and _names_a_thing(reading, match, after):
            return True
        if plain.lower() == "one":
            return not _counts_one(reading, match, before, after)
    return bool(match.group("dash") and re.search(r"\d-\d", match.group()) and match.group().startswith("0"))


def _names_a_thing(reading: Reading, match: re.Match[str], after: str) -> bool:
    """Tell "Hill 402" and "Flight 12": a number right after a capitalised word, with no noun behind it."""
    words = reading.parsed.words_in(TextSpan(match.start("plain"), match.end("plain")))
    if not words or words[0].index == 0:
        return False
    before = reading.parsed.words[words[0].index - 1]
    named = before.sentence == words[0].sentence and before.pos == "PROPN" and before.text[:1].isupper()
    return named and not re.match(r"\s+[a-z]{3,}s\b|\s*(?:percent|per cent|%)", after)


def _is_age(before: str, after: str, plain: str) -> bool:
    if re.match(r"-year-old|\s+years? old|\s+years of age", after):
        return True
    return bool(
        re.search(r"[A-Z][\w'-]+,\s+$", before)
        and re.match(r"[,.]", after)
        and plain.isdigit()
        and len(plain) <= 2
    )


def _counts_one(reading: Reading, match: re.Match[str], before: str, after: str) -> bool:
    """Tell "one diver" and "One had no mask" from "no one", "the red one", "one another", "one of them"."""
    if re.search(r"\b(?:no|every|each|any|which)\s+$", before, re.IGNORECASE):
        return False
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
    value = _value(match)
    if value is None:
        return None
    first = value[0] if isinstance(value, tuple) else value
    unit = _unit(reading, match, first, carried)
    return Quantity(value=value, unit=unit, qualifier=_qualifier(reading.text, match), span=span)


def _value(match: re.Match[str]) -> float | tuple[float, float] | None:
    groups = match.groupdict()
    if groups["between"] or groups["dash"] or groups["span"]:
        low = number_of(groups["low"] or groups["slow"] or groups["dlow"].rstrip(".,"))
        high = number_of(groups["high"] or groups["shigh"] or groups["dhigh"].rstrip(".,"))
        return (low, high) if low is not None and high is not None and low < high else high
    if groups["money"]:
        return number_of(groups["amount"])
    if groups["vague"]:
        return _vague_value(groups["vague"].lower())
    if groups["fraction"]:
        return FRACTIONS[groups["part"].lower()] * {"two": 2, "three": 3}.get(
            (groups["times"] or "").lower(), 1
        )
    if groups["onein"]:
        among = number_of(groups["in"])
        return round(100 / among, 1) if among else None
    if groups["single"]:
        return 1.0
    if groups["article"]:
        return {"dozen": 12.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6}.get(
            groups["unit"].lower(), 1.0
        )
    return number_of(groups["plain"])


def _vague_value(words: str) -> float:
    if words == "tens of thousands":
        return 10_000.0
    return 100_000.0 if words == "hundreds of thousands" else float(VAGUE[words])


def _qualifier(text: str, match: re.Match[str]) -> Qualifier:
    if match.group("between") or match.group("dash") or match.group("span"):
        return "range"
    if match.group("vague"):
        return "vague"
    start = match.start()
    before = text[max(0, start - 30) : start]
    if match.group("article"):
        before, _, _ = match.group().rpartition(" a")
        before += " "
    if _ON_A_TOPIC.search(before):
        return "exact"
    for qualifier, pattern in _BEFORE:
        if pattern.search(before):
            return qualifier
    for qualifier, pattern in _AFTER:
        if pattern.search(text[match.end() : match.end() + 40].split(",", maxsplit=1)[0]):
            return qualifier
    return "exact"


def _unit(reading: Reading, match: re.Match[str], value: float, carried: Carried) -> str:
    text = reading.text
    if match.group("money"):
        return _CURRENCY.get(re.match(r"(?:US)?[$€£]", match.group()).group(), "")  # type: ignore[union-attr]
    if (
        match.group("percent")
        or match.group("fraction")
        or match.group("onein")
        or re.match(r" ?(?:%|per ?cent\b)", text[match.end() :])
    ):
        return "percent"
    if match.group("article") and match.group("unit").lower() not in {
        "dozen",
        "hundred",
        "thousand",
        "million",
    }:
        return plural(match.group("unit").lower())
    sentence = sentence_text(reading, match)
    noun = counted_noun(reading, match)
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
