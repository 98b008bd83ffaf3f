"""Walking the custody log from one entry to the next, each held against the one before."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.custody.disk import reading
from sayso.custody.entries import GENESIS, Entry, line_digest, read_line
from sayso.custody.errors import LogBroken, NotAnEntry
from sayso.custody.layout import ArchiveFiles
from sayso.custody.segments import RawLine, is_entry_with_damaged_end, lines_of, segment_with
from sayso.values import Digest


def walk_log(files: ArchiveFiles, after: int = 0) -> Iterator[tuple[Entry, bytes]]:
    """Give each entry, once its form, number and link are checked, with its line.

    Args:
        files: the archive.
        after: begin behind this entry; of what stands before, nothing but its line's digest is looked at.

    Raises:
        LogBroken: at the first entry that is wrong.
        ArchiveUnreadable: when the system refuses.
    """
    with reading("the custody log", files.log):
        segment, first = segment_with(files, after) if after else (1, 1)
        before: Digest | None = None if after else GENESIS
        lines = lines_of(files, segment, skip=max(after - first, 0))
        for seq, line in enumerate(lines, start=max(after, 1)):
            if not line.is_finished and _is_last(files, line):
                return
            if seq > after:
                yield _checked(line, seq, before), line.data
            before = line_digest(line.data)


def _checked(line: RawLine, expected: int, before: Digest | None) -> Entry:
    where = line.where
    try:
        entry = read_line(line.data)
    except NotAnEntry as error:
        raise LogBroken(expected, error.why, where) from error
    if not line.is_finished:
        raise LogBroken(expected, "its newline is missing", where)
    if entry.seq != expected:
        raise LogBroken(expected, f"entry {entry.seq} stands in its place", where)
    if before is not None and entry.prev != before:
        raise LogBroken(expected, "it does not follow from the entry before it", where)
    return entry


def _is_last(files: ArchiveFiles, line: RawLine) -> bool:
    return line.segment == max(files.segment_numbers()) and not is_entry_with_damaged_end(line.data)
