"""Changing `archive.toml`, so that it and the log never disagree for longer than a crash lasts.

The new file is written beside the old one, then its digest is logged, then it takes the
old one's place. Whoever writes next after an interruption finishes or drops it.
"""

from __future__ import annotations

from pathlib import Path

from sayso.custody.disk import read_file, reason_of, sync_folder, write_synced
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.values import Digest, digest_bytes

STAGED = ".archive.toml.new"


def stage_settings(files: ArchiveFiles, data: bytes) -> Digest:
    """Write the new `archive.toml` beside the old one, and return the digest that is to be logged.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    try:
        write_synced({_staged(files): data})
        sync_folder(files.root)
    except OSError as error:
        raise CouldNotWrite("archive.toml", str(files.toml), reason_of(error)) from error
    return digest_bytes(data)


def place_settings(files: ArchiveFiles) -> None:
    """Put the file that was written and logged in its place.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    try:
        _staged(files).replace(files.toml)
        sync_folder(files.root)
    except OSError as error:
        raise CouldNotWrite("archive.toml", str(files.toml), reason_of(error)) from error


def finish_settings(files: ArchiveFiles) -> None:
    """Finish a change that was interrupted, where it was logged, and drop it where it was not.

    The caller holds the writer's lock.

    Raises:
        CouldNotWrite: when the disk refuses.
        LogBroken, ArchiveUnreadable: when the log cannot be read to its end.
    """
    data = staged_settings(files)
    if data is None:
        return
    logged = [
        entry.body["archive_toml"] for entry in CustodyLog(files).entries() if "archive_toml" in entry.body
    ]
    if logged and logged[-1] == digest_bytes(data):
        place_settings(files)
        return
    try:
        _staged(files).unlink(missing_ok=True)
    except OSError as error:
        raise CouldNotWrite("archive.toml", str(files.toml), reason_of(error)) from error


def staged_settings(files: ArchiveFiles) -> bytes | None:
    """Return a new `archive.toml` that has not taken its place yet; None where none can be read."""
    try:
        return read_file(_staged(files))
    except OSError:
        return None


def _staged(files: ArchiveFiles) -> Path:
    return files.root / STAGED
