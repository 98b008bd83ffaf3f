"""The projection follows the log, whatever happens to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.custody.entries import Act
from sayso.custody.found import found_archive
from sayso.store import queries
from sayso.store.archive import ArchiveAlreadyOpen, open_archive


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
