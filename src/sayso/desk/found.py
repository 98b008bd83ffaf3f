"""Found an archive."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

from sayso.custody.found import found_archive, read_settings
from sayso.custody.keys import key_path
from sayso.custody.layout import ArchiveFiles
from sayso.store.archive import open_archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new archive."""

    files: ArchiveFiles
    name: str
    key_path: Path


def found(directory: Path, name: str | None, *, actor: str, keys: Path) -> Founded:
    """Make an archive in a new or empty folder.

    Args:
        name: what people call it; the folder's name where it is None.
        keys: the folder for the private signing key, outside the archive.

    Raises:
        custody.ArchiveExists, custody.FolderNotEmpty: with nothing changed.
    """
    directory = directory.resolve()
    files = found_archive(
        directory,
        name or directory.name,
        keys,
        withheld={"operator": actor, "host": socket.gethostname()},
    )
    with open_archive(directory, who="sayso init"):
        pass  # the projection's tables are made on first opening
    settings = read_settings(files)
    return Founded(files=files, name=settings.name, key_path=key_path(settings.public_key, keys))
