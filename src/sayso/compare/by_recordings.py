"""Answers by what two claims say of one recording: when, where and by whom it was made, is it genuine."""

from __future__ import annotations

import re

from sayso.compare.opposites import scales_of
from sayso.compare.outcomes import Answer
from sayso.compare.reading import Reading
from sayso.compare.recordings import negates_within
from sayso.compare.words import stem, tokens_of

_SPAN = r"(?:minute|hour|day|week|month|year|dawn|noon|midnight|morning|afternoon|evening|night)s?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_TIME = (
    rf"(?:{_SPAN}|{_DAY}|yesterday|today|last|early|before|after|during|"
    rf"(?:\d{{1,2}} )?{_MONTH}|(?:19|20)\d\d)\b"
)
_WHEN = re.compile(rf"\b(?:filmed|shot|made|recorded|taken|dates?)\b[^.;:]{{0,30}}?\b{_TIME}")
_WHERE = re.compile(
    r"\b(?:filmed|shot|recorded|taken)\b(?: \w+)? (?:in|near|at|outside|inside|from|over|beside|above|on) "
    rf"(?!(?:the |an? )?(?:{_TIME}|\w+ {_SPAN}\b))"
)
_WHENCE = re.compile(
    r"\b(?:sent|given|passed|handed|supplied|received|got|obtained)\b(?: \w+){0,3}? (?:by|from)\b"
)


def by_aspects(left: Reading, right: Reading) -> Answer | None:
    """Return "unrelated" where two claims tell different things of a recording, both of which can be so.

    When, where and from whom it comes are three questions; so is whether it is genuine, beside a day on which
    it was made. Who calls it a fake denies the day, too, and who calls it old, what it is said to show.
    """
    if any(one.scales.get("authentic", 1) < 0 for one in (left, right)):
        return None
    one, other = _aspects(left), _aspects(right)
    if one and other and not one & other:
        return Answer("unrelated", "when, where and from whom a recording comes are different questions")
    for dated, judged, dates in ((left, right, one - other), (right, left, other - one)):
        if "when" in dates and not _judges(dated) and _judges(judged):
            return Answer("unrelated", "the one dates a recording, the other calls it genuine")
    return None


def is_on_recording(reading: Reading) -> bool:
    """Tell whether a claim, or the words around it, speak of a recording: a mayor is shot, too."""
    return "footage" in reading.concepts | reading.context_concepts


def judged_and_shown(left: Reading, right: Reading) -> tuple[Reading, Reading] | None:
    """Return who says whether a recording is genuine, and who what it shows; None where neither does."""
    for one, other in ((left, right), (right, left)):
        if "authentic" in one.scales and "authentic" not in other.scales:
            return one, other
    return None


def of_what_is_not_there(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where one calls a recording genuine, and the other negates something in it."""
    judged = judged_and_shown(left, right)
    if judged is None or any(name in left.scales for name in right.scales):
        return None
    genuine, shown = judged
    negates = shown.sides.act > 0 > shown.sides.whole and bool(shown.sides.negated)
    if genuine.scales["authentic"] < 0 or not (negates and negates_within(shown.words)):
        return None
    return Answer("unrelated", "what a recording does not show tells nothing of whether it is genuine")


def _aspects(reading: Reading) -> frozenset[str]:
    """What a claim tells of how a recording came to be."""
    if not is_on_recording(reading):
        return frozenset()
    told = (("when", _WHEN), ("where", _WHERE), ("whence", _WHENCE))
    return frozenset(name for name, words in told if words.search(reading.words))


def _judges(reading: Reading) -> bool:
    """Whether a claim calls something genuine, or a fake, in such a word."""
    roots = {stem(token.lower) for token in tokens_of(reading.words)}
    return any(name == "authentic" for root in roots for name, _ in scales_of(root))
