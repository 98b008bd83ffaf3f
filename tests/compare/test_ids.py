"""What stands where does not hang on the ids of documents, by which they are put in order."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.makers import line, number, written

from sayso.claims.types import Claim, Document
from sayso.compare.comparing import compare_claims
from sayso.compare.names import read_name, same_body
from sayso.compare.speakers import Speakers

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "ledger"))

import predict

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/gold.json"))
WORDS = st.sampled_from(
    ["Tell", "Orvik", "Ana", "Times", "Time", "Radio", "police", "railway", "ministry", "Guard", "army", "of"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(NAMES, NAMES)
def test_whether_two_names_are_of_one_body_hangs_on_no_order(one: str, other: str) -> None:
    left, right = read_name(one), read_name(other)

    assert same_body(left, right) == same_body(right, left)


def test_a_body_that_is_called_by_its_kind_alone_is_not_one_of_another_kind() -> None:
    assert not same_body(read_name("police"), read_name("railway police"))
    assert not same_body(read_name("railway police"), read_name("police"))
    assert same_body(read_name("railway police"), read_name("the Orvik railway police"))


def _found(documents: list[Document], claims: list[Claim], *, backwards: bool) -> list[set[object]]:
    """Compare documents under ids that rise, or fall, with their own, and name claims by their places."""
    own = sorted(document.doc_id for document in documents)
    ids = {doc_id: f"d{place:03d}" for place, doc_id in enumerate(own[::-1] if backwards else own)}
    claims = [replace(claim, doc_id=ids[claim.doc_id]) for claim in claims]
    found = compare_claims(
        sorted((replace(one, doc_id=ids[one.doc_id]) for one in documents), key=lambda one: one.doc_id),
        claims,
    )
    places = {claim.id: place for place, claim in enumerate(claims)}
    pairs: set[object] = set()
    for finding in found.findings:
        ends = (places[finding.left], places[finding.right])
        pairs.add((finding.relation, ends if finding.relation == "updates" else frozenset(ends)))
    origins = {frozenset(places[link.claim] for link in origin.links) for origin in found.origins}
    asked = {
        (question.text, frozenset((places[one.claim], one.sort, one.value) for one in question.positions))
        for question in found.questions
    }
    return [pairs, set(origins), set(asked)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_annotated_case_compares_the_same_with_its_ids_in_reverse(case: Path) -> None:
    documents = predict.load_case(case)
    claims = [claim for _, claim in predict.gold_claims(case / "gold.json", documents)]

    assert _found(documents, claims, backwards=True) == _found(documents, claims, backwards=False)


def test_of_two_percentages_each_the_same_are_compared_from_either_side() -> None:
    case = [
        written(
            "north",
            line(
                "Orvik Board",
                "Pell stood at 50.9 percent with 71 percent of the votes in",
                number(50.9, "percent"),
                number(71, "percent"),
            ),
        ),
        written(
            "south",
            line(
                "Vote Watch",
                "with 71 percent of the votes in Pell stood at 51.6 percent",
                number(71, "percent"),
                number(51.6, "percent"),
            ),
        ),
    ]
    documents, claims = [one for one, _ in case], [claim for _, own in case for claim in own]

    assert _found(documents, claims, backwards=True) == _found(documents, claims, backwards=False)


def test_who_speaks_for_two_bodies_is_put_to_that_of_most_texts_in_any_order() -> None:
    told = [
        "Orvik Port Authority",
        "Salt Union",
    ]
    for turns in ((0, 0, 1), (0, 1, 0), (1, 0, 0)):
        case = []
        for paper, which in zip(("a", "b", "c"), turns, strict=True):
            document, claims = written(
                paper,
                line("Ana Pell", "the port is shut"),
                line("Orvik Port Authority", "the gate is shut"),
                line("Salt Union", "the pit is shut"),
            )
            text = f"The {told[which]}'s spokeswoman, Ana Pell, said more. {document.text}"
            case.append((replace(document, text=text), claims))
        documents, claims = [one for one, _ in case], [claim for _, own in case for claim in own]
        speakers = Speakers(documents, claims)

        assert speakers.key("a", "Ana Pell") == speakers.key("a", "Orvik Port Authority")
        assert speakers.key("a", "Ana Pell") != speakers.key("a", "Salt Union")
