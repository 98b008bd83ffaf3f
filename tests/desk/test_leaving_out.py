"""Single fields of what was recorded can be left out of an export, handed over later, and checked then."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sayso.capture.types import Description
from sayso.custody import export_form as form
from sayso.custody.described import FILE_NAME, GAPS, PAD, ROUND_BYTES, SALTS, fields_in, sidecar_as_it_came
from sayso.custody.entries import Act, Entry, entry_line, read_line
from sayso.custody.errors import CouldNotWrite
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.log import CustodyLog
from sayso.custody.verification import verify
from sayso.custody.withheld import Salted
from sayso.desk.amend import amend
from sayso.desk.claims import extract_case_claims
from sayso.desk.disclosing import NothingToDisclose, disclose
from sayso.desk.erasure import erase
from sayso.desk.export import CannotLeaveOut, Exported, export_case
from sayso.desk.intake import import_paths
from sayso.desk.verification import verify_export
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.testing.tampering import manifests_anew
from sayso.testing.web_archives import make_wacz
from sayso.values import canonical_json

ACTOR = "Ada Tester"
AUTHOR, TITLE, PUBLISHER = "Marvellia Quent", "The quay by night", "Harbour Office of Ostwick"
SIDECAR = {"doc_id": "notice", "kind": "post", "title": TITLE, "author": AUTHOR, "publisher": PUBLISHER}
FIELDS = (*(field.name for field in fields(Description)), FILE_NAME, GAPS)
EXPORTS = [(export_case, "bag"), (export_case, "quay.zip"), (export_wacz, "quay.wacz")]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with one notice, whose sidecar names a person."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "notice.txt").write_bytes(b"The quay is closed.")
    (folder / "notice.meta.json").write_text(json.dumps(SIDECAR), "utf-8")
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        import_paths(opened, [folder], "The Quay", actor=ACTOR)
        yield opened


def imported(archive: Archive) -> Entry:
    return next(entry for entry in archive.log.entries() if entry.act == "import")


def exported(archive: Archive, to: Path, *leave_out: str) -> Path:
    return export_case(archive, "The Quay", to, actor=ACTOR, leave_out=leave_out).path


def all_bytes(export: Path) -> bytes:
    files = export.rglob("*") if export.is_dir() else [export]
    return b"\n".join(path.read_bytes() for path in files if path.is_file())


def entries_in(export: Path) -> list[Entry]:
    """Return the entries that came along in an export."""
    if export.is_dir():
        return list(map(read_line, (export / form.ENTRIES).read_bytes().splitlines()))
    with zipfile.ZipFile(export) as packed:
        name = next(name for name in packed.namelist() if name.endswith(form.ENTRIES))
        return list(map(read_line, packed.read(name).splitlines()))


def alone(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", *map(str, words)], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_every_field_of_a_description_can_be_left_out() -> None:
    assert sorted(form.RECORDED) == sorted(FIELDS)


def test_an_entry_has_a_salted_digest_of_each_field_and_the_description_holds_the_salts(
    archive: Archive,
) -> None:
    entry = imported(archive)
    description = archive.objects.read(queries.find_item("notice").description_digest)

    assert set(entry.described) == {*SIDECAR, FILE_NAME}
    assert {name: one.digest() for name, one in fields_in(description).items()} == entry.described
    assert AUTHOR.encode() not in entry_line(entry)


def test_what_comes_in_again_is_described_by_the_same_object(archive: Archive, tmp_path: Path) -> None:
    before = set(archive.objects.digests())

    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)

    assert set(archive.objects.digests()) == before


@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_one_field_is_left_out_and_the_others_are_shown_and_held_against_the_log(
    archive: Archive, tmp_path: Path, export: Callable[..., Exported], name: str
) -> None:
    path = export(archive, "The Quay", tmp_path / name, actor=ACTOR, leave_out=["author"]).path

    check = check_export(path)

    assert check.accepted, check.reasons
    assert any("salted digests only: author, gaps" in note for note in check.notes)
    assert AUTHOR.encode() not in all_bytes(path)
    if path.is_dir():
        assert TITLE.encode() in all_bytes(path)


@pytest.mark.parametrize("field", ["file_name", "doc_id", "description"])
def test_with_one_of_its_names_a_file_goes_by_none(archive: Archive, tmp_path: Path, field: str) -> None:
    path = exported(archive, tmp_path / "bag", field)

    assert check_export(path).accepted
    assert b"notice.txt" not in all_bytes(path)
    assert b'"notice"' not in all_bytes(path)


@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_with_its_address_what_came_in_a_web_archive_loses_the_names_made_of_that(
    archive: Archive, tmp_path: Path, export: Callable[..., Exported], name: str
) -> None:
    (tmp_path / "harbour.wacz").write_bytes(make_wacz().packed())
    import_paths(archive, [tmp_path / "harbour.wacz"], "The Web", actor=ACTOR)

    path = export(archive, "The Web", tmp_path / name, actor=ACTOR, leave_out=["url"]).path

    assert check_export(path).accepted
    for word in (b"harbour.example", b"harbour.wacz", b'"tides"', b"/tides"):
        assert word not in all_bytes(path)


def test_what_has_no_name_cannot_be_left_out_nor_handed_over(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(CannotLeaveOut):
        exported(archive, tmp_path / "bag", "salts")
    with pytest.raises(CannotLeaveOut):
        disclose(archive, "The Quay", ["salts"], tmp_path / "told.json", actor=ACTOR)


# -- handing over later ---------------------------------------------------------------------------


@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_a_field_that_was_left_out_is_handed_over_and_checked_by_anybody(
    archive: Archive, tmp_path: Path, export: Callable[..., Exported], name: str
) -> None:
    path = export(archive, "The Quay", tmp_path / name, actor=ACTOR, leave_out=["description"]).path
    verifier = exported(archive, tmp_path / "other") / form.VERIFIER
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)

    said = alone(verifier, path, "--opened", told.path, cwd=tmp_path)
    check = verify_export(path, opened=[told.path])

    words = f"opened: entry {imported(archive).seq} was written with 'author': {AUTHOR!r}"
    assert (told.values, told.fields) == (1, ("author",))
    assert check.accepted, check.reasons
    assert words in check.notes
    assert said.returncode == 0, said.stdout
    assert f"  note: {words}\n" in said.stdout
    assert TITLE not in told.path.read_text("utf-8")


def test_who_brought_it_in_is_handed_over_in_the_same_way(archive: Archive, tmp_path: Path) -> None:
    path = exported(archive, tmp_path / "bag", "operator")
    told = disclose(archive, "The Quay", ["operator"], tmp_path / "told.json", actor=ACTOR, exhibit="notice")

    notes = check_export(path, opened=[told.path]).notes

    assert f"opened: entry {imported(archive).seq} was written with 'operator': {ACTOR!r}" in notes


def test_who_decided_an_erasure_is_left_out_and_handed_over(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "in" / "later.txt").write_bytes(b"The quay is open again.")
    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)
    gone = erase(archive, "later", reason="by order of a court", by="Registrar Vole", actor=ACTOR)
    path = exported(archive, tmp_path / "bag", "by")
    told = disclose(archive, "The Quay", ["by"], tmp_path / "told.json", actor=ACTOR)

    check = check_export(path, opened=[told.path])

    assert b"Registrar Vole" not in all_bytes(path)
    assert f"opened: entry {gone.seq} was written with 'by': 'Registrar Vole'" in check.notes


@pytest.mark.parametrize("left", ["operator", "host", "path", "by", "description", "url"])
def test_whatever_is_left_out_can_be_handed_over(archive: Archive, tmp_path: Path, left: str) -> None:
    """With the path, the names of the files of a package, too."""
    (tmp_path / "harbour.wacz").write_bytes(make_wacz().packed())
    import_paths(archive, [tmp_path / "harbour.wacz", tmp_path / "in"], "The Quay", actor=ACTOR)
    (tmp_path / "in" / "later.txt").write_bytes(b"The quay is open again.")
    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)
    erase(archive, "later", reason="by order of a court", by="Registrar Vole", actor=ACTOR)
    whole = json.loads((exported(archive, tmp_path / "all", "gaps") / form.WITHHELD).read_bytes())
    path = exported(archive, tmp_path / "bag", left)
    shown = json.loads((path / form.WITHHELD).read_bytes())
    fields = json.loads((path / form.CASE).read_bytes())["left_out"]

    told = disclose(archive, "The Quay", fields, tmp_path / "told.json", actor=ACTOR).path
    opened = json.loads(told.read_bytes())["entries"]

    for seq, values in whole.items():
        singly = set(values) if left in ("description", "url") else set(values) - set(FIELDS)
        assert {*shown.get(seq, {}), *opened.get(seq, {})} >= singly


def test_handing_over_is_logged_and_said_of_an_exhibit_that_is_erased(
    archive: Archive, tmp_path: Path
) -> None:
    disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)
    entry = list(archive.log.entries())[-1]

    gone = erase(archive, "notice", reason="by order of a court", by="The Registrar", actor=ACTOR)

    assert entry.act == "disclose"
    assert entry.body["fields"] == ["author"]
    assert entry.body["contents"] == hashlib.sha256((tmp_path / "told.json").read_bytes()).hexdigest()
    assert entry.seq in gone.handed_on
    assert verify(archive.files).holds


def test_what_cannot_be_logged_is_not_handed_over(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CouldNotWrite("the log", "log", "No space left on device")

    monkeypatch.setattr(CustodyLog, "append", full)
    with pytest.raises(CouldNotWrite):
        disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "in", "keys"]


def test_only_its_owner_reads_what_is_handed_over(archive: Archive, tmp_path: Path) -> None:
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)

    assert told.path.stat().st_mode & 0o777 == 0o600


def test_what_was_erased_is_not_handed_over(archive: Archive, tmp_path: Path) -> None:
    erase(archive, "notice", reason="by order of a court", by="The Registrar", actor=ACTOR)

    with pytest.raises(NothingToDisclose):
        disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)
    assert not (tmp_path / "told.json").exists()


def test_values_of_entries_behind_an_export_are_said_to_be_unchecked(
    archive: Archive, tmp_path: Path
) -> None:
    path = exported(archive, tmp_path / "bag", "author")
    amend(archive, "notice", ["author=Ivo Rask"], actor=ACTOR)
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)
    amended = told.entries[-1]

    check = check_export(path, opened=[told.path])

    assert check.accepted
    assert any("not checked" in note and f"the entries {amended}" in note for note in check.notes)
    assert not any("Ivo Rask" in note for note in check.notes)


@pytest.mark.parametrize("correction", ["author=Ivo Rask", "author="])
def test_what_was_corrected_since_is_not_opened_without_a_word(
    archive: Archive, tmp_path: Path, correction: str
) -> None:
    """Who hands over the first author alone, and keeps the correction back, is seen to do so."""
    amend(archive, "notice", [correction], actor=ACTOR)
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR).path
    value = json.loads(told.read_bytes())
    first, last = imported(archive).seq, imported(archive).seq + 1
    value["entries"].pop(str(last), None)
    (tmp_path / "half.json").write_text(json.dumps(value), "utf-8")

    half = check_export(path, opened=[tmp_path / "half.json"])
    said = alone(path / form.VERIFIER, "--opened", tmp_path / "half.json", cwd=tmp_path)

    words = {
        "author=Ivo Rask": f"not opened: entry {last} recorded 'author' of the item of entry {first} anew",
        "author=": f"entry {last} recorded the item of entry {first} anew, without 'author'",
    }[correction]
    assert half.accepted
    assert any(note.startswith(words) for note in half.notes)
    assert f"  note: {words}" in said.stdout
    assert not any(note.startswith("not opened") for note in check_export(path, opened=[told]).notes)


def test_what_was_handed_over_in_several_files_is_held_together(archive: Archive, tmp_path: Path) -> None:
    """The first author in one file, the correction in another: nothing is kept back, in whichever order."""
    amend(archive, "notice", ["author=Ivo Rask"], actor=ACTOR)
    amend(archive, "notice", ["title=The quay by day"], actor=ACTOR)
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR).path
    value = json.loads(told.read_bytes())
    files = [tmp_path / f"{seq}.json" for seq in value["entries"]]
    for file, (seq, opened) in zip(files, value["entries"].items(), strict=True):
        file.write_text(json.dumps({**value, "entries": {seq: opened}}), "utf-8")

    for order in (files, files[::-1], [*files, told]):
        words = [word for one in order for word in ("--opened", one)]
        said = alone(path / form.VERIFIER, *words, cwd=tmp_path)
        check = check_export(path, opened=order)
        assert check.accepted
        assert not any(note.startswith("not opened") for note in check.notes)
        assert sum(note.startswith("opened: ") for note in check.notes) == len(files) == 3
        assert "not opened" not in said.stdout
    notes = check_export(path, opened=files[:2]).notes
    assert any(note.startswith(f"not opened: entry {files[2].stem} ") for note in notes)


def test_a_value_that_does_not_hold_stands_for_no_correction(archive: Archive, tmp_path: Path) -> None:
    amend(archive, "notice", ["author=Ivo Rask"], actor=ACTOR)
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR).path
    value = json.loads(told.read_bytes())
    value["entries"][str(imported(archive).seq + 1)]["author"]["value"] = AUTHOR
    told.write_text(json.dumps(value), "utf-8")

    check = check_export(path, opened=[told])

    assert check.verdict == "reject"
    assert any(note.startswith("not opened") for note in check.notes)


def test_what_came_in_again_as_it_was_needs_no_opening_of_its_own(archive: Archive, tmp_path: Path) -> None:
    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR).path
    value = json.loads(told.read_bytes())
    value["entries"] = {str(imported(archive).seq): value["entries"][str(imported(archive).seq)]}
    told.write_text(json.dumps(value), "utf-8")

    assert not any(note.startswith("not opened") for note in check_export(path, opened=[told]).notes)


# -- a lawyer's attacks ---------------------------------------------------------------------------

GUESSES = [None, "Harbour Office", "Ivo Rask", AUTHOR, AUTHOR.lower()]


def description_of(fields: dict[str, Any], salts: dict[str, str]) -> bytes:
    """Write a description as sayso does."""
    record = {**fields, SALTS: salts, PAD: ""}
    return canonical_json({**record, PAD: "0" * (-len(canonical_json(record)) % ROUND_BYTES)})


def sidecar_of(own: bytes, salt: str) -> bytes:
    """Write a sidecar as sayso keeps it."""
    head = f"sayso sidecar 1\n{salt}".encode()
    return head + b"0" * (-(len(head) + 1 + len(own)) % ROUND_BYTES) + b"\n" + own


def every_digest_in(export: Path) -> set[str]:
    """Return all that looks like a digest in an export."""
    text = all_bytes(export).decode("utf-8", "replace")
    return {text[at : at + 64] for at in range(len(text) - 63) if text[at : at + 64].isalnum()}


def test_a_field_that_was_left_out_cannot_be_guessed_from_the_export(
    archive: Archive, tmp_path: Path
) -> None:
    """Who knows all the rest, the form of sidecars and descriptions, and guesses right learns nothing."""
    path = exported(archive, tmp_path / "bag", "author")
    there = every_digest_in(path)
    shown = json.loads((path / form.WITHHELD).read_bytes())[str(imported(archive).seq)]
    salts = [bytes.fromhex(field["salt"]) for field in shown.values()]

    own = (tmp_path / "in" / "notice.meta.json").read_bytes()
    item = queries.find_item("notice")
    kept = archive.objects.read(item.description_digest)
    real = {name: field.salt.hex() for name, field in fields_in(kept).items()}
    assert item.sidecar_digest is not None
    behind = archive.objects.read(item.sidecar_digest)
    assert description_of({**SIDECAR, FILE_NAME: "notice.txt"}, real) == kept  # with the salts it is no guess
    assert sidecar_of(own, behind.split(b"\n")[1][:64].decode()) == behind

    for guess in GUESSES:
        sidecar = {**SIDECAR, "author": guess}
        described = {**sidecar, FILE_NAME: "notice.txt"}
        told = {name: field["salt"] for name, field in shown.items() if name in described}
        tries: list[bytes] = [json.dumps(sidecar).encode(), json.dumps(sidecar, indent=1).encode()]
        tries += [canonical_json(one) for one in (sidecar, described, guess)]
        for salt in (*told.values(), "0" * 64):
            tries.append(description_of(described, {**told, "author": salt}))
            tries.append(sidecar_of(json.dumps(sidecar).encode(), salt))
        tries += [salt + canonical_json(guess) for salt in salts]
        tries += [first + second + canonical_json(guess) for first, second in itertools.pairwise(salts)]
        assert not {hashlib.sha256(one).hexdigest() for one in tries} & there, guess


@pytest.mark.parametrize("field", ["kind", "author"])
def test_no_size_in_an_export_tells_how_long_a_field_is_that_was_left_out(
    archive: Archive, tmp_path: Path, field: str
) -> None:
    """Who knows the form subtracts all that is shown from a description's size, and has the rest."""
    for name, kind, author in (("a", "post", "Bo"), ("b", "statement", "Bartholomea Vandersloot")):
        (tmp_path / "in" / f"{name}.txt").write_bytes(f"The quay, {name}.".encode())
        told = {**SIDECAR, "doc_id": name, "kind": kind, "author": author}
        (tmp_path / "in" / f"{name}.meta.json").write_text(json.dumps(told), "utf-8")
    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)

    lines = (exported(archive, tmp_path / "bag", field) / form.ENTRIES).read_bytes().splitlines()

    bodies = [entry["body"] for entry in map(json.loads, lines) if entry["act"] == "import"]
    for role in ("description", "sidecar"):
        sizes = {body["objects"][body[role]] for body in bodies}
        assert sizes == {ROUND_BYTES}, role


