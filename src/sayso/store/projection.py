"""Log entries -> rows. The same function serves a new act and a rebuild, so both give the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sayso.custody.entries import Entry
from sayso.store import models
from sayso.values import Digest, digest_json

ReadObject = Callable[[Digest], bytes]


def apply_entries(entries: Iterable[Entry], line_digest: Callable[[Entry], str], read: ReadObject) -> int:
    """Project entries in their order, inside the caller's transaction, and return how many.

    Acts that leave nothing to ask (such as "init") only move the mark.
    """
    count = 0
    last: Entry | None = None
    for entry in entries:
        project = _PROJECTIONS.get(entry.act)
        if project is not None:
            project(entry, entry.body, read)
        last = entry
        count += 1
    if last is not None:
        models.Applied.objects.update_or_create(
            id=1, defaults={"seq": last.seq, "line_digest": line_digest(last)}
        )
    return count


def forget_everything() -> None:
    """Empty all tables, inside the caller's transaction."""
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:  # foreign keys are only checked when the transaction ends
        for table in apps.get_app_config("store").get_models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")


def derivative_key(kind: str, method: Mapping[str, object], inputs: Mapping[str, object]) -> Digest:
    """Return what tells a run from another: the same key, and there is nothing to do."""
    return digest_json({"kind": kind, "method": dict(method), "inputs": dict(inputs)})


def _open_case(entry: Entry, body: Mapping[str, Any], _read: ReadObject) -> None:
    models.Case.objects.create(
        slug=body["case"], title=body["title"], opened_seq=entry.seq, opened_at=entry.at
    )


def _take_in(entry: Entry, body: Mapping[str, Any], read: ReadObject) -> None:
    digest = body["exhibit"]
    models.Exhibit.objects.get_or_create(
        digest=digest,
        defaults={
            "size_bytes": body["size_bytes"],
            "media_type": body["media_type"],
            "first_seq": entry.seq,
        },
    )
    description = json.loads(read(body["description"]))
    item, is_new = models.Item.objects.get_or_create(
        id=body["item"],
        defaults={
            "case_id": body["case"],
            "exhibit_id": digest,
            "doc_id": description["doc_id"],
            "file_name": description["file_name"],
            "description": description,
            "description_digest": body["description"],
            "sidecar_digest": body.get("sidecar", ""),
            "gaps": body.get("gaps", []),
            "first_seq": entry.seq,
            "first_at": entry.at,
        },
    )
    if not is_new:
        item.description, item.description_digest = description, body["description"]
        item.sidecar_digest = body.get("sidecar", item.sidecar_digest)
        item.gaps = body.get("gaps", [])
        item.save()
    _note_event(entry, body)


def _amend(entry: Entry, body: Mapping[str, Any], read: ReadObject) -> None:
    item = models.Item.objects.get(id=body["item"])
    item.description = json.loads(read(body["description"]))
    item.description_digest = body["description"]
    item.doc_id = item.description["doc_id"]
    item.save()
    _note_event(entry, body)


def _note_event(entry: Entry, body: Mapping[str, Any]) -> None:
    models.ItemEvent.objects.create(
        item_id=body["item"],
        seq=entry.seq,
        at=entry.at,
        act=entry.act,
        description_digest=body["description"],
    )


def _derive(entry: Entry, body: Mapping[str, Any], read: ReadObject) -> None:
    kind = body["kind"]
    derivative = models.Derivative.objects.create(
        seq=entry.seq,
        at=entry.at,
        kind=kind,
        case_id=body.get("case"),
        method=body["method"],
        inputs=body["inputs"],
        key=derivative_key(kind, body["method"], body["inputs"]),
        output=body["output"],
    )
    lay_out = _LAYOUTS.get(kind)
    if lay_out is not None:
        lay_out(derivative, json.loads(read(body["output"])))


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


_PROJECTIONS: dict[str, Callable[[Entry, Mapping[str, Any], ReadObject], None]] = {
    "case": _open_case,
    "import": _take_in,
    "amend": _amend,
    "derive": _derive,
}
_LAYOUTS: dict[str, Callable[[models.Derivative, Mapping[str, Any]], None]] = {
    "claims": _lay_out_claims,
    "copies": _lay_out_copies,
}
