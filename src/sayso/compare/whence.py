"""Whence something came, as claims say: "launched from inside Veska", "not from our territory"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.compare.outcomes import Answer, denial
from sayso.compare.reading import Reading
from sayso.compare.words import STOP_WORDS, name_root, tokens_of

_MOVED = re.compile(
    r"\b(?:c[ao]m(?:e|es|ing)|launch\w*|fir(?:ed|ing)|fl(?:ew|own|ying)|sent|arriv\w+|originat\w+|enter\w*|"
    r"cross\w*|shot|shell\w*|shoot\w*|smuggled|shipped|brought|dropped|set out)\b[^.;:!?]{0,60}?\bfrom\b",
    re.IGNORECASE,
)
_PLACE_ENDS = re.compile(
    r"[.,;:!?()\"“”]|\b(?:to|into|towards?|at|on|onto|over|and|but|with|before|after|when|while|by|who|which|that|"
    r"where|during|because)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:our|its|their|his)(?: own)? (?:\w+ )?(?:territory|soil|side|land|airspace|country|waters)\b"
)
# A whole country or side is meant, so that another place named beside it does not lie within.
_WHOLE = re.compile(
    r"\b(?:inside|within|territory|soil|side|border|direction|airspace|waters)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Whence:
    words: str  # "from inside Veska"
    roots: frozenset[str]  # of the names in them; the speaker's own for "our territory"
    whole: bool  # a country or side is meant
    within: bool  # a smaller thing by a name: "the Orvik heights"


def by_whence(left: Reading, right: Reading) -> Answer | None:
    """Return how two claims answer by the places from which they say, or deny, that something came.

    None where neither names one. Who denies whence it came has not denied that it came.
    """
    one, other = _whence(left), _whence(right)
    if one is None or other is None:
        names, silent = (left, right) if one is not None else (right, left)
        if (one or other) is not None and names.sides.whole < 0 < silent.sides.whole:
            return Answer("unrelated", "the one denies whence it came, of which the other says nothing")
        return None
    return _by_places(left, right, one, other)


def _by_places(left: Reading, right: Reading, one: _Whence, other: _Whence) -> Answer:
    sides = left.sides.whole, right.sides.whole
    said = f"“{one.words}” and “{other.words}”"
    if one.roots & other.roots:
        if sides[0] != sides[1]:
            return Answer("differ", denial(left, right, f" about “{other.words}”", with_words=True))
        return Answer("same", f"{said} name one place")
    if sides[0] != sides[1]:
        return Answer("same", f"{said}, of which one is denied, can both stand")
    apart = (one.whole or other.whole) and not (one.within or other.within)
    if sides[0] < 0 or not apart:
        return Answer("unrelated", f"{said} may be places of which one lies in the other")
    return Answer("differ", f"{said} are different places to come from")


def _whence(reading: Reading) -> _Whence | None:
    """Whence a claim says, or denies, that something came; None where it names no place for that."""
    for moved in _MOVED.finditer(reading.words):
        rest = reading.words[moved.end() :]
        end = _PLACE_ENDS.search(rest)
        place = rest[: end.start()] if end else rest
        roots = frozenset(name_root(token.text) for token in tokens_of(place) if token.text in reading.proper)
        own = _OWN.search(place) is not None
        if roots or (own and reading.speaker_roots):
            whole = _WHOLE.search(place) is not None
            bare = {
                token.lower for token in tokens_of(place) if token.text not in reading.proper
            } <= STOP_WORDS
            words = f"from {' '.join(place.split())}"
            return _Whence(words, roots or reading.speaker_roots, whole, not (whole or bare))
    return None
