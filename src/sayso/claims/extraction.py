"""Claims of a document, by an extractor of the table."""

from __future__ import annotations

from functools import lru_cache

from sayso.claims.extractors import EXTRACTORS
from sayso.claims.pasted import without_tables
from sayso.claims.types import ClaimExtractor, Document, Extraction

DEFAULT_EXTRACTOR = "tagger"  # the better one on real news; docs/methods.md has the figures
# Of one document. By `rules`, 990,000 of them (167,000 words) took 74 CPU seconds and 264 MB, 152 MB of
# it the model.
MOST_CHARACTERS = 1_000_000


def extract_claims(document: Document, extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR) -> Extraction:
    """Find the claims of a document, or say why it was not read.

    Args:
        extractor: a name in the table, or an extractor that was set up with options.

    A document in a language that the extractor does not read, in none that was
    recognised, or too long, gives `not_read` and no claims; that is not "no claims".

    Raises:
        NoSuchEntry: when no extractor has this name.
        ParserMissing: when the extractor's model is not installed.
        EndpointFailed: when the extractor asks a service outside, and gets no answer.
    """
    chosen = extractor_of(extractor)
    reason = _why_not(document, chosen)
    if reason is not None:
        return Extraction(claims=(), method=chosen.method(), not_read=reason)
    return chosen.extract(document)


def extractor_of(extractor: str | ClaimExtractor) -> ClaimExtractor:
    """Return the extractor of a name, or the one that is given.

    Raises:
        NoSuchEntry: when no extractor has this name.
        EndpointUnset: when it needs options.
    """
    if not isinstance(extractor, str):
        return extractor
    made: ClaimExtractor = _extractor_class(extractor)()
    return made


@lru_cache
def _extractor_class(name: str) -> type:
    return EXTRACTORS.load(name)  # which looks through all that is installed, each time


def _why_not(document: Document, extractor: ClaimExtractor) -> str | None:
    if not document.text.strip():
        return None
    if document.language is None:
        return "its language could not be told: it has too few words of any, or none outside tables"
    if not without_tables(document.text).strip():
        return "all of it is a table or a list of numbers, which are not read for claims"
    if document.language not in extractor.languages:
        known = ", ".join(extractor.languages)
        return f"it is in the language {document.language!r}, and {extractor.name!r} reads only: {known}"
    if len(document.text) > MOST_CHARACTERS:
        size, most = f"{len(document.text):,}", f"{MOST_CHARACTERS:,}"
        return f"its {size} characters are more than the {most} read at once: split it"
    return None
