"""Which nouns count people."""

from __future__ import annotations

import re

from sayso.claims.words import word_set

_AGENTS = re.compile(r"(?:ers|ors|men|ists|ees|ians|ants|ents|ives|women|people|persons)$")


_HUMANS = word_set(
    """
    people persons men women children kids troops civilians pupils guards police victims staff attackers
    boys girls babies crew passengers families hostages captives recruits deaths dead souls
    """
)


_NO_HUMANS = word_set(
    """
    numbers papers containers letters computers helicopters posters centers tankers trailers rockets events
    documents elements statements payments tents incidents accidents plants motors tractors reactors
    sectors factors doors floors errors metres meters kilometers quarters rivers towers orders
    """
)


def counts_people(unit: str) -> bool:
    """Tell whether a noun counts people, by a list and by its ending."""
    return unit in _HUMANS or (bool(_AGENTS.search(unit)) and unit not in _NO_HUMANS)
