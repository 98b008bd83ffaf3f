"""One damaged file of withheld values: it is named where it would be shown, and everything else goes on."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.test_erase import make_bag

from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog


def damage(files: ArchiveFiles, act: str) -> int:
    """Change who did the first such act, and return the number of its entry."""
    seq = next(entry.seq for entry in CustodyLog(files).entries() if entry.act == act)
    path = files.withheld_path(seq)
    kept = json.loads(path.read_text("ascii"))
    kept["operator"]["value"] += "x"
    path.write_text(json.dumps(kept, sort_keys=True, separators=(",", ":")) + "\n", "ascii")
    return seq


@pytest.fixture
def seq(run: Run, material: Path, tmp_path: Path) -> int:
    assert run("import", material, "--case", "Harbour fire").code == 0
    return damage(ArchiveFiles(tmp_path / "archive"), "import")


def test_the_log_shows_that_it_is_damaged_and_goes_on(run: Run, seq: int) -> None:
    said = run("log")

    assert said.code == 4
    assert [f"{seq:>6}  " in line for line in said.out.splitlines() if "(damaged)" in line] == [True]
    assert f"DAMAGE  what is withheld from entry {seq}" in said.out
    assert [line["seq"] for line in run("log", "--json").json if line["withheld_damaged"]] == [seq]


def test_the_part_of_the_log_that_does_not_show_it_is_shown_as_ever(run: Run, seq: int) -> None:
    assert run("log", "--last", "1").code == 0


def test_the_log_goes_on_where_a_pipe_stands_in_its_place(run: Run, seq: int, tmp_path: Path) -> None:
    path = ArchiveFiles(tmp_path / "archive").withheld_path(seq)
    path.unlink()
    os.mkfifo(path)

    said, last = run("log"), run("log", "--last", "1")

    assert (said.code, last.code) == (1, 0)
    assert [f"{seq:>6}  " in line for line in said.out.splitlines() if "(not read)" in line] == [True]
    assert f"NOT CHECKED  what is withheld from entry {seq}" in said.out
    assert [line["seq"] for line in run("log", "--json").json if line["withheld_unread"]] == [seq]
    assert len(last.out.splitlines()) == 1


def test_it_is_erased_by_its_entry(run: Run, seq: int) -> None:
    said = run("erase", "--entry", seq, "--reason", "asked for", "--by", "Desk")

    assert said.code == 0
    assert f"Erased of the entries {seq}: " in said.out
    assert run("log").code == 0
    assert run("verify").code == 0


def test_the_exhibit_that_it_tells_of_is_erased(run: Run, seq: int) -> None:
    exhibit = run("log", "--json").json[seq - 1]["body"]["exhibit"]

    assert run("erase", exhibit, "--reason", "asked for", "--by", "Desk").code == 0
    assert run("log").code == 0
    assert run("verify").code == 0


def test_an_exhibit_that_came_packed_is_erased_with_its_package(run: Run, tmp_path: Path) -> None:
    make_bag(tmp_path / "in" / "bag")
    shutil.make_archive(str(tmp_path / "quay"), "zip", tmp_path / "in")
    assert run("import", tmp_path / "quay.zip", "--case", "The Quay").code == 0
    damage(ArchiveFiles(tmp_path / "archive"), "import")

    said = run("erase", "two.txt", "--reason", "asked for", "--by", "Desk")

    assert said.code == 0
    assert "the package it came in" in said.out


def test_an_export_leaves_it_out_and_says_so(run: Run, seq: int, tmp_path: Path) -> None:
    said = run("export", "harbour-fire", "--to", tmp_path / "bag", "--no-stamp")

    assert said.code == 4
    assert f"DAMAGE  what is withheld from entry {seq}" in said.out
    assert "What is damaged is NOT in it" in said.out
    assert run("verify", "--export", tmp_path / "bag").code == 0
    shown = json.loads((tmp_path / "bag" / "custody" / "withheld.json").read_text("ascii"))
    assert str(seq) not in shown
    assert str(seq + 1) in shown


def test_an_export_that_leaves_all_of_it_out_does_not_read_it(run: Run, seq: int, tmp_path: Path) -> None:
    leave = [word for name in ("operator", "host", "path") for word in ("--leave-out", name)]

    said = run("export", "harbour-fire", "--to", tmp_path / "bag", "--no-stamp", *leave)

    assert said.code == 0
    assert "DAMAGE" not in said.out


def test_what_is_not_damaged_is_handed_over(run: Run, seq: int, tmp_path: Path) -> None:
    said = run("disclose", "harbour-fire", "--field", "operator", "--to", tmp_path / "opened.json")

    assert said.code == 4
    assert f"DAMAGE  what is withheld from entry {seq}" in said.out
    opened = json.loads((tmp_path / "opened.json").read_text("ascii"))["entries"]
    assert str(seq) not in opened
    assert str(seq + 1) in opened


def test_nothing_is_handed_over_where_all_that_was_asked_for_is_damaged(
    run: Run, seq: int, tmp_path: Path
) -> None:
    item = run("log", "--json").json[seq - 1]["body"]["item"]
    field = ("--field", "operator", "--exhibit", item)

    said = run("disclose", "harbour-fire", *field, "--to", tmp_path / "opened.json")

    assert said.code == 4
    assert "WithheldDamaged" in said.err
    assert not (tmp_path / "opened.json").exists()
