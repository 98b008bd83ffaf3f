"""Answers by what they say of one thing: what it was not, of what calibre, or whether anybody was there."""

from __future__ import annotations

import re

from sayso.compare.outcomes import QUOTED_WORDS, Answer, denial
from sayso.compare.reading import Reading
from sayso.compare.words import quotable, stem, tokens_of

_CALIBRE = re.compile(r"\b(\d{2,3})(?:[-– ]?mm|[- ]millimet(?:re|er)s?)\b")
_IN_IT = (
    r"\b(?:on|in|inside|at|from|onto|up to|under|into|within|behind)\s+"
    r"(?:(?:the|its|their|an?)\s+)?(?:\w+\s+)?"
)

# "A rocket, not a shell", "not shells but bombs": what it was not, in a word or two.
_NOT_THAT = re.compile(
    r"(?:^|[,;:–—-] ?|\b(?:and|by) |\b(?:was|were|is|are) (?=not [^.,;:]{1,40} but\b))"
    r"not (?:by )?(?:an? |the |any )?"
    r"((?:\w+[ -])?\w+)(?= ?(?:$|[.,;:)]| but\b))"
)


def by_exclusion(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where one says "not shells but bombs" and the other says shells; else None."""
    for one, other in ((left, right), (right, left)):
        if one.sides.act < 0 or other.sides.whole < 0:
            continue
        for found in _NOT_THAT.finditer(one.words):
            roots = {stem(token.lower) for token in tokens_of(found[1])} & one.sides.negated
            if roots and roots <= other.sides.stated:
                said, against = (f"“{quotable(reading.shown, QUOTED_WORDS)}”" for reading in (one, other))
                return Answer("differ", f"{said} rules out “{found[1]}”, which {against} says")
    return None


def by_calibre(left: Reading, right: Reading) -> Answer | None:
    """Return how two claims answer by the calibres that both name for shots; None where one names none."""
    one, other = (set(_CALIBRE.findall(reading.words)) for reading in (left, right))
    if not (one and other) or left.sides.whole != right.sides.whole:
        return None
    if one == other:
        return Answer("same", f"both say {min(one)} mm")
    if one & other or left.sides.whole < 0:
        return None
    return Answer("differ", f"“{min(one)} mm” and “{min(other)} mm” are different calibres")


def by_emptiness(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where the one calls a place empty; None where neither does, or both speak of it.

    Who tells of somebody in that place says otherwise; who says that it was hit, nothing of the kind.
    """
    for empty, other in ((left, right), (right, left)):
        if empty.scales.get("occupied") != -1 or "occupied" in other.scales or other.figures:
            continue
        places = [token.text for token in tokens_of(other.words) if stem(token.lower) in empty.stems]
        if not places:
            continue
        if not any(
            re.search(_IN_IT + re.escape(place) + r"\b", other.words, re.IGNORECASE) for place in places
        ):
            return Answer(
                "unrelated", "the one says that a place was empty, the other nothing of who was there"
            )
        if other.sides.whole < 0:
            words = (f"“{quotable(reading.shown, QUOTED_WORDS)}”" for reading in (left, right))
            return Answer("same", f"{' and '.join(words)} stand on one side about “{places[0]}”")
        return Answer("differ", denial(left, right, f" about “{places[0]}”", quoted=True))
    return None
