"""Numbers of things: value or range, the noun counted, and how exact the number is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.claims.parsing import Word
from sayso.claims.qualify.numbers import FRACTIONS, NUMBER, VAGUE, number_of
from sayso.claims.qualify.times import find_time_spans
from sayso.claims.reading import Reading
from sayso.claims.types import Qualifier, Quantity, Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

_CURRENCY = {"$": "dollars", "€": "euros", "£": "pounds", "US$": "dollars"}
_FOUND = re.compile(
    rf"(?P<between>\b(?:between|from) (?P<low>{NUMBER}) (?:and|to) (?P<high>{NUMBER})\b)"
    rf"|(?P<dash>\b(?P<dlow>\d[\d,.]*) ?(?:-|to) ?(?P<dhigh>\d[\d,.]*)\b(?![-\w]))"
    rf"|(?P<money>(?:US)?[$€£] ?(?P<amount>{NUMBER}))"
    rf"|(?P<vague>\b(?:tens of thousands|hundreds of thousands|dozens|scores|hundreds|"
    rf"thousands|millions|billions)\b)"
    rf"|(?P<fraction>\b(?:(?P<times>one|two|three|a) ?-?)?(?P<part>half|third|quarter|fifth|"
    rf"tenth)s?\b(?= (?:of|the)\b))"
    rf"|(?P<onein>\bone in (?P<in>{NUMBER})\b)"
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
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    ("at-least", re.compile(r"^(?:\s+\w+){0,2}?\s+(?:or more|at (?:the )?(?:very )?least)\b", re.IGNORECASE)),
    (
        "at-most",
        re.compile(r"^(?:\s+\w+){0,2}?\s+(?:or (?:less|fewer)|at (?:the )?(?:very )?most)\b", re.IGNORECASE),
    ),
)
_STATE_WORDS = word_set(
    """
    dead killed wounded injured missing hurt arrested detained displaced alive
    """
)
_TIME_UNITS = word_set("second minute hour day week month year decade")
_EARLIER = re.compile(
    r"^\s+\w+\s+(?:earlier|ago|before|later|after|old|previously|from now|hence)\b", re.IGNORECASE
)
_AGE = re.compile(r"^-year-old|^,(?=\s|$)|^\s+years? old")
_WHOLE = re.compile(r"\b(?:turnout|vote|votes|ballots|share|percent)\b", re.IGNORECASE)
_MAGNITUDE = re.compile(r"\b(?:magnitude|richter)\b", re.IGNORECASE)
_COUNTED_OF = re.compile(
    r"\b(?:number|figure|total|toll|count) of (?:the )?(?:\w+ )?(?P<noun>\w+)", re.IGNORECASE
)
IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "persons",
    "serviceman": "servicemen",
    "policeman": "policemen",
    "foot": "feet",
    "people": "people",
    "staff": "staff",
    "police": "police",
    "percent": "percent",
    "km": "km",
    "kg": "kg",
    "aircraft": "aircraft",
}


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
            carried.remember(found)
    return out


def quantities_in(found: list[Found], content: Spans) -> tuple[Quantity, ...]:
    """Return the quantities whose number stands in a content."""
    return tuple(
        f.quantity for f in found if any(s.start <= f.span.start and f.span.end <= s.end for s in content)
    )


class Carried:
    """The nouns counted so far, for numbers that leave theirs out."""

    def __init__(self, reading: Reading) -> None:
        self._unit = ""
        self._things = ""
        self._text = reading.text

    def remember(self, quantity: Quantity) -> None:
        if not quantity.unit:
            return
        self._unit = quantity.unit
        if quantity.unit.rstrip("s") not in _TIME_UNITS | {
            "percent",
            "km",
            "point",
            "dollar",
            "euro",
            "magnitude",
            "kilometre",
        }:
            self._things = quantity.unit

    def unit_for(self, value: float, sentence: str) -> str:
        if _MAGNITUDE.search(sentence):
            return "magnitude"
        if value != int(value) or _WHOLE.search(sentence):
            return "percent" if self._unit in {"percent", ""} or _WHOLE.search(sentence) else self._unit
        return self._things or self._unit


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
        if plain.lower() == "one":
            return not _counts_one(reading, match, before, after)
    return bool(match.group("dash") and re.search(r"\d-\d", match.group()) and match.group().startswith("0"))


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
    if re.search(r"\b(?:no|the|this|that|any|every|each|which|only)\s+$", before, re.IGNORECASE) or re.match(
        r"\s+(?:another|of|day|more|thing|point|way|side|hand)\b(?! of)", after
    ):
        return bool(re.match(r"\s+more \w+", after)) or bool(re.search(r"\bnot\s+$", before, re.IGNORECASE))
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return False
    return words[0].dep in {"nummod", "nsubj", "nsubjpass", "quantmod"} or (
        words[0].pos == "NUM" and bool(re.match(r"\s+[a-z]+", after))
    )


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
    if groups["between"] or groups["dash"]:
        low = number_of(groups["low"] or groups["dlow"].rstrip(".,"))
        high = number_of(groups["high"] or groups["dhigh"].rstrip(".,"))
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
    if match.group("between") or match.group("dash"):
        return "range"
    if match.group("vague"):
        return "vague"
    start = match.start()
    before = text[max(0, start - 30) : start]
    if match.group("article"):
        before, _, _ = match.group().rpartition(" a")
        before += " "
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
    sentence = _sentence_text(reading, match)
    noun = _counted_noun(reading, match)
    if noun:
        return noun
    counted = _COUNTED_OF.search(sentence)
    if counted and not _MAGNITUDE.search(sentence) and not counted.group("noun").isdigit():
        noun = counted.group("noun").lower()
        if number_of(noun) is None and noun not in {"the", "a", "our"}:
            return noun if noun in _STATE_WORDS else plural_of_word(noun)
    label = re.search(
        r"\b(deaths|dead|injured|wounded|missing|casualties|fatalities)\b[^.;:]{0,30}:\s*$",
        text[max(0, match.start() - 50) : match.start()],
        re.IGNORECASE,
    )
    if label:
        return label.group(1).lower()
    return carried.unit_for(value, sentence)


def _sentence_text(reading: Reading, match: re.Match[str]) -> str:
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return reading.text[max(0, match.start() - 80) : match.end() + 40]
    sentence = reading.parsed.sentence_of(words[0].index)
    return reading.span(sentence.start, sentence.stop - 1).of(reading.text)


def _counted_noun(reading: Reading, match: re.Match[str]) -> str:
    """Return the noun that a number counts, by what follows it."""
    parsed = reading.parsed
    words = parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    last = words[-1]
    sentence = parsed.sentence_of(last.index)
    following = [parsed.words[i] for i in range(last.index + 1, min(sentence.stop, last.index + 9))]
    return _noun_after(reading, following)


def _noun_after(reading: Reading, following: list[Word]) -> str:
    if not following:
        return ""
    if following[0].text == "-" and len(following) > 1 and following[1].lemma in _TIME_UNITS:
        return plural(following[1].lemma)
    if following[0].lemma == "of":
        return _noun_of(reading, following[1:])
    noun = None
    for place, word in enumerate(following):
        if word.pos in {"NOUN", "PROPN"} and word.tag not in {"NNP"}:
            noun = word
            if (
                place + 1 < len(following)
                and following[place + 1].pos in {"NOUN"}
                and following[place + 1].dep != "appos"
            ):
                continue
            break
        if word.text.lower() in _STATE_WORDS and (
            place + 1 >= len(following) or following[place + 1].pos not in {"NOUN"}
        ):
            return _killed_and(following, place)
        if (
            word.pos not in {"ADJ", "DET", "PROPN", "NOUN", "PART"}
            and word.tag not in {"VBN", "VBG", "HYPH", "JJR", "POS", "PRP$"}
            and word.lemma not in {"more", "other", "of"}
        ):
            break
    if noun is None:
        return ""
    return _as_unit(noun)


def _killed_and(following: list[Word], place: int) -> str:
    words = [w.text.lower() for w in following[place : place + 3]]
    if len(words) == 3 and words[1] == "and" and words[2] in _STATE_WORDS:
        return " ".join(words)
    return words[0]


def _noun_of(reading: Reading, following: list[Word]) -> str:
    for word in following[:5]:
        if word.pos == "NOUN" and not _is_compound(reading, word):
            return _as_unit(word)
        if word.lemma in {"them", "they", "which", "whom"} or word.pos == "PRON":
            after = following[following.index(word) + 1 :][:1]
            return _as_unit(after[0]) if after and after[0].pos == "NOUN" and after[0].tag == "NNS" else ""
        if word.pos not in {"DET", "ADJ", "PROPN", "NOUN", "NUM"} and word.tag != "PRP$":
            break
        if word.pos == "NUM":
            return ""
    return ""


def _is_compound(reading: Reading, word: Word) -> bool:
    return word.dep == "compound" and reading.parsed.words[word.head].index == word.index + 1


def _as_unit(noun: Word) -> str:
    if noun.text.lower() in IRREGULAR.values() or noun.tag in {"NNS", "NNPS"}:
        return noun.text if noun.tag == "NNPS" else noun.text.lower()
    return plural_of_word(noun.text.lower())


def plural_of_word(noun: str) -> str:
    return noun if noun.endswith("s") or noun in _STATE_WORDS else plural(noun)


def plural(noun: str) -> str:
    """Return the plural of an English noun in lower case."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
