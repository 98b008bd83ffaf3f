"""Predict a case's claims, their relations and their origins, in the form that the case ledger is scored in.

    predict.py CASE_DIR --out FILE.json [--extractor NAME | --gold-claims GOLD.json]

Reads CASE_DIR/documents only. With --gold-claims, the `claims` of that file
are taken as they are and the rest is predicted; nothing else of it is read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from claims_of_case import case_documents

from sayso.claims.extraction import DEFAULT_EXTRACTOR, extract_claims
from sayso.claims.ledger import claim_from_json, claim_to_json
from sayso.claims.types import Claim, Document
from sayso.compare.comparing import compare_claims
from sayso.compare.types import Comparison
from sayso.values import Digest, TextSpan

Named = tuple[str, Claim]  # a claim with the id that it has in the output


def load_case(case_dir: Path) -> list[Document]:
    """Read a case's documents, in the order of their names."""
    return case_documents(case_dir)


def gold_claims(path: Path, documents: Sequence[Document]) -> list[Named]:
    """Read the claims of a gold case, with their ids, and nothing else of it."""
    digests = {document.doc_id: document.text_digest for document in documents}
    records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["claims"]
    return [
        (str(record["id"]), claim_from_json(record, text_digest=digests[record["doc_id"]]))
        for record in records
    ]


def predicted_claims(documents: Sequence[Document], extractor: str = DEFAULT_EXTRACTOR) -> list[Named]:
    """Find the claims of a case; a document that was not read is named on standard error."""
    out: list[Named] = []
    for document in documents:
        found = extract_claims(document, extractor)
        if found.not_read is not None:
            print(f"{document.doc_id} was not read: {found.not_read}", file=sys.stderr)
        out += [(claim.id, claim) for claim in found.claims]
    return out


def predict(documents: Sequence[Document], named: Sequence[Named]) -> dict[str, object]:
    """Compare claims and write the result in the scorer's form."""
    told_apart, names = _told_apart(named)
    comparison = compare_claims(documents, told_apart)
    texts = {document.doc_id: document.text for document in documents}
    return {
        "claims": [{**claim_to_json(claim, texts[claim.doc_id]), "id": name} for name, claim in named],
        "pairs": _pairs(comparison, names),
        "origins": _origins(comparison, names),
        "questions": _questions(comparison, names),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Predict one case."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case_dir", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold-claims", type=Path, help="take the claims of this file as they are")
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR, help="that finds the claims")
    args = parser.parse_args(argv)
    documents = load_case(args.case_dir)
    if args.gold_claims:
        named = gold_claims(args.gold_claims, documents)
    else:
        named = predicted_claims(documents, args.extractor)
    result = predict(documents, named)
    args.out.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


def _told_apart(named: Sequence[Named]) -> tuple[list[Claim], dict[Digest, str]]:
    """Give claims that stand in the same place, and so share an id, places of their own.

    Annotators may list one stretch twice. An id is made of spans; a second
    source span of no length tells the two apart and changes no words.
    """
    claims: list[Claim] = []
    names: dict[Digest, str] = {}
    for name, given in named:
        claim = given
        while claim.id in names:
            claim = replace(claim, cue=(*claim.cue, _empty_after(claim)))
        names[claim.id] = name
        claims.append(claim)
    return claims, names


def _empty_after(claim: Claim) -> TextSpan:
    end = max([span.end for span in claim.cue], default=claim.content[0].start)
    return TextSpan(end, end)


def _pairs(comparison: Comparison, names: dict[Digest, str]) -> list[dict[str, str]]:
    return [
        {
            "a": names[finding.left],
            "b": names[finding.right],
            "relation": finding.relation,
            "why": finding.reason,
        }
        for finding in comparison.findings
    ]


def _origins(comparison: Comparison, names: dict[Digest, str]) -> list[dict[str, object]]:
    return [
        {"origin": origin.name, "claims": [names[link.claim] for link in origin.group]}
        for origin in comparison.origins
        if origin.group
    ]


def _questions(comparison: Comparison, names: dict[Digest, str]) -> list[dict[str, object]]:
    return [
        {
            "question": question.text,
            "positions": [
                {"claim": names[position.claim], "sort": position.sort, "value": position.value}
                for position in question.positions
            ],
        }
        for question in comparison.questions
    ]


if __name__ == "__main__":
    sys.exit(main())
