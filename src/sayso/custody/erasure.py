"""Removing what the law says must go, so that the log still holds and says what went.

First what is to go is listed beside the log, then the act is logged, then the bytes go. Whoever writes
next after an interruption finishes what was logged, and drops what was not. A file that was
removed is not overwritten: what the disk itself keeps of it, nobody here can tell.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.custody.disk import make_folder, read_file, reading, reason_of, sync_folders, write_synced
from sayso.custody.entries import Entry
from sayso.custody.erased import ERASE, REDACT
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.custody.left_over import aside_folder
from sayso.custody.log import CustodyLog
from sayso.custody.tree_file import FOLDER as TREE
from sayso.values import Digest, canonical_json, is_digest

PENDING = "erasing.json"
TRACE = "followed.json"  # of a log that was cut off
KEPT_INDEXES = (PENDING, TREE, TRACE, "stamp-queue.json")  # hashes of lines, and when to ask for stamps again


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes."""

    objects: Mapping[Digest, int]  # with their sizes in bytes
    withheld: Sequence[int]  # entries whose withheld values go

    def to_body(self) -> dict[str, object]:
        """Return what an entry says of it."""
        return {"erased": dict(sorted(self.objects.items())), "withheld_of": sorted(self.withheld)}

    @classmethod
    def of_body(cls, body: Mapping[str, object]) -> Erasure:
        """Read what `to_body` gives; what is of another form counts for nothing."""
        erased, withheld = body.get("erased"), body.get("withheld_of")
        sizes = erased.items() if isinstance(erased, Mapping) else ()
        numbers = withheld if isinstance(withheld, list) else ()
        return cls(
            {Digest(one): size for one, size in sizes if is_digest(str(one)) and isinstance(size, int)},
            [seq for seq in numbers if isinstance(seq, int)],
        )


def erasure_of(entry: Entry) -> Erasure | None:
    """Return what an entry says went; None where it is no such entry."""
    return Erasure.of_body(entry.body) if entry.act in (ERASE, REDACT) else None


def stage_erasure(files: ArchiveFiles, erasure: Erasure) -> None:
    """List what is to go; the caller holds the writer's lock, and logs the act next.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    try:
        make_folder(files.indexes)
        write_synced({_pending(files): canonical_json(erasure.to_body())})
        sync_folders([files.indexes])
    except OSError as error:
        raise CouldNotWrite("what is to be erased", str(_pending(files)), reason_of(error)) from error


def carry_out(files: ArchiveFiles, erasure: Erasure) -> None:
    """Remove what goes, once that is logged, and return when it is gone from the disk's names.

    Raises:
        CouldNotWrite: when the disk refuses; the next write tries again.
    """
    paths = [files.object_path(digest) for digest in erasure.objects]
    paths += [files.withheld_path(seq) for seq in erasure.withheld]
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        for seq in erasure.withheld:
            shutil.rmtree(aside_folder(files, seq), ignore_errors=not aside_folder(files, seq).exists())
        if erasure.objects:
            _drop_indexes(files)
        sync_folders(sorted({path.parent for path in paths if path.parent.is_dir()}))
        drop_staged(files)
    except OSError as error:
        raise CouldNotWrite("an erasure", str(files.root), reason_of(error)) from error


def _drop_indexes(files: ArchiveFiles) -> None:
    """Remove what was made to search by: it may hold parts of what goes, and can be made anew."""
    for path in files.indexes.iterdir():
        if path.name in KEPT_INDEXES:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def drop_staged(files: ArchiveFiles) -> None:
    """Forget what was to go."""
    _pending(files).unlink(missing_ok=True)
    sync_folders([files.indexes])


def finish_erasure(files: ArchiveFiles) -> bool:
    """Finish an erasure that was interrupted, where it was logged, and drop it where it was not.

    The caller holds the writer's lock.

    Returns:
        Whether anything was removed.

    Raises:
        CouldNotWrite, ArchiveUnreadable, LogBroken: when the system refuses, or the log does not hold.
    """
    staged = _staged(files)
    if staged is None:
        return False
    logged = (erasure_of(entry) for entry in CustodyLog(files).entries())
    if staged in [one for one in logged if one is not None]:
        carry_out(files, staged)
        return True
    drop_staged(files)
    return False


def _staged(files: ArchiveFiles) -> Erasure | None:
    with reading("what was to be erased", _pending(files)):
        try:
            data = read_file(_pending(files))
        except FileNotFoundError:
            return None
    try:
        body = json.loads(data)
    except ValueError:
        body = None
    return Erasure.of_body(body if isinstance(body, dict) else {})


def _pending(files: ArchiveFiles) -> Path:
    return files.indexes / PENDING
