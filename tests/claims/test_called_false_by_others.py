"""Whose denial it is that calls a claim false, and what somebody calls a claim."""

from __future__ import annotations

import pytest


@pytest.fixture
def told(claims_of):
    """Return a function: text and description -> (speaker, act, words of the content) of each claim."""

    def told(text, **described):
        return [
            (claim.speaker, claim.act, " … ".join(span.of(text) for span in claim.content))
            for claim in claims_of(text, **described)
        ]

    return told


POST = {"kind": "post", "publisher": "Tarn Live", "author": "Tarn Live", "published": "2026-03-04T10:00:00Z"}
FALSE = 'FAKE: "Guards shot a man at the mill"'
DENIED = "Guards shot a man at the mill"


@pytest.mark.parametrize(
    ("text", "described", "speaker"),
    [
        (f"Forwarded from Hill Veterans:\n{FALSE}. The clip was filmed in Arl.", {}, "Hill Veterans"),
        (f"{FALSE}. The clip was filmed in Arl.", {"forwarded_from": "Hill Veterans"}, "Hill Veterans"),
        (f"RT @hillveterans: {FALSE}. The clip was filmed in Arl.", {}, "@hillveterans"),
        (f"{FALSE}. The clip was filmed in Arl.", {}, "Tarn Live"),
    ],
)
def test_what_a_forward_calls_false_is_denied_by_whom_it_is_forwarded_from(told, text, described, speaker):
    assert told(text, **POST, **described) == [
        (speaker, "deny", DENIED),
        (speaker, "assert", "The clip was filmed in Arl"),
    ]


def test_what_a_post_calls_false_below_a_forward_is_denied_by_its_author(told):
    text = f"Forwarded from Hill Veterans:\nThe mill is quiet.\n\n---\n{FALSE}. We were there."
    assert told(text, **POST) == [
        ("Hill Veterans", "assert", "The mill is quiet"),
        ("Tarn Live", "deny", DENIED),
        ("Tarn Live", "assert", "We were there"),
    ]


def test_what_is_called_false_in_a_turn_to_speak_is_denied_by_who_speaks(told):
    text = (
        "MS VANE: It is not true that the gate was locked.\n\nMR ORR: We left at noon.\n\n"
        "MS VANE: Nobody asked us."
    )
    assert told(text, kind="statement", publisher="Tarn Board")[0] == (
        "VANE",
        "deny",
        "that the gate was locked",
    )


@pytest.mark.parametrize(
    ("called", "act"),
    [
        ("called the claim absurd", "deny"),
        ('called the claims "ridiculous"', "deny"),
        ("described the allegation as ludicrous", "deny"),
        ("called the report groundless", "deny"),
        ("called the figures laughable", "deny"),
        ("called the claim credible", "assert"),
        ("called the delay ridiculous", "assert"),
        ("called the law absurd", "assert"),
        ("called the raid an outrage", "condemn"),
    ],
)
def test_who_calls_a_claim_absurd_denies_it_and_who_calls_a_thing_so_does_not(told, called, act):
    [claim] = told(f"The mayor {called}.")
    assert claim[:2] == ("mayor", act)


def test_who_has_not_called_a_claim_absurd_has_said_nothing(told):
    assert told("The ministry did not call the claim absurd.") == []


@pytest.mark.parametrize(
    ("behind", "theirs"),
    [
        (", and police questioned the captain", []),
        (", and the court ordered an inquiry", []),
        (", and eleven were injured", ["eleven were injured"]),
        (", and the captain was arrested", ["the captain was arrested"]),
        (", and the toll could rise", ["the toll could rise"]),
    ],
)
def test_what_another_body_does_behind_officials_said_is_not_said_by_them(told, behind, theirs):
    text = f"Two people died in the fire, officials said on Wednesday{behind}."
    found = [("officials", "assert", content) for content in ["Two people died in the fire", *theirs]]
    assert told(text) == found


def test_what_police_did_by_their_own_words_is_said_by_them(told):
    text = "Two people died, police said, and police questioned the captain."
    assert told(text)[1] == ("police", "assert", "police questioned the captain")
