"""Writers that are killed, and writers that come at the same time."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from sayso.custody import Act, ArchiveFiles, CustodyLog, verify, writer_lock
from sayso.exhibits.objects import ObjectStore

WRITER = """
import sys
from pathlib import Path
from sayso.custody import Act, ArchiveFiles, CustodyLog, writer_lock
from sayso.exhibits.objects import ObjectStore
files, name, count = ArchiveFiles(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
store, log = ObjectStore(files), CustodyLog(files, on_repair=lambda sentence: None)
for number in range(count):
    stored = store.put_bytes(f"object {name} {number} ".encode() * 500)
    shared = store.put_bytes(f"shared {number}".encode())
    objects = {item.digest: item.size_bytes for item in (stored, shared)}
    with writer_lock(files, f"writer {name}"):
        (entry,) = log.append([Act("import", {"objects": objects}, {"path": f"{name}/{number}"})])
    print(entry.seq, stored.digest, flush=True)
"""


def writer(files: ArchiveFiles, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(files.root), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_nothing_that_was_acknowledged_is_lost_when_a_writer_is_killed(files: ArchiveFiles) -> None:
    chance = random.Random("kills")
    acknowledged: dict[int, str] = {}
    for attempt in range(10):
        process = writer(files, str(attempt), 10_000)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.kill()
        for line in [first, *process.stdout]:
            if line.endswith("\n"):
                seq, digest = line.split()
                acknowledged[int(seq)] = digest
        process.stdout.close()
        process.wait()

        found = verify(files)
        assert found.damages == ()
        assert found.unread == ()

    entries = {entry.seq: entry for entry in CustodyLog(files).entries()}
    assert all(digest in entries[seq].objects for seq, digest in acknowledged.items())
    assert len(acknowledged) >= 10
    told: list[str] = []
    with writer_lock(files, "afterwards"):
        CustodyLog(files, on_repair=told.append).append([Act("note", {})])
    ObjectStore(files).clear_left_over()
    assert "left-over" not in {note.kind for note in verify(files).notes}


def test_writers_at_the_same_time_make_one_log_without_gaps(files: ArchiveFiles) -> None:
    processes = [writer(files, name, 25) for name in ("one", "two", "three")]
    for process in processes:
        process.communicate()
        assert process.returncode == 0

    entries = list(CustodyLog(files).entries())
    assert [entry.seq for entry in entries] == list(range(1, 77))
    found = verify(files)
    assert (found.damages, found.notes, found.unread) == ((), (), ())
    assert found.objects_checked == 3 * 25 + 25


def test_readers_need_no_lock(files: ArchiveFiles, tmp_path: Path) -> None:
    with writer_lock(files, "sayso import"):
        CustodyLog(files).append([Act("note", {})])

        assert len(list(CustodyLog(files).entries())) == 2
        assert verify(files).holds
