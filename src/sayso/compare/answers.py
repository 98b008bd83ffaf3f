"""Whether two claims give the same answer to their question, and in what they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sayso.claims.types import Claim
from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import agree, same_figure, spoken
from sayso.compare.reading import Reading
from sayso.compare.scope import apart, narrower, scopes_differ

Outcome = Literal["same", "differ", "other-scope", "unrelated"]
_NEAR_COPY = 0.1  # a figure that a copy rounds off ("over 50" for 52) stays within a tenth
# Kinds of people that are part of "people" in general; attackers or captives are all there are of them.
_PARTS = frozenset({"workers", "children", "soldiers", "patients", "civilians"})
_SAME_MOMENT_S = 900  # two accounts of one moment are seldom closer than a quarter of an hour
_ABOUT_TIME = frozenset({"recorded", "next", "inspection"})


@dataclass(frozen=True, slots=True)
class Answer:
    """How two answers stand to each other, before origins and times are looked at."""

    outcome: Outcome
    reason: str  # in words, without the origins
    figures: tuple[Figure, Figure] | None = None  # where numbers decided
    near: bool = False  # the numbers are within a tenth of each other


def compare_answers(left: Reading, right: Reading) -> Answer:
    """Return how two claims on one question answer it: by their figures, else by times or sides."""
    pair = figures_on_one_count(left, right)
    if pair is not None:
        return _by_figures(left, right, *pair)
    if not left.figures and not right.figures and left.concepts & right.concepts & _ABOUT_TIME:
        times = _by_times(left.claim, right.claim)
        if times is not None:
            return times
    clock = _by_clock(left, right)
    if clock is not None:
        return clock
    if left.figures and right.figures:
        return Answer("unrelated", "their figures count different things")
    return _by_sides(left, right)


def figures_on_one_count(left: Reading, right: Reading) -> tuple[Figure, Figure] | None:
    """Return the two figures that count the same, if any: those with most in common, first named first."""
    best: tuple[tuple[float, ...], Figure, Figure] | None = None
    names = left.names | right.names
    for place, one in enumerate(_given(left)):
        for other_place, other in enumerate(_given(right)):
            if one.dimension != other.dimension or one.part or other.part:
                continue
            rank = (
                float(bool(one.topics & other.topics)) + float(comparable(one, other)),
                float(len(one.beside & other.beside & names)),
                float(one.group == other.group),
                float(-place - other_place),
            )
            if best is None or rank > best[0]:
                best = (rank, one, other)
    return (best[1], best[2]) if best else None


def _given(reading: Reading) -> tuple[Figure, ...]:
    """The figures that a claim gives; one that withdraws names the old one first."""
    return reading.figures[1:] if reading.withdraws and len(reading.figures) > 1 else reading.figures


def _by_figures(left: Reading, right: Reading, one: Figure, other: Figure) -> Answer:
    said = f"“{spoken(one.quantity)}” and “{spoken(other.quantity)}”"
    figures, near = (one, other), _near(one, other)
    same = same_figure(one.interval, other.interval)
    if left.sides.whole != right.sides.whole:
        if same:
            return Answer("differ", f"one gives {spoken(one.quantity)}, the other denies it", figures, near)
        # Whoever denies one figure has not said that another is wrong.
        return Answer("unrelated", f"{said} stand on opposite sides", figures, near)
    if same:
        return Answer("same", f"both give {spoken(one.quantity)}", figures, True)
    if one.dimension == "people" and one.topics and other.topics and not one.topics & other.topics:
        return Answer("unrelated", f"{said} are of different things that happened", figures, near)
    if one.dimension == "people" and apart(left.scope, right.scope):
        return Answer("unrelated", f"{said} are of two places side by side", figures, near)
    scope = _counts_differ(left, right, one, other)
    if scope is not None:
        return Answer("other-scope", f"{said} count different things: {scope}", figures, near)
    if agree(one.interval, other.interval):
        return Answer("same", f"{said} can both be true", figures, near)
    return Answer("differ", f"{said} cannot both be true as worded", figures, near)


def _counts_differ(left: Reading, right: Reading, one: Figure, other: Figure) -> str | None:
    """Return in words what keeps two figures from counting the same; None where nothing does."""
    planned = [
        reading.claim.event_status in ("planned", "hypothetical") or reading.asked
        for reading in (left, right)
    ]
    if planned[0] != planned[1]:
        return "one is planned or asked for, the other has happened"
    if one.combined != other.combined:
        return "one counts the killed and the wounded together"
    if "people" in (one.group, other.group) and _PARTS & {one.group, other.group}:
        return f"one counts {one.group}, the other {other.group}"
    if one.dimension in ("time", "magnitude", "money"):
        return None
    differ = scopes_differ(left.scope, right.scope, share=one.dimension == "percent")
    part = narrower(left.scope, right.scope)
    if differ is not None and part and one.dimension == "people":
        smaller, larger = (one, other) if part < 0 else (other, one)
        if smaller.interval.named > larger.interval.named:
            return None  # a part is never more than the whole
    return differ


def _near(one: Figure, other: Figure) -> bool:
    base = max(abs(one.interval.named), abs(other.interval.named))
    return abs(one.interval.named - other.interval.named) <= _NEAR_COPY * base


def _by_sides(left: Reading, right: Reading) -> Answer:
    scale = _on_one_scale(left, right)
    if scale is not None:
        same, words = scale
    else:
        matter = left.stems & right.stems or frozenset(
            f"c:{concept}" for concept in left.concepts & right.concepts
        )
        same, words = left.sides.on(matter) == right.sides.on(matter), "as they are worded"
    if same:
        return Answer("same", f"both say the same {words}")
    return Answer("differ", f"one says what the other denies {words}")


def _on_one_scale(left: Reading, right: Reading) -> tuple[bool, str] | None:
    """Whether two claims stand on one end of a scale; None where no scale holds both.

    Whoever describes a recording without a doubt takes it for genuine.
    """
    shared = [name for name in left.scales if name in right.scales]
    if shared:
        same = all(left.scales[name] == right.scales[name] for name in shared)
        return same, f"on whether it is {shared[0]} or not"
    for one, other in ((left, right), (right, left)):
        if "authentic" in one.scales and "authentic" not in other.scales:
            return one.scales["authentic"] == other.sides.whole, "on whether it is authentic or not"
    return None


def _by_times(left: Claim, right: Claim) -> Answer | None:
    """By the times that both give for it; None where one gives none."""
    if not left.times or not right.times:
        return None
    one, other = left.times[-1].stated, right.times[-1].stated
    low, other_low = one.start or one.end, other.start or other.end
    if low is None or other_low is None:
        return None
    end, other_end = one.end or low, other.end or other_low
    if _day(low) <= _day(other_end) and _day(other_low) <= _day(end):
        return Answer("same", f"the times “{one.text}” and “{other.text}” fit together")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different times")


def _by_clock(left: Reading, right: Reading) -> Answer | None:
    """By the hours that both give for one thing on one day; None where either gives none."""
    if left.sides.whole != right.sides.whole or not left.concepts & right.concepts:
        return None
    hours = [
        [time.stated for time in reading.claim.times if time.stated.start and "T" in time.stated.start]
        for reading in (left, right)
    ]
    if not (len(hours[0]) == len(hours[1]) == 1):
        return None
    one, other = hours[0][0], hours[1][0]
    minutes = [datetime.fromisoformat((stated.start or "")[:16]) for stated in (one, other)]
    if minutes[0].date() != minutes[1].date():
        return None
    if abs((minutes[0] - minutes[1]).total_seconds()) <= _SAME_MOMENT_S:
        return Answer("same", f"both give {one.text}")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different hours")


def _day(stamp: str) -> str:
    return stamp[:10]
