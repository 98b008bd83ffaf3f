"""How much of a picture two parts of it have in common, and which parts are one."""

from __future__ import annotations

from sayso.footage.maps import WHOLE, common_area
from sayso.footage.types import Box

WHOLE_PICTURE = 0.95  # of the area: what is found of the edges is not worth a word
MOSTLY = 0.8  # of a part that must lie within another, so that the other shows it: edges are not exact
LEAST_SHARED = 0.5  # of the larger of two parts: else they show two things, as an inset and its host do


def is_whole(region: Box) -> bool:
    """Tell whether a region is all of a picture, but for edges that are not worth a word."""
    return region.area >= WHOLE_PICTURE


def is_same_part(one: Box | None, other: Box | None) -> bool:
    """Tell whether two parts of a picture, None for all of it, share so much that they show one thing."""
    parts = one or WHOLE, other or WHOLE
    return common_area(*parts) >= LEAST_SHARED * max(one.area for one in parts)


def lies_within(part: Box, larger: Box | None) -> bool:
    """Tell whether a part of a picture lies within another, None for all of it, but for its edges."""
    return common_area(part, larger or WHOLE) >= MOSTLY * part.area
