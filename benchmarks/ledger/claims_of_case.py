"""The claims of a case's documents, in the form of a gold case."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.claims.documents import make_document
from sayso.claims.extraction import DEFAULT_EXTRACTOR, extract_claims
from sayso.claims.ledger import claim_to_json
from sayso.claims.types import Document


def predict_claims(case_dir: Path, extractor: str = DEFAULT_EXTRACTOR) -> list[dict[str, object]]:
    """Return the claims found in CASE_DIR/documents, reading nothing else of the case."""
    out: list[dict[str, object]] = []
    for document in case_documents(case_dir):
        extraction = extract_claims(document, extractor)
        out.extend(claim_to_json(claim, document.text) for claim in extraction.claims)
    return out


def case_documents(case_dir: Path) -> list[Document]:
    """Read the documents of a case with their descriptions, by name."""
    return [_read(path) for path in sorted((case_dir / "documents").glob("*.txt"))]


def _read(path: Path) -> Document:
    described = path.with_suffix(".meta.json")
    meta = json.loads(described.read_text("utf-8")) if described.exists() else {}
    known = ("kind", "publisher", "author", "published", "forwarded_from")
    return make_document(
        path.stem,
        path.read_bytes().decode("utf-8"),
        cites=tuple(meta.get("cites") or ()),
        **{name: meta.get(name) for name in known},
    )
