"""Values are put in words no more exactly than they are known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish import words


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("2031", "2031"),
        ("2031-05", "May 2031"),
        ("2031-05-09", "9 May 2031"),
        ("2031-05-09T19:05", "9 May 2031, 19:05"),
        ("2031-05-09T19:05:11Z", "9 May 2031, 19:05 UTC"),
        ("2031-05-09T19:05:11+02:00", "9 May 2031, 19:05 (UTC+02:00)"),
        ("2031-13-09", "2031-13-09"),
        ("last Tuesday", "last Tuesday"),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_was_stated(stated, shown):
    assert words.date_words(stated) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2031-05-09", "2031-05-09", "9 May 2031"),
        ("2031-05-09T03:00", "2031-05-09T04:30", "9 May 2031, 03:00 to 04:30"),
        (None, "2031-05-09", "until 9 May 2031"),
        ("2031-05-09", None, "from 9 May 2031"),
        (None, None, "no time stated"),
    ],
)
def test_an_open_interval_says_so(start, end, shown):
    assert words.span_words(start, end) == shown


def test_a_day_in_short_leaves_out_the_time():
    assert words.day_words("2031-05-09T19:05Z") == "9 May 2031"
    assert words.day_words("2031-05") == "May 2031"


def test_an_instant_is_shown_in_utc():
    at = datetime(2031, 5, 9, 21, 5, 1, tzinfo=timezone(timedelta(hours=2)))

    assert words.instant_words(at) == "2031-05-09 19:05:01 UTC"
    assert words.instant_words(at.astimezone(UTC)) == words.instant_words(at)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00.0"), (59.96, "1:00.0"), (75.5, "1:15.5"), (3661.25, "1:01:01.2")]
)
def test_seconds_are_shown_to_the_tenth(seconds, shown):
    assert words.seconds_words(seconds) == shown


def test_a_size_can_be_read_and_checked():
    assert words.size_words(2_345_678) == "2.3 MB (2,345,678 bytes)"
    assert words.size_words(42) == "42 bytes"


def test_exhibits_are_lettered_as_in_court():
    assert [words.letters(index) for index in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


@given(st.text())
def test_what_is_shown_can_be_written_and_hides_nothing(text):
    shown = words.visible(text)

    assert shown.encode("utf-8").decode("utf-8") == shown
    assert words.visible(shown) == shown


def test_what_steers_is_written_as_its_code_point():
    assert words.visible("a\u202eb\x1b[0m\r\nc") == "a⟨U+202E⟩b⟨U+001B⟩[0m\nc"


def test_scripts_that_need_joiners_keep_them():
    persian = "می\u200cخواهم"

    assert words.visible(persian) == persian


def test_words_that_are_not_asserted_as_what_happened_say_so() -> None:
    assert words.does_words("assert", "happened") == ""
    assert words.does_words("deny", "happened") == "denies"
    assert words.does_words("deny", "planned") == "denies"
    assert words.does_words("assert", "planned") == "speaks of what is planned"
    assert words.does_words("assert", "not-happened") == "speaks of what did not happen"
    assert words.does_words(None, "ongoing") == ""
    assert words.does_words(None, None) == ""
