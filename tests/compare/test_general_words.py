"""General words for bodies and bare roles: whom a text means by them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import line, written

from sayso.claims.types import Claim, Document
from sayso.compare.names import bond, read_name, same_body
from sayso.compare.speakers import Speakers
from sayso.values import TextSpan, digest_bytes


def _speaker_in(text: str, speaker: str) -> tuple[Document, list[Claim]]:
    """A document of a text, with one claim of somebody: by his last mention in it."""
    at = text.rindex(speaker)
    digest = digest_bytes(text.encode())
    document, (claim,) = written("paper", line(speaker, "nobody was hurt"))
    source = TextSpan(at, at + len(speaker))
    return (
        replace(document, text=text, text_digest=digest),
        [replace(claim, text_digest=digest, source=(source,), content=(TextSpan(0, 6),))],
    )


def _are_one(body: str, text: str, word: str) -> bool:
    own = written("own", line(body, "nobody was hurt"), kind="statement", publisher=body)
    document, claims = _speaker_in(text, word)
    speakers = Speakers([own[0], document], [*own[1], *claims])
    return speakers.key("own", body) == speakers.key("paper", word)


@pytest.mark.parametrize(
    ("body", "text", "word"),
    [
        ("Free Orvik Brigade", "The Tarn fire brigade came. No one was hurt, the brigade said.", "brigade"),
        ("Orvik Health Ministry", "Tarn's finance ministry paid. It is full, the ministry said.", "ministry"),
        ("Orvik Guard Regiment", "The regiment of Tarn rode by. It rained, the regiment said.", "regiment"),
        ("Orvik Police", "Two men were held, the railway police said.", "railway police"),
        ("Orvik Coast Guard", "The Tarn Coast Guard came. It sank, the coast guard said.", "coast guard"),
    ],
)  # fmt: skip
def test_a_general_word_is_not_put_to_another_body_than_the_text_names(
    body: str, text: str, word: str
) -> None:
    assert not _are_one(body, text, word)


@pytest.mark.parametrize(
    ("body", "text", "word"),
    [
        (
            "Orvik Fire Brigade",
            "The fire brigade of Orvik came. No one was hurt, the brigade said.",
            "brigade",
        ),
        ("Orvik Brigade", "They told army officers so. No one was hurt, the brigade said.", "brigade"),
        ("Orvik Coast Guard", "Eight sailors are missing, the coast guard said.", "coast guard"),
        ("Orvik Coast Guard", "RT: Coast guard said eight sailors are missing.", "Coast guard"),
        ("Orvik Police", "The whole police was out. Two men were held, police said.", "police"),
    ],
)
def test_a_general_word_is_put_to_the_only_body_of_its_kind(body: str, text: str, word: str) -> None:
    assert _are_one(body, text, word)


def test_a_general_word_that_means_two_bodies_in_one_text_is_put_to_neither() -> None:
    own = written("own", line("Orvik Fire Brigade", "it burned"), kind="statement")
    text = (
        "The Orvik fire brigade came. It burned, the brigade said. "
        "The Free Tarn Brigade fled. We burned it, the brigade said."
    )
    document, (last,) = _speaker_in(text, "brigade")
    at = text.index("the brigade said") + 4
    first = replace(last, source=(TextSpan(at, at + 7),))
    speakers = Speakers([own[0], document], [*own[1], first, last])

    assert speakers.key("own", "Orvik Fire Brigade") != speakers.key("paper", "brigade")
    assert speakers.unnamed("paper", "brigade")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The ship's manager, Rand Bulk, said so. It was old, said its spokeswoman, Lea Marn.", "Rand Bulk"),
        ("The depot's owner, Sarm Oil, lost it. A spokesman for the company, Lea Marn, said so.", "Sarm Oil"),
        ("The charity Clean Sund counted birds. They died, said its director, Lea Marn.", "Clean Sund"),
    ],
)  # fmt: skip
def test_its_spokeswoman_speaks_for_the_firm_that_was_named_before(text: str, body: str) -> None:
    document, (claim,) = _speaker_in(text, "Lea Marn")
    speakers = Speakers([document], [claim, replace(claim, speaker=body, content=(TextSpan(0, 5),))])

    assert speakers.key("paper", "Lea Marn") == speakers.key("paper", body)
    assert bond("Lea Marn", body) == f"speaks for {body}"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The shop's owner, Anna Vist, saw nothing. Two men fled, said its manager, Lea Marn.", "Anna Vist"),
        ("The yard's manager, Tovo Lant, said he saw it. It burned, said its guard, Lea Marn.", "Tovo Lant"),
    ],
)
def test_nobody_speaks_for_a_person_who_owns_or_runs_a_thing(text: str, person: str) -> None:
    document, (claim,) = _speaker_in(text, "Lea Marn")
    speakers = Speakers([document], [claim, replace(claim, speaker=person, content=(TextSpan(0, 5),))])

    assert speakers.key("paper", "Lea Marn") != speakers.key("paper", person)


def test_two_firms_by_a_longer_and_a_shorter_name_are_one_in_any_order() -> None:
    one, other = (replace(read_name(name), person=False) for name in ("Rand Bulk", "Rand Bulk of Orvik"))

    assert same_body(one, other)
    assert same_body(other, one)


_DEFENCE = "Ministry of Defence of Orvik"


@pytest.mark.parametrize(
    "text",
    [
        "Transport minister Lea Marn came. Seven people died, according to the ministry.",
        "The transport minister came. Seven people died, the ministry said.",
        "Lea Marn, Orvik's minister of transport, came. Seven people died, the ministry said.",
        "Transport Minister Lea Marn met the defence minister. Seven people died, the ministry said.",
        "The prime minister came. Seven people died, the ministry said.",
        "The minister for families met the defence minister. Seven people died, the ministry said.",
        "Seven people died, the ministry said.",
    ],
)
def test_the_ministry_is_none_that_its_own_text_does_not_name_alone(text: str) -> None:
    assert not _are_one(_DEFENCE, text, "ministry")


@pytest.mark.parametrize(
    "text",
    [
        "The Orvik defence ministry came. Seven people died, the ministry said.",
        "Defence Minister Lea Marn came. Seven people died, the ministry said.",
        "Seven people died, the ministry said. It came from Lea Marn, the defence minister.",
        "The prime minister rang the defence minister. Seven people died, the ministry said.",
    ],
)
def test_the_ministry_is_the_one_that_its_text_names_itself_or_by_its_minister(text: str) -> None:
    assert _are_one(_DEFENCE, text, "the ministry")


def test_the_ministry_of_one_text_is_not_the_ministry_of_another() -> None:
    north, south = (written(where, line("the ministry", "nobody was hurt")) for where in ("north", "south"))
    speakers = Speakers([north[0], south[0]], [*north[1], *south[1]])

    assert speakers.key("north", "the ministry") != speakers.key("south", "the ministry")


def test_the_ministry_is_the_one_whose_statement_speaks() -> None:
    own = written("own", line("the ministry", "nobody was hurt"), kind="statement", publisher=_DEFENCE)
    speakers = Speakers([own[0]], own[1])

    assert speakers.key("own", "the ministry") == speakers.key("own", _DEFENCE)


def test_the_ministry_of_a_text_is_one_by_whatever_article() -> None:
    document, claims = written(
        "north", line("the ministry", "nobody was hurt"), line("Ministry", "it was shut")
    )
    speakers = Speakers([document], claims)

    assert speakers.key("north", "the ministry") == speakers.key("north", "Ministry")


@pytest.mark.parametrize("speaks", [True, False])
def test_a_spokeswoman_of_the_ministry_is_put_to_that_of_her_own_text(speaks: bool) -> None:
    north = written("north", line("the ministry", "nobody was hurt"))
    lines = [line("Lea Marn", "the road is shut"), line("the ministry", "the pit is shut")]
    document, claims = written("south", *lines[: 1 + speaks])
    document = replace(document, text=f"The ministry's spokeswoman, Lea Marn, said more. {document.text}")
    speakers = Speakers([north[0], document], [*north[1], *claims])

    assert speakers.key("south", "Lea Marn") != speakers.key("north", "the ministry")
    assert not speaks or speakers.key("south", "Lea Marn") == speakers.key("south", "the ministry")
