from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sayso.custody import ArchiveFiles, CouldNotWrite, writer_lock

HOLDER = """
import sys
from pathlib import Path
from sayso.custody import ArchiveFiles, writer_lock
with writer_lock(ArchiveFiles(Path(sys.argv[1])), "sayso import"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_writer(files: ArchiveFiles) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(files.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def test_a_second_writer_waits_and_hears_for_whom(files: ArchiveFiles) -> None:
    told: list[str] = []
    with another_writer(files) as process:
        assert process.stdin is not None

        def on_wait(sentence: str) -> None:
            told.append(sentence)
            process.communicate("done\n")

        with writer_lock(files, "sayso reindex", on_wait):
            assert process.wait() == 0

    assert len(told) == 1
    assert f"sayso import (process {process.pid})" in told[0]
    assert "since 20" in told[0]


def test_the_lock_is_free_when_its_holder_was_killed(files: ArchiveFiles) -> None:
    told: list[str] = []
    with another_writer(files) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with writer_lock(files, "sayso import", told.append):
            said = json.loads(files.lock.read_text())

    assert told == []
    assert (said["pid"], said["who"]) == (os.getpid(), "sayso import")


def test_nothing_stands_in_the_lock_when_it_is_free(files: ArchiveFiles) -> None:
    with writer_lock(files, "sayso import"):
        assert files.lock.read_bytes()

    assert files.lock.read_bytes() == b""


def test_threads_wait_for_each_other(files: ArchiveFiles) -> None:
    order = []

    def write(name: str) -> None:
        with writer_lock(files, name):
            order.append(f"{name} begins")
            time.sleep(0.02)
            order.append(f"{name} ends")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [line.split()[1] for line in order] == ["begins", "ends"] * 3


def test_a_thread_that_would_wait_for_itself_is_told(files: ArchiveFiles) -> None:
    with (
        writer_lock(files, "sayso import"),
        pytest.raises(RuntimeError, match="already"),
        writer_lock(files, "sayso import"),
    ):
        pass


def test_a_lock_file_that_was_removed_does_not_make_two_writers(files: ArchiveFiles) -> None:
    with writer_lock(files, "sayso import"):
        files.lock.unlink()

    with writer_lock(files, "sayso import"):
        assert files.lock.exists()


def test_a_child_does_not_hold_its_parents_lock(files: ArchiveFiles) -> None:
    script = """
import os, sys, time
from pathlib import Path
from sayso.custody import ArchiveFiles, writer_lock
with writer_lock(ArchiveFiles(Path(sys.argv[1])), "sayso import"):
    child = os.fork()
    if child == 0:
        os.closerange(0, 3)
        time.sleep(60)
    print(child, flush=True)
    os._exit(0)  # as a process that is killed: nothing is tidied up
"""
    command = [sys.executable, "-c", script, str(files.root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    child = int(done.stdout)
    try:
        with writer_lock(files, "sayso import", pytest.fail):
            pass
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_lock_that_cannot_be_made_is_named(files: ArchiveFiles) -> None:
    files.lock.unlink(missing_ok=True)
    files.lock.mkdir()

    with pytest.raises(CouldNotWrite, match="writer's lock"), writer_lock(files, "sayso import"):
        pass
