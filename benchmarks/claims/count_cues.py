"""Count how often a verb or noun is a cue, by the frame it stands in.

    count_cues.py CORPUS --out src/sayso/claims/cue_counts.json

CORPUS holds `texts/<doc_id>.txt` and `gold.jsonl` (one document a line, with
`attributions` of `source`, `cue` and `content` spans), as PolNeAR TRAIN converted
for the attribution benchmark. The result holds lemmas and numbers, and no text.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.claims.layout import lay_out
from sayso.claims.parsing import Parsed, parse
from sayso.claims.plain import plain_text
from sayso.claims.rules.uses import uses_of

FEWEST_USES = 3  # of a lemma in a frame; rarer ones are left out
FEWEST_SHARE = 0.25  # of the uses that are cues; lower ones are left out
ORIGIN = {
    "corpus": "PolNeAR v1.0.0, TRAIN (Newell, Margolin and Ruths, LREC 2018)",
    "licence": "none stated by the corpus; lemmas and counts only, no text of it",
    "made by": "benchmarks/claims/count_cues.py",
    "read as": "frame -> lemma -> [uses that are cues, all uses]",
}

Counts = dict[str, dict[str, list[int]]]


def count_document(parsed: Parsed, cues: list[tuple[int, int]], counts: Counts) -> None:
    """Add a document's verbs and nouns to the counts; `cues` are spans of gold cues."""
    cued = {word.index for word in parsed.words for start, end in cues if start <= word.start < end}
    for word in parsed.words:
        for use in uses_of(parsed, word):
            cell = counts[use][word.lemma]
            cell[0] += word.index in cued
            cell[1] += 1


def documents(corpus: Path) -> Iterator[tuple[Parsed, list[tuple[int, int]]]]:
    """Parse the corpus, one document after the other, with the spans of its cues."""
    for line in (corpus / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = plain_text((corpus / "texts" / f"{gold['doc_id']}.txt").read_bytes().decode("utf-8"))
        spans = [paragraph.span for paragraph in lay_out(text, "article").paragraphs]
        yield parse(text, spans), [(s, e) for a in gold["attributions"] for s, e in a["cue"]]


def kept(counts: Counts) -> dict[str, dict[str, list[int]]]:
    """Return the counts that tell something, in a fixed order."""
    out = {}
    for frame in sorted(counts):
        lemmas = {
            lemma: cell
            for lemma, cell in sorted(counts[frame].items())
            if cell[0] and cell[1] >= FEWEST_USES and cell[0] / cell[1] >= FEWEST_SHARE and lemma.isalpha()
        }
        if lemmas:
            out[frame] = lemmas
    return out


def main() -> None:
    """Count the corpus named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for parsed, cues in documents(asked.corpus):
        count_document(parsed, cues, counts)
    frames = {
        frame: {lemma: "/".join(map(str, cell)) for lemma, cell in lemmas.items()}
        for frame, lemmas in kept(counts).items()
    }
    asked.out.write_text(
        json.dumps({"origin": ORIGIN, "counts": frames}, indent=1, ensure_ascii=True) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
