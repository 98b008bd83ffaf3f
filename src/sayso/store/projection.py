"""Log entries -> rows. The same function serves a new act and a rebuild, so both give the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from sayso.custody.entries import Entry
from sayso.store import models
from sayso.values import Digest, digest_json

ReadObject = Callable[[Digest], bytes]

TOGETHER = 500  # entries that are projected in one go


def apply_entries(entries: Iterable[Entry], line_digest: Callable[[Entry], str], read: ReadObject) -> int:
    """Project entries in their order, inside the caller's transaction, and return how many.

    Entries of one act that follow one another are projected together, which is much quicker.
    Acts that leave nothing to ask (such as "init") only move the mark.
    """
    count = 0
    last: Entry | None = None
    for batch in _batches(entries):
        project = _PROJECTIONS.get(batch[0].act)
        if project is not None:
            project(batch, read)
        last = batch[-1]
        count += len(batch)
    if last is not None:
        models.Applied.objects.update_or_create(
            id=1, defaults={"seq": last.seq, "line_digest": line_digest(last)}
        )
    return count


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Give entries of one act that follow one another, up to `TOGETHER` at a time."""
    for _, alike in groupby(entries, key=lambda entry: entry.act):
        while batch := list(islice(alike, TOGETHER)):
            yield batch


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


def _open_cases(entries: Sequence[Entry], _read: ReadObject) -> None:
    models.Case.objects.bulk_create(_case(entry, entry.body) for entry in entries)


def _case(entry: Entry, body: Mapping[str, Any]) -> models.Case:
    return models.Case(slug=body["case"], title=body["title"], opened_seq=entry.seq, opened_at=entry.at)


def _take_in(entries: Sequence[Entry], read: ReadObject) -> None:
    _note_exhibits(entries)
    items = models.Item.objects.in_bulk([entry.body["item"] for entry in entries])
    for entry in entries:
        _put_in(items, entry, entry.body, read)
    models.Item.objects.bulk_create(
        items.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["description", "description_digest", "sidecar_digest", "gaps"],
    )
    _note_events(entries)


def _put_in(items: dict[Any, models.Item], entry: Entry, body: Mapping[str, Any], read: ReadObject) -> None:
    """Take one import into the items of its batch, by their ids."""
    item = items.get(body["item"])
    if item is None:
        item = items[body["item"]] = _new_item(entry, body)
        item.description = json.loads(read(body["description"]))
        item.doc_id, item.file_name = item.description["doc_id"], item.description["file_name"]
        return
    item.description, item.description_digest = json.loads(read(body["description"])), body["description"]
    item.sidecar_digest = body.get("sidecar", item.sidecar_digest)
    item.gaps = body.get("gaps", [])


def _note_exhibits(entries: Sequence[Entry]) -> None:
    firsts: dict[object, models.Exhibit] = {}
    for entry in entries:
        firsts.setdefault(entry.body["exhibit"], _exhibit(entry, entry.body))
    known = models.Exhibit.objects.in_bulk(list(firsts))
    models.Exhibit.objects.bulk_create(row for digest, row in firsts.items() if digest not in known)


def _exhibit(entry: Entry, body: Mapping[str, Any]) -> models.Exhibit:
    return models.Exhibit(
        digest=body["exhibit"],
        size_bytes=body["size_bytes"],
        media_type=body["media_type"],
        first_seq=entry.seq,
    )


def _new_item(entry: Entry, body: Mapping[str, Any]) -> models.Item:
    return models.Item(
        id=body["item"],
        case_id=body["case"],
        exhibit_id=body["exhibit"],
        description_digest=body["description"],
        sidecar_digest=body.get("sidecar", ""),
        gaps=body.get("gaps", []),
        first_seq=entry.seq,
        first_at=entry.at,
    )


def _amend(entries: Sequence[Entry], read: ReadObject) -> None:
    for entry in entries:
        item = models.Item.objects.get(id=entry.body["item"])
        item.description_digest = str(entry.body["description"])
        item.description = json.loads(read(Digest(item.description_digest)))
        item.doc_id = item.description["doc_id"]
        item.save()
    _note_events(entries)


def _note_events(entries: Sequence[Entry]) -> None:
    models.ItemEvent.objects.bulk_create(_event(entry, entry.body) for entry in entries)


def _event(entry: Entry, body: Mapping[str, Any]) -> models.ItemEvent:
    return models.ItemEvent(
        item_id=body["item"],
        seq=entry.seq,
        at=entry.at,
        act=entry.act,
        description_digest=body["description"],
    )


def _derive(entries: Sequence[Entry], read: ReadObject) -> None:
    rows = models.Derivative.objects.bulk_create(_derivative(entry, entry.body) for entry in entries)
    for derivative in rows:
        lay_out = _LAYOUTS.get(derivative.kind)
        if lay_out is not None:
            lay_out(derivative, json.loads(read(Digest(derivative.output))))


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


_PROJECTIONS: dict[str, Callable[[Sequence[Entry], ReadObject], None]] = {
    "case": _open_cases,
    "import": _take_in,
    "amend": _amend,
    "derive": _derive,
}
_LAYOUTS: dict[str, Callable[[models.Derivative, Mapping[str, Any]], None]] = {
    "claims": _lay_out_claims,
    "copies": _lay_out_copies,
}
