"""Commands that need no index answer where none can be made, as over an entry that none can follow."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.custody import Act
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog

Run = Callable[..., Any]  # the `run` fixture of this folder


@pytest.fixture
def archive(run: Run, tmp_path: Path) -> Path:
    """An archive of two cases, without its index and with an entry that none can follow: a case again."""
    for name, case in (("quay", "The Quay"), ("pier", "The Pier")):
        (tmp_path / f"{name}.txt").write_text(f"The {name} is closed.", "utf-8")
        assert run("import", f"{name}.txt", "--case", case).code == 0
    root = tmp_path / "archive"
    CustodyLog(ArchiveFiles(root)).append([Act("case", {"case": "the-quay", "title": "The Quay"})])
    for path in root.glob("index.db*"):
        path.unlink()
    return root


def test_the_log_is_shown_without_the_names_that_an_index_would_know(run: Run, archive: Path) -> None:
    said = run("log")

    assert said.code == 0
    assert "the case “The Pier” was opened" in said.out
    assert "exhibit " in said.out
    assert "The index is not made use of, as it could not be brought level: " in said.err
    assert len(run("log", "--json").json) == 6


@pytest.mark.parametrize("asked", ["the-pier", "The Pier", "the pier"])
def test_the_log_of_a_case_is_found_in_the_log(run: Run, archive: Path, asked: str) -> None:
    said = run("log", asked)

    assert said.code == 0
    assert "The Pier" in said.out
    assert "The Quay" not in said.out
    assert [entry["act"] for entry in run("log", asked, "--json").json] == ["init", "case", "import"]
    assert run("log", "the weir").code == 2


def test_a_proof_and_a_receipt_are_made_and_hold(run: Run, archive: Path, tmp_path: Path) -> None:
    proved = run("prove", "pier.txt", "--to", "pier.json")
    received = run("receipt", "--to", "receipt.txt")

    assert (proved.code, received.code) == (0, 0)
    checked = [sys.executable, "-m", "sayso.custody", "verify-proof", "pier.json", "--file", "pier.txt"]
    assert subprocess.run(checked, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    verified = run("verify", "--against", "receipt.txt", "--json")
    assert [damage["what"] for damage in verified.json["damages"]] == ["entry 6"]  # none of the receipt


@pytest.mark.parametrize("words", [("stamp", "--state"), ("authorities",)])
def test_what_the_settings_name_is_shown(run: Run, archive: Path, words: tuple[str, ...]) -> None:
    assert run(*words).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "The Pier"),
        ("claims", "The Pier"),
        ("import", "pier.txt", "--case", "The Weir"),
        ("reindex",),
        ("stamp", "--set-aside", "3", "--reason", "a slip"),
    ],
)
def test_what_rests_on_the_index_is_refused_as_before(
    run: Run, archive: Path, words: tuple[str, ...]
) -> None:
    before = (archive / "log" / "000001.jsonl").read_bytes()

    said = run(*words)

    assert said.code == 1
    assert "The index did not do its part" in said.err
    assert (archive / "log" / "000001.jsonl").read_bytes() == before


def test_a_file_that_is_no_database_stops_none_of_them_either(run: Run, archive: Path) -> None:
    (archive / "index.db").write_bytes(b"no database at all" * 100)

    assert run("log", "The Pier").code == 0
    assert run("receipt").code == 0


ODD: list[tuple[str, dict[str, object]]] = [
    ("erase", {}),
    ("erase", {"erased": 5, "items": 5, "cases": 5, "exhibit": 5, "reason": 5, "withheld_of": 5}),
    ("import", {"described": {}}),
    ("amend", {"item": "none"}),
    ("judge", {"case": 5}),
    ("stamp", {}),
    ("seal", {}),
    ("repair", {"dropped_bytes": "many"}),
]


@pytest.mark.parametrize(("act", "body"), ODD)
@pytest.mark.parametrize(
    "words", [("log",), ("log", "The Pier"), ("receipt",), ("stamp", "--state"), ("status",)]
)
def test_an_entry_that_sayso_does_not_write_stops_no_command_that_needs_no_index(
    run: Run, tmp_path: Path, words: tuple[str, ...], act: str, body: dict[str, object]
) -> None:
    (tmp_path / "pier.txt").write_text("The pier is closed.", "utf-8")
    assert run("import", "pier.txt", "--case", "The Pier").code == 0
    CustodyLog(ArchiveFiles(tmp_path / "archive")).append([Act(act, body)])

    said = run(*words)

    assert "fault of sayso" not in said.err
    if words != ("status",):
        assert said.code == 0
    elif said.code:
        assert "Entry 4 of the log does not say what entries of its kind say" in said.err
    if words == ("log",):
        assert said.out.count(" UTC  ") == 4
