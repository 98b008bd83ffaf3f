"""Changing `archive.toml`, so that it and the log never disagree for longer than a crash lasts.

The new file is written beside the old one, then its digest is logged, then it takes the
old one's place. Whoever writes next after an interruption finishes or drops it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from pathlib import Path

from sayso.custody.disk import read_file, reading, reason_of, sync_folder, write_synced
from sayso.custody.entries import Act
from sayso.custody.errors import CouldNotWrite, LogBroken
from sayso.custody.found import Settings, read_settings, render_settings
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.values import Digest, digest_bytes

STAGED = ".archive.toml.new"


def stage_change(
    files: ArchiveFiles, settings: Settings, *, objects: Mapping[str, int], withheld: Mapping[str, str]
) -> Act:
    """Stage settings, and return the act that is to be logged before `place_settings`.

    Args:
        objects: what they name of the store, and its sizes.
        withheld: who changes them.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    body: dict[str, object] = {
        "archive_toml": stage_settings(files, render_settings(settings)),
        "settings": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in settings.settings.items()
        },
        "objects": dict(objects),
    }
    if settings.format != read_settings(files).format:
        body["format"] = settings.format
    return Act("settings", body, withheld)


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
    if _last_logged(files) == digest_bytes(data):
        place_settings(files)
        return
    try:
        _staged(files).unlink(missing_ok=True)
    except OSError as error:
        raise CouldNotWrite("archive.toml", str(files.toml), reason_of(error)) from error


def is_as_logged(files: ArchiveFiles) -> bool:
    """Tell whether `archive.toml` is surely the one that the log names last; reads the whole log.

    Raises:
        ArchiveUnreadable: when one of them cannot be read.
    """
    with reading("archive.toml", files.toml):
        data = read_file(files.toml)
    try:
        return _last_logged(files) == digest_bytes(data)
    except LogBroken:
        return False


def _last_logged(files: ArchiveFiles) -> object:
    named = (entry.body.get("archive_toml") for entry in CustodyLog(files).entries())
    return next(iter(deque(filter(None, named), maxlen=1)), None)


def staged_settings(files: ArchiveFiles) -> bytes | None:
    """Return a new `archive.toml` that has not taken its place yet; None where none can be read."""
    try:
        return read_file(_staged(files))
    except OSError:
        return None


def _staged(files: ArchiveFiles) -> Path:
    return files.root / STAGED
