"""Texts -> documents: what the extractors read."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.foreign import text_language
from sayso.claims.types import Document
from sayso.values import Digest, digest_bytes


def make_document(
    doc_id: str,
    text: str,
    *,
    kind: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: str | None = None,
    forwarded_from: str | None = None,
    cites: Sequence[str] = (),
    language: str | None = None,
) -> Document:
    """Make a document of a text and what was recorded about it.

    Args:
        doc_id: its name in the case.
        text: any text; empty ones and lone surrogates are taken as they are.
        kind: "article", "statement" or "post", where somebody said so.
        published: ISO 8601, as recorded.
        language: ISO 639-1; told from the text where it is not given.
    """
    return Document(
        doc_id=doc_id,
        text=text,
        text_digest=digest_text(text),
        kind=kind,
        publisher=publisher,
        author=author,
        published=published,
        forwarded_from=forwarded_from,
        cites=tuple(cites),
        language=language or text_language(text),
    )


def digest_text(text: str) -> Digest:
    """Return the digest of a text's UTF-8 bytes, lone surrogates passed through."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))
