"""Say how far the ends of found stretches are off, of the pairs that `predict.py` found.

    python benchmarks/footage/ends.py GROUND_TRUTH.jsonl FOUND.jsonl

A stretch of the truth is held against the found ones of its pair that lie over it in the query: the first
start and the last end, in seconds of the query.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

FAR_S = 0.5
Line = dict[str, Any]


def read(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def missing_s(truth: list[Line], found: list[Line]) -> list[float]:
    """Return what is missing at each end, in seconds; negative where a found stretch reaches too far."""
    missing: list[float] = []
    for true in truth:
        start_s, end_s = true["q"] if true["reference"] else (0.0, 0.0)
        over = [
            each
            for each in found
            if (each["query"], each["reference"]) == (true["query"], true["reference"])
            and min(each["q_end"], end_s) > max(each["q_start"], start_s)
        ]
        if over:
            missing.append(min(each["q_start"] for each in over) - start_s)
            missing.append(end_s - max(each["q_end"] for each in over))
    return missing


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("found", type=Path)
    asked = parser.parse_args()
    missing = np.array(missing_s(read(asked.truth), read(asked.found)))
    off = np.abs(missing)
    median, most = np.quantile(off, [0.5, 0.9])
    print(f"ends {len(off)}, off by {median:.3f} s at the median, {most:.2f} s at nine in ten")
    print(f"within .25 s: {(off <= FAR_S / 2).mean():.3f}; within {FAR_S} s: {(off <= FAR_S).mean():.3f}")
    print(f"more than {FAR_S} s missing: {(missing > FAR_S).sum()}; too much: {(missing < -FAR_S).sum()}")


if __name__ == "__main__":
    main()
