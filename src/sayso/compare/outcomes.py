"""What comparing two claims gives: how their answers stand, and the finding, with the words for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sayso.compare.figures import Figure
from sayso.compare.intervals import same_figure
from sayso.compare.names import does
from sayso.compare.reading import Reading
from sayso.compare.types import Finding, Relation
from sayso.compare.words import quotable

Outcome = Literal["same", "differ", "other-scope", "unrelated"]
_QUOTED_WORDS = 9  # of each of two claims


@dataclass(frozen=True, slots=True)
class Answer:
    """How two answers stand to each other, before origins and times are looked at."""

    outcome: Outcome
    reason: str  # in words, without the origins
    figures: tuple[Figure, Figure] | None = None  # where numbers decided
    near: bool = False  # the numbers are within a tenth of each other
    partial: bool = False  # the one counts up to an hour, while it went on; what it counts is the same

    @property
    def one_number(self) -> bool:
        """Tell whether both give a figure, and it is the same number."""
        return self.figures is not None and same_figure(*(figure.interval for figure in self.figures))

    def turned(self) -> Answer:
        """Return the same of the two claims the other way round."""
        return replace(self, figures=self.figures and self.figures[::-1])


def quoted(reading: Reading) -> str:
    """Return the first words of a claim in quotation marks."""
    return f"“{quotable(reading.shown, _QUOTED_WORDS)}”"


def finding(relation: Relation, left: Reading, right: Reading, reason: str) -> Finding:
    """Return how two claims stand; for `updates`, the right one updates the left.

    Args:
        relation: between the two.
        left: the one claim.
        right: the other.
        reason: in words of which a sentence is made.
    """
    sentence = f"{reason[:1].upper()}{reason[1:]}."
    return Finding(relation=relation, left=left.id, right=right.id, reason=sentence)


def denial(left: Reading, right: Reading, about: str, *, with_words: bool = False) -> str:
    """Return who denies what, and quote it where that is asked for."""
    denies, says = (left, right) if left.sides.whole < right.sides.whole else (right, left)
    who, whom = denies.claim.speaker, says.claim.speaker
    words, against = quoted(says), quoted(denies)
    if who == whom or left.sides.whole == right.sides.whole:
        quotes = f": {words} against {against}" if with_words else ""
        return f"they stand on opposite sides{about}{quotes}"
    # What a denial denies is the words of those who say so, which would stand there twice.
    own = f", by {against}" if denies.claim.act != "deny" else ""
    return f"{does(who, 'denies', 'deny')} what {does(whom, 'says', 'say')}{about}" + (
        f": {words}{own}" if with_words else ""
    )
