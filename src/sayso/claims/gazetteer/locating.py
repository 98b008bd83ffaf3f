"""Which place of the table a name of a text means, or that it cannot be told.

A name alone often fits many places. Which one was taken, of how many, and why, goes
with the answer: it is a guess to check, not a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sayso.claims.gazetteer.table import SOURCE, Entry, look_up
from sayso.claims.types import Located

BY_FAR = 10  # times as many people as the next place of the name
_KINDS = "city|town|village|district|province|region|state|republic|island|port|county|oblast"
_WITH_KIND = re.compile(
    rf"^(?:the\s+)?(?:(?P<before>{_KINDS}) of\s+)?(?P<name>.+?)(?:\s+(?P<after>{_KINDS}))?$", re.IGNORECASE
)
_TOWNS = frozenset({"city", "town", "village", "port"})
UNKNOWN = Located(status="unknown", source=SOURCE)


def locate(names: Iterable[str]) -> Mapping[str, Located]:
    """Look up the place names of one text; names that the table lacks are "unknown".

    Countries named in the text, and those of names that fit one place only, help to choose.
    """
    found = {name: _candidates(name) for name in dict.fromkeys(names)}
    sure = {e[0].country for e, _ in found.values() if e and (len(e) == 1 or e[0].kind == "country")}
    return {name: _chosen(entries, named_after, sure) for name, (entries, named_after) in found.items()}


def _candidates(name: str) -> tuple[Sequence[Entry], bool]:
    """Return the places of a name, and whether it names a district or province of that name."""
    whole = look_up(name)
    match = None if whole else _WITH_KIND.match(name)
    if match is None or match.group("name") == name:
        return whole, False
    kind = (match.group("before") or match.group("after") or "city").lower()
    return look_up(match.group("name")), kind not in _TOWNS


def _chosen(candidates: Sequence[Entry], named_after: bool, sure: set[str]) -> Located:
    if not candidates:
        return UNKNOWN
    entry, why = _pick(candidates, sure)
    if named_after and entry.kind == "town":
        why = f"a town, which the district or province is named after; {why}"
    return _located(entry, candidates, why)


def _pick(candidates: Sequence[Entry], sure: set[str]) -> tuple[Entry, str]:
    first, rest = candidates[0], candidates[1:]
    near = [entry for entry in candidates if entry.country in sure]
    if not rest:
        return first, "the only place of this name in the table"
    if first.kind == "country":
        return first, "a country rather than a town of its name"
    if near:
        return near[0], "in a country that the text names otherwise"
    if first.population >= BY_FAR * max(1, rest[0].population):
        return first, f"at least {BY_FAR} times as populous as the next"
    return first, "the most populous, by no wide margin"


def _located(entry: Entry, candidates: Sequence[Entry], chosen: str) -> Located:
    return Located(
        status="one" if len(candidates) == 1 else "several",
        source=SOURCE,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
        candidates=len(candidates),
        chosen=chosen,
    )
