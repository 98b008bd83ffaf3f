"""What stands in a file's place and holds no bytes makes no command wait: it is named."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from sayso.custody.__main__ import main as alone

Run = Callable[..., Any]  # the `run` fixture of this folder
PATIENCE_S = 60  # for all of one test, on a busy machine


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    def give_up(number: int, frame: FrameType | None) -> None:
        raise AssertionError("it waits for a pipe")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE_S)
    faulthandler.dump_traceback_later(2 * PATIENCE_S, exit=True)  # SQLite waits on without listening
    yield
    faulthandler.cancel_dump_traceback_later()
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "one.txt").write_text("Number one.\n", "utf-8")
    assert run("import", "one.txt", "--case", "The Quay").code == 0
    return run


def pipe_at(name: str) -> None:
    path = Path("archive", name)
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("status",), 1),
        (("import", "one.txt", "--case", "The Quay"), 1),
        (("reindex",), 1),
        (("log",), 0),
        (("receipt",), 0),
    ],
    ids=str,
)
def test_a_pipe_for_an_index_is_named(filled: Run, words: tuple[str, ...], code: int) -> None:
    pipe_at("index.db")

    said = filled(*words)

    assert said.code == code
    assert "in the place of index.db stands something else (it is a pipe, and no file)" in said.err


def test_a_pipe_for_an_index_is_damage(filled: Run) -> None:
    pipe_at("index.db")

    said = filled("verify", "--json")

    assert said.code == 4
    assert [(one["kind"], one["where"]) for one in said.json["damages"]] == [("no-file", "index.db")]
    assert not said.json["index_was_compared"]


@pytest.mark.parametrize(
    "words", [("status",), ("import", "one.txt", "--case", "The Quay"), ("reindex",)], ids=str
)
def test_no_index_is_made_where_a_link_leads_to_nothing(filled: Run, words: tuple[str, ...]) -> None:
    index = Path("archive", "index.db")
    index.unlink()
    index.symlink_to(Path("elsewhere.db").absolute())

    said = filled(*words)

    assert said.code == 1
    assert "elsewhere.db', and nothing is there): remove it first" in said.err
    assert not Path("elsewhere.db").exists()


def test_a_link_for_an_index_that_leads_to_nothing_is_damage(filled: Run) -> None:
    index = Path("archive", "index.db")
    index.unlink()
    index.symlink_to("elsewhere.db")

    said = filled("verify", "--json")

    assert said.code == 4
    assert [(one["kind"], one["where"]) for one in said.json["damages"]] == [("no-file", "index.db")]


def test_an_index_on_another_disk_is_asked_through_its_link(filled: Run) -> None:
    index = Path("archive", "index.db")
    index.rename("elsewhere.db")
    index.symlink_to(Path("elsewhere.db").absolute())

    codes = [filled(*words).code for words in (("status",), ("verify",))]

    assert codes == [0, 0]


def test_a_pipe_for_the_queue_of_stamps_counts_for_nothing(filled: Run) -> None:
    pipe_at("indexes/stamp-queue.json")
    codes = [filled(*words).code for words in (("verify",), ("status",), ("stamp", "--state"))]

    assert codes == [0, 0, 0]


@pytest.mark.parametrize("words", [("status",), ("log",), ("verify",)], ids=str)
def test_who_reads_asks_nothing_of_a_pipe_for_the_lock(filled: Run, words: tuple[str, ...]) -> None:
    pipe_at("lock")

    assert filled(*words).code == 0


@pytest.mark.parametrize("words", [("receipt",), ("import", "one.txt", "--case", "The Quay")], ids=str)
def test_who_writes_names_a_pipe_for_the_lock(filled: Run, words: tuple[str, ...]) -> None:
    pipe_at("lock")

    said = filled(*words)

    assert said.code == 1
    assert "it is a pipe, and no file; remove it" in said.err


def test_checkers_say_of_a_pipe_that_they_could_not_look(
    filled: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filled("prove", "one", "--to", "one.json", "--with-verifier", "verify.py").code == 0
    os.mkfifo("pipe")

    codes = {
        "export": filled("verify", "--export", "pipe").code,
        "bag": filled("check-bag", "pipe").code,
        "alone": alone(["verify-export", "pipe"]),
        "proof": alone(["verify-proof", "pipe"]),
        "file": alone(["verify-proof", "one.json", "--file", "pipe"]),
        "inclusion": alone(["verify-inclusion", "pipe"]),
    }
    for name, words in {"verify.py": ["pipe"], "--file": ["--proof", "one.json", "--file", "pipe"]}.items():
        command = [sys.executable, "verify.py", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
        assert done.stdout.startswith("unknown")
        assert "it is no ordinary file" in done.stdout
        codes[name] = done.returncode

    assert codes == dict.fromkeys(codes, 1)


def test_a_pipe_is_no_receipt(filled: Run) -> None:
    os.mkfifo("pipe")

    said = filled("verify", "--against", "pipe")

    assert said.code == 2
    assert "it is no ordinary file" in said.err
