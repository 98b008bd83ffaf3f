"""Count what goes wrong with each attribution of a gold file, by the first thing that does.

    error_classes.py --gold FILE.jsonl --pred FILE.jsonl

For each gold attribution, the prediction whose cue overlaps its cue, best content first:

* missed: no prediction has this cue;
* swallowed: neither, and the cue stands in the content of a prediction;
* wrong content: half of the content's characters, or more, are not shared (F1 below 0.5);
* wrong source: the sources do not touch, or only one of the two has a source;
* right: none of these.

"Without a cue" are gold attributions that have none, which cannot be told apart in this way.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

Spans = Sequence[Sequence[int]]
Attribution = dict[str, Spans]
CLASSES = ("right", "missed", "swallowed", "wrong content", "wrong source", "without a cue")
HALF = 0.5


def read(path: Path) -> dict[str, list[Attribution]]:
    """Return the attributions of each document of a file."""
    out: dict[str, list[Attribution]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        out[record["doc_id"]] += record["attributions"]
    return out


def class_of(gold: Attribution, predicted: Sequence[Attribution]) -> str:
    """Name the first thing that is wrong with what was predicted for a gold attribution."""
    if not gold["cue"]:
        return "without a cue"
    same_cue = [one for one in predicted if shared(one["cue"], gold["cue"])]
    if not same_cue:
        inside = any(shared(one["content"], gold["cue"]) for one in predicted)
        return "swallowed" if inside else "missed"
    best = max(same_cue, key=lambda one: f1(one["content"], gold["content"]))
    if f1(best["content"], gold["content"]) < HALF:
        return "wrong content"
    both_without = not best["source"] and not gold["source"]
    return "right" if both_without or shared(best["source"], gold["source"]) else "wrong source"


def f1(one: Spans, other: Spans) -> float:
    """Return the F1 of the characters of two sets of spans, 0 to 1."""
    size = sum(end - start for start, end in [*one, *other])
    return 2 * shared(one, other) / size if size else 0.0


def shared(one: Spans, other: Spans) -> int:
    """Return how many characters two sets of spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--pred", type=Path, required=True)
    asked = parser.parse_args()
    gold, predicted = read(asked.gold), read(asked.pred)
    counted = Counter(class_of(one, predicted[doc]) for doc, all_of in gold.items() for one in all_of)
    for name in CLASSES:
        print(f"{name:14s} {counted[name]:5d}  {counted[name] / counted.total():.1%}")


if __name__ == "__main__":
    main()
