"""What the custody log holds about one case, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.custody.entries import Entry
from sayso.desk.words import in_words
from sayso.publish.dossier import CustodyEntry
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo


def custody_sheet(archive: Archive, slug: str, items: Sequence[ItemInfo]) -> Iterable[CustodyEntry]:
    """Yield the entries that concern a case or what was made from its exhibits, oldest first."""
    for entry, of in entries_of(archive, slug, items):
        yield CustodyEntry(
            seq=entry.seq,
            at=entry.at,
            act=entry.act,
            words=words_of_entry(entry, of),
            exhibit=of[0].exhibit if of else None,
        )


def words_of_entry(entry: Entry, of: Sequence[ItemInfo]) -> str:
    """Return what an entry says, with the names of what it is about or was made from."""
    words = in_words(entry, {item.id: item.file_name for item in of})
    made_from = ", ".join(dict.fromkeys(item.file_name for item in of)) if entry.act == "derive" else ""
    return f"{words}, from {made_from}" if made_from else words


def entries_of(
    archive: Archive, slug: str | None, items: Sequence[ItemInfo]
) -> Iterable[tuple[Entry, list[ItemInfo]]]:
    """Yield the entries that concern a case, each with the items that it is about or was made from.

    Args:
        slug: the case; None for all entries of the archive.
        items: of the case, or of all.

    What was made from something of the case is of the case: a text from its page, the
    claims from the text.
    """
    made_from: dict[str, list[ItemInfo]] = {}  # exhibit or derived record -> items
    for item in items:
        made_from.setdefault(item.exhibit, []).append(item)
    for entry in archive.log.entries():
        body: Any = entry.body
        of: list[ItemInfo] = []
        if entry.act == "derive":
            of = [item for role in body["inputs"].values() for one in role for item in made_from.get(one, ())]
            if of:
                made_from.setdefault(body["output"], of)
        elif entry.act in ("erase", "redact"):
            cases = body.get("cases")
            if isinstance(cases, list) and slug in cases:
                yield entry, of
                continue
        elif slug is None or body.get("case") == slug:
            of = [item for item in made_from.get(body.get("exhibit", ""), ()) if item.id == body.get("item")]
        if slug is None or of or entry.act == "init" or body.get("case") == slug:
            yield entry, of
