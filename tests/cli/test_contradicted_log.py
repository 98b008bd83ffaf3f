"""Who writes into an archive whose log contradicts its heads is told by the exit code, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.custody import ArchiveFiles, read_heads, read_settings, read_signer
from sayso.custody.notes import sign_note

Run = Callable[..., Any]  # the `run` fixture of this folder


def contradict(tmp_path: Path) -> None:
    """Sign a head of the newest one's size over another log, as who has the key and rewrites a log can."""
    files = ArchiveFiles(tmp_path / "archive")
    head = replace(read_heads(files)[-1], root=bytes(32))
    signer = read_signer(read_settings(files).public_key, tmp_path / "config" / "sayso" / "keys")
    files.head_path(head.size).write_bytes(sign_note(head.text, [signer]).to_bytes())


def damage(tmp_path: Path) -> None:
    files = ArchiveFiles(tmp_path / "archive")
    files.head_path(read_heads(files)[-1].size).write_bytes(b"no head")


@pytest.mark.parametrize("spoil", [contradict, damage])
def test_an_import_over_a_log_that_its_heads_contradict_ends_with_4(
    run: Run, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"Number {name}.\n", "utf-8")
    assert run("import", "one.txt", "--case", "The Quay").code == 0
    spoil(tmp_path)

    said = run("import", "two.txt", "--case", "The Quay", "--json")
    other = run("import", "three.txt", "nowhere.txt", "--case", "The Quay")

    assert [said.code, other.code] == [4, 4]
    assert [one["name"] for one in said.json["taken"]] == ["two.txt"]
    assert "No head was made over the new entries, which are kept" in said.err
    assert run("log").code in (0, 4)  # by what it finds itself
    assert run("check-bag", "nowhere").code == 1  # what follows in this process is not blamed for it
