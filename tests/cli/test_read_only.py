"""Who only looks writes nothing: commands on a copy of an archive that nobody may write in."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.testing.frames import patchwork
from sayso.testing.material import write_articles
from sayso.testing.videos import make_video

TEXTS = {
    "north": "Nine miners were killed in the Orvik pit, the hospital said on Monday.\n",
    "south": "Thirty miners were killed in the Orvik pit, the union said on Monday.\n",
}
RULES = ("--extractor", "rules")
LOOKING = [
    ["status"],
    ["status", "the-pit"],
    ["log"],
    ["claims", "the-pit", *RULES],
    ["compare", "the-pit", *RULES],
    ["judge", "the-pit", "--list", *RULES],
    ["copies", "the-pit"],
    ["copies", "part.mp4"],
    ["prove", "north.txt", "--to", "proof.json"],
    ["receipt"],
    ["verify"],
    ["verify", "--quick"],
]
# Root may write whatever the rights say, unless these powers are taken from it.
WITHOUT_POWERS = ["setpriv", "--bounding-set=-dac_override,-fowner", "--inh-caps=-dac_override,-fowner", "--"]
RUN = """
import json, sys
from sayso.cli.main import main
for words in json.loads(sys.argv[1]):
    print(f"ended {main(words)}: {' '.join(words)}", flush=True)
"""
LEAVE_WAL = """
import os, sqlite3, sys
index = sqlite3.connect(sys.argv[1])
index.execute("PRAGMA wal_autocheckpoint = 0")
for step in (1, -1):
    index.execute(f"UPDATE store_case SET opened_seq = opened_seq + {step}")
    index.commit()
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def sealed(run: Run, tmp_path: Path) -> Iterator[Path]:
    """A copy of an archive whose case was looked through; `seal` takes the right to write in it from all."""
    folder = write_articles(tmp_path / "pit", TEXTS)
    frames = list(patchwork(40))
    make_video(folder / "long.mp4", frames, fps=8)
    make_video(tmp_path / "part.mp4", frames[4:36], fps=8)
    assert run("import", folder, "--case", "The pit").code == 0
    assert run("compare", "the-pit", *RULES).code == 0
    copy = Path(shutil.copytree(tmp_path / "archive", tmp_path / "copy"))
    yield copy
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o700)


def seal(root: Path, *, folders: bool = True) -> None:
    for path in (*root.rglob("*"), root):
        if folders or not path.is_dir():
            path.chmod(path.stat().st_mode & ~0o222)


def as_it_lies(root: Path) -> dict[str, tuple[int, int, int, bytes]]:
    found = {}
    for path in (root, *root.rglob("*")):
        about = path.stat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(root))] = (about.st_mode, about.st_size, about.st_mtime_ns, data)
    return found


def looked(root: Path, commands: list[list[str]]) -> list[str]:
    """Run commands one behind the other, and return what was said of how each ended."""
    powers = WITHOUT_POWERS if os.geteuid() == 0 else []
    if powers and shutil.which(powers[0]) is None:
        pytest.skip("as root, without setpriv, nothing is kept from being written")
    done = subprocess.run(
        [*powers, sys.executable, "-c", RUN, json.dumps(commands)],
        env={**os.environ, "SAYSO_ARCHIVE": str(root)},
        cwd=root.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith("ended ")]


@pytest.mark.parametrize(
    "index", ["as it was", "missing", "left in the middle", "left without its own memory"]
)
def test_looking_works_and_writes_nothing_where_nothing_may_be_written(sealed: Path, index: str) -> None:
    if index == "missing":
        (sealed / "index.db").unlink()
    elif index != "as it was":
        left = subprocess.run([sys.executable, "-c", LEAVE_WAL, sealed / "index.db"], check=False)
        assert left.returncode == -signal.SIGKILL
    if index == "left without its own memory":
        (sealed / "index.db-shm").unlink()
    seal(sealed)
    before = as_it_lies(sealed)

    ended = looked(sealed, LOOKING)

    assert ended == [f"ended 0: {' '.join(words)}" for words in LOOKING]
    assert as_it_lies(sealed) == before


def test_where_files_alone_may_not_be_written_none_is_left_beside_them(sealed: Path) -> None:
    seal(sealed, folders=False)
    before = as_it_lies(sealed)

    ended = looked(sealed, LOOKING)

    assert ended == [f"ended 0: {' '.join(words)}" for words in LOOKING]
    assert as_it_lies(sealed).keys() == before.keys()
    assert [name for name, lies in as_it_lies(sealed).items() if lies[3] != before[name][3]] == []


def test_what_would_write_is_refused_and_changes_nothing(sealed: Path) -> None:
    seal(sealed)
    before = as_it_lies(sealed)
    writing = [
        ["import", "pit", "--case", "Other"],
        ["reindex"],
        ["erase", "north.txt", "--reason", "he asked"],
    ]

    ended = looked(sealed, writing)

    assert len(ended) == len(writing)
    assert not any(line.startswith("ended 0") for line in ended)
    assert as_it_lies(sealed) == before
