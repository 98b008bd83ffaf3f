"""What is made public or advised states no fact: no claim "The video", none "the ferry not to sail"."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The video that Tarn Watch published shows the hall after the fire.",
        "The list published by the ministry names the firms.",
        "The photographs which the guild published on Monday are old.",
    ],
)
def test_who_published_a_picture_or_a_list_claims_nothing_by_that(claims_of, text):
    assert claims_of(text) == []
    [own] = claims_of(text, kind="statement", publisher="Tarn Board")
    assert own.content[0].of(text) == text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The toll that the ministry published on Friday is too low.", [("ministry", "The toll")]),
        ("The nine boats reported by the yard are missing.", [("yard", "The nine boats")]),
    ],
)
def test_a_figure_that_is_published_or_reported_is_a_claim(said_in, text, found):
    assert said_in(text) == found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The coastguard had advised Tarn Line not to sail.", "Tarn Line not to sail"),
        ("The harbour master advised the crew to wait.", "the crew to wait"),
    ],
)
def test_what_somebody_advises_to_do_is_asked_for(claims_of, text, content):
    [claim] = claims_of(text)
    assert (claim.act, claim.event_status) == ("demand", "planned")
    assert claim.content[0].of(text) == content


def test_that_something_is_so_is_asserted_also_as_advice(claims_of):
    [claim] = claims_of("The lawyer advised the court that the firm was bankrupt.")
    assert claim.act == "assert"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The port office said it had advised Tarn Line not to sail.",
            [("port office", "it had advised Tarn Line not to sail")],
        ),
        (
            "The mayor said she had told drivers to stay away.",
            [("mayor", "she had told drivers to stay away")],
        ),
        (
            "The port office said the coastguard had advised Tarn Line not to sail.",
            [
                ("port office", "the coastguard had advised Tarn Line not to sail"),
                ("coastguard", "Tarn Line not to sail"),
            ],
        ),
        (
            "The mayor said that she had told the board that the dam leaked.",
            [
                ("mayor", "that she had told the board that the dam leaked"),
                ("mayor", "that the dam leaked"),
            ],
        ),
    ],
)
def test_what_somebody_says_that_he_asked_for_is_one_claim(said_in, text, found):
    assert said_in(text) == found
