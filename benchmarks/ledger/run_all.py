"""Score every case of a folder, with the gold claims given and end to end, by the cases' own scorer.

    run_all.py [CASES_DIR] [--only CASE ...] [--gold-only | --end-to-end-only] [--extractor NAME]

Prints for each case, and pooled, with and without the worked example `khorne`, and for the two cases
that were read least while the methods were written:

* how many claims were found, and of these how often each field is right: the speaker, who it came through,
  figures where there are any, and mode, act, endorsement, certainty and event status as balanced accuracy
  (the mean over the values that the gold has; 94 % of claims have no marker of certainty);
* relations between the claims, and origins.

The cases are looked for beside the repository; where there are none, this says so and ends.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import predict

from sayso.claims.extraction import DEFAULT_EXTRACTOR

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
WORKED_EXAMPLE = "khorne"
READ_LEAST = frozenset({"hospital-strike", "chem-cloud"})
PLAIN = (("speaker", "speaker"), ("through", "through"), ("quantities (where any)", "figures"))
BALANCED = (
    ("mode", "mode"),
    ("act", "act"),
    ("endorsement", "endorsed"),
    ("certainty", "certain"),
    ("event_status", "status"),
)


@dataclass(frozen=True)
class Row:
    """One line of the tables."""

    name: str
    report: dict[str, Any]  # as the scorer gives it


def main(argv: Sequence[str] | None = None) -> int:
    """Score the cases and print the figures of each, and of several pooled."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases_dir", type=Path, nargs="?", default=CASES)
    parser.add_argument("--only", nargs="*", default=[], help="names of the cases to score")
    parser.add_argument("--gold-only", action="store_true", help="leave the run end to end out")
    parser.add_argument("--end-to-end-only", action="store_true", help="leave the run with gold claims out")
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR, help="that finds the claims, end to end")
    args = parser.parse_args(argv)
    if not (args.cases_dir / "score_ledger.py").is_file():
        print(f"No cases to score: there is no score_ledger.py in {args.cases_dir}.")
        return 0
    if not args.end_to_end_only:
        print("\ngold claims given: relations and origins")
        print(relations_table(score_cases(args.cases_dir, only=args.only)))
    if not args.gold_only:
        rows = score_cases(args.cases_dir, only=args.only, extractor=args.extractor)
        print(f"\nend to end, claims by {args.extractor}, in percent\n{claims_table(rows)}")
        print(f"\nend to end: relations and origins\n{relations_table(rows)}")
    return 0


def score_cases(cases_dir: Path, *, only: Sequence[str] = (), extractor: str | None = None) -> list[Row]:
    """Return a row for each case, and rows for several pooled; without an extractor, of the gold claims."""
    scorer = _load(cases_dir / "score_ledger.py")
    cases = [
        path.parent for path in sorted(cases_dir.glob("*/gold.json")) if not only or path.parent.name in only
    ]
    pools = {
        "all": [case.name for case in cases],
        f"without {WORKED_EXAMPLE}": [case.name for case in cases if case.name != WORKED_EXAMPLE],
        "read least": [case.name for case in cases if case.name in READ_LEAST],
    }
    tallies = {name: scorer.Tally() for name, members in pools.items() if members}
    rows = []
    for case in cases:
        predicted = _predicted(case, extractor)
        alone = scorer.Tally()
        for tally in (alone, *(tallies[name] for name in tallies if case.name in pools[name])):
            gold = scorer.load(case / "gold.json")
            scorer.count(gold, predicted, scorer.texts_beside(case / "gold.json", gold), tally)
        rows.append(Row(case.name, scorer.report(alone)))
    return rows + [Row(name, scorer.report(tally)) for name, tally in tallies.items()]


def claims_table(rows: Sequence[Row]) -> str:
    """Return claims found and fields right, in percent; "-" where nothing was to be judged."""
    head = ["P", "R", "F1", *(short for _, short in PLAIN), *(short for _, short in BALANCED)]
    lines = [f"{'':18s}" + "".join(f"{name:>9s}" for name in head) + "   (the last five: balanced accuracy)"]
    for row in rows:
        claims, accuracy, balanced = (
            row.report[part] for part in ("claims", "accuracy", "balanced_accuracy")
        )
        values = [claims["precision"], claims["recall"], claims["f1"]]
        values += [accuracy.get(name) for name, _ in PLAIN] + [balanced.get(name) for name, _ in BALANCED]
        cells = "".join(f"{'-' if value is None else format(100 * value, '.1f'):>9s}" for value in values)
        lines.append(f"{row.name:18s}{cells}")
    return "\n".join(lines)


def relations_table(rows: Sequence[Row]) -> str:
    """Return how well relations and origins do, and each relation over all cases."""
    lines = [_relations(row) for row in rows]
    pooled = next(row for row in rows if row.name == "all")
    for relation, found in pooled.report["pairs"]["classes"].items():
        lines.append(
            f"  {relation:18s} P {found['precision']:.2f}  R {found['recall']:.2f}  F1 {found['f1']:.2f}  "
            f"gold {found['gold']:4d}  predicted {found['predicted']:4d}"
        )
    return "\n".join(lines)


def _relations(row: Row) -> str:
    pairs, origins = row.report["pairs"], row.report["origins"]
    return (
        f"{row.name:18s} claims F1 {row.report['claims']['f1']:.3f}  pairs macro {pairs['macro_f1']:.3f} "
        f"micro {pairs['micro_f1']:.3f}  all pairs macro {pairs['end_to_end_macro_f1']:.3f}  "
        f"origins F1 {origins['f1']:.3f} across speakers {origins['cross_speaker_f1']:.3f}"
    )


def _predicted(case: Path, extractor: str | None) -> Any:
    told = ["--gold-claims", str(case / "gold.json")] if extractor is None else ["--extractor", extractor]
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "predicted.json"
        predict.main([str(case), "--out", str(out), *told])
        return json.loads(out.read_text(encoding="utf-8"))


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be read as a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
