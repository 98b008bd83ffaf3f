"""Lines that only name what a text is about: "Orm Quay: what we found"."""

from __future__ import annotations

import pytest

SAID = {
    "Lorne Dairy": "Lorne Dairy said it sold no milk.",
    "Orm Quay": "Police told us that two people died at Orm Quay.",
    "Mayor Brenn": "Mayor Odile Brenn said she saw it.",
}


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("Orm Quay", "what we found"),
        ("Orm Quay", "what we know so far"),
        ("Orm Quay", "why the wall fell"),
        ("Lorne Dairy", "How the milk was lost"),
        ("Lorne Dairy", "how many bottles were lost"),
        ("Lorne Dairy", "where the milk went and who paid"),
        ("Lorne Dairy", "who is to blame for the leak"),
        ("Lorne Dairy", "What happened next"),
    ],
)
@pytest.mark.parametrize("kind", ["article", "post", "statement"])
def test_a_heading_is_nobodys_claim(claims_of, name, subject, kind):
    text = f"{name}: {subject}\n\n{SAID[name]}"
    claims = claims_of(text, kind=kind, author="Lenn Watch", publisher="Lenn Watch")
    assert [claim.content[0].of(text) in text.split("\n\n")[1] for claim in claims] == [True]


@pytest.mark.parametrize(
    ("name", "speaker", "said"),
    [
        ("Lorne Dairy", "Lorne Dairy", "what we sold was safe"),
        ("Mayor Brenn", "Odile Brenn", "What we saw was a crime"),
        ("Mayor Brenn", "Odile Brenn", "When the wall fell nobody was there"),
        ("Mayor Brenn", "Odile Brenn", "Who did this will pay"),
        ("Mayor Brenn", "Odile Brenn", "How the wall fell is not known"),
        ("Mayor Brenn", "Odile Brenn", "What happened is that the wall fell"),
    ],
)
@pytest.mark.parametrize("kind", ["article", "post"])
def test_a_sentence_that_begins_like_one_is_a_claim(said_in, name, speaker, said, kind):
    found = said_in(f"{name}: {said}\n\n{SAID[name]}", kind=kind, author="Lenn Watch")
    assert (speaker, said) in found


def test_what_stands_below_a_heading_is_still_the_posts(said_in):
    text = "Orm Quay: what we know so far\n- two people are dead\n- nine boats are lost"
    assert said_in(text, kind="post", author="Lenn Watch") == [
        ("Lenn Watch", "two people are dead"),
        ("Lenn Watch", "nine boats are lost"),
    ]
