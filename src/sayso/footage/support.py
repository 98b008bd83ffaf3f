"""How many local features agree once it is known how one stretch lies on the other.

A feature then has one place to be in, so it needs to be less alike than one that is looked
for everywhere; what agrees at shifted places says how many do so by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.features import Features, features_of, sides
from sayso.footage.laying import Laid
from sayso.footage.maps import distinct_spots, mapped, shown, size_of
from sayso.footage.moments import AT_ONCE_S, during, local_seconds
from sayso.footage.types import FootagePrint

Floats = NDArray[np.float64]

ALIKE_BITS = 32  # of 128
NEAR = 0.025  # longer sides of the found picture
OCTAVES_OFF = 0.7
LATER_S = 1.6  # seconds between two frames that are still compared
SHIFTED = ((0.12, 0.0), (-0.12, 0.0), (0.0, 0.1), (0.0, -0.1))  # longer sides


@dataclass(frozen=True, slots=True)
class Support:
    """Local features over the frames of an aligned stretch."""

    agreeing: int  # distinct ones that are where they should be
    expected: int  # those of the query that lie in the found picture
    by_chance: float  # how many agree at shifted places, on the mean

    @property
    def surprise(self) -> float:
        """How far beyond chance they agree, in about standard deviations; 0 at least."""
        return max(0.0, (self.agreeing - self.by_chance) / float(np.sqrt(self.by_chance + 1)))

    @property
    def share(self) -> float:
        """Which share of those expected agrees beyond chance, 0 to 1; few count as some more."""
        return max(0.0, (self.agreeing - self.by_chance) / (self.expected + 8))


def support_of(laid: Laid, query: FootagePrint, found: FootagePrint, *, mirror: bool) -> Support:
    """Count the features that agree where a query was laid over what was found."""
    query_s, found_s = local_seconds(query), local_seconds(found)
    moved = laid.agreement
    agreeing = expected = 0
    by_chance = 0.0
    for place in np.flatnonzero(during(query_s, moved.start_s, moved.end_s + AT_ONCE_S)).tolist():
        at_s = float(query_s[place])
        off = np.abs(found_s - moved.offset_s - moved.speed * at_s)
        if not len(off) or off.min() > LATER_S:
            continue
        ours = features_of([query.locals[place]])
        ours = ours.mirrored(sides(query)[0]) if mirror else ours
        theirs = features_of([found.locals[int(np.argmin(off))]])
        counts = _counts(laid.matrix_at(at_s), ours, theirs, sides(found))
        agreeing, expected = agreeing + counts[0], expected + counts[1]
        by_chance += counts[2]
    return Support(agreeing, expected, by_chance)


def _counts(
    matrix: Floats, ours: Features, theirs: Features, found_sides: tuple[float, float]
) -> tuple[int, int, float]:
    """Return how many features of one frame agree with another's, are expected to, and do so by chance."""
    mapped_x, mapped_y = mapped(matrix, ours.x, ours.y)
    inside = shown(mapped_x, mapped_y, found_sides)
    places = np.stack([mapped_x, mapped_y], axis=1)[inside]
    octaves = ours.log2_size[inside] + np.log2(size_of(matrix))
    apart = np.bitwise_count(ours.bits[inside][:, None] ^ theirs.bits[None]).sum(axis=2)
    alike = (apart <= ALIKE_BITS) & (np.abs(octaves[:, None] - theirs.log2_size[None]) < OCTAVES_OFF)
    x, y = (places[:, None, axis] - (theirs.x, theirs.y)[axis][None] for axis in (0, 1))

    def agreeing(right: float, down: float) -> int:
        hit = (alike & (np.hypot(x + right, y + down) < NEAR)).any(axis=1)
        return distinct_spots(places[hit])

    return agreeing(0.0, 0.0), len(places), float(np.mean([agreeing(*shift) for shift in SHIFTED]))
