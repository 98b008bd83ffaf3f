"""Facts are wrapped on a terminal, and one line each elsewhere."""

from __future__ import annotations

import sys

import pytest

from sayso.cli.console import tell

LONG = "DAMAGE  object " + "0" * 64 + ": it has 12 bytes instead of 10; take the object from a backup."


def test_on_a_terminal_no_line_is_wider_than_it_and_what_follows_hangs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    tell(LONG, indent=2, hang=8)

    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("  DAMAGE  object")
    assert rest
    assert all(len(line) <= 80 and line.startswith(" " * 10) for line in rest)
    assert "".join([first, *rest]).replace(" ", "") == LONG.replace(" ", "")


def test_elsewhere_a_fact_is_one_line_however_long(capsys: pytest.CaptureFixture[str]) -> None:
    tell(LONG, indent=2, hang=8)

    assert capsys.readouterr().out == f"  {LONG}\n"