def test_the_same_author_of_two_exhibits_has_two_digests(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "in" / "later.txt").write_bytes(b"The quay is open again.")
    (tmp_path / "in" / "later.meta.json").write_text(json.dumps({**SIDECAR, "doc_id": "later"}), "utf-8")
    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)

    digests = {
        str(entry.body["exhibit"]): entry.described["author"]
        for entry in archive.log.entries()
        if entry.described
    }

    assert len(set(digests.values())) == 2


CLAIMING = "Three people were killed at the harbour on 3 May 2024, the police said."


def claims_records(archive: Archive) -> set[str]:
    return {
        str(entry.body["output"])
        for entry in archive.log.entries()
        if entry.act == "derive" and entry.body["kind"] == "claims"
    }


def test_the_record_of_claims_made_anew_with_the_right_author_is_in_no_export_without_him(
    tmp_path: Path,
) -> None:
    """Who has the material and the same sayso makes the record anew with guesses, and looks for its digest.

    An erasure lists what it removed by digests, and no line can be changed: there he does, which is said.
    """
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notice.txt").write_text(CLAIMING, "utf-8")
    (tmp_path / "in" / "notice.meta.json").write_text(json.dumps(SIDECAR), "utf-8")
    root = found_archive(tmp_path / "mine", "Mine", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as mine:
        import_paths(mine, [tmp_path / "in"], "Guesses", actor="Vex Marl")
        extract_case_claims(mine, "Guesses", actor="Vex Marl")
        (guess,) = claims_records(mine)
    root = found_archive(tmp_path / "theirs", "Theirs", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as theirs:
        import_paths(theirs, [tmp_path / "in"], "The Quay", actor=ACTOR)
        extract_case_claims(theirs, "The Quay", actor=ACTOR)
        kept = export_case(theirs, "The Quay", tmp_path / "kept", actor=ACTOR, leave_out=["author"])
        erase(theirs, "notice", reason="by order of a court", by="The Registrar", actor=ACTOR)
        gone = export_case(theirs, "The Quay", tmp_path / "gone", actor=ACTOR, leave_out=["author"])
        assert guess in claims_records(theirs)

    assert guess.encode() not in all_bytes(kept.path)
    assert not kept.in_clear
    assert guess.encode() in all_bytes(gone.path)
    assert ["lists by digests without salts" in words for words in gone.in_clear] == [True]
    assert set(gone.in_clear) <= set(check_export(gone.path).notes)


def test_an_erasure_of_what_nothing_was_made_of_lists_nothing_to_guess_from(
    archive: Archive, tmp_path: Path
) -> None:
    erase(archive, "notice", reason="by order of a court", by="The Registrar", actor=ACTOR)

    done = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR, leave_out=["author"])

    assert not done.in_clear


def test_nothing_that_was_made_of_a_description_is_named_where_it_is_left_out(
    archive: Archive, tmp_path: Path
) -> None:
    item = queries.find_item("notice")
    stored = archive.objects.put_bytes(canonical_json({"claims": [], "speaker": AUTHOR}))
    body = {
        "kind": "claims",
        "method": {"name": "test", "version": "1", "parameters": {}, "packages": {}, "models": {}},
        "inputs": {"exhibit": [item.exhibit], "description": [item.description_digest]},
        "output": stored.digest,
        "objects": {stored.digest: stored.size_bytes},
    }
    archive.record([Act("derive", body)])

    whole = exported(archive, tmp_path / "whole")
    less = exported(archive, tmp_path / "less", "author")

    assert stored.digest.encode() in all_bytes(whole)
    assert stored.digest.encode() not in all_bytes(less)


PAGE = "<p>Judged by {}</p>"  # as a dossier, which says so


def hand_out_a_page(archive: Archive, judge: str) -> str:
    """Log that a page which names somebody was published, and an export; return the page's digest."""
    page = PAGE.format(judge).encode()
    digest = hashlib.sha256(page).hexdigest()
    files = {"dossier.html": {"sha256": digest, "size_bytes": len(page)}}
    archive.record([Act("publish", {"case": "the-quay", "export": "html 1", "log_size": 3, "files": files})])
    return digest


@pytest.mark.parametrize("field", ["operator", "host", "path", "by", "author"])
@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_no_digest_of_a_page_that_names_somebody_is_in_an_export_without_him(
    archive: Archive, tmp_path: Path, export: Callable[..., Exported], name: str, field: str
) -> None:
    """Who has the page with the name blacked out tries names, until one gives a digest in the export."""
    digest = hand_out_a_page(archive, ACTOR)
    exported(archive, tmp_path / "whole")

    done = export(archive, "The Quay", tmp_path / name, actor=ACTOR, leave_out=[field])

    acts = {entry.act for entry in entries_in(done.path)}
    assert check_export(done.path).accepted
    assert not acts & {"publish", "export"}
    assert digest.encode() not in all_bytes(done.path)
    assert not done.in_clear
    assert digest.encode() in all_bytes(exported(archive, tmp_path / "again"))


@pytest.mark.parametrize("field", ["operator", "by"])
def test_lines_on_pages_that_an_older_export_has_are_named_by_every_checker(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    hand_out_a_page(archive, ACTOR)
    published = CustodyLog(archive.files).tail()[0]
    exported(archive, tmp_path / "whole")
    monkeypatch.setattr("sayso.desk.export.not_giving_away", lambda _left_out, concerns: concerns)
    done = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR, leave_out=[field])

    words = f"entries {published}, {published + 1} name by sizes and by digests without salts"
    notes = check_export(done.path).notes
    said = alone(done.path / form.VERIFIER, cwd=tmp_path)

    assert [one.startswith(words) for one in done.in_clear] == [True]
    assert [note for note in notes if words in note] == list(done.in_clear)
    assert f"  note: {words}" in said.stdout
    assert [words in note for note in check_bag(done.path).notes].count(True) == 1


Change = Callable[[Any], object]
CHANGES: dict[str, Change] = {
    "another value": lambda field: field.update(value="Ivo Rask"),
    "another salt": lambda field: field.update(salt="00" * 32),
    "a longer salt": lambda field: field.update(salt=field["salt"] + "22"),
    "a shorter salt": lambda field: field.update(salt=field["salt"][:-2]),
    "a list for a text": lambda field: field.update(value=[field["value"]]),
    "a number for a text": lambda field: field.update(value=7),
    "no salt": lambda field: field.pop("salt"),
    "no value": lambda field: field.pop("value"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_field_that_was_changed_before_it_was_handed_over_is_rejected(
    archive: Archive, tmp_path: Path, what: str
) -> None:
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR).path
    value = json.loads(told.read_bytes())
    CHANGES[what](value["entries"][str(imported(archive).seq)]["author"])
    told.write_text(json.dumps(value), "utf-8")

    check = check_export(path, opened=[told])
    said = alone(path / form.VERIFIER, "--opened", told, cwd=tmp_path)

    assert check.verdict == "reject"
    assert any("told.json" in reason for reason in check.reasons)
    assert not any("opened: " in note for note in check.notes)
    assert said.returncode == 4


def test_a_salt_that_takes_in_the_beginning_of_a_value_opens_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    """Of what is written in quotation marks, the rest is a value with the very same digest."""
    amend(archive, "notice", ['author=Ivo "Rask'], actor=ACTOR)
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)
    value = json.loads(told.path.read_bytes())
    field = value["entries"][str(told.entries[-1])]["author"]
    written = canonical_json(field["value"])
    at = written.index(b'\\"') + 1
    real = Salted(bytes.fromhex(field["salt"]), field["value"])
    forged = Salted(real.salt + written[:at], json.loads(written[at:]))
    field.update(salt=forged.salt.hex(), value=forged.value)
    (tmp_path / "forged.json").write_text(json.dumps(value), "utf-8")

    check = check_export(path, opened=[tmp_path / "forged.json"])
    said = alone(path / form.VERIFIER, "--opened", tmp_path / "forged.json", cwd=tmp_path)

    assert forged.digest() == real.digest()
    assert forged.value == "Rask"
    assert check.verdict == "reject"
    assert said.returncode == 4


@pytest.mark.parametrize("what", ["as another field", "as another entry's", "twice over", "with more beside"])
def test_a_value_that_is_passed_off_as_something_else_is_rejected(
    archive: Archive, tmp_path: Path, what: str
) -> None:
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR).path
    value = json.loads(told.read_bytes())
    seq = str(imported(archive).seq)
    field = value["entries"][seq]["author"]
    if what == "as another field":
        value["entries"][seq] = {"publisher": field}
    elif what == "as another entry's":
        value["entries"] = {"1": {"author": field}}
    elif what == "twice over":
        value["entries"] = {f"0{seq}": {"author": {**field, "value": "Ivo Rask"}}, seq: {"author": field}}
    else:
        value["remark"] = "The Harbour Office confirms this."
    told.write_text(json.dumps(value), "utf-8")

    assert check_export(path, opened=[told]).verdict == "reject"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is no JSON"),
        (b"\xff", "it is no text in UTF-8"),
        (b"[]", "it is no object"),
        (b'{"a":' * 50_000, "it is nested too deep"),
        (b'{"sayso_opening": true, "entries": {}}', "its form has no number"),
        (b'{"sayso_opening": 0, "entries": {}}', "there is no form 0"),
        (b'{"sayso_opening": 1, "entries": {}, "remark": "sure"}', "it holds more than values"),
        (b'{"sayso_opening": 1, "entries": {"-1": {}}}', "is no number of an entry"),
    ],
)
def test_a_file_that_opens_nothing_is_rejected_by_what_is_wrong_with_it(
    archive: Archive, tmp_path: Path, data: bytes, words: str
) -> None:
    (tmp_path / "told.json").write_bytes(data)

    check = check_export(exported(archive, tmp_path / "bag", "author"), opened=[tmp_path / "told.json"])

    assert check.verdict == "reject"
    assert [words in reason for reason in check.reasons] == [True], check.reasons


