"""Export a case: originals, what was recorded, entries of the log with proofs, and what checks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from sayso.custody import export_form as form
from sayso.custody.damage import Damage
from sayso.custody.described import DESCRIBING, fields_in
from sayso.custody.entries import Act
from sayso.custody.erased import erasures_among
from sayso.custody.export_check import check_export
from sayso.custody.export_records import standing_in_clear
from sayso.custody.heads import Head
from sayso.custody.keys import Signer
from sayso.custody.naming import sound_record
from sayso.custody.scope import of_case
from sayso.custody.stamp_check import check_stamp
from sayso.desk.export_files import Gathered
from sayso.desk.handing_on import HandedOn, hand_on, not_giving_away
from sayso.desk.named_addresses import are_named
from sayso.desk.receipt import newest_head
from sayso.publish.packages import Piece, folder_at, zip_at
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, Progress, SaysoError, silent

ZIP = ".zip"


class CannotLeaveOut(AskedWrongly):
    """Something was to be left out of an export that has no name there."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked

    def __str__(self) -> str:
        return (
            f"{self.asked!r} cannot be left out; what can is {', '.join(form.LEAVABLE)}. Nothing was written."
        )


class NotSigned(SaysoError):
    """An export would bear no signature, and nobody asked for such a one."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        return (
            f"The archive's key is not in {self.where}, and without its signature anybody could have made up "
            "the export. Put the key there, or ask for an export that bears none (`--unsigned`)."
        )


class ExportDoesNotHold(SaysoError):
    """What was written was checked at once, and does not hold."""

    exit_code = 4

    def __init__(self, path: str, reasons: tuple[str, ...]) -> None:
        super().__init__(path, reasons)
        self.path, self.reasons = path, reasons

    def __str__(self) -> str:
        why = "; ".join(self.reasons[:5])
        return (
            f"The export {self.path} was taken away again, as it did not hold: {why}. "
            "Run `sayso verify`; if the archive holds, the disk or the memory is failing. A stamp that does "
            "not hold can be set aside: `sayso stamp --set-aside ENTRY --reason WHY`."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An export, and what it shows."""

    path: Path
    case: form.Case
    head: Head
    files: int
    size_bytes: int
    stamps: int
    is_signed: bool
    damages: tuple[Damage, ...]  # of who or what it would say that these are; that is not in it
    discloses: tuple[str, ...]  # fields that name people or machines, with their values
    in_clear: tuple[str, ...]  # what of that which is left out the entries show, or let one guess
    erased: tuple[str, ...]  # what is not in it any more, and which entries say so
    notes: tuple[str, ...]  # of the check that was run on it

    @classmethod
    def of(
        cls, to: Path, gathered: Gathered, handed: HandedOn, head: Head, *, files: int, size_bytes: int
    ) -> Exported:
        """Check what was written at once, and say what it shows.

        Raises:
            ExportDoesNotHold: when it does not check; it is taken away again.
        """
        notes = checked(to)
        return cls(
            path=to,
            case=gathered.case,
            head=head,
            files=files,
            size_bytes=size_bytes,
            stamps=len(handed.stamps),
            is_signed=gathered.is_signed,
            damages=tuple(gathered.damages),
            discloses=gathered.disclosed,
            in_clear=tuple(standing_in_clear(handed.entries, gathered.case.left_out)),
            erased=tuple(erasures_among(handed.entries)),
            notes=notes,
        )


