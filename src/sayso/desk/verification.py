"""Check an archive; nothing is written."""

from __future__ import annotations

from pathlib import Path

from sayso.custody.found import open_files
from sayso.custody.verification import Verification, verify
from sayso.values import Progress, silent


def verify_archive(root: Path, *, objects: bool = True, progress: Progress = silent) -> Verification:
    """Check every line of the log, every head and, unless told otherwise, every object.

    Raises:
        custody.NotAnArchive: when there is nothing to check.
    """
    return verify(open_files(root), objects=objects, progress=progress)
