"""An export says what it is, holds without the archive, and nothing in it can be changed unnoticed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive, read_settings
from sayso.custody.keys import read_signer
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.custody.notes import sign_note
from sayso.custody.proof_file import check_proof_file
from sayso.custody.receipts import heads_in
from sayso.custody.verification import verify
from sayso.desk.amend import amend
from sayso.desk.authorities import add_authority
from sayso.desk.erasure import erase
from sayso.desk.export import CannotLeaveOut, Exported, NotSigned, export_case
from sayso.desk.intake import import_paths
from sayso.desk.proof import prove_exhibit
from sayso.desk.receipt import receipt
from sayso.desk.redaction import redact_entries
from sayso.desk.stamps import stamp_now
from sayso.desk.verification import verify_export
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag
from sayso.publish.packages import SourceChanged, piece_of, zip_at
from sayso.publish.placing import WouldOverwrite
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.testing.stamping import LocalAuthority, is_openssl_here
from sayso.testing.tampering import (
    TAMPERINGS,
    UNDONE_ANEW,
    WITH_KEY,
    edit_case,
    manifests_anew,
    payload,
    sealed_anew,
)

ACTOR = "Ada Tester"
MATERIAL = {
    "notice.txt": b"The quay is closed.",
    "notice.meta.json": b'{"doc_id": "notice", "publisher": "Harbour Office"}',
    "same bytes.txt": b"The quay is closed.",
    "Zu\u0308rich \u202etxt.exe": b"odd name",
    "clip.MP4": b"\0\0\0\x18ftypisom" + bytes(range(256)) * 40,
}


def write_material(folder: Path) -> Path:
    folder.mkdir()
    for name, data in MATERIAL.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, its keys, and the export of one of its two cases; copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    keys = folder / "keys"
    root = found_archive(folder / "archive", "Test", keys, withheld={"operator": ACTOR}).root
    (folder / "secret.txt").write_bytes(b"of another case")
    with open_archive(root, keys=keys) as archive:
        import_paths(archive, [write_material(folder / "in")], "The Quay", actor=ACTOR)
        import_paths(archive, [folder / "secret.txt"], "The Mill", actor=ACTOR)
        amend(archive, "notice.txt", ["title=The notice"], actor=ACTOR, case="The Quay")
    shutil.copytree(root, folder / "before")
    with open_archive(root, keys=keys) as archive:
        export_case(archive, "The Quay", folder / "bag", actor=ACTOR)
    return folder


@pytest.fixture
def filled(made: Path, tmp_path: Path) -> Iterator[Archive]:
    """The archive before anything was exported, open."""
    shutil.copytree(made / "before", tmp_path / "archive")
    shutil.copytree(made / "keys", tmp_path / "keys")
    shutil.copy(made / "secret.txt", tmp_path)
    with open_archive(tmp_path / "archive", keys=tmp_path / "keys") as archive:
        yield archive


@pytest.fixture
def exported(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "bag", tmp_path / "exported")
    return tmp_path / "exported"


def test_an_export_is_accepted_by_our_checkers(exported: Path) -> None:
    assert check_export(exported).verdict == "accept"
    assert check_bag(exported).verdict == "accept"


def test_an_export_as_a_zip_is_accepted_by_our_checkers(filled: Archive, tmp_path: Path) -> None:
    path = export_case(filled, "the-quay", tmp_path / "quay.zip", actor=ACTOR).path

    assert check_export(path).verdict == "accept"
    assert check_bag(path).verdict == "accept"
    assert zipfile.ZipFile(path).testzip() is None


def test_an_export_is_logged_and_the_archive_holds(filled: Archive, tmp_path: Path) -> None:
    path = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR).path

    entry = list(filled.log.entries())[-1]
    assert entry.act == "export"
    assert entry.body["case"] == "the-quay"
    assert entry.body["contents"] == hashlib.sha256((path / form.CONTENTS).read_bytes()).hexdigest()
    assert verify(filled.files).holds


def test_names_in_an_export_are_safe_and_the_originals_names_stand_in_its_metadata(exported: Path) -> None:
    names = [path.relative_to(exported).as_posix() for path in exported.rglob("*")]
    case = form.read_case((exported / form.CASE).read_bytes())

    assert all(name.isascii() for name in names)
    assert {file.name for file in case.files} == {
        "notice.txt",
        "same bytes.txt",
        "Zu\u0308rich \\u202e;txt.exe",
        "clip.MP4",
    }
    assert len({file.path for file in case.files}) == 3


def test_nothing_of_another_case_is_in_an_export(exported: Path) -> None:
    for path in (path for path in exported.rglob("*") if path.is_file()):
        assert b"The Mill" not in path.read_bytes()
        assert b"secret.txt" not in path.read_bytes()
        assert b"of another case" not in path.read_bytes()


def test_the_same_archive_gives_the_same_export(filled: Archive, made: Path, tmp_path: Path) -> None:
    path = export_case(filled, "The Quay", tmp_path / "bag", actor="Somebody else").path

    files = {file.relative_to(path): file.read_bytes() for file in path.rglob("*") if file.is_file()}
    before = made / "bag"
    assert files == {
        file.relative_to(before): file.read_bytes() for file in before.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("field", ["operator", "host", "path", "description"])
def test_what_is_left_out_is_nowhere_in_an_export_which_holds_all_the_same(
    filled: Archive, made: Path, tmp_path: Path, field: str
) -> None:
    import socket

    told = {
        "operator": ACTOR.encode(),
        "host": f'"value": "{socket.gethostname()}"'.encode(),
        "path": str(made / "in").encode(),
        "description": b"Harbour Office",
    }[field]
    path = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR, leave_out=[field]).path

    check = check_export(path)
    assert check.verdict == "accept"
    assert any("left out" in note or "were left out" in note for note in check.notes)
    assert all(told not in file.read_bytes() for file in path.rglob("*") if file.is_file())


def test_what_has_no_name_cannot_be_left_out(filled: Archive, tmp_path: Path) -> None:
    with pytest.raises(CannotLeaveOut):
        export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR, leave_out=["everything"])
    assert not (tmp_path / "bag").exists()


def test_nothing_is_written_over(filled: Archive, exported: Path) -> None:
    with pytest.raises(WouldOverwrite):
        export_case(filled, "The Quay", exported, actor=ACTOR)
    assert check_export(exported).accepted


def test_a_damaged_original_is_not_exported(filled: Archive, tmp_path: Path) -> None:
    item = queries.find_item("clip.MP4")
    path = filled.files.object_path(item.exhibit)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(SourceChanged):
        export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR)

    assert list(tmp_path.glob("*bag*")) == []
    assert list(filled.log.entries())[-1].act != "export"


def test_without_the_key_an_export_is_made_only_where_asked_for(filled: Archive, tmp_path: Path) -> None:
    filled.keys = tmp_path / "elsewhere"

    with pytest.raises(NotSigned):
        export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR)
    path = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR, unsigned=True).path

    assert check_export(path).verdict == "unknown"


def test_a_receipt_from_before_is_held_against_an_export(filled: Archive, tmp_path: Path) -> None:
    kept = heads_in(receipt(filled).text.encode())
    import_paths(filled, [tmp_path / "secret.txt"], "The Quay", actor=ACTOR)
    path = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR, against=kept).path
    plain = export_case(filled, "The Quay", tmp_path / "plain", actor=ACTOR).path

    assert any("agrees with the head" in note for note in check_export(path, against=kept).notes)
    assert check_export(plain, against=kept).verdict == "unknown"


# -- what a hostile hand could do -----------------------------------------------------------------


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_changed_export_is_rejected_even_with_its_manifests_made_anew(exported: Path, what: str) -> None:
    TAMPERINGS[what](exported)

    check = check_export(exported)

    assert check.verdict == "reject"
    assert check.reasons
    if what not in UNDONE_ANEW:
        manifests_anew(exported)
        assert check_export(exported).verdict == "reject"


@pytest.mark.parametrize("what", ["nothing", *WITH_KEY])
def test_what_the_entries_do_not_say_is_rejected_also_where_the_archives_key_signed_it(
    exported: Path, made: Path, tmp_path: Path, what: str
) -> None:
    with open_archive(made / "archive", keys=made / "keys") as archive:
        signer = archive.signer()
    assert signer is not None
    shutil.copy(exported / "verify.py", tmp_path / "verify.py")
    if what in WITH_KEY:
        WITH_KEY[what](exported)
    sealed_anew(exported, signer)

    check = check_export(exported)

    wanted = "accept" if what == "nothing" else "reject"
    said = alone(tmp_path / "verify.py", exported, cwd=tmp_path).stdout.split("\n")[0]
    assert {check.verdict, check_bag(exported).verdict, said} == {wanted}, check.reasons
    assert not any(form.SEAL in reason for reason in check.reasons)


def test_a_second_name_of_the_same_bytes_is_missed_in_an_export(filled: Archive, tmp_path: Path) -> None:
    path = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR).path
    edit_case(
        path,
        lambda case: case.update(files=[file for file in case["files"] if file["name"] != "same bytes.txt"]),
    )
    signer = filled.signer()
    assert signer is not None
    sealed_anew(path, signer)

    (reason,) = check_export(path).reasons

    assert "is not in it" in reason


@pytest.mark.parametrize("days", [60, 0])
def test_an_entry_that_is_dated_before_an_earlier_one_is_noted_by_all_checkers(
    filled: Archive, tmp_path: Path, days: int
) -> None:
    early = datetime.now(UTC) - timedelta(days=days)
    filled.log = CustodyLog(filled.files, clock=lambda: early)
    intake = import_paths(filled, [tmp_path / "secret.txt"], "The Quay", actor=ACTOR)
    filled.log = CustodyLog(filled.files)

    bag = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR).path
    wacz = export_wacz(filled, "The Quay", tmp_path / "case.wacz", actor=ACTOR).path
    (tmp_path / "proof.json").write_bytes(
        prove_exhibit(filled, hashlib.sha256(b"of another case").hexdigest()).to_bytes()
    )

    said = [
        intake.clock,
        check_export(bag).notes,
        check_bag(bag).notes,
        check_export(wacz).notes,
        check_proof_file(tmp_path / "proof.json").notes,
        alone(bag / "verify.py", cwd=tmp_path).stdout.splitlines(),
        alone(bag / "verify.py", "--proof", "proof.json", cwd=tmp_path).stdout.splitlines(),
    ]
    words = f"is dated {early:%Y-%m-%d %H:%M:%S} UTC, before entry"
    assert [sum(words in note for note in notes) for notes in said] == [int(days > 0)] * len(said)


def test_a_proof_says_that_it_cannot_show_what_was_taken_out_of_it(filled: Archive, tmp_path: Path) -> None:
    """Nobody signs a list of its entries: without the one on an erasure, it holds as before."""
    (item, *_) = queries.items("the-quay")
    (seq, *_) = (entry.seq for entry in filled.log.entries() if entry.body.get("item") == item.id)
    redact_entries(filled, [seq], reason="They asked", by="The desk", actor=ACTOR)
    value = json.loads(prove_exhibit(filled, item.id).to_bytes())
    value["entries"] = [one for one in value["entries"] if '"act":"redact"' not in one["line"]]
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(value))

    check = check_proof_file(path)

    assert check.accepted
    assert not any("was removed" in note for note in check.notes)
    assert any("taken out of it" in note for note in check.notes)


def test_an_older_export_is_told_from_a_newer_one_by_a_receipt(made: Path, exported: Path) -> None:
    (older,) = heads_in((exported / form.HEAD).read_bytes())
    newer = replace(older, size=older.size + 3)
    signer = read_signer(read_settings(ArchiveFiles(made / "archive")).public_key, made / "keys")
    kept = replace(newer, signatures=sign_note(newer.text, [signer]).signatures)

    check = check_export(exported, against=[kept])

    assert check.verdict == "unknown"
    assert any(
        "before the head kept elsewhere" in why and "ask for a newer one" in why for why in check.reasons
    )


def test_an_export_signed_by_another_key_is_told_from_ours_by_a_receipt(made: Path, tmp_path: Path) -> None:
    kept = heads_in((made / "bag" / form.HEAD).read_bytes())
    forged = tmp_path / "forged"
    files = found_archive(tmp_path / "forger", "Test", tmp_path / "forger-keys")
    with open_archive(files.root, keys=tmp_path / "forger-keys") as forger:
        import_paths(forger, [made / "in"], "The Quay", actor=ACTOR)
        for _ in range(3):
            import_paths(forger, [made / "secret.txt"], "The Mill", actor=ACTOR)
        export_case(forger, "The Quay", forged, actor=ACTOR, against=())

    assert check_export(forged).accepted  # it holds in itself, and says by whose key
    assert not check_export(forged, against=kept).accepted


@pytest.mark.parametrize("what", ["cut", "flipped", "grown"])
def test_a_zip_that_was_changed_anywhere_is_rejected(filled: Archive, tmp_path: Path, what: str) -> None:
    path = export_case(filled, "The Quay", tmp_path / "quay.zip", actor=ACTOR).path
    data = path.read_bytes()
    places = [len(data) * part // 40 for part in range(40)]

    for place in places:
        if what == "cut":
            path.write_bytes(data[:place])
        elif what == "flipped":
            path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        else:
            path.write_bytes(data[:place] + b"\0" + data[place:])
        assert check_export(path).verdict == "reject", place


def test_the_name_of_the_folder_is_covered_by_nothing_whatever_holds_the_bag(
    filled: Archive, tmp_path: Path
) -> None:
    whole = export_case(filled, "The Quay", tmp_path / "quay.zip", actor=ACTOR).path
    renamed = tmp_path / "mill.zip"
    with zipfile.ZipFile(whole) as packed, zip_at(renamed, "mill") as place:
        for name in packed.namelist():
            place.put(piece_of(name.partition("/")[2], packed.read(name)))
        packed.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()

    for path in (renamed, folder.rename(folder.with_name("any name"))):
        assert check_bag(path).verdict == check_export(path).verdict == "accept"


@pytest.mark.parametrize(
    "name", [form.DECLARATION, form.INFO, form.SHEET, form.VERIFIER, form.CASE, form.WITHHELD]
)
def test_the_signature_over_the_contents_covers_what_the_log_does_not(exported: Path, name: str) -> None:
    """With all lists made anew, one byte more contradicts what the archive's key signed."""
    path = exported / name
    path.write_bytes(path.read_bytes() + b"\n")
    manifests_anew(exported)

    check = check_export(exported)

    assert check.verdict == "reject"
    assert any(form.SEAL in reason for reason in check.reasons)


