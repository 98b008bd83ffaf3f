"""Figure 4: imports that are killed at a random moment, and within the writing of a line of the log.

The system finishes a short write before it kills, so that a kill from outside hardly ever tears a line:
of 1,000, none was seen to. So every second import kills itself within a write of the log, once a random
number of its bytes is on disk; and every fourth again, while what that left is being repaired.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evidence.imports import import_in_child, lost_of, read_saved

from sayso.custody import ArchiveFiles, CustodyLog, log_bytes, verify
from sayso.custody.disk import write_all
from sayso.custody.left_over import ASIDE
from sayso.exhibits.objects import ObjectStore

WRITES = 4  # of the log in an import of 200 files, about: the case, and a few batches
LEFT = ("left-over", "orphans", "stray-file", "unfinished-line")


@dataclass(slots=True)
class Kills:
    """What became of imports that were killed."""

    made: int = 0
    mid_import: int = 0  # killed with a part saved, and a part not
    saved: int = 0  # entries that counted as saved when the kill came
    lost: list[str] = field(default_factory=list)
    not_verifying: list[str] = field(default_factory=list)
    not_completing: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    torn: int = 0  # of these, an unfinished line was left at the end of the log
    unlogged: int = 0  # withheld values were left of which the log has no line
    in_repair: int = 0  # killed again while that was repaired

    def summary(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "kills": self.made,
            "mid_import": self.mid_import,
            "torn_lines": self.torn,
            "withheld_without_line": self.unlogged,
            "killed_again_in_repair": self.in_repair,
            "entries_saved": self.saved,
            "lost": self.lost[:5],
            "not_verifying": self.not_verifying[:5],
            "not_completing": self.not_completing[:5],
            "left_over": self.left_over[:5],
        }

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.not_verifying or self.not_completing or self.left_over)


def kill_imports(founded: Path, material: Sequence[Path], work: Path, kills: int, *, seed: int = 4) -> Kills:
    """Import into copies of a new archive, kill each import at a random moment, and run it again.

    The moment is drawn from as long as the last whole import took: on a machine that others use, that
    changes, and kills that all come too early show little.

    Args:
        founded: a new archive.
        material: files, each of other bytes.
        work: a folder for the copies.
    """
    chance, found = random.Random(seed), Kills()
    took_s = _timed(founded, material, work)
    for number in range(kills):
        root = work / f"copy-{number}"
        shutil.copytree(founded, root)
        kill = _Kill(chance.uniform(0, took_s * 1.1), chance) if number % 2 else _Kill(None, chance, number)
        took_s = _kill_one(root, material, kill, found)
        shutil.rmtree(root)
    return found


@dataclass(frozen=True, slots=True)
class _Kill:
    """When an import is killed: from outside after a while, or within a write of the log."""

    after_s: float | None
    chance: random.Random
    number: int = 0

    def __str__(self) -> str:
        return (
            f"killed after {self.after_s:.4f} s" if self.after_s is not None else f"torn, no. {self.number}"
        )

    def make(self, root: Path, material: Sequence[Path], found: Kills) -> dict[int, str]:
        """Import and be killed, and again within the repair; return what counted as saved."""
        if self.after_s is not None:
            return read_saved(import_in_child(root, material, self.after_s))
        tear = Tear(write=self.chance.randint(1, WRITES), share=self.chance.random())
        saved = read_saved(import_in_child(root, material, ending=tear.prepare))
        found.torn += _is_torn(root)
        found.unlogged += bool(_unbound(ArchiveFiles(root)))
        if self.number % 4 == 0:
            found.in_repair += 1
            again = Tear(write=1, share=self.chance.random())
            saved |= read_saved(import_in_child(root, material, ending=again.prepare))
        return saved


@dataclass(slots=True)
class Tear:
    """Kills its own process within a write of the log."""

    write: int  # which, 1 for the first
    share: float  # of that write's bytes, that are on disk by then

    def prepare(self) -> None:
        """Have this process, a child, end there."""
        assert vars(log_bytes)["write_all"] is write_all, "what is replaced must be what writes"
        vars(log_bytes)["write_all"] = self._write_all

    def _write_all(self, descriptor: int, data: bytes) -> None:
        self.write -= 1
        is_last = self.write == 0
        write_all(descriptor, data[: int(len(data) * self.share)] if is_last else data)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)


def _is_torn(root: Path) -> bool:
    return not ArchiveFiles(root).segment_path(1).read_bytes().endswith(b"\n")


def _unbound(files: ArchiveFiles) -> list[str]:
    """Name the withheld files that no entry of the log is about, and that no repair set aside either."""
    bound = {files.withheld_path(entry.seq) for entry in CustodyLog(files).entries() if entry.withheld}
    there = [path for path in files.withheld.rglob("*") if path.is_file() and path not in bound]
    return [path.name for path in there if not path.is_relative_to(files.withheld / ASIDE)]


def _kill_one(root: Path, material: Sequence[Path], kill: _Kill, found: Kills) -> float:
    """Kill one import, hold what is there against what was saved, and return how long the second run took."""
    files, what = ArchiveFiles(root), str(kill)
    saved = kill.make(root, material, found)
    found.made += 1
    found.saved += max(saved, default=1) - 1
    found.mid_import += 1 < max(saved, default=1) < len(material) + 2
    found.lost += [f"{what}: {lost}" for lost in lost_of(files, saved)]
    found.not_verifying += [f"{what}: {damage}" for damage in verify(files).damages[:1]]
    started = time.perf_counter()
    again = read_saved(import_in_child(root, material))
    took_s = time.perf_counter() - started
    digests = list(ObjectStore(files).digests())
    if len(_items(files)) != len(material) or len(digests) != 2 * len(material):
        found.not_completing.append(f"{what}: {len(digests)} objects, entries {sorted(again)[-1:]}")
    after = verify(files)
    found.not_verifying += [f"{what}, run again: {damage}" for damage in after.damages[:1]]
    found.left_over += [f"{what}: {note}" for note in after.notes if note.kind in LEFT]
    found.left_over += [f"{what}: {name}" for name in _unbound(files)]
    return took_s


def _items(files: ArchiveFiles) -> set[object]:
    return {entry.body["item"] for entry in CustodyLog(files).entries() if entry.act == "import"}


def _timed(founded: Path, material: Sequence[Path], work: Path) -> float:
    root = work / "timed"
    shutil.copytree(founded, root)
    started = time.perf_counter()
    import_in_child(root, material)
    took_s = time.perf_counter() - started
    shutil.rmtree(root)
    return took_s
