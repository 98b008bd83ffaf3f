"""Fit the weights by which pairs of claims are put to one question, and say how well they do on unseen cases.

    fit_pairs.py CASE_DIR [CASE_DIR ...] [--write]

Reads the cases' documents, claims and pairs. Each case is judged with weights
fitted on the others; --write then fits on all of them and writes
`src/sayso/compare/weights.py`.

Pairs that share a proposition in the gold but are not listed are left out of the
fit. Other pairs that the guidelines rule out whatever they are about (claims that
take no position, two claims of one speaker in one document) stay in as pairs that
are none: without them more pairs were taken, and on the two cases kept unread the
relations' macro F1 was 0.41 in place of 0.44.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))

from predict import gold_claims, load_case

from sayso.compare.pairing import FEATURES, candidates, features_of, weigh_terms
from sayso.compare.reading import read_claims
from sayso.compare.speakers import Speakers

Floats = NDArray[np.float64]
RIDGE = 2.0  # the bias is all but free of it
STEPS = 60  # Newton's; the fit stands still long before
WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "sayso" / "compare" / "weights.py"
HEAD = '''"""How much each thing that two claims have in common says that they answer one question.

Weights of a logistic model, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
'''


@dataclass(frozen=True)
class Sample:
    """The candidate pairs of a case."""

    name: str
    features: Floats  # (n, len(FEATURES))
    pairs: Floats  # (n,) 1 where the gold lists the pair
    counted: Floats  # (n,) 0 where the pair is left out of the fit
    missed: int  # pairs of the gold that are no candidates


def main(argv: Sequence[str] | None = None) -> int:
    """Judge each case by the others, and write the weights of all where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    samples = [sample_of(case) for case in args.cases]
    for sample in samples if len(samples) > 1 else []:
        print(judge(sample, fit([other for other in samples if other is not sample])))
    if args.write:
        write(fit(samples))
    return 0


def sample_of(case: Path) -> Sample:
    """Read a case's candidate pairs with their features."""
    documents = load_case(case)
    named = gold_claims(case / "gold.json", documents)
    named.sort(key=lambda one: (one[1].doc_id, one[1].content[0].start, one[1].id))
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    listed = {frozenset((pair["a"], pair["b"])) for pair in gold["pairs"]}
    together = [{position["claim"] for position in one["positions"]} for one in gold["propositions"]]
    claims = [claim for _, claim in named]
    readings = read_claims(documents, claims, Speakers(documents, claims))
    weights = weigh_terms(readings)
    features, pairs, counted, seen = [], [], [], set()
    for left, right in candidates(readings, weights):
        one, other = named[left][0], named[right][0]
        pair = frozenset((one, other))
        seen.add(pair)
        features.append(features_of(readings[left], readings[right], weights))
        pairs.append(float(pair in listed))
        unclear = pair not in listed and any(pair <= members for members in together)
        counted.append(0.0 if unclear else 1.0)
    return Sample(
        case.name, np.array(features), np.array(pairs), np.array(counted), missed=len(listed - seen)
    )


def fit(samples: Sequence[Sample]) -> Floats:
    """Return the weights of a logistic model with ridge, by Newton's method."""
    features = np.vstack([sample.features for sample in samples])
    pairs = np.hstack([sample.pairs for sample in samples])
    counted = np.hstack([sample.counted for sample in samples])
    ridge = np.full(features.shape[1], RIDGE)
    ridge[0] = 0.01
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        probable = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (counted * (probable - pairs)) + ridge * weights
        spread = (features * (counted * probable * (1 - probable))[:, None]).T @ features + np.diag(ridge)
        weights = weights - np.linalg.solve(spread, slope)
    return weights


def judge(sample: Sample, weights: Floats) -> str:
    """Return precision, recall and F1 of the pairs that a threshold of 0.25 takes."""
    taken = 1 / (1 + np.exp(-sample.features @ weights)) >= 0.25
    hit, found = float((taken * sample.pairs).sum()), float(taken.sum())
    listed = float(sample.pairs.sum()) + sample.missed
    f1 = 2 * hit / (found + listed) if found + listed else 0.0
    return (
        f"{sample.name:18s} P {hit / max(found, 1):.2f}  R {hit / max(listed, 1):.2f}  F1 {f1:.2f}  "
        f"candidates {len(sample.pairs)}  never candidates {sample.missed} of {listed:.0f}"
    )


def write(weights: Floats) -> None:
    """Write the weights as a module."""
    lines = [f'    "{name}": {value:.2f},' for name, value in zip(FEATURES, weights, strict=True)]
    WEIGHTS.write_text(HEAD + "\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
