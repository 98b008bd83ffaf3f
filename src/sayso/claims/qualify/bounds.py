"""How exact a number is, by the words before and after it: "at least", "some", "or so"."""

from __future__ import annotations

import re

from sayso.claims.types import Qualifier

REACH_BEFORE, REACH_AFTER = 34, 40  # code points around a number that are looked at

_BEFORE: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        "at-least",
        re.compile(
            r"\b(?:at (?:the very )?least|not? (?:less|fewer) than|a minimum of|as few as|upwards? of)"
            r"\s+(?:the\s+|a\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "at-most",
        re.compile(
            r"\b(?:up to|no more than|not more than|at (?:the very )?most|a maximum of|as many as|"
            r"as much as|no higher than|no longer than)\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "more-than",
        re.compile(
            r"\b(?:(?:more|higher|longer|greater) than|over|above|exceed(?:s|ed|ing)?|in excess of|"
            r"surpass(?:es|ed|ing)?|topp(?:ed|ing)|north of)\s+$",
            re.IGNORECASE,
        ),
    ),
    (
        "less-than",
        re.compile(
            r"\b(?:(?:less|fewer|lower|shorter) than|under|below|short of|not even)\s+$",
            re.IGNORECASE,
        ),
    ),
    (
        "approx",
        re.compile(
            r"(?:\b(?:about|around|some|roughly|approximately|nearly|almost|maybe|perhaps|circa|"
            r"an estimated|estimated|closer? (?:to|on)|in the region of|something like|"
            r"a good|approx\.?|ca?\.)\s+|~ ?)$",
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
        re.compile(
            r"^\+|^(?:\s+\w+){0,2}?\s+(?:or (?:more|over)|at (?:the )?(?:very )?least)\b", re.IGNORECASE
        ),
    ),
    (
        "at-most",
        re.compile(r"^(?:\s+\w+){0,2}?\s+(?:or (?:less|fewer)|at (?:the )?(?:very )?most)\b", re.IGNORECASE),
    ),
    (
        "approx",
        re.compile(r"^-odd\b|^(?:\s+\w+){0,2}?\s+(?:or so|or thereabouts|more or less)\b", re.IGNORECASE),
    ),
)

# "a rise over two years" goes on for two years; "it took over two years" is longer.
_THROUGHOUT = re.compile(
    r"(?<!\bfor)(?<!\bjust)(?<!\bwell)(?<!\bwas)(?<!\btook)(?<!\blasted)(?<!\bof)(?<!^) over $"
)
_TIME_AFTER = re.compile(r" (?:second|minute|hour|day|week|month|year)s\b")


def qualifier_beside(before: str, after: str) -> Qualifier:
    """Return how exact a number is that stands between two stretches of a text."""
    before, after = before[-REACH_BEFORE:], after[:REACH_AFTER].split(",", maxsplit=1)[0]
    if _ON_A_TOPIC.search(before) or (_THROUGHOUT.search(before) and _TIME_AFTER.match(after)):
        return "exact"
    for qualifier, pattern in _BEFORE:
        if pattern.search(before):
            return qualifier
    for qualifier, pattern in _AFTER:
        if pattern.search(after):
            return qualifier
    return "exact"
