"""Figures 7 and 9: many processes at once, and the same bytes again and again."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.evidence.figures import command, environment, sayso
from benchmarks.evidence.stores import new_archive, write_files

from sayso.custody import ArchiveFiles, CustodyLog, verify
from sayso.exhibits.objects import ObjectStore
from sayso.values import digest_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What processes that import at once left behind."""

    events: int
    blobs: int  # originals, without descriptions
    distinct: int  # digests among what was brought in
    is_gap_free: bool
    holds: bool
    failed: tuple[str, ...]  # what commands said that did not succeed
    locked: int  # commands that showed the word "locked"
    took_s: float = 0
    alone_s: float = 1  # one process that brings in the same files

    @property
    def ratio(self) -> float:
        """How many times as long as one process it took."""
        return self.took_s / self.alone_s


def import_together(work: Path, *, processes: int = 8, files_each: int = 200) -> Together:
    """Let processes import sets at once, half of each set shared by all."""
    home = work / "home"
    shared = write_files(work / "shared", files_each // 2, lambda n: 2000 + n)
    sets = [
        [
            *shared,
            *write_files(work / f"own-{number}", files_each // 2, lambda n: 2000 + n, name=f"own{number}"),
        ]
        for number in range(processes)
    ]
    alone = new_archive(work / "alone", home)
    started = time.perf_counter()
    for paths in sets:
        sayso(*_words(alone, paths), home=home)
    alone_s = time.perf_counter() - started
    files = new_archive(work / "archive", home)
    started = time.perf_counter()
    running = [
        subprocess.Popen(
            command(*_words(files, paths)),
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for paths in sets
    ]
    said = [(*process.communicate(), process.returncode) for process in running]
    took_s = time.perf_counter() - started
    brought = {path for paths in sets for path in paths}
    return replace(_counted(files, brought, said), took_s=took_s, alone_s=alone_s)


def _words(files: ArchiveFiles, paths: Sequence[Path]) -> list[object]:
    return ["import", *paths, "--case", "Ferry", "--archive", files.root, "--json"]


def _counted(files: ArchiveFiles, paths: Collection[Path], said: Sequence[tuple[str, str, int]]) -> Together:
    entries = list(CustodyLog(files).entries())
    originals = {str(entry.body["exhibit"]) for entry in entries if entry.act == "import"}
    found = verify(files)
    return Together(
        events=sum(entry.act == "import" for entry in entries),
        blobs=len(originals & set(ObjectStore(files).digests())),
        distinct=len({digest_bytes(path.read_bytes()) for path in paths}),
        is_gap_free=[entry.seq for entry in entries] == list(range(1, len(entries) + 1)),
        holds=found.holds and not found.notes,
        failed=tuple(err[-300:] for _, err, code in said if code != 0),
        locked=sum("locked" in out + err for out, err, _ in said),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """What became of files that repeat each other's bytes."""

    files: int
    events: int
    names_kept: bool
    originals: int
    distinct: int
    false_merges: int
    holds: bool


def import_repeats(work: Path, *, count: int = 10_000) -> Repeats:
    """Import files of which 30 % repeat others' bytes under other names, and three pairs are nearly alike."""
    home, chance = work / "home", random.Random(9)
    material = work / "material"
    first = write_files(material, count * 7 // 10, lambda n: 300 + n % 500)
    alike = [material / f"alike-{number}{side}.bin" for number in range(3) for side in "ab"]
    for number in range(3):
        start = chance.randbytes(5000)
        for path, end in zip(alike[2 * number : 2 * number + 2], (b"a", b"b"), strict=True):
            path.write_bytes(start + end)
    repeats = [material / f"again-{number:05d}.bin" for number in range(count - len(first) - len(alike))]
    for path in repeats:
        path.write_bytes(chance.choice(first).read_bytes())
    files = new_archive(work / "archive", home)
    done = sayso("import", material, "--case", "Ferry", "--archive", files.root, "--json", home=home)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    taken = {one["name"]: one["exhibit"] for one in json.loads(done.stdout)["taken"]}
    real = {path.name: digest_bytes(path.read_bytes()) for path in material.iterdir()}
    entries = [entry for entry in CustodyLog(files).entries() if entry.act == "import"]
    kept = {Path(name).name: digest for name, digest in taken.items()}
    return Repeats(
        files=len(real),
        events=len(entries),
        names_kept=kept.keys() == real.keys(),
        originals=len({str(entry.body["exhibit"]) for entry in entries} & set(ObjectStore(files).digests())),
        distinct=len(set(real.values())),
        false_merges=sum(kept.get(name) != digest for name, digest in real.items()),
        holds=verify(files).holds,
    )
