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


def test_a_case_of_which_nothing_was_read_has_not_been_looked_at(run: Any, tmp_path: Path) -> None:
    material = tmp_path / "material"
    material.mkdir()
    (material / "empty.txt").write_text("", encoding="utf-8")
    (material / "brueckentag.txt").write_text("Die Brücke ist seit dem Morgen zu.", encoding="utf-8")
    run("import", material, "--case", "Quay")

    shown = run("claims", "quay")
    as_json = run("claims", "quay", "--json")

    assert "0 claims in 0 documents." in shown.out
    assert "Next:" not in shown.out
    assert as_json.json[0]["documents"] == []
    assert (shown.code, as_json.code) == (1, 1)


def test_the_encoding_that_was_guessed_is_noted_of_a_file_and_of_a_case(run: Any, tmp_path: Path) -> None:
    material = tmp_path / "material"
    material.mkdir()
    (material / "note.txt").write_bytes("The mayor, René Brûlé, said the café was shut.".encode("cp1252"))
    run("import", material, "--case", "Quay")

    [found] = run("claims", material / "note.txt", "--json").json

    assert "not UTF-8: read as cp1252, which is a guess" in found["notes"]
    assert [claim["speaker"] for claim in found["claims"]] == ["René Brûlé"]
    assert "read as cp1252, which is a guess" in run("claims", "quay").out
    [[document]] = [case["documents"] for case in run("claims", "quay", "--json").json]
    assert "not UTF-8: read as cp1252, which is a guess" in document["notes"]


def test_an_empty_file_is_said_to_be_empty(run: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")

    empty, _ = run("claims", tmp_path / "empty.txt", tmp_path / "post.txt", "--json").json

    assert "the file is empty" in empty["not_read"]


def test_a_missing_file_among_several_is_told_at_the_end_and_the_others_are_read(
    run: Any, tmp_path: Path
) -> None:
    (tmp_path / "post.txt").write_text("The mayor said the bridge was shut.", encoding="utf-8")

    shown = run("claims", tmp_path / "nosuch.txt", tmp_path, tmp_path / "post.txt")
    listed = run("claims", tmp_path / "nosuch.txt", tmp_path / "post.txt", "--json").json

    assert shown.code == 1
    assert shown.out.index("1 claim (read, not kept).") < shown.out.index("nosuch.txt: there is no such file")
    assert "it is a folder: name the files in it" in shown.out
    assert [one["not_read"] for one in listed] == [None, "there is no such file"]


def test_a_folder_that_is_called_as_a_case_is_does_not_hide_it(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    material = tmp_path / "quay"
    material.mkdir()
    (material / "post.txt").write_text("The mayor said the bridge was shut.", encoding="utf-8")
    run("import", material, "--case", "quay")
    monkeypatch.chdir(tmp_path)

    assert "1 claim in 1 document." in run("claims", "quay").out


def test_what_a_terminal_would_obey_is_no_word_of_a_claim(run: Any, tmp_path: Path) -> None:
    coloured = "The mayor said the \x1b[31mquay\x1b[0m was lost."
    (tmp_path / "post.txt").write_text(coloured, encoding="utf-8")

    [found] = run("claims", tmp_path / "post.txt", "--json").json

    assert [claim["quantities"] for claim in found["claims"]] == [[]]
    assert "\x1b" not in run("claims", tmp_path / "post.txt").out


def test_a_page_of_pictures_alone_was_not_looked_at_alone_and_in_a_case(run: Any, tmp_path: Path) -> None:
    material = tmp_path / "material"
    material.mkdir()
    for name in ("shell", "other"):
        (material / f"{name}.html").write_text("<html><img src='notice.png'></html>", encoding="utf-8")
    run("import", material, "--case", "Quay")

    alone, in_case = run("claims", material / "shell.html", "--json"), run("claims", "quay", "--json")

    assert (alone.code, in_case.code) == (1, 1)
    assert "there is no text on the page" in alone.json[0]["not_read"]
    assert {missing["name"] for missing in in_case.json[0]["not_read"]} == {"shell.html", "other.html"}
    assert in_case.json[0]["documents"] == []
