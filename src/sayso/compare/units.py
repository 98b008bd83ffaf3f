"""Units of time, length, area, volume, speed, mass and money, by the nouns that accounts give them in."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.compare.words import words_in

TIME_UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 604800.0}
LENGTH_UNITS = {
    "metres": 1.0, "meters": 1.0, "m": 1.0, "kilometres": 1000.0, "kilometers": 1000.0, "km": 1000.0,
    "miles": 1609.34, "nautical miles": 1852.0, "yards": 0.9144, "feet": 0.3048,
    "centimetres": 0.01, "cm": 0.01,
}  # fmt: skip
AREA_UNITS = {
    "square metres": 1.0, "square meters": 1.0, "sq m": 1.0, "m²": 1.0, "hectares": 10_000.0, "ha": 10_000.0,
    "acres": 4046.86, "square kilometres": 1e6, "square kilometers": 1e6, "sq km": 1e6, "km²": 1e6,
    "square miles": 2_589_988.0, "square feet": 0.092903,
}  # fmt: skip
VOLUME_UNITS = {"cubic metres": 1.0, "cubic meters": 1.0, "m³": 1.0, "cubic feet": 0.0283168}
SPEED_UNITS = {"knots": 0.514444, "km/h": 0.277778, "mph": 0.44704}
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
    "area": AREA_UNITS,
    "volume": VOLUME_UNITS,
    "speed": SPEED_UNITS,
    "mass": MASS_UNITS,
}
# How many base units of its kind a unit is.
BASE_UNITS: Mapping[str, float] = {unit: size for units in _MEASURES.values() for unit, size in units.items()}


def measure_of(unit: str) -> tuple[str, float] | None:
    """Return what a unit in lower case measures, and how many base units it is; None for other nouns.

    The base units are the second, the metre, the square and the cubic metre, metres a second, and the
    kilogram; a litre counts as a kilogram.
    """
    found = ((name, units[unit]) for name, units in _MEASURES.items() if unit in units)
    return next(found, None)


def units_in_one(own: str, asked: str) -> float | None:
    """Return how many of the asked unit one of the own unit is: 60 for an hour in minutes.

    1 where either is a noun that measures nothing; None where they measure different things.
    """
    one, other = measure_of(own), measure_of(asked)
    if one is None or other is None:
        return 1.0
    return one[1] / other[1] if one[0] == other[0] else None
