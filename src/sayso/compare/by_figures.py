"""Two answers by the figures that both claims give: the same, different, or of different counts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from sayso.compare.counts import count_apart, counts_differ, one_is_partial, seen_of_more
from sayso.compare.figures import Figure, of_crew_and_passengers
from sayso.compare.intervals import agree, same_figure, spoken_in_full
from sayso.compare.outcomes import Answer, Outcome, denial
from sayso.compare.people import is_everybody
from sayso.compare.reading import Reading
from sayso.compare.shares import exceed_all

_NEAR_COPY = 0.1  # a figure that a copy rounds off ("over 50" for 52) stays within a tenth


# What is said of people and cannot be one count, though the number is the same.
_PARTED = tuple(
    frozenset(fates)
    for fates in (
        ("death", "injury"), ("wanted", "missing"), ("wanted", "death"), ("death", "missing"),
        ("injury", "missing"), ("death", "rescue"), ("missing", "rescue"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Two:
    """Two claims with the figures that are held against each other."""

    left: Reading
    right: Reading
    one: Figure
    other: Figure

    @property
    def same(self) -> bool:
        """Whether they name one number."""
        return same_figure(self.one.interval, self.other.interval)

    def answer(self, outcome: Outcome, reason: str, *, partial: bool = False) -> Answer:
        """How the two answer, in words that stand by themselves."""
        figures = (self.one, self.other)
        return Answer(outcome, reason, figures, _near(*figures), partial)

    def said(self, outcome: Outcome, words: str, *, partial: bool = False) -> Answer:
        """How the two answer, in words that follow on the two figures as they were said."""
        first, second = (spoken_in_full(figure.quantity) for figure in (self.one, self.other))
        return self.answer(outcome, f"“{first}” and “{second}”{words}", partial=partial)


def by_figures(left: Reading, right: Reading, one: Figure, other: Figure) -> Answer:
    """Return how two claims answer by a figure of each: by sides, by what is counted, then by number."""
    two = _Two(left, right, one, other)
    if of_crew_and_passengers(one, other):
        return two.said("unrelated", " are those who serve and those who are carried")
    return (
        _by_share(two)
        or _by_denial(two)
        or _by_number_alone(two)
        or _by_all_aboard(two)
        or _by_count(two)
        or _by_number(two)
    )


def _by_share(two: _Two) -> Answer | None:
    """How they answer where the two are shares of two candidates, or of two things."""
    one, other = two.one, two.other
    if one.share.of_another(other.share):
        together = _of_a_vote(two) and exceed_all(one.interval.low, other.interval.low)
        if together and one.share.rivals(other.share) and not counts_differ(two.left, two.right, one, other):
            return two.said("differ", " are shares of two in one vote, and more than all of it")
        return two.said("unrelated", " are shares of two, or of different things")
    return None


def _of_a_vote(two: _Two) -> bool:
    """Whether two shares are told of a vote, by the claims or around them: two mills may run at 60 each."""
    told = all("vote" in one.concepts | one.context_concepts for one in (two.left, two.right))
    return told and two.one.dimension == "percent"


def _by_denial(two: _Two) -> Answer | None:
    """How they answer where one of them says that its figure is not so."""
    sides = side_of_figure(two.left, two.one), side_of_figure(two.right, two.other)
    if sides[0] == sides[1]:
        return None
    denied, given = (two.one, two.other) if sides[0] < 0 else (two.other, two.one)
    if _keeps_below_or_above(denied, given):
        return two.said("same", " can both be true, as the bound is denied")
    if two.same or _denied(denied, given):
        about = f" about {spoken_in_full(denied.quantity)}"
        return two.answer("differ", denial(two.left, two.right, about))
    # Whoever denies one figure has not said that another is wrong.
    return two.said("unrelated", " stand on opposite sides")


def _by_number_alone(two: _Two) -> Answer | None:
    """How they answer where both name one number, which hardly happens by chance."""
    one, other = two.one, two.other
    if not two.same:
        return None
    fates = one.topics ^ other.topics
    of_own_words = not (one.borrowed or other.borrowed)
    if of_own_words and any(parted <= fates for parted in _PARTED):
        return two.said("unrelated", " are of different things that happened")
    first, second = (spoken_in_full(figure.quantity) for figure in (one, other))
    return (
        two.answer("same", f"both give {first}") if first == second else two.said("same", " name one number")
    )


def _by_all_aboard(two: _Two) -> Answer | None:
    """How they answer where one counts passengers and crew, and the other gives the sum of both."""
    for parts, whole in ((two.left, two.other), (two.right, two.one)):
        both = next((pair for pair in combinations(parts.figures, 2) if of_crew_and_passengers(*pair)), None)
        if both is None or not is_everybody(whole.quantity.unit) or not whole.is_total:
            continue
        of_one_fate = all(one.topics & whole.topics for one in both)
        low, high = sum(one.interval.low for one in both), sum(one.interval.high for one in both)
        if of_one_fate and low <= whole.interval.high and whole.interval.low <= high:
            first, second, everybody = (spoken_in_full(one.quantity) for one in (*both, whole))
            return two.answer("same", f"“{first}” and “{second}” make “{everybody}”")
    return None


def _by_count(two: _Two) -> Answer | None:
    """How they answer where the two do not count the same."""
    claims_and_figures = (two.left, two.right, two.one, two.other)
    why = count_apart(*claims_and_figures)
    if why is not None:
        return two.said("unrelated", why)
    scope = counts_differ(*claims_and_figures)
    if scope is not None:
        return two.said("other-scope", f" count different things: {scope}")
    if one_is_partial(*claims_and_figures):
        words = " count different things: one is a count up to an hour, while it went on"
        return two.said("other-scope", words, partial=True)
    return None


def _by_number(two: _Two) -> Answer:
    """How they answer where both count the same, and name different numbers."""
    one, other = two.one, two.other
    if agree(one.interval, other.interval):
        return two.said("same", " can both be true")
    if one.done and other.done and one.done != other.done:
        words = f"the one those that {one.done}, the other those that {other.done}"
        return two.said("other-scope", f" count different things: {words}")
    if seen_of_more(two.left, one, other) or seen_of_more(two.right, other, one):
        return two.said(
            "other-scope", " count different things: bodies that were seen need not be all the dead"
        )
    why = next(
        (few.not_all for few, many in ((one, other), (other, one)) if few.not_all and _is_less(few, many)), ""
    )
    if why:
        return two.said("other-scope", f" count different things: {why}")
    if one.dimension == "percent" and ("turnout" in one.topics) != ("turnout" in other.topics):
        return two.said("unrelated", " are shares of different things")
    if one.interval.overlaps(other.interval):
        # Both could be true; the guidelines read a bound as its source's count.
        return two.said("differ", " are a quarter or more apart, a bound being read as its source's count")
    return two.said("differ", " cannot both be true as worded")


def _is_less(few: Figure, many: Figure) -> bool:
    return few.interval.named < many.interval.named


def side_of_figure(reading: Reading, figure: Figure) -> int:
    """Return -1 where a claim says that a figure in it is not so, else 1; "60 did not return" gives one."""
    sides = reading.sides
    turned = sides.whole != sides.spoken  # "that 60 died is wrong"
    if turned or not sides.negated:
        return sides.whole
    return sides.act * (-1 if figure.negated else 1)


def _keeps_below_or_above(denied: Figure, given: Figure) -> bool:
    """Whether the number given is the edge of a bound that is denied: "not more than six" allows six."""
    strict = denied.quantity.qualifier in ("more-than", "less-than")
    exact = given.interval.low == given.interval.high
    return strict and exact and same_figure(denied.interval, given.interval)


def _denied(denied: Figure, given: Figure) -> bool:
    """Whether a denial of the one is one of the other: of "hundreds" it is of 240, of "over 20" of 80."""
    leaves_room = denied.interval.low < denied.interval.high
    return leaves_room and denied.interval.low <= given.interval.named <= denied.interval.high


def _near(one: Figure, other: Figure) -> bool:
    base = max(abs(one.interval.named), abs(other.interval.named))
    return abs(one.interval.named - other.interval.named) <= _NEAR_COPY * base
