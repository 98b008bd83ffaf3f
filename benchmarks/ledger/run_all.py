"""Score every case of a folder, with the gold claims given and end to end, by the cases' own scorer.

    run_all.py [CASES_DIR] [--only CASE ...] [--gold-only] [--work DIR]

The cases are looked for beside the repository; where there are none, this says so and ends.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import predict

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def main(argv: Sequence[str] | None = None) -> int:
    """Score the cases and print the figures of each, and of all pooled."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases_dir", type=Path, nargs="?", default=CASES)
    parser.add_argument("--only", nargs="*", default=[], help="names of the cases to score")
    parser.add_argument("--gold-only", action="store_true", help="leave the run end to end out")
    args = parser.parse_args(argv)
    scorer_path = args.cases_dir / "score_ledger.py"
    if not scorer_path.is_file():
        print(f"No cases to score: there is no {scorer_path.name} in {args.cases_dir}.")
        return 0
    scorer = _load(scorer_path)
    cases = [
        path.parent
        for path in sorted(args.cases_dir.glob("*/gold.json"))
        if not args.only or path.parent.name in args.only
    ]
    ways = [way for way in (True, False) if way or not args.gold_only]
    with tempfile.TemporaryDirectory() as work:
        for given in ways:
            print("gold claims given" if given else "end to end")
            _score(cases, given, scorer, Path(work))
    return 0


def _score(cases: Sequence[Path], given: bool, scorer: ModuleType, work: Path) -> None:
    pooled = scorer.Tally()
    for case in cases:
        out = work / f"{case.name}.json"
        told = ["--gold-claims", str(case / "gold.json")] if given else []
        predict.main([str(case), "--out", str(out), *told])
        alone = scorer.Tally()
        for tally in (alone, pooled):
            _count(scorer, case, out, tally)
        print(_line(case.name, scorer.report(alone)))
    print(_line("pooled", scorer.report(pooled)))
    for relation, row in scorer.report(pooled)["pairs"]["classes"].items():
        print(
            f"  {relation:18s} P {row['precision']:.2f}  R {row['recall']:.2f}  F1 {row['f1']:.2f}  "
            f"gold {row['gold']:4d}  predicted {row['predicted']:4d}"
        )


def _count(scorer: ModuleType, case: Path, out: Path, tally: Any) -> None:
    gold = scorer.load(case / "gold.json")
    scorer.count(
        gold,
        json.loads(out.read_text(encoding="utf-8")),
        scorer.texts_beside(case / "gold.json", gold),
        tally,
    )


def _line(name: str, report: dict[str, Any]) -> str:
    pairs, origins = report["pairs"], report["origins"]
    return (
        f"{name:18s} claims F1 {report['claims']['f1']:.3f}  pairs macro {pairs['macro_f1']:.3f} "
        f"micro {pairs['micro_f1']:.3f}  all pairs macro {pairs['end_to_end_macro_f1']:.3f}  "
        f"origins F1 {origins['f1']:.3f} across speakers {origins['cross_speaker_f1']:.3f}"
    )


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_ledger", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be read as a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_ledger"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
