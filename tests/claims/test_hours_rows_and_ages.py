"""Hours, rows and ages that stand like figures: "at 5.20 by a neighbour", "a woman of about 60"."""

from __future__ import annotations

import pytest


@pytest.fixture
def figures_of(claims_of):
    """Return a function: words that police said -> (value, unit) of each figure in them."""

    def figures_of(words):
        claims = claims_of(f"Twelve residents told us that men came. Police said that {words}.")
        return [(q.value, q.unit) for claim in claims[1:] for q in claim.quantities]

    return figures_of


@pytest.mark.parametrize(
    "words",
    [
        "the clip was filmed on Tuesday at 5.20 by a resident",
        "she died at 14.10 of her burns",
        "the boats left at 6.05 with the nets",
        "the pump failed at 9.15 in the yard",
        "it began at 7.30 near the mole",
        "the fire began at about 7",
        "it ended at around 9 and was out",
        "they left at 7, and came back on Monday",
        "the men came at 7 with cans",
        "men set fire to tyres at the gate, but later, at about 7",
        "bones had been found in row nine",
        "Jon Abel of row nine has not been seen",
        "it reached row 9 in the night",
        "the fire began in rows two and three",
        "a woman of about 60 died",
        "a girl of nearly 12 fell",
        "a driver of 44 fled",
    ],
)
def test_an_hour_a_row_and_an_age_are_no_figures(figures_of, words):
    assert figures_of(words) == []


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("output rose at 5.20 percent", [(5.2, "percent")]),
        ("nine rows of tents burned", [(9.0, "rows")]),
        ("in row nine two men slept", [(2.0, "men")]),
        ("two men of over 70 died", [(2.0, "men")]),
        ("a force of 60 men came", [(60.0, "men")]),
        ("a nurse of 12 patients wept", [(12.0, "patients")]),
        ("the number of dead is at 9", [(9.0, "dead")]),
        ("boats lay at 7 piers", [(7.0, "piers")]),
    ],
)
def test_figures_in_the_same_places_are_still_read(figures_of, words, figures):
    assert figures_of(words) == figures


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("rice sold at 5.20 by the sack", 5.2),
        ("the loss was put at 7, in all", 7.0),
        ("inflation was at 7, its highest", 7.0),
        ("the toll stood at 7", 7.0),
        ("prices started at 7", 7.0),
    ],
)
def test_what_is_put_sold_or_stands_at_a_number_has_it(figures_of, words, value):
    assert [number for number, _ in figures_of(words)] == [value]


def test_an_hour_with_a_dot_is_told_with_its_day(claims_of):
    text = "Police said the clip was filmed on Tuesday at 5.20 by a resident."
    (claim,) = claims_of(text, published="2026-03-05")
    assert [time.stated.start for time in claim.times] == ["2026-03-03T05:20"]
