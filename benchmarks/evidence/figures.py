"""What a measurement gives, and the places it works in."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

MEMORY = Path("/dev/shm")  # where there is one, faults are made in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the numbered figures."""

    number: str
    what: str
    target: str
    found: Mapping[str, object]  # JSON values
    is_met: bool

    def line(self) -> str:
        """Return the figure as one line of JSON."""
        return json.dumps(asdict(self), sort_keys=True)


@contextmanager
def workplace(*, in_memory: bool = False) -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    where = MEMORY if in_memory and MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="sayso-evidence-", dir=where))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sayso(
    *words: object, home: Path, before: tuple[str, ...] = (), env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with `home` for its settings and keys.

    Args:
        before: words in front, such as those of strace.
        env: further variables.
    """
    return subprocess.run(
        [*before, *command(*words)],
        env=environment(home, env),
        capture_output=True,
        text=True,
        check=False,
    )


def command(*words: object) -> list[str]:
    """Return a command as it is run."""
    start = "from sayso.cli.main import run; run()"
    return [sys.executable, "-c", start, *(str(word) for word in words)]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the variables that a command is run with."""
    places = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    return {**places, "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1", **(more or {})}


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
