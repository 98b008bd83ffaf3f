"""Archives and material to make faults in."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.evidence.figures import sayso

from sayso.custody import Act, ArchiveFiles, CustodyLog, writer_lock

THROWN_AWAY = ("index.db", "index.db-wal", "index.db-shm", "lock")  # what can be made anew, or holds nothing


def write_files(
    into: Path, count: int, size_bytes: Callable[[int], int], *, name: str = "file", seed: int = 0
) -> list[Path]:
    """Write files of random bytes, each different from all others."""
    chance = random.Random(f"{name} {seed}")
    into.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = into / f"{name}-{number:05d}.bin"
        path.write_bytes(chance.randbytes(size_bytes(number)))
        paths.append(path)
    return paths


def new_archive(root: Path, home: Path) -> ArchiveFiles:
    """Make an archive by the command."""
    done = sayso("init", root, home=home)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return ArchiveFiles(root)


def filled_archive(
    work: Path,
    *,
    items: int = 200,
    size_bytes: Callable[[int], int] = lambda n: 200 + 97 * n,
    is_sealed: bool = True,
) -> ArchiveFiles:
    """Make an archive of `items` files, brought in by four commands, so that it has several heads.

    Args:
        is_sealed: whether the first half of its log is sealed.
    """
    files = new_archive(work / "archive", work / "home")
    paths = write_files(work / "material", items, size_bytes)
    for start in range(4):
        import_(files, paths[start::4], work / "home")
        if start == 1 and is_sealed:
            _seal_first(files)
    shutil.rmtree(work / "material")
    return files


def _seal_first(files: ArchiveFiles) -> None:
    """Begin a new segment of the log, and seal the first, as if that were full."""
    log = CustodyLog(files, segment_bytes=1)
    with writer_lock(files, "benchmark"):
        for number in range(2):
            log.append([Act("note", {"number": number})])


def import_(files: ArchiveFiles, paths: Sequence[Path], home: Path, *, case: str = "Ferry") -> None:
    """Bring files in by the command."""
    done = sayso("import", *paths, "--case", case, "--archive", files.root, home=home)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def kept_files(files: ArchiveFiles) -> list[Path]:
    """List all files of an archive that cannot be made anew, and hold something."""
    found = (path for path in files.root.rglob("*") if path.is_file())
    kept = (path for path in found if path.name not in THROWN_AWAY and files.indexes not in path.parents)
    return sorted(path for path in kept if path.stat().st_size)


def write_over(path: Path, data: bytes) -> None:
    """Change a file as somebody could who may write to the disk, read-only or not."""
    mode = path.stat().st_mode
    path.chmod(0o600)
    path.write_bytes(data)
    path.chmod(mode)
