"""The fields of claims on the annotated reports of `cases`, below whose floors no change may fall."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "ledger"))

import fields

CASES = Path(__file__).parent / "cases"
FLOORS = {
    "studied": {
        "claims F1": 0.94,
        "speaker": 0.96,
        "quantities, where any": 0.93,
        "event_status, balanced": 0.92,
        "act": 0.97,
        "anonymous": 0.96,
    },
    "unread": {
        "claims F1": 0.87,
        "speaker": 0.90,
        "quantities, where any": 0.79,
        "event_status, balanced": 0.86,
        "act": 0.95,
        "anonymous": 0.88,
    },
    "mixed": {
        "claims F1": 0.93,
        "speaker": 0.98,
        "quantities, where any": 0.90,
        "times": 0.95,
        "event_status, balanced": 0.90,
        "act": 0.97,
    },
    "styles": {
        "claims F1": 0.90,
        "speaker": 0.93,
        "quantities, where any": 0.88,
        "times": 0.91,
        "event_status, balanced": 0.84,
        "act": 0.98,
    },
    "varied": {
        "claims F1": 0.97,
        "speaker": 0.95,
        "quantities, where any": 0.92,
        "times": 0.97,
        "event_status, balanced": 0.85,
        "act": 0.96,
    },
    "named": {"claims F1": 0.93, "speaker": 0.92, "places": 0.92, "act": 0.92, "anonymous": 0.92},
}


@pytest.mark.parametrize("case", FLOORS)
def test_the_fields_of_claims_stay_above_their_floors(case):
    figures = fields.report(fields.score([CASES / case]))
    below = {name: figures[name] for name, floor in FLOORS[case].items() if figures[name] < floor}
    assert below == {}


def test_an_annotation_scored_against_itself_is_right_throughout(monkeypatch):
    case = CASES / "studied"
    gold = fields.json.loads((case / "gold.json").read_text("utf-8"))["claims"]
    monkeypatch.setattr(fields, "predict_claims", lambda *_: gold)
    assert set(fields.report(fields.score([case])).values()) == {1.0}


def test_another_speaker_counts_against_the_speaker_alone(monkeypatch):
    case = CASES / "studied"
    gold = fields.json.loads((case / "gold.json").read_text("utf-8"))["claims"]
    changed = [{**claim, "speaker": "Nobody Else"} for claim in gold]
    monkeypatch.setattr(fields, "predict_claims", lambda *_: changed)
    figures = fields.report(fields.score([case]))
    assert (figures["speaker"], figures["act"], figures["claims F1"]) == (0.0, 1.0, 1.0)
