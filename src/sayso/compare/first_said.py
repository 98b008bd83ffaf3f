"""One relation to all copies of somebody's words: a later copy gives no later count.

A figure of the morning and a higher one of noon conflict; the same words printed
again in the evening do not make the higher one an update.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from sayso.compare.copies import repeating
from sayso.compare.counts import figures_on_one_count
from sayso.compare.figures import Figure, comparable
from sayso.compare.grouping import Pair
from sayso.compare.intervals import same_figure
from sayso.compare.reading import Reading
from sayso.compare.stating import moment
from sayso.compare.types import Finding

Judge = Callable[[Reading, Reading, Pair], Finding | None]  # two claims, and the pair of their numbers


def as_first_said(
    judged: Mapping[Pair, Finding], readings: Sequence[Reading], judge: Judge
) -> dict[Pair, Finding]:
    """Return how pairs stand, where a later copy alone made the one claim an update of the other.

    Such a pair is judged once more by its own two figures, each with the date when its source gave that
    figure first. Where the two conflict then, they do; no pair becomes an update by that.

    Args:
        judged: how pairs of claims stand, by their numbers, the smaller first.
        readings: all claims, by number.
        judge: says how two claims stand that have the dates given to them.
    """
    links = repeating(judged)
    known: dict[tuple[int, Figure], str | None] = {}

    def said(number: int, figure: Figure) -> str | None:
        if (number, figure) not in known:
            known[number, figure] = _first_said(number, figure, readings, links)
        return known[number, figure]

    out = dict(judged)
    for pair, found in judged.items():
        if found.relation == "updates" and (pair[0] in links or pair[1] in links):
            again = _judged_again(pair, readings, said, judge)
            if again is not None and again.relation == "conflicts":
                out[pair] = again
    return out


def _judged_again(
    pair: Pair, readings: Sequence[Reading], said: Callable[[int, Figure], str | None], judge: Judge
) -> Finding | None:
    left, right = (readings[number] for number in pair)
    figures = figures_on_one_count(left, right)
    if figures is None:
        return None
    dates = tuple(said(number, figure) for number, figure in zip(pair, figures, strict=True))
    if dates == (left.said_at, right.said_at):
        return None
    return judge(replace(left, said_at=dates[0]), replace(right, said_at=dates[1]), pair)


def _first_said(
    number: int, figure: Figure, readings: Sequence[Reading], links: Mapping[int, Set[int]]
) -> str | None:
    """When the source of a claim gave this very figure of it first; a date that is not known is none."""
    alike, ahead = {number}, [number]
    while ahead:  # only along the copies: a case has many claims that repeat something
        for other in links.get(ahead.pop(), ()):
            if other not in alike and any(_is_given(figure, one) for one in readings[other].figures):
                alike.add(other)
                ahead.append(other)
    return min((readings[one].said_at for one in alike), key=moment)


def _is_given(figure: Figure, other: Figure) -> bool:
    fate = bool(figure.topics & other.topics) or not (figure.topics and other.topics)
    return fate and comparable(figure, other) and same_figure(figure.interval, other.interval)
