"""`sayso claims FILE` reads a text as an import would: with the description beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

POST = "Our bridge is shut since noon.\nThe ferry goes on."


@pytest.mark.parametrize("name", ["post.meta.json", "post.txt.meta.json"])
def test_a_description_beside_a_file_is_read_with_it(run: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    described = {
        "kind": "post",
        "publisher": "Quay Watch",
        "published": "2031-05-04T13:00:00Z",
        "mood": "glad",
    }
    (tmp_path / name).write_text(json.dumps(described), encoding="utf-8")

    [found] = run("claims", tmp_path / "post.txt", "--json").json

    assert {claim["speaker"] for claim in found["claims"]} == {"Quay Watch"}
    assert found["notes"][0] == f"read with its description, {name}"
    assert "mood" in found["notes"][1]


def test_without_one_nothing_is_said_of_it(run: Any, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")

    [found] = run("claims", tmp_path / "post.txt", "--json").json

    assert not any("description" in note for note in found["notes"])


def test_of_a_case_each_file_without_a_text_is_named_with_the_reason(run: Any, tmp_path: Path) -> None:
    material = tmp_path / "material"
    material.mkdir()
    (material / "post.txt").write_text(POST, encoding="utf-8")
    (material / "empty.txt").write_text("", encoding="utf-8")
    (material / "blank.txt").write_text(" \n", encoding="utf-8")
    (material / "posts.json").write_text('{"messages": []}', encoding="utf-8")
    run("import", material, "--case", "Quay")

    shown = run("claims", "quay").out
    [found] = run("claims", "quay", "--json").json

    assert "NOT read: empty.txt: the file is empty" in shown
    assert "NOT read: posts.json: application/json is no type of text that is read" in shown
    assert "blank: 0 claims\n  the text is empty" in shown
    assert sorted(missing["name"] for missing in found["not_read"]) == ["empty.txt", "posts.json"]


def test_the_encoding_that_was_guessed_is_noted_of_a_file_and_of_a_case(run: Any, tmp_path: Path) -> None:
    material = tmp_path / "material"
    material.mkdir()
    (material / "note.txt").write_bytes("The mayor, René Brûlé, said the café was shut.".encode("cp1252"))
    run("import", material, "--case", "Quay")

    [found] = run("claims", material / "note.txt", "--json").json

    assert "not UTF-8: read as cp1252, which is a guess" in found["notes"]
    assert [claim["speaker"] for claim in found["claims"]] == ["René Brûlé"]
    assert "read as cp1252, which is a guess" in run("claims", "quay").out


def test_an_empty_file_is_said_to_be_empty(run: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")

    empty, _ = run("claims", tmp_path / "empty.txt", tmp_path / "post.txt", "--json").json

    assert "the file is empty" in empty["not_read"]
