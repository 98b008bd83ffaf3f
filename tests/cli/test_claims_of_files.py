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
