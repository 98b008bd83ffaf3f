"""Fit the weights of a finding's score on rendered benchmarks, and test each set by the others' weights.

    python -m benchmarks.footage.fit_score SET [SET ...] [--cards 48] [--jobs 2]

A SET is a folder that the benchmark's `make_benchmark.py` rendered: `references`, `queries` and
`ground_truth.jsonl`. Fingerprints are kept in it, by all that their method says of itself and by the videos'
names, sizes and times. Cards are rendered skies, leaders, title cards, logos, test cards and flights
(`sayso.testing.distractors`), searched among themselves.
They are not fitted to, as two of one pattern may well look the same: it is counted what they are called.

A true pair counts as much as two others, so a score of 0.5 is where a copy is half as likely as not, among
the candidates of these sets. Printed: recall before the first false pair and average precision, with and
without pairs of one scene at another time, for weights fitted on the other sets; then the weights of all, for
`verdicts.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from benchmarks.footage.predict import distractors, kept_fingerprints
from numpy.typing import NDArray

from sayso.footage.laying import lay
from sayso.footage.search import CopyIndex
from sayso.footage.support import support_of
from sayso.footage.types import FootagePrint
from sayso.footage.verdicts import LEAST_ENERGY, WEIGHTS, evidence_of

Floats = NDArray[np.float64]
Pair = tuple[str, str]
RIDGE = 1.0
ROUNDS = 40
TRUE_PAIR = 2.0  # of a false one


@dataclass
class Rows:
    """The candidates of one set, in columns."""

    name: str
    pairs: list[Pair] = field(default_factory=list)
    evidence: list[list[float]] = field(default_factory=list)
    truth: set[Pair] = field(default_factory=set)
    same_scene: set[Pair] = field(default_factory=set)

    def add(self, pair: Pair, evidence: dict[str, float]) -> None:
        """Add a candidate."""
        self.pairs.append(pair)
        self.evidence.append([evidence[name] for name in WEIGHTS])

    def scores(self, weights: Floats) -> dict[Pair, float]:
        """Return the best score of each pair."""
        best: dict[Pair, float] = defaultdict(float)
        for pair, row in zip(self.pairs, self.evidence, strict=True):
            best[pair] = max(best[pair], 1 / (1 + float(np.exp(-(np.dot(row, weights[:-1]) + weights[-1])))))
        return best


def prints_of(folder: Path, jobs: int) -> tuple[dict[str, FootagePrint], dict[str, FootagePrint]]:
    """Return the fingerprints of a set's references and queries."""
    sides = folder / "references", folder / "queries"
    return kept_fingerprints(sides[0], jobs), kept_fingerprints(sides[1], jobs)


