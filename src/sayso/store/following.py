"""Keeping the projection level with the log: it follows what is new, or is made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.custody.entries import Entry, entry_line
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.store.index_tables import (
    PROJECTION_VERSION,
    followed_to,
    index_is_sound,
    layout,
    make_tables,
    mark_version,
    tables_version,
    unread_records,
)
from sayso.store.kept_words import KeptWords
from sayso.store.second_index import layout_anew
from sayso.store.trace import Trace, keep_trace
from sayso.values import Digest, Progress, digest_bytes, silent, told


@dataclass(frozen=True, slots=True)
class Projection:
    """The tables that are asked, as they follow a log; who changes them holds the writer's lock."""

    files: ArchiveFiles
    log: CustodyLog
    read: Callable[[Digest], bytes]  # an object

    def apply(self, entries: Iterable[Entry]) -> int:
        """Project entries that are to be logged, inside the caller's transaction, and return how many.

        Raises:
            ObjectMissing, ObjectDamaged, ArchiveUnreadable: when a record of theirs cannot be read.
        """
        return self._apply(entries, are_logged=False)

    def follow(self, entries: Iterable[Entry]) -> int:
        """Project entries of the log, inside the caller's transaction, and return how many.

        What cannot be read of one exhibit is noted, and stops no other.
        """
        return self._apply(entries, are_logged=True)

    def _apply(self, entries: Iterable[Entry], *, are_logged: bool) -> int:
        from sayso.store.projection import apply_entries
        from sayso.store.records import Records

        instead = KeptWords(self.files.database).read if are_logged else None
        return apply_entries(entries, _line_digest, Records(self.read, instead), are_logged=are_logged)

    def is_whole_again(self) -> bool:
        """Tell whether a record can be read that could not when the rows on it were made."""
        from sayso.store.records import Records

        records = Records(self.read)
        is_current = tables_version() == PROJECTION_VERSION
        return is_current and any(records.read(one) is not None for one in unread_records())

    def is_behind(self) -> bool:
        """Tell whether it has not followed the log to its end."""
        return tables_version() != PROJECTION_VERSION or followed_to() != self.log.tail()

    def ahead_of_log(self) -> str:
        """Say that it followed more entries than the log has; "" where it did not, or cannot tell."""
        if tables_version() != PROJECTION_VERSION:
            return ""
        return words_of_ahead(followed_to()[0], self.log.tail()[0])

    def catch_up(self) -> None:
        """Project what was logged and not projected.

        A crash came between, or the index is of another version.
        """
        from django.db import transaction

        if tables_version() != PROJECTION_VERSION or self.is_whole_again():
            self.rebuild()
            return
        mark = followed_to()
        if mark == self.log.tail():
            return
        if not self._goes_on_from(mark):  # the log was put back to an earlier state: trust it, not the index
            keep_trace(self.files, Trace(*mark, self.log.tail()[0]))
            self.rebuild()
            return
        with transaction.atomic():
            self.follow(self.log.entries(after=mark[0]))

    def rebuild(self, progress: Progress = silent) -> int:
        """Make it anew in one transaction, and return the entries read: until then, readers see what was.

        The file stays where it can: another process that waits for the lock has it open.
        """
        from django.db import transaction

        from sayso.store.projection import forget_everything

        self._lay_out()
        with transaction.atomic():
            forget_everything()
            return self.make_first(progress)

    def make_first(self, progress: Progress = silent) -> int:
        """Fill empty tables from log and objects, and return the entries read."""
        from django.db import transaction

        with transaction.atomic():
            count = self.follow(told(self.log.entries(), progress, self.log.tail()[0], "entries"))
            mark_version()
        return count

    def _lay_out(self) -> None:
        """Make the tables; what is not whole, or holds what we never put there, goes first."""
        if not index_is_sound():
            self._remove()
        was_there = bool(layout())
        make_tables()
        if was_there and layout() != layout_anew(self.files):
            self._remove()
            make_tables()

    def _remove(self) -> None:
        from django.db import connection

        connection.close()
        for suffix in ("", "-wal", "-shm"):
            self.files.database.with_name(self.files.database.name + suffix).unlink(missing_ok=True)

    def _goes_on_from(self, mark: tuple[int, str]) -> bool:
        """Tell whether the log holds the entry that the projection came to, and more after it."""
        seq, line_digest = mark
        if seq >= self.log.tail()[0]:
            return False
        return next(self.log.entries(after=seq)).prev == line_digest


def words_of_ahead(followed: int, entries: int) -> str:
    """Say that an index followed more entries than a log has; "" where it did not."""
    if followed <= entries:
        return ""
    return (
        f"The index had followed the log to entry {followed}, and it now ends with entry {entries}: it was "
        "cut off, or put back to an earlier copy. A head that was kept elsewhere shows which "
        "(sayso verify --against)."
    )


def _line_digest(entry: Entry) -> Digest:
    return digest_bytes(entry_line(entry))
