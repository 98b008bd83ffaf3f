"""Erasing an exhibit by law: everything of it goes, the log still holds, and says what went and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sayso.custody.erasure import PENDING
from sayso.custody.heads import read_heads
from sayso.custody.log import CustodyLog
from sayso.custody.proving import prove_inclusion
from sayso.custody.verification import verify
from sayso.desk.dossier import gather
from sayso.desk.erasure import Erased, NoReason, erase
from sayso.desk.intake import import_paths
from sayso.desk.redaction import NothingWithheld, redact_entries
from sayso.desk.status import case_status, log_lines
from sayso.store import archive as archive_module
from sayso.store import queries, rows
from sayso.store.archive import Archive, open_archive
from sayso.store.queries import ItemErased, NoSuchItem

ACTOR = "Ada Tester"
SECRET = "Marvellia Quent"  # stands in the text that is to go, and nowhere else


@pytest.fixture
def worked(archive: Archive, material: Path) -> Archive:
    """An archive with the small case, and all that a dossier needs run for it."""
    (material / "letter.txt").write_text(
        f"{SECRET}, a passenger, said that the captain had left the bridge before the fire.\n", "utf-8"
    )
    (material / "letter.meta.json").write_text(
        json.dumps({"doc_id": "letter", "kind": "statement", "publisher": SECRET}), "utf-8"
    )
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    gather(archive, "The ferry", actor=ACTOR)
    return archive


def erase_letter(archive: Archive) -> Erased:
    return erase(archive, "letter", reason="court order 12/31", by="District court", actor=ACTOR)


def files_with(root: Path, text: str) -> list[str]:
    wanted = [text.encode("utf-8"), text.encode("utf-16-le"), json.dumps(text).encode("ascii")]
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    ]


def test_nothing_of_an_erased_exhibit_is_left_in_the_archive(worked: Archive) -> None:
    root = worked.files.root
    exhibit = queries.find_item("letter").exhibit
    assert any(name.startswith("objects/") for name in files_with(root, SECRET))
    assert any(name.startswith("index.db") for name in files_with(root, SECRET))
    (worked.files.incoming / "1-left").write_bytes(SECRET.encode())  # by a process that is gone
    (worked.files.indexes / "some-1").mkdir()
    (worked.files.indexes / "some-1" / "part").write_bytes(SECRET.encode())  # an index to search by

    erased = erase_letter(worked)

    assert files_with(root, SECRET) == []
    assert not worked.objects.has(exhibit)
    assert erased.exhibit == exhibit
    assert erased.items == ("letter.txt",)
    assert erased.objects >= 5  # original, sidecar, description, text, claims


def test_the_log_and_everything_else_still_verify_and_the_tombstone_shows(worked: Archive) -> None:
    worked.seal()
    before = read_heads(worked.files)
    others = {item.exhibit for item in queries.items()} - {queries.find_item("letter").exhibit}

    erased = erase_letter(worked)
    head = worked.seal()

    found = verify(worked.files, heads=[one.to_bytes() for one in before])
    assert (found.damages, found.unread) == ((), ())
    (stone,) = [note for note in found.notes if note.kind == "erased"]
    assert stone.where == f"entry {erased.seq}"
    assert "court order 12/31" in stone.explanation
    for seq in range(1, head.size + 1):
        prove_inclusion(worked.files, seq, head).verify()
    for exhibit in others:
        worked.objects.check(exhibit)


def test_status_log_and_dossier_show_what_was_erased_and_why(worked: Archive) -> None:
    erased = erase_letter(worked)

    (stone,) = case_status(worked, "The ferry").erased
    assert (stone.seq, stone.exhibit, stone.reason) == (erased.seq, erased.exhibit, "court order 12/31")
    dossier = gather(worked, "The ferry", actor=ACTOR)
    assert SECRET not in repr(dossier)
    assert [one.reason for one in dossier.not_looked if erased.exhibit[:10] in one.name] == [
        f"erased on {stone.at:%Y-%m-%d}, as entry {erased.seq} of the log says: court order 12/31"
    ]
    assert [entry.words for entry in dossier.custody if entry.act == "erase"] == [
        f"exhibit {erased.exhibit[:10]} was erased: court order 12/31"
    ]
    with pytest.raises(ItemErased, match="court order"):
        queries.find_item(erased.exhibit[:12])
    with pytest.raises(NoSuchItem):
        queries.find_item("letter")


def test_an_index_that_is_made_anew_says_the_same(worked: Archive) -> None:
    erase_letter(worked)
    before = rows.everything()

    worked.rebuild()

    assert rows.everything() == before
    assert files_with(worked.files.root, SECRET) == []


def test_an_exhibit_is_erased_where_all_that_makes_things_quicker_was_removed(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text(f"{SECRET} signed it.\n", "utf-8")
    import_paths(archive, [tmp_path / "letter.txt"], "The ferry", actor=ACTOR)
    shutil.rmtree(archive.files.indexes)

    erase_letter(archive)

    assert files_with(archive.files.root, SECRET) == []


def test_an_exhibit_goes_from_all_its_cases(worked: Archive, material: Path) -> None:
    import_paths(worked, [material / "letter.txt"], "Another case", actor=ACTOR)

    erased = erase(worked, "letter", case="Another case", reason="asked for", by="The writer", actor=ACTOR)

    assert files_with(worked.files.root, SECRET) == []
    assert (
        len(case_status(worked, "The ferry").erased) == len(case_status(worked, "Another case").erased) == 1
    )
    assert erased.items == ("letter.txt", "letter.txt")


def test_what_other_material_has_as_well_stays(worked: Archive, material: Path, tmp_path: Path) -> None:
    page = tmp_path / "letter-page.html"
    text = (material / "letter.txt").read_text("utf-8")
    page.write_text(f"<html><body><article><p>{text}</p></article></body></html>", "utf-8")
    import_paths(worked, [page], "The ferry", actor=ACTOR)
    gather(worked, "The ferry", actor=ACTOR)

    erase(worked, "letter-page", reason="asked for", by="The writer", actor=ACTOR)

    assert verify(worked.files).damages == ()
    gather(worked, "The ferry", actor=ACTOR)
    assert queries.find_item("letter")


def test_erased_bytes_can_come_in_again_as_something_new(worked: Archive, material: Path) -> None:
    erased = erase_letter(worked)

    import_paths(worked, [material / "letter.txt"], "The ferry", actor=ACTOR)

    assert queries.find_item("letter").exhibit == erased.exhibit
    assert verify(worked.files).damages == ()
    before = rows.everything()
    worked.rebuild()
    assert rows.everything() == before


def test_bytes_that_were_put_back_behind_our_back_are_damage(worked: Archive) -> None:
    exhibit = queries.find_item("letter").exhibit
    data = worked.objects.read(exhibit)
    erase_letter(worked)
    worked.files.object_path(exhibit).write_bytes(data)

    assert [damage.kind for damage in verify(worked.files).damages] == ["erased-there"]


def test_only_who_and_where_can_be_erased(worked: Archive) -> None:
    item = queries.find_item("letter")
    assert worked.files.withheld_path(item.first_seq).exists()

    erased = erase(worked, "letter", reason="source asked", by="Desk", actor=ACTOR, only_names=True)

    assert not worked.files.withheld_path(item.first_seq).exists()
    assert worked.objects.has(item.exhibit)
    assert queries.find_item("letter") == item
    assert erased.objects == 0
    *_, last = worked.log.entries()
    assert last.act == "redact"
    assert verify(worked.files).damages == ()


def test_status_says_that_work_was_erased_and_not_that_it_was_never_done(worked: Archive) -> None:
    before = case_status(worked, "The ferry")

    erased = erase_letter(worked)

    after = case_status(worked, "The ferry")
    gone = {kind for kind, run in after.work.items() if run is None and before.work[kind] is not None}
    assert "comparison" in gone
    assert after.erased_work == dict.fromkeys(gone, erased.seq)
    gather(worked, "The ferry", actor=ACTOR)
    assert case_status(worked, "The ferry").erased_work == {}


def test_what_is_withheld_from_any_entry_can_be_erased(worked: Archive) -> None:
    entries = [entry for entry in worked.log.entries() if entry.act in ("init", "case") and entry.withheld]
    numbers = [entry.seq for entry in entries]

    done = redact_entries(worked, numbers, reason="source asked", by="Desk", actor=ACTOR)

    assert done.entries == tuple(numbers)
    assert not any(worked.files.withheld_path(seq).exists() for seq in numbers)
    assert verify(worked.files).damages == ()
    assert any("who and where were erased of the entries" in line.words for line in log_lines(worked))
    assert gather(worked, "The ferry", actor=ACTOR).custody
    before = rows.everything()
    worked.rebuild()
    assert rows.everything() == before


@pytest.mark.parametrize("which", ["never", "twice", "missing"])
def test_an_entry_from_which_nothing_is_withheld_is_not_redacted(worked: Archive, which: str) -> None:
    first = next(entry.seq for entry in worked.log.entries() if entry.act == "case")
    if which == "twice":
        redact_entries(worked, [first], reason="source asked", by="Desk", actor=ACTOR)
    count = worked.log.tail()[0]
    seq = {"twice": first, "missing": 99_999}.get(which) or next(
        entry.seq for entry in worked.log.entries() if not entry.withheld
    )

    with pytest.raises(NothingWithheld):
        redact_entries(worked, [seq], reason="source asked", by="Desk", actor=ACTOR)

    assert worked.log.tail()[0] == count


@pytest.mark.parametrize("moment", ["record", "carry_out"])
def test_an_erasure_that_is_interrupted_is_finished_where_it_was_logged(
    root: Path, material: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with open_archive(root) as archive:
        import_paths(archive, [material], "The ferry", actor=ACTOR)
        exhibit = queries.find_item("notice").exhibit
        with monkeypatch.context() as patched:
            if moment == "record":
                patched.setattr(CustodyLog, "append", stop)
            else:
                patched.setattr(archive_module, "carry_out", stop)
            with pytest.raises(KeyboardInterrupt):
                erase(archive, "notice", reason="asked for", by="Desk", actor=ACTOR)
        assert archive.objects.has(exhibit)
        assert (archive.files.indexes / PENDING).exists()

        with archive.writing():
            pass

        assert not (archive.files.indexes / PENDING).exists()
        assert archive.objects.has(exhibit) == (moment == "record")
        assert verify(archive.files).damages == ()


@pytest.mark.parametrize(("reason", "by"), [("", "Desk"), ("  ", "Desk"), ("why", ""), ("a\nb", "Desk")])
def test_nothing_goes_without_a_reason_and_a_name(
    archive: Archive, material: Path, reason: str, by: str
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    last = archive.log.tail()

    with pytest.raises(NoReason):
        erase(archive, "notice", reason=reason, by=by, actor=ACTOR)

    assert archive.log.tail() == last
