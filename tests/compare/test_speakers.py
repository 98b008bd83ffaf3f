"""Who is who across documents."""

from __future__ import annotations

import pytest
from tests.compare.makers import line, written

from sayso.compare.speakers import Speakers, read_name, same_body


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Veskan Ministry of Defence", "the defence ministry", True),
        ("Ministry of Defence of the Republic of Veska", "Veskan Ministry of Defence", True),
        ("Veska", "Veskan Ministry of Defence", True),
        ("Interior Ministry", "Defence Ministry", False),
        ("Ana Pell", "Pell", True),
        ("Ana Pell", "Iko Pell", False),
        ("Veska", "Veska Radio", False),
        ("hospital officials", "hospital officials", False),
        ("Western diplomat", "Western diplomat", False),
    ],
)
def test_names_are_one_body_where_nothing_telling_differs(left: str, right: str, expected: bool) -> None:
    assert same_body(read_name(left), read_name(right)) is expected
    assert same_body(read_name(right), read_name(left)) is expected


def test_a_spokesperson_is_put_to_the_body_that_the_sentence_names() -> None:
    north = written("north", line("Veskan Foreign Ministry", "the road is closed"))
    document, claims = written("south", line("Ana Pell", "the road is closed"))
    text = "The Veskan foreign ministry's spokeswoman, Ana Pell, said more. " + document.text
    speakers = Speakers([north[0], _with_text(document, text)], [*north[1], *claims])

    assert speakers.key("north", "Veskan Foreign Ministry") == speakers.key("south", "Ana Pell")


def test_a_former_minister_speaks_for_nobody_but_himself() -> None:
    north = written("north", line("Veskan Foreign Ministry", "the road is closed"))
    document, claims = written("south", line("Ana Pell", "the road is closed"))
    text = "The former Veskan foreign minister, Ana Pell, said more. " + document.text
    speakers = Speakers([north[0], _with_text(document, text)], [*north[1], *claims])

    assert speakers.key("north", "Veskan Foreign Ministry") != speakers.key("south", "Ana Pell")


def test_a_short_name_that_fits_two_bodies_is_put_to_neither() -> None:
    north = written(
        "north", line("Veskan Foreign Ministry", "the road is closed"), line("Veskan Interior Ministry", "no")
    )
    south = written("south", line("the ministry", "the road is closed"))
    speakers = Speakers([north[0], south[0]], [*north[1], *south[1]])

    keys = {speakers.key("north", name) for name in ("Veskan Foreign Ministry", "Veskan Interior Ministry")}
    assert len(keys) == 2
    assert speakers.key("south", "the ministry") not in keys


def _with_text(document, text):
    from dataclasses import replace

    return replace(document, text=text)


def test_a_foreign_ministry_is_the_one_of_the_state_that_the_paragraph_names() -> None:
    north = written(
        "north",
        line("Ministry of Foreign Affairs of Veska", "the road is closed"),
        line("Ministry of Defence", "no"),
    )
    document, claims = written(
        "south", line("Ana Pell", "the road is closed"), line("Ministry of Defence", "no")
    )
    text = "Veska denied it. “No,” foreign ministry spokeswoman Ana Pell said. " + document.text
    speakers = Speakers([north[0], _with_text(document, text)], [*north[1], *claims])

    assert speakers.key("south", "Ana Pell") == speakers.key("north", "Ministry of Foreign Affairs of Veska")


def test_a_bare_role_is_not_put_to_a_body_that_shares_one_word_with_another_name() -> None:
    document, claims = written("south", line("Ana Pell", "no"), line("Orvik Rescue Service", "yes"))
    text = "He blamed Orvik Barley. Its spokeswoman, Ana Pell, said no. " + document.text
    speakers = Speakers([_with_text(document, text)], claims)

    assert speakers.key("south", "Ana Pell") != speakers.key("south", "Orvik Rescue Service")


def test_a_body_and_who_speaks_for_it_go_by_the_name_of_the_body() -> None:
    document, claims = written("south", line("Ana Bell Pell Brill", "no"), line("Orvik Council", "yes"))
    text = "Orvik Council met. Its spokeswoman, Ana Bell Pell Brill, said no. " + document.text
    speakers = Speakers([_with_text(document, text)], claims)

    assert speakers.name_of(speakers.key("south", "Ana Bell Pell Brill")) == "Orvik Council"
