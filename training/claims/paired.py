"""Say how much better one set of predictions is than another, with an interval over documents.

    paired.py --scorer evaluate.py --gold FILE --texts DIR --before FILE --after FILE [--draws N]

Both sets are drawn again together, so what makes a document hard for both cancels out;
the interval of the difference is narrower than those of the two figures. The scorer is
the attribution benchmark's own.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

METRICS = {  # name -> which figure of it: F1, or recall where precision has no meaning
    "link_relaxed": 2,
    "content_found": 2,
    "content.overlap": 2,
    "content.exact_np": 2,
    "source.exact_np": 2,
    "cue.exact_np": 2,
    "indirect.link_relaxed": 1,
}
SEED = 0

Counts = Mapping[str, Any]  # of one document, as the scorer's `score_document` gives them


def figures(scorer: ModuleType, documents: Sequence[Counts]) -> dict[str, float]:
    """Return the figures of some documents, in percent."""
    totals = scorer.total(documents)
    return {name: 100 * totals[name][place] for name, place in METRICS.items()}


def differences(
    scorer: ModuleType, before: Sequence[Counts], after: Sequence[Counts], draws: int
) -> dict[str, list[float]]:
    """Return each metric's sorted differences over documents drawn again."""
    rng = random.Random(SEED)
    found: dict[str, list[float]] = {name: [] for name in METRICS}
    for _ in range(draws):
        places = rng.choices(range(len(before)), k=len(before))
        old = figures(scorer, [before[place] for place in places])
        new = figures(scorer, [after[place] for place in places])
        for name, values in found.items():
            values.append(new[name] - old[name])
    return {name: sorted(values) for name, values in found.items()}


def load_scorer(path: Path) -> ModuleType:
    """Load the benchmark's scorer from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"No scorer can be loaded from {path}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Read the command line, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("scorer", "gold", "texts", "before", "after"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=1000)
    asked = parser.parse_args()
    scorer = load_scorer(asked.scorer)
    gold = scorer.read_jsonl(asked.gold)
    texts = {name: (asked.texts / f"{name}.txt").read_bytes().decode("utf-8") for name in gold}

    def scored(path: Path) -> list[Counts]:
        found = scorer.read_jsonl(path)
        return [
            scorer.score_document(found.get(name, ()), gold[name], texts[name], by_type=True)
            for name in sorted(gold)
        ]

    before, after = scored(asked.before), scored(asked.after)
    old, new = figures(scorer, before), figures(scorer, after)
    for name, values in differences(scorer, before, after, asked.draws).items():
        low, high = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
        change = f"{new[name] - old[name]:+.1f} [{low:+.1f}, {high:+.1f}]"
        print(f"{name:24s} {old[name]:5.1f} -> {new[name]:5.1f}  {change}")


if __name__ == "__main__":
    main()