def double_the_last_entry(bag: Path) -> None:
    for name in (form.ENTRIES, form.PROOFS):
        lines = (bag / name).read_bytes().splitlines(keepends=True)
        (bag / name).write_bytes(b"".join([*lines, lines[-1]]))


def swap_the_first_two_entries(bag: Path) -> None:
    for name in (form.ENTRIES, form.PROOFS):
        lines = (bag / name).read_bytes().splitlines(keepends=True)
        (bag / name).write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))


def say_less(bag: Path) -> None:
    case = (bag / form.CASE).read_bytes()
    (bag / form.CASE).write_bytes(case.replace(b'"left_out": []', b'"left_out": [\n  "author"\n ]'))


def write(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda bag: (bag / name).write_bytes(data)


def change(name: str, how: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda bag: (bag / name).write_bytes(how((bag / name).read_bytes()))


NAMED = {  # what was done -> the change, words that must be said of it, and whether all lists are made anew
    "a list of contents made anew": (write(form.INFO, b"x: y\n"), "files of the export were changed", True),
    "the head of another log": (
        change(form.HEAD, lambda data: data.replace(b"\n", b"\n1", 1)),
        "is over another head than custody/head.note",
        True,
    ),
    "an entry twice": (double_the_last_entry, "stands in its log twice", True),
    "entries in another order": (swap_the_first_two_entries, "stands behind entry", True),
    "names that are nested": (write(form.CASE, b"[" * 100_000), "it is nested too deep", True),
    "names that are no text": (
        write(form.CASE, b"\xff\xfe"),
        "case.json cannot be read: it is no text",
        True,
    ),
    "values that are nested": (write(form.WITHHELD, b'{"1":' * 50_000), "it is nested too deep", True),
    "values that are no JSON": (
        write(form.WITHHELD, b"{"),
        "withheld.json cannot be read: it is no JSON",
        True,
    ),
    "salts spelled otherwise": (
        change(form.WITHHELD, lambda data: data.replace(b'"salt": "', b'"salt": " ', 1)),
        "or writes a salt otherwise",
        True,
    ),
    "a list with another mark": (
        change(form.MANIFEST, lambda data: b"\xef\xbb\xbf" + data),
        "it holds more than ASCII",
        False,
    ),
    "records that are said to be left out": (say_less, "says that such was left out", True),
}


@pytest.mark.parametrize("what", NAMED)
def test_a_change_is_named_for_what_it_is(exported: Path, what: str) -> None:
    do, words, made_anew = NAMED[what]
    do(exported)
    if made_anew:
        manifests_anew(exported)

    check = check_export(exported)

    assert check.verdict == "reject"
    assert any(words in reason for reason in check.reasons), check.reasons
    assert not any("codec" in reason or "recursion" in reason for reason in check.reasons)


needs_openssl = pytest.mark.skipif(not is_openssl_here(), reason="openssl is not installed")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture
def stamped(filled: Archive, authority: LocalAuthority, tmp_path: Path) -> Path:
    with authority.serve() as url:
        add_authority(filled, url, authority.roots, actor=ACTOR)
        stamp_now(filled, actor=ACTOR)
    return export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR).path


@needs_openssl
def test_a_stamp_says_by_when_the_entries_were_there(stamped: Path) -> None:
    check = verify_export(stamped)

    assert check.accepted
    assert any("entries were there at" in note for note in check.notes)


@needs_openssl
@pytest.mark.parametrize("name", ["bag", "case.zip", "case.wacz"])
def test_the_signature_of_a_stamp_is_checked_with_the_roots_that_came_along(
    filled: Archive, authority: LocalAuthority, tmp_path: Path, name: str
) -> None:
    with authority.serve() as url:
        add_authority(filled, url, authority.roots, actor=ACTOR)
        stamp_now(filled, actor=ACTOR)
    export = export_wacz if name.endswith(".wacz") else export_case
    path = export(filled, "The Quay", tmp_path / name, actor=ACTOR).path

    check = verify_export(path)

    assert check.accepted
    assert any("signature of the stamp" in note and "holds" in note for note in check.notes)


@needs_openssl
def test_the_command_on_the_sheet_verifies_the_stamp_years_later(stamped: Path) -> None:
    lines = (stamped / form.SHEET).read_text("utf-8").replace("\\\n", " ").splitlines()
    command = next(line.strip() for line in lines if "openssl ts" in line)
    late = str(int((datetime.now(UTC) + timedelta(days=3650)).timestamp()))

    said = subprocess.run(command, shell=True, cwd=stamped, capture_output=True, text=True, check=False)
    without = command.split(" -attime ")[0] + f" -attime {late}"
    refused = subprocess.run(without, shell=True, cwd=stamped, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stderr
    assert "Verification: OK" in said.stdout + said.stderr
    assert refused.returncode != 0


@needs_openssl
def test_it_is_said_that_a_certificate_has_expired_since(stamped: Path) -> None:
    soon = check_export(stamped, now=datetime.now(UTC))
    late = check_export(stamped, now=datetime.now(UTC) + timedelta(days=3650))

    assert soon.accepted
    assert late.accepted
    assert not any("expired" in note for note in soon.notes)
    assert any("has expired since" in note and "-attime" in note for note in late.notes)


@needs_openssl
@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (("roots",), "not checked: the signature of the stamp over"),
        (("roots", "stamp_files", "earlier_heads", "entries"), "no time stamp covers"),
    ],
)
def test_a_proof_from_which_stamps_were_taken_says_what_is_not_checked(
    filled: Archive, authority: LocalAuthority, tmp_path: Path, gone: tuple[str, ...], said: str
) -> None:
    with authority.serve() as url:
        add_authority(filled, url, authority.roots, actor=ACTOR)
        stamp_now(filled, actor=ACTOR)
    proof = json.loads(prove_exhibit(filled, "notice.txt").to_bytes())
    lines = [one for one in proof["entries"] if '"act":"stamp"' not in one["line"]]
    less: dict[str, object] = {"roots": {}, "stamp_files": {}, "earlier_heads": [], "entries": lines}
    proof |= {part: less[part] for part in gone}
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof))

    check = check_proof_file(path)

    assert check.accepted
    assert any(said in note for note in check.notes)