def test_a_file_of_a_later_form_is_left_to_a_later_version(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "told.json").write_bytes(b'{"sayso_opening": 2, "values": {}}')

    check = check_export(exported(archive, tmp_path / "bag", "author"), opened=[tmp_path / "told.json"])

    assert check.verdict == "unknown"
    assert [reason for reason in check.reasons if "of form 2" in reason]


@pytest.mark.parametrize("how", ["a key more", "a salt in capitals", "a salt with blanks"])
def test_an_opening_that_holds_more_than_values_and_salts_opens_nothing(
    archive: Archive, tmp_path: Path, how: str
) -> None:
    path = exported(archive, tmp_path / "bag", "author")
    told = disclose(archive, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)
    value = json.loads(told.path.read_bytes())
    field = value["entries"][str(told.entries[-1])]["author"]
    if how == "a key more":
        field["note"] = "confirmed by the court"
    elif how == "a salt in capitals":
        field["salt"] = field["salt"].upper()
    else:
        field["salt"] = " " + field["salt"]
    (tmp_path / "odd.json").write_text(json.dumps(value), "utf-8")

    check = check_export(path, opened=[tmp_path / "odd.json"])
    said = alone(path / form.VERIFIER, "--opened", tmp_path / "odd.json", cwd=tmp_path)

    assert check.verdict == "reject"
    assert said.returncode == 4


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("https://a.example/2031/notice.txt", True),
        ("https://a.example/Notice", True),
        ("https://a.example/read?file=noti%63e.txt&page=2", True),
        ("https://a.example/read#notice.txt", True),
        ("https://a.example/2031/05/quay", False),
    ],
)
def test_an_address_goes_with_the_names_of_files_where_it_has_one_in_it(
    archive: Archive, tmp_path: Path, url: str, goes: bool
) -> None:
    amend(archive, "notice", [f"url={url}"], actor=ACTOR)

    path = exported(archive, tmp_path / "bag", "file_name")

    case = form.read_case((path / form.CASE).read_bytes())
    assert ("url" in case.left_out) == goes
    assert (url.encode() in (path / form.WITHHELD).read_bytes()) != goes
    assert check_export(path).accepted


