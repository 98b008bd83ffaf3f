"""Copies of somebody's words stand to a count as his words did when they were said first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.claims.types import ClaimTime
from sayso.values import StatedTime, TextSpan

EARLY, NOON, NIGHT = "2031-05-04T06:00:00Z", "2031-05-04T09:00:00Z", "2031-05-04T20:00:00Z"


def _toll(name, speaker, count, published):
    return written(
        name,
        line(speaker, f"{count} people were killed at Orvik quay", number(count, "people")),
        line(f"reader of {name}", f"the {name} train was on time"),  # no two texts are one
        published=published,
    )


def test_a_late_copy_of_what_conflicted_is_no_later_count() -> None:
    early = _toll("early", "Orvik Rescue Service", 2, EARLY)
    copies = [_toll(name, "Lena Osk", 5, at) for name, at in (("noon", NOON), ("night", NIGHT))]
    found = compared(early, *copies).findings

    assert [one.relation for one in found if early[1][0].id in (one.left, one.right)] == ["conflicts"] * 2


def test_a_count_first_given_late_overtakes_the_early_one() -> None:
    early = _toll("early", "Orvik Rescue Service", 2, EARLY)
    found = compared(early, _toll("night", "Lena Osk", 5, NIGHT)).findings

    assert ("updates", early[1][0].id) in {(one.relation, one.left) for one in found}


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("according to preliminary information, 2 people were killed at Orvik quay", "updates"),
        ("2 people were killed at Orvik quay, according to initial reports", "updates"),
        ("2 people were killed at Orvik quay", "conflicts"),
    ],
)
def test_a_preliminary_count_is_overtaken_sooner(words: str, relation: str) -> None:
    early = written("early", line("Orvik Rescue Service", words, number(2, "people")), published=EARLY)
    found = compared(early, _toll("noon", "Lena Osk", 5, NOON)).findings

    assert [one.relation for one in found if early[1][0].id in (one.left, one.right)] == [relation]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("5 people were killed when shells hit Orvik quay before dawn on 4 May", "updates"),
        ("by dawn on 4 May 5 people had been killed at Orvik quay", "conflicts"),
    ],
)
def test_the_hour_of_a_strike_is_not_that_of_the_count(words: str, relation: str) -> None:
    two = line("Orvik Rescue Service", "2 people were killed at Orvik quay", number(2, "people"))
    early = written("early", two, published=EARLY)
    later = written("night", line("Lena Osk", words, number(5, "people")), published=NIGHT)
    start = later[0].text.index("dawn on 4 May")
    time = ClaimTime(
        span=TextSpan(start, start + 13),
        stated=StatedTime(text="dawn on 4 May", start=None, end="2031-05-04T05:00"),
    )
    later = (later[0], [replace(later[1][0], times=(time,))])
    found = compared(early, later).findings

    assert [one.relation for one in found] == [relation]
