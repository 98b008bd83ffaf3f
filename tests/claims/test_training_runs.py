"""The steps of a training, and that each checkpoint which `make train-claims` reads is written before."""

from __future__ import annotations

import argparse
import importlib
import shlex
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

REPO = Path(__file__).resolve().parents[2]
DEFAULTS = {"train.py": (1250, 0.3, 225), "distil.py": (800, 0.8, 100)}  # as the scripts name them


@pytest.fixture
def schedules(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module that says which steps are made and kept."""
    monkeypatch.syspath_prepend(str(REPO / "training" / "claims"))
    return importlib.import_module("schedule")


def test_the_rate_rises_stays_and_falls(schedules: ModuleType) -> None:
    whole = schedules.Schedule(1000, 0, 0.3, 100)
    assert [round(whole.rate(step), 3) for step in (1, 30, 60, 700, 851, 1000)] == [
        0.017, 0.5, 1.0, 1.0, 0.5, 0.003,
    ]  # fmt: skip


def test_a_rehearsal_makes_few_steps_and_keeps_what_a_whole_run_keeps(schedules: ModuleType) -> None:
    whole, rehearsed = (schedules.Schedule(1100, 800, 0.4, 300, every) for every in (1, 50))
    kept = [[step for step in range(1, one.last + 1) if one.is_kept(step)] for one in (whole, rehearsed)]
    assert kept == [[300, 600, 800]] * 2
    assert [sum(map(one.is_made, range(1, 801))) for one in (whole, rehearsed)] == [800, 16]


def test_a_stopped_run_goes_on_from_its_own_last_checkpoint(schedules: ModuleType, tmp_path: Path) -> None:
    for step in (100, 200, 300, 660):
        (tmp_path / f"step-{step:05}.pt").touch()
    (tmp_path / "step-00500.part").touch()  # it was being written when the run was stopped
    schedule, start = schedules.Schedule(1000, 600, 0.4, 100), tmp_path / "step-00200.pt"
    assert schedules.newest(tmp_path, schedule, start).name == "step-00300.pt"
    assert schedules.newest(tmp_path / "none", schedule, start) == start
    assert schedules.newest(tmp_path / "none", schedule) is None


@pytest.mark.parametrize("quick", ["", "1"])
def test_each_checkpoint_that_is_read_was_written_before(schedules: ModuleType, quick: str) -> None:
    asked = [
        "make",
        "--always-make",
        "--dry-run",
        "train-claims",
        "CORPUS=corpus",
        "TEXTS=texts",
        f"QUICK={quick}",
    ]
    told = subprocess.run(asked, cwd=REPO, capture_output=True, text=True, check=True).stdout
    written: set[str] = set()
    read: set[str] = set()
    for line in told.replace("\\\n", " ").splitlines():
        words = shlex.split(line)
        read |= {word for word in words if word.endswith(".pt") and "seen" not in word}
        assert read <= written, f"not there yet: {read - written}"
        written |= written_by(schedules, words)
    assert len(read) == 14


def written_by(schedules: ModuleType, words: list[str]) -> set[str]:
    """Return the checkpoints that a command line of the training writes."""
    script = next((Path(word).name for word in words if word.endswith(".py")), "")
    if script not in DEFAULTS:
        return set()
    steps, cool_down, often = DEFAULTS[script]
    parser = argparse.ArgumentParser(allow_abbrev=False)
    schedules.add_schedule(parser, steps=steps, cool_down=cool_down, checkpoint_steps=often)
    args, _ = parser.parse_known_args(words)
    schedule = schedules.read_schedule(args)
    return {f"{args.out}/step-{step:05}.pt" for step in range(1, schedule.last + 1) if schedule.is_kept(step)}
