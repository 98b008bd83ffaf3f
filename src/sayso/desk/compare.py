"""Set the accounts of a case side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.types import Claim, ClaimExtractor, Document
from sayso.compare.comparing import METHOD, compare_claims
from sayso.compare.ledger import comparison_from_json, comparison_to_json
from sayso.compare.types import Comparison, SharedFootage
from sayso.desk.claims import CaseClaims, extract_case_claims
from sayso.desk.copies import CaseCopies, find_case_copies
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, canonical_json, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseComparison:
    """What comparing the accounts of a case gave, and all that it rests on."""

    case: queries.CaseInfo
    comparison: Comparison
    record: Digest
    claims: CaseClaims
    copies: CaseCopies

    @property
    def documents(self) -> list[Document]:
        """The documents that were compared."""
        return [one.source.document for one in self.claims.documents]

    @property
    def all_claims(self) -> list[Claim]:
        """The claims that were compared."""
        return [claim for one in self.claims.documents for claim in one.claims]


def compare_case(
    archive: Archive,
    case: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    descriptor: Path | None = None,
    progress: Progress = silent,
) -> CaseComparison:
    """Compare the claims of a case, after finding claims and copies that were not looked for yet."""
    claims = extract_case_claims(archive, case, actor=actor, extractor=extractor, progress=progress)
    copies = find_case_copies(archive, case, actor=actor, descriptor=descriptor, progress=progress)
    manifest = archive.objects.put_bytes(
        canonical_json(
            {
                "case": claims.case.slug,
                "claims": [
                    {
                        "doc_id": one.source.document.doc_id,
                        "claims": one.record,
                        "text": one.source.record,
                        "description": one.source.item.description_digest,
                    }
                    for one in claims.documents
                ],
                "copies": copies.record,
            }
        )
    )
    inputs = {"accounts": [manifest.digest]}
    known = find_result(archive, "comparison", METHOD, inputs)
    if known is None:
        comparison = compare_claims(
            [one.source.document for one in claims.documents],
            [claim for one in claims.documents for claim in one.claims],
            copies=shared_footage(queries.items(claims.case.slug), claims, copies),
            progress=progress,
        )
        result = Result(
            kind="comparison",
            method=METHOD,
            inputs=inputs,
            value=comparison_to_json(comparison),
            case=claims.case.slug,
            lists=[manifest],
        )
        [record] = keep_results(archive, actor, [result])
    else:
        record = known.output
    return CaseComparison(
        case=claims.case,
        comparison=comparison_from_json(read_result(archive, record)),
        record=record,
        claims=claims,
        copies=copies,
    )


def shared_footage(items: list[ItemInfo], claims: CaseClaims, copies: CaseCopies) -> list[SharedFootage]:
    """Return which documents carry the same footage: the same file, or copies of one another."""
    carriers: dict[Digest, list[str]] = {}
    by_name: dict[str, list[ItemInfo]] = {}
    for item in items:
        for name in {item.doc_id, item.file_name}:
            by_name.setdefault(name, []).append(item)
    for one in claims.documents:
        for name in one.source.item.description.attachments:
            for carried in by_name.get(name, ()):
                carriers.setdefault(carried.exhibit, []).append(one.source.document.doc_id)
    names = {item.exhibit: item.file_name for item in items}
    links = [
        SharedFootage(left_doc=left, right_doc=right, evidence=f"both carry {names[exhibit]}, byte for byte")
        for exhibit, documents in carriers.items()
        for place, left in enumerate(documents)
        for right in documents[place + 1 :]
    ]
    for copy in copies.copies:
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
