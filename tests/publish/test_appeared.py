"""Which recording came first is told only where no time zone could turn it."""

from __future__ import annotations

import pytest

from sayso.publish.appeared import NO_DATE, NO_ZONE, TOO_COARSE, UNREADABLE, Order, order_of
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
        ("2030-05", "2030-06"),
        ("2030-12", "2031-01"),
        ("2030", "2031"),
        ("2030-05-01T06:00:00+02:00", "2030-05-01T05:00:00Z"),
    ],
)
def test_the_earlier_of_two_dates_is_told_from_either_side(query: str, found: str) -> None:
    assert order_of(seen(query), seen(found)) == Order(first="query")
    assert order_of(seen(found), seen(query)) == Order(first="found")


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        ("2030-05-01T05:00", "2030-05-01T06:00+02:00", NO_ZONE),
        ("2030-05-01T05:00", "2030-05-01T15:00", NO_ZONE),
        ("2030-05-01", "2030-05-03", TOO_COARSE),
        ("2030-05-01", "2030-05-01T15:00Z", TOO_COARSE),
        ("2030-05", "2030-05-01", TOO_COARSE),
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


def test_our_own_capture_tells_no_order() -> None:
    assert order_of(seen("2030-05-01", OWN_CAPTURE), seen("2030-07-01")).first is None
