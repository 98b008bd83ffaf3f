"""A description is read field by field, and what of it cannot be taken is said."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture.descriptions import read_description
from sayso.capture.types import Description

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["doc_id", "kind", "published", "cites", "attachments", "title", "odd"])


def read(given: object) -> tuple[Description, tuple[str, ...]]:
    return read_description(json.dumps(given).encode())


def test_a_field_of_the_wrong_form_costs_that_field_alone() -> None:
    description, gaps = read({"publisher": 7, "cites": "wire", "author": "Mara Finch"})

    assert description == Description(author="Mara Finch")
    assert gaps == (
        "`publisher` in its description is not a text and was left out",
        "`cites` in its description is not a list of texts and was left out",
    )


def test_a_text_that_cannot_be_written_down_is_left_out() -> None:
    description, gaps = read({"title": "a\0b", "doc_id": "\ud800", "author": "Mara Finch"})

    assert description == Description(author="Mara Finch")
    assert len(gaps) == 2


def test_what_is_not_read_is_named() -> None:
    _, gaps = read({"kind": "post", "likes": 12, "mood": "angry"})

    assert gaps == ('its description says more than is read: "likes", "mood"',)


def test_a_kind_that_is_none_is_said() -> None:
    description, gaps = read({"kind": "rumour"})

    assert description.kind is None
    assert gaps == ('its description calls it "rumour", which is none of article, statement, post',)


def test_a_time_that_is_none_is_said() -> None:
    description, gaps = read({"published": "last Tuesday"})

    assert description.published is None
    [gap] = gaps
    assert 'it was published "last Tuesday", which is not read as a date' in gap
    assert gap.endswith("; write 2024, 2024-09, 2024-09-22, 2024-09-22T09:12:00Z or 22 September 2024")


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2020", "2020"),
        (2020, "2020"),
        ("2020-05", "2020-05"),
        ("6 May 2021", "2021-05-06"),
        ("May 2020", "2020-05"),
    ],
)
def test_a_date_that_is_less_exact_than_a_day_is_kept_as_exact_as_it_is(
    given: object, published: str
) -> None:
    description, gaps = read({"published": given, "publisher": "Ridge Watch"})

    assert (description.published, description.publisher, gaps) == (published, "Ridge Watch", ())


@pytest.mark.parametrize("given", ["06/05/2021", 1620288000, True, "2021-W05"])
def test_what_may_be_two_dates_or_none_costs_the_date_alone(given: object) -> None:
    description, gaps = read({"published": given, "publisher": "Ridge Watch"})

    assert (description.published, description.publisher, len(gaps)) == (None, "Ridge Watch", 1)


def test_a_date_after_it_came_in_is_kept_and_said() -> None:
    came_in = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)

    for published in ("2031-05-06T13:00Z", "2032", "2031-06"):
        description, gaps = read_description(json.dumps({"published": published}).encode(), came_in)
        assert description.published == published
        assert gaps == (
            f"its description says it was published {published}, after it came in here; kept as stated",
        )
    for published in ("2031-05-06", "2031", "2031-05", "2031-05-06T11:00Z"):
        assert read_description(json.dumps({"published": published}).encode(), came_in)[1] == ()


def test_a_date_and_a_time_are_kept_as_stated() -> None:
    for stated in ("2031-05-06", "2031-05-06T10:00:00Z", "2031-05-06T10:00:00+02:00"):
        assert read({"published": stated})[0].published == stated


def test_nothing_recorded_is_no_gap() -> None:
    assert read({"forwarded_from": None, "cites": None, "attachments": []}) == (Description(), ())


@given(st.dictionaries(FIELDS, JSON, max_size=5))
def test_any_json_gives_a_description_that_can_be_written_down(given: dict[str, object]) -> None:
    description, gaps = read_description(json.dumps(given).encode())

    json.dumps(description.to_json(), ensure_ascii=False).encode("utf-8")
    assert all(gap.isprintable() for gap in gaps)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_description_or_a_gap(data: bytes) -> None:
    description, gaps = read_description(data)

    assert gaps or isinstance(description, Description)
