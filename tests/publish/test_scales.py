"""Figures stand where they belong on one scale, with their bounds and their vagueness."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.types import Claim, Quantity
from sayso.publish.scales import Figure, figure_of, scale_of
from sayso.values import TextSpan, digest_bytes


def claim_with(*quantities):
    return Claim(
        doc_id="note",
        text_digest=digest_bytes(b""),
        speaker="Ada Brill",
        source=(),
        cue=(),
        content=(TextSpan(0, 1),),
        mode="direct",
        act="assert",
        endorsement="neutral",
        certainty="unspecified",
        event_status="happened",
        quantities=quantities,
    )


def people(value, qualifier="exact"):
    return Quantity(value=value, unit="people", qualifier=qualifier)


def test_a_bound_is_open_on_its_side():
    assert figure_of(claim_with(people(40, "at-least")), "at least 40", "people").open_above
    assert figure_of(claim_with(people(40, "at-most")), "up to 40", "people").open_below


def test_a_range_keeps_both_ends():
    figure = figure_of(claim_with(people((12, 15), "range")), "12 to 15", "people")

    assert (figure.low, figure.high) == (12, 15)


def test_a_vague_number_is_soft():
    assert figure_of(claim_with(people(12, "vague")), "dozens", "people").soft


def test_the_figure_is_the_one_that_the_answer_gives():
    claim = claim_with(people(3), people(11))

    assert figure_of(claim, "11", "people").low == 11


def test_figures_in_other_units_stand_on_the_same_scale():
    hours = Quantity(value=4, unit="hours", qualifier="exact")

    assert figure_of(claim_with(hours), "4", "minutes").low == 240


def test_an_answer_without_a_number_has_no_figure():
    assert figure_of(claim_with(), "yes", None) is None
    assert figure_of(claim_with(people(3)), "yes", None) is None


def test_a_number_in_words_of_the_answer_is_read_where_the_claim_holds_none():
    assert figure_of(claim_with(), "about 1,200", "people").low == 1200


@pytest.mark.parametrize("values", [[], [5], [5, 5]])
def test_there_is_no_scale_where_nothing_differs(values):
    assert scale_of(Figure(low=value, high=value) for value in values) is None


@given(st.lists(st.floats(0, 1e9, allow_nan=False), min_size=2, unique=True))
def test_larger_figures_stand_further_right_and_on_the_scale(values):
    scale = scale_of(Figure(low=value, high=value) for value in values)

    places = [scale.percent(value) for value in sorted(values)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 100


def test_figures_far_apart_are_put_on_a_logarithmic_scale():
    assert scale_of([Figure(low=5, high=5), Figure(low=5000, high=5000)]).logarithmic
    assert not scale_of([Figure(low=40, high=40), Figure(low=60, high=60)]).logarithmic


def test_ticks_leave_room_for_each_other():
    scale = scale_of([Figure(low=value, high=value) for value in (50, 51, 52, 99, 100)])

    places = [scale.percent(tick) for tick in scale.ticks]
    assert all(right - left >= 7 for left, right in pairwise(places))
    assert scale.ticks[-1] == 100


def test_a_figure_of_another_measure_than_the_question_asks_for_has_no_place_on_its_scale():
    claim = claim_with(Quantity(value=6, unit="kilometres", qualifier="exact"))

    assert figure_of(claim, "6", "square metres") is None
    assert figure_of(claim, "6", "metres") == Figure(low=6000, high=6000)
