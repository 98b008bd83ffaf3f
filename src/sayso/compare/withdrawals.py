"""Withdrawals of a case: who took which figure back, so that what stands in its place updates it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.compare.figures import Figure, comparable
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
    given_at: str | None  # when it was first given, as far as known

    def covers(self, old: Reading, figure: Figure) -> bool:
        """Tell whether a figure is the one that was taken back, or a later copy that rounds it."""
        if not comparable(figure, self.figure):
            return False
        if same_figure(self.figure.interval, figure.interval):
            return True
        mine, other = self.figure.interval.named, figure.interval.named
        first = (
            self.given_at is not None and old.said_at is not None and old.said_at[:16] < self.given_at[:16]
        )
        return abs(mine - other) < _NEAR * abs(mine) / 2 and not first


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
            gave = _gave(figure, readings)
            own = any(other.speaker == reading.speaker for other in gave)
            first = min((other.said_at for other in gave if other.said_at), default=None)
            found[reading.number] = Withdrawal(reading, figure, own, first)
    return found


def _gave(figure: Figure, readings: Sequence[Reading]) -> list[Reading]:
    """Return the claims that give a figure, other than to take it back."""
    return [
        other
        for other in readings
        if not other.withdraws
        and any(
            same_figure(own.interval, figure.interval) and own.dimension == figure.dimension
            for own in other.figures
        )
    ]


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
