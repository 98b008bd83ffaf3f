"""What is printed from the index rests on log and objects: whoever changes a row is found out."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.custody.entries import Act
from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.desk.amend import amend
from sayso.desk.compare import compare_case
from sayso.desk.dossier import publish_dossier
from sayso.desk.erasure import erase
from sayso.desk.intake import import_paths
from sayso.desk.status import case_status
from sayso.desk.verification import verify_archive
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.store.errors import IndexDiffers
from sayso.store.index_check import check_index
from sayso.values import digest_json

ACTOR = "Ada Tester"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a case of one article and the claims found in it."""
    folder = tmp_path_factory.mktemp("worked")
    made = found_archive(folder / "archive", "Test", folder / "keys").root
    (folder / "notice.txt").write_text('"The quay is closed," said Ilva Brandt, the harbour master.', "utf-8")
    with open_archive(made) as archive:
        import_paths(archive, [folder / "notice.txt"], "The Quay", actor=ACTOR)
        compare_case(archive, "The Quay", actor=ACTOR)
    return made


@pytest.fixture
def root(worked: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(worked, tmp_path / "archive"))


def change(root: Path, *statements: str) -> None:
    with closing(sqlite3.connect(root / "index.db")) as index:
        for statement in ("PRAGMA ignore_check_constraints = ON", *statements):
            index.execute(statement)
        index.commit()


def write_into_description(root: Path, **fields: str) -> None:
    with closing(sqlite3.connect(root / "index.db")) as index:
        (text,) = index.execute("SELECT description FROM store_item").fetchone()
        changed = json.dumps({**json.loads(text), **fields})
        index.execute("UPDATE store_item SET description = ?", (changed,))
        index.commit()


