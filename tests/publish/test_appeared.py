"""Which recording came first is told only where no time zone could turn it."""

from __future__ import annotations

import pytest

from sayso.publish.appeared import (
    EARLIER,
    LATER,
    NO_DATE,
    NO_ZONE,
    PERHAPS_EARLIER,
    TOO_COARSE,
    UNDATED,
    UNREADABLE,
    Order,
    order_of,
    weight_of,
)
from sayso.publish.dossier import OWN_CAPTURE, Appearance, DateOnWord


def seen(date: str | None, whose: str = "somebody") -> Appearance:
    dates = () if date is None else (DateOnWord(date=date, on_word_of=whose),)
    return Appearance(exhibit="0" * 64, name="clip.mp4", dates=dates)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2030-05-01T10:00Z", "2030-05-01T10:01Z"),
        ("2030-05-01T05:00:00", "2030-05-02T08:00:00Z"),
        ("2030-05-01", "2030-05-04"),
        ("2030-05", "2030-07"),
        ("2030-12", "2031-02"),
        ("2030", "2031-02"),
        ("2030", "2032"),
        ("2030-12-31T09:59Z", "2031"),
        ("2030-05", "2030-06-01T12:00Z"),
        ("2030-05-01T06:00:00+02:00", "2030-05-01T05:00:00Z"),
    ],
)
def test_the_earlier_of_two_dates_is_told_from_either_side(query: str, found: str) -> None:
    assert order_of(seen(query), seen(found)).first == "query"
    assert order_of(seen(found), seen(query)).first == "found"


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        ("2030-05-01T05:00", "2030-05-01T06:00+02:00", NO_ZONE),
        ("2030-05-01T05:00", "2030-05-01T15:00", NO_ZONE),
        ("2030-05-01", "2030-05-03", TOO_COARSE),
        ("2030-05-01", "2030-05-01T15:00Z", TOO_COARSE),
        ("2030-05", "2030-05-01", TOO_COARSE),
        ("2030-12-31T22:00:00Z", "2031", TOO_COARSE),
        ("2030-12-31T22:00:00Z", "2031-01", TOO_COARSE),
        ("2030", "2031-01-01T11:59Z", TOO_COARSE),
        ("2030-05", "2030-06", TOO_COARSE),
        ("2030", "2031", TOO_COARSE),
        ("2030", "2030-05-01T15:00Z", TOO_COARSE),
        ("2030-05-01T10:00Z", "2030-05-01T10:00:30Z", TOO_COARSE),
        ("yesterday", "2030-05-01", UNREADABLE),
        ("2030-13", "2030-05-01", UNREADABLE),
        (None, "2030-05-01", NO_DATE),
    ],
)
def test_why_an_order_cannot_be_told_is_said(query: str | None, found: str, why: str) -> None:
    assert order_of(seen(query), seen(found)) == Order(first=None, why=why)
    assert order_of(seen(found), seen(query)) == Order(first=None, why=why)


def test_how_many_days_lie_between_two_dates_is_counted_from_what_is_sure() -> None:
    assert order_of(seen("2030-05-01T10:00Z"), seen("2030-05-04T10:00Z")).days == 2  # each is a minute long
    assert order_of(seen("2030"), seen("2031-02-01T00:00Z")).days == 30  # the last hours of 2030 in any zone
    assert order_of(seen("2030-05-01"), seen("2030-05-02")).days == 0  # no order is told


def test_what_was_seen_earlier_weighs_most_and_what_has_no_date_least() -> None:
    own = seen("2031-05-01T10:00Z").said
    dates = ("2029", "2031-04-01", "2031", "2031-06-01", None)

    weights = [weight_of(own, seen(date).said) for date in dates]

    assert weights == sorted(weights)
    assert [rank for rank, _, _ in weights] == [EARLIER, EARLIER, PERHAPS_EARLIER, LATER, UNDATED]
    assert weight_of((), own)[0] == PERHAPS_EARLIER
    assert weight_of((), ())[0] == UNDATED


def test_our_own_capture_tells_no_order() -> None:
    assert order_of(seen("2030-05-01", OWN_CAPTURE), seen("2030-07-01")).first is None


def on(*dates: str) -> Appearance:
    """Return a recording with a date on each of several people's word."""
    said = tuple(DateOnWord(date=date, on_word_of=f"Channel {n}") for n, date in enumerate(dates))
    return Appearance(exhibit="0" * 64, name="clip.mp4", dates=said)


def test_the_earliest_date_is_that_by_whose_end_most_is_known_to_have_been() -> None:
    assert [one.date for one in on("2030", "2030-03-01", "2030-03").said] == ["2030-03-01", "2030-03", "2030"]
    assert on("2030", "2030-03-01").stated == DateOnWord(date="2030-03-01", on_word_of="Channel 1")
    assert on("2029", "2030-03-01").stated == DateOnWord(date="2029", on_word_of="Channel 0")


def test_a_year_on_one_word_leaves_open_that_it_was_before_the_day_on_anothers() -> None:
    february = on("2030-02-01T10:00Z")

    assert order_of(on("2030", "2030-03-01"), february) == Order(first=None, why=TOO_COARSE)
    assert order_of(on("2030-03-01"), february).first == "found"
    assert order_of(on("2030", "2030-03-01"), on("2030-05-01")).first == "query"
    assert order_of(on("2030-03-01", "soon"), february).first == "found"


@pytest.mark.parametrize(
    ("stated", "is_ahead"),
    [
        ("2030-05-01T10:01:00Z", True),
        ("2030-05-01T10:00:30Z", False),
        ("2030-05-01", False),
        ("2030-05-03", True),
        ("2030", False),
        ("2031", True),
        ("soon", False),
    ],
)
def test_a_date_after_something_was_kept_is_told_to_be_one(stated: str, is_ahead: bool) -> None:
    kept = DateOnWord(date="2030-05-01T10:00Z", on_word_of=OWN_CAPTURE)
    said = DateOnWord(date=stated, on_word_of="Channel 0")

    assert Appearance(exhibit="0" * 64, name="a", dates=(said, kept)).is_ahead is is_ahead
    assert not Appearance(exhibit="0" * 64, name="a", dates=(said,)).is_ahead
