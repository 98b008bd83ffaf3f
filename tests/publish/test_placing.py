"""What is written appears whole at its place, over nothing; what a killed writer left goes with the next."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.publish import placing
from sayso.publish.placing import WouldOverwrite, beside
from sayso.publish.writing import write_files

KILLED = """
import os, sys
from pathlib import Path
from sayso.publish.writing import write_files
write_files(
    Path(sys.argv[1]), {"page.txt": b"Who asked."}, folder=sys.argv[2] == "folder", private=True,
    before_seen=lambda: os._exit(9),
)
"""


def write(to: Path, *, folder: bool, meanwhile: Callable[[], object] = lambda: None) -> None:
    write_files(to, {"page.txt": b"The quay is closed."}, folder=folder, before_seen=meanwhile)


@pytest.mark.parametrize("folder", [False, True])
def test_what_a_killed_writer_left_goes_with_the_next_to_the_same_place(
    tmp_path: Path, folder: bool, caplog: pytest.LogCaptureFixture
) -> None:
    to = tmp_path / "page"
    subprocess.run([sys.executable, "-c", KILLED, str(to), "folder" if folder else "file"], check=False)
    (left,) = tmp_path.iterdir()
    assert left.stat().st_mode & 0o077 == 0

    write(to, folder=folder)

    assert list(tmp_path.iterdir()) == [to]
    assert str(left) in caplog.text


@pytest.mark.parametrize("folder", [False, True])
def test_what_came_to_lie_there_meanwhile_is_not_written_over(tmp_path: Path, folder: bool) -> None:
    to = tmp_path / "page"

    with pytest.raises(WouldOverwrite):
        write(to, folder=folder, meanwhile=lambda: to.write_bytes(b"of somebody else"))

    assert to.read_bytes() == b"of somebody else"
    assert list(tmp_path.iterdir()) == [to]


@pytest.mark.parametrize("folder", [False, True])
def test_nothing_is_left_where_what_must_come_before_fails(tmp_path: Path, folder: bool) -> None:
    def fail() -> None:
        raise ValueError("it cannot be logged")

    with pytest.raises(ValueError, match="logged"):
        write(tmp_path / "page", folder=folder, meanwhile=fail)

    assert list(tmp_path.iterdir()) == []


def test_what_only_its_owner_may_read_nobody_else_could(tmp_path: Path) -> None:
    modes: list[int] = []

    def note_modes() -> None:
        modes.extend(path.stat().st_mode & 0o777 for path in tmp_path.iterdir())

    write_files(tmp_path / "values", {"values": b"Ada"}, folder=False, private=True, before_seen=note_modes)

    assert [*modes, (tmp_path / "values").stat().st_mode & 0o777] == [0o600, 0o600]


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir])
def test_what_another_took_for_left_over_before_it_was_locked_is_made_anew(
    tmp_path: Path, make: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other saw it between its making and its locking; or had the lock first, and then removed it."""
    to, lock = tmp_path / "page", fcntl.flock
    times: list[str] = []

    def made_and_removed_once(path: Path) -> None:
        make(path)
        times.append("made")
        if len(times) == 1:
            placing._remove(path)

    def removed_before_it_is_had(descriptor: int, how: int) -> None:
        if times == ["made", "made"]:
            placing._remove(next(tmp_path.iterdir()))
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", removed_before_it_is_had)

    with beside(to, made_and_removed_once) as made:
        assert made.exists()

    assert times == ["made"] * 3
    assert list(tmp_path.iterdir()) == [to]


def test_of_many_that_write_to_one_place_at_once_one_does_and_the_others_say_so(tmp_path: Path) -> None:
    """None takes from another what that is writing."""
    program = """
import sys
from pathlib import Path
from sayso.publish.placing import WouldOverwrite
from sayso.publish.writing import write_files
sys.stdin.readline()
for number in range(40):
    try:
        write_files(Path(sys.argv[1]) / str(number), {"page": b"x" * 9}, folder=number % 2 == 0)
    except WouldOverwrite:
        pass
"""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [writer.communicate("go\n")[1] for writer in writers]

    assert said == [""] * 3
    assert sorted(os.listdir(tmp_path), key=int) == [str(number) for number in range(40)]
