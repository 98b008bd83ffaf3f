"""Figures as intervals: the laws, and the quarter rule of the annotation guidelines."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.types import Quantity
from sayso.compare.intervals import Interval, agree, interval_of, same_figure, scaled, spoken

QUALIFIERS = ["exact", "approx", "at-least", "at-most", "more-than", "less-than", "vague"]
values = st.floats(min_value=0.5, max_value=1e7, allow_nan=False)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    if draw(st.booleans()):
        return interval_of((draw(values), draw(values)), "range")
    return interval_of(draw(values), draw(st.sampled_from(QUALIFIERS)))


@given(intervals(), intervals())
def test_agreeing_does_not_depend_on_the_order(left: Interval, right: Interval) -> None:
    assert agree(left, right) == agree(right, left)


@given(intervals())
def test_every_figure_agrees_with_itself(figure: Interval) -> None:
    assert agree(figure, figure)
    assert same_figure(figure, figure)


@given(intervals(), intervals())
def test_figures_that_share_no_value_never_agree(left: Interval, right: Interval) -> None:
    if left.high < right.low or right.high < left.low:
        assert not agree(left, right)


@given(intervals(), intervals(), st.sampled_from([60.0, 3600.0, 1000.0]))
def test_the_unit_does_not_decide_whether_figures_share_values(
    left: Interval, right: Interval, factor: float
) -> None:
    if left.overlaps(right):
        assert scaled(left, factor).overlaps(scaled(right, factor))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((50, "at-least"), (55, "exact"), True),
        ((40, "at-least"), (60, "exact"), False),
        ((40, "at-least"), (39, "exact"), False),
        ((4000, "at-most"), (4000, "exact"), True),
        ((4000, "at-most"), (25000, "exact"), False),
        ((400, "approx"), (420, "exact"), True),
        ((400, "approx"), (500, "exact"), False),
        ((12, "vague"), (30, "exact"), True),
        ((12, "vague"), (300, "exact"), False),
    ],
)
def test_a_bound_agrees_with_a_figure_less_than_a_quarter_off(
    left: tuple[float, str], right: tuple[float, str], expected: bool
) -> None:
    one, other = interval_of(left[0], left[1]), interval_of(right[0], right[1])  # type: ignore[arg-type]
    assert agree(one, other) is expected


def test_a_range_holds_both_its_ends_whichever_comes_first() -> None:
    assert interval_of((15, 12), "range") == Interval(12, 15)


def test_a_bound_is_open_on_one_side() -> None:
    assert math.isinf(interval_of(3, "more-than").high)


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(3, 2)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(value=1400, unit="people", qualifier="more-than"), "more than 1,400"),
        (Quantity(value=(12, 15), unit="guards", qualifier="range"), "12 to 15"),
        (Quantity(value=12, unit="boxes", qualifier="vague"), "dozens"),
        (Quantity(value=41.2, unit="percent", qualifier="exact"), "41.2"),
    ],
)
def test_a_figure_is_spoken_with_its_qualifier(quantity: Quantity, words: str) -> None:
    assert spoken(quantity) == words
