"""The custody log: an append-only chain of what was done to an archive.

Each line names the SHA-256 of the one before, so a changed or missing entry shows when
the chain is walked; a change to the last one, or an end cut off, shows only against a
head (`sayso.custody.heads`), best one that is kept elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from sayso.custody.clock_watch import ClockWatch
from sayso.custody.disk import reading, reason_of
from sayso.custody.entries import Act, Entry, entry_line, line_digest, read_line
from sayso.custody.errors import CouldNotWrite, NotAnEntry
from sayso.custody.layout import ArchiveFiles
from sayso.custody.left_over import (
    REPAIR,
    Left,
    drop_half_written,
    drop_left,
    left_behind,
    left_within,
    set_aside,
    words_of_repair,
)
from sayso.custody.log_bytes import append_bytes, cut
from sayso.custody.log_end import end_of, entry_at, refuse_cut_end, refuse_damaged_newline, tail_of
from sayso.custody.log_walk import walk_log
from sayso.custody.segment_seals import drop_plain, unsealed, write_sealed
from sayso.custody.segments import SEGMENT_BYTES, LastLine
from sayso.custody.withheld import Salted, keep_withheld, salted
from sayso.values import Digest, SaysoError, digest_bytes, utc_now

log = logging.getLogger(__name__)


class CustodyLog:
    """The log of one archive.

    Args:
        files: the archive.
        clock: tells the time of an entry.
        on_repair: told, in a sentence, when the end of an interrupted write is dropped.
        watch: tells when the clock was set while this log was open; a watch of the system's
            clocks where None, unless a clock is given.
        segment_bytes: a segment that is longer takes no further entry; as usual where None.
    """

    def __init__(
        self,
        files: ArchiveFiles,
        *,
        clock: Callable[[], datetime] = utc_now,
        on_repair: Callable[[str], None] = log.warning,
        watch: ClockWatch | None = None,
        segment_bytes: int | None = None,
    ) -> None:
        self.files = files
        self._clock, self._on_repair = clock, on_repair
        self._segment_bytes = segment_bytes or SEGMENT_BYTES
        self._watch = watch or (ClockWatch() if clock is utc_now else None)
        self._end_is_checked = self._left_is_checked = False

    def append(
        self, acts: Sequence[Act], before_writing: Callable[[Sequence[Entry]], object] | None = None
    ) -> list[Entry]:
        """Log acts, and return their entries when all of them are on disk.

        The caller holds the writer's lock. Several acts cost one write and one sync.
        When the last write was interrupted, its unfinished line is dropped first; when a segment
        is full, it is sealed; when the clock was set, that is noted. An entry says so each time,
        which is not among the returned ones.

        Args:
            acts: what was done.
            before_writing: given the entries as they will stand; when it raises, none is logged.

        Raises:
            CouldNotWrite: when the disk refuses; the log is then as it was before.
            ArchiveUnreadable: when it refuses to read the log's end.
            LogBroken: when the log's end is damaged, or shorter than a head says.
            TypeError: when a body holds what is not JSON, or a float.
        """
        if not acts:
            return []
        self.repair()
        self.note_jump()
        self._seal_full()
        return self._append(acts, end_of(self.files), before_writing)

    def note_jump(self) -> Entry | None:
        """Log that the clock was set since it was looked at last; return that entry, None when it was not.

        The caller holds the writer's lock. `append` does this by itself. Errors as for `append`.
        """
        jump = self._watch.jump() if self._watch is not None else None
        if jump is None:
            return None
        self.repair()
        return self._append([jump.act()], end_of(self.files))[0]

    def repair(self) -> Entry | None:
        """Clear away what an interrupted write left, and return the entry that says so; None for nothing.

        That is the unfinished line at the end, which is dropped, and withheld values that stand for no
        entry: those behind the end may belong to lines that were cut off, and are set aside. The caller
        holds the writer's lock. `append` does this by itself; who must see every entry calls it first.
        Errors as for `append`.
        """
        end = end_of(self.files)
        self._check_end(end)
        last = entry_at(end)
        left = self._left_behind(last) if last is not None else Left()
        entry = None
        if end.unfinished or not left.are_named_by(last):
            entry = self._log_repair(end, left)
        named = entry or last
        drop_left(self.files, left.within)
        if named is not None:
            set_aside(self.files, left.behind, named.seq)
        if entry is not None:
            self._on_repair(words_of_repair(entry))
        return entry

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Walk the log, and give each entry once its form, number and link are checked.

        Args:
            after: begin behind this entry; of what stands before, nothing but its line's
                digest is looked at.

        Raises:
            LogBroken: at the first entry that is wrong.
            ArchiveUnreadable: when the system refuses.
        """
        for entry, _ in self.entries_with_lines(after):
            yield entry

    def entries_with_lines(self, after: int = 0) -> Iterator[tuple[Entry, bytes]]:
        """Walk the log as `entries` does, and give each entry's line with it."""
        return walk_log(self.files, after)

    def tail(self) -> tuple[int, Digest]:
        """Return the number of the last entry and its line's digest; (0, GENESIS) for an empty log.

        Reads the last line only.

        Raises:
            LogBroken: when that line is no entry.
            ArchiveUnreadable: when the system refuses.
        """
        return tail_of(end_of(self.files))

    def _check_end(self, end: LastLine) -> None:
        """Refuse to write behind an end that something was cut from."""
        refuse_damaged_newline(end)
        if not self._end_is_checked:
            refuse_cut_end(self.files, end)
            self._end_is_checked = True

    def _left_behind(self, last: Entry) -> Left:
        with reading("what is withheld", self.files.withheld):
            behind, within = left_behind(self.files, last), list[int]()
            if not self._left_is_checked:
                drop_half_written(self.files, last.seq)
                within = [seq for seq in left_within(self.files) if seq not in behind]
                self._left_is_checked = True
        return Left(behind, sorted(within))

    def _log_repair(self, end: LastLine, left: Left) -> Entry:
        """Log what is dropped, in the place of the unfinished line; where that fails, the line stays."""
        body: dict[str, object] = {
            "dropped_bytes": len(end.unfinished),
            "dropped_sha256": digest_bytes(end.unfinished),
            **left.to_body(),
        }
        if not end.unfinished:
            return self._append([Act(REPAIR, body)], end)[0]
        path = self.files.segment_path(end.segment)
        try:
            cut(path, end.size_bytes)
            return self._append([Act(REPAIR, body)], end_of(self.files))[0]
        except OSError as error:
            raise CouldNotWrite("the custody log", str(path), reason_of(error)) from error
        except CouldNotWrite:
            with suppress(OSError):
                append_bytes(self.files, end.segment, end.unfinished, is_new=False)
            raise

    def _seal_full(self) -> None:
        """Seal full segments that take no further entry; where the disk refuses, they stay as they are."""
        end = end_of(self.files)
        with reading("the custody log", self.files.log):
            full = unsealed(self.files, end.segment, self._segment_bytes)
        for segment in full:
            try:
                act = write_sealed(self.files, segment)
            except CouldNotWrite as error:
                log.warning("A full segment of the log stays as it is: %s", error)
                return
            self._append([act], end_of(self.files))
            drop_plain(self.files, segment)

    def _append(
        self,
        acts: Sequence[Act],
        end: LastLine,
        before_writing: Callable[[Sequence[Entry]], object] | None = None,
    ) -> list[Entry]:
        seq, prev = tail_of(end)
        entries, lines, kept = self._lines_for(acts, seq, prev)
        if before_writing is not None:
            before_writing(entries)
        segment = max(end.segment, 1)
        is_new = end.segment == 0
        if end.size_bytes >= self._segment_bytes or end.is_sealed:
            segment, is_new = segment + 1, True
        what, where = "what is withheld from the log", self.files.withheld
        try:
            keep_withheld(self.files, kept)
            what, where = "the custody log", self.files.log
            append_bytes(self.files, segment, b"".join(line + b"\n" for line in lines), is_new=is_new)
        except OSError as error:
            self._take_back(kept, seq)
            raise CouldNotWrite(what, str(where), reason_of(error)) from error
        return entries

    def _take_back(self, numbers: Iterable[int], last: int) -> None:
        """Remove what was withheld from entries that were not logged; else the next writer does."""
        with suppress(OSError, SaysoError):
            if self.tail()[0] == last:
                drop_left(self.files, numbers)

    def _lines_for(
        self, acts: Sequence[Act], seq: int, prev: Digest
    ) -> tuple[list[Entry], list[bytes], Mapping[int, Mapping[str, Salted]]]:
        entries, lines, kept = [], [], {}
        for number, act in enumerate(acts, start=seq + 1):
            body = dict(act.body)
            if act.withheld:
                kept[number] = salted(act.withheld)
                body["withheld"] = {name: field.digest() for name, field in kept[number].items()}
            line = entry_line(Entry(seq=number, at=self._clock(), act=act.act, body=body, prev=prev))
            entries.append(_read_back(line))
            lines.append(line)
            prev = line_digest(line)
        return entries, lines, kept


def _read_back(line: bytes) -> Entry:
    """Read what is about to be written, so that nothing is logged that could not be read."""
    try:
        return read_line(line)
    except NotAnEntry as error:
        raise ValueError(f"this act cannot be logged: {error.why}") from error
