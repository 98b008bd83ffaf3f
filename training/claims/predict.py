"""Write the network's own attributions of a folder of texts, as the attribution benchmark reads them.

    python predict.py --texts DIR --out FILE.jsonl [--model NAME.onnx] [--vocabulary NAME.vocabulary.txt]

Nothing is cut anew after the network: this measures it alone, in eight bits or in floats.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from sayso.claims.tagger.spans import Tagged, find_tagged
from sayso.claims.tagging import Network, model_files
from sayso.values import TextSpan


def as_json(found: Tagged) -> dict[str, list[list[int]]]:
    """Return one attribution in the benchmark's form."""

    def pairs(*spans: TextSpan | None) -> list[list[int]]:
        return [[span.start, span.end] for span in spans if span is not None]

    return {"source": pairs(found.source), "cue": pairs(found.cue), "content": pairs(*found.content)}


def main() -> None:
    """Predict, and say on stderr how many documents that makes a second of processor time."""
    model, vocabulary = model_files()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=model)
    parser.add_argument("--vocabulary", type=Path, default=vocabulary)
    asked = parser.parse_args()
    network = Network(asked.model, asked.vocabulary)
    paths = sorted(asked.texts.glob("*.txt"))
    began = time.process_time()
    with asked.out.open("w", encoding="utf-8") as file:
        for path in paths:
            found = find_tagged(network, path.read_bytes().decode("utf-8"))
            line = {"doc_id": path.stem, "attributions": [as_json(one) for one in found]}
            file.write(json.dumps(line) + "\n")
    spent = time.process_time() - began
    print(f"{len(paths) / spent:.1f} documents per CPU-second", file=sys.stderr)


if __name__ == "__main__":
    main()
