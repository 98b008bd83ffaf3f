"""Quotation marks that were never closed, shouted cues, credits in brackets, errors that are taken back."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'The mayor said "the quay is lost. Police said nobody was hurt.',
            [("mayor", "the quay is lost."), ("Police", "nobody was hurt")],
        ),
        (
            '"The quay is lost, the mayor said. "We will rebuild it," she added.',
            [("mayor", "The quay is lost"), ("mayor", "We will rebuild it")],
        ),
        (
            'The mayor said: "The quay is lost. We will rebuild it.\n\nPolice said nobody was hurt.',
            [("mayor", "The quay is lost. We will rebuild it."), ("Police", "nobody was hurt")],
        ),
        (
            '"The quay is lost," the mayor said. "We will rebuild it. Nobody was hurt, the police said.',
            [
                ("mayor", "The quay is lost"),
                ("mayor", "We will rebuild it."),
                ("police", "Nobody was hurt"),
            ],
        ),
    ],
)
def test_a_quotation_that_was_never_closed_ends_before_the_next_who_speaks(said_in, text, told):
    assert said_in(text) == told


def test_what_the_speaker_himself_was_told_stays_in_a_quotation_that_was_never_closed(said_in):
    text = 'The mayor said: "The quay is lost. They told me it would hold. It did not.'

    assert said_in(text)[0] == ("mayor", "The quay is lost. They told me it would hold. It did not.")


@pytest.mark.parametrize(
    ("text", "speaker", "content", "through"),
    [
        (
            "Ministry CONFIRMS leak at Lesna 🚨 (source: @orrin_desk)",
            "Ministry",
            "leak at Lesna",
            "@orrin_desk",
        ),
        (
            "Ministry CONFIRMS (source: @orrin_desk) that three boats were lost.",
            "Ministry",
            "that three boats were lost",
            "@orrin_desk",
        ),
        (
            "Mayor ADMITS dam was not checked (Orrin Herald)",
            "Mayor",
            "dam was not checked",
            "Orrin Herald",
        ),
        ("NATO SAYS no planes were there", "NATO", "no planes were there", None),
        ("Norvian army DENIES firing on Orrin", "Norvian army", "firing on Orrin", None),
    ],
)
def test_a_shouted_cue_attributes_and_a_credit_in_brackets_is_a_relay(
    claims_of, text, speaker, content, through
):
    (claim,) = claims_of(text, kind="post", author="Orrin Live", publisher="Orrin Live")

    words = [span.of(text) for span in claim.content]
    assert (claim.speaker, words, claim.through) == (speaker, [content], (through,) if through else ())


def test_a_shouted_not_is_the_authors_own_correction(claims_of):
    told = claims_of("The ministry did NOT confirm a leak.", kind="post", author="Orrin Live")

    assert [(claim.speaker, claim.event_status) for claim in told] == [("Orrin Live", "not-happened")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My mistake, deleting the earlier post.", [("retract", "My mistake, deleting the earlier post")]),
        ("We were wrong, will take it down", [("retract", "We were wrong, will take it down")]),
        ("Our mistake, it was 3 boats.", [("retract", "Our mistake"), ("assert", "it was 3 boats")]),
        (
            "My mistake, the army removed the boats.",
            [("retract", "My mistake"), ("assert", "the army removed the boats")],
        ),
    ],
)
def test_what_is_done_about_an_error_belongs_to_taking_it_back(claims_of, text, told):
    claims = claims_of(text, kind="post", author="Orrin Live")

    assert [(one.act, one.content[0].of(text)) for one in claims] == told


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The mayor said the Hafen quarter was dark.", []),
        ("The mayor said the Old Quarter was dark.", []),
        ("The mayor said two residential quarters were dark.", [(2.0, "quarters")]),
        ("The mayor said half the harbour quarter was dark.", [(50.0, "percent")]),
        ("The mayor said a quarter of the homes were dark.", [(25.0, "percent")]),
        ("The mayor said nearly a quarter had left.", [(25.0, "percent")]),
        ("The mayor said three quarters of the homes were dark.", [(75.0, "percent")]),
    ],
)
def test_a_quarter_of_a_town_is_no_share(claims_of, text, figures):
    (claim,) = claims_of(text)

    assert [(one.value, one.unit) for one in claim.quantities] == figures


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Foreign pilots were taken. The yard has 45 staff. Police said two were Ardanian.", "staff"),
        ("The yard has 45 cranes. Foreign pilots were taken. Police said two were Ardanian.", "pilots"),
        ("Police held 45 miners. Foreign divers came. Police said two were hurt.", "miners"),
        ("The mayor said 12 miners were saved, and that three were Norvian.", "miners"),
    ],
)
def test_those_of_a_people_are_of_the_foreigners_told_of_last(claims_of, text, unit):
    assert claims_of(text)[-1].quantities[0].unit == unit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The report said three firms cut corners and blamed the leak on them.",
            [("report", "three firms cut corners"), ("report", "the leak on them")],
        ),
        (
            "The regulator said three firms had been warned, and blamed their pumps.",
            [("regulator", "three firms had been warned"), ("regulator", "their pumps")],
        ),
        (
            "Three firms said a valve had failed and blamed the supplier.",
            [("Three firms", "a valve had failed"), ("Three firms", "the supplier")],
        ),
        (
            "The mayor blamed gunners, whom he accused of aiming at buses.",
            [("mayor", "gunners"), ("mayor", "of aiming at buses")],
        ),
    ],
)
def test_who_blames_whom(said_in, text, told):
    assert said_in(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '"The quay is lost. It was old.\n\n"It did not hold," Brill said.',
            [("Brill", "The quay is lost. It was old."), ("Brill", "It did not hold")],
        ),
        (
            '"The quay is lost.\n\n"It was old.\n\n"It did not hold," Brill said.',
            [("Brill", "The quay is lost."), ("Brill", "It was old."), ("Brill", "It did not hold")],
        ),
        ('"The quay is lost."\n\n"It did not hold," Brill said.', [("Brill", "It did not hold")]),
    ],
)
def test_a_quotation_over_paragraphs_is_whose_a_later_one_says_it_is(said_in, text, told):
    assert said_in(text) == told
