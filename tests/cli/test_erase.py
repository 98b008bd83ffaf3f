"""Erasing at the command line."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sayso.custody.layout import ArchiveFiles

Run = Callable[..., Any]  # the `run` fixture of this folder


def make_bag(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    lines = []
    for name in ("one.txt", "two.txt"):
        (folder / "data" / name).write_text(name, "utf-8")
        lines.append(f"{hashlib.sha256(name.encode()).hexdigest()}  data/{name}\n")
    (folder / "manifest-sha256.txt").write_text("".join(lines), "utf-8")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    return folder


def test_what_is_withheld_from_an_entry_is_erased(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("one", "utf-8")
    run("import", tmp_path / "one.txt", "--case", "The Quay")

    said = run("erase", "--entry", 2, "--reason", "asked for", "--by", "Desk")

    assert said.code == 0
    assert "Erased of the entries 2: operator." in said.out
    assert run("verify").code == 0
    assert run("erase", "--entry", 2, "--reason", "asked for", "--by", "Desk").code == 2
    assert run("erase", "--reason", "asked for", "--by", "Desk").code == 2
    assert run("erase", "one.txt", "--entry", 2, "--reason", "asked for", "--by", "Desk").code == 2
    run("export", "The Quay", "--to", tmp_path / "bag")
    assert "who made the entries 2" in run("verify", "--export", tmp_path / "bag").out


def test_it_is_said_which_package_went_along(run: Run, tmp_path: Path) -> None:
    make_bag(tmp_path / "in" / "bag")
    packed = Path(shutil.make_archive(str(tmp_path / "quay"), "zip", tmp_path / "in"))
    run("import", packed, "--case", "The Quay")

    said = run("erase", "two.txt", "--reason", "asked for", "--by", "Desk")

    size = f"{packed.stat().st_size:,}"
    assert said.code == 0
    assert (
        f"Erased as well: the package it came in, quay.zip, {size} bytes: what else came in it stays."
        in said.out
    )
    assert run("verify").code == 0


def test_it_is_said_which_files_of_a_bag_went_along(run: Run, tmp_path: Path) -> None:
    run("import", make_bag(tmp_path / "bag"), "--case", "The Quay")

    said = run("erase", "two.txt", "--reason", "asked for", "--by", "Desk", "--json")

    (package,) = said.json["packages"]
    assert sorted(package["names"]) == ["bagit.txt", "manifest-sha256.txt"]
    assert package["size_bytes"] > 0


def test_what_a_repair_set_aside_is_erased_by_its_entry(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(name, "utf-8")
        run("import", tmp_path / f"{name}.txt", "--case", "The Quay")
    files = ArchiveFiles(tmp_path / "archive")
    path = files.segment_path(1)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    for head in files.heads.iterdir():
        head.unlink()
    run("import", tmp_path / "one.txt", "--case", "The Quay")
    (repair,) = [line for line in run("log", "--json").json if line["act"] == "repair"]
    assert "was set aside" in repair["words"]
    assert list((files.withheld / "set-aside").rglob("*.json"))

    said = run("erase", "--entry", repair["seq"], "--reason", "asked for", "--by", "Desk", "--json")

    assert said.json["fields"] == ["what it had set aside"]
    assert not list((files.withheld / "set-aside").rglob("*.json"))
    checked = run("verify", "--json")
    assert checked.code == 0
    assert "set-aside" not in [note["kind"] for note in checked.json["notes"]]
    assert run("erase", "--entry", repair["seq"], "--reason", "again", "--by", "Desk").code == 2


def test_what_no_entry_names_is_erased_by_its_digest(run: Run, tmp_path: Path) -> None:
    left = hashlib.sha256(b"left").hexdigest()
    path = ArchiveFiles(tmp_path / "archive").object_path(left)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"left")
    assert "`sayso erase DIGEST`" in run("verify").out

    said = run("erase", left[:12], "--reason", "asked for", "--by", "Desk")

    assert said.code == 0
    assert f"Erased {left}, which no entry named: 1 object, 4 bytes." in " ".join(said.out.split())
    assert run("verify").code == 0
    assert run("status").code == 0
    assert run("erase", left, "--reason", "asked for", "--by", "Desk").code == 2
