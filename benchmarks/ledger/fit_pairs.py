"""Fit the weights by which pairs of claims are put to one question, and say how well they do on unseen cases.

    fit_pairs.py CASE_DIR [CASE_DIR ...] [--unread CASE_DIR ...] [--write]

Reads the cases' documents, claims and pairs. Each case is judged with weights fitted on the others, those
that are `--unread` with weights fitted on all the rest; --write then fits on all but these and writes
`src/sayso/compare/weights.py`. The weights of the second weighing are fitted on first weighings of each
case by the other cases' weights, since on its own case a first weighing is surer than it will ever be.

Pairs that share a proposition in the gold but are not listed are left out of the
fit. Other pairs that the guidelines rule out whatever they are about (claims that
take no position, two claims of one speaker in one document) stay in as pairs that
are none.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))

from predict import gold_claims, load_case

from sayso.compare.candidates import candidates
from sayso.compare.comparing import stand
from sayso.compare.origins import Origins
from sayso.compare.pairing import FEATURES, features_of
from sayso.compare.reading import Reading, read_claims
from sayso.compare.relations import Circumstances
from sayso.compare.speakers import Speakers
from sayso.compare.terms import weigh_terms
from sayso.compare.types import RELATIONS
from sayso.compare.weighing import AMONG_FEATURES, among
from sayso.compare.withdrawals import Withdrawals

Floats = NDArray[np.float64]
Pair = tuple[int, int]
RIDGE = 2.0  # the bias is all but free of it
STEPS = 60  # Newton's, at most
STILL = 1e-8  # a step so small ends the fit
TAKEN_FROM = 0.25  # the probability from which a pair counts as found, where weighings alone are judged
WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "sayso" / "compare" / "weights.py"
HEAD = '''"""How much each thing that two claims have in common says that they answer one question.

Weights of two logistic models, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

