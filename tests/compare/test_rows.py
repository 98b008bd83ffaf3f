"""Two rows of words laid side by side, short ones exactly, all of them in bounded time."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare import rows
from sayso.compare.rows import Steps, blocks_of
from sayso.compare.wording import Wording

words = st.lists(st.sampled_from(["a", "b", "pit", "fell", "9", "14"]), max_size=20)


class Counted(Steps):
    """Steps that remember how many were granted."""

    granted = 0

    def take(self, count: int) -> bool:
        taken = super().take(count)
        self.granted += count if taken else 0
        return taken


class NoSteps(Steps):
    """As if nothing could be afforded."""

    def take(self, count: int) -> bool:
        return False


def laid(before, after, steps):
    """What both rows have, after checking that the blocks are all of both, in order."""
    same, end, new_end = [], 0, 0
    for is_same, (start, stop), (new_start, new_stop) in blocks_of(before, after, steps):
        assert (start, new_start) == (end, new_end)
        assert not is_same or before[start:stop] == after[new_start:new_stop]
        same += before[start:stop] if is_same else []
        end, new_end = stop, new_stop
    assert (end, new_end) == (len(before), len(after))
    return same


@given(words, words)
def test_short_rows_are_matched_by_their_longest_runs(before, after) -> None:
    runs = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()

    assert len(laid(before, after, Steps())) == sum(run.size for run in runs)


@given(words, words)
def test_rows_that_are_only_cut_are_all_there_and_end_where_they_end(before, after) -> None:
    laid(before, after, NoSteps())


@given(words)
def test_a_row_is_the_same_as_itself_at_no_cost(row) -> None:
    assert laid(row, row, NoSteps()) == row


def test_words_that_each_row_has_once_hold_a_long_row_together() -> None:
    before = ["one", "a", "a", "two", "a", "three", "a"]
    after = ["three", "one", "b", "two", "b", "b", "four"]

    assert laid(before, after, NoSteps()) == ["one", "two"]


@pytest.mark.parametrize("count", [1_000, 2_000, 20_000])
def test_a_hostile_text_takes_no_more_steps_than_it_may(count: int) -> None:
    steps = Counted()
    laid(["a"] * count, ["a", "b"] * (count // 2), steps)

    assert steps.granted <= rows._STEPS_OF_A_TEXT


def test_many_hostile_pieces_share_the_steps_of_a_text() -> None:
    steps = Counted()
    before = [word for place in range(300) for word in (str(place), *["a"] * 120)]
    after = [word for place in range(300) for word in (str(place), *["a", "b"] * 60)]
    kept = laid(before, after, steps)

    assert steps.granted <= rows._STEPS_OF_A_TEXT
    assert {str(place) for place in range(300)} <= set(kept)


def test_words_without_end_are_one_edit_and_a_figure_among_them_is_found() -> None:
    (all_of_it,) = Wording("so " * 2_000, "so no " * 1_000).edits()
    (toll,) = Wording(
        "so " * 1_500 + "9 dead" + " so" * 1_500, "so " * 1_500 + "14 dead" + " so" * 1_500
    ).edits()

    assert all_of_it.after_words.endswith("no")
    assert (toll.before_words, toll.after_words) == ("9", "14")
