"""Who cites a body and answers it in the same sentence: "says it hired no guards, and yet sixty came"."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "cited", "own"),
    [
        (
            "Corvane says that it hired no boats, and yet sixty boats of Pell lay at the mole.",
            ("Corvane", "that it hired no boats"),
            "sixty boats of Pell lay at the mole",
        ),
        (
            "Lorne Dairy insists that it sold no milk, yet two hundred bottles stood in the shops.",
            ("Lorne Dairy", "that it sold no milk"),
            "two hundred bottles stood in the shops",
        ),
        (
            "The mill says it fired nobody, but in fact ninety weavers stood at the gate on Monday.",
            ("mill", "it fired nobody"),
            "ninety weavers stood at the gate on Monday",
        ),
        (
            "The mine says that it closed the shaft, but three miners went down on Monday.",
            ("mine", "that it closed the shaft"),
            "three miners went down on Monday",
        ),
        (
            "The port says that it has paid everybody, and still our members wait.",
            ("port", "that it has paid everybody"),
            "our members wait",
        ),
        (
            "According to the harbour board, nobody was on board, and yet two bodies were found.",
            ("harbour board", "nobody was on board"),
            "two bodies were found",
        ),
        (
            "The port said that it had paid everybody, but we have seen no money.",
            ("port", "that it had paid everybody"),
            "we have seen no money",
        ),
    ],
)
def test_an_answer_is_the_words_of_who_cites_in_a_statement_and_nobodys_in_an_article(
    said_in, text, cited, own
):
    assert said_in(text, kind="statement", publisher="Quay Guild") == [cited, ("Quay Guild", own)]
    assert said_in(text) == [cited]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the gate was open, yet forty people were crushed against it.",
        "The mayor said the gate was open, and yet children climbed over it.",
        "The port says it has paid all, although forty of our members have received nothing.",
    ],
)
def test_what_may_be_of_either_is_of_neither(said_in, text):
    assert len(said_in(text, kind="statement", publisher="Quay Guild")) == 1


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The mayor said that the gate was open, but that forty people had pushed against it.",
            ["that the gate was open", "that forty people had pushed against it"],
        ),
        (
            "The port says that it pays our members on Friday, and that our figures are wrong.",
            ["that it pays our members on Friday", "that our figures are wrong"],
        ),
        (
            "The port says that it has paid all, although some payments were late.",
            ["that it has paid all, although some payments were late"],
        ),
        (
            "Dorn said that the pump had been mended and the valve had been shut.",
            ["that the pump had been mended", "the valve had been shut"],
        ),
    ],
)
def test_what_the_cited_goes_on_to_say_stays_theirs(claims_of, text, contents):
    claims = claims_of(text, kind="statement", publisher="Quay Guild")
    assert [" ".join(span.of(text) for span in claim.content) for claim in claims] == contents
    assert "Quay Guild" not in {claim.speaker for claim in claims}


def test_an_answer_within_a_quotation_stays_in_it(said_in):
    text = '"It was mended, and yet it failed," Dorn said.'
    assert said_in(text) == [("Dorn", "It was mended, and yet it failed")]
