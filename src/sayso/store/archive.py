"""The only door to an archive: its log and objects, and the projection that is asked.

Writing goes object, log line, index. A second writer waits, and says for whom;
readers never wait.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.custody.entries import Act, Entry
from sayso.custody.erasure import Erasure, carry_out, finish_erasure, stage_erasure
from sayso.custody.errors import KeyNotHere
from sayso.custody.found import FORMAT, Settings, open_files, read_settings
from sayso.custody.heads import Head
from sayso.custody.keys import Signer, read_signer
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import writer_lock
from sayso.custody.log import CustodyLog
from sayso.custody.sealing import write_head
from sayso.custody.settings_change import finish_settings, is_as_logged, place_settings, stage_change
from sayso.exhibits.objects import ObjectStore
from sayso.store.django_setup import may_be_written, point_django_at
from sayso.store.errors import ArchiveAlreadyOpen, IndexDiffers, IndexRefused
from sayso.store.following import Projection
from sayso.store.index_check import refuse_other_index
from sayso.store.index_tables import acting_parts, sweep_index, words_of_acting
from sayso.store.opening import follow, refuse_no_file, tell_of_left
from sayso.values import Progress, SaysoError, silent

log = logging.getLogger(__name__)

_open: list[Path] = []


@dataclass(slots=True)
class Archive:
    """An open archive."""

    files: ArchiveFiles
    log: CustodyLog
    objects: ObjectStore
    who: str  # the command, as a waiting writer is told it
    on_wait: Callable[[str], None]
    keys: Path | None = None  # the folder of private keys; None where heads stay unsigned
    has_written: bool = False  # whether it logged anything itself, which is to get a head
    has_index: bool = True  # False where it could not be brought level, for one who does not need it
    no_head_as: SaysoError | None = None  # why no head was made over what it wrote, once it is closed
    index_was_held: bool = False  # whether the index was held against log and objects since it was opened

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
            refuse_no_file(self.files.database)
            self.refuse_acting_parts()
            self.log.repair()
            finish_settings(self.files)
            was_erased = finish_erasure(self.files)
            self.projection.catch_up()
            if was_erased:
                sweep_index()
            yield

    def record_locked(self, acts: Sequence[Act]) -> list[Entry]:
        """Do what `record` does, for a caller that holds `writing()`.

        An act that cannot be projected is never logged: no later opening could follow it. In an archive of an
        earlier format, an entry that raises it comes first.
        """
        self._raise_format()
        return self._append(acts)

    def _append(self, acts: Sequence[Act]) -> list[Entry]:
        from django.db import transaction

        with transaction.atomic():
            entries = self.log.append(acts, before_writing=self.projection.apply)
            self.has_written = True
        return entries

    def change_settings_locked(
        self, settings: Settings, *, objects: Mapping[str, int], withheld: Mapping[str, str]
    ) -> list[Entry]:
        """Put another `archive.toml` in place, log that, and return the entry; the caller holds `writing()`.

        Args:
            objects: what the settings name of the store, and its sizes.
            withheld: who changes them.
        """
        self._raise_format()
        present = replace(settings, format=read_settings(self.files).format)
        entries = self._append([stage_change(self.files, present, objects=objects, withheld=withheld)])
        place_settings(self.files)
        return entries

    def _raise_format(self) -> None:
        """Say in an archive of an earlier format that what follows is of this one.

        A sayso that does not know this one then refuses it, and does not fail somewhere within.
        """
        now = read_settings(self.files)
        if now.format == FORMAT or not is_as_logged(self.files):  # what was changed by hand is not made ours
            return
        raised = replace(now, format=FORMAT)
        (entry,) = self._append([stage_change(self.files, raised, objects={}, withheld={})])
        place_settings(self.files)
        self.on_wait(
            f"The archive was of format {now.format}, and is of format {FORMAT} from entry {entry.seq} on: "
            "what is written now cannot be read by earlier versions of sayso, which refuse the archive."
        )

    def erase_locked(self, act: Act, erasure: Erasure) -> list[Entry]:
        """Log that something goes, and remove it: bytes, values beside the log, rows.

        The caller holds `writing()`. After an error the next who writes finds out what was logged.
        """
        self._raise_format()
        stage_erasure(self.files, erasure)
        entries = self._append([act])
        carry_out(self.files, erasure)
        self.objects.clear_left_over()
        sweep_index()
        return entries

    @property
    def projection(self) -> Projection:
        """The tables that are asked, as they follow the log."""
        return Projection(self.files, self.log, self.objects.read)

    def seal(self) -> Head:
        """Make a head over all entries so far, signed where the archive's key is at hand, and return it."""
        with writer_lock(self.files, self.who, self.on_wait):
            if self.log.note_jump() is not None and self.has_index:
                self.projection.catch_up()
            return write_head(self.files, self.signer())

    def signer(self) -> Signer | None:
        """Return who signs for the archive; None where its key is not at hand."""
        if self.keys is None:
            return None
        try:
            return read_signer(read_settings(self.files).public_key, self.keys)
        except KeyNotHere:
            log.info("The archive's key is not in %s: its head stays unsigned.", self.keys)
            return None

    def rebuild(self, progress: Progress = silent) -> int:
        """Make the projection anew from log and objects, running no method; return the entries read."""
        with writer_lock(self.files, self.who, self.on_wait):
            return self.projection.rebuild(progress)

    def hold_index(self, progress: Progress = silent) -> None:
        """Refuse to answer from an index that log and objects do not bear out.

        Looked at once, as long as the archive is open: what this process adds it projects itself.

        Raises:
            IndexDiffers: naming what differs.
            IndexNotChecked: when log or objects do not give any index.
        """
        if not self.index_was_held:
            refuse_other_index(self.files, progress)
            self.index_was_held = True

    def refuse_acting_parts(self) -> None:
        """Refuse an index with triggers or views: they would act on what is written, or on what is listed.

        Raises:
            IndexDiffers: naming them.
        """
        if acting := acting_parts():
            raise IndexDiffers((words_of_acting(acting),))

    def is_behind(self) -> bool:
        """Tell whether the projection has not followed the log to its end."""
        return self.projection.is_behind()

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
    needs_index: bool = True,
) -> Iterator[Archive]:
    """Open the archive at `root` and give it back closed; what was written through it gets a head.

    Args:
        root: the folder that holds `archive.toml`.
        who: what a writer that waits for this one is told.
        on_wait: hears that this one waits for another writer, and for whom.
        keys: the folder of private keys, for signing heads; None leaves them unsigned.
        needs_index: whether to refuse an archive whose projection cannot be brought level, such as one with a
            damaged record; else that is told, and `has_index` says so.

    Raises:
        ArchiveAlreadyOpen: when this process has one open.
        custody.NotAnArchive, custody.UnknownFormat: when `root` is none, or of a later format.
        IndexRefused: when the database does not do its part.
    """
    from django.db import DatabaseError

    if _open:
        raise ArchiveAlreadyOpen(str(_open[0]))
    files = open_files(root)
    may_write = may_be_written(files.database) and os.access(files.log, os.W_OK)
    point_django_at(files.database, may_write=may_write)
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
        tell_of_left(archive, may_write=may_write)
        archive.has_index = follow(archive, may_write=may_write, needs_index=needs_index)
        try:
            yield archive
        finally:
            _seal_if_grown(archive)
    except DatabaseError as problem:
        raise IndexRefused(str(problem)) from problem
    finally:
        archive.close()


def _seal_if_grown(archive: Archive) -> None:
    """Leave a head over what was written; where that fails, what was written stands all the same."""
    try:
        if archive.has_written:
            archive.seal()
    except (SaysoError, OSError) as problem:
        archive.on_wait(f"No head was made over the new entries, which are kept: {problem}")
        archive.no_head_as = problem if isinstance(problem, SaysoError) else None
