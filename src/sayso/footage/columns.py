"""Columns of a fingerprint, in its JSON as in the bytes of an index: times, reasons, boxes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from sayso.footage.types import Box, KeyframePrint, LocalPrint
from sayso.values import MediaTime


def ticks_of(at: MediaTime, base: Fraction) -> int:
    """Return a time in ticks of a base in which it is a whole number of them."""
    return int(at.ticks * at.time_base / base)


def common_base(frames: Sequence[KeyframePrint | LocalPrint]) -> Fraction:
    """Return a time base in which every frame has a whole number of ticks."""
    bases = {frame.at.time_base for frame in frames} or {Fraction(1, 1000)}
    if len(bases) == 1:
        return next(iter(bases))
    return Fraction(1, lcm(*(base.denominator for base in bases)))


def reasons_of(keyframes: tuple[KeyframePrint, ...]) -> dict[str, list[int]]:
    """Return the places of unusable frames by reason."""
    reasons: dict[str, list[int]] = {}
    for place, frame in enumerate(keyframes):
        if frame.unusable is not None:
            reasons.setdefault(frame.unusable, []).append(place)
    return reasons


def insides_of(keyframes: tuple[KeyframePrint, ...]) -> list[list[object]]:
    """Return [first, last, box] for stretches of frames that were hashed inside one box."""
    spans: list[list[object]] = []
    before: Box | None = None
    for place, frame in enumerate(keyframes):
        box = frame.inside
        if box is not None and box == before:
            spans[-1][1] = place + 1
        elif box is not None:
            spans.append([place, place + 1, sides_of(box)])
        before = box
    return spans


def sides_of(box: Box) -> list[float]:
    """Return a box as it is stored: left, top, right and bottom."""
    return [box.left, box.top, box.right, box.bottom]


def box_of(sides: Sequence[float]) -> Box:
    """Read a box from what `sides_of` gives."""
    left, top, right, bottom = sides
    return Box(left=left, top=top, right=right, bottom=bottom)
