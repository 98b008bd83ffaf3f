"""Entries on material -> rows: exhibits, items, and what was done to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.custody.described import GAPS
from sayso.custody.entries import Entry
from sayso.store import models
from sayso.store.inserting import insert_rows
from sayso.store.records import Records
from sayso.values import Digest

# What each coming in may change of an item's row.
_DESCRIBED = ("description", "description_digest", "sidecar_digest", "gaps", "doc_id", "file_name")


def take_in(entries: Sequence[Entry], records: Records) -> None:
    _note_exhibits(entries)
    items = models.Item.objects.in_bulk([entry.body["item"] for entry in entries])
    for entry in entries:
        _put_in(items, entry, entry.body, records)
    insert_rows(models.Item, (vars(item) for item in items.values()), update=_DESCRIBED)
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
    firsts: dict[object, dict[str, Any]] = {}
    for entry in entries:
        firsts.setdefault(entry.body["exhibit"], _exhibit(entry, entry.body))
    known = models.Exhibit.objects.in_bulk(list(firsts))
    insert_rows(models.Exhibit, (row for digest, row in firsts.items() if digest not in known))


def _exhibit(entry: Entry, body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "digest": body["exhibit"],
        "size_bytes": body["size_bytes"],
        "media_type": body["media_type"],
        "first_seq": entry.seq,
    }


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


def amend(entries: Sequence[Entry], records: Records) -> None:
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
    insert_rows(models.ItemEvent, (_event(entry, entry.body) for entry in entries))


def _event(entry: Entry, body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "item_id": body["item"],
        "seq": entry.seq,
        "at": entry.at,
        "act": entry.act,
        "description_digest": body["description"],
    }
