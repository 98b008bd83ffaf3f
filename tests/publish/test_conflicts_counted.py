"""Conflicts are counted once: on the first screen, in the masthead, at each question, in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import NEXT_DAY, line, number, written
from tests.publish.test_copied_texts import dossier_of

from sayso.compare.left_out import Contested
from sayso.compare.types import Finding
from sayso.publish.pages.labels import shelve
from sayso.publish.pages.page import page_of
from sayso.publish.pages.questions import contested_of
from sayso.publish.words import conflicts_words

BOARD = "Orvik Mining Board"
OLD = written("north", line(BOARD, "9 miners were killed in the pit", number(9, "miners")))
NEW = written("south", line(BOARD, "14 miners died in the pit", number(14, "miners")), published=NEXT_DAY)
RIVAL = written("east", line("Iko Brandt", "30 miners died in the pit", number(30, "miners")))
OTHER = written("west", line("Una Sorb", "the school at Tarn opens in August"))


def test_conflicts_with_replaced_words_and_of_no_common_question_are_told_apart() -> None:
    dossier, found = dossier_of(OLD, NEW, RIVAL, OTHER)
    apart = Finding(relation="conflicts", left=OTHER[1][0].id, right=NEW[1][0].id, reason="")
    found = replace(found, findings=(*found.findings, apart))
    conflicts = [one for one in found.findings if one.relation == "conflicts"]
    assert len(conflicts) == 3

    count = contested_of(found, shelve(dossier))
    page = page_of(replace(dossier, comparison=found))

    assert count == Contested(standing=1, questions=1, past=1, apart=1)
    assert page.conflicts == conflicts_words(count)
    assert [one.words for one in page.counts if one.to == "contested"][1:] == ["1 conflict found"]
    [asked] = page.asked
    assert (asked.conflicts, asked.past_conflicts) == (1, 1)
    assert [(words, pairs) for relation, words, pairs in asked.counts if relation == "conflicts"] == [
        ("conflict", 1),
        ("in conflict with words replaced or withdrawn", 1),
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Contested(standing=3, questions=2, past=0, apart=0), "3 conflicts on 2 questions"),
        (
            Contested(standing=0, questions=0, past=1, apart=0),
            "0 conflicts on 0 questions; 1 more with words that were replaced or withdrawn",
        ),
        (
            Contested(standing=1, questions=1, past=2, apart=4),
            (
                "1 conflict on 1 question; 2 more with words that were replaced or withdrawn; "
                "4 more between claims that answer no common question"
            ),
        ),
    ],
)
def test_a_sentence_says_what_differs_between_the_counts(count: Contested, words: str) -> None:
    assert conflicts_words(count) == words


def test_where_all_that_conflicts_was_replaced_the_masthead_says_that_none_stands() -> None:
    dossier, found = dossier_of(OLD, NEW, RIVAL)
    past = [one for one in found.findings if NEW[1][0].id not in (one.left, one.right)]
    update = [one for one in found.findings if one.relation == "updates"]

    page = page_of(replace(dossier, comparison=replace(found, findings=(*past, *update))))

    assert "no conflict that stands" in [one.words for one in page.counts]
