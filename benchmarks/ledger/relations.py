"""How right relations and origins are where claims are given: on cases of the tests, or any in their form.

    relations.py [CASE_DIR ...] [--json]

Needs nothing beside the repository. A pair counts where both claims and the relation are the annotated
ones (of *updates*, the direction too); origins count as pairs of claims of different speakers.
`macro` is the mean F1 of the five relations, `micro` F1 of all pairs together; `false conflicts` is the
share of predicted conflicts that the annotation does not have.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from predict import gold_claims, load_case, predict

from sayso.compare.types import RELATIONS

CASES = Path(__file__).resolve().parents[2] / "tests" / "compare" / "cases"
Pair = tuple[str, str, str]  # two claims, the smaller id first unless the second updates the first; relation


@dataclass
class Tally:
    """Counts over any number of cases; origins are counted under "origins"."""

    annotated: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, annotated: set[Any], predicted: set[Any]) -> None:
        """Count what was to be found, what was, and what of it is right."""
        self.annotated[name] += len(annotated)
        self.predicted[name] += len(predicted)
        self.right[name] += len(annotated & predicted)

    def f1(self, *names: str) -> float:
        """Return F1 over the names together."""
        right, both = (
            sum(self.right[name] for name in names),
            sum(self.annotated[name] + self.predicted[name] for name in names),
        )
        return 2 * right / both if both else 0.0


def score(case_dirs: Iterable[Path]) -> Tally:
    """Compare the annotated claims of cases and count what is right."""
    tally = Tally()
    for case_dir in case_dirs:
        documents = load_case(case_dir)
        gold = json.loads((case_dir / "gold.json").read_text("utf-8"))
        found = predict(documents, gold_claims(case_dir / "gold.json", documents))
        annotated, predicted = _pairs(gold), _pairs(found)
        for relation in RELATIONS:
            tally.add(
                relation,
                {pair for pair in annotated if pair[2] == relation},
                {pair for pair in predicted if pair[2] == relation},
            )
        speakers = {str(claim["id"]): str(claim["speaker"]) for claim in gold["claims"]}
        tally.add("origins", _together(gold, speakers), _together(found, speakers))
    return tally


def report(tally: Tally) -> dict[str, float]:
    """Return every figure, 0 to 1, by its name."""
    out = {
        "macro": sum(tally.f1(relation) for relation in RELATIONS) / len(RELATIONS),
        "micro": tally.f1(*RELATIONS),
        "origins": tally.f1("origins"),
        "false conflicts": 1 - _share(tally.right["conflicts"], tally.predicted["conflicts"]),
    }
    return out | {relation: tally.f1(relation) for relation in RELATIONS}


def main(argv: Sequence[str] | None = None) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="*", help="folders with documents/ and gold.json")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args(argv)
    cases = asked.cases or sorted(path.parent for path in CASES.glob("*/gold.json"))
    figures = {case.name: report(score([case])) for case in cases}
    if len(cases) > 1:
        figures["all"] = report(score(cases))
    if asked.json:
        print(json.dumps(figures, indent=1))
        return 0
    for name, row in figures.items():
        print(f"{name:18s} " + "  ".join(f"{what} {share:.3f}" for what, share in row.items()))
    return 0


def _pairs(case: Mapping[str, Any]) -> set[Pair]:
    return {_pair(str(pair["a"]), str(pair["b"]), str(pair["relation"])) for pair in case["pairs"]}


def _pair(one: str, other: str, relation: str) -> Pair:
    return (one, other, relation) if relation == "updates" or one < other else (other, one, relation)


def _together(case: Mapping[str, Any], speakers: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs of claims of different speakers that are put to one origin."""
    return {
        (one, other)
        for origin in case["origins"]
        for one in origin["claims"]
        for other in origin["claims"]
        if one < other and speakers[one] != speakers[other]
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


if __name__ == "__main__":
    sys.exit(main())
