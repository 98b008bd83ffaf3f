"""The custody log: what was done to an archive, append-only, and proofs of it.

Needs the standard library only, except for making keys and signing.
"""

from sayso.custody.entries import GENESIS, Act, Entry
from sayso.custody.errors import (
    ArchiveDamaged,
    ArchiveExists,
    CouldNotWrite,
    FolderNotEmpty,
    KeyDamaged,
    KeyNotHere,
    LogBroken,
    NotAnArchive,
    UnknownFormat,
    WithheldDamaged,
)
from sayso.custody.found import Settings, found_archive, open_files, read_settings
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import writer_lock
from sayso.custody.log import CustodyLog
from sayso.custody.withheld import disclosed

__all__ = [
    "GENESIS",
    "Act",
    "ArchiveDamaged",
    "ArchiveExists",
    "ArchiveFiles",
    "CouldNotWrite",
    "CustodyLog",
    "Entry",
    "FolderNotEmpty",
    "KeyDamaged",
    "KeyNotHere",
    "LogBroken",
    "NotAnArchive",
    "Settings",
    "UnknownFormat",
    "WithheldDamaged",
    "disclosed",
    "found_archive",
    "open_files",
    "read_settings",
    "writer_lock",
]
