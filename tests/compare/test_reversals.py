"""A speaker's later word that goes back on his earlier one in the same words."""

from __future__ import annotations

from typing import Any

import pytest
from tests.compare.makers import DAY, NEXT_DAY, compared, line, relations, written

from sayso.claims.types import ClaimTime
from sayso.values import StatedTime, TextSpan

PLAN = "The ferry will be towed to Orvik, and the towing starts on Thursday"


def timed(words: str, *times: tuple[str, str]) -> dict[str, Any]:
    """The times that words hold, for a claim that stands first in its text."""
    return {
        "times": tuple(
            ClaimTime(
                span=TextSpan(words.index(text), words.index(text) + len(text)),
                stated=StatedTime(text=text, start=stamp, end=stamp),
            )
            for text, stamp in times
        )
    }


def two_words(
    first: str, second: str, status: str = "planned", other: str = "Quay Line", **more: Any
) -> list[str]:
    """How what Quay Line says first stands to what it, or somebody else, says on the next day."""
    found = compared(
        written("north", line("Quay Line", first, event_status=status, **more), published=DAY),
        written("south", line(other, second), published=NEXT_DAY),
    )
    return relations(found)


@pytest.mark.parametrize(
    "second",
    [
        "The planned towing of the ferry to Orvik has been cancelled",
        "the towing of the ferry to Orvik was called off",
        "the towing of the ferry to Orvik is postponed",
        "the towing of the ferry to Orvik has now been put off until the wind drops",
        "the towing of the ferry to Orvik will not take place",
        "we have scrapped the towing of the ferry to Orvik",
        "it cancels the towing of the ferry to Orvik",
    ],
)
def test_who_calls_off_what_he_had_planned_does_not_repeat_it(second: str) -> None:
    assert two_words("The ferry will be towed to Orvik, and the towing starts on Thursday", second) == [
        "updates"
    ]


@pytest.mark.parametrize(
    "second", ["the towing of the ferry to Orvik has not been cancelled", "the ferry will be towed to Orvik"]
)
def test_what_is_not_cancelled_is_not_called_off(second: str) -> None:
    found = compared(
        written("north", line("Quay Line", PLAN, event_status="planned"), published=DAY),
        written("south", line("Quay Line", second, event_status="planned"), published=NEXT_DAY),
    )

    assert not any("calls off" in one.reason for one in found.findings)


def test_what_was_called_off_before_is_not_called_off_again() -> None:
    words = "the towing of the ferry to Orvik on Thursday has been cancelled"

    assert "updates" not in two_words(words, words)


def test_nobody_calls_off_the_plan_of_another() -> None:
    found = two_words(
        "The towing of the ferry to Orvik is on Thursday",
        "the towing of the ferry to Orvik has been cancelled",
        other="Ana Pell",
    )

    assert "updates" not in found


@pytest.mark.parametrize(
    ("second", "times"),
    [
        (
            "the strike in Orvik will start on 16 June, not on 15 June",
            [("16 June", "2031-06-16"), ("15 June", "2031-06-15")],
        ),
        (
            "not on 15 June but on 16 June the strike in Orvik will start",
            [("15 June", "2031-06-15"), ("16 June", "2031-06-16")],
        ),
    ],
)
def test_who_denies_the_day_that_he_had_named_puts_another_in_its_place(
    second: str, times: list[tuple[str, str]]
) -> None:
    first = "the strike in Orvik starts on 15 June"
    before = line("Quay Union", first, event_status="planned", **timed(first, ("15 June", "2031-06-15")))
    after = line("Quay Union", second, event_status="planned", **timed(second, *times))

    for published in (NEXT_DAY, None):  # without a date the words tell which was the later
        case = [written("north", before, published=DAY), written("south", after, published=published)]
        (found,) = compared(*case).findings
        assert (found.relation, found.left) == ("updates", case[0][1][0].id)


@pytest.mark.parametrize(
    "words",
    [
        "I said so on Sunday and I must correct myself. The man in the second boat was the mate",
        "I have to correct that. It was the mate of the ferry in the second boat",
        "I stand corrected, the man in the second boat was the mate",
    ],
)
def test_who_corrects_himself_does_not_repeat_what_he_had_said(words: str) -> None:
    first = "the captain of the ferry was in the second boat"
    found = compared(
        written("north", line("Ana Pell", first), published=DAY),
        written("south", line("Ana Pell", words), published=NEXT_DAY),
    )

    assert relations(found) == ["updates"]