CHANGES = {
    "a case's title": ("UPDATE store_case SET title = 'The Pier'", "cases: the-quay says otherwise in title"),
    "a name": ("UPDATE store_item SET file_name = 'order.pdf'", "says otherwise in file_name"),
    "a date of coming in": ("UPDATE store_item SET first_at = '2019-01-01 00:00:00'", "in first_at"),
    "an exhibit's size": ("UPDATE store_exhibit SET size_bytes = 1", "in size_bytes"),
    "an item's gaps": ("UPDATE store_item SET gaps = '[\"cut short\"]'", "in gaps"),
    "a claim's words": (
        "UPDATE store_claimrow SET record = json_set(record, '$.speaker', 'Otto Vane')",
        "in record.speaker",
    ),
    "a claim less": ("DELETE FROM store_claimrow", "is missing"),
    "a result's method": ("UPDATE store_derivative SET method = '{}'", "results: "),
    "a tombstone more": (
        "INSERT INTO store_tombstone VALUES (9, '2031-01-01', 'ab', 'asked for', '[]', '[]')",
        "tombstones: 9 is too many",
    ),
    "what cannot be read": (
        "UPDATE store_item SET gaps = '[['",
        "says otherwise in gaps",
    ),
    "a trigger": (
        "CREATE TRIGGER sly AFTER INSERT ON store_case BEGIN UPDATE store_case SET title = 'x'; END",
        "sly",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_row_is_damage_and_no_dossier_is_made_of_it(root: Path, tmp_path: Path, what: str) -> None:
    statement, words = CHANGES[what]
    change(root, statement)

    (damage,) = verify_archive(root).damages

    assert (damage.kind, damage.where) == ("index", "index.db")
    assert words in damage.explanation
    assert "sayso reindex" in damage.explanation
    with open_archive(root) as archive, pytest.raises(IndexDiffers):
        publish_dossier(archive, "the-quay", tmp_path / "quay.html", actor=ACTOR)
    assert not (tmp_path / "quay.html").exists()


@pytest.mark.parametrize("what", CHANGES)
def test_making_the_index_anew_cures_it_whatever_was_changed(root: Path, what: str) -> None:
    change(root, CHANGES[what][0])

    with open_archive(root) as archive:
        archive.rebuild()

    assert verify_archive(root).holds
    assert check_index(ArchiveFiles(root)).differences == ()


@pytest.mark.parametrize("field", ["title", "publisher", "published", "author"])
def test_a_description_that_was_changed_in_the_index_alone_is_not_even_listed(root: Path, field: str) -> None:
    write_into_description(root, **{field: "2019-01-01"})

    (damage,) = verify_archive(root).damages

    assert f"says otherwise in description.{field}" in damage.explanation
    with open_archive(root) as archive, pytest.raises(IndexDiffers):
        case_status(archive, "The Quay")


def test_a_description_and_its_digest_that_were_changed_together_are_found_by_the_log(root: Path) -> None:
    write_into_description(root, title="The order")
    with open_archive(root) as archive:
        stored = archive.objects.put_bytes(b'{"title":"The order"}').digest
    change(
        root,
        f"UPDATE store_item SET description = '{{\"title\":\"The order\"}}', description_digest = '{stored}'",
    )

    with open_archive(root) as archive, pytest.raises(IndexDiffers, match="description_digest"):
        compare_case(archive, "The Quay", actor=ACTOR)


def test_an_index_that_lags_behind_its_log_is_held_against_what_it_followed(root: Path) -> None:
    with open_archive(root) as archive:
        archive.log.append([Act(act="case", body={"case": "pier", "title": "Pier"})])

    assert verify_archive(root).holds
    change(root, "UPDATE store_case SET title = 'The Pier'")
    assert [damage.kind for damage in verify_archive(root).damages] == ["index"]


def test_an_index_from_before_an_erasure_is_behind_the_log_and_no_backup_is_asked_for(root: Path) -> None:
    older = (root / "index.db").read_bytes()
    with open_archive(root) as archive:
        erase(archive, "notice.txt", reason="court order", by="District court", actor=ACTOR)
    (root / "index.db").write_bytes(older)

    found = verify_archive(root)

    assert found.holds
    assert not found.unread
    assert any("behind the log" in note.explanation for note in found.notes)
    with open_archive(root) as archive:
        archive.hold_index()  # it followed the log when it was opened


@pytest.mark.parametrize("content", [b"no database at all" * 300, b""])
def test_an_index_that_will_be_made_anew_is_no_damage(root: Path, content: bytes) -> None:
    (root / "index.db").write_bytes(content)

    found = verify_archive(root)

    assert found.holds
    assert [note.kind for note in found.notes if note.where == "index.db"] == ["index-anew"]


def test_an_index_of_another_archive_is_no_damage_and_is_made_anew(root: Path, tmp_path: Path) -> None:
    other = found_archive(tmp_path / "other", "Other", tmp_path / "keys").root
    with open_archive(other) as archive:
        archive.record([Act(act="case", body={"case": "else", "title": "Elsewhere"})])
    (root / "index.db").write_bytes((other / "index.db").read_bytes())

    assert [note.kind for note in verify_archive(root).notes if note.where == "index.db"] == ["index-anew"]
    with open_archive(root) as archive:
        assert case_status(archive, "The Quay").items


def test_a_missing_index_is_nothing_to_speak_of_and_is_not_made_by_looking(root: Path) -> None:
    (root / "index.db").unlink()

    found = verify_archive(root)

    assert found.holds
    assert not found.index_was_compared
    assert not (root / "index.db").exists()


def test_a_correction_of_one_field_logs_no_other_that_was_changed_in_the_index(root: Path) -> None:
    write_into_description(root, title="Harbour reopened")
    with closing(sqlite3.connect(root / "index.db")) as index, index:
        for item, text in index.execute("SELECT id, description FROM store_item").fetchall():
            digest = digest_json(json.loads(text))
            index.execute("UPDATE store_item SET description_digest = ? WHERE id = ?", (digest, item))
    before = verify_archive(root).entries

    with open_archive(root) as archive, pytest.raises(IndexDiffers):
        amend(archive, queries.items()[0].id, ["language=en"], actor=ACTOR)

    assert verify_archive(root).entries == before


def test_an_index_in_which_an_order_of_its_own_was_emptied_is_not_whole(root: Path) -> None:
    with closing(sqlite3.connect(root / "index.db", isolation_level=None)) as index:
        of_case = "tbl_name = 'store_item' AND type = 'index' AND sql LIKE '%case_id%'"
        (name,) = index.execute(f"SELECT name FROM sqlite_master WHERE {of_case}").fetchone()
        index.execute("CREATE TABLE spare (a)")
        index.execute("CREATE INDEX spare_a ON spare (a)")
        (page,) = index.execute("SELECT rootpage FROM sqlite_master WHERE name = 'spare_a'").fetchone()
        index.execute("PRAGMA writable_schema = ON")
        index.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (page, name))
        index.execute("DELETE FROM sqlite_master WHERE tbl_name = 'spare'")

    (damage,) = verify_archive(root).damages

    assert "not whole" in damage.explanation


def test_looking_at_the_index_changes_no_file(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    verify_archive(root)

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_where_objects_are_damaged_the_index_is_not_called_so(root: Path) -> None:
    with open_archive(root) as archive:
        place = archive.files.object_path(case_status(archive, "The Quay").items[0].description_digest)
    place.chmod(0o644)
    place.write_bytes(b"{}")

    assert {damage.kind for damage in verify_archive(root).damages} == {"object-size"}


def test_the_index_is_looked_at_once_as_long_as_an_archive_is_open(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[ArchiveFiles] = []
    monkeypatch.setattr("sayso.store.archive.refuse_other_index", looked.append)

    with open_archive(root) as archive:
        use(archive)
        use(archive)

    assert len(looked) == 1


def use(archive: Archive) -> None:
    compare_case(archive, "The Quay", actor=ACTOR)
