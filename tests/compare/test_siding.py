"""Who says that it is not so, beside those who say that it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.claims.types import Claim, Document
from sayso.compare.ranges import ranges_of
from sayso.compare.types import Comparison
from sayso.values import TextSpan

FIRED = "soldiers fired the rocket at Orvik market"


def sorts(found: Comparison) -> list[str]:
    """The sorts of all answers, in the order of the questions' positions."""
    return [position.sort for question in found.questions for position in question.positions]


def _placed(document: Document, claims: list[Claim]) -> tuple[Document, list[Claim]]:
    """The same, each quantity with the place of the first number in its claim, as extractors have it."""
    return document, [replace(claim, quantities=tuple(_quantities(document, claim))) for claim in claims]


def _quantities(document, claim):
    first = re.search(r"\d+", claim.content[0].of(document.text))
    place = TextSpan(*(claim.content[0].start + end for end in first.span()))
    return (replace(quantity, span=place) for quantity in claim.quantities)


def test_who_says_that_it_did_not_happen_says_not_and_denies_nobody() -> None:
    found = compared(
        written("north", line("Ana Pell", FIRED)),
        written(
            "south",
            line(
                "Iko Brandt", "soldiers did not fire any rocket at Orvik market", event_status="not-happened"
            ),
        ),
        written("east", line("Mila Roth", FIRED, act="deny")),
    )

    assert sorted(sorts(found)) == ["denies", "says", "says-not"]


def test_a_question_that_is_asked_in_the_negative_is_answered_by_saying_so() -> None:
    words = "nobody fired a rocket at Orvik market"
    found = compared(
        written("north", line("Ana Pell", words, event_status="not-happened")),
        written("south", line("Iko Brandt", words, event_status="not-happened")),
    )

    assert sorts(found) == ["says", "says"]


def test_what_may_not_be_is_not_said_not_to_be() -> None:
    found = compared(
        written("north", line("Ana Pell", FIRED)),
        written(
            "south",
            line("Iko Brandt", "soldiers may not have fired the rocket at Orvik market",
                 event_status="hypothetical"),
        ),
    )  # fmt: skip

    assert "says-not" not in sorts(found)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the morgue in Orvik never held 60 bodies after the blast", "not-happened"),
        ("that 60 bodies were held in the morgue in Orvik was wrong", "happened"),
    ],
)
def test_a_figure_that_is_called_wrong_is_no_answer_and_stands_in_no_range(words: str, status: str) -> None:
    documents = [
        _placed(*written("north", line("Ana Pell", "31 bodies were held in Orvik", number(31, "bodies")))),
        _placed(*written("south", line("Iko Brandt", words, number(60, "bodies"), event_status=status))),
    ]
    found = compared(*documents)

    assert sorted(sorts(found)) == ["says", "says-not"]
    (shown,) = ranges_of(found, [claim for _, claims in documents for claim in claims])
    assert (shown.low and shown.low.value, shown.high and shown.high.value) == (31, 31)


def test_who_counts_those_that_did_not_come_gives_a_figure() -> None:
    words = "60 men of Orvik did not come to the square"
    found = compared(
        _placed(*written("north", line("Ana Pell", words, number(60, "men"), event_status="not-happened"))),
        _placed(*written("south", line("Iko Brandt", words, number(60, "men"), event_status="not-happened"))),
    )

    assert sorts(found) == ["says", "says"]
