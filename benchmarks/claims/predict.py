"""Predict attributions for the attribution benchmark.

    predict.py --texts DIR --out FILE.jsonl [--extractor NAME] [--as-shipped] [--url URL --model MODEL]

Writes one JSON line a document, `{"doc_id", "attributions": [{"source", "cue", "content"}]}`.
`--url` and `--model` are for the extractor `endpoint`, which sends the texts there; its key comes from the
variable SAYSO_ENDPOINT_KEY. A document that was not read is named on standard error and has no line.
Prints how many documents were read, CPU seconds after loading, and the most memory.

PolNeAR cuts otherwise than our own guidelines, so claims are cut anew here:

* it counts attitudes, intentions and votes too: they are asked for too ("wide"), but for --as-shipped;
* one attribution takes all that a cue attributes: claims of one source and cue are joined;
* quotation marks around a content, and the comma or stop beside them, belong to it;
* a word belongs to one attribution: claims inside another's content are left out;
* "not" and auxiliaries before a cue belong to it;
* the source of "X, who said" is the pronoun;
* what an author says in his own voice is no attribution.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sayso.claims.documents import make_document
from sayso.claims.endpoint.options import EndpointOptions
from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.extractors import EXTRACTORS
from sayso.claims.extractors.endpoint import EndpointExtractor
from sayso.claims.extractors.rules import RulesExtractor
from sayso.claims.extractors.tagger import TaggerExtractor
from sayso.claims.types import Claim, ClaimExtractor, Spans
from sayso.values import TextSpan

Cut = dict[str, list[list[int]]]
_BEFORE_CUE = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|been|be|did|do|does|will|would|could|can|not|n[o']t|also|never)\s+)+$",
    re.IGNORECASE,
)
_QUOTES = "\"'“”‘’"


def attributions_of(text: str, claims: Sequence[Claim]) -> list[Cut]:
    """Cut the claims of one document as PolNeAR does."""
    joined: dict[tuple[Spans, Spans], list[TextSpan]] = {}
    for claim in claims:
        if claim.cue and not _is_inside(claim, claims):
            joined.setdefault((claim.source, claim.cue), []).extend(claim.content)
    return [
        {
            "source": _pairs(_relative(text, source, cue) or source),
            "cue": _pairs([_with_helpers(text, span) for span in cue]),
            "content": _pairs(_closed_up(text, [_with_marks(text, span) for span in sorted(set(content))])),
        }
        for (source, cue), content in joined.items()
    ]


def _is_inside(claim: Claim, claims: Sequence[Claim]) -> bool:
    cue = claim.cue[0]
    return any(
        span.start <= cue.start and cue.end <= span.end
        for other in claims
        if other is not claim and other.cue
        for span in other.content
    )


def _with_marks(text: str, span: TextSpan) -> TextSpan:
    start, end = span.start, span.end
    if start and text[start - 1] in _QUOTES:
        start -= 1
        if end < len(text) and text[end] in ",.?!":
            end += 1
    if end < len(text) and text[end] in _QUOTES:
        end += 1
    return TextSpan(start, end)


def _closed_up(text: str, spans: list[TextSpan]) -> list[TextSpan]:
    """Join pieces with nothing but space, marks or a conjunction between them."""
    out: list[TextSpan] = []
    for span in spans:
        if out and re.fullmatch(r"[\s,;\"“”.]*(?:and|but|or)?\s*", text[out[-1].end : span.start]):
            out[-1] = TextSpan(out[-1].start, max(span.end, out[-1].end))
        else:
            out.append(span)
    return out


def _relative(text: str, source: Spans, cue: Spans) -> Spans:
    """Return "who" or "which" where it stands between source and cue."""
    if not source or source[-1].end >= cue[0].start:
        return ()
    found = re.fullmatch(r"[,\s]*(who|which)\s+(?:\w+\s+){0,3}", text[source[-1].end : cue[0].start])
    return (TextSpan(source[-1].end + found.start(1), source[-1].end + found.end(1)),) if found else ()


def _with_helpers(text: str, cue: TextSpan) -> TextSpan:
    before = _BEFORE_CUE.search(text, max(0, cue.start - 30), cue.start)
    return TextSpan(before.start(), cue.end) if before else cue


def _pairs(spans: Sequence[TextSpan]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def extractor_named(name: str, *, wide: bool = True) -> ClaimExtractor:
    """Return an extractor, those that come with sayso with attitudes and intentions taken in where `wide`."""
    if name == "rules":
        return RulesExtractor(wide=wide)
    if name == "tagger":
        return TaggerExtractor(wide=wide)
    found: ClaimExtractor = EXTRACTORS.load(name)()
    return found


def predict(texts: Path, out: Path, extractor: ClaimExtractor) -> dict[str, float]:
    """Write the predictions for all texts of a folder; return what that took, of CPU time and of memory."""
    paths = sorted(texts.glob("*.txt"))
    extractor.extract(
        make_document("first", "Mayor Ada Brill said it.", language="en")
    )  # loads what it needs
    spent_s, not_read = 0.0, 0
    with out.open("w", encoding="utf-8") as file:
        for path in paths:
            text = path.read_bytes().decode("utf-8")
            document = make_document(path.stem, text, kind="article", language="en")
            before = time.process_time()
            found = extractor.extract(document)
            spent_s += time.process_time() - before
            if found.not_read is not None:
                print(f"{path.stem} was not read: {found.not_read}", file=sys.stderr)
                not_read += 1
                continue
            cut = attributions_of(text, found.claims)
            file.write(json.dumps({"doc_id": path.stem, "attributions": cut}) + "\n")
    most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "documents": len(paths),
        "not_read": not_read,
        "cpu_s": round(spent_s, 2),
        "most_mb": round(most_mb),
    }


def main() -> None:
    """Predict what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR)
    parser.add_argument(
        "--as-shipped", action="store_true", help="only what counts as a claim by our guidelines"
    )
    parser.add_argument("--url", help="of the interface of a language model, for `endpoint`")
    parser.add_argument("--model", help="its name there")
    asked = parser.parse_args()
    if asked.url and asked.model:
        key = os.environ.get("SAYSO_ENDPOINT_KEY")
        extractor: ClaimExtractor = EndpointExtractor(
            EndpointOptions(url=asked.url, model=asked.model, key=key)
        )
    else:
        extractor = extractor_named(asked.extractor, wide=not asked.as_shipped)
    print(json.dumps(predict(asked.texts, asked.out, extractor)))


if __name__ == "__main__":
    main()
