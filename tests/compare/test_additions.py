"""Figures that come on top of others are no totals; those that only sound so are."""

from __future__ import annotations

import pytest
from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, written

from sayso.claims.types import Quantity
from sayso.compare.ranges import ranges_of
from sayso.compare.reading import read_claims
from sayso.compare.speakers import Speakers

FOUR = line("Orvik Rescue Service", "four people were killed at the quay", number(4, "people"))


def figures(words: str, *quantities: Quantity) -> list[bool]:
    """Whether each figure of a claim is a total."""
    document, claims = written("north", line("Iko Brandt", words, *quantities))
    [reading] = read_claims([document], claims, Speakers([document], claims))
    return [figure.is_total for figure in reading.figures]


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("rescuers found two more bodies at the quay", number(2, "bodies")),
        ("two more deaths at the quay had been confirmed", number(2, "deaths")),
        ("another three bodies were recovered at the quay", number(3, "bodies")),
        ("a further two people were killed at the quay", number(2, "people")),
        ("an additional two people were killed at the quay", number(2, "people")),
        ("three more ships had sunk", number(3, "ships")),
    ],
)
def test_what_comes_on_top_of_a_count_is_no_total(words: str, quantity: Quantity) -> None:
    assert figures(words, quantity) == [False]


@pytest.mark.parametrize(
    ("words", "quantities"),
    [
        ("four people were killed and 12 more were injured", (number(4, "people"), number(12, "people"))),
        ("the blast killed four people and wounded another 12", (number(4, "people"), number(12, "people"))),
        ("the strike killed four and injured 12 others", (number(4, "people"), number(12, "people"))),
        ("seven others were taken to hospital", (number(7, "prisoners"),)),
        ("ten more than last year had come", (number(10, "guests"),)),
        ("it would take ten more days to clear the road", (number(10, "days"),)),
    ],
)
def test_those_who_met_another_fate_are_counted_in_full(words: str, quantities: tuple[Quantity, ...]) -> None:
    assert all(figures(words, *quantities))


def test_those_counted_as_more_after_others_of_another_fate_are_all_of_theirs() -> None:
    four = line("Iko Brandt", "four people were killed", number(4, "people"))
    more = line("Iko Brandt", "a dozen more were wounded", number(12, "people"))
    document, claims = written("north", four, more)
    readings = read_claims([document], claims, Speakers([document], claims))

    assert [figure.is_total for reading in readings for figure in reading.figures] == [True, True]


def _with_two_more(*later: dict[str, object]) -> tuple[list[str], list[float]]:
    case = [
        written("first", FOUR, publisher="Orvik Rescue Service", kind="statement", published=DAY),
        written("second", *later, publisher="Orvik Rescue Service", kind="statement", published=NEXT_DAY),
    ]
    claims = [claim for _, own in case for claim in own]
    found = compared(*case)
    toll = next(one for one in ranges_of(found, claims, "ucdp") if one.unit == "people")
    values = [bound.value for bound in (toll.low, toll.best, toll.high) if bound]
    return [f"{one.relation}: {one.reason}" for one in found.findings], values


def test_two_more_bodies_replace_no_toll_and_stand_in_no_range() -> None:
    two = line("Orvik Rescue Service", "rescuers found two more bodies at the quay", number(2, "bodies"))
    six = line("Orvik Rescue Service", "six people were killed at the quay", number(6, "people"))
    findings, values = _with_two_more(two, six)

    assert values == [6, 6, 6]
    assert any("replaces “4 people” by “6 people”" in one for one in findings)
    assert not any("2 bodies" in one for one in findings)


def test_two_more_do_not_repeat_the_two_of_before() -> None:
    two = written("first", line("Iko Brandt", "two people were killed at the quay", number(2, "people")))
    more = written(
        "second",
        line("Iko Brandt", "the bodies of two more workers were found at the quay", number(2, "workers")),
        published=NEXT_DAY,
    )

    assert "repeats" not in {one.relation for one in compared(two, more).findings}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three drones hit the tanks at Orvik and a fourth was shot down", 3),
        ("two drones hit the tanks at Orvik and another fell into the river", 2),
        ("fragments of three drones were found at the tanks at Orvik", 3),
        ("parts of two drones lay at the tanks at Orvik", 2),
    ],
)
def test_a_count_that_leaves_some_out_does_not_conflict_with_a_higher_one(words: str, value: int) -> None:
    few = written("north", line("Iko Brandt", words, number(value, "drones")))
    many = line("Ana Pell", "at least four drones hit the tanks at Orvik", number(4, "drones", "at-least"))
    [found] = compared(few, written("south", many)).findings

    assert found.relation == "different-scope"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three drones hit the tanks at Orvik", 3),
        ("three drones hit the tanks at Orvik and a second fire broke out", 3),
        ("fragments of nine drones were found at the tanks at Orvik", 9),
    ],
)
def test_a_count_that_leaves_none_out_or_is_higher_conflicts(words: str, value: int) -> None:
    given = written("north", line("Iko Brandt", words, number(value, "drones")))
    five = line("Ana Pell", "five drones hit the tanks at Orvik", number(5, "drones"))
    [found] = compared(given, written("south", five)).findings

    assert found.relation == "conflicts"
