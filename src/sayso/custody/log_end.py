"""The end of the log, read alone: its last entry, and whether something was cut from behind it."""

from __future__ import annotations

from sayso.custody.disk import reading
from sayso.custody.entries import GENESIS, Entry, line_digest, read_line
from sayso.custody.errors import LogBroken, NotAnEntry
from sayso.custody.heads import head_sizes
from sayso.custody.layout import ArchiveFiles
from sayso.custody.segments import LastLine, is_entry_with_damaged_end, last_line
from sayso.values import Digest


def end_of(files: ArchiveFiles) -> LastLine:
    """Find the end of the log.

    Raises:
        LogBroken: when a sealed segment cannot be read, or the last line is longer than any.
        ArchiveUnreadable: when the system refuses.
    """
    with reading("the custody log", files.log):
        return last_line(files)


def entry_at(end: LastLine) -> Entry | None:
    """Return the last entry; None for an empty log.

    Raises:
        LogBroken: when the last line is no entry.
    """
    if end.data is None:
        return None
    try:
        return read_line(end.data)
    except NotAnEntry as error:
        raise LogBroken(0, f"its last line is damaged: {error.why}") from error


def tail_of(end: LastLine) -> tuple[int, Digest]:
    """Return the number of the last entry and its line's digest; errors as for `entry_at`."""
    last = entry_at(end)
    if last is None or end.data is None:
        return 0, GENESIS
    return last.seq, line_digest(end.data)


def refuse_damaged_newline(end: LastLine) -> None:
    """Refuse to write behind an entry whose newline is another byte.

    Raises:
        LogBroken: naming that entry, or that the last line is none.
    """
    seq, _ = tail_of(end)
    if is_entry_with_damaged_end(end.unfinished):
        raise LogBroken(seq + 1, "its newline was changed")


def refuse_cut_end(files: ArchiveFiles, end: LastLine) -> None:
    """Refuse to write behind an end that is before what a head of the archive's own is over.

    Raises:
        LogBroken: naming the first entry that is missing, or that the last line is none.
        ArchiveUnreadable: when the system refuses.
    """
    seq, _ = tail_of(end)
    with reading("the heads", files.heads):
        newest = max(head_sizes(files), default=0)
    if newest > seq:
        raise LogBroken(seq + 1, f"it is missing, though there is a head over {newest} entries")
