"""When something is said to have happened, by the hours and days that a claim tells of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import line, written

from sayso.claims.types import ClaimTime, EventStatus
from sayso.compare.timeline import timeline
from sayso.values import StatedTime, TextSpan


def happened(
    words: str, *times: tuple[str, str], published: str, status: EventStatus = "happened"
) -> list[str | None]:
    """The dates of a timeline on which something happened by one claim, whose times are words and stamps."""
    document, (claim,) = written("doc", line("Ana Pell", words), published=published)
    stated = tuple(
        ClaimTime(
            span=TextSpan(words.index(text), words.index(text) + len(text)),
            stated=StatedTime(text=text, start=stamp, end=stamp),
        )
        for text, stamp in times
    )
    told = replace(claim, times=stated, event_status=status)
    return [entry.at for entry in timeline([told], [document]) if entry.sort == "happened"]


@pytest.mark.parametrize(
    ("words", "hour", "published", "at"),
    [
        ("the alarm came at 21.32", "21.32", "2031-05-04T08:00:00Z", "2031-05-03T21:32"),
        ("the mill burnt from 22.40", "22.40", "2031-05-04T07:00:00Z", "2031-05-03T22:40"),
        ("the last worker came out at 01.05", "01.05", "2031-05-04T07:00:00Z", "2031-05-04T01:05"),
        ("the train left at 15.10", "15.10", "2031-05-04T09:30:00Z", "2031-05-04T15:10"),  # east of it
        ("the train left at 15.10", "15.10", "2031-05-04T14:30:00+03:00", "2031-05-03T15:10"),
        ("the train left at 15.10", "15.10", "2031-05-04T16:30:00", "2031-05-04T15:10"),
        ("the train left at 15.10", "15.10", "2031-05-04", "2031-05-04T15:10"),
    ],
)
def test_what_has_happened_did_so_before_it_was_told(words: str, hour: str, published: str, at: str) -> None:
    assert happened(words, (hour, f"2031-05-04T{hour.replace('.', ':')}"), published=published) == [at]


def test_what_is_to_come_and_what_names_its_day_stay() -> None:
    early = "2031-05-04T04:00:00Z"

    assert happened(
        "the train leaves at 21.10", ("21.10", "2031-05-04T21:10"), published=early, status="planned"
    ) == ["2031-05-04T21:10"]
    assert happened("it came at 21.10 today", ("21.10 today", "2031-05-04T21:10"), published=early) == [
        "2031-05-04T21:10"
    ]


def test_an_hour_is_of_the_only_day_that_its_claim_names() -> None:
    found = happened(
        "filmed on 2 May at the quay at 21:20",
        ("2 May", "2031-05-02"),
        ("21:20", "2031-05-04T21:20"),
        published="2031-05-04T23:00:00Z",
    )

    assert found == ["2031-05-02", "2031-05-02T21:20"]


@pytest.mark.parametrize(
    ("words", "times", "at"),
    [
        (
            "it left at 19.10, not at 18.30",
            [("19.10", "2031-05-04T19:10"), ("18.30", "2031-05-04T18:30")],
            "2031-05-04T19:10",
        ),
        ("it was on 6 May, not on 5 May", [("6 May", "2031-05-06"), ("5 May", "2031-05-05")], "2031-05-06"),
        ("it was not 5 May but 6 May", [("5 May", "2031-05-05"), ("6 May", "2031-05-06")], "2031-05-06"),
        (
            "it was on 6 May rather than on 5 May",
            [("6 May", "2031-05-06"), ("5 May", "2031-05-05")],
            "2031-05-06",
        ),
    ],
)
def test_nothing_happened_at_a_time_that_is_denied(words: str, times: list[tuple[str, str]], at: str) -> None:
    assert happened(words, *times, published="2031-05-08T23:00:00Z") == [at]


def test_not_until_and_not_before_deny_no_time() -> None:
    for word in ("until", "before"):
        found = happened(
            f"it left not {word} 18.30", ("18.30", "2031-05-04T18:30"), published="2031-05-04T23:00:00Z"
        )
        assert found == ["2031-05-04T18:30"]
