"""Figures on a common scale: a range is a bar with its bounds, a bound is open, a vague number is soft."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.claims.types import Claim, Qualifier, Quantity
from sayso.compare.intervals import spoken
from sayso.compare.units import units_in_one

LOGARITHMIC_FROM = 100  # where the largest figure is that many times the smallest, or more
TICK_GAP_PERCENT = 7.0  # ticks closer than this would run into each other
EDGE_PERCENT = 6.0  # left free at both ends, so that open bounds can be drawn
_NUMBER = re.compile(r"\d+(?:[ ,.]\d{3})*(?:\.\d+)?")
_OPEN_BELOW: tuple[Qualifier, ...] = ("at-most", "less-than")
_OPEN_ABOVE: tuple[Qualifier, ...] = ("at-least", "more-than")
_SOFT: tuple[Qualifier, ...] = ("approx", "vague")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as somebody put it."""

    low: float
    high: float  # the same as `low` but for a range
    open_below: bool = False  # "up to": it may be less
    open_above: bool = False  # "at least": it may be more
    soft: bool = False  # "about", "dozens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where figures stand on a line from 0 to 100 percent."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def percent(self, value: float) -> float:
        """Return where a value stands, rounded so that pages are the same on every machine."""
        share = (self._even(value) - self._even(self.low)) / (self._even(self.high) - self._even(self.low))
        return round(EDGE_PERCENT + share * (100 - 2 * EDGE_PERCENT), 2)

    def _even(self, value: float) -> float:
        return math.log10(value) if self.logarithmic else value


def figure_of(claim: Claim, value: str, unit: str | None) -> Figure | None:
    """Return the figure by which a claim answers a question, or None where it gives none.

    Args:
        claim: the claim, with the quantities found in it.
        value: its answer in short, such as "at least 40"; picks among several quantities.
        unit: what the question counts.
    """
    stated = _number_in(value)
    spoken_so = [quantity for quantity in claim.quantities if spoken(quantity) == value]
    fitting = spoken_so or [quantity for quantity in claim.quantities if _fits(quantity, unit, stated)]
    if fitting:
        factor = units_in_one(fitting[0].unit, unit or "")
        return None if factor is None else _figure(fitting[0], factor)
    return None if stated is None else Figure(low=stated, high=stated)


def _fits(quantity: Quantity, unit: str | None, stated: float | None) -> bool:
    bounds = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    if stated is not None:
        return stated in bounds
    return unit is not None and quantity.unit.casefold() == unit.casefold()


def _number_in(value: str) -> float | None:
    found = _NUMBER.search(value)
    return float(re.sub(r"[ ,](?=\d{3})", "", found[0])) if found else None


def _figure(quantity: Quantity, factor: float) -> Figure:
    low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
    return Figure(
        low=min(low, high) * factor,
        high=max(low, high) * factor,
        open_below=quantity.qualifier in _OPEN_BELOW,
        open_above=quantity.qualifier in _OPEN_ABOVE,
        soft=quantity.qualifier in _SOFT,
    )


def scale_of(figures: Iterable[Figure]) -> Scale | None:
    """Return a scale that holds all figures, or None where there are not two different ones to compare."""
    values = sorted({value for figure in figures for value in (figure.low, figure.high)})
    if len(values) < 2 or not all(math.isfinite(value) for value in values):
        return None
    low, high = values[0], values[-1]
    logarithmic = low > 0 and high / low >= LOGARITHMIC_FROM
    if not logarithmic and 0 <= low <= high / 2:
        low = 0.0
    scale = Scale(low=low, high=high, logarithmic=logarithmic, ticks=())
    ticks = _apart(scale, sorted({low, *values}))
    return Scale(low=low, high=high, logarithmic=logarithmic, ticks=ticks)


def _apart(scale: Scale, values: Sequence[float]) -> tuple[float, ...]:
    """Keep the last value and, from the left, those that leave room for each other."""
    kept: list[float] = []
    last = scale.percent(values[-1])
    for value in values[:-1]:
        at = scale.percent(value)
        room = not kept or at - scale.percent(kept[-1]) >= TICK_GAP_PERCENT
        if room and last - at >= TICK_GAP_PERCENT:
            kept.append(value)
    return (*kept, values[-1])
