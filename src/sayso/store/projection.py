"""Log entries -> rows. The same function serves a new act and a rebuild, so both give the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from sayso.custody.described import GAPS
from sayso.custody.entries import Entry
from sayso.custody.erasure import Erasure
from sayso.store import models
from sayso.store.django_setup import chosen
from sayso.store.errors import EntryNotFollowed
from sayso.store.records import TOGETHER, Records
from sayso.values import Digest, digest_json

# What each coming in may change of an item's row.
_DESCRIBED = ("description", "description_digest", "sidecar_digest", "gaps", "doc_id", "file_name")


def apply_entries(
    entries: Iterable[Entry], line_digest: Callable[[Entry], str], records: Records, *, are_logged: bool
) -> int:
    """Project entries in their order, inside the caller's transaction, and return how many.

    Entries of one act that follow one another are projected together, which is much quicker.
    Acts that leave nothing to ask (such as "init") only move the mark.

    Args:
        line_digest: gives the digest of an entry's line.
        records: what the entries name.
        are_logged: whether they stand in the log: a record that cannot be read is noted then, else refused.

    Raises:
        EntryNotFollowed: when one is not as we write it.
        ObjectMissing, ObjectDamaged, ArchiveUnreadable, OSError: for a record of what is not logged yet.
    """
    count = 0
    last: Entry | None = None
    for batch in _batches(entries):
        _project(batch, records)
        last = batch[-1]
        count += len(batch)
    if are_logged:
        records.note_unread()
    else:
        records.refuse_unread()
    if last is not None:
        models.Applied.objects.update_or_create(
            id=1, defaults={"seq": last.seq, "line_digest": line_digest(last)}
        )
    return count


def _project(batch: Sequence[Entry], records: Records) -> None:
    from django.core.exceptions import ObjectDoesNotExist

    project = _PROJECTIONS.get(batch[0].act)
    try:
        if project is not None:
            project(batch, records)
    except (KeyError, TypeError, ValueError, AttributeError, ObjectDoesNotExist) as problem:
        raise EntryNotFollowed(batch[0].seq, batch[-1].seq, repr(problem)) from problem


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Give entries of one act that follow one another, up to `TOGETHER` at a time."""
    for _, alike in groupby(entries, key=lambda entry: entry.act):
        while batch := list(islice(alike, TOGETHER)):
            yield batch


def forget_everything() -> None:
    """Empty all tables, inside the caller's transaction."""
    from django.apps import apps
    from django.db import connections

    connection = connections[chosen()]
    with connection.cursor() as cursor:  # foreign keys are only checked when the transaction ends
        for table in apps.get_app_config("store").get_models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")


def derivative_key(kind: str, method: Mapping[str, object], inputs: Mapping[str, object]) -> Digest:
    """Return what tells a run from another: the same key, and there is nothing to do."""
    return digest_json({"kind": kind, "method": dict(method), "inputs": dict(inputs)})


def _open_cases(entries: Sequence[Entry], _records: Records) -> None:
    models.Case.objects.bulk_create(_case(entry, entry.body) for entry in entries)


def _case(entry: Entry, body: Mapping[str, Any]) -> models.Case:
    return models.Case(slug=body["case"], title=body["title"], opened_seq=entry.seq, opened_at=entry.at)


def _take_in(entries: Sequence[Entry], records: Records) -> None:
    _note_exhibits(entries)
    items = models.Item.objects.in_bulk([entry.body["item"] for entry in entries])
    for entry in entries:
        _put_in(items, entry, entry.body, records)
    models.Item.objects.bulk_create(
        items.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_DESCRIBED,
    )
    _note_events(entries)


def _put_in(items: dict[Any, models.Item], entry: Entry, body: Mapping[str, Any], records: Records) -> None:
    """Take one import into the items of its batch, by their ids."""
    item = items.get(body["item"])
    if item is None:
        item = items[body["item"]] = _new_item(entry, body)
    item.description_digest = body["description"]
    item.description = records.read(body["description"]) or {}
    item.sidecar_digest = body.get("sidecar", item.sidecar_digest)
    item.gaps = _texts(body.get(GAPS)) or _texts(
        item.description.get(GAPS)
    )  # older entries say them themselves
    _name(item)


def _texts(value: object) -> list[str]:
    """Return a list of texts; [] for what is none, as an archive may hold that another program wrote in."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _name(item: models.Item) -> None:
    """Let an item go by the first names that can be read of it."""
    if item.doc_id == item.id:
        item.doc_id = item.description.get("doc_id", item.id)
    item.file_name = item.file_name or item.description.get("file_name", "")


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
        doc_id=body["item"],
        file_name="",
        first_seq=entry.seq,
        first_at=entry.at,
    )


def _amend(entries: Sequence[Entry], records: Records) -> None:
    for entry in entries:
        item = models.Item.objects.get(id=entry.body["item"])
        was_read = bool(item.description)
        item.description_digest = str(entry.body["description"])
        item.description = records.read(Digest(item.description_digest)) or {}
        item.doc_id = item.description.get("doc_id", item.doc_id)
        if not was_read:  # what the correction let stand is all that is known of it
            item.gaps = _texts(item.description.get(GAPS)) or item.gaps
        _name(item)
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


def _derive(entries: Sequence[Entry], records: Records) -> None:
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


def _judge(entries: Sequence[Entry], records: Records) -> None:
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


def _withdraw(entries: Sequence[Entry], _records: Records) -> None:
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


def _erase(entries: Sequence[Entry], records: Records) -> None:
    """Take out what was erased; what stays is when it was, and why."""
    for entry in entries:
        digests = list(Erasure.of_body(entry.body).objects)
        records.take_as_erased(digests)
        for start in range(0, len(digests), TOGETHER):
            runs = models.Derivative.objects.filter(output__in=digests[start : start + TOGETHER])
            models.ClaimRow.objects.filter(derivative__in=runs).delete()
            models.CopyRow.objects.filter(derivative__in=runs).delete()
            runs.delete()
            judged = models.JudgementRow.objects.filter(record__in=digests[start : start + TOGETHER])
            judged.update(claims=[], erased_seq=entry.seq)  # without it, what it ended would count again
            models.Unread.objects.filter(digest__in=digests[start : start + TOGETHER]).delete()
        items = models.Item.objects.filter(exhibit_id=entry.body["exhibit"])
        models.ItemEvent.objects.filter(item__in=items).delete()
        items.delete()
        models.Exhibit.objects.filter(digest=entry.body["exhibit"]).delete()
        models.Tombstone.objects.create(**_tombstone(entry, entry.body))


def _tombstone(entry: Entry, body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "exhibit": body["exhibit"],
        "reason": body["reason"],
        "cases": body["cases"],
        "items": body["items"],
    }


_PROJECTIONS: dict[str, Callable[[Sequence[Entry], Records], None]] = {
    "case": _open_cases,
    "import": _take_in,
    "amend": _amend,
    "derive": _derive,
    "erase": _erase,
    "judge": _judge,
    "withdraw": _withdraw,
}
_LAYOUTS: dict[str, Callable[[models.Derivative, Mapping[str, Any]], None]] = {
    "claims": _lay_out_claims,
    "copies": _lay_out_copies,
}
