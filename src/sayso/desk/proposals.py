"""Ask a language model of one's own what it would say of a comparison, and keep question and answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sayso.claims.endpoint.options import EndpointOptions
from sayso.compare.proposing import Proposal, propose, proposing_method
from sayso.desk.claims import put_exchange
from sayso.desk.compare import CaseComparison
from sayso.desk.judgements import records_of
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.store.archive import Archive
from sayso.values import Digest, Method, Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseProposals:
    """What a model proposed for a comparison, and the record that holds it."""

    proposals: tuple[Proposal, ...]
    method: Method
    notes: tuple[str, ...]
    asked: int  # questions
    record: Digest


def propose_for(
    archive: Archive,
    compared: CaseComparison,
    options: EndpointOptions,
    *,
    actor: str,
    progress: Progress = silent,
) -> CaseProposals:
    """Ask the model once about each question of a comparison; what was asked before is not asked again.

    Raises:
        EndpointFailed: when it does not answer; nothing is kept then.
    """
    method = proposing_method(options)
    records = records_of(compared.case.slug)
    judged = [records[one.id] for one in compared.comparison.judgements if one.counts]
    inputs = {"comparison": [compared.record], **({"judgements": judged} if judged else {})}
    known = find_result(archive, "proposals", method, inputs)
    if known is None:
        claims = {claim.id: claim for claim in compared.all_claims}
        texts = {document.doc_id: document.text for document in compared.documents}
        found = propose(compared.comparison, claims, texts, options, progress=progress)
        exchanged = [put_exchange(archive, one) for one in found.exchanges]
        value = {
            "proposals": [asdict(one) for one in found.proposals],
            "notes": list(found.notes),
            "asked": found.asked,
            "exchanges": [{"request": one.digest, "response": other.digest} for one, other in exchanged],
        }
        result = Result(
            kind="proposals",
            method=method,
            inputs=inputs,
            value=value,
            case=compared.case.slug,
            lists=[stored for pair in exchanged for stored in pair],
        )
        [record] = keep_results(archive, actor, [result])
    else:
        record = known.output
    kept = read_result(archive, record)
    return CaseProposals(
        proposals=tuple(Proposal(**one) for one in kept["proposals"]),
        method=method,
        notes=tuple(kept["notes"]),
        asked=kept["asked"],
        record=record,
    )
