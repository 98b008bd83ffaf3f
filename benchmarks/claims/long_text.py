"""CPU seconds and most memory for one long text, by words; each size in a process of its own.

    OMP_NUM_THREADS=1 python benchmarks/claims/long_text.py [--words N ...] [--one-line] [--extractor NAME]

The text is invented, and made anew each time: reports of six sentences, with names, figures and
quotations. `--one-line` leaves out the paragraphs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import cycle, islice

SENTENCES = (
    "Mayor {name} said on Monday that at least {figure} boats had left the harbour of {place}.",
    '"Nobody was hurt, and {figure} people are safe," spokeswoman Ida {name} told reporters in {place}.',
    "The {place} Port Authority denied that the quay had been closed.",
    "According to two divers, about a third of the {figure} crates were empty.",
    "The company would not say who had ordered the work, and she declined to comment.",
    "Workers feared that dozens of others were still inside the hall near {place}.",
)
NAMES = ("Brill", "Hane", "Prast", "Lenk", "Voss", "Quern", "Tamm", "Orsk")
PLACES = ("Orrin", "Vessin", "Tarnhollow", "Upper Quern", "Port Esk")


def text_of(words: int, one_line: bool) -> str:
    """Return an invented text of at least so many words."""
    out: list[str] = []
    count = 0
    fill = zip(cycle(SENTENCES), cycle(NAMES), cycle(PLACES), cycle(range(12, 97)), strict=False)
    for number, (sentence, name, place, figure) in enumerate(islice(fill, words)):
        out.append(sentence.format(name=name, place=place, figure=figure))
        count += len(out[-1].split())
        if count >= words:
            break
        out.append(" " if one_line or number % 6 != 5 else "\n\n")
    return "".join(out)


def measure(words: int, one_line: bool, extractor: str) -> dict[str, object]:
    """Read one text in this process and return what it took."""
    from sayso.claims.documents import make_document
    from sayso.claims.extraction import extract_claims

    extract_claims(make_document("first", text_of(200, one_line=False), kind="article"), extractor)
    loaded_mb = _most_mb()
    document = make_document("long", text_of(words, one_line), kind="article")
    began = time.process_time()
    found = extract_claims(document, extractor)
    spent = time.process_time() - began
    return {
        "words": len(document.text.split()),
        "characters": len(document.text),
        "claims": len(found.claims),
        "not_read": found.not_read,
        "cpu_s": round(spent, 1),
        "loaded_mb": loaded_mb,
        "most_mb": _most_mb(),
    }


def main() -> None:
    """Measure each size in a process of its own and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, nargs="*", default=[1_000, 10_000, 50_000])
    parser.add_argument("--one-line", action="store_true")
    parser.add_argument("--extractor", default="tagger")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    for words in asked.words:
        if asked.here:
            print(json.dumps(measure(words, asked.one_line, asked.extractor)))
            continue
        told = ["--words", str(words), "--extractor", asked.extractor, "--here"]
        told += ["--one-line"] if asked.one_line else []
        subprocess.run([sys.executable, __file__, *told], check=True)


def _most_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
