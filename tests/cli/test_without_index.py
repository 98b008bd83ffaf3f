"""Commands that need no index answer where none can be made, as of an archive with a damaged record."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]  # the `run` fixture of this folder


@pytest.fixture
def archive(run: Run, tmp_path: Path) -> Path:
    """An archive of two cases, without its index and with a damaged description."""
    for name, case in (("quay", "The Quay"), ("pier", "The Pier")):
        (tmp_path / f"{name}.txt").write_text(f"The {name} is closed.", "utf-8")
        assert run("import", f"{name}.txt", "--case", case).code == 0
    root = tmp_path / "archive"
    for path in root.glob("index.db*"):
        path.unlink()
    lines = [json.loads(line) for line in (root / "log" / "000001.jsonl").read_bytes().splitlines()]
    digest = next(line["body"]["description"] for line in lines if line["act"] == "import")
    place = root / "objects" / digest[:2] / digest
    place.chmod(0o644)
    place.write_bytes(place.read_bytes() + b" ")
    return root


def test_the_log_is_shown_without_the_names_that_an_index_would_know(run: Run, archive: Path) -> None:
    said = run("log")

    assert said.code == 0
    assert "the case “The Pier” was opened" in said.out
    assert "exhibit " in said.out
    assert "The index is not made use of, as it could not be brought level: The object " in said.err
    assert len(run("log", "--json").json) == 5


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
    assert [damage["kind"] for damage in verified.json["damages"]] == ["object-size"]


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

    assert said.code == 4
    assert "is damaged" in said.err
    assert (archive / "log" / "000001.jsonl").read_bytes() == before


def test_a_file_that_is_no_database_stops_none_of_them_either(run: Run, archive: Path) -> None:
    (archive / "index.db").write_bytes(b"no database at all" * 100)

    assert run("log", "The Pier").code == 0
    assert run("receipt").code == 0
