"""Correct what was recorded about an exhibit; what stood before stays in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.capture.descriptions import DATE_FORMS, is_writable
from sayso.capture.types import DOCUMENT_KINDS, Description
from sayso.custody.entries import DESCRIBED, Act
from sayso.desk.describing import keep_description
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import AskedWrongly, Digest, lies_after, read_date

LIST_FIELDS = ("cites", "attachments")
FIELDS = tuple(Description.__dataclass_fields__)


class BadCorrection(AskedWrongly):
    """A correction that cannot be read."""

    def __init__(self, correction: str, why: str) -> None:
        super().__init__(correction, why)
        self.correction, self.why = correction, why

    def __str__(self) -> str:
        return f"The correction {self.correction!r} cannot be made: {self.why}. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What was recorded before, and what is now."""

    before: ItemInfo
    after: ItemInfo
    changed: tuple[str, ...]
    notes: tuple[str, ...] = ()  # what is odd about what is recorded now, in words


def amend(
    archive: Archive, exhibit: str, corrections: Sequence[str], *, actor: str, case: str | None = None
) -> Amended:
    """Correct recorded fields of an exhibit in its case, as a logged act.

    Args:
        exhibit: an item's id, a digest or its beginning, a short name or a file name.
        corrections: each `field=value`; an empty value takes the record away, and
            a list (`cites`, `attachments`) is separated by commas.

    Raises:
        BadCorrection, IndexDiffers: before anything is changed.
        queries.NoSuchItem: when `exhibit` means none, or more than one.
    """
    values: dict[str, Any] = dict(_read(correction) for correction in corrections)
    archive.hold_index()  # what is not corrected is logged as well, as the index has it
    with archive.writing():  # what is looked at must not change before it is logged
        item = queries.find_item(exhibit, queries.find_case(case).slug if case else None)
        if not item.is_described:
            why = f"{item.gaps[-1]}. What is not corrected would be lost: put that object back first"
            raise BadCorrection(corrections[0], why)
        described = replace(item.description, **values)
        if not described.doc_id:
            raise BadCorrection("doc_id=", "an exhibit keeps some short name")
        _refuse_taken_name(item, described.doc_id)
        changed = tuple(
            name for name in values if getattr(described, name) != getattr(item.description, name)
        )
        if changed:
            archive.record_locked([amend_act(archive, item, described, changed, actor=actor)])
    after = queries.find_item(item.id)
    return Amended(before=item, after=after, changed=changed, notes=tuple(_odd(after, changed)))


def _odd(item: ItemInfo, changed: Sequence[str]) -> Iterator[str]:
    """Say of a date that was corrected where it lies after the exhibit came in, as an import does."""
    stated = item.description.published
    if "published" in changed and stated is not None and lies_after(stated, item.first_at):
        yield f"{stated} lies after it came in here, {item.first_at:%Y-%m-%d}; recorded as stated"


def amend_act(
    archive: Archive,
    item: ItemInfo,
    described: Description,
    changed: Sequence[str],
    *,
    actor: str,
    before: Digest | None = None,
    gaps: Sequence[str] | None = None,
) -> Act:
    """Keep a corrected description, and return the act that puts it in place.

    Args:
        before: the description that is corrected, where it is not the item's present one.
        gaps: what could not be taken, where that is not what the item says at present.
    """
    gaps = item.gaps if gaps is None else gaps
    recorded = keep_description(archive, item.exhibit, described, file_name=item.file_name, gaps=gaps)
    body: dict[str, object] = {
        "case": item.case,
        "item": item.id,
        "exhibit": item.exhibit,
        "fields": list(changed),
        "description": recorded.stored.digest,
        DESCRIBED: dict(recorded.described),
        "before": before or item.description_digest,
        "objects": {recorded.stored.digest: recorded.stored.size_bytes},
    }
    return Act(act="amend", body=body, withheld={"operator": actor})


def _refuse_taken_name(item: ItemInfo, doc_id: str) -> None:
    others = [other for other in queries.items_of_exhibit(item.case, item.exhibit) if other.id != item.id]
    if doc_id != item.doc_id and not all(other.is_described for other in others):
        why = "the same bytes are in the case under a name that cannot be read: its description is damaged"
        raise BadCorrection(f"doc_id={doc_id}", why)
    if any(other.doc_id == doc_id for other in others):
        raise BadCorrection(f"doc_id={doc_id}", "the same bytes go by this name in the case already")


def _read(correction: str) -> tuple[str, object]:
    name, separator, value = correction.partition("=")
    if not separator:
        raise BadCorrection(correction, "it has the form field=value")
    if name not in FIELDS:
        raise BadCorrection(correction, f"there is no such field; fields are {', '.join(FIELDS)}")
    if not is_writable(value):
        raise BadCorrection(correction, "it holds what is no Unicode text")
    if name in LIST_FIELDS:
        return name, tuple(part.strip() for part in value.split(",") if part.strip())
    if name == "kind" and value and value not in DOCUMENT_KINDS:
        raise BadCorrection(correction, f"a kind is one of {', '.join(DOCUMENT_KINDS)}")
    if name == "published" and value:
        return name, _date_in(correction, value)
    return name, value or None


def _date_in(correction: str, value: str) -> str:
    stated = read_date(value)
    if stated is None:
        raise BadCorrection(correction, f"a date is written like {DATE_FORMS}")
    return stated
