"""A sentence that calls a report false claims nothing of what is said within the report."""

from __future__ import annotations

import pytest

BEFORE = "The mill said it had shut. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Claims that it shows Plum Market are false.",
        "Claims that the film shows Orm Quay are false.",
        "Rumours that he suspects Dorn Pell are baseless.",
        "The allegation that he believes Dorn Pell lied is entirely unfounded.",
        "Reports that police say the quay was open are wrong.",
        "Posts that it proves Dorn Pell was there have been debunked.",
    ],
)
def test_nobody_says_what_a_report_that_is_called_false_holds(said_in, sentence):
    assert said_in(BEFORE + sentence) == [("mill", "it had shut")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Claims by Lorne Dairy that the film shows Orm Quay are false.",
            [("Lorne Dairy", "that the film shows Orm Quay")],
        ),
        (
            "The ministry's claim that the film shows Orm Quay is false.",
            [("ministry", "that the film shows Orm Quay")],
        ),
        (
            "Reports that the well is dry are false, Brenn said.",
            [("Brenn", "Reports that the well is dry are false")],
        ),
        (
            "Brenn said that claims that the film shows Orm Quay are false.",
            [("Brenn", "that claims that the film shows Orm Quay are false")],
        ),
        (
            "Claims that the dam broke were confirmed by police, who said that later reports were false.",
            [("police", "Claims that the dam broke"), ("police", "that later reports were false")],
        ),
        (
            "The report said that claims of a leak were false.",
            [("report", "that claims of a leak were false")],
        ),
    ],
)
def test_whose_report_it_is_and_who_calls_it_false_are_still_heard(said_in, sentence, found):
    assert said_in(BEFORE + sentence) == [("mill", "it had shut"), *found]


@pytest.mark.parametrize(
    "deed",
    [
        "had set fire to tyres at the gate, but later, at about 7",
        "had set fire to a car at about 7",
        "had set the pots down by the wall, but later, at about 7",
    ],
)
def test_what_is_set_on_fire_at_an_hour_is_no_count(said_in, deed):
    text = f"Twelve residents told us that men came. Four said that neighbours {deed}."
    assert "neighbours" not in [speaker for speaker, _ in said_in(text)]
    assert not [said for _, said in said_in(text) if said.startswith(("fire", "the pots"))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The guild put the loss at 12 boats.", "the loss at 12 boats"),
        ("The mayor put the dead at 9.", "the dead at 9"),
    ],
)
def test_what_is_set_at_a_figure_is_a_count(said_in, text, said):
    assert [content for _, content in said_in(text)] == [said]