def export_case(
    archive: Archive,
    case: str,
    to: Path,
    *,
    actor: str,
    leave_out: Sequence[str] = (),
    unsigned: bool = False,
    against: Sequence[Head] = (),
    progress: Progress = silent,
) -> Exported:
    """Write a case as a bag, check it, and log that.

    Args:
        case: a slug or title.
        to: a path where nothing is yet; a zip where it ends in `.zip`, else a folder.
        leave_out: of `LEAVABLE`.
        unsigned: go on without the archive's key.
        against: heads that others keep; the export leads from them, too.
        progress: told in files.

    Raises:
        NoSuchCase, CannotLeaveOut, NotSigned, WouldOverwrite: before anything is written.
        SourceChanged, ObjectMissing: when an object is damaged or gone.
        CouldNotWrite: when the disk refuses.
        ExportDoesNotHold: when what was written does not check.
    """
    slug = queries.find_case(case).slug
    left_out = left_out_of(archive, slug, leave_out)
    signer = signer_for(archive, unsigned=unsigned)
    head = newest_head(archive)
    concerns = not_giving_away(left_out, of_case(slug)())
    handed = hand_on(archive.files, head, concerns, signer=signer, against=against)
    gathered = Gathered(archive, slug, handed, left_out=left_out, signer=signer)
    pieces = gathered.pieces()
    _write(pieces, to, slug, progress)
    size_bytes = sum(piece.size_bytes for piece in pieces)
    written = Exported.of(to, gathered, handed, head, files=len(pieces), size_bytes=size_bytes)
    archive.record([export_act(written, gathered.contents, "zip" if _is_zip(to) else "bag", actor)])
    return written


def left_out_of(archive: Archive, case: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Return what is left out: what was asked for, and what would give it away.

    With one of a file's names all go, also those by which others name it, and the paths. So they do with the
    address: what came in a web archive has its path and names from that. And the address goes with the names
    where one in the case has a name in it. Of what could not be taken (`gaps`), the words may quote any of
    the fields.

    Args:
        case: a slug.
        asked: of `LEAVABLE`.

    Raises:
        CannotLeaveOut: naming what can be.
    """
    for name in asked:
        if name not in form.LEAVABLE:
            raise CannotLeaveOut(name)
    wanted = set(asked)
    if wanted & {form.DESCRIPTION, *form.RECORDED}:
        wanted.add("gaps")
    if wanted & {form.DESCRIPTION, form.ADDRESS, *form.NAMES}:
        wanted |= {"path", *form.NAMES}
    if wanted & {*form.NAMES} and form.ADDRESS not in wanted and _name_files(archive, case):
        wanted.add(form.ADDRESS)
    if form.DESCRIPTION in wanted:
        wanted -= set(form.RECORDED)
    return tuple(name for name in form.LEAVABLE if name in wanted)


def _name_files(archive: Archive, case: str) -> bool:
    """Tell whether an address that was recorded in a case, then or now, has the name of a file in it."""
    names: list[str] = []
    addresses: list[str] = []
    concerns = of_case(case)()
    for entry in archive.log.entries():
        if concerns(entry) and entry.act in DESCRIBING:
            record = sound_record(archive.files, entry.body.get("description"))
            fields = {name: field.value for name, field in fields_in(record).items()}
            addresses += _texts(fields.get(form.ADDRESS))
            names += [text for name in form.NAMES for text in _texts(fields.get(name))]
    return are_named(names, addresses)


def _texts(value: object) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    return [text for text in texts if isinstance(text, str)]


def signer_for(archive: Archive, *, unsigned: bool) -> Signer | None:
    """Return who signs an export.

    Raises:
        NotSigned: when nobody can, and that was not asked for.
    """
    signer = archive.signer()
    if signer is None and not unsigned:
        raise NotSigned(str(archive.keys))
    return signer


def _write(pieces: Sequence[Piece], to: Path, slug: str, progress: Progress) -> None:
    with zip_at(to, slug) if _is_zip(to) else folder_at(to) as place:
        for done, piece in enumerate(pieces):
            progress(done, len(pieces), piece.name)
            place.put(piece)
    progress(len(pieces), len(pieces), "checking")


def checked(to: Path) -> tuple[str, ...]:
    """Check what was written, and return what the check says; what does not hold is taken away again."""
    check = check_export(to, signers=check_stamp)
    if check.verdict == "reject":
        rmtree(to) if to.is_dir() else to.unlink()
        raise ExportDoesNotHold(str(to), check.reasons)
    return (*check.reasons, *check.notes)


def _is_zip(to: Path) -> bool:
    return to.suffix.lower() == ZIP


def export_act(exported: Exported, contents: str, kind: str, actor: str) -> Act:
    """Return the act that logs an export."""
    body: dict[str, object] = {
        "case": exported.case.slug,
        "form": kind,
        "log_size": exported.head.size,
        "contents": contents,
        "files": exported.files,
        "size_bytes": exported.size_bytes,
        "left_out": list(exported.case.left_out),
    }
    return Act("export", body, {"operator": actor})
