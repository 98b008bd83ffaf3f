"""How right the fields of claims are, on annotated cases: those of the tests, or any in their form.

    fields.py [CASE_DIR ...] [--extractor NAME] [--json]

Predicted and annotated claims of a document are put side by side by the words of their contents
(at least half of them shared, best first; the cue decides between claims on the same words). A field
is judged on those that were; `balanced` is the mean over the values of a field, each counted alike.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from claims_of_case import predict_claims

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.words import word_set

CASES = Path(__file__).resolve().parents[2] / "tests" / "claims" / "cases"
ALIGNED_FROM = 0.5  # F1 of the words of two contents
BALANCED = ("mode", "act", "endorsement", "certainty", "event_status", "anonymous")
LEFT_OUT = word_set(
    """
    the a an mr mrs ms dr president minister prime mayor governor captain colonel major general commander
    director chief doctor senior deputy professor spokesman spokeswoman
    """
)

Claim = Mapping[str, Any]


@dataclass
class Scores:
    """Counts over any number of documents."""

    annotated: int = 0
    found: int = 0
    aligned: int = 0
    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    by_value: dict[str, dict[str, list[bool]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    @property
    def f1(self) -> float:
        """Return F1 of the claims found."""
        return 2 * self.aligned / (self.annotated + self.found) if self.annotated + self.found else 0.0

    def accuracy(self, name: str) -> float:
        """Return the share of aligned claims whose field is right."""
        return _share(self.right[name])

    def balanced(self, name: str) -> float:
        """Return the mean, over the values that the annotation has, of the share that is right."""
        shares = [_share(one) for one in self.by_value[name].values()]
        return sum(shares) / len(shares) if shares else 0.0


def score(case_dirs: Sequence[Path], extractor: str = DEFAULT_EXTRACTOR) -> Scores:
    """Run an extractor on cases and count what is right."""
    scores = Scores()
    for case_dir in case_dirs:
        gold: list[Claim] = json.loads((case_dir / "gold.json").read_text("utf-8"))["claims"]
        predicted = predict_claims(case_dir, extractor)
        for path in sorted((case_dir / "documents").glob("*.txt")):
            words = [match.start() for match in re.finditer(r"\w+", path.read_bytes().decode("utf-8"))]
            _count(scores, _of(gold, path.stem), _of(predicted, path.stem), words)
    return scores


def report(scores: Scores) -> dict[str, float]:
    """Return every figure, 0 to 1, by its name."""
    out = {"claims F1": scores.f1, **{name: scores.accuracy(name) for name in sorted(scores.right)}}
    return out | {f"{name}, balanced": scores.balanced(name) for name in BALANCED}


def main(argv: Sequence[str] | None = None) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="*", help="folders with documents/ and gold.json")
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args(argv)
    cases = asked.cases or sorted(path.parent for path in CASES.glob("*/gold.json"))
    figures = {case.name: report(score([case], asked.extractor)) for case in cases}
    if len(cases) > 1:
        figures["all"] = report(score(cases, asked.extractor))
    if asked.json:
        print(json.dumps(figures, indent=1))
        return 0
    for name, row in figures.items():
        print(name)
        for what, share in row.items():
            print(f"  {what:26s} {share:6.1%}")
    return 0


def _of(claims: Sequence[Claim], doc_id: str) -> list[Claim]:
    return [claim for claim in claims if claim["doc_id"] == doc_id]


def _count(scores: Scores, gold: Sequence[Claim], predicted: Sequence[Claim], words: Sequence[int]) -> None:
    scores.annotated += len(gold)
    scores.found += len(predicted)
    for one, other in _aligned(gold, predicted, words):
        scores.aligned += 1
        for name, same in _JUDGES.items():
            scores.right[name].append(same(one, other))
        if one["quantities"] or other["quantities"]:
            scores.right["quantities, where any"].append(_JUDGES["quantities"](one, other))
        for name in BALANCED:
            scores.by_value[name][str(one[name])].append(one[name] == other[name])


def _aligned(
    gold: Sequence[Claim], predicted: Sequence[Claim], words: Sequence[int]
) -> list[tuple[Claim, Claim]]:
    covered = [(one, _covered(one, words)) for one in gold]
    pairs = []
    for place, other in enumerate(predicted):
        theirs = _covered(other, words)
        for rank, (one, ours) in enumerate(covered):
            size = len(ours) + len(theirs)
            overlap = 2 * len(ours & theirs) / size if size else 0.0
            if overlap >= ALIGNED_FROM:
                pairs.append((-overlap, not _same_cue(one, other), rank, place))
    out: dict[int, int] = {}
    for _, _, rank, place in sorted(pairs):
        if rank not in out and place not in out.values():
            out[rank] = place
    return [(gold[rank], predicted[place]) for rank, place in out.items()]


def _covered(claim: Claim, words: Sequence[int]) -> frozenset[int]:
    return frozenset(at for at in words for start, end in claim["content"] if start <= at < end)


def _same_cue(one: Claim, other: Claim) -> bool:
    if not one["cue"] or not other["cue"]:
        return not one["cue"] and not other["cue"]
    return any(a < d and c < b for a, b in one["cue"] for c, d in other["cue"])


def _same_speaker(one: Claim, other: Claim) -> bool:
    ours, theirs = _telling(one["speaker"]), _telling(other["speaker"])
    return ours <= theirs or theirs <= ours if ours and theirs else ours == theirs


def _telling(name: str) -> frozenset[str]:
    words = re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", name.casefold()))
    return frozenset(word.rstrip("s") for word in words if word not in LEFT_OUT)


def _quantities(claim: Claim) -> set[tuple[str, str, str]]:
    return {
        (
            str([round(float(v), 1) for v in _pair(q["value"])]),
            (q["unit"] or "").casefold(),
            q["qualifier"],
        )
        for q in claim["quantities"]
    }


def _pair(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else [value]


def _places(claim: Claim) -> set[str]:
    return {place["text"] for place in claim["places"]}


def _times(claim: Claim) -> set[tuple[str, str, str]]:
    return {(time["text"], str(time["start"]), str(time["end"])) for time in claim["times"]}


def _through(claim: Claim) -> list[frozenset[str]]:
    return [_telling(name) for name in claim["through"]]


def _equal(name: str) -> Callable[[Claim, Claim], bool]:
    return lambda one, other: bool(one[name] == other[name])


_JUDGES: dict[str, Callable[[Claim, Claim], bool]] = {
    **{name: _equal(name) for name in BALANCED},
    "speaker": _same_speaker,
    "through": lambda one, other: _through(one) == _through(other),
    "quantities": lambda one, other: _quantities(one) == _quantities(other),
    "places": lambda one, other: _places(one) == _places(other),
    "times": lambda one, other: _times(one) == _times(other),
}


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


if __name__ == "__main__":
    sys.exit(main())
