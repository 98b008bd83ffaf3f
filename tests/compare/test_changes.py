"""The same post or page, captured twice: what was edited, word by word, and what became of the claims."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.makers import line, number, written

from sayso.compare.changes import Captured, changes_of, same_address
from sayso.compare.wording import Wording
from sayso.values import TextSpan, in_utc

URL = "https://news.example/pit"
LATER = "2031-05-05T10:00:00+00:00"


def captured(name, *lines, at="2031-05-04T10:00:00+00:00", url=URL, **meta):
    document, claims = written(name, *lines, **{"publisher": "The North Paper", **meta})
    return Captured(document=document, url=url, taken_at=at), claims


def changes(*pairs):
    return changes_of([one for one, _ in pairs], [claim for _, claims in pairs for claim in claims])


def test_a_toll_that_changed_is_told_with_both_figures() -> None:
    first = captured("first", line("Ana Pell", "9 miners were killed", number(9, "miners")))
    second = captured(
        "second",
        line("Ana Pell", "14 miners were killed", number(14, "miners")),
        at=LATER,
    )
    (change,) = changes(first, second)

    assert [(edit.before_words, edit.after_words) for edit in change.edits] == [("9", "14")]
    (claim,) = change.claims
    assert (claim.sort, claim.before_words, claim.after_words) == ("figure", "9 miners", "14 miners")
    assert (change.before_at, change.after_at) == ("2031-05-04T10:00:00+00:00", LATER)
    assert change.dated_by == "when they came in here"


def test_a_claim_that_vanished_and_one_that_is_new_are_told() -> None:
    kept = line("Ana Pell", "the pit was closed at noon")
    first = captured("first", kept, line("Iko Brandt", "the alarm had failed twice before"))
    second = captured("second", kept, line("Una Sorb", "wages would be paid"), at=LATER)
    (change,) = changes(first, second)

    assert [(one.sort, one.speaker) for one in change.claims] == [
        ("vanished", "Iko Brandt"),
        ("appeared", "Una Sorb"),
    ]


def test_two_captures_without_a_changed_word_are_told_to_be_so() -> None:
    said = line("Ana Pell", "the pit was closed at noon")
    (change,) = changes(captured("first", said), captured("second", said, at=LATER))

    assert change.edits == ()
    assert change.claims == ()


def test_a_moved_claim_has_not_vanished() -> None:
    one, other = line("Ana Pell", "the pit was closed at noon"), line("Iko Brandt", "nobody was told")
    (change,) = changes(captured("first", one, other), captured("second", other, one, at=LATER))

    assert change.claims == ()


def test_captures_that_came_in_together_and_bear_one_date_are_not_dated() -> None:
    first = captured("first", line("Ana Pell", "9 miners were killed"))
    second = captured("second", line("Ana Pell", "14 miners were killed"))
    (change,) = changes(first, second)

    assert (change.before_at, change.after_at) == (None, None)
    assert "not known" in change.dated_by


def test_dates_that_the_captures_bear_come_before_those_of_our_own() -> None:
    later = captured("a", line("Ana Pell", "14 miners were killed"), published="2031-05-06T08:00:00Z")
    earlier = captured("b", line("Ana Pell", "9 miners were killed"), published="2031-05-04T08:00:00Z")
    (change,) = changes(later, earlier)

    assert (change.before_doc, change.after_doc) == ("b", "a")
    assert change.before_at == "2031-05-04T08:00:00Z"


@pytest.mark.parametrize("dated", ["a", "b"])
def test_where_but_one_bears_a_date_the_order_is_that_in_which_they_came_in(dated: str) -> None:
    found = changes(
        *(
            captured(name, line("Ana Pell", f"{toll} miners were killed"), at=at,
                     published="2031-05-04T08:00:00Z" if name == dated else None)
            for name, toll, at in (("a", 9, "2031-05-04T10:00:00+00:00"), ("b", 14, LATER))
        )
    )  # fmt: skip
    (change,) = found

    assert (change.before_doc, change.after_doc) == ("a", "b")
    assert (change.before_at, change.after_at) == ("2031-05-04T10:00:00+00:00", LATER)


@pytest.mark.parametrize("other", ["2031-05-04T11:00:00+03:00", "2031-05-04"])
def test_one_date_written_in_two_ways_tells_no_order(other: str) -> None:
    stated = "2031-05-04T08:00:00Z"
    first = captured("a", line("Ana Pell", "14 miners were killed"), published=stated, at=LATER)
    second = captured("b", line("Ana Pell", "9 miners were killed"), published=other)
    (change,) = changes(first, second)

    assert (change.before_doc, change.after_doc, change.dated_by) == ("b", "a", "when they came in here")


moments = st.sampled_from([None, "2031-05-04", "2031-05-04T08:00:00Z", "2031-05-04T12:00:00+05:00", LATER])


@given(st.lists(st.tuples(moments, moments), min_size=2, max_size=5))
def test_no_edit_runs_backwards(dates) -> None:
    found = changes(
        *(
            captured(f"d{place}", line("Ana Pell", "9 were killed"), published=published, at=taken)
            for place, (published, taken) in enumerate(dates)
        )
    )

    assert len(found) == len(dates) - 1
    for one in found:
        assert in_utc(one.before_at or "") <= in_utc(one.after_at or "")


def test_captures_of_one_address_and_of_one_post_are_told_once() -> None:
    def post(name, number_, day, url=URL):
        document, claims = written(name, line("Ridge Watch", f"day {day}"), publisher="Ridge Watch")
        at = f"2031-05-0{day}T10:00:00+00:00"
        return Captured(document=document, url=url, post_id=number_, taken_at=at), claims

    found = changes(post("a", "17", 1), post("b", None, 2), post("c", "17", 3))
    apart = changes(post("a", "17", 1), post("b", None, 2), post("c", "17", 3, url=None))

    assert [(one.before_doc, one.after_doc) for one in found] == [("a", "b"), ("b", "c")]
    assert [(one.before_doc, one.after_doc) for one in apart] == [("a", "b"), ("b", "c")]
    assert apart[0].evidence == "both were captured from one address"
    assert "another capture" in apart[1].evidence


def test_one_number_of_one_channel_is_one_post() -> None:
    def post(name, words, number_):
        document, claims = written(name, line("Ridge Watch", words), kind="post", publisher="Ridge Watch")
        return Captured(document=document, post_id=number_), claims

    assert len(changes(post("a", "the bridge is gone", "17"), post("b", "the bridge stands", "17"))) == 1
    assert changes(post("a", "the bridge is gone", "17"), post("b", "the bridge stands", "18")) == ()


def test_posts_of_other_numbers_under_the_address_of_their_channel_are_no_captures_of_one_page() -> None:
    channel = "https://t.example/northwatch"
    posts = [
        captured(name, line("Ana Pell", words), url=channel, publisher="North Watch", at=at)
        for name, words, at in (
            ("one", "9 miners were killed", "2031-05-04T10:00:00+00:00"),
            ("two", "the shaft is closed", "2031-05-05T10:00:00+00:00"),
            ("one-again", "14 miners were killed", "2031-05-06T10:00:00+00:00"),
        )
    ]
    numbered = [(replace(one, post_id=number), own) for (one, own), number in zip(posts, "121", strict=True)]

    (change,) = changes(*numbered)

    assert (change.before_doc, change.after_doc) == ("one", "one-again")
    assert change.evidence == "both are the same post of one channel"


def test_three_captures_give_two_changes_in_order() -> None:
    found = changes(
        *(
            captured(
                name, line("Ana Pell", f"{toll} miners were killed"), at=f"2031-05-0{day}T10:00:00+00:00"
            )
            for name, toll, day in (("c", 14, 5), ("a", 9, 4), ("b", 31, 6))
        )
    )

    assert [(one.before_doc, one.after_doc) for one in found] == [("a", "c"), ("c", "b")]


def test_an_address_is_the_same_without_what_does_not_change_the_page() -> None:
    assert same_address("http://www.news.example/pit/?utm_source=x#top") == same_address(URL)
    assert same_address("https://t.me/s/ridge/17") == same_address("https://t.me/ridge/17")
    assert same_address("https://news.example/pit?id=1") != same_address("https://news.example/pit?id=2")
    assert same_address("http://[broken") == "http://[broken"


def test_an_address_behind_a_fragment_that_names_a_page_is_one_of_its_own() -> None:
    assert same_address("https://news.example/#!/post/1") != same_address("https://news.example/#!/post/2")
    assert same_address("https://news.example/#/post/1/") == same_address("http://news.example#/post/1")
    assert same_address("https://news.example/#!/") == same_address("https://news.example/#top")


lines_of_words = st.lists(
    st.sampled_from(["a", "pit", "fell", "at", "noon", ",", ".", "9", "14"]), max_size=8
)
texts = st.lists(lines_of_words, max_size=6).map(lambda lines: "\n".join(" ".join(one) for one in lines))


@given(texts, texts)
def test_edits_turn_the_words_of_one_text_into_those_of_the_other(before: str, after: str) -> None:
    text, shift = before, 0
    for edit in Wording(before, after).edits():
        assert edit.before.of(before) == edit.before_words
        assert edit.after.of(after) == edit.after_words
        text = f"{text[: edit.before.start + shift]} {edit.after_words} {text[edit.before.end + shift :]}"
        shift += len(edit.after_words) + 2 - (edit.before.end - edit.before.start)

    assert text.split() == after.split()


@given(texts)
def test_a_text_is_not_edited_against_itself(text: str) -> None:
    wording = Wording(text, text)

    assert wording.edits() == ()
    for found in re.finditer(r"\S+", text):
        assert wording.placed(TextSpan(*found.span())) == TextSpan(*found.span())


def test_a_source_that_another_takes_the_place_of_is_told_with_both_and_changed_no_figure() -> None:
    first = captured(
        "first", line("Quay Talk", "at least 9 miners died in the pit", number(9, "miners", "at-least"))
    )
    second = captured(
        "second",
        line("Ana Pell", "at least 5 miners died in the pit", number(5, "miners", "at-least")),
        at=LATER,
    )
    (change,) = changes(first, second)

    assert [(one.sort, one.before_words, one.after_words) for one in change.claims] == [
        ("source", "Quay Talk: at least 9 miners", "Ana Pell: at least 5 miners")
    ]
