"""Entries that are dated before one in front of them are told, however many and however far apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.custody.clock_slips import CLOCK_TOLERANCE, slips_among
from sayso.custody.damage import Reports
from sayso.custody.entries import GENESIS, Entry
from sayso.custody.entry_times import EntryTimes

START = datetime(2026, 3, 1, tzinfo=UTC)


def entries_at(*seconds: float) -> list[Entry]:
    return [
        Entry(seq=seq, at=START + timedelta(seconds=one), act="import", body={}, prev=GENESIS)
        for seq, one in enumerate(seconds, start=1)
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ((0, 5, 5), None),
        ((0, 60, 58.5, 61), None),  # within what time servers correct
        ((0, 60, 30), "entry 3 is dated 2026-03-01 00:00:30 UTC, before entry 2 in front of it"),
        ((60, 30, 31, 32), "(3 such entries in all, up to 4)"),  # the first was ahead of all others
        ((60, 30, 90, 40), "(2 such entries in all, up to 4)"),
        ((9, 7.5, 6, 4.5), "entry 3 is dated 2026-03-01 00:00:06 UTC, before entry 1"),  # set back bit by bit
    ],
)
def test_what_is_dated_before_an_entry_in_front_of_it_is_named(
    seconds: tuple[float, ...], said: str | None
) -> None:
    words = slips_among(entries_at(*seconds))

    assert len(words) == (said is not None)
    assert said is None or said in words[0]


@given(st.lists(st.integers(0, 100)))
def test_something_is_said_exactly_where_some_pair_of_entries_stands_the_wrong_way_round(
    seconds: list[int],
) -> None:
    most = CLOCK_TOLERANCE.total_seconds()
    is_wrong = any(before - after > most for place, before in enumerate(seconds) for after in seconds[place:])

    assert bool(slips_among(entries_at(*seconds))) == is_wrong


@given(st.lists(st.floats(0, 30)))
def test_a_verification_counts_as_an_export_does(seconds: list[float]) -> None:
    times, reports = EntryTimes(None), Reports()
    for entry in entries_at(*seconds):
        times.take(entry)

    times.report(reports)

    said = [remark.explanation.partition(" UTC, and entry ")[2] for remark in reports.remarks]
    words = [one.partition(" in front of it, ")[2] for one in slips_among(entries_at(*seconds))]
    assert [one.partition(" ")[2] for one in said] == words
