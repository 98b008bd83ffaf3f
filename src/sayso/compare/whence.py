"""Whence something came, as claims say: "launched from inside Veska", "not from our territory"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.compare.outcomes import Answer, denial
from sayso.compare.reading import Reading
from sayso.compare.words import STOP_WORDS, content_stems, name_root, stem, tokens_of, words_in

_MOVED = re.compile(
    r"\b(?:c[ao]m(?:e|es|ing)|launch\w*|fir(?:ed|ing)|fl(?:ew|own|ying)|sent|arriv\w+|originat\w+|enter\w*|"
    r"cross\w*|shot|shell\w*|shoot\w*|smuggled|shipped|brought|dropped|set out)\b[^.;:!?]{0,60}?\bfrom\b",
    re.IGNORECASE,
)
_PLACE_ENDS = re.compile(
    r"[.,;:!?()\"“”]|\b(?:against|to|into|towards?|at|on|onto|over|and|but|with|before|after|when|while|by|who|which|that|"
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

_AIMED = re.compile(
    r"\b(?:against|at|on|onto|upon|into|towards?|to|targeting|hit(?:ting)?|struck|striking|attack(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_AIM_ENDS = re.compile(
    rf"{_AIMED.pattern}|{_PLACE_ENDS.pattern}|\b(?:from|in|near|off|last|this|yesterday|today)\b",
    re.IGNORECASE,
)
_LAUNCH = r"launch(?:ed|es|ing)?|fire[ds]?|firing|sent|sends?|sending"
_ACTS = re.compile(
    rf"\b(?:{_LAUNCH}|hits?|hitting|struck|strikes?|striking|reach\w*|attack\w*|target(?:s|ed|ing)|bomb(?:ed|ing)|"
    r"shelled|shelling|ramm\w+|sank|sunk|blew|destroy\w*|damag\w+|crash\w*|explod\w*|alight|ablaze|"
    r"set (?:\w+ ){0,4}(?:on )?fire)\b",
    re.IGNORECASE,
)
# "Veskan drones", "Veska had launched its drones", "a drone sent by Veska", "drones of Veska".
_OF_THERE = re.compile(
    r"(?<!\bin )(?<!\bover )(?<!\bat )(?<!\bnear )NAME (?:\w+ )?THING|"
    r"NAME (?:\w+ ){0,2}LAUNCH (?:\w+ ){0,3}THING|THING (?:\w+ ){0,3}LAUNCH by (?:\w+ )?NAME|THING of NAME"
)
_TIMES = frozenset(
    map(
        stem,
        words_in("""
            monday tuesday wednesday thursday friday saturday sunday dawn dusk noon midnight night morning
            evening afternoon time moment hour day week month sea once least all
        """),
    )
)


@dataclass(frozen=True, slots=True)
class _Whence:
    words: str  # "from inside Veska"
    roots: frozenset[str]  # of the names in them; the speaker's own for "our territory"
    whole: bool  # a country or side is meant
    within: bool  # a smaller thing by a name: "the Orvik heights"
    things: frozenset[str]  # stems of what came
    target: frozenset[str]  # stems of that which it was launched against, days left out


def by_whence(left: Reading, right: Reading) -> Answer | None:
    """Return how two claims answer by the places from which they say, or deny, that something came.

    None where neither names one. Who denies whence it came has not denied that it came; but who
    denies that it was launched from there against a ferry has denied what says that it hit that ferry.
    """
    one, other = _whence(left), _whence(right)
    if one is None or other is None:
        names, silent = (left, right) if one is not None else (right, left)
        whence = one or other
        if whence is None or not names.sides.whole < 0 < silent.sides.whole or _denied(whence, silent):
            return None
        return Answer("unrelated", "the one denies whence it came, of which the other says nothing")
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


def _denied(whence: _Whence, other: Reading) -> bool:
    """Whether a claim with no place to come from tells of the same on the same target, or as of there."""
    if whence.things and not whence.things & other.stems:
        return False
    if _OF_THERE.search(_marked(whence, other, whence.roots)):
        return True
    elsewhere = other.names - whence.roots  # "Kavrian drones hit the ferry" is not denied of Veska
    on_target = bool(whence.target & other.stems) and _ACTS.search(other.words) is not None
    return on_target and not _OF_THERE.search(_marked(whence, other, elsewhere))


def _marked(whence: _Whence, other: Reading, places: frozenset[str]) -> str:
    """Return a claim's words with places, what came and its launching put down as such."""
    marked = []
    for token in tokens_of(other.words):
        if token.text in other.proper and name_root(token.text) in places:
            marked.append("NAME")
        elif stem(token.lower) in whence.things:
            marked.append("THING")
        else:
            marked.append("LAUNCH" if re.fullmatch(_LAUNCH, token.lower) else token.lower)
    return " ".join(marked)


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
            things, target = _launched(reading, moved)
            return _Whence(words, roots or reading.speaker_roots, whole, not (whole or bare), things, target)
    return None


def _launched(reading: Reading, moved: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what was launched, and of that against which: "drones", "the ferry Rosa Lind".

    What stands before the verb is not what it was aimed at: "the drones that hit the depot came from".
    """
    words = reading.words
    for time in reading.claim.times:
        words = words.replace(time.stated.text, " " * len(time.stated.text))
    aimed = _AIMED.search(words[: moved.start()])
    before = words[: aimed.start()] if aimed else words[: moved.start()]
    between = moved[0].split(maxsplit=1)[-1]
    aimed = _AIMED.search(between)
    things = f"{before} {between[: aimed.start()] if aimed else between}"
    target: set[str] = set()
    rest = words[moved.start() :]
    for aim in _AIMED.finditer(rest):
        end = _AIM_ENDS.search(rest, aim.end())
        target.update(content_stems(rest[aim.end() : end.start() if end else None]))
    names = {stem(word.lower()) for word in reading.proper}
    return frozenset(content_stems(things)) - names, frozenset(target - _TIMES)
