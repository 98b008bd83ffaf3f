"""Answers in words: the exact words head their card, once, and few are cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import line, number, written
from tests.publish.test_copied_texts import dossier_of

from sayso.compare.types import Comparison, Position, Question
from sayso.publish.exports.html import ANSWER_CHARS
from sayso.publish.pages.page import page_of

GATE = "The gate of the quarry at Orvik was left open by the night watch"
ON_MONDAY, ON_TUESDAY = f"{GATE} on Monday, as the log shows", f"{GATE} on Tuesday, when nobody was there"
SHUT = "the gate of the quarry had been left open at 21.32 that evening"


def asked_of(dossier, found: Comparison, *answers: Position):
    question = Question(id="gate", text="Is it so: “The gate was left open”?", positions=answers)
    compared = replace(found, questions=(question,), findings=(), origins=())
    [asked] = page_of(replace(dossier, comparison=compared)).asked
    return asked


def case_of(*reports):
    dossier, found = dossier_of(*reports)
    claims = {claim.speaker: claim for claim in dossier.claims}
    return dossier, found, claims


def test_the_exact_words_are_the_answer_and_stand_once(read) -> None:
    dossier, found, claims = case_of(
        written("north", line("Ana Pell", ON_MONDAY)), written("south", line("Una Sorb", SHUT, act="deny"))
    )
    question = Question(
        id="gate",
        text="Is it so: “The gate was left open”?",
        positions=(
            Position(
                claim=claims["Ana Pell"].id, sort="says", value="The gate of the quarry at Orvik was left…"
            ),
            Position(
                claim=claims["Una Sorb"].id, sort="denies", value="the gate of the quarry had been left…"
            ),
        ),
    )
    compared = replace(found, questions=(question,), findings=(), origins=())

    section = read(replace(dossier, comparison=compared)).text.split("What is contested")[-1]
    contested = section.split("Who takes which position on what")[0]

    assert contested.count(ON_MONDAY) == contested.count(SHUT) == 1
    assert "was left…" not in contested
    assert f"denies: {SHUT}" in contested


def test_two_answers_that_begin_alike_are_two_and_the_same_words_are_one() -> None:
    dossier, found, claims = case_of(
        written("north", line("Ana Pell", ON_MONDAY)), written("south", line("Una Sorb", ON_TUESDAY)),
        written("east", line("Iko Brandt", ON_MONDAY)),
    )  # fmt: skip
    short = "The gate of the quarry at Orvik was left…"

    asked = asked_of(
        dossier, found, *(Position(claim=one.id, sort="says", value=short) for one in claims.values())
    )

    assert {answer.quote: len(answer.reports) for answer in asked.answers} == {ON_MONDAY: 2, ON_TUESDAY: 1}


def test_a_number_among_the_words_is_no_figure_of_a_question_that_asks_for_none() -> None:
    dossier, found, claims = case_of(written("north", line("Ana Pell", SHUT)))

    asked = asked_of(dossier, found, Position(claim=claims["Ana Pell"].id, sort="says", value=SHUT))

    [answer] = asked.answers
    assert (answer.figure, answer.quote) == (None, SHUT)
    assert asked.scale is None


@pytest.mark.parametrize(
    ("sort", "value"), [("denies", "no"), ("declines", ""), ("says", "9 gates"), ("says", "left open")]
)
def test_what_gives_no_words_or_a_figure_is_told_in_short(sort, value: str) -> None:
    report = written("north", line("Ana Pell", "9 gates were left open", number(9, "gates")))
    dossier, found, claims = case_of(report)

    [answer] = asked_of(dossier, found, Position(claim=claims["Ana Pell"].id, sort=sort, value=value)).answers

    assert answer.quote == ""
    assert answer.words == {"no": "denies", "": "declines to say"}.get(value, value)


def test_an_answer_beyond_measure_is_cut_between_two_words(read) -> None:
    long = "The gate was open and " + "nobody of the night watch saw who came or went " * 8 + "until dawn"
    dossier, found, claims = case_of(written("north", line("Ana Pell", long)))
    question = Question(
        id="gate",
        text="Is it so?",
        positions=(Position(claim=claims["Ana Pell"].id, sort="says", value=long),),
    )

    page = read(replace(dossier, comparison=replace(found, questions=(question,)))).text

    shown = page.split("What is contested")[-1].split(" …")[0]
    words = shown[shown.index("The gate was open") :]
    assert ANSWER_CHARS - 12 < len(words) <= ANSWER_CHARS
    assert long.startswith(f"{words} ")
