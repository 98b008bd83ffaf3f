"""Corrections: what is taken back, and what then stands, each with whose it is."""

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


STATEMENT = {"kind": "statement", "publisher": "Tarn Line", "published": "2026-05-14T10:00:00Z"}
POST = {"kind": "post", "publisher": "Tarn Live", "author": "Tarn Live"}
ARTICLE = {"publisher": "Tarn Courier"}


@pytest.mark.parametrize(
    "right",
    [
        "the bridge was inspected on 4 May, not on 2 May",
        "the bridge at Orun was inspected on 4 May, not on 2 May",
        "the ferry left at 19.10, not at 18.30, with 201 passengers on board",
    ],
)
def test_what_stands_behind_the_colon_of_a_correction_is_said(told, right):
    corrected = ("retract", "our statement of 10 May")
    assert told(f"We correct our statement of 10 May: {right}.", **STATEMENT) == [
        corrected,
        ("assert", right),
    ]


def test_in_a_report_it_is_said_by_who_corrects(claims_of):
    text = "The Board corrected its statement of 10 May: the gate was shut on 4 May."
    claims = claims_of(text)
    assert [(claim.speaker, claim.act, claim.content[0].of(text)) for claim in claims] == [
        ("Board", "retract", "its statement of 10 May"),
        ("Board", "assert", "the gate was shut on 4 May"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I must correct myself. The man was the mate.",
            [("retract", "I must correct myself"), ("assert", "The man was the mate")],
        ),
        (
            "I have to correct myself, it was the mate.",
            [("retract", "I have to correct myself"), ("assert", "it was the mate")],
        ),
        (
            "Let me correct myself: it was one boat.",
            [("retract", "Let me correct myself"), ("assert", "it was one boat")],
        ),
        (
            "I said so on Monday and I must correct myself. It was the mate.",
            [("retract", "I said so on Monday and I must correct myself"), ("assert", "It was the mate")],
        ),
        (
            "We must correct our statement that two boats sank; it was one.",
            [("retract", "our statement that two boats sank"), ("assert", "it was one")],
        ),
        (
            "We have to correct our post of this morning. Three boats sank.",
            [("retract", "our post of this morning"), ("assert", "Three boats sank")],
        ),
        ("I must correct the mayor.", [("assert", "I must correct the mayor")]),
        (
            "I must correct the mayor: two boats sank.",
            [("assert", "I must correct the mayor: two boats sank")],
        ),
        ("We must mend the roof.", [("assert", "We must mend the roof")]),
    ],
)
def test_who_must_correct_himself_does_so_and_who_must_correct_another_does_not(told, text, found):
    assert told(text, **POST) == found


@pytest.mark.parametrize(
    "text",
    [
        "Correction: we wrote earlier that two boats sank.",
        "07:50 Correction: we wrote earlier that two boats sank.",
        "Correction: earlier we said that two boats sank.",
    ],
)
def test_a_papers_correction_of_its_own_words_is_its_retraction(claims_of, text):
    [claim] = claims_of(text + "\n\nThe mill was open again by the evening of that day.", **ARTICLE)
    assert (claim.speaker, claim.act) == ("Tarn Courier", "retract")
    assert claim.content[0].of(text) == "that two boats sank"


@pytest.mark.parametrize(
    "text",
    ["We wrote earlier that two boats sank.", "The Board withdrew the licence: the gate was broken."],
)
def test_without_a_label_or_words_that_are_set_right_a_report_sets_nothing_right(told, text):
    assert [claim for claim in told(text, **ARTICLE) if claim[1] != "the licence"] == []


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        (
            "I must correct myself. The man was the mate.",
            [("retract", "I must correct myself"), ("assert", "The man was the mate.")],
        ),
        (
            "I said so on Monday and I must correct myself: he stayed on board. He slept.",
            [
                ("retract", "I said so on Monday and I must correct myself"),
                ("assert", "he stayed on board. He slept."),
            ],
        ),
        ("He stayed. I must correct myself.", [("retract", "He stayed. I must correct myself.")]),
        (
            "I must correct the mayor. The man was the mate.",
            [("assert", "I must correct the mayor. The man was the mate.")],
        ),
    ],
)
def test_what_a_quotation_goes_on_to_say_behind_a_correction_is_not_taken_back(told, quoted, found):
    assert told(f'Ada Ohlin told the inquiry: "{quoted}"') == found


def test_in_an_interview_too_what_is_said_behind_a_correction_stands(claims_of):
    text = (
        "HOST: You said he left.\n\nMS OHLIN: I must correct myself. He stayed on board all night.\n\n"
        "HOST: And the mate?\n\nMS OHLIN: He left."
    )
    claims = [claim for claim in claims_of(text) if claim.speaker.endswith("OHLIN")]
    assert [claim.act for claim in claims[:2]] == ["retract", "assert"]
    assert claims[1].content[0].of(text) == "He stayed on board all night."


def test_who_questions_a_person_about_an_accusation_claims_nothing(claims_of):
    assert claims_of("Police questioned the captain over accusations that he left the ship.") == []
    [claim] = claims_of("Police questioned the figures.")
    assert claim.act == "question"