@needs_openssl
def test_other_root_certificates_than_the_log_names_are_rejected(stamped: Path) -> None:
    path = next((stamped / form.ROOTS).iterdir())
    path.write_bytes(path.read_bytes() + b"\n")
    manifests_anew(stamped)

    assert any("root certificates" in reason for reason in check_export(stamped).reasons)


def test_an_export_says_which_entries_no_stamp_covers(exported: Path) -> None:
    assert any("no time stamp covers" in note for note in check_export(exported).notes)


@pytest.mark.parametrize("form_of", [export_case, export_wacz])
def test_an_export_says_that_who_made_an_entry_in_it_was_removed(
    filled: Archive, tmp_path: Path, form_of: Callable[..., Exported]
) -> None:
    redact_entries(filled, [1], reason="the founder asked", by="Desk", actor=ACTOR)
    import_paths(filled, [tmp_path / "secret.txt"], "The Mill", actor=ACTOR)
    name = "bag" if form_of is export_case else "case.wacz"

    path = form_of(filled, "The Quay", tmp_path / name, actor=ACTOR).path

    check = check_export(path)
    assert check.accepted
    assert any("who made the entries 1" in note and "the founder asked" in note for note in check.notes)


@pytest.mark.parametrize("of", ["its founder", "whoever brought it in"])
def test_a_proof_says_that_who_made_an_entry_in_it_was_removed(
    filled: Archive, tmp_path: Path, of: str
) -> None:
    brought = next(entry.seq for entry in filled.log.entries() if entry.act == "import")
    seq = 1 if of == "its founder" else brought
    redact_entries(filled, [seq], reason=f"{of} asked", by="Desk", actor=ACTOR)
    name = next(item.doc_id for item in queries.items() if item.first_seq == brought)
    (tmp_path / "proof.json").write_bytes(prove_exhibit(filled, name).to_bytes())

    check = check_proof_file(tmp_path / "proof.json")

    assert check.accepted
    assert any(f"who made the entries {seq}," in note and f"{of} asked" in note for note in check.notes)


