"""An import that says, batch by batch, what counts as saved; run as a program of its own.

`python -m benchmarks.evidence.imports ARCHIVE MATERIAL` prints a line `saved SEQ DIGEST` after each
batch: the last entry, and the digest of its line. What is so named must never be lost.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from sayso.cli.failures import OwnFault, in_words
from sayso.custody import ArchiveFiles, CustodyLog
from sayso.custody.entries import line_digest
from sayso.desk.intake import Intake, import_paths
from sayso.exhibits.objects import ObjectStore
from sayso.store.archive import open_archive


def import_and_say(root: Path, paths: Sequence[Path], *, case: str = "Ferry") -> Intake:
    """Import, and print after each batch what is saved by then."""
    saying = _Saying(CustodyLog(ArchiveFiles(root)))
    with open_archive(root, who="import", on_wait=lambda sentence: print("told", sentence)) as archive:
        return import_paths(archive, paths, case, actor="Ada", progress=saying)


class _Saying:
    """Prints what is saved whenever it is told of progress."""

    def __init__(self, log: CustodyLog) -> None:
        self._log = log

    def __call__(self, done: int, total: int | None, note: str = "") -> None:
        del done, total, note
        print("saved", *self._log.tail(), flush=True)


def import_in_child(
    root: Path,
    paths: Sequence[Path],
    kill_after_s: float | None = None,
    ending: Callable[[], object] = lambda: None,
) -> str:
    """Import in a forked process, which spares the time of starting Python, and return what it printed.

    Args:
        kill_after_s: when it is killed from outside; None for never.
        ending: called in the child before it begins, to make it end itself at some moment.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():  # newer Pythons warn of threads, of which there are none here
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reading)
        sys.stdout = os.fdopen(writing, "w")
        ending()
        code = run(root, paths)
        sys.stdout.flush()
        os._exit(code)
    os.close(writing)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as said:
        printed = said.read()
    os.waitpid(child, 0)
    return printed


def run(root: Path, paths: Sequence[Path]) -> int:
    """Import, and return an exit code; a refusal is the last line."""
    try:
        import_and_say(root, paths)
    except Exception as problem:
        said = in_words(problem)
        if isinstance(said, OwnFault):
            raise
        print("refused", type(said).__name__, said, flush=True)
        return said.exit_code
    return 0


def read_saved(said: str) -> dict[int, str]:
    """Read what a run said is saved; a line that was cut off by its end counts for nothing."""
    whole = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return {int(words[1]): words[2] for words in whole if words[:1] == ["saved"]}


def lost_of(files: ArchiveFiles, saved: dict[int, str]) -> list[str]:
    """Say which of what counted as saved is not there any more, objects included."""
    last = max(saved, default=0)
    lost = []
    store = ObjectStore(files)
    seen: dict[int, str] = {}
    for entry, line in CustodyLog(files).entries_with_lines():
        seen[entry.seq] = line_digest(line)
        if entry.seq <= last:
            lost += [f"object {digest}" for digest in entry.objects if not store.has(digest)]
    return lost + [f"entry {seq}" for seq, digest in saved.items() if seen.get(seq) != digest]


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
