"""Groups of claims that answer one question, parted where their figures count what befell other people.

"Six were killed" and "17 were taken to hospital" stand near each other in every account, so a group may
hold both; asked how many were killed, 17 is no answer. What the pairs were found to be stays untouched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.counts import figures_on_one_count
from sayso.compare.figures import Figure
from sayso.compare.questions import main_figure
from sayso.compare.reading import Reading

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What holds claims to each other, by pairs of their numbers, the smaller first."""

    readings: Sequence[Reading]  # all claims, by number
    related: Collection[Pair]  # pairs that were found to stand in some relation
    joined: Collection[Pair]  # pairs that a person put together

    def hold(self, number: int, other: int, asked: Figure) -> bool:
        """Tell whether one claim stays beside another that gives a figure of the kind that is asked for.

        It does by a person's word, and where that very figure was held against one of its own.
        """
        pair = (min(number, other), max(number, other))
        if pair in self.joined or pair not in self.related:
            return pair in self.joined
        figures = figures_on_one_count(self.readings[number], self.readings[other])
        if figures is None or figures[0].topics & figures[1].topics:
            return False  # "31 killed and injured" is held against 17 injured for the injured among them
        return bool(figures[1].topics & asked.topics)


def parted_by_count(groups: Sequence[Sequence[int]], bonds: Bonds) -> list[list[int]]:
    """Return groups of claims without those that count other people than most do.

    These are a group of their own where they are several, and in none where they are not.
    """
    return [part for members in groups for part in _parts(members, bonds)]


def _parts(members: Sequence[int], bonds: Bonds) -> Iterator[list[int]]:
    asked = main_figure([bonds.readings[number] for number in members])
    if asked is None or not asked.topics or asked.dimension != "people":
        yield list(members)
        return
    others = [number for number in members if _counts_others(bonds.readings[number], asked)]
    staying = [number for number in members if number not in others]
    leaving: list[int] = []
    for number in others:
        held = any(bonds.hold(number, other, asked) for other in staying)
        (staying if held else leaving).append(number)
    yield sorted(staying)
    if len(leaving) > 1:
        yield from _parts(leaving, bonds)


def _counts_others(reading: Reading, asked: Figure) -> bool:
    """Whether no people that a claim counts are said to have met the fate that is asked for."""
    counted = [figure for figure in reading.figures if figure.dimension == "people" and not figure.part]
    near = reading.concepts | reading.context_concepts
    return bool(counted) and not any(asked.topics & (figure.topics or near) for figure in counted)
