"""A language model may propose; nothing that it says counts, and what it was asked is kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.claims.endpoint.asking import EndpointFailed
from sayso.claims.endpoint.options import EndpointOptions
from sayso.compare.proposing import Proposals, propose
from sayso.compare.types import Comparison
from sayso.testing.chat_server import Answer, ChatServer, answer_in_words

CASE = [
    written("north", line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners"))),
    written("south", line("Una Sorb", "30 miners died in the pit", number(30, "miners"))),
]


def proposed(answer: Answer, comparison: Comparison | None = None) -> tuple[Proposals, list[str]]:
    found = comparison or compared(*CASE)
    claims = {claim.id: claim for _, own in CASE for claim in own}
    texts = {document.doc_id: document.text for document, _ in CASE}
    with ChatServer(lambda _: answer) as server:
        options = EndpointOptions(url=server.url, model="played", tries=1)
        return propose(found, claims, texts, options), [asked.text for asked in server.asked]


def pairs(*said: dict[str, object]) -> Answer:
    return answer_in_words(json.dumps({"pairs": list(said)}))


def test_where_the_model_differs_it_is_a_proposal_with_what_stands() -> None:
    found, asked = proposed(pairs({"a": 1, "b": 2, "relation": "different-scope", "why": "two  shifts"}))

    (one,) = found.proposals
    assert (one.verdict, one.stands, one.why) == ("different-scope", "conflicts", "two shifts")
    assert "30 miners died" in asked[0]
    assert len(found.exchanges) == found.asked == found.answered == 1
    assert found.method.parameters["model"] == "played"


def test_where_the_model_says_what_stands_there_is_nothing_to_propose() -> None:
    found, _ = proposed(pairs({"a": 1, "b": 2, "relation": "conflicts", "why": "9 and 30"}))

    assert found.proposals == ()


@pytest.mark.parametrize(("a", "b", "count"), [(1, 2, 0), (2, 1, 1)])
def test_an_update_that_goes_the_other_way_round_is_another_word(a: int, b: int, count: int) -> None:
    found = compared(*CASE)
    first, second = (position.claim for position in found.questions[0].positions)
    stands = [replace(one, relation="updates", left=first, right=second) for one in found.findings]
    answer = pairs({"a": a, "b": b, "relation": "updates", "why": "later"})

    told, _ = proposed(answer, replace(found, findings=tuple(stands)))

    assert len(told.proposals) == count


@pytest.mark.parametrize("a", [0, 2, 3, -1])
def test_a_pair_that_there_is_not_is_passed_over(a: int) -> None:
    found, _ = proposed(pairs({"a": a, "b": 2, "relation": "agrees", "why": ""}))

    assert found.proposals == ()


@pytest.mark.parametrize("words", ["no JSON", '{"pairs": [{"a": 1}]}', '{"pairs": "all"}'])
def test_an_answer_of_another_form_is_noted_and_kept(words: str) -> None:
    found, _ = proposed(answer_in_words(words))

    assert found.proposals == ()
    assert "no usable answer" in found.notes[0]
    assert (len(found.exchanges), found.asked, found.answered) == (1, 1, 0)


def test_an_answer_that_the_server_refuses_for_its_text_is_noted() -> None:
    found, _ = proposed(Answer(status=422))

    assert (found.asked, found.answered) == (1, 0)
    assert "no usable answer" in found.notes[0]


def test_a_model_that_is_not_there_is_an_error() -> None:
    with pytest.raises(EndpointFailed):
        proposed(Answer(status=500))
