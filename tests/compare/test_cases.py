"""Relations and origins on the annotated cases of `cases`, below whose floors no change may fall."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "ledger"))

import relations

CASES = Path(__file__).parent / "cases"
FLOORS = {
    "ferry-marisela": {"macro": 0.58, "micro": 0.58, "repeats": 0.60, "updates": 0.74, "origins": 0.30},
    "registry-leak": {"macro": 0.27, "micro": 0.28, "repeats": 0.46, "origins": 0.43},
    "dorvale-arrests": {"macro": 0.40, "micro": 0.40, "repeats": 0.64, "updates": 0.42, "origins": 0.37},
}
FALSE_CONFLICTS = 0.30  # of all three together, as a share of the conflicts that are found


@pytest.mark.parametrize("case", FLOORS)
def test_relations_and_origins_stay_above_their_floors(case: str) -> None:
    figures = relations.report(relations.score([CASES / case]))

    assert {name: figures[name] for name, floor in FLOORS[case].items() if figures[name] < floor} == {}


def test_conflicts_that_are_none_stay_rare() -> None:
    figures = relations.report(relations.score(CASES / case for case in FLOORS))

    assert figures["false conflicts"] <= FALSE_CONFLICTS
