"""A clock that is set while an archive is being written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.custody import Act, ArchiveFiles, CustodyLog, verify
from sayso.custody.clock_watch import ClockWatch


class Clocks:
    """Two clocks, one of which can be set."""

    def __init__(self) -> None:
        self.wall, self.steady = datetime(2031, 5, 6, tzinfo=UTC), 100.0

    def pass_(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds

    def set_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)

    def watch(self) -> ClockWatch:
        return ClockWatch(lambda: self.wall, lambda: self.steady)


@pytest.mark.parametrize("by_s", [3600.0, -86400.0, 2.5, -2.5, 5 * 365 * 86400.0])
def test_a_clock_that_was_set_is_noted_before_what_is_logged_next(files: ArchiveFiles, by_s: float) -> None:
    clocks = Clocks()
    log = CustodyLog(files, clock=lambda: clocks.wall, watch=clocks.watch())
    clocks.pass_(7)
    log.append([Act("note", {"number": 1})])
    clocks.set_by(by_s)
    clocks.pass_(7)

    returned = log.append([Act("note", {"number": 2})])

    assert [entry.act for entry in returned] == ["note"]
    assert [entry.act for entry in log.entries(after=1)] == ["note", "clock", "note"]
    noted = list(log.entries())[2]
    assert noted.body["by_ms"] == by_s * 1000
    assert noted.body["expected"] == "2031-05-06T00:00:14.000000Z"
    assert verify(files).holds


@pytest.mark.parametrize("by_s", [0.0, 1.9, -1.9])
def test_small_corrections_are_not_noted(files: ArchiveFiles, by_s: float) -> None:
    clocks = Clocks()
    log = CustodyLog(files, clock=lambda: clocks.wall, watch=clocks.watch())
    clocks.set_by(by_s)
    clocks.pass_(1000)

    log.append([Act("note", {})])

    assert [entry.act for entry in log.entries(after=1)] == ["note"]


def test_small_corrections_add_up_and_a_jump_is_noted_once(files: ArchiveFiles) -> None:
    clocks = Clocks()
    log = CustodyLog(files, clock=lambda: clocks.wall, watch=clocks.watch())
    for _ in range(3):
        clocks.set_by(1)
        log.append([Act("note", {})])
    log.append([Act("note", {})])

    assert [entry.act for entry in log.entries(after=1)] == ["note", "note", "clock", "note", "note"]


def test_the_clocks_of_this_machine_agree(tmp_path: Path) -> None:
    assert ClockWatch().jump() is None
