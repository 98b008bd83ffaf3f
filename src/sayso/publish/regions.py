"""How much of a picture two parts of it have in common."""

from __future__ import annotations

from sayso.footage.types import Box

WHOLE = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)


def area_of(box: Box) -> float:
    """Return how much of a picture a part of it is, from 0 to 1."""
    return (box.right - box.left) * (box.bottom - box.top)


def common_area(one: Box, other: Box) -> float:
    """Return how much of a picture lies in both of two parts of it, from 0 to 1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0.0) * max(height, 0.0)
