"""Small invented cases: a document is a list of lines, each a claim by somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.claims.types import Claim, Document, Quantity
from sayso.compare import comparing
from sayso.compare.types import Comparison
from sayso.values import TextSpan, digest_bytes

DAY = "2031-05-04T10:00:00Z"
NEXT_DAY = "2031-05-05T10:00:00Z"


def number(value: float | tuple[float, float], unit: str, qualifier: str = "exact") -> Quantity:
    return Quantity(value=value, unit=unit, qualifier=qualifier)  # type: ignore[arg-type]


def line(speaker: str, words: str, *quantities: Quantity, **more: Any) -> dict[str, Any]:
    """One claim: who says it, its content, its figures, and any other field of a claim."""
    return {"speaker": speaker, "words": words, "quantities": tuple(quantities), **more}


def written(doc_id: str, *lines: dict[str, Any], **meta: Any) -> tuple[Document, list[Claim]]:
    """A document that says "<content>, <speaker> said." for each line, and its claims."""
    text, claims, spans = "", [], []
    for one in lines:
        start = len(text)
        text += one["words"]
        content = TextSpan(start, len(text))
        text += ", "
        source = TextSpan(len(text), len(text) + len(one["speaker"]))
        text += one["speaker"] + " "
        cue = TextSpan(len(text), len(text) + 4)
        text += "said.\n\n"
        spans.append((content, source, cue))
    digest = digest_bytes(text.encode())
    meta = {"kind": "article", "publisher": f"The {doc_id.title()} Paper", "published": DAY, **meta}
    for one, (content, source, cue) in zip(lines, spans, strict=True):
        fields = {key: value for key, value in one.items() if key not in ("speaker", "words", "quantities")}
        defaults: dict[str, Any] = {
            "mode": "indirect",
            "act": "assert",
            "endorsement": "neutral",
            "certainty": "unspecified",
            "event_status": "happened",
        }
        claims.append(
            Claim(
                doc_id=doc_id,
                text_digest=digest,
                speaker=one["speaker"],
                source=(source,),
                cue=(cue,),
                content=(content,),
                quantities=one["quantities"],
                **{**defaults, **fields},
            )
        )
    return Document(doc_id=doc_id, text=text, text_digest=digest, **meta), claims


def compared(*written_documents: tuple[Document, Sequence[Claim]], **more: Any) -> Comparison:
    """Compare everything that was written."""
    documents = [document for document, _ in written_documents]
    claims = [claim for _, own in written_documents for claim in own]
    return comparing.compare_claims(documents, claims, **more)


def relations(comparison: Comparison) -> list[str]:
    """The relations found, sorted."""
    return sorted(finding.relation for finding in comparison.findings)
