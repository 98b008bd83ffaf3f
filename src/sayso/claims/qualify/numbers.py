"""Numbers in English words and figures."""

from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "k": 1_000,
}
VAGUE = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 10**9,
}
FRACTIONS = {  # in percent
    "half": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fourth": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "seventh": 100 / 7,
    "eighth": 12.5,
    "tenth": 10.0,
}
ORDINALS = {
    "other": 50.0,
    "second": 50.0,
    **{k: v for k, v in FRACTIONS.items() if k not in {"half", "quarter"}},
}

_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_TENS = "|".join(TENS)
_DIGIT = "|".join(word for word, value in UNITS.items() if 0 < value < 10)
SPELLED_YEAR = rf"(?:eighteen|nineteen|twenty)[ -](?:{_TENS})(?:[ -](?:{_DIGIT}))?\b"
# "five two-room flats" are five.
_WORDS = rf"(?:{SPELLED_YEAR}|(?:{_TENS})[ -](?:{_DIGIT})\b|(?:{_SMALL}))"
SCALE = r"(?:dozen|hundred|thousand|million|billion|trillion)"
_FIGURE = r"\d{1,3}(?:[,  ]\d{3}){1,6}(?:\.\d+)?|\d+(?:\.\d+)?"
# What is measured, not counted, by the "m" before it: "2m of water", "3m high", "a 3m wall"; "2m long walks"
# and "1m high school pupils" are counted, as only what is measured stands before one thing in the singular.
_LONG = r"(?:high|long|deep|wide|tall|thick)"
_MEASURED_THING = (
    r"(?:wall|fence|wave|crater|hole|trench|ditch|pit|tunnel|pipe|pipeline|ladder|rope|cable|statue|tower|"
    r"mast|pole|crane|tree|cliff|dyke|barrier|boat|vessel|yacht|swell)"
)
METRES = (
    rf"m\b(?=-{_LONG}\b|[ -](?:{_LONG} )?{_MEASURED_THING}\b|"
    rf"[ ]{_LONG}(?=[.,;:!?)\"']|\s*$|\s*\n| (?:or|but|by|at|in|on|near|under|along|around|as|than|when|"
    r"where|with|is|are|was|were|has|had|hit|struck|swept|fell|stood|came|broke|"
    r"and (?!short|low|shallow|thin|narrow))\b)|"
    r"[ -](?:apart|away|underground|"
    r"(?:of|below|above) (?:water|snow|mud|rubble|debris|earth|soil|sand|ice|concrete|rock|track|cable|pipe|"
    r"pipeline|fence|wall|road|ground|sea|the (?:ground|surface|road|sea|street))|"
    r"across(?=[.,;:!?)\"']|$| and\b))\b)"
)
_SPELLED = (
    rf"half an? {SCALE}|(?:{_WORDS}|a)(?: and a half)?(?: {SCALE}(?: and)?(?: {_WORDS})?)+|"
    rf"{_WORDS}(?: and a half)?"
)
NUMBER = rf"(?:(?:{_FIGURE})(?:[ -]?{SCALE}|(?!{METRES})(?:bn|[mk])\b)?|{_SPELLED})"
SUM = rf"(?:(?:{_FIGURE})(?:[ -]?{SCALE}|(?:bn|[mk])\b)?|{_SPELLED})"  # behind "$": nothing is measured


def number_of(text: str) -> float | None:
    """Return the value of a number in figures or words, with or without a "$", None where it is none."""
    text = text.strip().lstrip("$€£ ").lower().replace("-", " ")
    halved = re.match(r"half an? (?=\w)", text)
    if halved:
        whole = number_of("one " + text[halved.end() :])
        return whole / 2 if whole is not None else None
    figure = re.match(_FIGURE, text)
    if figure:
        value = float(re.sub(r"[,  ]", "", figure.group()))
        scale = text[figure.end() :].strip()
        return value * SCALES.get(scale, 1)
    return _of_words(text.split())


def _of_words(words: list[str]) -> float | None:
    total = part = 0.0
    seen = False
    for word in words:
        if word in UNITS:
            part += UNITS[word]
        elif word in TENS:
            part += TENS[word]
        elif word == "half":
            part += 0.5
        elif word in {"dozen", "hundred"}:
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
        elif word not in {"and", "a", "an"}:
            return None
        seen = seen or word not in {"and", "a", "an"}
    return total + part if seen else None
