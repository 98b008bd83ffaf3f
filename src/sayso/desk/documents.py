"""The texts of a case: read once from their exhibits, and kept as derived records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.capture.types import Description
from sayso.claims.documents import make_document
from sayso.claims.types import Document
from sayso.desk.results import Result, find_result, keep_results, package_versions, read_result
from sayso.exhibits.sniff import family
from sayso.parsers import CouldNotRead, read_text
from sayso.parsers.types import ReadText
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Method, Progress, TextSpan, digest_bytes, silent

KEEP_EVERY = 16  # results kept together: little is done again after an interruption


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLooked:
    """Work that was not done on an item, and why."""

    what: str
    item: ItemInfo
    reason: str
    record: Digest | None = None  # the kept result that does not hold, where that is why


def unread_records(not_looked: Iterable[NotLooked]) -> list[Digest]:
    """Return the kept results that do not hold, for which work was not done."""
    return [one.record for one in not_looked if one.record is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document of the case, and the record that its text comes from."""

    item: ItemInfo
    document: Document
    record: Digest  # of the derived text
    read: ReadText


def text_method() -> Method:
    """Return how texts are read from exhibits."""
    return Method(name="text", version="4", packages=package_versions("trafilatura", "pypdf"))


def read_documents(
    archive: Archive, items: Sequence[ItemInfo], *, actor: str, progress: Progress = silent
) -> tuple[list[ReadDocument], list[NotLooked]]:
    """Read the text of every item that has one, and keep what was not read before.

    Returns:
        the documents in the items' order, each under a doc_id of its own, and
        what could not be read.
    """
    written = [item for item in items if family(item.media_type) in ("text", "pdf")]
    texts = [item for item in written if item.is_described]
    records, not_read = _text_records(archive, texts, actor=actor, progress=progress)
    nameless = (item for item in written if not item.is_described)
    not_read += [NotLooked(what="text", item=item, reason=item.gaps[-1]) for item in nameless]
    names = distinct_names(items)
    documents = []
    for item in texts:
        if item.id in records:
            read = text_from_json(read_result(archive, records[item.id]))
            if read.unseen is not None:
                not_read.append(NotLooked(what="text", item=item, reason=read.unseen))
                continue
            document = described_document(names[item.id], item.description, read)
            documents.append(ReadDocument(item=item, document=document, record=records[item.id], read=read))
    return documents, not_read


def _text_records(
    archive: Archive, texts: Sequence[ItemInfo], *, actor: str, progress: Progress
) -> tuple[dict[str, Digest], list[NotLooked]]:
    """Return item id -> the record of its text, read now where it was not before, and what was not read."""
    method = text_method()
    records: dict[str, Digest] = {}
    not_read: list[NotLooked] = []
    pending: list[tuple[ItemInfo, Result]] = []
    try:
        for done, item in enumerate(texts):
            progress(done, len(texts), item.doc_id)
            inputs = {"exhibit": [item.exhibit]}
            known = find_result(archive, "text", method, inputs)
            if known is not None:
                records[item.id] = known.output
                continue
            try:
                read = read_text(archive.objects.path(item.exhibit), item.media_type)
            except CouldNotRead as problem:
                not_read.append(NotLooked(what="text", item=item, reason=str(problem)))
                continue
            result = Result(kind="text", method=method, inputs=inputs, value=text_to_json(read))
            pending.append((item, result))
            if len(pending) >= KEEP_EVERY:
                records |= _keep(archive, actor, pending)
    finally:
        records |= _keep(archive, actor, pending)  # what was read before an interruption is not lost
    progress(len(texts), len(texts))
    return records, not_read


def distinct_names(items: Sequence[ItemInfo]) -> dict[str, str]:
    """Return item id -> a short name that no two items of the case share."""
    often = Counter(item.doc_id for item in items)
    return {
        item.id: item.doc_id if often[item.doc_id] == 1 else f"{item.doc_id}~{item.id[:4]}" for item in items
    }


def text_to_json(read: ReadText) -> dict[str, object]:
    """Return what a reader gave as JSON values."""
    return {
        "text": read.text,
        "title": read.title,
        "media_type": read.media_type,
        "pages": [[page.start, page.end] for page in read.pages],
        "notes": list(read.notes),
    }


def text_from_json(value: Mapping[str, Any]) -> ReadText:
    """Read what `text_to_json` wrote."""
    return ReadText(
        text=value["text"],
        title=value["title"],
        media_type=value["media_type"],
        pages=tuple(TextSpan(start, end) for start, end in value["pages"]),
        notes=tuple(value["notes"]),
    )


def text_digest(text: str) -> Digest:
    """Return the digest that claims carry for their text: of its UTF-8 bytes, surrogates passed through."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def _keep(archive: Archive, actor: str, pending: list[tuple[ItemInfo, Result]]) -> dict[str, Digest]:
    kept = keep_results(archive, actor, [result for _, result in pending])
    out = {item.id: digest for (item, _), digest in zip(pending, kept, strict=True)}
    pending.clear()
    return out


def described_document(doc_id: str, known: Description, read: ReadText) -> Document:
    """Return a text as a document, with what its description says of it."""
    return make_document(
        doc_id,
        read.text,
        kind=known.kind,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        forwarded_from=known.forwarded_from,
        cites=known.cites,
        language=known.language,
    )
