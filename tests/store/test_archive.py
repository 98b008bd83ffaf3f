"""The projection follows the log, whatever happens to it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sayso.custody.entries import Act, Entry
from sayso.custody.found import found_archive, open_files
from sayso.custody.lock import writer_lock
from sayso.custody.log import CustodyLog
from sayso.store import queries
from sayso.store.archive import open_archive
from sayso.store.errors import ArchiveAlreadyOpen, IndexBehind, IndexRefused
from sayso.store.index_tables import PROJECTION_VERSION


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root


def open_case(root: Path, title: str) -> None:
    with open_archive(root) as archive:
        archive.record([Act(act="case", body={"case": title.lower(), "title": title})])


def test_a_second_archive_in_one_process_is_refused_and_may_follow(root: Path, tmp_path: Path) -> None:
    other = found_archive(tmp_path / "other", "Other", tmp_path / "keys").root

    with open_archive(root), pytest.raises(ArchiveAlreadyOpen), open_archive(other):
        pass
    open_case(other, "Elsewhere")

    with open_archive(root):
        assert queries.cases() == []
    with open_archive(other):
        assert [case.title for case in queries.cases()] == ["Elsewhere"]


def test_acts_that_a_crash_left_out_of_the_index_are_followed_on_opening(root: Path) -> None:
    open_case(root, "First")
    with open_archive(root) as archive:
        archive.log.append([Act(act="case", body={"case": "second", "title": "Second"})])

    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["first", "second"]


@pytest.mark.parametrize("version", [0, 1])
def test_an_index_of_an_earlier_version_is_made_anew_in_the_file_that_others_have_open(
    root: Path, version: int
) -> None:
    open_case(root, "First")
    other = sqlite3.connect(root / "index.db")
    other.execute(f"PRAGMA user_version = {version}")
    other.commit()

    with open_archive(root) as archive:
        assert [case.slug for case in queries.cases()] == ["first"]
        archive.record([Act(act="case", body={"case": "second", "title": "Second"})])

    assert other.execute("PRAGMA user_version").fetchone() == (PROJECTION_VERSION,)
    assert other.execute("SELECT count(*) FROM store_case").fetchone() == (2,)
    other.close()


def test_an_index_of_a_later_version_is_made_anew(root: Path) -> None:
    open_case(root, "First")
    with closing(sqlite3.connect(root / "index.db")) as later:
        later.execute("DROP TABLE store_case")
        later.execute(f"PRAGMA user_version = {PROJECTION_VERSION + 1}")

    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["first"]


@pytest.mark.parametrize("harm", ["gone", "garbage", "empty"])
def test_a_lost_or_damaged_index_is_made_anew(root: Path, harm: str) -> None:
    open_case(root, "First")
    database = root / "index.db"
    if harm == "gone":
        database.unlink()
    else:
        database.write_bytes(b"not a database at all" * 400 if harm == "garbage" else b"")

    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["first"]


def test_an_index_ahead_of_its_log_is_made_anew(root: Path, tmp_path: Path) -> None:
    open_case(root, "First")
    log = (root / "log" / "000001.jsonl").read_bytes()
    open_case(root, "Second")
    for head in (root / "heads").iterdir():
        head.unlink()
    (root / "log" / "000001.jsonl").write_bytes(log)

    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["first"]


def test_an_index_of_another_log_is_made_anew_though_it_is_shorter(root: Path) -> None:
    untouched = (root / "log" / "000001.jsonl").read_bytes()
    open_case(root, "First")
    ours = (root / "index.db").read_bytes()
    for head in (root / "heads").iterdir():
        head.unlink()
    (root / "log" / "000001.jsonl").write_bytes(untouched)
    open_case(root, "Elsewhere")
    open_case(root, "And another")
    (root / "index.db").write_bytes(ours)

    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["elsewhere", "and another"]


def test_an_act_that_cannot_be_projected_is_not_logged_and_the_archive_stays_open_to_all(root: Path) -> None:
    open_case(root, "First")
    size = len((root / "log" / "000001.jsonl").read_bytes())

    with pytest.raises(IndexRefused, match="sayso reindex"):
        open_case(root, "First")

    assert len((root / "log" / "000001.jsonl").read_bytes()) == size
    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["first"]


def test_a_reader_beside_a_writer_neither_waits_nor_writes_a_head(root: Path) -> None:
    files = open_files(root)
    with open_archive(root, on_wait=pytest.fail):
        CustodyLog(files).append([Act("case", {"case": "first", "title": "First"})])
        other = writer_lock(files, "another")
        other.__enter__()
    other.__exit__(None, None, None)

    assert list(files.heads.iterdir()) == []


def test_a_reader_sees_what_stood_before_while_the_index_is_made_anew(root: Path) -> None:
    open_case(root, "First")
    script = "import sys; from pathlib import Path; from sayso.store.archive import open_archive\n"
    script += "from sayso.store import queries\n"
    script += "with open_archive(Path(sys.argv[1])): print([case.slug for case in queries.cases()])"
    seen = []

    with open_archive(root) as archive:
        entries = archive.log.entries

        def entries_with_a_visitor(after: int = 0) -> Iterator[Entry]:
            for entry in entries(after):
                command = [sys.executable, "-c", script, str(root)]
                seen.append(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True))
                yield entry

        archive.log.entries = entries_with_a_visitor  # type: ignore[method-assign]
        archive.rebuild()

    assert [one.stdout.strip() for one in seen] == ["['first']"] * len(seen)
    assert seen


def never(*_: object) -> bool:
    """Stand in for `os.access` on a read-only disk; the tests may run as root."""
    return False


def test_what_may_not_be_written_can_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_case(root, "First")
    before = sorted(root.rglob("*"))
    monkeypatch.setattr("os.access", never)

    with open_archive(root):
        assert [case.slug for case in queries.cases()] == ["first"]

    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("index", ["missing", "behind", "of another version", "no database"])
def test_where_an_index_may_not_be_written_and_is_behind_another_is_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch, index: str
) -> None:
    open_case(root, "First")
    database = root / "index.db"
    kept = database.read_bytes()
    open_case(root, "Second")
    if index == "missing":
        database.unlink()
    elif index == "of another version":
        with closing(sqlite3.connect(database)) as changed:
            changed.execute("PRAGMA user_version = 1")
    else:
        database.write_bytes(kept if index == "behind" else b"no database at all")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    monkeypatch.setattr("os.access", never)
    told: list[str] = []

    with open_archive(root, on_wait=told.append) as archive:
        archive.hold_index()
        assert [case.slug for case in queries.cases()] == ["first", "second"]

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    (sentence,) = told
    assert "a copy that can be written keeps it" in sentence


def test_who_needs_no_index_is_told_that_it_is_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "index.db").unlink(missing_ok=True)
    monkeypatch.setattr("os.access", never)
    told: list[str] = []

    with open_archive(root, on_wait=told.append, needs_index=False) as archive:
        assert not archive.has_index

    (sentence,) = told
    assert str(IndexBehind(str(root))) in sentence


def test_sqlite_is_set_to_lose_nothing(root: Path) -> None:
    from django.db import connection

    with open_archive(root), connection.cursor() as cursor:
        settings = {}
        for name in ("journal_mode", "synchronous"):
            cursor.execute(f"PRAGMA {name}")
            settings[name] = cursor.fetchone()[0]
        mode = connection.settings_dict["OPTIONS"]["transaction_mode"]

    assert settings == {"journal_mode": "wal", "synchronous": 2}
    assert mode == "IMMEDIATE"
