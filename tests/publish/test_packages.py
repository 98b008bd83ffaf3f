"""An export that is killed leaves nothing that the next one to the same place does not remove."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.publish.packages import folder_at, piece_of, zip_at
from sayso.publish.placing import WouldOverwrite

KILLED = """
import os, sys
from pathlib import Path
from sayso.publish.packages import folder_at, piece_of, zip_at
to = Path(sys.argv[1])
with zip_at(to, "quay") if to.suffix == ".zip" else folder_at(to) as place:
    place.put(piece_of("data/notice.txt", b"The quay is closed."))
    os._exit(9)
"""


def write(to: Path, meanwhile: Callable[[], object] = lambda: None) -> None:
    with zip_at(to, "quay") if to.suffix == ".zip" else folder_at(to) as place:
        place.put(piece_of("data/notice.txt", b"The quay is closed."))
        meanwhile()


@pytest.mark.parametrize("name", ["quay.zip", "quay"])
def test_what_a_killed_export_left_is_removed_by_the_next_to_the_same_place(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    to = tmp_path / name
    subprocess.run([sys.executable, "-c", KILLED, str(to)], check=False)
    (left,) = tmp_path.iterdir()

    write(to)

    assert list(tmp_path.iterdir()) == [to]
    assert str(left) in caplog.text


@pytest.mark.parametrize("name", ["quay.zip", "quay"])
def test_what_is_still_being_written_and_what_is_of_others_is_left(tmp_path: Path, name: str) -> None:
    to = tmp_path / name
    others = {f".other{name}.12.new", f".{name}.new", f".{name}.12.new.txt", f".{name}.pipe.new"}
    for other in others:
        (tmp_path / other).write_bytes(b"of somebody else")
    os.mkfifo(tmp_path / f".{name}.13.new")
    running = subprocess.Popen(
        [
            sys.executable,
            "-c",
            KILLED.replace("os._exit(9)", "print('in it', flush=True); sys.stdin.read()"),
            to,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with running:
        assert running.stdout is not None
        running.stdout.readline()
        write(to)
        names = {path.name for path in tmp_path.iterdir()}
        running.kill()

    assert names == {*others, name, f".{name}.13.new", f".{name}.{running.pid}.new"}


@pytest.mark.parametrize("name", ["quay.zip", "quay"])
def test_what_came_to_lie_there_meanwhile_is_not_written_over(tmp_path: Path, name: str) -> None:
    to = tmp_path / name
    with pytest.raises(WouldOverwrite):
        write(to, lambda: to.write_bytes(b"of somebody else"))

    assert to.read_bytes() == b"of somebody else"
    assert list(tmp_path.iterdir()) == [to]