'''


@dataclass(frozen=True)
class Sample:
    """The candidate pairs of a case."""

    name: str
    readings: list[Reading]
    known: Circumstances
    places: list[Pair]  # the claims of each pair, by number
    features: Floats  # (n, len(FEATURES))
    pairs: Floats  # (n,) 1 where the gold lists the pair
    counted: Floats  # (n,) 0 where the pair is left out of the fit
    listed: dict[Pair, tuple[str, int]]  # the gold's relations; with the claim that updates, else 0
    missed: int  # pairs of the gold that are no candidates


def main(argv: Sequence[str] | None = None) -> int:
    """Judge each case by the others, and write the weights of all where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--unread", type=Path, nargs="*", default=[], help="judged, but never fitted on")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    samples = [sample_of(case) for case in args.cases]
    unread = [sample_of(case) for case in args.unread]
    if len(samples) > 2:
        judge_all(samples, unread)
    if args.write:
        write(*fit_both(samples))
    return 0


def judge_all(samples: Sequence[Sample], unread: Sequence[Sample]) -> None:
    """Print how well pairs and relations are found on each case, and on several together."""
    tallies: dict[str, Counter[str]] = {"left out in turn": Counter(), "unread": Counter()}
    for sample in samples:
        others = [other for other in samples if other is not sample]
        tallies["left out in turn"] += judge(sample, *fit_both(others))
    for sample in unread:
        tallies["unread"] += judge(sample, *fit_both(samples))
    for name, tally in tallies.items():
        if tally:
            print(f"{name:18s} {_in_words(tally)}")


def sample_of(case: Path) -> Sample:
    """Read a case's candidate pairs with their features."""
    documents = load_case(case)
    named = gold_claims(case / "gold.json", documents)
    named.sort(key=lambda one: (one[1].doc_id, one[1].content[0].start, one[1].id))
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    number = {name: place for place, (name, _) in enumerate(named)}
    listed = {}
    for pair in gold["pairs"]:
        one, other = number[pair["a"]], number[pair["b"]]
        newer = other if pair["relation"] == "updates" else 0
        listed[min(one, other), max(one, other)] = (pair["relation"], newer)
    together = [{number[position["claim"]] for position in one["positions"]} for one in gold["propositions"]]
    claims = [claim for _, claim in named]
    speakers = Speakers(documents, claims)
    readings = read_claims(documents, claims, speakers)
    weights = weigh_terms(readings)
    places = list(candidates(readings, weights))
    features = [features_of(readings[left], readings[right], weights) for left, right in places]
    unclear = [pair not in listed and any(set(pair) <= members for members in together) for pair in places]
    return Sample(
        name=case.name,
        readings=readings,
        known=Circumstances(Origins(documents, speakers), Withdrawals(readings)),
        places=places,
        features=np.array(features),
        pairs=np.array([float(pair in listed) for pair in places]),
        counted=1.0 - np.array(unclear, dtype=np.float64),
        listed=listed,
        missed=len(listed.keys() - set(places)),
    )


def fit_both(samples: Sequence[Sample]) -> tuple[Floats, Floats]:
    """Return the weights of the first weighing and of the second."""
    pairs, counted = (
        np.hstack([getattr(sample, name) for sample in samples]) for name in ("pairs", "counted")
    )
    first = fit(np.vstack([sample.features for sample in samples]), pairs, counted)
    rows = []
    for sample in samples:
        others = [other for other in samples if other is not sample]
        weights = fit(
            np.vstack([other.features for other in others]),
            np.hstack([other.pairs for other in others]),
            np.hstack([other.counted for other in others]),
        )
        rows.append(_among(sample, weights))
    return first, fit(np.vstack(rows), pairs, counted)


def fit(features: Floats, pairs: Floats, counted: Floats) -> Floats:
    """Return the weights of a logistic model with ridge, by Newton's method."""
    ridge = np.full(features.shape[1], RIDGE)
    ridge[0] = 0.01
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        probable = _logistic(features @ weights)
        slope = features.T @ (counted * (probable - pairs)) + ridge * weights
        spread = (features * (counted * probable * (1 - probable))[:, None]).T @ features + np.diag(ridge)
        step = np.linalg.solve(spread, slope)
        weights = weights - step
        if np.abs(step).max() < STILL:
            break
    return weights


def weigh(sample: Sample, first: Floats, second: Floats) -> Floats:
    """Return how probable it is for each pair that both claims answer one question."""
    return _logistic(_among(sample, first) @ second)


def judge(sample: Sample, first: Floats, second: Floats) -> Counter[str]:
    """Print how many pairs are found, and count relations: annotated, found and right."""
    probable = weigh(sample, first, second)
    taken = probable >= TAKEN_FROM
    hit, found = float((taken * sample.pairs).sum()), float(taken.sum())
    listed = len(sample.listed)
    tally = relations_of(sample, probable)
    print(
        f"{sample.name:18s} pairs P {hit / max(found, 1):.2f}  R {hit / max(listed, 1):.2f}  "
        f"F1 {2 * hit / max(found + listed, 1):.2f}  never candidates {sample.missed} of {listed};  "
        f"{_in_words(tally)}"
    )
    return tally


def relations_of(sample: Sample, probable: Floats) -> Counter[str]:
    """Count the relations of a case: annotated, found and right, by name."""
    tally = Counter(f"gold {relation}" for relation, _ in sample.listed.values())
    probabilities = dict(zip(sample.places, probable.tolist(), strict=True))
    for (left, right), found in stand(sample.readings, probabilities, sample.known).items():
        other = sample.readings[right]
        newer = (right if found.right == other.id else left) if found.relation == "updates" else 0
        tally[f"found {found.relation}"] += 1
        tally[f"right {found.relation}"] += sample.listed.get((left, right)) == (found.relation, newer)
    return tally


def macro(tally: Counter[str]) -> float:
    """Return the mean F1 of the five relations."""
    return sum(_f1(tally, relation) for relation in RELATIONS) / len(RELATIONS)


def write(first: Floats, second: Floats) -> None:
    """Write the weights as a module."""
    tables = (("PAIR_WEIGHTS", FEATURES, first), ("AMONG_WEIGHTS", AMONG_FEATURES, second))
    text = "\n".join(
        f"{title}: dict[str, float] = {{\n"
        + "".join(f'    "{name}": {value:.2f},\n' for name, value in zip(names, weights, strict=True))
        + "}\n"
        for title, names, weights in tables
    )
    WEIGHTS.write_text(HEAD + text, encoding="utf-8")


def _among(sample: Sample, first: Floats) -> Floats:
    alone = _logistic(sample.features @ first)
    pairs = dict(zip(sample.places, alone.tolist(), strict=True))
    return np.array([features for _, features in among(pairs)])


def _logistic(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))))


def _f1(tally: Counter[str], relation: str) -> float:
    both = tally[f"gold {relation}"] + tally[f"found {relation}"]
    return 2 * tally[f"right {relation}"] / both if both else 0.0


def _in_words(tally: Counter[str]) -> str:
    false = 1 - tally["right conflicts"] / max(tally["found conflicts"], 1)
    each = "  ".join(f"{relation} {_f1(tally, relation):.2f}" for relation in RELATIONS)
    return f"macro {macro(tally):.3f}  {each}  false conflicts {false:.2f}"


if __name__ == "__main__":
    sys.exit(main())
