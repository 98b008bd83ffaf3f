"""How the documents of a case are linked: by forwards and citations, and as captures of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.claims.types import Document
from sayso.compare.names import Name, read_name, same_body
from sayso.compare.types import Change


def all_sources(documents: Sequence[Document]) -> dict[str, Mapping[str, str]]:
    """For each document, those that it was forwarded from or names as its source, with the evidence."""
    by_id = {document.doc_id: document for document in documents}
    by_publisher: dict[str, list[Document]] = {}
    for document in documents:
        if document.publisher:
            by_publisher.setdefault(document.publisher, []).append(document)
    publishers = [(read_name(name), own) for name, own in by_publisher.items()]
    authors = {document.forwarded_from for document in documents if document.forwarded_from}
    published = {
        author.text: [one for name, own in publishers if _same_name(author, name) for one in own]
        for author in map(read_name, sorted(authors))
    }
    return {document.doc_id: _sources_of(document, by_id, published) for document in documents}


def _sources_of(
    document: Document, by_id: Mapping[str, Document], published: Mapping[str, Sequence[Document]]
) -> Mapping[str, str]:
    sources = {
        cited: f"{title_of(document)} names {title_of(by_id[cited])} as its source"
        for cited in document.cites
        if cited in by_id and cited != document.doc_id
    }
    for other in published.get(document.forwarded_from or "", ()):
        if other.doc_id != document.doc_id:
            sources[other.doc_id] = f"{title_of(document)} was forwarded from {other.publisher}"
    return sources


def captures_in_order(changes: Sequence[Change]) -> Iterator[tuple[tuple[str, str], Change]]:
    """Yield each two captures of one thing, the earlier first, with a change between them.

    Of two captures with others between them it is one whose order is not known, if there is one.
    """
    following = {change.before_doc: change for change in changes}
    for first in sorted(following):
        change = shown = following[first]
        passed = {first}
        while change.after_doc not in passed:
            passed.add(change.after_doc)
            shown = shown if shown.before_at is None else change
            yield (first, change.after_doc), shown
            change = following.get(change.after_doc, change)


def _same_name(left: Name, right: Name) -> bool:
    return same_body(left, right) or left.text.casefold() == right.text.casefold()


def title_of(document: Document) -> str:
    """Return what a document is called: its publisher, else its id."""
    return document.publisher or document.doc_id
