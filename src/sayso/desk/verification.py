"""Check an archive; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.custody.errors import NotAnArchive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.verification import Verification, verify
from sayso.values import Progress, silent


def verify_archive(
    root: Path, *, objects: bool = True, heads: Sequence[Path] = (), progress: Progress = silent
) -> Verification:
    """Check every line of the log, every head and, unless told otherwise, every object.

    Args:
        heads: files of heads that were kept elsewhere.

    Raises:
        NotAnArchive: when there is nothing to check.
        OSError: when a head that was given cannot be read.
    """
    files = ArchiveFiles(root)
    if not files.toml.exists() and not files.log.is_dir():
        raise NotAnArchive(str(root), "it has neither an archive.toml nor a log")
    return verify(files, objects=objects, heads=[path.read_bytes() for path in heads], progress=progress)