def test_an_address_that_was_corrected_goes_too_where_the_earlier_one_has_a_name_in_it(
    archive: Archive, tmp_path: Path
) -> None:
    amend(archive, "notice", ["url=https://a.example/notice+two", "doc_id=Notice two"], actor=ACTOR)
    amend(archive, "Notice two", ["url=https://a.example/2031", "doc_id=pier"], actor=ACTOR)

    path = exported(archive, tmp_path / "bag", "doc_id")

    assert "url" in form.read_case((path / form.CASE).read_bytes()).left_out
    assert b"a.example" not in all_bytes(path)
    assert check_export(path).accepted


def test_a_file_without_values_or_that_is_not_there_leaves_it_unknown(
    archive: Archive, tmp_path: Path
) -> None:
    path = exported(archive, tmp_path / "bag", "author")
    (tmp_path / "told.json").write_bytes(b'{"sayso_opening": 1, "entries": {}}')

    assert check_export(path, opened=[tmp_path / "told.json"]).verdict == "unknown"
    assert check_export(path, opened=[tmp_path / "none.json"]).verdict == "unknown"


@pytest.mark.parametrize("what", ["changed", "gone", "said to be left out"])
def test_what_an_export_shows_singly_is_held_against_the_log(
    archive: Archive, tmp_path: Path, what: str
) -> None:
    path = exported(archive, tmp_path / "bag", "author")
    seq = str(imported(archive).seq)
    shown = json.loads((path / form.WITHHELD).read_bytes())
    if what == "changed":
        shown[seq]["title"]["value"] = "The quay by day"
    else:
        del shown[seq]["title"]
    (path / form.WITHHELD).write_text(json.dumps(shown, indent=1) + "\n", "utf-8")
    if what == "said to be left out":
        case = (path / form.CASE).read_bytes().replace(b'  "author",\n', b'  "author",\n  "title",\n')
        (path / form.CASE).write_bytes(case)
    manifests_anew(path)

    reasons = check_export(path).reasons

    told = {
        "changed": "what is disclosed as 'title'",
        "gone": f"what entry {seq} recorded as 'title' is missing",
        "said to be left out": f"{form.CONTENTS} is not the list that {form.SEAL} is over",
    }
    assert any(told[what] in reason for reason in reasons), reasons


