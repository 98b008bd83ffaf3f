"""The form of the annotated cases that the weights are fitted on, here and in `training`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.compare.types import RELATIONS

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "ledger"))

import predict

ROOT = Path(__file__).parents[2]
CASES = sorted(
    path.parent
    for folder in ("tests/compare/cases", "training/compare/cases")
    for path in (ROOT / folder).glob("*/gold.json")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_claims_of_an_annotated_case_have_their_words_in_its_documents(case: Path) -> None:
    documents = predict.load_case(case)
    texts = {document.doc_id: document.text for document in documents}
    named = predict.gold_claims(case / "gold.json", documents)

    assert len({name for name, _ in named}) == len(named) > 0
    for _, claim in named:
        for span in (*claim.content, *claim.source, *claim.cue):
            assert span.end <= len(texts[claim.doc_id])
        assert "".join(span.of(texts[claim.doc_id]) for span in claim.content).strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_pairs_of_an_annotated_case_are_of_its_claims_and_stand_once(case: Path) -> None:
    gold: dict[str, Any] = json.loads((case / "gold.json").read_text("utf-8"))
    claims = {claim["id"]: claim for claim in gold["claims"]}
    pairs = [frozenset((pair["a"], pair["b"])) for pair in gold["pairs"]]

    assert len(set(pairs)) == len(pairs) > 0
    for pair in gold["pairs"]:
        one, other = claims[pair["a"]], claims[pair["b"]]
        apart = (one["doc_id"], one["speaker"]) != (other["doc_id"], other["speaker"])
        assert pair["relation"] in RELATIONS
        assert apart or pair["relation"] == "updates"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_origins_and_questions_of_an_annotated_case_are_of_its_claims(case: Path) -> None:
    gold: dict[str, Any] = json.loads((case / "gold.json").read_text("utf-8"))
    known = {claim["id"] for claim in gold["claims"]}

    assert {claim for origin in gold["origins"] for claim in origin["claims"]} <= known
    assert {one["claim"] for asked in gold["propositions"] for one in asked["positions"]} <= known
