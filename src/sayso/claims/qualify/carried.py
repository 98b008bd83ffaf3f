"""The noun that a number leaves out, by what was counted before it."""

from __future__ import annotations

import re

from sayso.claims.qualify.counted import TIME_UNITS
from sayso.claims.reading import Reading
from sayso.claims.types import Quantity
from sayso.claims.words import word_set

_WHOLE = re.compile(r"\b(?:turnout|vote|votes|ballots|share|percent)\b", re.IGNORECASE)


_MAGNITUDE = re.compile(r"\b(?:magnitude|richter)\b", re.IGNORECASE)


_SHAKEN = re.compile(r"\b(?:magnitude|richter|quake|earthquake|tremor)s?\b", re.IGNORECASE)


class Carried:
    """The nouns counted so far, for numbers that leave theirs out."""

    def __init__(self, reading: Reading) -> None:
        self._things = ""
        self._people = ""
        self._last = ""
        self._duration = ""
        self._has_magnitude = bool(_SHAKEN.search(reading.text))

    def remember(self, quantity: Quantity) -> None:
        """Take note of a quantity that names its noun."""
        unit = quantity.unit
        if unit.rstrip("s") in TIME_UNITS:
            self._duration = unit
        if not unit or unit in _MEASURES or unit.rstrip("s") in TIME_UNITS:
            self._last = unit or self._last
            return
        self._last = self._things = unit
        if is_human(unit):
            self._people = unit

    def people(self) -> str:
        """Return the people counted last."""
        return self._people or "people"

    def unit_for(self, value: float, sentence: str, after: str, before: str) -> str:
        """Choose the noun that a number without one stands for."""
        if _MAGNITUDE.search(sentence) or (self._has_magnitude and value != int(value) and value < 10):
            return "magnitude"
        if value <= 100 and (value != int(value) or _WHOLE.search(sentence)):
            return "percent"
        if self._duration and _FOR.search(before):
            return self._duration
        if _TOLL.search(before):
            return "deaths"
        if _HUMAN_FATE.match(after):
            return self._people if self._people not in _FATES else "people"
        if not self._people and _KILLS.search(before):
            return "people"
        if after.lstrip().startswith(("of us", "of them", "of you", "of whom")):
            return self._people or "people"
        if _CROWD.search(before):
            return self._people or "people"
        unit = self._things or (self._last if value <= 100 or self._last != "percent" else "")
        return unit or ("people" if _ACTS.match(after) else "")


_MEASURES = word_set(
    """
    percent points km kilometres kilometers metres meters centimetres millimetres miles feet yards inches
    dollars euros pounds crowns francs roubles cents magnitude degrees tonnes tons kilograms kilos kg grams
    milligrams micrograms litres liters millilitres gallons barrels hectares acres knots volts watts kilowatts
    megawatts decibels bytes ppm parts times
    """
)


_TOLL = re.compile(r"\b(?:death )?toll\b[^.;]{0,40}$", re.IGNORECASE)


_FOR = re.compile(
    r"\bfor (?:(?:at least|less than|more than|about|up to|another|only|over|under) )?$", re.IGNORECASE
)


_HUMAN_FATE = re.compile(
    r"\s*(?:of them\s+)?(?:more\s+)?(?:(?:have|has|had|was|were|are|is|been|being|also|still|later)\s+)*"
    r"(?:in (?:the )?(?:hospital|custody|intensive care)|died|killed|wounded|injured|hurt|arrested|detained|"
    r"hospitalised|hospitalized|missing|dead|flown|treated|admitted|evacuated|infected|poisoned|drowned|ill|"
    r"sick|homeless|displaced|stranded|trapped|rescued|discharged|vaccinated|quarantined|unaccounted|sacked|"
    r"on strike|fled|marched|walked out|protested|gathered|tested positive|came|turned (?:up|out)|attended|"
    r"took part|joined|signed|voted|returned|waited|suffered|fell ill|sought|complained|slept|queued|"
    r"demonstrated|stayed (?:away|home|at home)|picketed|on (?:duty|ventilators|site)|at work|"
    r"in (?:a )?(?:critical|serious|stable) condition|under observation)\b",
    re.IGNORECASE,
)


_FATES = word_set("dead deaths") | {""}  # they say what became of people, not who they are


_KILLS = re.compile(
    r"\b(?:kill|injur|wound|maim)(?:s|es|ed|ing)\s+(?:(?:at least|about|some|up to|more than|around)\s+)?$",
    re.IGNORECASE,
)


_CROWD = re.compile(
    r"\b(?:crowd|team|group|crew|gang|delegation|party|band|audience|staff|workforce)s? "
    r"(?:of|from|to|from \w+ to|by|at) "
    r"(?:(?:at least|about|some|up to|more than|around|over|nearly|almost) )?$",
    re.IGNORECASE,
)


_ACTS = re.compile(
    r"\s+(?:more )?(?:have|has|had|was|were|are|is|will|would|[a-z]{3,}ed|fled|came|went|left|took)\b"
)


_AGENTS = re.compile(r"(?:ers|ors|men|ists|ees|ians|ants|ents|ives|women|people|persons)$")


_HUMANS = word_set(
    """
    people persons men women children kids troops civilians pupils guards police victims staff attackers
    boys girls babies crew passengers families hostages captives recruits police deaths dead souls
    """
)


_NO_HUMANS = word_set(
    """
    numbers papers containers letters computers helicopters posters centers tankers trailers rockets events
    documents elements statements payments tents incidents accidents plants motors tractors reactors
    sectors factors doors floors errors metres meters kilometers quarters rivers towers papers orders
    """
)


def is_human(unit: str) -> bool:
    """Tell whether a noun counts people, by a list and by its ending."""
    return unit in _HUMANS or (bool(_AGENTS.search(unit)) and unit not in _NO_HUMANS)
