"""Export a case: originals, what was recorded, entries of the log with proofs, and what checks them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from sayso import __version__
from sayso.custody import export_form as form
from sayso.custody.entries import Act, Entry
from sayso.custody.erased import erased_in, erasures_among
from sayso.custody.export_check import check_export
from sayso.custody.found import read_settings
from sayso.custody.heads import Head, parse_head
from sayso.custody.keys import Signer
from sayso.custody.notes import sign_note
from sayso.custody.scope import of_case
from sayso.custody.verifier import verifier_source
from sayso.custody.withheld import kept_beside, shown_salted
from sayso.desk.handing_on import HandedOn, hand_on
from sayso.desk.receipt import newest_head
from sayso.publish.packages import Piece, folder_at, piece_of, zip_at
from sayso.publish.sheet import check_sheet
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, Digest, Progress, SaysoError, canonical_json, silent

ZIP = ".zip"
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


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
            "Run `sayso verify`; if the archive holds, the disk or the memory is failing."
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
    discloses: tuple[str, ...]  # fields that name people or machines, with their values
    erased: tuple[str, ...]  # what is not in it any more, and which entries say so
    notes: tuple[str, ...]  # of the check that was run on it


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
    left_out = left_out_of(leave_out)
    signer = signer_for(archive, unsigned=unsigned)
    slug = queries.find_case(case).slug
    head = newest_head(archive)
    handed = hand_on(archive.files, head, of_case(slug)(), signer=signer, against=against)
    gathered = Gathered(archive, slug, handed, left_out=left_out, signer=signer)
    pieces = gathered.pieces()
    check = _write(pieces, to, slug, progress)
    exported = Exported(
        path=to,
        case=gathered.case,
        head=head,
        files=len(pieces),
        size_bytes=sum(piece.size_bytes for piece in pieces),
        stamps=len(handed.stamps),
        is_signed=signer is not None,
        discloses=gathered.disclosed,
        erased=tuple(erasures_among(handed.entries)),
        notes=check,
    )
    archive.record([export_act(exported, gathered.contents, "zip" if _is_zip(to) else "bag", actor)])
    return exported


def left_out_of(asked: Sequence[str]) -> tuple[str, ...]:
    """Return what is left out: what was asked for, and with the descriptions the paths, which hold names too.

    Raises:
        CannotLeaveOut: naming what can be.
    """
    for name in asked:
        if name not in form.LEAVABLE:
            raise CannotLeaveOut(name)
    wanted = {*asked, *(["path"] if "description" in asked else [])}
    return tuple(name for name in form.LEAVABLE if name in wanted)


def signer_for(archive: Archive, *, unsigned: bool) -> Signer | None:
    """Return who signs an export.

    Raises:
        NotSigned: when nobody can, and that was not asked for.
    """
    signer = archive.signer()
    if signer is None and not unsigned:
        raise NotSigned(str(archive.keys))
    return signer


def _write(pieces: Sequence[Piece], to: Path, slug: str, progress: Progress) -> tuple[str, ...]:
    with zip_at(to, slug) if _is_zip(to) else folder_at(to) as place:
        for done, piece in enumerate(pieces):
            progress(done, len(pieces), piece.name)
            place.put(piece)
    progress(len(pieces), len(pieces), "checking")
    return checked(to)


def checked(to: Path) -> tuple[str, ...]:
    """Check what was written, and return what the check says; what does not hold is taken away again."""
    check = check_export(to)
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


class Gathered:
    """All files of one export, in their order."""

    def __init__(
        self,
        archive: Archive,
        slug: str,
        handed: HandedOn,
        *,
        left_out: tuple[str, ...],
        signer: Signer | None,
        by_urn: bool = False,
    ) -> None:
        self._by_urn = by_urn  # whether originals are called by their digests alone, as in a web archive
        self._archive, self._handed, self._signer = archive, handed, signer
        self._head = parse_head(handed.extract.head)
        self._erased = erased_in(handed.entries)
        self.contents = ""  # the digest of the list of contents
        self.disclosed: tuple[str, ...] = ()
        title = next(
            str(entry.body["title"])
            for entry in handed.entries
            if entry.act == "case" and entry.body.get("case") == slug
        )
        self.originals: dict[str, Piece] = {}
        files = tuple(self._files(slug, with_names="description" not in left_out))
        self.case = form.Case(slug=slug, title=title, left_out=left_out, files=files)

    def pieces(self) -> list[Piece]:
        """Return the files of a bag: the declaration first, so that whoever reads on knows what it is."""
        payload = sorted(self.originals.values(), key=lambda piece: piece.name)
        tags = [*self._bag_files(), *self.evidence()]
        tags.append(piece_of(form.MANIFEST, form.write_manifest({one.name: one.digest for one in payload})))
        tags += self.sealed([*payload, *tags])
        tag_manifest = form.write_manifest({one.name: one.digest for one in tags})
        tags.append(piece_of(form.TAG_MANIFEST, tag_manifest))
        by_name = {piece.name: piece for piece in [*tags, *payload]}
        return [by_name[name] for name in form.bag_order(by_name)]

    def _files(self, slug: str, *, with_names: bool) -> list[form.File]:
        """Replay what came into the case: the originals, each under the names that it has now."""
        items: dict[str, dict[str, object]] = {}
        for entry in self._handed.entries:
            if entry.act in ("import", "amend") and entry.body.get("case") == slug:
                known = items.setdefault(str(entry.body["item"]), {"first": entry.seq})
                known.update(entry.body)
        found = []
        for item, body in items.items():
            digest = Digest(str(body["exhibit"]))
            description = Digest(str(body["description"]))
            if self._is_gone(digest):
                continue
            name = form.name_in(self._archive.objects.read(description))
            original = self._original(digest, int(str(body["size_bytes"])), name if with_names else "")
            found.append(
                form.File(
                    path=original.name,
                    name=name if with_names else original.name.removeprefix(form.PAYLOAD),
                    item=item,
                    exhibit=digest,
                    media_type=str(body["media_type"]),
                    description=description,
                    first_entry=int(str(body["first"])),
                )
            )
        return found

    def _is_gone(self, digest: str) -> bool:
        """Tell whether an object was erased, as an entry says; one that is only missing is an error."""
        return digest in self._erased and not self._archive.objects.has(Digest(digest))

    def _original(self, digest: Digest, size_bytes: int, name: str) -> Piece:
        if digest not in self.originals:
            ending = _ENDING.search(name, max(name.rfind("."), 0)) if "." in name else None
            suffix = ending[0].lower() if ending and ending.end() == len(name) else ""
            called = f"{form.URN}{digest}" if self._by_urn else f"{form.PAYLOAD}{digest}{suffix}"
            self.originals[digest] = self._object(called, digest, size_bytes)
        return self.originals[digest]

    def _object(self, name: str, digest: Digest, size_bytes: int) -> Piece:
        store = self._archive.objects
        return Piece(name=name, size_bytes=size_bytes, digest=digest, open=lambda: store.open(digest))

    def _records(self) -> list[Piece]:
        if "description" in self.case.left_out:
            return []
        wanted: dict[str, int] = {}
        for entry in self._handed.entries:
            if entry.act in ("import", "amend"):
                for role in ("description", "sidecar"):
                    if role in entry.body:
                        digest = Digest(str(entry.body[role]))
                        if not self._is_gone(digest):
                            wanted[digest] = entry.objects[digest]
        return [self._object(form.RECORDS + digest, Digest(digest), size) for digest, size in wanted.items()]

    def evidence(self) -> list[Piece]:
        """Return what any export carries beside the originals: names, the log's part in it, records."""
        extract = self._handed.extract
        proofs = [canonical_json(one.proof.to_json()) for one in extract.lines]
        consistency = [canonical_json(one.proof.to_json()) for one in extract.earlier]
        contents: dict[str, bytes] = {
            form.CASE: self.case.to_bytes(),
            form.ENTRIES: _lines([one.line for one in extract.lines]),
            form.PROOFS: _lines(proofs),
            form.HEAD: extract.head,
            form.WITHHELD: self._withheld(),
        }
        if consistency:  # some readers of packages take an empty file for a broken one
            contents[form.CONSISTENCY] = _lines(consistency)
        contents |= {form.head_name(one.proof.size1): one.head for one in extract.earlier}
        contents |= {form.STAMPS + name: data for name, data in extract.stamp_files.items()}
        contents |= dict(self._root_files().values())
        return [*(piece_of(name, data) for name, data in contents.items()), *self._records()]

    def sealed(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the list of these files, and the archive's signature over it."""
        contents = piece_of(form.CONTENTS, form.write_manifest({one.name: one.digest for one in pieces}))
        self.contents = contents.digest
        text = form.seal_text(self._head, contents.digest)
        note = sign_note(text, [self._signer] if self._signer else [])
        return [contents, piece_of(form.SEAL, note.to_bytes())]

    def _bag_files(self) -> list[Piece]:
        roots = {digest: name for digest, (name, _) in self._root_files().items()}
        contents: dict[str, bytes] = {
            form.DECLARATION: form.DECLARATION_BYTES,
            form.INFO: self._info(),
            form.SHEET: self._sheet(roots),
            form.VERIFIER: verifier_source(),
        }
        return [piece_of(name, data) for name, data in contents.items()]

    def _root_files(self) -> dict[str, tuple[str, bytes]]:
        found = {}
        for digest, data in self._handed.extract.roots.items():
            ending = "pem" if b"-----BEGIN" in data else "der"
            found[digest] = (f"{form.ROOTS}{digest}.{ending}", data)
        return found

    def _withheld(self) -> bytes:
        shown: dict[str, object] = {}
        names: set[str] = set()
        for entry in self._handed.entries:
            kept = kept_beside(self._archive.files, entry) if entry.withheld else {}
            given = {name: value for name, value in kept.items() if name not in self.case.left_out}
            if given:
                shown[str(entry.seq)] = shown_salted(given)
                names |= set(given)
        self.disclosed = tuple(sorted(names))
        return json.dumps(shown, indent=1, ensure_ascii=True).encode("ascii") + b"\n"

    def _info(self) -> bytes:
        settings = read_settings(self._archive.files)
        last = _last_at(self._handed.entries)
        sizes = [piece.size_bytes for piece in self.originals.values()]
        fields = (
            ("Bag-Software-Agent", f"sayso {__version__}"),
            ("Bagging-Date", last),  # the day of the newest entry in it: the same log, the same bytes
            ("External-Description", self.case.title),
            ("External-Identifier", self.case.slug),
            ("Payload-Oxum", f"{sum(sizes)}.{len(sizes)}"),
            ("Source-Organization", settings.name),
        )
        return "".join(f"{name}: {value}\n" for name, value in fields).encode("utf-8")

    def _sheet(self, roots: dict[str, str]) -> bytes:
        key = read_settings(self._archive.files).public_key.text
        gone = erasures_among(self._handed.entries)
        sheet = check_sheet(
            self.case, self._head, key=key, stamps=self._handed.stamps, roots=roots, erased=gone
        )
        return sheet.encode("utf-8")


def _lines(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _last_at(entries: Sequence[Entry]) -> str:
    return max(entry.at for entry in entries).strftime("%Y-%m-%d")