@pytest.mark.parametrize("folder", ["data/EXHIBIT 7 WITHDRAWN", "custody/heads/x", "NOTE", "a/b"])
def test_an_empty_folder_in_an_export_is_named_by_all_checkers_alike(
    exported: Path, tmp_path: Path, folder: str
) -> None:
    shutil.copy(exported / "verify.py", tmp_path / "verify.py")
    (exported / folder).mkdir(parents=True)

    said = alone(tmp_path / "verify.py", exported, cwd=tmp_path)

    for reasons in (check_export(exported).reasons, check_bag(exported).reasons, [said.stdout]):
        assert sum(f"the folder {folder!r} is empty" in reason for reason in reasons) == 1
    assert said.returncode == 4


def test_that_names_of_another_case_were_removed_stays_out_of_an_export(
    filled: Archive, tmp_path: Path
) -> None:
    mill = next(
        entry for entry in filled.log.entries() if entry.act == "case" and entry.body["case"] == "the-mill"
    )
    redact_entries(filled, [mill.seq], reason="the miller asked", by="Desk", actor=ACTOR)

    path = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR).path

    assert not any("the miller asked" in note for note in check_export(path).notes)


def test_a_folder_that_lies_too_deep_is_a_fault_also_of_the_verifier(exported: Path, tmp_path: Path) -> None:
    shutil.copy(exported / "verify.py", tmp_path / "verify.py")
    exported.joinpath(*["d"] * 150).mkdir(parents=True)

    check = check_export(exported)
    said = alone(tmp_path / "verify.py", exported, cwd=tmp_path)

    assert check.verdict == "reject"
    assert any("lies deeper than 100 folders" in reason for reason in check.reasons)
    assert (said.returncode, said.stderr) == (4, "")
    assert said.stdout.splitlines()[0] == "reject"


