"""What the custody log holds about one case, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.custody.entries import Entry
from sayso.desk.words import in_words
from sayso.publish.dossier import CustodyEntry
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, as_digest


def custody_sheet(archive: Archive, slug: str, items: Sequence[ItemInfo]) -> Iterable[CustodyEntry]:
    """Yield the entries that concern a case or what was made from its exhibits, oldest first."""
    names = {item.id: item.file_name for item in items}
    exhibits = {item.exhibit for item in items}
    for entry in archive.log.entries():
        if _concerns(entry, slug, exhibits):
            yield CustodyEntry(
                seq=entry.seq,
                at=entry.at,
                act=entry.act,
                words=in_words(entry, names),
                exhibit=_exhibit_of(entry),
            )


def _concerns(entry: Entry, slug: str, exhibits: set[Digest]) -> bool:
    if entry.act == "init" or entry.body.get("case") == slug:
        return True
    return entry.act == "derive" and _exhibit_of(entry) in exhibits


def _exhibit_of(entry: Entry) -> Digest | None:
    body: Any = entry.body
    derived_from = body.get("inputs", {}).get("exhibit", ())
    named: str | None = body.get("exhibit") or next(iter(derived_from), None)
    return as_digest(named) if named else None
