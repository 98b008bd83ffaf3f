"""How findings are counted in a terminal."""

from __future__ import annotations

import pytest

from sayso.cli.compared_findings import on_questions


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("q1", "q2"), " on 2 questions"),
        (("q1", "q2", None), " on 2 questions"),
        (("q1", None), " on 1 question"),
        (("q1",), ""),
        ((None,), ""),
    ],
)
def test_claims_of_no_common_question_are_no_question(questions, words) -> None:
    assert on_questions(questions) == words
