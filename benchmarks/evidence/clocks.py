"""Figure 8: clocks that are wrong, or set while sayso is at work."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evidence.figures import command, environment
from benchmarks.evidence.stores import new_archive, write_files

from sayso.custody import ArchiveFiles, CustodyLog, verify

# What the clock of each of several imports, one behind the other, says; for `faketime`.
CLOCKS = (
    "+0d",
    "-1d",
    "+5y",
    "-1d",
    "2026-03-29 01:59:59",  # an hour that clocks in Europe leave out follows
    "2026-10-25 02:59:59",  # an hour that they have twice
    "2016-12-31 23:59:59",  # a leap second follows
    "1969-12-31 23:59:50",  # before the first second that Unix counts
    "2038-01-19 03:14:07",  # the last that fits into 32 bits
    "+0d",
)


@dataclass(slots=True)
class Clocks:
    """What became of imports under wrong clocks."""

    made: int = 0
    failed: list[str] = field(default_factory=list)
    order_kept: bool = False  # entries are numbered as the imports came
    holds: bool = False  # the archive verifies
    slips_noted: bool = False  # verification says that the clock went back

    def summary(self) -> dict[str, object]:
        """Return the findings as JSON values."""
        return {
            "imports": self.made,
            "failed": self.failed[:3],
            "order_kept": self.order_kept,
            "holds": self.holds,
            "slips_noted": self.slips_noted,
        }


def import_under_clocks(work: Path, clocks: Sequence[str] = CLOCKS, zone: str = "Europe/Berlin") -> Clocks:
    """Import a file each under clocks that jump to and fro between the imports; needs `faketime`."""
    found = Clocks()
    home = work / "home"
    files = new_archive(work / "archive", home)
    paths = write_files(work / "material", len(clocks), lambda n: 500 + n)
    for clock, path in zip(clocks, paths, strict=True):
        found.made += 1
        words = command("import", path, "--case", "Ferry", "--archive", files.root)
        done = subprocess.run(
            ["faketime", "-f", _absolute(clock), *words],
            env=environment(home, {"TZ": zone}),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            found.failed.append(f"{clock}: {done.stderr[-300:]}")
    _look(files, paths, found)
    return found


def _absolute(clock: str) -> str:
    return clock if clock[0] in "+-" else f"@{clock}"


def _look(files: ArchiveFiles, paths: Sequence[Path], found: Clocks) -> None:
    imports = [entry for entry in CustodyLog(files).entries() if entry.act == "import"]
    sizes = [entry.body["size_bytes"] for entry in imports]
    found.order_kept = sizes == [path.stat().st_size for path in paths]
    result = verify(files)
    found.holds = result.holds
    found.slips_noted = "clock" in {note.kind for note in result.notes}