def test_an_export_says_what_was_erased(filled: Archive, tmp_path: Path) -> None:
    erase(filled, "notice.txt", reason="by order of a court", by="The Registrar", actor=ACTOR)

    done = export_case(filled, "The Quay", tmp_path / "bag", actor=ACTOR)

    (words,) = done.erased
    assert "was erased with entry" in words
    assert "'by order of a court'" in words
    assert words in done.notes
    assert "by order of a court" in (done.path / form.SHEET).read_text("utf-8").replace("\n", " ")


@needs_openssl
@pytest.mark.parametrize("ending", ["tsq", "tsr"])
def test_a_changed_stamp_is_rejected(stamped: Path, ending: str) -> None:
    path = next((stamped / form.STAMPS).glob(f"*.{ending}"))
    data = path.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 25)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        manifests_anew(stamped)
        assert check_export(stamped).verdict == "reject", place


@needs_openssl
@pytest.mark.parametrize("part", [form.STAMPS, form.HEADS])
def test_a_stamp_that_was_taken_away_is_missed(stamped: Path, part: str) -> None:
    shutil.rmtree(stamped / part)
    manifests_anew(stamped)

    assert check_export(stamped).verdict == "reject"


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, shell=True, cwd=cwd, capture_output=True, text=True, check=False)


