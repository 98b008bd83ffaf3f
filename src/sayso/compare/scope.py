"""What a figure covers: which place, at which level, of which people, planned or done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.types import Place
from sayso.compare.words import name_root

# From the smallest to the largest; figures of two levels count different things.
_LEVELS: tuple[tuple[str, str], ...] = (
    (
        "site",
        r"hospital|morgue|school|station|camp|factory|plant|building|clinic|ward|market|prison|airport|mine",
    ),
    ("village", r"village"),
    ("town", r"town|city|capital|municipal\w*"),
    ("district", r"district|county|valley"),
    ("province", r"province|provincial|region|regional|oblast"),
    ("country", r"country|nation|national|nationwide|across the (?:country|nation)|overall|republic"),
)
_LEVEL = {name: re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE) for name, words in _LEVELS}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the figures of a claim cover, as far as its words say."""

    level: str | None  # "town"; None where it names none
    places: frozenset[str]  # roots of place names


def scope_of(words: str, places: Sequence[Place]) -> Scope:
    """Return what a claim's figures cover, by its own words."""
    levels = [name for name, pattern in _LEVEL.items() if pattern.search(words)]
    names = frozenset(
        name_root(word) for place in places for word in place.text.split() if word[:1].isupper()
    )
    return Scope(levels[0] if levels else None, names)


def scopes_differ(left: Scope, right: Scope) -> str | None:
    """Return in words how two scopes differ; None where they may be the same."""
    if left.level and right.level and left.level != right.level:
        return f"one speaks of a {left.level}, the other of a {right.level}"
    if left.places and right.places and not left.places & right.places:
        return "they name different places"
    return None
