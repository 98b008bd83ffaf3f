"""Figures as intervals: what a number with its qualifier allows, and when two of them agree."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sayso.claims.types import Qualifier, Quantity
from sayso.compare.units import MONEY_UNITS, measure_of

# "About 400" allows a tenth either way; the annotation guidelines leave it to the reader.
APPROXIMATE_SHARE = 0.1
APPROXIMATE_SHARE_OF_PERCENT = 0.05  # a share is given more closely
# A figure that keeps to a bound agrees with it when it is less than a quarter off (guidelines, "Pairs", 4).
BOUND_SHARE = 0.25
# Nouns whose single form is not the plural without its "s".
_SINGLE = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
           "bodies": "body", "families": "family", "servicemen": "serviceman",
           "policemen": "policeman"}  # fmt: skip
# "Dozens" is 12 to 99, "hundreds" 100 to 999.
_VAGUE_TOP = {12.0: 99.0, 100.0: 999.0, 1000.0: 9_999.0, 1_000_000.0: 9_999_999.0}


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure allows, both ends included; `math.inf` where a side is open."""

    low: float
    high: float
    bound: bool = False  # a one-sided statement: "at least 40"

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"not an interval: {self.low} to {self.high}")

    @property
    def named(self) -> float:
        """The number that was said, or the middle of a range."""
        if math.isinf(self.high):
            return self.low
        if math.isinf(self.low):
            return self.high
        return (self.low + self.high) / 2

    def overlaps(self, other: Interval) -> bool:
        """Tell whether some value keeps to both."""
        return self.low <= other.high and other.low <= self.high


def interval_of(value: float | tuple[float, float], qualifier: Qualifier, *, share: bool = False) -> Interval:
    """Return the values that a figure allows: "at least 40" is 40 and up, and remembers to be a bound.

    A `share` is a percentage, of which "about" leaves less room.
    """
    if isinstance(value, tuple):
        return Interval(min(value), max(value))
    if qualifier in ("at-least", "more-than"):
        return Interval(value, math.inf, bound=True)
    if qualifier in ("at-most", "less-than"):
        return Interval(-math.inf, value, bound=True)
    if qualifier == "approx":
        margin = abs(value) * (APPROXIMATE_SHARE_OF_PERCENT if share else APPROXIMATE_SHARE)
        return Interval(value - margin, value + margin)
    if qualifier == "vague":
        return Interval(value, max(value, _VAGUE_TOP.get(value, value * 10)))
    return Interval(value, value)


def scaled(interval: Interval, factor: float) -> Interval:
    """Return the interval in another unit; `factor` is positive."""
    return Interval(interval.low * factor, interval.high * factor, interval.bound)


def agree(left: Interval, right: Interval) -> bool:
    """Tell whether two figures can both be true as worded, a bound being read as its source's count.

    Symmetric, and true of any figure and itself. "At least 50" and 55 agree,
    "at least 40" and 60 do not; of two bounds the named numbers are compared.
    """
    if not left.overlaps(right):
        return False
    if not (left.bound or right.bound):
        return True
    return _share_apart(left, right) < BOUND_SHARE


def same_figure(left: Interval, right: Interval) -> bool:
    """Tell whether two figures name the same number, whatever the qualifier: "at least 40" and "the 40"."""
    return math.isclose(left.named, right.named, rel_tol=1e-9) or (left.low, left.high) == (
        right.low,
        right.high,
    )


def spoken(quantity: Quantity) -> str:
    """Return a figure in short words: "at least 40", "12 to 15", "about 60"."""
    if isinstance(quantity.value, tuple):
        return f"{_plain(quantity.value[0])} to {_plain(quantity.value[1])}"
    words = {
        "approx": "about ", "at-least": "at least ", "at-most": "at most ", "more-than": "more than ",
        "less-than": "less than ",
    }  # fmt: skip
    if quantity.qualifier == "vague":
        return {12.0: "dozens", 100.0: "hundreds", 1000.0: "thousands", 1_000_000.0: "millions"}.get(
            quantity.value, f"some {_plain(quantity.value)}"
        )
    return words.get(quantity.qualifier, "") + _plain(quantity.value)


def spoken_in_full(quantity: Quantity) -> str:
    """Return a figure with the noun that it counts: "at least 40 attackers", "1 person", "magnitude 6.4"."""
    if quantity.unit.lower() == "magnitude":
        return f"magnitude {spoken(quantity)}"
    return " ".join([spoken(quantity), _noun(quantity)]).strip()


def _noun(quantity: Quantity) -> str:
    """The noun in the number that the figure asks for."""
    last = quantity.unit.rsplit(maxsplit=1)[-1:] if quantity.value == 1 else ()
    for noun in last:
        single = _SINGLE.get(noun) or (noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun)
        return quantity.unit.removesuffix(noun) + single
    return quantity.unit


def spoken_with_unit(quantity: Quantity) -> str:
    """Return a figure in short words, with its unit where numbers of several units may stand side by side."""
    unit = quantity.unit.lower()
    measured = measure_of(unit) is not None or unit in MONEY_UNITS
    return spoken_in_full(quantity) if measured or unit == "percent" else spoken(quantity)


def _plain(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,g}"


def _share_apart(left: Interval, right: Interval) -> float:
    """How far the other figure is off the bound, as a share of the bound's number."""
    bound, other = (left, right) if left.bound else (right, left)
    both = left.bound and right.bound
    base = max(abs(left.named), abs(right.named)) if both else abs(bound.named)
    if not bound.bound or math.isclose(base, 0.0):
        return 0.0 if math.isclose(left.named, right.named) else math.inf
    return abs(bound.named - other.named) / base
