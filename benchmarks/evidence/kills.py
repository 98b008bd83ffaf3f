"""Figure 4: imports that are killed at a random moment."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evidence.imports import import_in_child, lost_of, read_saved

from sayso.custody import ArchiveFiles, verify
from sayso.exhibits.objects import ObjectStore


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

    def summary(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "kills": self.made,
            "mid_import": self.mid_import,
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
        took_s = _kill_one(root, material, chance.uniform(0, took_s * 1.1), found)
        shutil.rmtree(root)
    return found


def _kill_one(root: Path, material: Sequence[Path], after_s: float, found: Kills) -> float:
    """Kill one import, hold what is there against what was saved, and return how long the second run took."""
    files, what = ArchiveFiles(root), f"killed after {after_s:.4f} s"
    saved = read_saved(import_in_child(root, material, after_s))
    found.made += 1
    found.saved += max(saved, default=1) - 1
    found.mid_import += 1 < max(saved, default=1) < len(material) + 2
    found.lost += [f"{what}: {lost}" for lost in lost_of(files, saved)]
    found.not_verifying += [f"{what}: {damage}" for damage in verify(files).damages[:1]]
    started = time.perf_counter()
    again = read_saved(import_in_child(root, material))
    took_s = time.perf_counter() - started
    digests = list(ObjectStore(files).digests())
    if max(again, default=0) < len(material) + 2 or len(digests) != 2 * len(material):
        found.not_completing.append(f"{what}: {len(digests)} objects, entries {sorted(again)[-1:]}")
    after = verify(files)
    found.not_verifying += [f"{what}, run again: {damage}" for damage in after.damages[:1]]
    found.left_over += [f"{what}: {note}" for note in after.notes if note.kind in ("left-over", "orphans")]
    return took_s


def _timed(founded: Path, material: Sequence[Path], work: Path) -> float:
    root = work / "timed"
    shutil.copytree(founded, root)
    started = time.perf_counter()
    import_in_child(root, material)
    took_s = time.perf_counter() - started
    shutil.rmtree(root)
    return took_s
