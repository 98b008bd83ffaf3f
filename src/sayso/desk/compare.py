"""Set the accounts of a case side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.types import Claim, ClaimExtractor, Document
from sayso.compare.changes import Captured, changes_of
from sayso.compare.comparing import METHOD, compare_claims
from sayso.compare.judgements import Pair, Rulings, rulings
from sayso.compare.ledger import comparison_from_json, comparison_to_json
from sayso.compare.misread import changes_without, misread_claims, read_rightly
from sayso.compare.overruling import overrule
from sayso.compare.twins import standing, twins_of
from sayso.compare.types import Comparison, SharedFootage
from sayso.desk.claims import CaseClaims, DocumentClaims, extract_case_claims
from sayso.desk.copies import CaseCopies, find_case_copies
from sayso.desk.judgement_rows import unread_records
from sayso.desk.judgements import judgements_on
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, canonical_json, instant_text, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseComparison:
    """What comparing the accounts of a case gave, and all that it rests on."""

    case: queries.CaseInfo
    comparison: Comparison
    record: Digest
    claims: CaseClaims
    copies: CaseCopies
    misread: tuple[Claim, ...] = ()  # that people judged so, with those of copies: none was compared

    @property
    def unread_records(self) -> list[Digest]:
        """What it would have rested on and cannot be read: records of judgements, and of copies."""
        return [*unread_records(self.comparison.judgements), *self.copies.unread_records]

    @property
    def documents(self) -> list[Document]:
        """The documents that were compared."""
        return [one.source.document for one in self.claims.documents]

    @property
    def all_claims(self) -> list[Claim]:
        """The claims that were compared."""
        return read_rightly(all_claims_of(self.claims), self.misread)

    @property
    def standing_claims(self) -> list[Claim]:
        """The same without word-for-word twins: the earliest dated one stands for them."""
        return standing(self.documents, self.all_claims)

    @property
    def standing_misread(self) -> list[Claim]:
        """What is misread, without word-for-word twins."""
        return standing(self.documents, self.misread)


def all_claims_of(claims: CaseClaims) -> list[Claim]:
    """Return all claims that were found in a case."""
    return [claim for one in claims.documents for claim in one.claims]


def compare_case(
    archive: Archive,
    case: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    descriptor: Path | None = None,
    progress: Progress = silent,
) -> CaseComparison:
    """Compare the claims of a case, after finding claims and copies that were not looked for yet.

    What people judged stands in place of what the method found. The record keeps the
    method's part alone; whose judgement it was is read from the log each time.
    """
    claims = extract_case_claims(archive, case, actor=actor, extractor=extractor, progress=progress)
    copies = find_case_copies(archive, case, actor=actor, descriptor=descriptor, progress=progress)
    judgements = judgements_on(archive, claims)
    ruled = rulings(judgements)
    documents = [one.source.document for one in claims.documents]
    misread = misread_claims(documents, all_claims_of(claims), ruled.misread())
    record = _record(archive, claims, copies, ruled, misread, actor=actor, progress=progress)
    found = comparison_from_json(read_result(archive, record))
    by_id = {claim.id: claim for claim in all_claims_of(claims)}
    return CaseComparison(
        case=claims.case,
        comparison=overrule(found, judgements, by_id),
        record=record,
        claims=claims,
        copies=copies,
        misread=misread,
    )


def _record(
    archive: Archive,
    claims: CaseClaims,
    copies: CaseCopies,
    ruled: Rulings,
    misread: Sequence[Claim],
    *,
    actor: str,
    progress: Progress,
) -> Digest:
    """Return the record of the comparison, made now unless it was made of the same before."""
    manifest = archive.objects.put_bytes(canonical_json(_accounts(claims, copies, ruled)))
    inputs = {"accounts": [manifest.digest]}
    known = find_result(archive, "comparison", METHOD, inputs)
    if known is not None:
        return known.output
    documents = [one.source.document for one in claims.documents]
    all_claims = all_claims_of(claims)
    captured = changes_of([_captured(one) for one in claims.documents], all_claims)
    changes = changes_without(captured, misread)
    comparison = compare_claims(
        documents,
        read_rightly(all_claims, misread),
        copies=shared_footage(queries.items(claims.case.slug), claims, copies),
        changes=changes,
        joined=ruled.joined(),
        parted=ruled.parted(),
        progress=progress,
    )
    result = Result(
        kind="comparison",
        method=METHOD,
        inputs=inputs,
        value=comparison_to_json(replace(comparison, changes=changes, twins=twins_of(documents))),
        case=claims.case.slug,
        lists=[manifest],
    )
    [record] = keep_results(archive, actor, [result])
    return record


def _accounts(claims: CaseClaims, copies: CaseCopies, ruled: Rulings) -> dict[str, object]:
    """What a comparison is made of: records, when they came in, what people joined, parted, left out."""
    misread = sorted(ruled.misread())
    return {
        "case": claims.case.slug,
        "claims": [
            {
                "doc_id": one.source.document.doc_id,
                "claims": one.record,
                "text": one.source.record,
                "description": one.source.item.description_digest,
                "came_in": instant_text(one.source.item.first_at),
            }
            for one in claims.documents
        ],
        "copies": copies.record,
        "joined": _listed(ruled.joined()),
        "parted": _listed(ruled.parted()),
        **({"misread": misread} if misread else {}),
    }


def _listed(pairs: Iterable[Pair]) -> list[list[Digest]]:
    return sorted(sorted(pair) for pair in pairs)


def _captured(one: DocumentClaims) -> Captured:
    """A document with what tells whether another is a capture of the same thing."""
    known = one.source.item.description
    return Captured(
        document=one.source.document,
        url=known.url,
        post_id=known.post_id,
        taken_at=instant_text(one.source.item.first_at),
    )


def shared_footage(items: list[ItemInfo], claims: CaseClaims, copies: CaseCopies) -> list[SharedFootage]:
    """Return which documents carry the same footage: the same file, or copies of one another."""
    carriers: dict[Digest, dict[str, None]] = {}  # exhibit -> documents, each once, in their order
    by_name: dict[str, list[ItemInfo]] = {}
    for item in items:
        for name in item.names:
            by_name.setdefault(name, []).append(item)
    for one in claims.documents:
        for name in one.source.item.description.attachments:
            for carried in by_name.get(name, ()):
                carriers.setdefault(carried.exhibit, {})[one.source.document.doc_id] = None
    names = {item.exhibit: item.file_name for item in items}
    links = [
        SharedFootage(left_doc=left, right_doc=right, evidence=f"both carry {names[exhibit]}, byte for byte")
        for exhibit, documents in carriers.items()
        for left, right in combinations(documents, 2)
    ]
    for copy in copies.standing:
        if copy.kind != "same-footage" or not copy.segments:
            continue
        first = copy.segments[0]
        evidence = (
            f"{names.get(copy.query, copy.query[:10])} "
            f"{first.query_start_s:.1f}–{first.query_end_s:.1f} s shows "
            f"{names.get(copy.found, copy.found[:10])} "
            f"{first.found_start_s:.1f}–{first.found_end_s:.1f} s"
        )
        links += [
            SharedFootage(left_doc=left, right_doc=right, evidence=evidence)
            for left in carriers.get(copy.query, ())
            for right in carriers.get(copy.found, ())
            if left != right
        ]
    return links