def test_salted_digests_that_are_not_of_the_description_are_found(archive: Archive, tmp_path: Path) -> None:
    """Whoever keeps an archive cannot log digests of words other than those in the description."""
    item = queries.find_item("notice")
    body = dict(imported(archive).body)
    described: Any = body["described"]
    del body["withheld"]
    body |= {"described": {**described, "author": "0" * 64}, "item": item.id}
    archive.record([Act("import", body, {"operator": ACTOR})])

    with pytest.raises(Exception, match="are not those of the description that it names"):
        exported(archive, tmp_path / "bag")


@pytest.mark.parametrize("digest", ["0" * 64, None])
def test_a_verification_finds_salted_digests_that_are_not_of_the_description(
    archive: Archive, tmp_path: Path, digest: str | None
) -> None:
    """An export without the field would be accepted, and the field could never be handed over."""
    body = dict(imported(archive).body)
    described: Any = body["described"]
    del body["withheld"]
    changed = (
        {**described, "author": digest} if digest else {one: described[one] for one in ("title", "kind")}
    )
    archive.record([Act("import", {**body, "described": changed}, {"operator": ACTOR})])
    seq = list(archive.log.entries())[-1].seq

    found = verify(archive.files)

    assert [(damage.kind, damage.what) for damage in found.damages] == [("described", f"entry {seq}")]
    assert verify(archive.files, objects=False).holds


