"""`sayso reindex` makes the index anew, and says whether the one that was there said anything else."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def kept(run: Any, tmp_path: Path) -> Path:
    """Return an archive with two texts of one case in it."""
    folder = tmp_path / "material"
    folder.mkdir()
    for name in ("north", "south"):
        (folder / f"{name}.txt").write_text(
            f"Mayor Odo Brill said the {name} bridge was shut.", encoding="utf-8"
        )
    run("import", folder, "--case", "The bridge")
    run("claims", "the-bridge")
    return tmp_path / "archive"


def test_an_index_that_says_what_the_log_says_is_said_to(run: Any, kept: Path) -> None:
    assert "The index that was there said the same." in run("reindex").out
    assert run("reindex", "--json").json["differed"] == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("update store_case set title = 'Another'", "cases"),
        ("update store_item set file_name = 'order.txt' where file_name = 'north.txt'", "items"),
        ("delete from store_claimrow", "claims"),
    ],
)
def test_an_index_that_was_changed_is_told_and_what_it_said_is_gone(
    run: Any, kept: Path, change: str, kind: str
) -> None:
    with sqlite3.connect(kept / "index.db") as database:
        assert database.execute(change).rowcount
    database.close()

    verified, said = run("verify"), run("reindex")

    assert verified.code == 4
    assert f"it does not say what log and objects say ({kind}: " in " ".join(verified.out.split())
    assert f"did NOT say what log and objects say, of: {kind}." in " ".join(said.out.split())
    assert "The index that was there said the same." in run("reindex").out
    assert "says nothing else than log and objects do" in run("verify").out
    assert "Another" not in run("status").out


def test_tables_that_were_declared_otherwise_are_told_too(run: Any, kept: Path) -> None:
    with sqlite3.connect(kept / "index.db") as database:
        database.execute("pragma writable_schema = on")
        assert database.execute(
            "update sqlite_master set sql = replace(sql, 'DEFERRABLE', 'ON DELETE CASCADE DEFERRABLE')"
        ).rowcount
    database.close()

    assert run("verify").code == 4
    said = " ".join(run("reindex").out.split())
    assert "The index that was there said the same." in said
    assert "Its tables were NOT as sayso makes them, and were made anew, too." in said
    assert run("verify").code == 0
    assert not run("reindex", "--json").json["laid_out_otherwise"]
