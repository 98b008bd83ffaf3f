"""How exact a number is, by the words before and after it: "at least", "some", "or so"."""

from __future__ import annotations

import re

from sayso.claims.types import Qualifier

REACH_BEFORE, REACH_AFTER = 40, 40  # code points around a number that are looked at

# A negation and the words to its bound; not "did not say that more than", nor "not seen for over two weeks".
_NEGATION = r"(?:\b(?:not|never|cannot)|n['’]t)\s+"
_TO_ITS_BOUND = (
    r"(?:(?!(?:that|whether|true|say|said|know|confirm|believe|think|claim|report|rule|mean|because|if|for|in|"
    r"of|by|on|with|since|after|when|only|just)\b)[a-z]+\s+){0,3}?"
)
_UPPER = (
    r"(?:more|higher|longer|greater) than|over|above|exceed(?:ed)?|in excess of|surpass(?:ed)?|topped|top"
)
_LOWER = r"(?:less|fewer|lower|shorter) than|under|below"
# "Did not exceed", "is not higher than", "never fell below": a negation that turns one bound into another.
_TURNED: tuple[tuple[Qualifier, str], ...] = (("at-most", _UPPER), ("at-least", _LOWER))

_BEFORE: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    *(
        (qualifier, re.compile(rf"{_NEGATION}{_TO_ITS_BOUND}(?:{bound})\s+(?:the\s+)?$", re.IGNORECASE))
        for qualifier, bound in _TURNED
    ),
    (
        "at-least",
        re.compile(
            r"\b(?:at (?:the very )?least|no (?:less|fewer) than|a minimum of|as few as|upwards? of)"
            r"\s+(?:the\s+|a\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "at-most",
        re.compile(
            r"\b(?:up to|no more than|at (?:the very )?most|a maximum of|as many as|"
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


def negation_of_a_bound(number: str) -> str:
    """Return the pattern of a negation that does no more than turn the bound of a number.

    Args:
        number: the pattern of what has to follow on the bound, such as a number.
    """
    return rf"{_NEGATION}(?={_TO_ITS_BOUND}(?:{_UPPER}|{_LOWER})\s+(?:the\s+)?{number})"


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
