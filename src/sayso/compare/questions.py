"""Groups of claims -> questions that an editor can read, with each claim's answer in short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.compare.figures import Figure, is_asked_for
from sayso.compare.intervals import spoken_in_full, spoken_with_unit
from sayso.compare.people import crew_and_passengers
from sayso.compare.polarity import negates
from sayso.compare.reading import Reading
from sayso.compare.shares import HELD
from sayso.compare.titles import counted_as, plainest, titles_of
from sayso.compare.types import Position, PositionSort, Question
from sayso.compare.words import quotable
from sayso.values import digest_json, in_utc

_VALUE_WORDS = 8  # words of a claim that stand for its answer where it gives no figure


def questions_of(groups: Sequence[Sequence[Reading]]) -> list[Question]:
    """Return the question that each group of claims answers, under names that tell them apart."""
    made = [_question_of(readings) for readings in groups]
    titles = [own[0] for _, own in made]
    for place in range(1, max((len(own) for _, own in made), default=0)):
        often = Counter(titles)
        titles = [
            own[min(place, len(own) - 1)] if often[title] > 1 else title
            for title, (_, own) in zip(titles, made, strict=True)
        ]
    return [replace(question, text=title) for (question, _), title in zip(made, titles, strict=True)]


def _question_of(readings: Sequence[Reading]) -> tuple[Question, tuple[str, ...]]:
    """The question of some claims, whose id depends on them alone, and what it may be called."""
    ordered = sorted(readings, key=lambda one: (in_utc(one.said_at or ""), one.words, one.number))
    figure = main_figure(ordered)
    asked = plainest(ordered) if figure is None else None
    titles = titles_of(ordered, figure)
    question = Question(
        id="q-" + digest_json(sorted(reading.id for reading in ordered))[:16],
        text=titles[0],
        positions=tuple(position_of(reading, figure, asked) for reading in ordered),
        unit=_unit(ordered, figure) if figure else None,
    )
    return question, titles


def main_figure(readings: Sequence[Reading]) -> Figure | None:
    """Return a figure of the kind that most of the claims give; None where fewer than half give one."""
    kinds: Counter[tuple[str, str]] = Counter()
    given: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for reading in readings:
        for kind, figure in _kinds(reading).items():
            kinds[kind] += 1
            given[kind].append(figure)
    if not kinds:
        return None
    kind, count = min(kinds.items(), key=lambda item: (-item[1], item[0]))
    if kind[0] in HELD:  # the shares of several candidates are one count that is to be parted
        count = sum(any(one.dimension == kind[0] for one in reading.figures) for reading in readings)
    if 2 * count < len(readings) or count < 2:
        return None
    # "31 killed and injured" speaks of two things; the question is about the one that most claims give.
    of_one_fate = kind[0] == "people" and kind[1]
    figure = _most_common(given[kind])
    return replace(figure, topics=frozenset({kind[1]})) if of_one_fate else figure


def _most_common(figures: Sequence[Figure]) -> Figure:
    """The first figure of those that most are of; only a crew and its passengers are of two sorts."""
    units = Counter(one.quantity.unit for one in figures)
    fitting = {
        unit: sum(often for other, often in units.items() if not crew_and_passengers(unit, other))
        for unit in units
    }
    return max(figures, key=lambda one: fitting[one.quantity.unit])


def position_of(reading: Reading, figure: Figure | None, asked: Reading | None) -> Position:
    """Return what a claim answers, in short: with a figure, else to the words of the claim that asks."""
    sort = sort_of(reading)
    own = _own_figure(reading, figure) if figure else None
    if sort == "says" and (
        (asked and _says_not_so(reading, asked)) or (own and _says_not_so_many(reading, own))
    ):
        sort = "says-not"
    if sort in ("declines", "neither-confirms-nor-denies", "no-position"):
        value = ""
    elif own is not None:
        value = spoken_in_full(own.quantity) if own.combined else spoken_with_unit(own.quantity)
    else:
        value = quotable(reading.shown, _VALUE_WORDS)
    return Position(claim=reading.id, sort=sort, value=value)


def _own_figure(reading: Reading, asked: Figure) -> Figure | None:
    """The figure of the kind that is asked for; first one of which it is said that the same happened."""
    fitting = [one for one in reading.figures if is_asked_for(one, asked)]
    return min(fitting, key=lambda one: not one.topics & asked.topics, default=None)


def sort_of(reading: Reading) -> PositionSort:
    """Return what kind of answer a claim is."""
    if reading.claim.act == "no-comment":
        return "declines"
    if reading.claim.act == "neither-confirm-nor-deny":
        return "neither-confirms-nor-denies"
    if not reading.takes_position:
        return "no-position"
    if reading.withdraws:
        return "withdraws"
    return "denies" if reading.claim.act in ("deny", "question") else "says"


def _unit(readings: Sequence[Reading], figure: Figure) -> str | None:
    return counted_as(readings, figure) if figure.dimension == "people" else figure.quantity.unit or None


def _kinds(reading: Reading) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for figure in reading.figures:
        for part in _parts_of(figure) if figure.is_total else ():
            found.setdefault((figure.dimension, part), figure)
    return found


def _parts_of(figure: Figure) -> list[str]:
    """What tells a figure from others of its dimension: what befell the people, or whose share it is."""
    if figure.dimension == "people":
        return sorted(figure.topics) or [""]
    return [" ".join(sorted(figure.share.holder or figure.share.whole))]


def _says_not_so(reading: Reading, asked: Reading) -> bool:
    """Whether a statement says that what another claim speaks of is not so.

    "The army did not fire" answers "did the army fire?" with no, and denies nobody's words. Where the
    claim whose words are the question negates them itself, who does so, too, agrees with it.
    """
    act = asked.sides.act
    scales = [name for name in reading.scales if name in asked.scales]
    matter = reading.stems & asked.stems | {f"c:{one}" for one in reading.concepts & asked.concepts}
    if not _is_negation(reading) or not (scales or matter):
        return False
    if scales:
        return all(reading.scales[name] != asked.scales[name] * act for name in scales)
    return reading.sides.on(matter) != asked.sides.on(matter) * act


def _says_not_so_many(reading: Reading, figure: Figure) -> bool:
    """Whether a statement says that a figure in it is wrong: "never held 60", "that 60 died is wrong".

    "60 did not come back" gives a figure, and so does "none came", whose figure is 0.
    """
    if not _is_negation(reading) or not figure.quantity.value:
        return False
    around = reading.around(figure.quantity.span)
    return not reading.sides.negated or (around is not None and negates(around[0]))


def _is_negation(reading: Reading) -> bool:
    """Whether it is read as not having happened, or calls the whole wrong; "may not be" does neither."""
    turned_as_a_whole = not reading.sides.negated
    not_so = reading.claim.event_status == "not-happened" or turned_as_a_whole
    return reading.sides.whole < 0 and not_so
