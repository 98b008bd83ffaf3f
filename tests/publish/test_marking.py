"""Texts are cut at claims and paragraphs, and nothing of them is lost or moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.marking import CONTEXT_CHARS, Mark, excerpt, full_text, in_context, paragraphs, runs_of
from sayso.values import TextSpan

TEXTS = st.text(alphabet="ab .\n\r\u202e", min_size=1, max_size=80)


@st.composite
def marked(draw):
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = st.builds(lambda a, b: TextSpan(min(a, b), max(a, b)), places, places)
    roles = st.sampled_from(["source", "cue", "content"])
    marks = st.builds(Mark, span=spans, role=roles, claim=st.sampled_from(["A1", "A2", "A3"]))
    return text, draw(st.lists(marks, max_size=6))


@given(marked())
def test_runs_together_are_the_text_that_was_cut(given_):
    text, marks = given_

    runs = runs_of(text, TextSpan(0, len(text)), marks)

    assert "".join(run.text for run in runs) == text


@given(marked())
def test_each_letter_keeps_the_roles_of_the_marks_over_it(given_):
    text, marks = given_
    at = 0

    for run in runs_of(text, TextSpan(0, len(text)), marks):
        for place in range(at, at + len(run.text)):
            over = {mark.role for mark in marks if mark.span.start <= place < mark.span.end}
            assert set(run.roles) == over
        at += len(run.text)


@given(marked())
def test_each_claim_opens_at_most_once_in_a_text(given_):
    text, marks = given_

    opened = [label for passage in full_text(text, marks) for run in passage.runs for label in run.opens]

    assert len(opened) == len(set(opened))


@given(TEXTS)
def test_paragraphs_hold_all_that_is_not_blank(text):
    held = "".join(span.of(text) for span in paragraphs(text))

    assert held.split() == text.split() or "".join(held.split()) == "".join(text.split())


def mark(text, words, role="content"):
    start = text.index(words)
    return Mark(span=TextSpan(start, start + len(words)), role=role, claim="A1")


def test_lines_within_a_paragraph_stay_together_where_blank_lines_part_them():
    assert len(paragraphs("One line\nand its next.\n\nAnother.")) == 2


def test_a_short_paragraph_is_shown_whole():
    text = "First. The quay was closed. Last.\n\nElsewhere."

    [passage] = in_context(text, [mark(text, "The quay was closed")])

    assert "".join(run.text for run in passage.runs) == "First. The quay was closed. Last."
    assert (passage.number, passage.cut_before, passage.cut_after) == (1, False, False)


def test_a_long_paragraph_is_cut_at_sentences_and_says_so():
    filler = "It rained all day. " * (CONTEXT_CHARS // 10)
    text = f"{filler}The quay was closed. {filler}"

    [passage] = in_context(text, [mark(text, "quay was closed")])

    assert "".join(run.text for run in passage.runs) == "The quay was closed."
    assert passage.cut_before
    assert passage.cut_after


def test_a_claim_over_two_paragraphs_shows_both():
    text = "She said:\n\n“It is closed.”"

    passages = in_context(text, [mark(text, "She", "source"), mark(text, "It is closed.")])

    assert [passage.number for passage in passages] == [1, 2]


def test_an_excerpt_ends_at_a_word():
    assert excerpt("one two three four", 11) == "one two …"
    assert excerpt("one\n two") == "one two"
