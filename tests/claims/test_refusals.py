"""Those who say nothing: who it is, that nothing was said, and what about."""

from __future__ import annotations

import pytest

SILENT, NEITHER = "no-comment", "neither-confirm-nor-deny"


def refusals(claims_of, text):
    """Return speaker, act and content of the claims that are refusals."""
    return [
        (claim.speaker, claim.act, " … ".join(span.of(text) for span in claim.content))
        for claim in claims_of(text)
        if claim.act in {SILENT, NEITHER}
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Neither the army nor the president's office responded to requests for comment.",
            [("army", "requests for comment"), ("president's office", "requests for comment")],
        ),
        (
            "Neither the harbour board nor Quern Lines answered emailed questions.",
            [("harbour board", "emailed questions"), ("Quern Lines", "emailed questions")],
        ),
        ("Neither side has commented on the ceasefire proposal.", [("side", "the ceasefire proposal")]),
        ("The company has yet to comment on the allegations.", [("company", "the allegations")]),
        ("Mayor Nola Prast has yet to respond to questions about the fire.", [("Nola Prast", "the fire")]),
        ("Tessian officials could not immediately be reached.", [("Tessian officials", "reached")]),
        (
            "Minister Tam Korrin would not be drawn on the number of dead.",
            [("Tam Korrin", "the number of dead")],
        ),
        ("The Interior Ministry made no comment on the report.", [("Interior Ministry", "the report")]),
        ("There was no immediate comment from the Tessian army.", [("Tessian army", "comment")]),
        ("The embassy offered no comment.", [("embassy", "comment")]),
        ("Joss Hane did not say how many boats were lost.", [("Joss Hane", "how many boats were lost")]),
        ("Ada Brill did not address the losses.", [("Ada Brill", "the losses")]),
        ("The army remained silent on the losses.", [("army", "the losses")]),
        ("Mayor Brill ignored questions about the quay.", [("Brill", "the quay")]),
        ("Calls to the yard went unanswered.", [("yard", "Calls")]),
        ("Emails to the embassy were not answered.", [("embassy", "Emails")]),
        ("The ministry refused requests for comment on the leak.", [("ministry", "the leak")]),
        (
            "The mayor did not return calls from the Orrin Courier.",
            [("mayor", "calls from the Orrin Courier")],
        ),
    ],
)
def test_who_says_nothing_says_so_about_what_was_asked(claims_of, text, found):
    assert refusals(claims_of, text) == [(who, SILENT, what) for who, what in found]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The ministry declined to confirm or deny the strike.", "ministry", "the strike"),
        (
            "Colonel Ada Brill refused to confirm or deny that the drones were Tessian.",
            "Ada Brill",
            "that the drones were Tessian",
        ),
        ("Governor Lena Dorr said she would neither confirm nor deny it.", "Lena Dorr", "it"),
        ("The company did not confirm or deny the leak.", "company", "the leak"),
        ("The two generals would neither confirm the raid nor deny it.", "two generals", "the raid"),
    ],
)
def test_who_neither_confirms_nor_denies_does_nothing_else(claims_of, text, who, what):
    assert refusals(claims_of, text) == [(who, NEITHER, what)]
    assert len(claims_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The ministry didn't respond to questions about the strike.", "ministry", "the strike"),
        (
            "The ministry hasn't commented on the strike that killed 12.",
            "ministry",
            "the strike that killed 12",
        ),
        ("The ministry won't discuss the strike.", "ministry", "the strike"),
        ("Ada Brill wouldn't say who fired.", "Ada Brill", "who fired"),
        ("The army hasn't answered questions about the leak.", "army", "the leak"),
        ("Calls to the embassy weren't returned.", "embassy", "Calls"),
        ("The ministry failed to respond to questions about the strike.", "ministry", "the strike"),
        ("The mayor has stayed quiet about his son's arrest.", "mayor", "his son's arrest"),
        ("Officials weren't available for comment.", "Officials", "comment"),
        ("The company didn't immediately reply to an email.", "company", "an email"),
    ],
)
def test_a_refusal_is_one_in_its_short_form_too(claims_of, text, who, what):
    assert refusals(claims_of, text) == [(who, SILENT, what)]


@pytest.mark.parametrize("denies", ["can't", "couldn't", "didn't", "wouldn't", "won't"])
def test_who_does_not_confirm_or_deny_in_short_denies_nothing(claims_of, denies):
    text = f"The ministry {denies} confirm or deny the strike."
    assert refusals(claims_of, text) == [("ministry", NEITHER, "the strike")]


def test_an_author_who_cannot_confirm_or_deny_in_short_does_neither(claims_of):
    [claim] = claims_of("We can't confirm or deny that the bridge fell.", kind="statement", publisher="Port")
    assert claim.act == NEITHER


def test_it_that_is_neither_confirmed_nor_denied_is_what_was_claimed_before(claims_of):
    text = "Ada Brill said the dam had failed. Minister Tam Korrin said he would neither confirm nor deny it."
    assert refusals(claims_of, text) == [("Tam Korrin", NEITHER, "the dam had failed")]


def test_that_one_has_no_comment_is_said_once(claims_of):
    [claim] = claims_of("The union said it had no comment.")
    assert (claim.speaker, claim.act, claim.event_status) == ("union", SILENT, "happened")


@pytest.mark.parametrize(
    "text",
    [
        "The army said neither it nor the police had fired.",
        "The diver could not be reached by the rescue boat, the coastguard said.",
        "The village could not be reached after the landslide.",
        "Officials said the bridge had yet to reopen.",
        "The boat did not return, and nobody knows why.",
        "The guns remained silent on Friday.",
        "The patient did not respond to treatment, doctors said.",
        "The bank declined the offer and refused a loan.",
        "Soldiers did not respond to the fire from the hill.",
        "The police failed to respond to the alarm.",
        "The mayor did not answer the door.",
        "Neither the dam nor the bridge fell, the mayor said.",
        "The mayor confirmed the deaths and denied the blackout.",
    ],
)
def test_what_only_sounds_like_a_refusal_is_none(claims_of, text):
    assert refusals(claims_of, text) == []


def test_what_nobody_said_is_no_claim(claims_of):
    assert claims_of("Mayor Brill did not say that the dam was safe.") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("We have no comment on the strike.", SILENT),
        ("We do not discuss operations.", SILENT),
        ("We can neither confirm nor deny that the bridge fell.", NEITHER),
        ("We did not discuss names with the union.", "assert"),
        ("We have no wish to discuss the past here, but the bridge fell.", "assert"),
    ],
)
def test_an_author_refuses_in_his_own_voice(claims_of, text, act):
    [claim] = claims_of(text, kind="statement", publisher="Ministry of Roads")
    assert (claim.speaker, claim.cue, claim.act) == ("Ministry of Roads", (), act)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Asked about the strike, the union said it had no comment.", "the strike"),
        ("Asked whether the dam was safe, Ada Brill had no comment to make.", "whether the dam was safe"),
        ("The hospital had no immediate comment on the figures.", "the figures"),
        ("The ministry made no further comment.", "comment"),
    ],
)
def test_a_silence_is_about_what_was_asked(claims_of, text, content):
    assert [what for _, _, what in refusals(claims_of, text)] == [content]


def test_who_has_no_doubt_asks_nothing(claims_of):
    [claim] = claims_of("Mayor Brill has no doubt that the bridge fell.")
    assert (claim.act, claim.certainty) == ("assert", "certain")
