"""Withdrawals of a case: who took which figure back, so that what stands in its place updates it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.compare.figures import Figure
from sayso.compare.intervals import same_figure
from sayso.compare.reading import Reading

_POINTS_BACK = re.compile(
    r"\b(?:that|this|the|its|his|her|their|earlier) (?:figure|number|toll|count|total)\b", re.I
)
_NEAR = 0.1  # a copy may have rounded the withdrawn figure


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A figure that somebody took back."""

    claim: Reading
    figure: Figure
    own: bool  # the same speaker had given it; who takes back his own word does not take back that of others

    def covers(self, figure: Figure) -> bool:
        """Tell whether a figure is the one that was taken back, or a copy that rounds it."""
        if figure.dimension != self.figure.dimension:
            return False
        mine, other = self.figure.interval.named, figure.interval.named
        return same_figure(self.figure.interval, figure.interval) or abs(mine - other) < _NEAR * abs(mine) / 2


def withdrawals_of(readings: Sequence[Reading]) -> dict[int, Withdrawal]:
    """Return, for each claim that takes a figure back, which one; "that figure" is the one before it."""
    found: dict[int, Withdrawal] = {}
    for reading in readings:
        if not reading.withdraws:
            continue
        figures = reading.figures or (
            _named_before(reading, readings) if _POINTS_BACK.search(reading.words) else ()
        )
        if figures:
            figure = figures[0]
            found[reading.number] = Withdrawal(reading, figure, _gave(reading, figure, readings))
    return found


def _gave(withdrawal: Reading, figure: Figure, readings: Sequence[Reading]) -> bool:
    """Whether the one who takes a figure back had given it himself."""
    return any(
        same_figure(own.interval, figure.interval) and own.dimension == figure.dimension
        for other in readings
        if other.speaker == withdrawal.speaker and not other.withdraws
        for own in other.figures
    )


def _named_before(reading: Reading, readings: Sequence[Reading]) -> tuple[Figure, ...]:
    """The figures of the claim that stands last before this one in the same document."""
    before = [
        other
        for other in readings
        if other.claim.doc_id == reading.claim.doc_id
        and other.figures
        and other.claim.content[0].start < reading.claim.content[0].start
    ]
    return max(before, key=lambda other: other.claim.content[0].start).figures if before else ()
