"""The files of an export, gathered: originals, records, the log's part in it, what signs and checks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso import __version__
from sayso.custody import export_form as form
from sayso.custody.beside import look_beside
from sayso.custody.damage import Damage
from sayso.custody.described import DESCRIBING, fields_in
from sayso.custody.entries import Entry
from sayso.custody.erased import erased_in, erasures_among
from sayso.custody.export_names import ending_of, said_of_items, title_of
from sayso.custody.export_records import left_out_words, untold_in
from sayso.custody.found import read_settings
from sayso.custody.heads import parse_head
from sayso.custody.keys import Signer
from sayso.custody.naming import sound_record
from sayso.custody.notes import sign_note
from sayso.custody.openings import write_opened
from sayso.custody.verifier import verifier_source
from sayso.custody.withheld import Salted
from sayso.desk.handing_on import HandedOn
from sayso.desk.recorded import refuse_damaged
from sayso.packages.warcs import ENDINGS, WarcFile, read_warc
from sayso.publish.packages import Piece, piece_of
from sayso.publish.sheet import check_sheet
from sayso.store.archive import Archive
from sayso.values import Digest, canonical_json

RECORDED = ("description", "sidecar")  # what of an exhibit's entries is kept as objects


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
        self.damages: list[Damage] = []  # of what would be disclosed
        title = str(title_of(handed.entries, slug))
        self.originals: dict[str, Piece] = {}
        self.warcs: dict[str, WarcFile] = {}  # those of a web archive that are in it as they came, by digest
        self._left = form.left_of_descriptions(left_out)
        if form.DESCRIPTION not in left_out:
            roles = ("description",) if self._left else RECORDED
            refuse_damaged(archive.objects, handed.entries, roles, self._is_gone)
        files = tuple(self._files(slug, with_names=self._left.isdisjoint(form.NAMES)))
        self.case = form.Case(form=form.FORM, slug=slug, title=title, left_out=left_out, files=files)
        self._shown = self._shown_in()

    @property
    def is_signed(self) -> bool:
        """Whether the archive's key is at hand to sign the list of contents."""
        return self._signer is not None

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
        found = []
        for item, said in said_of_items(self._handed.entries, slug).items():
            digest, description = Digest(said.exhibit), Digest(said.description)
            if self._is_gone(digest):
                continue
            name = form.name_in(sound_record(self._archive.files, description))
            if self._by_urn and name.lower().endswith(ENDINGS):
                self._read_warc(digest)
            original = self._original(digest, int(str(said.body["size_bytes"])), name if with_names else "")
            found.append(
                form.File(
                    path=original.name,
                    name=name if with_names else original.name.removeprefix(form.PAYLOAD),
                    item=item,
                    exhibit=digest,
                    media_type=said.media_type,
                    description=description,
                    first_entry=said.first_entry,
                )
            )
        return found

    def _is_gone(self, digest: str) -> bool:
        """Tell whether an object was erased, as an entry says; one that is only missing is an error."""
        return digest in self._erased and not self._archive.objects.has(Digest(digest))

    def _original(self, digest: Digest, size_bytes: int, name: str) -> Piece:
        if digest not in self.originals:
            in_bag = f"{form.PAYLOAD}{digest}{ending_of(name)}"
            called = self._called_in_web_archive(digest) if self._by_urn else in_bag
            self.originals[digest] = self._object(called, digest, size_bytes)
        return self.originals[digest]

    def _read_warc(self, digest: Digest) -> None:
        """See whether an original is a WARC that readers of web archives can use as it is."""
        if digest not in self.originals and (warc := read_warc(self._archive.objects.path(digest))):
            self.warcs[digest] = warc

    def _called_in_web_archive(self, digest: Digest) -> str:
        warc = self.warcs.get(digest)
        return f"{form.URN}{digest}" if warc is None else f"archive/{digest}{warc.ending}"

    def _object(self, name: str, digest: Digest, size_bytes: int) -> Piece:
        store = self._archive.objects
        return Piece(name=name, size_bytes=size_bytes, digest=digest, open=lambda: store.open(digest))

    def _records(self) -> list[Piece]:
        """Return descriptions and sidecars, whole: nothing of either can be left out of one."""
        if self._left:
            return []
        wanted: dict[str, int] = {}
        for entry in self._handed.entries:
            if entry.act in DESCRIBING:
                for role in RECORDED:
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
            form.WITHHELD: write_opened(self._shown),
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

    def _shown_in(self) -> Mapping[int, Mapping[str, Salted]]:
        """Return what is shown with its salts: what is withheld from entries, and what they recorded."""
        withheld = {entry.seq: self._kept_beside(entry) for entry in self._handed.entries}
        self.disclosed = tuple(sorted({name for fields in withheld.values() for name in fields}))
        shown = {entry.seq: withheld[entry.seq] | self._singly(entry) for entry in self._handed.entries}
        return {seq: fields for seq, fields in shown.items() if fields}

    def _kept_beside(self, entry: Entry) -> dict[str, Salted]:
        left = form.with_beside(self.case.left_out)
        if left.issuperset(entry.withheld):
            return {}
        beside = look_beside(self._archive.files, entry)
        self.damages += beside.damages()
        return {name: value for name, value in beside.fields.items() if name not in left}

    def _singly(self, entry: Entry) -> dict[str, Salted]:
        """Return what is left of a description of which something is left out."""
        if not self._left or not entry.described or self._is_gone(str(entry.body["description"])):
            return {}
        fields = fields_in(sound_record(self._archive.files, entry.body["description"]))
        return {name: value for name, value in fields.items() if name not in self._left}

    def _info(self) -> bytes:
        return form.write_info(
            self.case,
            {piece.name: (piece.digest, piece.size_bytes) for piece in self.originals.values()},
            software=f"sayso {__version__}",
            archive=read_settings(self._archive.files).name,
            last=max(entry.at for entry in self._handed.entries).date(),
        )

    def _sheet(self, roots: dict[str, str]) -> bytes:
        key = read_settings(self._archive.files).public_key.text
        entries = self._handed.entries
        without = [*left_out_words(self.case.left_out), *untold_in(entries, self._shown, self.case)]
        sheet = check_sheet(
            self.case,
            self._head,
            key=key,
            stamps=self._handed.stamps,
            roots=roots,
            without=[*erasures_among(entries), *without],
        )
        return sheet.encode("utf-8")


def _lines(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
