"""What holds of every comparison, whatever the claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.compare.makers import compared, line, number, written

from sayso.claims.types import Claim, Document
from sayso.compare.comparing import DocumentGivenTwice, UnknownDocument, compare_claims
from sayso.compare.ledger import comparison_from_json, comparison_to_json
from sayso.compare.types import RELATIONS
from sayso.values import canonical_json

FRUIT = ["pears", "plums", "figs", "dates", "quinces", "medlars", "cherries", "grapes", "olives", "lemons"]
SPEAKERS = ["Ana Pell", "Orvik Mining Board", "a miner", "Iko Brandt"]
EVENTS = [
    ("{} miners were killed in the pit", "miners"),
    ("{} people were arrested at the rally", "people"),
    ("the fire burned for {} hours", "hours"),
    ("{} percent of the houses lost power", "percent"),
]
ACTS = ["assert", "assert", "deny", "no-comment", "retract"]


@st.composite
def cases(draw: st.DrawFn) -> list[tuple[Document, list[Claim]]]:
    out = []
    for doc in range(draw(st.integers(1, 3))):
        lines = []
        for _ in range(draw(st.integers(1, 4))):
            words, unit = draw(st.sampled_from(EVENTS))
            value = draw(st.integers(2, 60))
            act = draw(st.sampled_from(ACTS))
            lines.append(
                line(draw(st.sampled_from(SPEAKERS)), words.format(value), number(value, unit), act=act)
            )
        out.append(written(f"doc{doc}", *lines, published=f"2031-05-0{doc + 1}T10:00:00Z"))
    return out


relaxed = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(cases())
def test_no_two_claims_are_paired_twice_or_with_themselves(case: list[tuple[Document, list[Claim]]]) -> None:
    pairs = [frozenset((finding.left, finding.right)) for finding in compared(*case).findings]

    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)


@relaxed
@given(cases())
def test_one_speaker_in_one_document_is_paired_only_by_updates(
    case: list[tuple[Document, list[Claim]]],
) -> None:
    claims = {claim.id: claim for _, own in case for claim in own}

    for finding in compared(*case).findings:
        left, right = claims[finding.left], claims[finding.right]
        if (left.doc_id, left.speaker) == (right.doc_id, right.speaker):
            assert finding.relation == "updates"


@relaxed
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_claims_changes_nothing(case, random) -> None:
    documents = [document for document, _ in case]
    claims = [claim for _, own in case for claim in own]
    first = canonical_json(comparison_to_json(compare_claims(documents, claims)))
    random.shuffle(documents)
    random.shuffle(claims)

    assert canonical_json(comparison_to_json(compare_claims(documents, claims))) == first


@relaxed
@given(cases())
def test_a_comparison_comes_back_from_json_as_it_was(case: list[tuple[Document, list[Claim]]]) -> None:
    comparison = compared(*case)

    assert comparison_from_json(comparison_to_json(comparison)) == comparison


@relaxed
@given(cases())
def test_every_finding_has_a_known_relation_and_a_sentence(case: list[tuple[Document, list[Claim]]]) -> None:
    comparison = compared(*case)
    questions = {question.id for question in comparison.questions}

    for finding in comparison.findings:
        assert finding.relation in RELATIONS
        assert finding.reason.endswith(".")
        assert finding.question is None or finding.question in questions


def test_a_claim_without_its_document_is_refused_by_name() -> None:
    document, claims = written("north", line("Ana Pell", "the pit is closed"))

    with pytest.raises(UnknownDocument, match="elsewhere"):
        compare_claims([document], [replace(claims[0], doc_id="elsewhere")])


def test_two_documents_with_one_id_are_refused_by_name() -> None:
    document, claims = written("north", line("Ana Pell", "the pit is closed"))

    with pytest.raises(DocumentGivenTwice, match="north"):
        compare_claims([document, document], claims)


def test_a_case_without_claims_gives_an_empty_comparison() -> None:
    document, _ = written("north", line("Ana Pell", "the pit is closed"))

    found = compare_claims([document], [])

    assert (found.findings, found.questions, found.origins) == ((), (), ())


def test_documents_without_a_date_are_compared_all_the_same() -> None:
    found = compared(
        written("north", line("Ana Pell", "9 miners were killed", number(9, "miners")), published=None),
        written("south", line("Iko Brandt", "9 miners died", number(9, "miners")), published=None),
    )

    assert [finding.relation for finding in found.findings] == ["agrees"]


def test_two_thousand_claims_are_compared() -> None:
    documents = []
    for at in range(100):
        words = [
            line(
                f"Speaker {at}", f"{at} crates of {FRUIT[row % 10]} reached pier{row}x", number(at, "crates")
            )
            for row in range(20)
        ]
        documents.append(written(f"doc{at}", *words))

    found = compared(*documents)

    assert found.questions
