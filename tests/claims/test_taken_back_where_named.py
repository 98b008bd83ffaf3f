"""A figure that is named only to be taken back is no second claim."""

from __future__ import annotations

import pytest


@pytest.fixture
def told(claims_of):
    """Return a function: text and description -> (act, words of the content) of each claim."""

    def told(text, **described):
        return [
            (claim.act, " … ".join(span.of(text) for span in claim.content))
            for claim in claims_of(text, **described)
        ]

    return told


@pytest.mark.parametrize(
    "verb",
    ["withdraws its claim", "takes back its assertion", "retracted its report", "withdrew its estimate"],
)
def test_what_a_body_withdraws_of_its_own_is_withdrawn_only(told, verb):
    said = verb.split(" ", 1 if "back" not in verb else 2)[-1]
    found = [("retract", f"{said} that 46 rifles were seized")]
    assert told(f"The Ministry {verb} that 46 rifles were seized.") == found


def test_its_own_statement_that_is_withdrawn_is_withdrawn_only(told):
    text = "Our statement that 46 rifles were seized is withdrawn."
    statement = {"kind": "statement", "publisher": "Ministry of Order"}
    assert told(text, **statement) == [("retract", "Our statement that 46 rifles were seized")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Ministry repeated its statement that 46 rifles were seized.",
            [("assert", "that 46 rifles were seized")],
        ),
        (
            "The army has not withdrawn its claim that the school was empty.",
            [("assert", "that the school was empty")],
        ),
        (
            "The paper withdrew the ministry's statement that 46 rifles were seized.",
            [
                ("retract", "the ministry's statement that 46 rifles were seized"),
                ("assert", "that 46 rifles were seized"),
            ],
        ),
        (
            "The firm dropped charges after its claim that the road was shut.",
            [("assert", "that the road was shut")],
        ),
        ("The ministry did not drop its claim that two boats sank.", [("assert", "that two boats sank")]),
    ],
)
def test_what_is_repeated_kept_or_anothers_stands(told, text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "gone", ["dropped", "abandoned", "distanced itself from", "no longer stands by", "does not stand by"]
)
def test_what_a_body_gives_up_it_takes_back(told, gone):
    assert told(f"The guild {gone} its claim that two boats sank.") == [("retract", "that two boats sank")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "We took 9 dead from a clerk who now says 8.",
            [("retract", "We took 9 dead from a clerk"), ("assert", "8")],
        ),
        (
            "Our figure of 12 came from the clinic, which has since said 7.",
            [("retract", "Our figure of 12 came from the clinic"), ("assert", "7")],
        ),
        (
            "We got the boat from a man who now says it leaks.",
            [("assert", "We got the boat from a man"), ("assert", "it leaks")],
        ),
        (
            "The dam was mended by a firm, which says it is safe.",
            [("assert", "The dam was mended by a firm"), ("assert", "it is safe")],
        ),
    ],
)
def test_a_figure_whose_source_now_gives_another_is_taken_back_with_the_words_for_its_source(
    told, text, found
):
    assert told(text, kind="post", publisher="Tarn Watch", author="Tarn Watch") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ministry withdrew its complaint.", [("retract", "its complaint")]),
        ("The figure was withdrawn by the ministry.", [("retract", "The figure")]),
        ("The army withdrew the 46.", [("retract", "the 46")]),
        ("The ministry withdrew the troops.", []),
        ("The army withdrew its 12 tanks.", []),
        ("The board withdrew the ferry from service.", []),
        ("The mayor withdrew her candidacy.", []),
        ("The troops were withdrawn by the ministry.", []),
    ],
)
def test_words_and_figures_are_taken_back_and_troops_only_withdrawn(told, text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The figure of 12 is withdrawn.", "retract"),
        ("The warning has been withdrawn.", "retract"),
        ("The information of 9 June that the gate was shut is withdrawn.", "retract"),
        ("The impression that the gate was shut is withdrawn.", "retract"),
        ("The troops are withdrawn.", "assert"),
        ("The ferry has been withdrawn from service.", "assert"),
    ],
)
def test_a_statement_that_something_is_withdrawn_takes_back_words_alone(told, text, act):
    assert [claim[0] for claim in told(text, kind="statement", publisher="Tarn Board")] == [act]
