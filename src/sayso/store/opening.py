"""What becomes of an archive's index as the archive is opened."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.custody.disk import no_file_of, reason_of
from sayso.custody.lock import is_held, writer_lock
from sayso.store.django_setup import wal_bytes
from sayso.store.errors import IndexBehind, IndexRefused
from sayso.store.index_tables import PROJECTION_VERSION, tables_version
from sayso.store.second_index import ask_passing_index
from sayso.values import SaysoError

if TYPE_CHECKING:
    from sayso.store.archive import Archive

log = logging.getLogger(__name__)


def tell_of_left(archive: Archive, *, may_write: bool) -> None:
    """Say that reading will change a file: SQLite puts what a command left unfinished into the index."""
    if may_write and wal_bytes(archive.files.database) and not is_held(archive.files):
        archive.on_wait(
            "What a command that was interrupted, or one that still reads, left beside the index "
            "(index.db-wal) is put into it now. Log, objects and heads are not touched; sayso verify changes "
            "nothing at all."
        )


def follow(archive: Archive, *, may_write: bool, needs_index: bool) -> bool:
    """Bring the projection level with the log, and tell whether it is, where that is not needed.

    Where it is needed and may not be written, another is made, which goes when the archive is closed.

    Raises:
        DatabaseError, SaysoError: when it is needed, and database, log or objects do not do their part.
    """
    from django.db import DatabaseError

    try:
        try:
            refuse_no_file(archive.files.database)
            _bring_level(archive, may_write=may_write)
        except IndexBehind:
            if not needs_index:
                raise
            _ask_another(archive)
    except (SaysoError, DatabaseError) as problem:
        if needs_index:
            raise
        archive.on_wait(f"The index is not made use of, as it could not be brought level: {problem}")
        return False
    return True


def refuse_no_file(database: Path) -> None:
    """Refuse what stands in the index's place and is none: a pipe there would be waited for, for ever.

    Raises:
        IndexRefused: naming what it is.
    """
    if odd := what_instead(database):
        raise IndexRefused(f"in the place of {database.name} stands something else ({odd}): remove it first")


def what_instead(database: Path) -> str | None:
    """Say what stands in the index's place, or where a link there leads, and is no file; None for nothing."""
    try:
        return no_file_of(database, os.stat(database).st_mode)
    except OSError:
        # Nothing is there, or it cannot be looked at, which whoever asks the index is told. Through a link
        # that leads to nothing, an index would be made wherever that says.
        return (
            f"it is a link, to {os.readlink(database)!r}, and nothing is there"
            if database.is_symlink()
            else None
        )


def _ask_another(archive: Archive) -> None:
    """Make another index in the temporary folder, and ask that as long as the archive is open."""
    archive.on_wait(
        f"The index of {archive.files.root} does not say what its log says, and may not be written here. "
        "Another is made for this command alone, which takes its time again with each; a copy that can be "
        "written keeps it."
    )
    try:
        ask_passing_index()
    except OSError as problem:
        raise IndexRefused(
            f"another could not be made in the temporary folder ({reason_of(problem)})"
        ) from problem
    archive.projection.make_first()
    archive.index_was_held = True  # it comes from log and objects


def _bring_level(archive: Archive, *, may_write: bool) -> None:
    """Bring the projection level, unless a writer is at work and about to do so: readers never wait.

    Raises:
        IndexBehind: when it may not be written.
    """
    from django.db import DatabaseError

    try:
        if not archive.is_behind():
            if not may_write or is_held(archive.files) or not archive.projection.is_whole_again():
                return
        elif tables_version() == PROJECTION_VERSION and is_held(archive.files):
            return
    except DatabaseError as problem:
        if may_write:
            log.warning("The index cannot be used (%s), and is made anew from the log.", problem)
            archive.rebuild()
            return
    if not may_write:
        raise IndexBehind(str(archive.files.root))
    with writer_lock(archive.files, archive.who, archive.on_wait):  # what is unfinished is left to writers
        if ahead := archive.projection.ahead_of_log():
            archive.on_wait(ahead)
        archive.projection.catch_up()
