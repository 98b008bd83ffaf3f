"""What nothing had words for: commands end in a sentence, never in a bare traceback."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.cli.failures import in_words
from sayso.desk import status, verification
from sayso.values import AskedWrongly


def failing(problem: Exception) -> object:
    def fail(*_words: object, **_named: object) -> object:
        raise problem

    return fail


def test_a_refusal_by_the_system_is_told_with_its_file_and_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = OSError(errno.EIO, "Input/output error", "/usr/lib/python3/entry_points.txt")
    monkeypatch.setattr(status, "archive_status", failing(refused))

    said = run("status", "--json")

    assert said.code == 1
    assert said.json["error"] == "SystemRefused"
    assert "Input/output error (/usr/lib/python3/entry_points.txt)" in said.err
    assert "disk is failing" in said.err
    assert "Traceback" not in said.err


def test_a_full_disk_is_told_as_such() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/a", None, "/b")

    assert "No space left on device (/a -> /b)" in str(in_words(full))
    assert "Free some space" in str(in_words(full))


def test_a_part_that_cannot_be_loaded_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "archive_status", failing(ImportError("cannot import name 'x'")))

    said = run("status")

    assert said.code == 1
    assert "[PartMissing]" in said.err
    assert "Traceback" not in said.err


def test_a_lack_of_memory_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "archive_status", failing(MemoryError()))

    assert "[OutOfMemory]" in run("status").err


def test_a_fault_of_the_program_is_called_one_and_its_place_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "archive_status", failing(ZeroDivisionError("division by zero")))

    said = run("status", "--json")

    assert said.code == 1
    assert said.json["error"] == "OwnFault"
    assert "a fault of sayso itself: ZeroDivisionError" in said.err
    assert "in fail" in said.err


def test_an_error_with_words_of_its_own_keeps_them() -> None:
    problem = AskedWrongly("as it is")

    assert in_words(problem) is problem


def test_programs_hear_of_a_command_that_was_put_wrongly(run: Run) -> None:
    said = run("verify", "--no-such-option", "--json")

    assert said.code == 2
    assert said.json["error"] == "AskedWrongly"
    assert "--no-such-option" in said.json["message"]


def test_an_unwritable_place_is_named_for_what_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")

    said = run("receipt", "--to", tmp_path / "a file" / "receipt.txt")

    assert said.code == 1
    assert "[CouldNotWrite]" in said.err
    assert "a file" in said.err
    assert "Traceback" not in said.err


def test_a_verdict_is_shown_even_where_the_stamps_cannot_be_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "stamp_states", failing(ZeroDivisionError("division by zero")))

    said = run("verify")

    assert said.code == 1
    assert "Integrity holds." in said.out
    assert "OwnFault" in said.err


@pytest.mark.parametrize(
    ("words", "said_of_it"),
    [
        (("check-stamp", "reply.tsr"), "Try: sayso check-stamp --help"),
        (("check-stamp", "reply.tsr", "--roots"), "Try: sayso check-stamp --help"),
        (("nothing",), "Try: sayso --help"),
    ],
    ids=["lacks one", "lacks its value", "no verb"],
)
def test_who_asks_wrongly_is_sent_to_the_help_of_the_verb(
    run: Run, words: tuple[str, ...], said_of_it: str
) -> None:
    said = run(*words)

    assert said.code == 2
    assert said_of_it in said.err
