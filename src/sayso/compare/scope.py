"""What a claim's figures cover: which place, and at which level.

"In Orvik city", "the whole province", "there". A figure of a part can stand
beside a higher figure of the whole; it cannot be higher itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from sayso.claims.types import Place
from sayso.compare.words import name_root, tokens_of

# From the smallest to the largest.
_LEVELS: tuple[tuple[str, str], ...] = (
    ("site", r"hospital|morgue|school|camp|factory|plant|building|clinic|prison|airport|mine|hotel"),
    ("village", r"village|settlement|neighbourhood|quarter"),
    ("town", r"town|city|capital|municipal\w*"),
    ("district", r"district|county|valley"),
    ("province", r"province|provincial|region|regional|oblast"),
    ("country", r"nation|national|nationwide|across the (?:country|nation)|whole country|countrywide"),
)
_LEVEL = tuple(
    (name, re.compile(rf"(?<!outside the )(?<!outside )\b(?:{words})s?\b", re.IGNORECASE))
    for name, words in _LEVELS
)
_RANK = {name: rank for rank, (name, _) in enumerate(_LEVELS)}
_WHOLE_RANK = len(_LEVELS) - 1
# Only these count those who were brought to them; other sites told of around a claim are where it happened.
_CARE = re.compile(r"\b(?:hospital|morgue|clinic)s?\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:there|here)\b(?! (?:is|are|was|were|had|have|has))", re.IGNORECASE)
_IN_PLACE = r"\b(?:in|across|throughout|within|inside|at)\s+(?:the\s+)?(?:\w+\s+of\s+)?{}\b"
_NO_EVENT = (
    r"(?!\s+(?:earth)?(?:quake|disaster|fire|blast|explosion|attack|crash|clash|strike|flood|massacre)s?\b)"
)
# "The blast at the paint plant" names the event, and limits no figure to the plant.
_EVENT_AT = re.compile(
    r"\b(?:earthquake|quake|disaster|fire|blaze|blast|explosion|attack|crash|clash|strike|flood|massacre|bombing|"
    r"shelling|raid|siege|leak|spill|collapse|accident|crush|stampede|shooting|riot)s?(?: \w+)? "
    rf"(?:in|at|on|of|near) (?:the |an? )?(?:\w+ ){{0,3}}?(?:{'|'.join(words for _, words in _LEVELS)})\b",
    re.IGNORECASE,
)
# Who was taken there is hurt, wherever it happened.
_TO_HOSPITAL = re.compile(
    r"\b(?:taken|brought|rushed|admitted) to (?:the |a )?(?:[A-Z][\w'’-]+ |general |central |university )*"
    r"(?:[Hh]ospital|[Cc]linic)s?\b"
)
# "At least 23 were killed when a dam burst above a chain of villages" tells what happened, of no place only.
_EVENT_CLAUSE = re.compile(r"\bwhen [^.;:]*", re.IGNORECASE)
# "41 have died, 17 of them in Lower Sael": the place is that of the 17.
_PART_IN = re.compile(r"\b\w+ of (?:them|whom|these|those) (?:\w+ )?(?:in|at) [^.;,]*", re.IGNORECASE)
# "It left a quarry one kilometre west of the village": whence, or how far off.
_AWAY_FROM = re.compile(
    r"\b(?:kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?) (?:\w+ )?(?:of|from|off|above|below) [^.,;]{0,40}",
    re.IGNORECASE,
)
# "In the village of Ashford", where all of it happened.
_OF_NAME = re.compile(rf"\b(?:{'|'.join(words for _, words in _LEVELS[:2])})\s+of\s+([A-Z][\w'’-]+)")
_FEW_WORDS = 8  # a claim so short leaves it to the words before to say where


@dataclass(frozen=True, slots=True)
class Scope:
    """What the figures of a claim cover, as far as its words say."""

    level: str | None  # "town"; None where it names none
    places: frozenset[str]  # roots of the names of places that it is limited to

    @property
    def known(self) -> bool:
        """Whether the words limit it to anything."""
        return self.level is not None or bool(self.places)


def scope_of(
    words: str, places: Sequence[Place], around: Sequence[str], setting: Set[str] = frozenset()
) -> Scope:
    """Return what a claim's figures cover.

    Args:
        words: the claim's own; they decide where they say anything.
        places: named in them.
        around: the claim's sentence and the ones before it, nearest first, for "there" and for short claims.
        setting: roots of the names of where the whole case plays, which limit nothing.
    """
    own = _read(words, [place.text for place in places], setting, labels=True)
    if own.known or not (_THERE.search(words) or len(words.split()) <= _FEW_WORDS):
        return own
    for text in around:
        capital = [token.text for token in tokens_of(text) if token.text[:1].isupper()]
        near = _read(text, capital, setting, labels=False)  # "Live:", "Police:" are no places
        if near.level is not None and (near.level not in ("site", "village") or _CARE.search(text)):
            return near
    return own


def scopes_differ(left: Scope, right: Scope, *, share: bool = False) -> str | None:
    """Return in words how two scopes differ; None where they may be the same.

    Where only one is limited, the other speaks of the event as a whole, which a
    province may well be; a `share` (percent) without a limit is of the country.
    """
    if left.level and right.level and left.level != right.level:
        return f"one speaks of a {left.level}, the other of a {right.level}"
    if left.places and right.places and not left.places & right.places:
        return "they name different places"
    if left.known and right.known and _rank(left) != _rank(right):
        part = left if narrower(left, right) < 0 else right
        return None if part.level else f"one speaks of {_named(part)} only"
    if left.known != right.known:
        narrow = left if left.known else right
        if _rank(narrow) < _RANK["province"] or (share and narrow.level == "province"):
            return f"one speaks of {_named(narrow)} only"
    return None


def apart(left: Scope, right: Scope) -> bool:
    """Tell whether two scopes are different places side by side, neither a part of the other."""
    different = bool(left.places and right.places) and not left.places & right.places
    return different and _rank(left) == _rank(right)


def narrower(left: Scope, right: Scope) -> int:
    """Return -1 where the left is a part of what the right covers, 1 the other way round, 0 where neither."""
    one, other = _rank(left), _rank(right)
    return (one > other) - (one < other)


def _rank(scope: Scope) -> int:
    if scope.level is not None:
        return _RANK[scope.level]
    return _RANK["town"] if scope.places else _WHOLE_RANK


def _named(scope: Scope) -> str:
    return f"a {scope.level}" if scope.level else "one place"


def _read(words: str, names: Sequence[str], setting: Set[str], *, labels: bool) -> Scope:
    elsewhere = words
    for limits_nothing in (_PART_IN, _EVENT_CLAUSE, _EVENT_AT, _TO_HOSPITAL, _AWAY_FROM):
        elsewhere = limits_nothing.sub(" ", elsewhere)
    elsewhere = _OF_NAME.sub(lambda of: " " if name_root(of[1]) in setting else of[0], elsewhere)
    level = next((name for name, pattern in _LEVEL if pattern.search(elsewhere)), None)
    inside = (
        name
        for name in names
        if re.search(_IN_PLACE.format(re.escape(name)) + _NO_EVENT, elsewhere)
        or (labels and re.search(rf"\b{re.escape(name)}:", words))
    )
    roots = (name_root(word) for name in inside for word in name.split() if word[:1].isupper())
    return Scope(level, frozenset(roots) - setting)
