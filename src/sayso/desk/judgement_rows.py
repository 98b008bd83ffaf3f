"""Rows of the index -> judgements: whose word it was, and on which claims of this run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.compare.judgements import Known
from sayso.compare.ledger import judged_claim_from_json
from sayso.compare.types import VERDICTS, JudgedClaim, Judgement, Verdict, Withdrawn
from sayso.custody.beside import look_beside
from sayso.desk.claims import CaseClaims
from sayso.store.archive import Archive
from sayso.store.queries import JudgementInfo
from sayso.values import Digest, SaysoError


class VerdictNotKnown(SaysoError):
    """A judgement has a verdict that this version does not know."""

    def __init__(self, name: str, verdict: str) -> None:
        super().__init__(name, verdict)
        self.name, self.verdict = name, verdict

    def __str__(self) -> str:
        return (
            f"Judgement {self.name} says {self.verdict!r}, which this version of sayso does not know. It may "
            "overrule what would be found here, so nothing was made. Go on with the version that it was made "
            "with, or a later one."
        )


NAME_DAMAGED = "(name damaged)"  # of who judged, where what is withheld from the entry is not what was logged


def name_of(seq: int) -> str:
    """Return what a judgement goes by: the number of its entry in the log."""
    return f"j{seq}"


def verdict_of(asked: str) -> Verdict | None:
    """Return the verdict that somebody means; None where there is none of this name."""
    return next((verdict for verdict in VERDICTS if verdict == asked.strip().lower()), None)


def judgements_of(
    archive: Archive, infos: Sequence[JudgementInfo], claims: CaseClaims, known: Known
) -> list[Judgement]:
    """Return judgements with their claims under the names that these documents have now.

    One that was erased has those claims of older judgements that it was about, or may have been.

    Raises:
        VerdictNotKnown: when a later version of sayso made one of them.
    """
    names = _operators(archive, {seq for one in infos for seq in (one.seq, one.withdrawn_seq) if seq})
    documents = _documents(claims)
    kept = {one.seq: [_now(record, documents) for record in one.claims] for one in infos}
    return [
        Judgement(
            id=name_of(one.seq),
            verdict=_known_verdict(one),
            claims=tuple(kept[one.seq] if one.erased_seq is None else _still_known(one, infos, kept, known)),
            reason=one.reason,
            by=names.get(one.seq, ""),
            at=one.at,
            entry=one.seq,
            withdrawn=_withdrawn(one, names),
            erased_with=one.erased_seq,
            unread_record=one.record if one.erased_seq is None and not one.claims else "",
        )
        for one in infos
    ]


def unread_records(judgements: Iterable[Judgement]) -> list[Digest]:
    """Return the records that cannot be read of judgements that nobody took back."""
    return [Digest(one.unread_record) for one in judgements if one.unread_record and not one.withdrawn]


def _known_verdict(info: JudgementInfo) -> Verdict:
    verdict = verdict_of(info.verdict)
    if verdict is None:
        raise VerdictNotKnown(name_of(info.seq), info.verdict)
    return verdict


def _operators(archive: Archive, seqs: set[int]) -> dict[int, str]:
    """Who wrote these entries, in one walk of the log; "" where the name was removed."""
    names: dict[int, str] = {}
    for entry in archive.log.entries(after=min(seqs) - 1) if seqs else ():
        if entry.seq in seqs:
            beside = look_beside(archive.files, entry)
            names[entry.seq] = NAME_DAMAGED if beside.error else beside.texts().get("operator", "")
        if len(names) == len(seqs):
            break
    return names


def _documents(claims: CaseClaims) -> dict[str, str]:
    """Under which name a document stands now, by its item's id, and by its bytes' digest."""
    names = {part.source.item.id: part.source.document.doc_id for part in claims.documents}
    for part in claims.documents:
        names.setdefault(part.source.item.exhibit, part.source.document.doc_id)
    return names


def _now(record: Mapping[str, Any], documents: Mapping[str, str]) -> JudgedClaim:
    """A judged claim under the name that its document has now: that of its item, else of the same bytes."""
    name = documents.get(record["item"]) or documents.get(record["exhibit"], "")
    return replace(judged_claim_from_json(record), doc_id=name)


def _still_known(
    erased: JudgementInfo,
    infos: Iterable[JudgementInfo],
    kept: Mapping[int, Sequence[JudgedClaim]],
    known: Known,
) -> list[JudgedClaim]:
    """The claims of older judgements that an erased one may have been about, each once."""
    claims: dict[str, JudgedClaim] = {}
    for older in infos:
        for record, judged in (
            zip(older.claims, kept[older.seq], strict=True) if older.seq < erased.seq else ()
        ):
            found = known.found(judged)
            if found.claim is not None and _may_be_on(erased, record["exhibit"], judged, found):
                claims.setdefault(found.claim, found)
    return list(claims.values())


def _may_be_on(erased: JudgementInfo, exhibit: str, judged: JudgedClaim, found: JudgedClaim) -> bool:
    """Whether an erased judgement named a claim; where ids cannot tell, whether it named its exhibit."""
    if {judged.claim, found.claim} & set(erased.named):
        return True
    cannot_tell = not erased.named or judged.claim != found.claim
    return cannot_tell and exhibit in erased.exhibits


def _withdrawn(info: JudgementInfo, names: Mapping[int, str]) -> Withdrawn | None:
    if info.withdrawn_seq is None or info.withdrawn_at is None:
        return None
    return Withdrawn(
        by=names.get(info.withdrawn_seq, ""),
        at=info.withdrawn_at,
        reason=info.withdrawn_reason,
        entry=info.withdrawn_seq,
    )
