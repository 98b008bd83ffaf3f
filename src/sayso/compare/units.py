"""Units of time, length, mass and money, by the nouns that accounts give them in."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.compare.words import words_in

TIME_UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 604800.0}
LENGTH_UNITS = {
    "metres": 1.0, "meters": 1.0, "m": 1.0, "kilometres": 1000.0, "kilometers": 1000.0, "km": 1000.0,
    "miles": 1609.34, "feet": 0.3048, "centimetres": 0.01, "cm": 0.01,
}  # fmt: skip
MASS_UNITS = {
    "kilograms": 1.0,
    "kilogrammes": 1.0,
    "kg": 1.0,
    "tonnes": 1000.0,
    "tons": 1000.0,
    "litres": 1.0,
}
MONEY_UNITS = words_in(
    """
    dollars euros pounds crowns francs marks roubles rubles yuan yen money
    """
)
_MEASURES: Mapping[str, Mapping[str, float]] = {
    "time": TIME_UNITS,
    "length": LENGTH_UNITS,
    "mass": MASS_UNITS,
}


def measure_of(unit: str) -> tuple[str, float] | None:
    """Return what a unit in lower case measures, and how many base units it is; None for other nouns.

    The base units are the second, the metre and the kilogram; a litre counts as a kilogram.
    """
    found = ((name, units[unit]) for name, units in _MEASURES.items() if unit in units)
    return next(found, None)
