"""A date is read as it is written, and is never more exact than its words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.values import known_by, lies_after, read_date, within


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("2020", "2020"),
        (" 2020-05 ", "2020-05"),
        ("2021-05-06", "2021-05-06"),
        ("20210506", "2021-05-06"),
        ("2021-05-06T10:00Z", "2021-05-06T10:00Z"),
        ("2021-05-06 10:00+02:00", "2021-05-06 10:00+02:00"),
        ("20210506T100000Z", "2021-05-06T10:00:00+00:00"),
        ("6 May 2021", "2021-05-06"),
        ("6th May 2021", "2021-05-06"),
        ("6. MAY 2021", "2021-05-06"),
        ("May 6, 2021", "2021-05-06"),
        ("Sept. 16th 2021", "2021-09-16"),
        ("May 2020", "2020-05"),
        ("6 May 2021, 9:05 UTC", "2021-05-06T09:05Z"),
        ("6 May 2021 at 10:00 +02:00", "2021-05-06T10:00+02:00"),
        ("6 May 2021 10:00", "2021-05-06T10:00"),
    ],
)
def test_a_date_keeps_the_exactness_of_its_words(words: str, stated: str) -> None:
    assert read_date(words) == stated


@pytest.mark.parametrize(
    "words",
    [
        *("", "last Tuesday", "06/05/2021", "6.5.2021", "2021-13", "2021-5", "0000", "2021-W05", "202105"),
        *("32 May 2021", "30 February 2021", "6 Mai 2021", "6 Mayor 2021", "May 2020 10:00", "1620288000"),
        *("2021-05-06T25:00", "0001-01-01T00:00+02:00", "6 May", "May 6 2021 10:00 +25:00", "２０２１"),
    ],
)
def test_what_is_no_date_or_may_be_two_is_not_read(words: str) -> None:
    assert read_date(words) is None


@given(st.text(max_size=30))
def test_what_is_read_can_be_put_in_order_and_is_read_again_as_the_same(words: str) -> None:
    stated = read_date(words)

    assert known_by(words)
    if stated is not None:
        assert within(stated) is not None
        assert read_date(stated) == stated


def test_dates_are_in_order_by_when_most_is_known_to_have_been() -> None:
    stated = ["2019", "2020-03-01T09:00+02:00", "2020-03-01T08:00Z", "2020-03-01", "2020-03", "2020", "soon"]

    assert sorted(frozenset(stated), key=known_by) == stated


def test_a_date_lies_after_an_instant_only_in_every_zone() -> None:
    at = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

    assert not any(
        lies_after(stated, at)
        for stated in ("2026", "2026-11", "2026-11-27", "2026-11-26T13:00", "2026-11-26T13:30+02:00", "soon")
    )
    assert all(lies_after(stated, at) for stated in ("2027", "2026-12", "2026-11-28", "2026-11-26T13:00Z"))
