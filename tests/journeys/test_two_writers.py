"""Two commands at once: the second writer waits and says for whom; a reader does not wait."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import writer_lock

SAYSO = [sys.executable, "-c", "from sayso.cli.main import run; run()"]
PATIENCE_S = 60


def start(root: Path, home: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home), "SAYSO_ARCHIVE": str(root)}
    return subprocess.Popen(
        [*SAYSO, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=PATIENCE_S)
    return process.returncode


def test_a_second_writer_waits_and_says_for_whom_while_a_reader_goes_on(tmp_path: Path) -> None:
    files: ArchiveFiles = found_archive(tmp_path / "archive", "Test", tmp_path / "keys")
    (tmp_path / "note.txt").write_text("The mayor said the bridge was open.")
    assert finish(start(files.root, tmp_path, "status")) == 0

    with writer_lock(files, "a long import"):
        writer = start(files.root, tmp_path, "import", str(tmp_path / "note.txt"), "--case", "Bridge")
        reader = start(files.root, tmp_path, "status")
        assert finish(reader) == 0
        assert writer.stderr is not None
        said = writer.stderr.readline()
        assert writer.poll() is None

    out, _ = writer.communicate(timeout=PATIENCE_S)
    assert writer.returncode == 0
    assert "1 file in" in out
    assert "a long import" in said
    assert str(os.getpid()) in said


def test_many_writers_leave_a_log_without_gaps(tmp_path: Path) -> None:
    files = found_archive(tmp_path / "archive", "Test", tmp_path / "keys")
    folders = []
    for number in range(3):
        folder = tmp_path / f"folder{number}"
        folder.mkdir()
        for name in range(12):
            (folder / f"{name}.txt").write_text(f"Text {name} of {number if name % 2 else 'all'}.")
        folders.append(folder)

    began = time.monotonic()
    running = [start(files.root, tmp_path, "import", str(folder), "--case", "All") for folder in folders]
    said = [process.communicate(timeout=PATIENCE_S) for process in running]

    assert [process.returncode for process in running] == [0, 0, 0], said
    assert time.monotonic() - began < PATIENCE_S
    from sayso.custody.log import CustodyLog

    entries = list(CustodyLog(files).entries())
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert sum(entry.act == "import" for entry in entries) == 36
    assert sum(entry.act == "case" for entry in entries) == 1
    assert len({entry.body["exhibit"] for entry in entries if entry.act == "import"}) == 6 + 18