def test_an_entry_without_salted_digests_behind_others_is_not_called_an_older_one(
    archive: Archive, tmp_path: Path
) -> None:
    body = {
        name: one for name, one in imported(archive).body.items() if name not in ("withheld", "described")
    }
    archive.record([Act("import", body, {"operator": ACTOR})])
    seq = list(archive.log.entries())[-1].seq

    notes = check_export(exported(archive, tmp_path / "bag", "author")).notes
    (remark,) = [remark for remark in verify(archive.files).notes if remark.kind == "undescribed"]

    assert remark.what == f"entry {seq}"
    assert any(f"entry {seq} recorded is left out whole: there are no salted" in note for note in notes)
    assert not any("from before each field" in note for note in notes)


# -- what was logged before there were salts ------------------------------------------------------


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Archive]:
    """An archive with a notice that came in, in a package, before descriptions had salts."""
    root = found_archive(tmp_path / "older", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        opened.record([Act("case", {"case": "the-quay", "title": "The Quay"}, {"operator": ACTOR})])
        original = opened.objects.put_bytes(b"The quay is closed.")
        described = opened.objects.put_bytes(canonical_json({**SIDECAR, FILE_NAME: "notice.txt"}))
        package = opened.objects.put_bytes(b"a package with the notice in it")
        parameters = {"bag": package.digest, "member": "data/notice.txt"}
        body = {
            "case": "the-quay",
            "item": "0123456789ab",
            "exhibit": original.digest,
            "size_bytes": original.size_bytes,
            "media_type": "text/plain",
            "description": described.digest,
            "source": {
                "name": "bag",
                "version": "1",
                "parameters": parameters,
                "packages": {},
                "models": {},
            },
            "started_at": "2026-01-01T10:00:00+00:00",
            "gaps": ["quay.mp4 was not there"],
            "beside": {"leak.zip": package.digest},
            "objects": {one.digest: one.size_bytes for one in (original, described, package)},
        }
        opened.record([Act("import", body, {"operator": ACTOR, "host": "desk", "path": "/in/leak.zip"})])
        yield opened


def test_an_older_archive_holds_is_asked_and_exported_whole(older: Archive, tmp_path: Path) -> None:
    path = exported(older, tmp_path / "bag")

    assert verify(older.files).holds
    assert queries.find_item("notice").description.author == AUTHOR
    assert queries.find_item("notice").gaps == ("quay.mp4 was not there",)
    assert check_export(path).accepted


@pytest.mark.parametrize("field", ["author", "description"])
def test_of_an_older_entry_the_whole_description_is_left_out_and_what_it_shows_is_said(
    older: Archive, tmp_path: Path, field: str
) -> None:
    done = export_case(older, "The Quay", tmp_path / "bag", actor=ACTOR, leave_out=[field])

    notes = check_export(done.path).notes
    assert check_export(done.path).accepted
    assert AUTHOR.encode() not in all_bytes(done.path)
    assert any("entry 3 recorded is left out whole" in note for note in notes)
    assert any("entry 3 may say in clear what was left out" in note for note in notes)
    assert set(done.in_clear) <= set(notes)


def test_a_correction_of_an_older_description_has_salts_and_keeps_its_gaps(
    older: Archive, tmp_path: Path
) -> None:
    amend(older, "notice", ["title=The quay"], actor=ACTOR)
    path = exported(older, tmp_path / "bag", "author")
    told = disclose(older, "The Quay", ["author"], tmp_path / "told.json", actor=ACTOR)

    assert check_export(path, opened=[told.path]).accepted
    assert told.entries == (4,)
    assert told.without == (3,)
    assert queries.find_item("notice").gaps == ("quay.mp4 was not there",)


def test_an_older_package_goes_with_its_exhibit_by_its_name(older: Archive) -> None:
    gone = erase(older, "notice", reason="by order of a court", by="The Registrar", actor=ACTOR)

    assert [package.names for package in gone.packages] == [("leak.zip",)]


# -- coming back in -------------------------------------------------------------------------------


@pytest.mark.parametrize("leave_out", [(), ("author",), ("description",)])
def test_an_export_comes_back_with_what_it_shows(
    archive: Archive, tmp_path: Path, leave_out: tuple[str, ...]
) -> None:
    path = exported(archive, tmp_path / "bag", *leave_out)
    import_paths(archive, [path], "Came back", actor=ACTOR)

    (item,) = queries.items("came-back")

    whole = not leave_out
    named = leave_out != ("description",)
    assert item.description.author == (AUTHOR if whole else None)
    assert item.description.title == (TITLE if named else None)
    assert (item.file_name == "notice.txt") is named
    assert not item.gaps
    assert (item.sidecar_digest is not None) is whole
    if item.sidecar_digest is not None:
        kept = sidecar_as_it_came(archive.objects.read(item.sidecar_digest))
        assert kept == (tmp_path / "in" / "notice.meta.json").read_bytes()
