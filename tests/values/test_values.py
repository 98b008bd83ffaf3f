"""The words that every room shares keep their laws."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.values import (
    AskedWrongly,
    NoSuchEntry,
    StatedTime,
    Table,
    TextSpan,
    as_digest,
    canonical_json,
    digest_bytes,
    digest_json,
    in_utc,
    instant_text,
    read_instant,
    words_of,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_canonical_json_reads_back_and_is_ascii(value: object) -> None:
    data = canonical_json(value)

    assert data.isascii()
    assert b"\n" not in data
    assert canonical_json(json.loads(data)) == data


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_makes_no_difference(value: dict[str, int]) -> None:
    turned = dict(reversed(list(value.items())))

    assert digest_json(turned) == digest_json(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: "a"}, b"bytes", {"a": {2}}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical_json(value)


def test_a_log_line_takes_no_floats() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical_json({"seconds": [1.5]}, floats=False)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_read_back(at: datetime) -> None:
    assert read_instant(instant_text(at)) == at


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        instant_text(datetime(2021, 5, 6))
    with pytest.raises(ValueError, match="zone"):
        read_instant("2021-05-06T10:00:00")


@given(st.text(), st.data())
def test_a_span_cuts_its_words_in_code_points(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert TextSpan(start, end).of(text) == text[start:end]
    assert words_of([TextSpan(start, end)], text) == text[start:end]


def test_a_span_that_ends_before_it_starts_or_past_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        TextSpan(3, 2)
    with pytest.raises(ValueError, match="past a text"):
        TextSpan(0, 5).of("four")


def test_a_stated_time_keeps_its_order_at_the_exactness_it_has() -> None:
    StatedTime(text="on Monday", start="2021-05-03", end="2021-05-03T18:00")
    with pytest.raises(ValueError, match="ends before"):
        StatedTime(text="then", start="2021-05-04", end="2021-05-03")


@given(st.binary())
def test_a_digest_is_64_lower_case_digits(data: bytes) -> None:
    digest = digest_bytes(data)

    assert as_digest(digest) == digest
    with pytest.raises(ValueError, match="not a SHA-256"):
        as_digest(digest.upper() + "0")


def test_a_table_gives_the_class_of_a_name_and_says_which_names_there_are() -> None:
    table = Table("thing", "sayso.things", {"span": "sayso.values.spans:TextSpan"})

    assert table.load("span") is TextSpan
    with pytest.raises(NoSuchEntry, match="Known here: span") as refused:
        table.load("none")
    assert isinstance(refused.value, AskedWrongly)


def test_times_are_put_in_order_across_zones() -> None:
    stated = ["2031-05-09T23:00:00Z", "2031-05-10T00:30:00+02:00", "2031-05-10"]

    assert sorted(stated, key=in_utc) == [stated[1], stated[0], stated[2]]
