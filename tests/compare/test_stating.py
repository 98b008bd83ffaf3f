"""Which of two things was said later, where both times state their zones, where one does, and where none."""

from __future__ import annotations

import re
from dataclasses import replace

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
    document, (claim,) = written(
        "doc", line("Ana Pell", "Nine were killed"), published="2031-05-04T23:00:00Z"
    )
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
    document, (claim,) = written("doc", line("Ana Pell", "Nine were killed."))
    text = "Nine were killed.\nAna Pell said earlier, when she had come."
    at = text.index("said")
    told = replace(claim, content=(TextSpan(0, 17),), source=(), cue=(TextSpan(at, at + 4),))

    (entry,) = timeline([told], [replace(document, text=text)])

    assert entry.at == "2031-05-03"


def _live_page(published: str, *hours: str) -> list[str | None]:
    """When the entries of a live page were written, by its hours and when it was published."""
    heads = [f"{hour} | Ana Pell said nine were killed." for hour in hours]
    document, (claim,) = written("live", line("Ana Pell", "nine were killed"), published=published)
    document = replace(document, text="\n\n".join(heads))
    places = [match.start() for match in re.finditer("nine", document.text)]
    spans = [(TextSpan(place, place + len("nine were killed")),) for place in places]
    return [said_at(replace(claim, content=span, source=(), cue=()), document, "") for span in spans]


@pytest.mark.parametrize(
    ("published", "hours", "days"),
    [
        ("2031-05-04T02:00:00Z", ("22:50", "23:40", "01:10"), "334"),
        ("2031-05-04T02:00:00Z", ("01:10", "23:40", "22:50"), "433"),  # the newest stands first
        ("2031-05-04T08:20:00Z", ("23:05", "23:40", "00:30", "06:30", "08:15"), "33444"),
        ("2031-05-04T02:00:00Z", ("22:50", "23:40"), "33"),
        ("2031-05-04T01:10:00Z", ("23:40",), "3"),
        ("2031-05-04T06:00:00+03:00", ("05:10", "07:20"), "33"),  # in the zone of the page
        ("2031-05-04T18:00:00Z", ("06:10", "18:40", "19:55"), "444"),  # in a zone east of it
        ("2031-05-04T09:00:00Z", ("10:00", "18:30"), "44"),
        ("2031-05-04T23:00:00Z", ("06:10", "22:50"), "44"),
        ("2031-05-04T21:00:00Z", ("20:30 GMT", "22:30 GMT"), "33"),
        ("2031-05-04", ("22:50", "23:40", "01:10"), "334"),
        ("2031-05-04T20:00:00Z", ("10:00", "09:00", "11:00", "08:00", "12:00"), "44444"),  # in no order
    ],
)
def test_what_a_live_page_said_before_midnight_was_said_on_the_day_before(
    published: str, hours: tuple[str, ...], days: str
) -> None:
    found = _live_page(published, *hours)

    assert [stamp and stamp[9] for stamp in found] == list(days)
    assert [stamp and stamp[11:16] for stamp in found] == [hour[:5] for hour in hours]


def test_a_count_of_a_live_page_grows_over_midnight() -> None:
    entries = (("22:50", 3), ("23:40", 8), ("01:10", 20))
    page, claims = written(
        "live",
        *(line("Orvik Fire Brigade", f"{n} miners were found", number(n, "miners")) for _, n in entries),
        published="2031-05-04T02:00:00Z",
    )
    text = page.text
    shift, moved = 0, []
    for (hour, _), claim in zip(entries, claims, strict=True):
        at = claim.content[0].start + shift
        text, shift = f"{text[:at]}{hour} | {text[at:]}", shift + len(hour) + 3
        content, source, cue = (
            tuple(TextSpan(one.start + shift, one.end + shift) for one in spans)
            for spans in (claim.content, claim.source, claim.cue)
        )
        moved.append(replace(claim, content=content, source=source, cue=cue))
    document = replace(page, text=text)

    found = compared((document, moved))

    assert relations(found) == ["updates"] * 3
    order = {claim.id: place for place, claim in enumerate(moved)}
    assert all(order[one.left] < order[one.right] for one in found.findings)
