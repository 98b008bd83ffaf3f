"""Set out who claims what in a case, or in files that are only looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.capture.descriptions import MAX_BYTES, SUFFIX, read_description
from sayso.capture.types import Description
from sayso.claims.documents import make_document
from sayso.claims.extraction import DEFAULT_EXTRACTOR, extract_claims, extractor_of
from sayso.claims.ledger import claim_from_json, claim_to_json
from sayso.claims.types import Claim, ClaimExtractor, Document, Exchange, Extraction
from sayso.desk.documents import KEEP_EVERY, NotLooked, ReadDocument, described_document, read_documents
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.exhibits.objects import Stored
from sayso.exhibits.sniff import HEAD_BYTES, family, sniff
from sayso.parsers import CouldNotRead, read_text
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import Digest, Method, Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClaims:
    """The claims of one document of a case, and the record that holds them."""

    source: ReadDocument
    claims: tuple[Claim, ...]
    record: Digest
    notes: tuple[str, ...] = ()
    exchanges: tuple[tuple[Digest, Digest], ...] = ()  # objects: what a service was asked, what it answered


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClaims:
    """The claims of a case, document by document, and what was not read."""

    case: queries.CaseInfo
    method: Method
    documents: tuple[DocumentClaims, ...]
    not_read: tuple[NotLooked, ...]
    no_text: tuple[
        NotLooked, ...
    ] = ()  # files that are neither texts nor media: nothing reads words from them


@dataclass(frozen=True, slots=True, kw_only=True)
class FileClaims:
    """The claims of a file that was looked at and not kept."""

    path: Path
    document: Document
    extraction: Extraction


def extract_case_claims(
    archive: Archive,
    case: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    progress: Progress = silent,
) -> CaseClaims:
    """Find the claims of every document of a case; what was done before is not done again."""
    info = queries.find_case(case)
    archive.hold_index()
    items = queries.items(info.slug)
    documents, not_read = read_documents(archive, items, actor=actor, progress=progress)
    run = _Run(archive, actor, extractor_of(extractor))
    try:
        for done, source in enumerate(documents):
            progress(done, len(documents), source.document.doc_id)
            reason = run.read(source)
            if reason is not None:
                not_read.append(NotLooked(what="claims", item=source.item, reason=reason))
    finally:
        run.keep()  # what was found before an interruption is not lost
    progress(len(documents), len(documents))
    return CaseClaims(
        case=info,
        method=run.method,
        documents=tuple(run.found[source.item.id] for source in documents if source.item.id in run.found),
        not_read=tuple(not_read),
        no_text=tuple(_without_text(items)),
    )


class _Run:
    """The claims of documents one after the other; several results are kept together."""

    def __init__(self, archive: Archive, actor: str, extractor: ClaimExtractor) -> None:
        self.archive, self.actor, self.extractor = archive, actor, extractor
        self.method = extractor.method()
        self.found: dict[str, DocumentClaims] = {}  # by the item's id
        self._pending: list[tuple[ReadDocument, Result]] = []

    def read(self, source: ReadDocument) -> str | None:
        """Find the claims of a document, or take those that are kept; return why it was not read."""
        inputs = {"text": [source.record], "description": [source.item.description_digest]}
        known = find_result(self.archive, "claims", self.method, inputs)
        if known is not None:
            self.found[source.item.id] = _from_record(self.archive, source, known.output)
            return None
        extraction = extract_claims(source.document, self.extractor)
        if extraction.not_read is not None:
            return extraction.not_read
        exchanged = [put_exchange(self.archive, one) for one in extraction.exchanges]
        result = Result(
            kind="claims",
            method=self.method,
            inputs=inputs,
            value=_to_record(extraction, source.document, exchanged),
            lists=[stored for pair in exchanged for stored in pair],
        )
        self._pending.append((source, result))
        if len(self._pending) >= KEEP_EVERY:
            self.keep()
        return None

    def keep(self) -> None:
        """Keep what was found since the last time."""
        kept = keep_results(self.archive, self.actor, [result for _, result in self._pending])
        for (source, _), digest in zip(self._pending, kept, strict=True):
            self.found[source.item.id] = _from_record(self.archive, source, digest)
        self._pending.clear()


def _without_text(items: Sequence[queries.ItemInfo]) -> Iterator[NotLooked]:
    """Return the items that no reader takes words from, such as empty files; pictures and sound have none."""
    for item in items:
        if family(item.media_type) == "other":
            empty = item.size_bytes == 0
            reason = "the file is empty" if empty else f"{item.media_type} is no type of text that is read"
            yield NotLooked(what="text", item=item, reason=reason)


def extract_file_claims(
    paths: Sequence[Path], *, extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR, progress: Progress = silent
) -> list[FileClaims]:
    """Find the claims of files without keeping anything.

    A file that cannot be read does not stop the others: its extraction says why nobody looked.
    """
    chosen = extractor_of(extractor)
    out = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        try:
            out.append(_of_file(path, chosen))
        except (CouldNotRead, OSError) as problem:
            extraction = Extraction(claims=(), method=chosen.method(), not_read=_why_not(problem))
            out.append(FileClaims(path=path, document=make_document(path.stem, ""), extraction=extraction))
    return out


def _of_file(path: Path, extractor: ClaimExtractor) -> FileClaims:
    with path.open("rb") as stream:
        media_type = sniff(stream.read(HEAD_BYTES), path.name)
    described, notes = _description_beside(path)
    if path.stat().st_size == 0:
        raise CouldNotRead(path.name, "the file is empty")
    read = read_text(path, media_type)
    document = described_document(path.stem, described, read)
    if read.unseen is None:
        extraction = extract_claims(document, extractor)
    else:
        extraction = Extraction(claims=(), method=extractor.method(), not_read=read.unseen)
    noted = replace(extraction, notes=(*notes, *read.notes, *extraction.notes))
    return FileClaims(path=path, document=document, extraction=noted)


def _why_not(problem: CouldNotRead | OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file"
    if isinstance(problem, IsADirectoryError):
        return "it is a folder: name the files in it, or import it into a case"
    return str(problem)


def _description_beside(path: Path) -> tuple[Description, tuple[str, ...]]:
    """Read the description that lies beside a file, as an import would; also return what to note of it."""
    for name in (path.name, path.stem):
        beside = path.with_name(name + SUFFIX)
        if beside.is_file() and beside != path:
            with beside.open("rb") as stream:
                described, gaps = read_description(stream.read(MAX_BYTES))
            return described, (f"read with its description, {beside.name}", *gaps)
    return Description(), ()


def put_exchange(archive: Archive, exchange: Exchange) -> tuple[Stored, Stored]:
    """Keep what a service was asked and what it answered, as two objects."""
    return archive.objects.put_bytes(exchange.request), archive.objects.put_bytes(exchange.response)


def _to_record(
    extraction: Extraction, document: Document, exchanged: Sequence[tuple[Stored, Stored]]
) -> dict[str, object]:
    record: dict[str, object] = {
        "claims": [claim_to_json(claim, document.text) for claim in extraction.claims],
        "notes": list(extraction.notes),
    }
    if exchanged:
        record["exchanges"] = [
            {"request": request.digest, "response": response.digest} for request, response in exchanged
        ]
    return record


def _from_record(archive: Archive, source: ReadDocument, digest: Digest) -> DocumentClaims:
    record = read_result(archive, digest)
    return DocumentClaims(
        source=source,
        claims=tuple(
            claim_from_json({**claim, "doc_id": source.document.doc_id}) for claim in record["claims"]
        ),
        record=digest,
        notes=tuple(record["notes"]),
        exchanges=tuple((one["request"], one["response"]) for one in record.get("exchanges", ())),
    )
