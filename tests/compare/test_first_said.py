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
        ("2 people were killed at Orvik quay so far", "updates"),
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


def _said(name, speaker, words, published, *figures):
    text = line(speaker, words, *figures)
    return written(
        name, text, line(f"reader of {name}", f"the {name} train was on time"), published=published
    )


DAYS = [f"2031-06-{day:02}T09:00:00Z" for day in range(9, 15)]


def _between(found, one, other):
    ids = {one[1][0].id, other[1][0].id}
    return [finding for finding in found if {finding.left, finding.right} == ids]


@pytest.mark.parametrize(("counted", "verb"), [("people", "died"), ("workers", "were killed")])
def test_words_of_one_source_without_the_figure_lend_a_later_count_no_date(counted: str, verb: str) -> None:
    first = _said("a", "Orvik Police", f"11 {counted} {verb} at Orvik quay", DAYS[0], number(11, counted))
    toll = _said("b", "Orvik Police", "the death toll at Orvik quay has risen", DAYS[1])
    union = _said(
        "c", "Dockers Union", f"at least 15 {counted} {verb} at Orvik quay", DAYS[2],
        number(15, counted, "at-least"),
    )  # fmt: skip
    later = _said("d", "Orvik Police", f"13 {counted} {verb} at Orvik quay", DAYS[3], number(13, counted))
    found = compared(first, toll, union, later).findings

    assert [one.relation for one in _between(found, union, later)] == ["conflicts"]
    [update] = _between(found, first, union)
    assert (update.relation, update.left) == ("updates", first[1][0].id)
    assert f"“11 {counted}”" in update.reason


def test_a_late_copy_is_not_older_than_a_count_said_before_it() -> None:
    early = _said("a", "Orvik Police", "2 people were killed at Orvik quay", DAYS[0], number(2, "people"))
    more = _said("b", "Lena Osk", "5 people were killed at Orvik quay", DAYS[2], number(5, "people"))
    copy = _said("c", "Orvik Police", "2 people were killed at Orvik quay", DAYS[4], number(2, "people"))
    found = compared(early, more, copy).findings

    assert [one.relation for one in _between(found, early, more)] == ["updates"]
    assert [one.relation for one in _between(found, copy, more)] == ["conflicts"]


def test_a_conflict_with_a_late_copy_quotes_the_figures_of_the_two() -> None:
    early = _said("a", "Orvik Police", "2 people were killed at Orvik quay", EARLY, number(2, "people"))
    noon = _said("b", "Lena Osk", "5 people were killed at Orvik quay", NOON, number(5, "people"))
    night = _said("c", "Lena Osk", "five men were killed at Orvik quay", NIGHT, number(5, "men"))
    [conflict] = _between(compared(early, noon, night).findings, early, night)

    assert conflict.relation == "conflicts"
    assert "“2 people”" in conflict.reason
    assert "“5 men”" in conflict.reason


def test_a_copy_of_another_figure_of_a_claim_dates_not_the_one_that_is_compared() -> None:
    hurt = number(9, "people")
    early = _said("a", "Orvik Police", "2 people were killed at Orvik quay", EARLY, number(2, "people"))
    noon = _said("b", "Lena Osk", "9 people were injured at Orvik quay", NOON, hurt)
    words = "9 people were injured and 5 people were killed at Orvik quay"
    night = _said("c", "Lena Osk", words, NIGHT, hurt, number(5, "people"))
    [update] = _between(compared(early, noon, night).findings, early, night)

    assert update.relation == "updates"


def test_a_copy_of_which_only_the_day_is_known_is_not_before_the_hours_of_that_day() -> None:
    early = _said("a", "Orvik Police", "2 people were killed at Orvik quay", EARLY, number(2, "people"))
    night = _said("b", "Lena Osk", "5 people were killed at Orvik quay", NIGHT, number(5, "people"))
    copy = _said("c", "Orvik Police", "2 people were killed at Orvik quay", "2031-05-04", number(2, "people"))

    assert [one.relation for one in _between(compared(early, night, copy).findings, early, night)] == [
        "updates"
    ]


@pytest.mark.parametrize(
    ("first", "then", "relation"),
    [
        ("by noon", "by evening", "updates"),
        ("by evening", "by noon", "conflicts"),
        ("by noon", "by noon", "conflicts"),
        ("", "by noon", "conflicts"),
        ("", "", "conflicts"),
    ],
)
def test_a_count_up_to_a_later_part_of_the_day_is_a_later_one(first: str, then: str, relation: str) -> None:
    documents = [
        written(
            name,
            line(speaker, f"{count} people were killed at Orvik quay {part}", number(count, "people")),
            published=at,
        )
        for name, speaker, count, part, at in (
            ("early", "Orvik Rescue Service", 2, first, EARLY),
            ("noon", "Lena Osk", 5, then, NOON),
        )
    ]

    assert [one.relation for one in compared(*documents).findings] == [relation]


def test_a_count_of_a_later_day_is_a_later_one_though_its_hour_is_not_known() -> None:
    found = compared(
        _toll("night", "Orvik Rescue Service", 2, NIGHT), _toll("day", "Lena Osk", 5, "2031-05-05")
    )

    assert "updates" in {one.relation for one in found.findings}


def test_who_returns_to_his_first_figure_replaces_the_second_by_it() -> None:
    first, last = (
        _said(name, "Orvik Police", "5 people were killed at Orvik quay", day, number(5, "people"))
        for name, day in (("a", DAYS[0]), ("c", DAYS[4]))
    )
    second = _said("b", "Orvik Police", "2 people were killed at Orvik quay", DAYS[2], number(2, "people"))
    found = compared(first, second, last).findings

    assert [(one.relation, one.left) for one in _between(found, second, last)] == [
        ("updates", second[1][0].id)
    ]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("9 people were injured and 5 people were rescued at Orvik quay", "people"),
        ("9 people were injured at Orvik quay, and 5 shells killed nobody", "shells"),
    ],
)
def test_one_number_of_another_fate_or_thing_dates_no_later_count(words: str, unit: str) -> None:
    hurt = number(9, "people")
    early = _said("a", "Orvik Police", "2 people were killed at Orvik quay", EARLY, number(2, "people"))
    noon = _said("b", "Lena Osk", words, NOON, hurt, number(5, unit))
    later = "9 people were injured and 5 people were killed at Orvik quay"
    night = _said("c", "Lena Osk", later, NIGHT, hurt, number(5, "people"))
    found = compared(early, noon, night).findings

    assert [one.relation for one in _between(found, noon, night)] == ["repeats"]
    assert [one.relation for one in _between(found, early, night)] == ["updates"]


def test_parts_of_two_days_are_not_held_against_each_other() -> None:
    words = "{} people were killed at Orvik quay by {}"
    first = _said("a", "Orvik Police", words.format(2, "evening"), DAYS[0], number(2, "people"))
    then = _said("b", "Lena Osk", words.format(5, "noon"), DAYS[1], number(5, "people"))

    assert [one.relation for one in _between(compared(first, then).findings, first, then)] == ["updates"]
