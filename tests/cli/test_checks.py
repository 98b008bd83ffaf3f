"""The checkers at the command line: a word, the reasons, and an exit code that a script can go by."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.cli.main import main
from sayso.testing.authority import Answering, Authority, make_authority, make_request, pem
from sayso.testing.bags import make_bag, write_bag, zip_bag
from sayso.testing.web_archives import make_wacz

DATA = b"the head of an invented log\n"
ACCEPT, UNKNOWN, ASKED_WRONGLY, REJECT = 0, 1, 2, 4


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority(start=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.fixture
def stamped(tmp_path: Path, authority: Authority) -> Path:
    """Return a folder with a stamp and what belongs to it."""
    query = make_request(DATA)
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "query").write_bytes(query)
    reply = authority.answer(query, Answering(at=datetime(2024, 6, 1, tzinfo=UTC)))
    (tmp_path / "reply").write_bytes(reply)
    (tmp_path / "roots").write_bytes(pem(authority.root))
    return tmp_path


def stamp_arguments(folder: Path, **changed: str) -> list[str]:
    """Return the arguments that check the stamp in a folder."""
    names = {"reply": "reply", "data": "data", "roots": "roots", "query": "query", **changed}
    options = [
        part for name in ("data", "roots", "query") for part in (f"--{name}", str(folder / names[name]))
    ]
    return ["check-stamp", str(folder / names["reply"]), *options]


def test_a_whole_bag_is_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-bag", str(write_bag(make_bag(), tmp_path / "bag"))]) == ACCEPT

    assert capsys.readouterr().out == "accept\n"


def test_a_broken_bag_is_rejected_with_its_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bag.zip"
    path.write_bytes(zip_bag({**make_bag(), "data/boats.txt": b"five boats\n"}))

    assert main(["check-bag", str(path)]) == REJECT
    assert capsys.readouterr().out.splitlines() == [
        "reject",
        "  'data/boats.txt' does not have the checksum that manifest-sha256.txt lists",
    ]


def test_what_is_not_there_is_neither(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-bag", str(tmp_path / "none")]) == UNKNOWN
    assert main(["check-wacz", str(tmp_path / "none")]) == UNKNOWN
    assert main(stamp_arguments(tmp_path)) == UNKNOWN

    words = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert words == ["unknown"] * 3


def test_a_web_archive_is_accepted_or_rejected(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.wacz", tmp_path / "broken.wacz"
    whole.write_bytes(make_wacz().packed())
    broken.write_bytes(make_wacz().packed()[:-30])

    assert main(["check-wacz", str(whole)]) == ACCEPT
    assert main(["check-wacz", str(broken)]) == REJECT


def test_the_answer_can_be_had_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["check-bag", str(write_bag(make_bag(tag_algorithms=()), tmp_path / "bag")), "--json"]) == ACCEPT
    )

    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["reasons"], len(answer["notes"])) == ("accept", [], 1)


def test_a_bag_can_be_held_to_list_every_file(tmp_path: Path) -> None:
    bag = str(write_bag(make_bag(tag_algorithms=()), tmp_path / "bag"))

    assert main(["check-bag", bag, "--sealed"]) == REJECT


def test_a_stamp_is_accepted_or_rejected(stamped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(stamp_arguments(stamped)) == ACCEPT
    (stamped / "other").write_bytes(b"other")
    assert main(stamp_arguments(stamped, data="other")) == REJECT
    assert main(stamp_arguments(stamped, roots="data")) == UNKNOWN
    assert main(stamp_arguments(stamped, data="missing")) == UNKNOWN

    words = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert words == ["accept", "reject", "unknown", "unknown"]


def test_a_stamp_needs_what_it_is_held_against(stamped: Path) -> None:
    assert main(["check-stamp", str(stamped / "reply"), "--data", str(stamped / "data")]) == ASKED_WRONGLY


def test_words_of_the_package_move_no_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**make_bag(), "data/\x1b[2Jred": b"x", "data/\u202etxt.exe": b"y"}

    assert main(["check-bag", str(write_bag(files, tmp_path / "bag"))]) == REJECT

    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
