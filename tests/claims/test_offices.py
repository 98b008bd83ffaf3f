"""An office with what it is of, "Minister of Housing", is a person's, and not the body's."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("office", "pronoun"),
    [
        ("Minister of Housing", "He"),
        ("Minister of the Interior", "He"),
        ("Minister of Energy", "She"),
        ("Deputy Minister for Roads", "She"),
        ("Secretary for Ports", "He"),
        ("Secretary of State for Ports", "He"),
        ("Governor of the Lenn Bank", "She"),
        ("President of the Federation of Divers", "He"),
        ("Mayor of Keld", "She"),
    ],
)
@pytest.mark.parametrize("kind", ["article", "statement"])
def test_a_pronoun_takes_up_who_holds_an_office(claims_of, office, pronoun, kind):
    text = f"The {office} says that the date was 20 March. {pronoun} also says that the letters were sent."
    speakers = [claim.speaker for claim in claims_of(text, kind=kind, publisher="Civic Front")]
    assert speakers[0] == speakers[1]
    assert office.endswith(speakers[0])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The Governor of the Lenn Bank said the vault was full. The Lenn Bank said it was locked.",
            ["Governor of the Lenn Bank", "Lenn Bank"],
        ),
        (
            "The Mayor of Keld said the gate held. Keld said on Monday that it was shut.",
            ["Mayor of Keld", "Keld"],
        ),
        (
            "The Ministry of Housing said the letters were sent. He said they were late.",
            ["Ministry of Housing", "he"],
        ),
        (
            "Governor Ada Brill of the Lenn Bank said the vault was full. She said it was locked.",
            ["Ada Brill", "Ada Brill"],
        ),
        (
            "The Minister of Housing, Ada Brill, said the vault was full. She added that it was locked.",
            ["Ada Brill", "Ada Brill"],
        ),
    ],
)
def test_the_body_and_the_named_person_keep_their_names(said_in, text, speakers):
    assert [speaker for speaker, _ in said_in(text)] == speakers
