"""Log entries -> rows. The same function serves a new act and a rebuild, so both give the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sayso.custody.entries import Entry
from sayso.custody.erasure import Erasure
from sayso.store import models
from sayso.store.django_setup import ANEW, chosen
from sayso.store.errors import EntryNotFollowed
from sayso.store.projected_items import amend, take_in
from sayso.store.projected_results import derive, judge, withdraw
from sayso.store.records import TOGETHER, Records

_NOT_AS_WE_WRITE = (KeyError, TypeError, ValueError, AttributeError, OverflowError)
_ON_CASES = ("import", "derive", "judge")  # acts that leave rows on a case
BATCH_BYTES = 4 << 20  # of lines whose rows are made together


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
    from django.db import IntegrityError

    project = _PROJECTIONS.get(batch[0].act)
    try:
        if project is not None:
            project(batch, records)
        if chosen() == ANEW:
            _refuse_unopened(batch)
    except IntegrityError as problem:
        if chosen() != ANEW:  # an index that was there may be what is wrong
            raise
        raise EntryNotFollowed(batch[0].seq, batch[-1].seq, repr(problem)) from problem
    except (*_NOT_AS_WE_WRITE, ObjectDoesNotExist) as problem:
        raise EntryNotFollowed(batch[0].seq, batch[-1].seq, repr(problem)) from problem


def _refuse_unopened(batch: Sequence[Entry]) -> None:
    """Refuse entries on a case that was never opened; the database would not say which they are."""
    on_cases = [entry for entry in batch if entry.act in _ON_CASES and entry.body.get("case") is not None]
    named = {entry.seq: str(entry.body["case"]) for entry in on_cases}
    slugs = set(named.values())
    opened = models.Case.objects.filter(slug__in=slugs).values_list("slug", flat=True) if slugs else ()
    unopened = slugs.difference(opened)
    for seq, slug in named.items():
        if slug in unopened:
            raise EntryNotFollowed(seq, seq, f"no case {slug!r} was opened")


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Give entries of one act that follow one another, up to `TOGETHER` at a time, and fewer long ones."""
    for _, alike in groupby(entries, key=lambda entry: entry.act):
        batch, left = list[Entry](), BATCH_BYTES
        for entry in alike:
            batch.append(entry)
            left -= entry.line_bytes
            if len(batch) == TOGETHER or left < 0:
                yield batch
                batch, left = [], BATCH_BYTES
        if batch:
            yield batch


def forget_everything() -> None:
    """Empty all tables, inside the caller's transaction."""
    from django.apps import apps
    from django.db import connections

    connection = connections[chosen()]
    with connection.cursor() as cursor:  # foreign keys are only checked when the transaction ends
        for table in apps.get_app_config("store").get_models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")


def _open_cases(entries: Sequence[Entry], _records: Records) -> None:
    models.Case.objects.bulk_create(_case(entry, entry.body) for entry in entries)


def _case(entry: Entry, body: Mapping[str, Any]) -> models.Case:
    return models.Case(slug=body["case"], title=body["title"], opened_seq=entry.seq, opened_at=entry.at)


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
    "import": take_in,
    "amend": amend,
    "derive": derive,
    "erase": _erase,
    "judge": judge,
    "withdraw": withdraw,
}