def rows_of_set(folder: Path, jobs: int) -> Rows:
    """Return the candidates of a rendered benchmark."""
    references, queries = prints_of(folder, jobs)
    rows = Rows(folder.name)
    for line in (folder / "ground_truth.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["reference"]:
            rows.truth.add((row["query"], row["reference"]))
        rows.same_scene |= {(row["query"], name) for name in row.get("ignore", [])}
    _collect(rows, references, queries)
    return rows


def kinds_of_cards(count: int, jobs: int) -> Counter[str]:
    """Count what rendered cards are called when they are searched among themselves."""
    cards = distractors(count, jobs)
    names = {footage.exhibit: name.split("_")[-1] for name, footage in cards.items()}
    index = CopyIndex(cards.values())
    found = (copy for footage in cards.values() for copy in index.search(footage).copies)
    return Counter(f"{names[copy.query]} in {names[copy.found]}: {copy.kind}" for copy in found)


def _collect(rows: Rows, references: dict[str, FootagePrint], queries: dict[str, FootagePrint]) -> None:
    index = CopyIndex(references.values())
    names = list(references)
    for name, query in queries.items():
        for candidate in index.candidates(query):
            found = references[names[candidate.owner]]
            if found.exhibit == query.exhibit:
                continue
            laid = lay(candidate, query, found)
            if laid is None or laid.agreement.energy < LEAST_ENERGY:
                continue
            support = support_of(laid, query, found, mirror=candidate.mirror)
            rows.add((name, names[candidate.owner]), evidence_of(candidate, laid.agreement, support))
        print(f"{rows.name}: {name}", file=sys.stderr, end="\r")


def fitted(sets: Iterable[Rows]) -> Floats:
    """Return the weights and, last, the bias; of a true pair only its best candidate counts."""
    sets = list(sets)
    weights = np.array([*WEIGHTS.values(), -5.0])
    for _ in range(3):
        rows, labels = _chosen(sets, weights)
        weights = _logistic(rows, labels)
    return weights


def _chosen(sets: Sequence[Rows], weights: Floats) -> tuple[Floats, Floats]:
    rows: list[list[float]] = []
    labels: list[float] = []
    for each in sets:
        best: dict[Pair, tuple[float, list[float]]] = {}
        for pair, row in zip(each.pairs, each.evidence, strict=True):
            if pair in each.truth:
                best[pair] = max(best.get(pair, (-np.inf, row)), (float(np.dot(row, weights[:-1])), row))
            else:
                rows.append(row)
                labels.append(0.0)
        rows += [row for _, row in best.values()]
        labels += [1.0] * len(best)
    return np.array(rows), np.array(labels)


def _logistic(rows: Floats, labels: Floats) -> Floats:
    given = np.column_stack([rows, np.ones(len(rows))])
    weights = np.zeros(given.shape[1])
    counts = np.where(labels > 0, TRUE_PAIR, 1.0)
    ridge = RIDGE * np.eye(len(weights))
    ridge[-1, -1] = 0
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (counts * (labels - sure)) - ridge @ weights
        weights = weights + np.linalg.solve(
            (given * (counts * sure * (1 - sure))[:, None]).T @ given + ridge, slope
        )
    return weights


def report(rows: Rows, weights: Floats, *, strict: bool) -> str:
    """Say how well a set's true pairs are told from the others."""
    scores = rows.scores(weights)
    kept = [pair for pair in scores if strict or pair in rows.truth or pair not in rows.same_scene]
    ranked = sorted(kept, key=lambda pair: -scores[pair])
    first_false = next((n for n, pair in enumerate(ranked) if pair not in rows.truth), len(ranked))
    hits = np.cumsum([pair in rows.truth for pair in ranked])
    precision = sum(hits[n] / (n + 1) for n, pair in enumerate(ranked) if pair in rows.truth)
    total = max(len(rows.truth), 1)
    shown = sum(scores[pair] >= 0.5 for pair in ranked if pair in rows.truth)
    false = [(*pair, round(scores[pair], 3)) for pair in ranked if pair not in rows.truth][:6]
    alarms = sum(scores[pair] >= 0.5 for pair in ranked if pair not in rows.truth)
    name = f"{rows.name} strict" if strict else rows.name
    return (
        f"{name}: before the first false pair {first_false / total:.3f}, average precision "
        f"{precision / total:.3f}; at 0.5 recall {shown / total:.3f}, {alarms} false; {false}"
    )


def main() -> None:
    """Collect, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--cards", type=int, default=48, help="how many are searched among themselves")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    sets = [rows_of_set(folder, args.jobs) for folder in args.sets]
    for rows in sets:
        weights = fitted(other for other in sets if other is not rows)
        print("by weights of the others:", report(rows, weights, strict=False))
        print("by weights of the others:", report(rows, weights, strict=True))
    weights = fitted(sets)
    for rows in sets:
        print("by weights of all:", report(rows, weights, strict=True))
    for name, weight in zip([*WEIGHTS, "bias"], weights.tolist(), strict=True):
        print(f"    {name!r}: {weight:.2f},")
    for kinds, number in sorted(kinds_of_cards(args.cards, args.jobs).items()):
        print(f"{kinds}: {number} of the cards")


if __name__ == "__main__":
    main()
