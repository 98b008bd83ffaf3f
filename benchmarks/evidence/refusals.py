"""Figures 5 and 6: a system that refuses the n-th call, and a disk that is full."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evidence.figures import environment
from benchmarks.evidence.imports import import_in_child, lost_of, read_saved

from sayso.custody import ArchiveFiles, verify

# What writes, syncs, names and opens. SQLite uses pwrite64 and fdatasync.
CALLS = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "link",
    "mkdir",
    "openat",
    "ftruncate",
    "unlink",
)
STRACE = ("strace", "-f", "-qq", "--seccomp-bpf")  # which stops at these calls only, and so costs half
# What SQLite makes of a refusal; it does not always tell which it was.
OF_SQLITE = (
    "disk I/O error",
    "database or disk is full",
    "unable to open database file",
    "attempt to write a readonly database",
)
REASONS = {"EIO": "Input/output error", "ENOSPC": "No space left on device"}
_CALL = re.compile(r"^(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)$")


@dataclass(slots=True)
class Refusals:
    """What became of imports whose calls were refused."""

    made: int = 0
    refused: Counter[str] = field(default_factory=Counter)  # runs that said that they could not, by the call
    wrongly_saved: list[str] = field(default_factory=list)
    not_verifying: list[str] = field(default_factory=list)
    not_completing: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)  # a message that does not name the cause
    crashed: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "made": self.made,
            "refused": dict(self.refused),
            "wrongly_saved": self.wrongly_saved[:5],
            "not_verifying": self.not_verifying[:5],
            "not_completing": self.not_completing[:5],
            "unclear": self.unclear[:5],
            "crashed": self.crashed[:5],
        }

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        wrong = (self.wrongly_saved, self.not_verifying, self.not_completing, self.unclear, self.crashed)
        return not any(wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One call that the system refuses."""

    call: str
    number: int  # among the calls of this name in its thread
    error: str  # such as "EIO"

    def __str__(self) -> str:
        return f"{self.error} at {self.call} no. {self.number}"


def refuse_each_call(
    founded: Path, material: Sequence[Path], work: Path, *, start: int = 0, step: int = 1
) -> Refusals:
    """Import into copies of a new archive, and let the system refuse one call in the archive each time.

    Args:
        start, step: take every `step`-th of the refusals only, from this one on.
    """
    found = Refusals()
    places = sorted(_calls_in_archive(founded, material, work))
    refusals = [
        Refusal(call=call, number=number, error=error) for call, number in places for error in REASONS
    ]
    for refusal in refusals[start::step]:
        root = work / "copy"
        shutil.copytree(founded, root)
        inject = f"inject={refusal.call}:error={refusal.error}:when={refusal.number}"
        words = (*STRACE, "-o", "/dev/null", "-e", f"trace={refusal.call}", "-e", inject)
        outcome = Outcome(refusal.call, str(refusal), REASONS[refusal.error], _import(root, material, words))
        found.made += 1
        outcome.note(root, material, found)
        shutil.rmtree(root)
    return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import said that was refused something."""

    kind: str
    what: str  # was refused
    reason: str  # that its message must name
    done: subprocess.CompletedProcess[str]

    def note(self, root: Path, material: Sequence[Path], found: Refusals) -> None:
        """Hold what it said against what there is, and run it again."""
        files = ArchiveFiles(root)
        self._note_message(found)
        found.wrongly_saved += [
            f"{self.what}: {lost}" for lost in lost_of(files, read_saved(self.done.stdout))
        ]
        result = verify(files)
        found.not_verifying += [f"{self.what}: {one}" for one in (*result.damages, *result.unread)][:1]
        again = import_in_child(root, material)
        if max(read_saved(again), default=0) < len(material) + 2 or not verify(files).holds:
            found.not_completing.append(f"{self.what}: {again[-300:]}")

    def _note_message(self, found: Refusals) -> None:
        if self.done.returncode == 0:
            return
        found.refused[self.kind] += 1
        last = (self.done.stdout.splitlines() or [""])[-1]
        if not last.startswith("refused "):
            found.crashed.append(f"{self.what}: {self.done.stderr[-300:]}")
        elif not any(reason in last for reason in (self.reason, *OF_SQLITE)):
            found.unclear.append(f"{self.what}: {last[:300]}")


def _calls_in_archive(founded: Path, material: Sequence[Path], work: Path) -> Iterator[tuple[str, int]]:
    """Give each call that touches the archive, by its number among those of its name in its thread."""
    root, trace = work / "traced", work / "trace"
    shutil.copytree(founded, root)
    words = (*STRACE, "-y", "-o", str(trace), "-e", f"trace={','.join(CALLS)}")
    done = _import(root, material, words)
    if done.returncode != 0:
        raise RuntimeError(f"strace: {done.stderr[-300:]}")
    counts: Counter[tuple[str, str]] = Counter()
    seen = set()
    for line in trace.read_text("utf-8", "replace").splitlines():
        match = _CALL.match(line)
        if match is None or "resumed>" in line:
            continue
        place = match["pid"], match["call"]
        counts[place] += 1
        if str(root) in match["rest"]:
            seen.add((match["call"], counts[place]))
    shutil.rmtree(root)
    yield from seen


@contextmanager
def small_disk(place: Path, size_bytes: int) -> Iterator[Path]:
    """Mount a disk of a given size, in memory.

    Raises:
        PermissionError: when this process may not.
    """
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        place.rmdir()
        raise PermissionError(done.stderr)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


def fill_disks(founded: Path, material: Sequence[Path], work: Path, sizes: Sequence[int]) -> Refusals:
    """Import into a copy of a new archive on a disk with so many bytes free, then with more."""
    found = Refusals()
    for free_bytes in sizes:
        with small_disk(work / "disk", 64 << 20) as disk:
            root = disk / "archive"
            shutil.copytree(founded, root)
            ballast = disk / "ballast"
            _leave_free(disk, ballast, free_bytes)
            done = _import(root, material, ())
            ballast.unlink()
            found.made += 1
            Outcome("full", f"{free_bytes} bytes free", REASONS["ENOSPC"], done).note(root, material, found)
    return found


def _leave_free(disk: Path, ballast: Path, free_bytes: int) -> None:
    left = shutil.disk_usage(disk).free - free_bytes
    with ballast.open("wb") as stream:
        while left > 0:
            left -= stream.write(b"\0" * min(left, 1 << 20))


def _import(root: Path, material: Sequence[Path], before: Sequence[str]) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "benchmarks.evidence.imports", str(root), *map(str, material)]
    return subprocess.run(
        [*before, *program],
        env={
            **environment(root.parent),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
