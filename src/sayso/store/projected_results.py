"""Entries on results and judgements -> rows: what methods made of material, and what people said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sayso.custody.entries import Entry
from sayso.store import models
from sayso.store.records import Records
from sayso.values import Digest, digest_json


def derivative_key(kind: str, method: Mapping[str, object], inputs: Mapping[str, object]) -> Digest:
    """Return what tells a run from another: the same key, and there is nothing to do."""
    return digest_json({"kind": kind, "method": dict(method), "inputs": dict(inputs)})


def derive(entries: Sequence[Entry], records: Records) -> None:
    rows = models.Derivative.objects.bulk_create(_derivative(entry, entry.body) for entry in entries)
    for derivative in rows:
        lay_out = _LAYOUTS.get(derivative.kind)
        record = records.read(Digest(derivative.output)) if lay_out is not None else None
        if lay_out is not None and record is not None:
            lay_out(derivative, record)


def _derivative(entry: Entry, body: Mapping[str, Any]) -> models.Derivative:
    return models.Derivative(
        seq=entry.seq,
        at=entry.at,
        kind=body["kind"],
        case_id=body.get("case"),
        method=body["method"],
        inputs=body["inputs"],
        key=derivative_key(body["kind"], body["method"], body["inputs"]),
        output=body["output"],
    )


def judge(entries: Sequence[Entry], records: Records) -> None:
    for entry in entries:
        body: Any = entry.body
        record = records.read(Digest(body["output"]))
        models.JudgementRow.objects.create(
            seq=entry.seq,
            at=entry.at,
            case_id=body["case"],
            verdict=body["verdict"],
            reason=body["reason"],
            claims=record["claims"] if record is not None else [],
            record=body["output"],
            exhibits=body["inputs"]["exhibit"],
            named=body.get("claims", []),
        )


def withdraw(entries: Sequence[Entry], _records: Records) -> None:
    for entry in entries:
        body: Any = entry.body
        models.JudgementRow.objects.filter(seq=body["judgement"]).update(
            withdrawn_seq=entry.seq, withdrawn_at=entry.at, withdrawn_reason=body["reason"]
        )


def _lay_out_claims(derivative: models.Derivative, record: Mapping[str, Any]) -> None:
    models.ClaimRow.objects.bulk_create(
        models.ClaimRow(
            derivative=derivative,
            position=position,
            claim_id=claim["id"],
            speaker=claim["speaker"],
            act=claim["act"],
            record=claim,
        )
        for position, claim in enumerate(record["claims"])
    )


def _lay_out_copies(derivative: models.Derivative, record: Mapping[str, Any]) -> None:
    copies = [copy for search in record["searches"] for copy in search["copies"]]
    models.CopyRow.objects.bulk_create(
        models.CopyRow(
            derivative=derivative,
            position=position,
            kind=copy["kind"],
            query=copy["query"],
            found=copy["found"],
            score=copy["score"],
            record=copy,
        )
        for position, copy in enumerate(copies)
    )


_LAYOUTS: dict[str, Callable[[models.Derivative, Mapping[str, Any]], None]] = {
    "claims": _lay_out_claims,
    "copies": _lay_out_copies,
}
