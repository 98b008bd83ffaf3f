"""The tutorial is true: its commands say what it shows, and the demo finds what is built into its story."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sayso.testing.story.tell import read_truth

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PATIENCE_S = 900
NEAR_S = 0.5
CASE = "the-blast-at-kessary"


@dataclass
class Desk:
    """A folder, and a shell in it."""

    folder: Path
    said: list[tuple[str, list[str], str]] = field(default_factory=list)  # command, must hold, answer

    def run(self, command: str) -> str:
        """Run a command as it is typed, and return its answer."""
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "HOME": str(self.folder / "home"),
            "XDG_CONFIG_HOME": str(self.folder / "home" / "config"),
        }
        environment.pop("SAYSO_ARCHIVE", None)
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert done.returncode in (0, 4), f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def ask(self, words: str) -> Any:
        """Run a verb on the tutorial's archive, and return its JSON."""
        return json.loads(self.run(f"sayso {words} --archive kessary/archive --json"))


def steps() -> Iterator[tuple[str, list[str]]]:
    """Yield each command of the tutorial with the words that its answer must hold."""
    for block in BLOCK.findall(TUTORIAL.read_text("utf-8")):
        for part in block.split("$ ")[1:]:
            command, *shown = part.strip().splitlines()
            yield command, shown


def plain(text: str) -> str:
    """Return text without the line breaks and columns of a table."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The tutorial, run from its first command to its last."""
    made = Desk(tmp_path_factory.mktemp("tutorial"))
    made.said = [(command, shown, made.run(command)) for command, shown in steps()]
    return made


def test_every_command_of_the_tutorial_says_what_it_shows(desk: Desk) -> None:
    assert len(desk.said) >= 8
    for command, shown, answer in desk.said:
        for line in shown:
            assert plain(line) in plain(answer), f"{command}\nlacks: {line}\n{answer[:4000]}"


def test_the_dossier_names_no_place_of_this_machine_and_asks_nothing_of_the_network(desk: Desk) -> None:
    page = (desk.folder / "kessary" / "dossier.html").read_text("utf-8")

    assert "Tovin River Watch" in page
    assert str(desk.folder.parent) not in page
    assert not re.search(r"""(?:src|href)=["']https?:""", page)


def test_the_demo_finds_the_built_in_copies_and_calls_no_other_the_same_footage(desk: Desk) -> None:
    truth: Any = read_truth()
    names = {item["exhibit"]: item["file_name"] for item in desk.ask("status " + CASE)["items"]}
    [last_year] = [case["slug"] for case in desk.ask("status")["cases"] if case["slug"] != CASE]
    names |= {item["exhibit"]: item["file_name"] for item in desk.ask("status " + last_year)["items"]}

    shown = {}
    for search in desk.ask("copies " + CASE)["searches"]:
        for copy in search["copies"]:
            shown[names[copy["query"]], names[copy["found"]]] = copy
    found = {pair: copy for pair, copy in shown.items() if copy["kind"] == "same-footage"}

    for expected in truth["copies"]:
        copy = found[expected["query"], expected["found"]]
        assert copy["mirror"] == expected["mirror"]
        assert abs(copy["segments"][0]["query_start_s"] - expected["query_start_s"]) < NEAR_S
        assert abs(copy["segments"][0]["found_start_s"] - expected["found_start_s"]) < NEAR_S
        assert abs(copy["segments"][-1]["found_end_s"] - expected["found_end_s"]) < NEAR_S
    for expected in truth["same_sound"]:
        assert "chroma" in found[expected["query"], expected["found"]]["techniques"]
    for still in truth["stills"]:
        copy = shown[still["picture"], still["clip"]]
        assert copy["kind"] == still.get("told", "same-footage")
        assert copy["mirror"] == still.get("mirror", False)
        assert abs(copy["segments"][0]["found_start_s"] - still["at_s"]) < NEAR_S
    true = {frozenset((one["query"], one["found"])) for one in truth["copies"]}
    true |= {frozenset((one["picture"], one["clip"])) for one in truth["stills"]}
    assert {frozenset(pair) for pair in found} <= true


def test_the_demo_finds_an_update_a_conflict_another_scope_and_the_five_reports_of_one_post(
    desk: Desk,
) -> None:
    truth: Any = read_truth()
    compared = desk.ask("compare " + CASE)
    claims = {claim["id"]: claim for claim in compared["claims"]}
    relations = {}
    for finding in compared["findings"]:
        relations[finding["left"], finding["right"]] = finding["relation"]
        relations[finding["right"], finding["left"]] = finding["relation"]

    def with_words(end: dict[str, str]) -> list[str]:
        return [
            claim["id"]
            for claim in claims.values()
            if claim["doc_id"] == end["document"]
            and any(end["words"] in part or part in end["words"] for part in claim["content_text"])
        ]

    right = {
        pair["relation"]
        for pair in truth["pairs"]
        for a in with_words(pair["a"])
        for b in with_words(pair["b"])
        if relations.get((a, b)) == pair["relation"]
    }
    acts = {
        act["act"] for act in truth["acts"] for claim in with_words(act) if claims[claim]["act"] == act["act"]
    }
    reports = {report["document"] for report in truth["origin"]["reports"]}
    widest = max(
        len(reports & {claims[link["claim"]]["doc_id"] for link in origin["links"]})
        for origin in compared["origins"]
    )

    assert {"updates", "conflicts", "different-scope", "repeats"} <= right
    assert {"deny", "neither-confirm-nor-deny", "no-comment"} <= acts
    assert widest == len(reports) == 5
