"""Hand over what exports of a case leave out: single values, each with its salt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.beside import Beside, look_beside
from sayso.custody.damage import OBJECT_BYTES, OBJECT_MISSING, Damage
from sayso.custody.described import DESCRIBING, fields_in
from sayso.custody.entries import Act, Entry
from sayso.custody.erased import erased_in
from sayso.custody.errors import ArchiveUnreadable
from sayso.custody.openings import write_opening
from sayso.custody.scope import of_case
from sayso.custody.withheld import Salted
from sayso.desk.export import CannotLeaveOut
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.publish.writing import write_files
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, Digest, SaysoError, digest_bytes


class NothingToDisclose(AskedWrongly):
    """Values were to be handed over, and there are none."""

    def __init__(self, fields: tuple[str, ...], of: str) -> None:
        super().__init__(fields, of)
        self.fields, self.of = fields, of

    def __str__(self) -> str:
        return (
            f"Nothing was written: no entry on {self.of!r} has a salted digest of {', '.join(self.fields)} "
            "whose value is still here. What was recorded before fields had such can only be exported whole."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """What was handed over."""

    path: Path
    values: int
    entries: tuple[int, ...]  # whose values they are
    fields: tuple[str, ...]
    damages: tuple[Damage, ...]  # of values that are not handed over therefore
    without: tuple[int, ...]  # others that record such, and have no digests of it, or no values any more


def disclose(
    archive: Archive,
    case: str,
    fields: Sequence[str],
    to: Path,
    *,
    actor: str,
    exhibit: str | None = None,
) -> Disclosed:
    """Write values with their salts, for whoever has an export in which they were left out, and log that.

    Args:
        case: a slug or title.
        fields: of `LEAVABLE`; `description` stands for all that was recorded.
        to: a file that is not there yet.
        exhibit: only what is about this one: an item's id, a digest or its beginning, or a name.

    Raises:
        NoSuchCase, NoSuchItem, CannotLeaveOut, NothingToDisclose, WouldOverwrite: before anything is written.
        CouldNotWrite: when the disk refuses.
        WithheldDamaged, ObjectDamaged, ObjectMissing: when what is kept is not what was logged, and there is
            nothing else to hand over.
    """
    wanted = _wanted(fields)
    archive.hold_index()  # which exhibit is meant, it says
    slug = queries.find_case(case).slug
    item = queries.find_item(exhibit, slug).id if exhibit else None
    erased = erased_in(archive.log.entries())
    about = (entry for entry in _entries(archive, slug) if item in (None, entry.body.get("item")))
    told = [_told_by(archive, entry, wanted, erased) for entry in about]
    opened = {one.entry.seq: one.opened for one in told if one.opened}
    if not opened:
        errors = [one.error for one in told if one.error is not None]
        raise errors[0] if errors else NothingToDisclose(tuple(fields), exhibit or case)
    data = write_opening(opened)
    body = {"case": slug, "fields": sorted(set(fields)), "entries": sorted(opened)}
    withheld = {"operator": actor, "path": str(to)}
    act = Act("disclose", {**body, "contents": digest_bytes(data)}, withheld)
    write_files(
        to,
        {"values": data},
        folder=False,
        what="what is disclosed",
        private=True,
        before_seen=lambda: archive.record([act]),  # what cannot be logged is not handed over
    )
    return Disclosed(
        path=to,
        values=sum(len(values) for values in opened.values()),
        entries=tuple(sorted(opened)),
        fields=tuple(sorted({name for values in opened.values() for name in values})),
        damages=tuple(dict.fromkeys(damage for one in told for damage in one.damages)),
        without=tuple(
            one.entry.seq
            for one in told
            if not one.opened and not one.damages and _might_tell(one.entry, wanted)
        ),
    )


def _wanted(fields: Sequence[str]) -> frozenset[str]:
    for name in fields:
        if name not in form.LEAVABLE:
            raise CannotLeaveOut(name)
    return frozenset(form.with_beside(fields)) | form.left_of_descriptions(fields)


def _entries(archive: Archive, slug: str) -> list[Entry]:
    concerns = of_case(slug)()
    return [entry for entry in archive.log.entries() if concerns(entry) and entry.salted]


def _might_tell(entry: Entry, wanted: frozenset[str]) -> bool:
    """Tell whether an entry is of a kind that records some of what is wanted."""
    describes = entry.act in DESCRIBING and not wanted.isdisjoint(form.RECORDED)
    return describes or not wanted.isdisjoint(entry.salted)


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry has of that which is wanted."""

    entry: Entry
    opened: Mapping[str, Salted]  # as the digests in the log say
    damages: tuple[Damage, ...]  # of what is wanted
    error: SaysoError | None  # the first of these


def _told_by(archive: Archive, entry: Entry, wanted: frozenset[str], erased: Collection[str]) -> _Told:
    beside = look_beside(archive.files, entry) if wanted & entry.withheld.keys() else Beside()
    kept, damages = dict(beside.fields), beside.damages()
    error: SaysoError | None = beside.error
    record = Digest(str(entry.body.get("description")))
    if wanted & entry.described.keys() and (archive.objects.has(record) or record not in erased):
        try:
            kept |= fields_in(archive.objects.read(record))
        except (ObjectMissing, ObjectDamaged, ArchiveUnreadable) as problem:
            kind = OBJECT_MISSING if isinstance(problem, ObjectMissing) else OBJECT_BYTES
            place = archive.files.name_of(archive.files.object_path(record))
            damages = (*damages, Damage(kind, f"object {record}", place, str(problem)))
            error = error or problem
    opened = {
        name: value
        for name, value in kept.items()
        if name in wanted and entry.salted.get(name) == value.digest()
    }
    return _Told(entry, opened, damages, error)
