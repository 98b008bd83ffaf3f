"""Which of two things was said later, where both times state their zones, where one does, and where none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.makers import compared, line, number, relations, written

from sayso.compare.stating import hours_between, is_later, said_at
from sayso.compare.timeline import timeline
from sayso.compare.zones import in_zone
from sayso.values import TextSpan

ZONES = ("Z", "+00:00", "+03:00", "-05:00", "+05:45", "")
STAMPS = st.builds(
    "2031-05-{:02d}T{:02d}:{:02d}:00{}".format,
    st.integers(1, 5),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(ZONES),
)


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2031-05-04T02:00:00+03:00", "2031-05-03T23:00:00Z", False),  # one moment
        ("2031-05-03T23:00:00Z", "2031-05-04T02:00:00+03:00", False),
        ("2031-05-04T02:00:00+03:00", "2031-05-04T01:00:00Z", False),
        ("2031-05-04T01:00:00Z", "2031-05-04T02:00:00+03:00", True),
        ("2031-05-04T20:00:00-05:00", "2031-05-04T23:00:00Z", True),
        ("2031-05-04T12:00", "2031-05-04T10:00", True),  # of none is a zone known
        ("2031-05-04T12:00", "2031-05-04T10:00:00Z", False),  # some zone may turn it
        ("2031-05-04T10:00:00Z", "2031-05-04T08:00", False),
        ("2031-05-05T00:10", "2031-05-04T10:00:00Z", True),
        ("2031-05-05", "2031-05-05T01:00:00+03:00", False),  # in UTC that was the day before
        ("2031-05-05T01:00:00+03:00", "2031-05-04", False),  # as written that is the day after
        ("2031-05-06", "2031-05-05T01:00:00+03:00", True),
        ("2031-05-05T10:00:00Z", "2031-05-05", False),
        (None, "2031-05-05", False),
    ],
)
def test_later_is_what_was_said_later_in_utc_as_far_as_zones_are_stated(
    one: str | None, other: str | None, later: bool
) -> None:
    assert is_later(one, other) is later


@given(STAMPS, STAMPS)
def test_of_two_times_one_at_most_is_the_later(one: str, other: str) -> None:
    assert not (is_later(one, other) and is_later(other, one))


def test_hours_are_those_of_the_moments_where_both_zones_are_stated() -> None:
    assert hours_between("2031-05-04T02:00:00+03:00", "2031-05-04T01:00:00Z") == 2
    assert hours_between("2031-05-04T02:00", "2031-05-04T05:00") == 3
    assert hours_between("2031-05-04", "2031-05-05T01:00:00+03:00") == 13  # from its noon
    assert hours_between("2031-05", "2031-05-05") == 0


@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("21:15 GMT | ", "2031-05-04T21:15+00:00"),
        ("[21:15 CET] ", "2031-05-04T21:15+01:00"),
        ("9:15 pm MSK: ", "2031-05-04T21:15+03:00"),
        ("21:15 CST | ", "2031-05-04T21:15"),  # of China or America
        ("21:15 POLICE: ", "2031-05-04T21:15"),
        ("21:15 | ", "2031-05-04T21:15"),
    ],
)
def test_an_entry_of_a_live_page_has_the_zone_that_its_head_names(head: str, at: str) -> None:
    from dataclasses import replace

    document, (claim,) = written("doc", line("Ana Pell", "Nine were killed"))
    moved = replace(
        claim,
        content=tuple(TextSpan(span.start + len(head), span.end + len(head)) for span in claim.content),
        cue=tuple(TextSpan(span.start + len(head), span.end + len(head)) for span in claim.cue),
        source=(),
    )

    assert said_at(moved, replace(document, text=head + document.text), "") == at


def test_a_zone_is_put_to_an_hour_only() -> None:
    assert in_zone("2031-05-04T21:15", "gmt") == "2031-05-04T21:15+00:00"
    assert in_zone("2031-05-04", "GMT") == "2031-05-04"
    assert in_zone("2031-05-04T21:15", "local time") == "2031-05-04T21:15"
    assert in_zone("2031-05-04T21:15", None) == "2031-05-04T21:15"


def _two_tolls(first: str, second: str) -> tuple[list[str], bool]:
    """What an office says at two times: the relations, and whether the second word replaces the first."""
    one = written(
        "north",
        line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
        published=first,
    )
    other = written(
        "south",
        line("Orvik Mining Board", "14 miners were killed in the pit", number(14, "miners")),
        published=second,
    )
    found = compared(one, other)
    return relations(found), found.findings[0].left == one[1][0].id


def test_the_figure_that_was_given_later_in_utc_takes_the_place_of_the_other() -> None:
    assert _two_tolls("2031-05-04T12:00:00+03:00", "2031-05-04T10:30:00Z") == (["updates"], True)
    assert _two_tolls("2031-05-04T10:30:00Z", "2031-05-04T12:00:00+03:00") == (["updates"], False)


def test_no_figure_takes_the_place_of_another_where_a_zone_left_open_could_turn_the_order() -> None:
    assert _two_tolls("2031-05-04T10:00:00Z", "2031-05-04T12:00:00")[0] == ["conflicts"]
    assert _two_tolls("2031-05-04T10:00:00Z", "2031-05-05T12:00:00") == (["updates"], True)


def test_the_timeline_dates_a_saying_by_the_sentences_of_its_words_and_of_who_says_them() -> None:
    from dataclasses import replace

    document, (claim,) = written("doc", line("Ana Pell", "Nine were killed."))
    text = "Nine were killed.\nAna Pell said earlier, when she had come."
    at = text.index("said")
    told = replace(claim, content=(TextSpan(0, 17),), source=(), cue=(TextSpan(at, at + 4),))

    (entry,) = timeline([told], [replace(document, text=text)])

    assert entry.at == "2031-05-03"
