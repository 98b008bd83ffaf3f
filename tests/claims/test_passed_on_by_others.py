"""Whom an outlet quotes, whom "another" means, and what "is what people say" attributes."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "through"),
    [
        ('"We had no choice," Brill was quoted by the Orrin Courier as saying.', "Brill", ("Orrin Courier",)),
        (
            '"We had no choice," Mayor Ada Brill was quoted as saying by state television.',
            "Ada Brill",
            ("state television",),
        ),
        ('The Orrin Courier quoted Brill as saying: "We had no choice."', "Brill", ("Orrin Courier",)),
        ('"We had no choice," the Courier cited Ada Brill as telling reporters.', "Ada Brill", ("Courier",)),
        ('"We had no choice," said Ada Brill, quoted by the Orrin Courier.', "Ada Brill", ("Orrin Courier",)),
        ('"We had no choice," Ada Brill told the Orrin Courier.', "Ada Brill", ("Orrin Courier",)),
        ('"We had no choice," the Orrin Courier said.', "Orrin Courier", ()),
    ],
)
def test_whom_an_outlet_quotes_speaks_through_it(claims_of, text, speaker, through):
    (claim,) = claims_of(text)

    assert (claim.speaker, claim.through) == (speaker, through)


def test_a_man_who_is_quoted_is_the_one_told_of_before(claims_of):
    told = claims_of(
        'A driver saw it. "It was only us," the man, who gave no name, was quoted by the Orrin Courier as '
        "saying."
    )

    assert [(claim.speaker, claim.through) for claim in told] == [("driver", ("Orrin Courier",))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We heard two bangs," a welder said. "Then it was dark," another said.', "welder"),
        ("One nurse said the ward was full. Another said two patients had gone.", "nurse"),
        ("A nurse said two patients had gone. A second said the lift was broken.", "nurse"),
        ("Two Western diplomats said the talks had failed. Others said they went on.", "Western diplomats"),
        ("Three airport employees were reached. One said rebels were inside.", "airport employee"),
        ("But pals of the driver insisted he was careful. One said he slept well.", "pal"),
        ("We met survivors on the quay. Eight of them said they had seen shells.", "survivors"),
        ("Two ministers met. One told reporters the talks had failed.", "minister"),
        # who has nobody before him stands for himself
        ("Police closed the quay. Another said it was open.", "Another"),
        ("The Orrin Herald ran a photo. Others said it was false.", "Others"),
        ("Some said the dam would hold.", "Some"),
        ('"Two patients left," the board said. Another said it was three.', "Another"),
    ],
)
def test_another_is_one_of_the_people_brought_in_before(claims_of, text, speaker):
    last = claims_of(text)[-1]

    assert (last.speaker, last.anonymous) == (speaker, True)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("About 40 dead is what people inside tell me.", "people inside", "About 40 dead"),
        ("The quay is lost. That is what the divers tell me.", "divers", "The quay is lost"),
        ("The quay is lost, this is what the divers tell me.", "divers", "The quay is lost"),
        ("The pumps failed, which is what the engineers say.", "engineers", "The pumps failed"),
        ("What the engineers say is that the pumps failed.", "engineers", "that the pumps failed"),
    ],
)
@pytest.mark.parametrize("kind", ["post", "article"])
def test_what_is_what_somebody_says_is_his(said_in, text, speaker, content, kind):
    assert said_in(text, kind=kind, author="Orrin Live", publisher="Orrin Live") == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows what the divers tell him.",
        "That is not what the mayor told us.",
        "What the mayor said is a lie.",
        "What the rules say is clear.",
        "It is unclear what the mayor said.",
    ],
)
def test_who_tells_nothing_by_what_claims_nothing(claims_of, text):
    assert claims_of(text) == []


def test_what_somebody_says_it_is_stays_his_claim(said_in):
    text = "The yard published what the mayor said was a forgery."

    assert said_in(text) == [("mayor", "was a forgery")]
