"""Commands run in this process, in an archive and a home of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.main import main
from sayso.testing.material import write_small_case


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with a new archive beside it, and give what it said."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SAYSO_ARCHIVE", raising=False)
    monkeypatch.chdir(tmp_path)

    def command(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    assert command("init", "archive").code == 0
    monkeypatch.setenv("SAYSO_ARCHIVE", str(tmp_path / "archive"))
    return command


@pytest.fixture
def material(tmp_path: Path) -> Path:
    """The small invented case."""
    return write_small_case(tmp_path / "material")
