"""What is printed from the index rests on log and objects: whoever changes a row is found out."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from sayso.custody.entries import Act
from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import writer_lock
from sayso.custody.log import CustodyLog
from sayso.desk.amend import amend
from sayso.desk.compare import compare_case
from sayso.desk.dossier import publish_dossier
from sayso.desk.erasure import erase
from sayso.desk.intake import import_paths
from sayso.desk.judgements import withdraw_judgement
from sayso.desk.redaction import redact_entries
from sayso.desk.status import archive_status, case_status, log_lines
from sayso.desk.verification import verify_archive
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.store.errors import IndexDiffers, IndexRefused
from sayso.store.index_check import check_index
from sayso.store.index_tables import PROJECTION_VERSION, layout
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
            index.execute(statement.replace("SPEAKERS", claims_by_speaker(index)))
        index.commit()


def claims_by_speaker(index: sqlite3.Connection) -> str:
    wanted = "type = 'index' AND name LIKE 'store_claimrow_speaker%' AND name NOT LIKE '%like'"
    return str(index.execute(f"SELECT name FROM sqlite_master WHERE {wanted}").fetchone()[0])


def write_into_description(root: Path, **fields: str) -> None:
    with closing(sqlite3.connect(root / "index.db")) as index:
        (text,) = index.execute("SELECT description FROM store_item").fetchone()
        changed = json.dumps({**json.loads(text), **fields})
        index.execute("UPDATE store_item SET description = ?", (changed,))
        index.commit()


CHANGES: dict[str, tuple[str, ...]] = {  # statements, and what is said of them
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
    "a table more": ("CREATE TABLE notes (a)", "what we never put there: table notes"),
    "an index more": (
        "CREATE INDEX sly ON store_case (title)",
        "what we never put there: index sly",
    ),
    "a column more": (
        "ALTER TABLE store_case ADD COLUMN sly TEXT",
        "otherwise than we make it: table store_case",
    ),
    "a column that compares otherwise": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '(300)', '(300) COLLATE NOCASE')",
        "otherwise than we make it: ",
    ),
    "a check that refuses what is to come": (
        "PRAGMA writable_schema = ON",
        """UPDATE sqlite_master SET sql = replace(sql, '"first_seq" >= 0', '"first_seq" BETWEEN 0 AND 3')""",
        "otherwise than we make it: table store_exhibit",
    ),
    "a check less": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'CHECK (\"first_seq\" >= 0)', '')",
        "otherwise than we make it: table store_exhibit",
    ),
    "rows that go with their case": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'DEFERRABLE', 'ON DELETE CASCADE DEFERRABLE')",
        "otherwise than we make it: table store_",
    ),
    "a row that is passed over": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'PRIMARY KEY', 'PRIMARY KEY ON CONFLICT IGNORE')",
        "otherwise than we make it: table django_",
    ),
    "an index of some rows": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = sql || ' WHERE 1' WHERE name = 'SPEAKERS'",
        "otherwise than we make it: index store_claimrow_speaker",
    ),
    "an index less": ("DROP INDEX SPEAKERS", "it lacks: index store_claimrow_speaker"),
    "a view": ("CREATE VIEW sly AS SELECT * FROM store_case", "sly"),
    "a view in the place of a table": (
        "ALTER TABLE store_case RENAME TO kept",
        "CREATE VIEW store_case AS SELECT slug, 'x' AS title, opened_seq, opened_at FROM kept",
        "store_case",
    ),
    "a trigger": (
        "CREATE TRIGGER sly AFTER INSERT ON store_case BEGIN UPDATE store_case SET title = 'x'; END",
        "sly",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_row_is_damage_and_no_dossier_is_made_of_it(root: Path, tmp_path: Path, what: str) -> None:
    *statements, words = CHANGES[what]
    change(root, *statements)

    (damage,) = verify_archive(root).damages

    assert (damage.kind, damage.where) == ("index", "index.db")
    assert words in damage.explanation
    assert "sayso reindex" in damage.explanation
    with open_archive(root) as archive, pytest.raises(IndexDiffers):
        publish_dossier(archive, "the-quay", tmp_path / "quay.html", actor=ACTOR)
    assert not (tmp_path / "quay.html").exists()


@pytest.mark.parametrize("what", CHANGES)
def test_making_the_index_anew_cures_it_whatever_was_changed(root: Path, what: str) -> None:
    change(root, *CHANGES[what][:-1])

    with open_archive(root) as archive:
        archive.rebuild()

    assert verify_archive(root).holds
    assert check_index(ArchiveFiles(root)).differences == ()


@pytest.mark.parametrize("what", ["a view", "a view in the place of a table", "a trigger"])
def test_an_index_that_acts_is_not_listed_from_nor_written_to(root: Path, tmp_path: Path, what: str) -> None:
    change(root, *CHANGES[what][:-1])
    (tmp_path / "later.txt").write_text("The pier is open again.", "utf-8")

    with open_archive(root) as archive:
        before = archive.log.tail()
        with pytest.raises(IndexDiffers, match="act on it"):
            archive_status(archive)
        with pytest.raises(IndexDiffers):
            case_status(archive, "The Quay")
        with pytest.raises(IndexDiffers):
            list(log_lines(archive, "The Quay"))
        with pytest.raises(IndexDiffers):
            import_paths(archive, [tmp_path / "later.txt"], "The Quay", actor=ACTOR)
        assert archive.log.tail() == before


def test_material_comes_in_again_once_the_index_is_made_anew(root: Path, tmp_path: Path) -> None:
    change(root, *CHANGES["a check that refuses what is to come"][:-1])
    (tmp_path / "later.txt").write_text("The pier is open again.", "utf-8")

    with pytest.raises(IndexRefused, match="CHECK"), open_archive(root) as archive:
        import_paths(archive, [tmp_path / "later.txt"], "The Quay", actor=ACTOR)
    with open_archive(root) as archive:
        archive.rebuild()
        outcome = import_paths(archive, [tmp_path / "later.txt"], "The Quay", actor=ACTOR)

    assert len(outcome.taken) == 1


def test_how_a_declaration_is_written_does_not_count(root: Path) -> None:
    change(
        root,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '  not\nnull')",
    )

    assert check_index(ArchiveFiles(root)).differences == ()


def test_rows_that_are_stored_otherwise_and_say_the_same_are_no_difference(root: Path) -> None:
    change(
        root,
        "UPDATE store_item SET description = json(description), gaps = ' ' || gaps",
        "UPDATE store_claimrow SET id = 1000 - id",
        "UPDATE store_itemevent SET id = id + 7",
    )

    assert check_index(ArchiveFiles(root)).differences == ()


def test_an_index_is_laid_out_as_its_version_says(root: Path) -> None:
    """Where this fails, `PROJECTION_VERSION` rises: indexes that are laid out otherwise are not damaged."""
    with open_archive(root):
        digest = digest_json({name: list(parts) for name, parts in layout().items()})

    assert (PROJECTION_VERSION, digest[:16]) == (5, "cf65a8db9a44bf1a")


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


def test_an_index_from_before_an_erasure_is_no_damage_and_no_backup_is_asked_for(root: Path) -> None:
    older = (root / "index.db").read_bytes()
    with open_archive(root) as archive:
        erase(archive, "notice.txt", reason="court order", by="District court", actor=ACTOR)
    (root / "index.db").write_bytes(older)

    found = verify_archive(root)

    assert found.holds
    assert not found.unread
    assert found.index_was_compared
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


ODD = {
    "a body that says nothing": Act("import", {"odd": 1}),
    "no case of that name": Act(
        "derive",
        {"case": "weir", "kind": "note", "method": {}, "inputs": {}, "output": "0" * 64},
    ),
    "a case that there is": Act("case", {"case": "the-quay", "title": "The Quay"}),
    "a size that no column takes": Act(
        "import",
        {
            "case": "the-quay",
            "item": "0" * 12,
            "exhibit": "0" * 64,
            "description": "0" * 64,
            "media_type": "text/plain",
            "size_bytes": 1 << 70,
        },
    ),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("index", ["there", "missing", "of another version"])
def test_an_entry_that_no_sayso_writes_is_damage_with_an_index_or_without(
    root: Path, odd: str, index: str
) -> None:
    files = ArchiveFiles(root)
    with writer_lock(files, "another program"):
        (entry,) = CustodyLog(files).append([ODD[odd]])
    if index == "missing":
        files.database.unlink()
    elif index == "of another version":
        change(root, f"PRAGMA user_version = {PROJECTION_VERSION - 1}")

    (damage,) = verify_archive(root).damages

    assert (damage.kind, damage.what) == ("log-entry", f"entry {entry.seq}")
    assert files.database.exists() == (index != "missing")


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


@pytest.mark.parametrize("what", CHANGES)
def test_no_judgement_is_withdrawn_by_a_changed_index(root: Path, what: str) -> None:
    change(root, *CHANGES[what][:-1])
    before = verify_archive(root).entries

    with open_archive(root) as archive, pytest.raises(IndexDiffers):
        withdraw_judgement(archive, "The Quay", "j9", "a slip of the pen", actor=ACTOR)

    assert verify_archive(root).entries == before


def test_names_are_removed_whatever_the_index_says(root: Path) -> None:
    write_into_description(root, title="Harbour reopened")

    with open_archive(root) as archive:
        done = redact_entries(archive, [2], reason="she asked", by="Desk", actor=ACTOR)

    assert "operator" in done.fields


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


def leave_wal(root: Path) -> Path:
    """Leave the index as a command does that was killed while it wrote: what is new stands beside it."""
    code = (
        "import os, sqlite3, sys; index = sqlite3.connect(sys.argv[1]);"
        "index.execute('PRAGMA wal_autocheckpoint = 0');"
        "index.execute('UPDATE store_case SET opened_seq = opened_seq + 1'); index.commit();"
        "index.execute('UPDATE store_case SET opened_seq = opened_seq - 1'); index.commit();"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, root / "index.db"], check=False)
    return root / "index.db-wal"


def test_a_verification_leaves_what_a_killed_command_left_beside_the_index(root: Path) -> None:
    assert leave_wal(root).stat().st_size
    kept = [root / "index.db", root / "index.db-wal"]
    before = [path.read_bytes() for path in kept]

    found = verify_archive(root)

    assert found.holds
    assert found.index_was_compared
    assert [path.read_bytes() for path in kept] == before


def test_what_stands_beside_the_index_is_compared_with_it(root: Path) -> None:
    code = "UPDATE store_case SET title = 'The Pier'"
    leave_wal(root)
    with closing(sqlite3.connect(root / "index.db")) as reader:  # keeps what follows beside it
        reader.execute("PRAGMA wal_autocheckpoint = 0")
        reader.execute(code)
        reader.commit()

        assert "in title" in " ".join(check_index(ArchiveFiles(root)).differences)


def test_who_only_looks_is_told_that_it_is_put_into_the_index(root: Path) -> None:
    wal = leave_wal(root)
    told: list[str] = []

    for _ in range(2):
        with open_archive(root, on_wait=told.append) as archive:
            case_status(archive, "The Quay")

    assert len([words for words in told if "index.db-wal" in words]) == 1
    assert not wal.exists()


def test_the_second_index_lies_in_no_folder(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    seen: list[list[Path]] = []

    def look(done: int, total: int | None, note: str = "") -> None:
        seen.append(list((tmp_path / "elsewhere").rglob("*")))

    assert check_index(ArchiveFiles(root), look).differences == ()
    assert len(seen) > 2
    assert not any(seen)


def test_a_comparison_says_how_far_it_is(root: Path) -> None:
    told: list[tuple[int, int | None, str]] = []

    verify_archive(root, progress=lambda done, total, note="": told.append((done, total, note)))

    notes = [note for _, _, note in told]
    assert "entries, to compare the index" in notes
    assert "rows of the index compared (claims)" in notes
    assert all(total is None or done <= total for done, total, _ in told)


@pytest.mark.parametrize("at", ["entries, to compare the index", "rows of the index compared (items)"])
def test_a_comparison_that_is_stopped_leaves_nothing(root: Path, at: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def stop(done: int, total: int | None, note: str = "") -> None:
        if note == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify_archive(root, progress=stop)

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert verify_archive(root).holds


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
    monkeypatch.setattr("sayso.store.archive.refuse_other_index", lambda files, _: looked.append(files))

    with open_archive(root) as archive:
        use(archive)
        use(archive)

    assert len(looked) == 1


def use(archive: Archive) -> None:
    compare_case(archive, "The Quay", actor=ACTOR)
