"""Findings put together by their reasons without figures, and pairs by their sides."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.alike import sides_of, without_figures

NAMES = st.sampled_from("abcdefg")


def pairs_in(sides):
    return [pair for left, right in sides for pair in product(left, right)]


def test_a_reason_without_its_figures_keeps_the_words_that_it_quotes() -> None:
    reason = "“at least 40 tonnes” and “9” count different things: “the quay is shut” and “dozens of barges”."

    assert without_figures(reason) == "“…” and “…” count different things: “the quay is shut” and “…”."


def test_what_stands_against_the_same_stands_on_one_side() -> None:
    assert sides_of([("a", "x"), ("b", "x"), ("y", "a"), ("y", "b")], directed=False) == (
        (("a", "b"), ("x", "y")),
    )


def test_a_side_that_stands_against_less_has_a_line_of_its_own() -> None:
    found = sides_of([("a", "x"), ("b", "x"), ("b", "y")], directed=False)

    assert sorted(map(frozenset, pairs_in(found))) == sorted(map(frozenset, ["ax", "bx", "by"]))


@given(st.sets(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] < pair[1])))
def test_each_pair_stands_in_exactly_one_line(pairs) -> None:
    found = [tuple(sorted(pair)) for pair in pairs_in(sides_of(sorted(pairs), directed=False))]

    assert len(found) == len(set(found))
    assert set(found) == pairs


@given(st.sets(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1])))
def test_what_has_a_direction_keeps_it(pairs) -> None:
    assert sorted(pairs_in(sides_of(sorted(pairs), directed=True))) == sorted(pairs)


def test_all_that_stand_to_each_other_take_a_line_less_than_they_are() -> None:
    assert len(sides_of(combinations("abcdef", 2), directed=False)) == 5
