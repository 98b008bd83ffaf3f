"""Ask a language model of one's own what it would say of a comparison, and keep question and answer.

Each question is kept by itself as soon as it is answered: what fails later takes nothing
with it, and an answer that cannot be used is asked for again the next time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from threading import Event
from typing import Any

from sayso.claims.endpoint.options import EndpointOptions
from sayso.compare.proposing import Proposal, propose_on, proposing_method, questions_to_ask
from sayso.compare.types import Question
from sayso.desk.claims import put_exchange
from sayso.desk.compare import CaseComparison
from sayso.desk.judgements import records_of
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.store.archive import Archive
from sayso.values import Digest, Method, Progress, canonical_json, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseProposals:
    """What a model proposed for a comparison, and the records that hold it."""

    proposals: tuple[Proposal, ...]
    method: Method
    notes: tuple[str, ...]
    asked: int  # questions
    answered: int  # of these, so that it could be used
    records: tuple[Digest, ...]  # one for each question that was answered


def propose_for(
    archive: Archive,
    compared: CaseComparison,
    options: EndpointOptions,
    *,
    actor: str,
    progress: Progress = silent,
    stop: Event | None = None,
) -> CaseProposals:
    """Ask the model once about each question of a comparison; what was answered before is not asked again.

    Raises:
        EndpointFailed: when it does not answer; what it answered until then is kept.
    """
    chosen, left_out = questions_to_ask(compared.comparison)
    records: list[Digest] = []
    values: list[Mapping[str, Any]] = []
    for done, question in enumerate(chosen):
        progress(done, len(chosen), question.text)
        record, value = _on(archive, compared, question, options, actor=actor, stop=stop or Event())
        records += [record] if record is not None else []
        values.append(value)
    return CaseProposals(
        proposals=tuple(Proposal(**one) for value in values for one in value["proposals"]),
        method=proposing_method(options),
        notes=(*left_out, *(note for value in values for note in value["notes"])),
        asked=len(chosen),
        answered=len(records),
        records=tuple(records),
    )


def _on(
    archive: Archive,
    compared: CaseComparison,
    question: Question,
    options: EndpointOptions,
    *,
    actor: str,
    stop: Event,
) -> tuple[Digest | None, Mapping[str, Any]]:
    """What is proposed on one question, with its record: kept before, or now; None where it is of no use."""
    method = proposing_method(options)
    about = archive.objects.put_bytes(
        canonical_json({"question": question.id, "claims": [one.claim for one in question.positions]})
    )
    inputs = {"comparison": [compared.record], "question": [about.digest], **_judged(compared)}
    known = find_result(archive, "proposals", method, inputs)
    if known is not None:
        return known.output, read_result(archive, known.output)
    claims = {claim.id: claim for claim in compared.all_claims}
    texts = {document.doc_id: document.text for document in compared.documents}
    found = propose_on(question, compared.comparison, claims, texts, options, stop=stop)
    if not found.answered:
        return None, {"proposals": [], "notes": found.notes}
    exchanged = [put_exchange(archive, one) for one in found.exchanges]
    value = {
        "question": question.id,
        "proposals": [asdict(one) for one in found.proposals],
        "notes": list(found.notes),
        "exchanges": [{"request": one.digest, "response": other.digest} for one, other in exchanged],
    }
    result = Result(
        kind="proposals",
        method=method,
        inputs=inputs,
        value=value,
        case=compared.case.slug,
        lists=[about, *(stored for pair in exchanged for stored in pair)],
    )
    [record] = keep_results(archive, actor, [result])
    return record, value


def _judged(compared: CaseComparison) -> dict[str, Sequence[Digest]]:
    """The records of the judgements that count, where there are any: what stands rests on them, too."""
    records = records_of(compared.case.slug)
    judged = [records[one.id] for one in compared.comparison.judgements if one.counts]
    return {"judgements": judged} if judged else {}
