"""Whether two claims give the same answer to their question, and in what they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.claims.types import Claim
from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import agree, same_figure, spoken
from sayso.compare.reading import Reading
from sayso.compare.scope import scopes_differ

Outcome = Literal["same", "differ", "other-scope"]
_NEAR_COPY = 0.1  # a figure that a copy rounds off ("over 50" for 52) stays within a tenth


@dataclass(frozen=True, slots=True)
class Answer:
    """How two answers stand to each other, before origins and times are looked at."""

    outcome: Outcome
    reason: str  # in words, without the origins
    figures: tuple[Figure, Figure] | None = None  # where numbers decided
    near: bool = False  # the numbers are within a tenth of each other


def compare_answers(left: Reading, right: Reading) -> Answer:
    """Return how two claims on one question answer it: by their figures, else by the side they take."""
    pair = figures_on_one_count(left, right)
    if pair is not None:
        return _by_figures(left, right, *pair)
    times = _by_times(left.claim, right.claim)
    if times is not None and _both_about_time(left, right):
        return times
    return _by_sides(left, right)


def figures_on_one_count(left: Reading, right: Reading) -> tuple[Figure, Figure] | None:
    """Return the two figures that count the same, if any: those with most in common, first named first."""
    best: tuple[tuple[float, ...], Figure, Figure] | None = None
    for place, one in enumerate(left.figures):
        for other_place, other in enumerate(right.figures):
            if not comparable(one, other):
                continue
            alike = bool(one.topics & other.topics) or not (one.topics and other.topics)
            if not alike and one.dimension in ("people", "time", "percent"):
                continue
            rank = (
                float(bool(one.topics & other.topics)),
                float(len(one.subject & other.subject & (left.names | right.names))),
                float(one.group == other.group),
                float(-place - other_place),
            )
            if best is None or rank > best[0]:
                best = (rank, one, other)
    return (best[1], best[2]) if best else None


def _by_figures(left: Reading, right: Reading, one: Figure, other: Figure) -> Answer:
    said = f"“{spoken(one.quantity)}” and “{spoken(other.quantity)}”"
    figures = (one, other)
    near = _near(one, other)
    if left.side != right.side:
        if same_figure(one.interval, other.interval):
            return Answer("differ", f"one gives {spoken(one.quantity)}, the other denies it", figures, near)
        return Answer("differ", f"{said} stand on opposite sides", figures, near)
    scope = _counts_differ(left, right, one, other)
    if same_figure(one.interval, other.interval):
        return Answer("same", f"both give {spoken(one.quantity)}", figures, True)
    if scope is not None:
        return Answer("other-scope", f"{said} count different things: {scope}", figures, near)
    if agree(one.interval, other.interval):
        return Answer("same", f"{said} can both be true", figures, near)
    return Answer("differ", f"{said} cannot both be true as worded", figures, near)


def _near(one: Figure, other: Figure) -> bool:
    base = max(abs(one.interval.named), abs(other.interval.named))
    return abs(one.interval.named - other.interval.named) <= _NEAR_COPY * base


def _by_sides(left: Reading, right: Reading) -> Answer:
    shared = [name for name in left.scales if name in right.scales]
    if shared:
        same = all(left.scales[name] == right.scales[name] for name in shared)
        words = f"on whether it is {shared[0]} or not"
    else:
        same = left.side == right.side
        words = "as they are worded"
    if same:
        return Answer("same", f"both say the same {words}")
    return Answer("differ", f"one says what the other denies {words}")


def _both_about_time(left: Reading, right: Reading) -> bool:
    return bool(left.claim.times and right.claim.times) and left.side == right.side


def _by_times(left: Claim, right: Claim) -> Answer | None:
    """By the times that both give for it; None where one gives none."""
    if not left.times or not right.times:
        return None
    one, other = left.times[-1].stated, right.times[-1].stated
    if not (one.start and other.start):
        return None
    end, other_end = one.end or one.start, other.end or other.start
    if _day(one.start) <= _day(other_end) and _day(other.start) <= _day(end):
        return Answer("same", f"the times “{one.text}” and “{other.text}” fit together")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different times")


def _day(stamp: str) -> str:
    return stamp[:10]


def _counts_differ(left: Reading, right: Reading, one: Figure, other: Figure) -> str | None:
    """Return in words what keeps two figures from counting the same; None where nothing does."""
    planned = [reading.claim.event_status in ("planned", "hypothetical") for reading in (left, right)]
    if planned[0] != planned[1]:
        return "one is planned or asked for, the other has happened"
    if one.combined != other.combined:
        return "one counts the killed and the wounded together"
    if one.group != other.group and one.group and other.group and one.dimension == "people":
        return f"one counts {one.group}, the other {other.group}"
    return scopes_differ(left.scope, right.scope)
