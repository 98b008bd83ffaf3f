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
    through = {claim.speaker: claim.through for claim in claims_of(text) if claim.through}
    assert through == ({"guard": ("Joss Hane",)} if "after a guard" in text else {})


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mayor denies bribe, admits error",
            [("Mayor", "deny", "bribe"), ("Mayor", "assert", "error")],
        ),
        ("The quay is shut, said a welder.", [("welder", "assert", "The quay is shut")]),
        (
            'The yard dismissed as "fantasy" reports that oil had reached the river.',
            [("yard", "deny", 'as "fantasy" reports that oil had reached the river')],
        ),
        (
            "The bridge was mined, as was reported by Tessian television.",
            [("Tessian television", "assert", "The bridge was mined")],
        ),
        (
            "The board has neither confirmed nor denied that its men had left, as Norvia has alleged.",
            [
                ("board", "neither-confirm-nor-deny", "that its men had left"),
                ("Norvia", "assert", "that its men had left"),
            ],
        ),
        (
            "Joss Hane said two boats had sunk, a claim the yard rejected.",
            [("Joss Hane", "assert", "two boats had sunk"), ("yard", "deny", "two boats had sunk")],
        ),
        (
            'Joss Hane put the losses at "hundreds" and denied that the dam had burst.',
            [
                ("Joss Hane", "assert", 'the losses at "hundreds"'),
                ("Joss Hane", "deny", "that the dam had burst"),
            ],
        ),
        ("The governor claims 31.", [("governor", "assert", "31")]),
        ("The governor claimed 31 medals.", []),
        ("The mayor ruled out a second fire.", [("mayor", "deny", "a second fire")]),
        ('The army called the video "theatre".', [("army", "condemn", 'the video "theatre"')]),
        ('The mayor called the bridge "the Swan".', [("mayor", "assert", 'the bridge "the Swan"')]),
    ],
)
def test_whose_it_is_stands_beside_it(told, text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not rule out a second fire.",
        "Police could not rule out arson at the quay.",
        "The mayor said he could not rule out that the readings were wrong.",
        "The mayor said: We do not exclude that the quay was mined.",
    ],
)
def test_what_is_not_ruled_out_is_possible(claims_of, text):
    claim = claims_of(text)[0]
    assert (claim.certainty, claim.event_status) == ("possible", "hypothetical")


def test_what_stands_for_words_that_were_not_read_stands_for_itself(told):
    foreign = "Le porte-parole de la mairie a déclaré que les bateaux étaient partis hier soir."
    said, refused = "The mayor said 12 boats had sunk.", "The spokesman declined to confirm this."
    assert told(f"{said}\n\n{foreign}\n\n{refused}")[1] == ("spokesman", "no-comment", "this")
    assert told(f"{said}\n\n{refused}")[1] == ("spokesman", "no-comment", "12 boats had sunk")


@pytest.mark.parametrize(
    ("clock", "start"),
    [
        ("about 9.40 in the morning", "T09:40"),
        ("9.40 in the evening", "T21:40"),
        ("4 in the afternoon", "T16:00"),
        ("11 in the morning", "T11:00"),
    ],
)
def test_a_clock_time_may_be_told_by_its_part_of_the_day(claims_of, clock, start):
    [claim] = claims_of(f"The mayor said the fire broke out at {clock}.", published="2025-03-03T10:00:00Z")
    assert [time.stated.start for time in claim.times] == [f"2025-03-03{start}"]


def test_what_an_author_expects_is_to_come(claims_of):
    post = {
        "kind": "post",
        "author": "Lena Orr",
        "publisher": "Lena Orr",
        "published": "2024-10-03T10:00:00Z",
    }
    [claim] = claims_of("We expect its final report on Monday.", **post)
    assert (claim.event_status, claim.times[0].stated.start) == ("planned", "2024-10-07")


@pytest.mark.parametrize(
    "before",
    [
        "MELDORF, 3 March (Norvane Press) - ",
        "MELDORF (Norvane Press), March 3, 2031 -- ",
        "MELDORF, Istvar, 3 March 2031 — ",
        "\U0001f525\U0001f525 ",
    ],
)
def test_where_and_when_a_report_was_filed_and_signs_before_it_are_no_part_of_its_claims(said_in, before):
    text = f"{before}Mayor Ada Brill said on Monday that the dam had burst.\n\nMore was not known."
    assert [said for said in said_in(text) if "dam" in said[1]] == [("Ada Brill", "that the dam had burst")]


def test_a_word_in_capitals_before_a_dash_is_no_dateline(said_in):
    text = "FAKE — The army said the dam had burst.\n\nMore was not known."
    assert said_in(text) == [("army", "the dam had burst")]
