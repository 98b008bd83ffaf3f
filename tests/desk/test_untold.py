"""Whoever reads an export sees that something is withheld: left out, removed, or gone without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.verifier import verifier_source
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.desk.redaction import redact_entries
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag, check_wacz
from sayso.store.archive import Archive, open_archive
from sayso.testing.tampering import sealed_anew

ACTOR = "Ada Tester"
UNTOLD = "neither shown here nor said to be left out"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with one notice: entry 1 founds it, 2 opens the case, 3 takes it in."""
    (tmp_path / "notice.txt").write_bytes(b"The quay is closed.")
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        import_paths(opened, [tmp_path / "notice.txt"], "The Quay", actor=ACTOR)
        yield opened


def notes(export: Path) -> list[str]:
    """Return what our three checkers note of an export, which all accept."""
    verifier = export.parent / "verify.py"
    verifier.write_bytes(verifier_source())
    command = [sys.executable, "-I", "-S", str(verifier), str(export)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = (check_wacz if export.suffix == ".wacz" else check_bag)(export)
    check = check_export(export)
    assert {ours.verdict, check.verdict, alone.stdout.split()[0]} == {"accept"}
    assert set(check.notes) <= set(ours.notes)
    assert all(note in alone.stdout for note in check.notes)
    return list(check.notes)


def untold(words: list[str]) -> list[str]:
    return [note.partition(", and is")[0] for note in words if UNTOLD in note]


def sheet(bag: Path) -> str:
    return " ".join((bag / form.SHEET).read_text("utf-8").split())


@pytest.mark.parametrize("name", ["bag", "quay.wacz"])
def test_what_was_lost_in_the_archive_is_said_to_be_withheld(
    archive: Archive, tmp_path: Path, name: str
) -> None:
    archive.files.withheld_path(3).unlink()

    export = export_wacz if name.endswith("wacz") else export_case
    path = export(archive, "The Quay", tmp_path / name, actor=ACTOR).path

    told = ["'host' is withheld from entry 3", "'operator' is withheld from entry 3"]
    assert untold(notes(path)) == [*told, "'path' is withheld from entry 3"]
    if path.is_dir():
        assert UNTOLD in sheet(path)


def test_what_somebody_with_the_key_kept_back_is_said_to_be_withheld(
    archive: Archive, tmp_path: Path
) -> None:
    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path
    shown = json.loads((path / form.WITHHELD).read_bytes())
    del shown["3"]["operator"]
    (path / form.WITHHELD).write_bytes(json.dumps(shown, indent=1).encode() + b"\n")
    signer = archive.signer()
    assert signer is not None
    sealed_anew(path, signer)

    assert untold(notes(path)) == ["'operator' is withheld from entry 3"]


def test_what_is_left_out_stands_on_the_sheet(archive: Archive, tmp_path: Path) -> None:
    path = export_case(
        archive, "The Quay", tmp_path / "bag", actor=ACTOR, leave_out=["operator", "path"]
    ).path

    assert "left out, and standing in the log as salted digests only: operator, path" in sheet(path)
    assert untold(notes(path)) == []
    assert ACTOR not in sheet(path)


def test_what_an_entry_says_was_removed_is_told_once(archive: Archive, tmp_path: Path) -> None:
    redact_entries(archive, [3], reason="They asked", by="The desk", actor=ACTOR)

    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path

    assert untold(notes(path)) == []
    assert "was removed with entry 4" in sheet(path)


def test_where_all_is_shown_nothing_is_said(archive: Archive, tmp_path: Path) -> None:
    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path

    assert untold(notes(path)) == []
    assert "Note: " not in sheet(path)
