"""The only door to an archive: its log and objects, and the projection that is asked.

Writing goes object, log line, index. A second writer waits, and says for whom;
readers never wait.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sayso.custody.entries import Act, Entry, entry_line
from sayso.custody.errors import KeyNotHere
from sayso.custody.found import open_files, read_settings
from sayso.custody.heads import Head, write_head
from sayso.custody.keys import Signer, read_signer
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import is_held, writer_lock
from sayso.custody.log import CustodyLog
from sayso.exhibits.objects import ObjectStore
from sayso.store.django_setup import point_django_at
from sayso.values import AskedWrongly, Digest, SaysoError, digest_bytes

log = logging.getLogger(__name__)

# Rises with every change of the models or of `projection`: an archive whose
# index was made by another version is projected anew when it is opened.
PROJECTION_VERSION = 1

_open: list[Path] = []


class ArchiveAlreadyOpen(AskedWrongly):
    """A process has one archive open at a time."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"The archive {self.path} is open in this process. Close it first, "
            "or use a second process: settings are one set a process."
        )


@dataclass(slots=True)
class Archive:
    """An open archive."""

    files: ArchiveFiles
    log: CustodyLog
    objects: ObjectStore
    who: str  # the command, as a waiting writer is told it
    on_wait: Callable[[str], None]
    keys: Path | None = None  # the folder of private keys; None where heads stay unsigned

    def record(self, acts: Sequence[Act]) -> list[Entry]:
        """Log acts whose objects are on disk, project them, and return their entries.

        When this returns, they are saved.
        """
        with self.writing():
            return self.record_locked(acts)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock, with the projection level with the log."""
        with writer_lock(self.files, self.who, self.on_wait):
            self.log.repair()
            self._catch_up()
            yield

    def record_locked(self, acts: Sequence[Act]) -> list[Entry]:
        """Do what `record` does, for a caller that holds `writing()`."""
        from django.db import transaction

        from sayso.store.projection import apply_entries

        entries = self.log.append(acts)
        with transaction.atomic():
            apply_entries(entries, _line_digest, self.objects.read)
        return entries

    def seal(self) -> Head:
        """Make a head over all entries so far, signed where the archive's key is at hand, and return it."""
        with writer_lock(self.files, self.who, self.on_wait):
            return write_head(self.files, self._signer())

    def _signer(self) -> Signer | None:
        if self.keys is None:
            return None
        try:
            return read_signer(read_settings(self.files).public_key, self.keys)
        except KeyNotHere:
            log.info("The archive's key is not in %s: its head stays unsigned.", self.keys)
            return None

    def rebuild(self) -> int:
        """Make the projection anew from log and objects, running no method; return the entries read."""
        with writer_lock(self.files, self.who, self.on_wait):
            return self._rebuild_locked()

    def _rebuild_locked(self) -> int:
        from django.db import connection, transaction

        from sayso.store.projection import apply_entries

        connection.close()
        for suffix in ("", "-wal", "-shm"):
            self.files.database.with_name(self.files.database.name + suffix).unlink(missing_ok=True)
        _make_tables()
        with transaction.atomic():
            count = apply_entries(self.log.entries(), _line_digest, self.objects.read)
        connection.close()
        return count

    def _catch_up(self) -> None:
        """Project what was logged and not projected.

        A crash came between, or the index is of another version.
        """
        from django.db import transaction

        from sayso.store import models
        from sayso.store.projection import apply_entries

        if _tables_version() != PROJECTION_VERSION:
            self._rebuild_locked()
            return
        mark = models.Applied.objects.filter(id=1).first()
        applied, digest = (mark.seq, mark.line_digest) if mark else (0, "")
        seq, tail_digest = self.log.tail()
        if (applied, digest) == (seq, tail_digest):
            return
        if applied >= seq:  # the log was put back to an earlier state: trust it, not the index
            self._rebuild_locked()
            return
        with transaction.atomic():
            apply_entries(self.log.entries(after=applied), _line_digest, self.objects.read)

    def is_behind(self) -> bool:
        """Tell whether the log holds acts that the projection has not followed yet."""
        from sayso.store import models

        if _tables_version() != PROJECTION_VERSION:
            return True
        mark = models.Applied.objects.filter(id=1).first()
        seq, _ = self.log.tail()
        return (mark.seq if mark else 0) != seq

    def close(self) -> None:
        """Let go of the database; another archive can be opened then."""
        from django.db import connection

        connection.close()
        _open.clear()


@contextmanager
def open_archive(
    root: Path,
    *,
    who: str = "sayso",
    on_wait: Callable[[str], None] | None = None,
    keys: Path | None = None,
) -> Iterator[Archive]:
    """Open the archive at `root` and give it back closed; what was written meanwhile gets a head.

    Args:
        root: the folder that holds `archive.toml`.
        who: what a writer that waits for this one is told.
        on_wait: hears that this one waits for another writer, and for whom.
        keys: the folder of private keys, for signing heads; None leaves them unsigned.

    Raises:
        ArchiveAlreadyOpen: when this process has one open.
        custody.NotAnArchive, custody.UnknownFormat: when `root` is none, or of a later format.
    """
    if _open:
        raise ArchiveAlreadyOpen(str(_open[0]))
    files = open_files(root)
    point_django_at(files.database)
    archive = Archive(
        files=files,
        log=CustodyLog(files, on_repair=on_wait or log.warning),
        objects=ObjectStore(files),
        who=who,
        on_wait=on_wait or log.warning,
        keys=keys,
    )
    _open.append(root)
    try:
        _follow(archive)
        before = archive.log.tail()
        try:
            yield archive
        finally:
            _seal_if_grown(archive, before)
    finally:
        archive.close()


def _seal_if_grown(archive: Archive, before: tuple[int, Digest]) -> None:
    """Leave a head over what was written; where that fails, what was written stands all the same."""
    try:
        if archive.log.tail() != before:
            archive.seal()
    except (SaysoError, OSError) as problem:
        log.warning("No head was made over the new entries: %s", problem)


def _follow(archive: Archive) -> None:
    """Bring the projection level, unless a writer is at work and about to do so: readers never wait."""
    from django.db import DatabaseError

    try:
        if not archive.is_behind() or (_tables_version() == PROJECTION_VERSION and is_held(archive.files)):
            return
    except DatabaseError:
        log.warning("The index is damaged, and is made anew from the log.")
        archive.rebuild()
        return
    with archive.writing():
        pass


def _line_digest(entry: Entry) -> Digest:
    return digest_bytes(entry_line(entry))


def _tables_version() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _make_tables() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {PROJECTION_VERSION}")
