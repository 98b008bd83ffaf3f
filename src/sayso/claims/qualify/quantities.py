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
_STATE_WORDS = word_set(
    """
    dead killed wounded injured missing hurt arrested detained displaced alive
    """
)
_TIME_UNITS = word_set("second minute hour day week month year decade")
_EARLIER = re.compile(
    r"^\s+(?:second|minute|hour|day|week|month|year|decade|centur)\w*\s+"
    r"(?:earlier|ago|before|later|after|old|previously|from now|hence|on)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"^-year-old|^,(?=\s|$)|^\s+years? old")
_WHOLE = re.compile(r"\b(?:turnout|vote|votes|ballots|share|percent)\b", re.IGNORECASE)
_MAGNITUDE = re.compile(r"\b(?:magnitude|richter)\b", re.IGNORECASE)
_SHAKEN = re.compile(r"\b(?:magnitude|richter|quake|earthquake|tremor)s?\b", re.IGNORECASE)
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
            if not reading.text.startswith(" of them", match.end()):
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
        self._things = ""
        self._people = ""
        self._last = ""
        self._has_magnitude = bool(_SHAKEN.search(reading.text))

    def remember(self, quantity: Quantity) -> None:
        """Take note of a quantity that names its noun."""
        unit = quantity.unit
        if not unit or unit in _MEASURES or unit.rstrip("s") in _TIME_UNITS:
            self._last = unit or self._last
            return
        self._last = self._things = unit
        if is_human(unit):
            self._people = unit

    def people(self) -> str:
        """Return the people counted last."""
        return self._people or "people"

    def unit_for(self, value: float, sentence: str, after: str, before: str) -> str:
        """Choose the noun that a number without one stands for."""
        if _MAGNITUDE.search(sentence) or (self._has_magnitude and value != int(value) and value < 10):
            return "magnitude"
        if value <= 100 and (value != int(value) or _WHOLE.search(sentence)):
            return "percent"
        if _TOLL.search(before):
            return "deaths"
        if _HUMAN_FATE.match(after):
            return self._people or "people"
        if after.lstrip().startswith(("of us", "of them", "of you")):
            return self._people or "people"
        return self._things or (self._last if value <= 100 or self._last != "percent" else "")


_MEASURES = word_set(
    "percent points km kilometres metres miles dollars euros pounds magnitude degrees tonnes litres"
)
_TOLL = re.compile(r"\b(?:death )?toll\b[^.;]{0,40}$", re.IGNORECASE)
_HUMAN_FATE = re.compile(
    r"\s*(?:of them\s+)?(?:more\s+)?(?:(?:have|has|had|was|were|are|is|been|being|also|still|later)\s+)*"
    r"(?:died|killed|wounded|injured|hurt|arrested|detained|hospitalised|hospitalized|missing|dead|flown|treated|admitted|evacuated)\b",
    re.IGNORECASE,
)
_AGENTS = re.compile(r"(?:ers|ors|men|ists|ees|ians|ants|ents|ives|women|people|persons)$")
_HUMANS = word_set(
    """
    people persons men women children kids troops civilians pupils guards police victims staff attackers
    boys girls babies crew passengers families hostages captives recruits police deaths dead souls
    """
)
_NO_HUMANS = word_set(
    """
    numbers papers containers letters computers helicopters posters centers tankers trailers rockets events
    documents elements statements payments tents incidents accidents plants motors tractors reactors
    sectors factors doors floors errors metres meters kilometers quarters rivers towers papers orders
    """
)


def is_human(unit: str) -> bool:
    """Tell whether a noun counts people, by a list and by its ending."""
    return unit in _HUMANS or (bool(_AGENTS.search(unit)) and unit not in _NO_HUMANS)


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
    if match.group("between") or match.group("dash"):
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
    sentence = _sentence_text(reading, match)
    noun = _counted_noun(reading, match)
    if noun in {"others", "ones"}:
        return carried.people()
    if noun:
        return noun
    counted = _number_of_what(reading, match)
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


def _number_of_what(reading: Reading, match: re.Match[str]) -> str:
    """Return what is counted by "the number of divers lost at 12", "the figure of 12" gives nothing."""
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    sentence = reading.parsed.sentence_of(words[0].index)
    before = reading.parsed.words[sentence.start : words[0].index]
    for place in range(len(before) - 2, -1, -1):
        if (
            before[place].lemma in {"number", "total", "count", "tally", "toll"}
            and before[place + 1].lemma == "of"
        ):
            for word in before[place + 2 :]:
                if word.text.lower() in _STATE_WORDS:
                    return word.text.lower()
                if word.pos == "NOUN" and not _is_compound(reading, word):
                    return _as_unit(word)
    return ""


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
    if following[0].text.lower() in _STATE_WORDS and (len(following) < 2 or following[1].pos != "NOUN"):
        return _killed_and(following, 0)
    if following[0].pos in {"DET", "AUX", "VERB"} and following[0].tag not in {"VBN", "VBG"}:
        return ""
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
            and word.lemma not in {"more", "other", "of", "still", "also"}
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
    for word in following[:7]:
        if word.text.lower() in _STATE_WORDS and word.pos != "NOUN":
            return word.text.lower()
        if word.pos == "NOUN" and not _is_compound(reading, word):
            return _as_unit(word)
        if word.lemma in {"them", "they", "which", "whom"} or (word.pos == "PRON" and word.tag != "PRP$"):
            after = following[following.index(word) + 1 :][:1]
            return _as_unit(after[0]) if after and after[0].pos == "NOUN" and after[0].tag == "NNS" else ""
        if word.pos not in {"DET", "ADJ", "PROPN", "NOUN", "NUM"} and word.tag not in {"PRP$", "POS"}:
            break
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
