"""Clauses of others behind a comma, second verbs, and what somebody does not think or confirm."""

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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The yard denied that its crane fell, after divers said 17 died and a rival count put it at 31.",
            [
                ("yard", "that its crane fell"),
                ("divers", "17 died"),
                ("rival count", "it at 31"),
            ],
        ),
        (
            "The mayor said the ferry sank, though its owner blamed the crew.",
            [("mayor", "the ferry sank"), ("owner", "the crew")],
        ),
        (
            "Joss Hane said the alarm rang after a guard said he smelled smoke.",
            [
                ("Joss Hane", "the alarm rang after a guard said he smelled smoke"),
                ("guard", "he smelled smoke"),
            ],
        ),
        (
            "Joss Hane said the crane fell at noon, when the tide was low.",
            [("Joss Hane", "the crane fell at noon, when the tide was low")],
        ),
    ],
)
def test_what_another_says_behind_a_comma_is_his_alone(claims_of, said_in, text, found):
    assert said_in(text) == found
    assert all(not claim.through or "after a guard" in text for claim in claims_of(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ada Brill said 31 people had died and blamed Norvian gunners.",
            [("Ada Brill", "31 people had died"), ("Ada Brill", "Norvian gunners")],
        ),
        (
            "Ada Brill said the dam had failed and called for an inquiry.",
            [("Ada Brill", "the dam had failed"), ("Ada Brill", "an inquiry")],
        ),
        (
            "Ada Brill said 31 people had died and been buried.",
            [("Ada Brill", "31 people had died and been buried")],
        ),
    ],
)
def test_what_things_cannot_do_is_done_by_who_speaks(said_in, text, found):
    assert said_in(text) == found


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor does not believe that the quay is safe.", "mayor", "that the quay is safe"),
        ("The mayor doesn't believe the reports.", "mayor", "the reports"),
        ("The police never thought that he was guilty.", "police", "that he was guilty"),
    ],
)
def test_who_does_not_think_so_denies_it_and_is_not_sure(claims_of, told, text, speaker, content):
    assert told(text) == [(speaker, "deny", content)]
    assert claims_of(text)[0].certainty == "probable"


def test_the_author_of_a_post_who_does_not_think_so_denies_it(told):
    post = {"kind": "post", "author": "Lena Orr", "publisher": "Lena Orr"}
    text = "I don't think they are telling the truth."
    assert told(text, **post) == [("Lena Orr", "deny", "they are telling the truth")]
    assert told("I think they are telling the truth.", **post)[0][1] == "assert"
    assert told("I don't know who fired.", **post) == [("Lena Orr", "assert", "I don't know who fired")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The army has not confirmed the losses.", "the losses"),
        ("The army did not confirm that its men had been captured.", "that its men had been captured"),
        ("The army hasn't acknowledged the raid.", "the raid"),
        ("The army has yet to confirm the number of dead.", "the number of dead"),
    ],
)
def test_who_has_not_confirmed_it_says_nothing(claims_of, told, text, content):
    assert told(text) == [("army", "no-comment", content)]
    assert claims_of(text)[0].endorsement == "neutral"


@pytest.mark.parametrize(
    "text",
    [
        "The test did not confirm the diagnosis.",
        "The ministry did NOT confirm a leak.",
        "The ministry did not report any casualties.",
        "The captain never claimed that the boat was full.",
        "The mayor did not announce the closure of the quay.",
    ],
)
def test_what_was_not_said_is_nobodys_claim(told, text):
    assert told(text) == []


def test_that_somebody_did_not_confirm_it_can_be_all_that_a_post_says(told):
    text = "The ministry did NOT confirm a leak at Lesna."
    found = told(text, kind="post", author="Lena Orr", publisher="Lena Orr")
    assert found == [("Lena Orr", "assert", "The ministry did NOT confirm a leak at Lesna")]


def test_a_control_character_joins_no_words(told):
    assert told("The mayor\x7f said\x1f the quay was shut.")[0][:2] == ("mayor", "assert")
