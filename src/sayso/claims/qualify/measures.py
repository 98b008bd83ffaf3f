"""The measure that a number is given in, by the words after it: "11 | nautical miles north of the cape"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.words import word_set

_NOUNS = word_set(
    """
    metres meters kilometres kilometers centimetres millimetres miles feet yards inches hectares acres knots
    tonnes tons kilograms kilogrammes kilos grams litres liters gallons barrels degrees
    """
)
_SHORT = word_set("m km cm mm ft kg ha t")
_SHORT_SQUARE = {"m²": "square metres", "m2": "square metres", "km²": "square kilometres",
                 "km2": "square kilometres", "m³": "cubic metres", "m3": "cubic metres"}  # fmt: skip
# What stands before a measure and makes another one of it.
_KINDS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic", "nautical": "nautical",
          "sea": "nautical"}  # fmt: skip
_IN_FULL = {"m": "metres", "km": "kilometres", "cm": "centimetres", "ft": "feet"}
_SPEEDS = {"kilometres": "km/h", "kilometers": "km/h", "km": "km/h", "miles": "mph"}


def measure_after(words: Sequence[str]) -> str:
    """Return the unit that the words after a number begin with, such as "square metres"; "" for none.

    Args:
        words: as they are written; the noun may have anything after it, also another noun.
    """
    lower = [word.lower().rstrip(".") for word in words]
    if lower[:1] and lower[0] in _SHORT_SQUARE:
        return _SHORT_SQUARE[lower[0]]
    kind = _KINDS.get(lower[0], "") if lower else ""
    noun, after = (lower[1:2], lower[2:4]) if kind else (lower[:1], lower[1:3])
    if not noun or (noun[0] not in _NOUNS and noun[0] not in _SHORT):
        return ""
    if kind:
        return f"{kind} {_IN_FULL.get(noun[0], noun[0])}"
    if after and after[0] in ("per", "an") and after[1:] == ["hour"] and noun[0] in _SPEEDS:
        return _SPEEDS[noun[0]]
    return noun[0] if noun[0] in _NOUNS else ""
