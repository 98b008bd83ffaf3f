"""What is only called and claims nothing, and whom "she" means when a firm was named before."""

from __future__ import annotations

import pytest

TOLD = "The water board said 12 pumps had failed. "


@pytest.mark.parametrize(
    "text",
    [
        "A meeting will be held on Friday. Councillor Ada Brill, who called it, was ill.",
        "A walkout begins on Monday. Joss Hane, who called the walkout, was there.",
        "The mayor called an election for May.",
        "The mayor called the police.",
        "The dockers called an ambulance.",
        "The union called a strike for Monday.",
        "The coast guard called the search off.",
        "The board called off the search.",
        "The meeting, which Brill called, was short.",
        "A vote was called by the opposition.",
        "Brill called the strike planned for Monday.",
        "Brill called a vote, a second one, for May.",
        "Brill called the doctor over.",
    ],
)
def test_who_convenes_fetches_or_ends_something_claims_nothing(said_in, text):
    assert said_in(TOLD + text) == [("water board", "12 pumps had failed")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Brill called it a lie.", "it a lie"),
        ("Brill called the meeting a farce.", "the meeting a farce"),
        ("Brill called the strike a crime.", "the strike a crime"),
        ('Brill called the vote "rigged".', 'the vote "rigged"'),
        ("Brill called the vote stolen.", "the vote stolen"),
        ("Brill called the poll rigged by the army.", "the poll rigged by the army"),
        ("Brill called the truce over.", "the truce"),
        ("Brill called the rally on Sunday a disgrace.", "the rally on Sunday a disgrace"),
        (
            "Brill called the meeting that was held in Vesk on Monday a farce.",
            "the meeting that was held in Vesk on Monday a farce",
        ),
        ("Brill called the meeting, held on Monday, a farce.", "the meeting, held on Monday, a farce"),
        ("Brill called the report nonsense.", "the report nonsense"),
        ("Brill called for an inquiry.", "an inquiry"),
        ("Brill called on the police to explain.", "the police to explain"),
    ],
)
def test_who_calls_something_something_does(said_in, text, content):
    assert said_in(TOLD + text)[-1] == ("Brill", content)


AFTER_A_FIRM = """The owner, Nara Freight, denied the barge was old.

Transport Minister Eino Kallas, who came on Monday, said she knew of no fault. Her office said she erred."""
AFTER_A_WOMAN = """Governor Petra Lunt said the dam held.

Engineer Danto Weil said she had seen a crack. She said it was small."""


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (AFTER_A_FIRM, ["Nara Freight", "Eino Kallas", "Eino Kallas's office"]),
        (AFTER_A_WOMAN, ["Petra Lunt", "Danto Weil", "Danto Weil"]),
        # where another of the paragraph fits, or the name is known to be the other's
        ("Deputy Danto Brill said he was sorry. Mayor Ada Wirth said the road was shut. He said it was open.",
         ["Danto Brill", "Ada Wirth", "Danto Brill"]),
        ("Mayor Ada Wirth said the road was shut.\n\nDeputy Karl Brill was there. She said it was open.",
         ["Ada Wirth", "Ada Wirth"]),
        # a firm's word may be a person's name
        ("Lena Lines, a nurse, said the ward was full. She said two had died.", ["Lena Lines", "Lena Lines"]),
    ],
)  # fmt: skip
def test_she_is_a_person_of_the_paragraph_and_no_firm_of_another(claims_of, text, speakers):
    assert [one.speaker for one in claims_of(text)] == speakers