# -- the program that goes along ------------------------------------------------------------------


def alone(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a verifier by a Python that finds no package but its own library."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *map(str, words)], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_verifier_in_an_export_accepts_it_without_sayso(exported: Path, tmp_path: Path) -> None:
    said = alone(exported / "verify.py", cwd=tmp_path)

    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("accept\n")


@pytest.mark.parametrize("what", ["an original changed", "an entry gone", "no tag manifest", "a link"])
def test_the_verifier_comes_to_the_verdict_that_sayso_comes_to(
    exported: Path, tmp_path: Path, what: str
) -> None:
    shutil.copy(exported / "verify.py", tmp_path / "verify.py")
    TAMPERINGS[what](exported)
    check = check_export(exported)

    said = alone(tmp_path / "verify.py", exported, cwd=tmp_path)

    assert said.returncode == 4
    assert said.stdout.splitlines() == [
        check.verdict,
        *(f"  {reason}" for reason in check.reasons),
        *(f"  note: {note}" for note in check.notes),
    ]


def test_the_verifier_restores_the_originals_under_their_own_names(exported: Path, tmp_path: Path) -> None:
    said = alone(exported / "verify.py", "--restore", tmp_path / "out", cwd=tmp_path)

    assert said.returncode == 0, said.stderr
    restored = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert restored == {name: data for name, data in MATERIAL.items() if name != "notice.meta.json"}


@pytest.mark.parametrize("what", ["changed", "not there"])
def test_where_an_export_is_not_accepted_the_verifier_says_that_nothing_was_copied(
    exported: Path, tmp_path: Path, what: str
) -> None:
    shutil.copy(exported / "verify.py", tmp_path / "verify.py")
    if what == "changed":
        payload(exported).write_bytes(b"other")
    path = exported if what == "changed" else tmp_path / "none"

    said = alone(tmp_path / "verify.py", path, "--restore", tmp_path / "out", cwd=tmp_path)

    assert said.returncode == (4 if what == "changed" else 1)
    assert "Nothing was copied" in said.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("to", ["out", "data/out", "."])
def test_the_verifier_copies_nothing_into_the_export_itself(exported: Path, tmp_path: Path, to: str) -> None:
    (tmp_path / "link").symlink_to(exported)

    said = alone(exported / "verify.py", "--restore", tmp_path / "link" / to, cwd=tmp_path)

    assert said.returncode == 1
    assert "lies in the export" in said.stderr
    assert check_export(exported).accepted


@pytest.mark.parametrize(
    "words",
    [
        ("--proof", "proof.json", "--restore", "out"),
        ("--proof", "proof.json", "--opened", "opened.json"),
        ("bag", "--proof", "proof.json"),
        ("--file", "notice.txt"),
    ],
)
def test_the_verifier_passes_over_nothing_that_it_was_asked_for(
    exported: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = alone(exported / "verify.py", *words, cwd=tmp_path)

    assert said.returncode == 2
    assert "with --proof" in said.stderr


def test_the_verifier_reads_a_zip_and_restores_from_it(
    filled: Archive, exported: Path, tmp_path: Path
) -> None:
    path = export_case(filled, "The Quay", tmp_path / "quay.zip", actor=ACTOR).path

    said = alone(exported / "verify.py", path, "--restore", tmp_path / "out", cwd=tmp_path)

    assert said.returncode == 0, said.stderr
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_the_verifier_says_what_keeps_it_from_looking(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "no receipt").write_text("nothing", "utf-8")

    assert alone(exported / "verify.py", tmp_path / "none", cwd=tmp_path).returncode == 1
    assert alone(exported / "verify.py", "--against", tmp_path / "no receipt", cwd=tmp_path).returncode == 2
    assert alone(exported / "verify.py", "--proof", tmp_path / "none", cwd=tmp_path).returncode == 1
