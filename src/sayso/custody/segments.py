"""The log's lines as they lie on disk, in segments, with nothing checked.

A line ends in a newline; what follows the last newline of the last segment is a line
that was never finished. One that is longer than any comes in pieces, none of which is an
entry. A segment that takes no further entry is sealed: kept compressed.
`sayso.custody.log` checks what these functions give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sayso.custody.disk import open_file
from sayso.custody.entries import MOST_LINE_BYTES, read_line
from sayso.custody.errors import LogBroken, NotAnEntry
from sayso.custody.layout import ArchiveFiles, segment_name
from sayso.custody.packing import PackDamaged, pieces_of, unpack

SEGMENT_BYTES = 16 << 20  # a segment that is longer takes no further entry
LAST_LINE_BYTES = 1 << 16  # read at once when the last line is looked for


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it is on disk."""

    segment: int
    number: int  # in its segment, 1 for the first
    data: bytes  # without the newline
    is_finished: bool  # whether the newline is there
    is_sealed: bool = False  # whether it was read from the compressed segment

    @property
    def where(self) -> str:
        """Which line of which file this is."""
        sealed = ".gz" if self.is_sealed else ""
        return f"log/{segment_name(self.segment)}{sealed} line {self.number}"


@dataclass(frozen=True, slots=True)
class LastLine:
    """Where the log ends."""

    segment: int  # 0 when there is none
    size_bytes: int  # of that segment, up to and with its last newline
    unfinished: bytes  # what follows that newline
    data: bytes | None  # the last finished line; None in an empty log
    is_sealed: bool = False  # then nothing can be written behind it in its file


def lines_of(
    files: ArchiveFiles,
    first_segment: int = 1,
    skip: int = 0,
    on_damage: Callable[[LogBroken], object] | None = None,
) -> Iterator[RawLine]:
    """Give the lines of all segments from `first_segment` on, without the first `skip` of that one.

    Args:
        on_damage: told of a sealed segment that cannot be read any further; its rest is left out then.

    Raises:
        LogBroken: at such a segment, where nobody is to be told.
        OSError: when a segment cannot be read.
    """
    for segment in files.segment_numbers():
        if segment < first_segment:
            continue
        try:
            yield from _lines_of_segment(files, segment, skip)
        except LogBroken as error:
            if on_damage is None:
                raise
            on_damage(error)
        skip = 0


def last_line(files: ArchiveFiles) -> LastLine:
    """Find the end of the log, reading no more than its last line, or its last segment where that is sealed.

    Raises:
        LogBroken: when that sealed segment cannot be read, or the last line is longer than any.
        OSError: when a segment cannot be read.
    """
    numbers = files.segment_numbers()
    if not numbers:
        return LastLine(0, 0, b"", None)
    newest = _last_of(files, numbers.pop())
    while newest.data is None and numbers:  # a segment that was just begun
        newest = replace(newest, data=_last_of(files, numbers.pop()).data)
    return newest


def segment_with(files: ArchiveFiles, seq: int) -> tuple[int, int]:
    """Return the segment in which entry `seq` stands or would stand, and the number of its first entry.

    Raises:
        LogBroken: when the first line of a segment that must be looked at is none.
        OSError: when a segment cannot be read.
    """
    numbers = files.segment_numbers()
    low, high, first = 0, len(numbers), 1
    while high - low > 1:
        middle = (low + high) // 2
        found = _first_seq(files, numbers[middle])
        if found is not None and found <= seq:
            low, first = middle, found
        else:
            high = middle
    return (numbers[low] if numbers else 1), first


def _lines_of_segment(files: ArchiveFiles, segment: int, skip: int = 0) -> Iterator[RawLine]:
    try:
        stream = open_file(files.segment_path(segment))
    except FileNotFoundError:  # it is sealed, or was meanwhile
        yield from _lines_of_sealed(files, segment, skip)
        return
    with stream:
        for number, line in enumerate(islice(pieces_of(stream), skip, None), start=skip + 1):
            yield _raw(segment, number, line)


def _lines_of_sealed(files: ArchiveFiles, segment: int, skip: int) -> Iterator[RawLine]:
    path = files.sealed_path(segment)
    try:
        for number, line in enumerate(unpack(path, skip), start=skip + 1):
            yield _raw(segment, number, line, is_sealed=True)
    except PackDamaged as error:
        raise LogBroken(0, str(error), files.name_of(path)) from error


def _raw(segment: int, number: int, line: bytes, *, is_sealed: bool = False) -> RawLine:
    is_finished = line.endswith(b"\n") or len(line) >= MOST_LINE_BYTES
    return RawLine(segment, number, line.removesuffix(b"\n"), is_finished, is_sealed)


def _last_of(files: ArchiveFiles, segment: int) -> LastLine:
    try:
        return LastLine(segment, *_end_of(files.segment_path(segment)))
    except FileNotFoundError:
        size_bytes, data = 0, None
        for line in _lines_of_sealed(files, segment, 0):
            size_bytes, data = size_bytes + len(line.data) + 1, line.data
        return LastLine(segment, size_bytes, b"", data, is_sealed=True)


def _end_of(path: Path) -> tuple[int, bytes, bytes | None]:
    """Return the size up to the last newline, what follows it, and the last finished line."""
    with open_file(path) as stream:
        end = stream.seek(0, 2)
        tail, start = b"", end
        while start > 0 and tail.count(b"\n") < 2:
            if len(tail) > 2 * MOST_LINE_BYTES:
                raise LogBroken(0, "its last line is longer than any", f"log/{path.name}")
            step = min(max(LAST_LINE_BYTES, len(tail)), start)
            start -= step
            stream.seek(start)
            tail = stream.read(step) + tail
    finished, newline, unfinished = tail.rpartition(b"\n")
    if not newline:
        return 0, tail, None
    return end - len(unfinished), unfinished, finished.rpartition(b"\n")[2]


def _first_seq(files: ArchiveFiles, segment: int) -> int | None:
    """Return the number of a segment's first entry; None where it has none yet."""
    for line in _lines_of_segment(files, segment):
        if not line.is_finished:
            return None
        try:
            return read_line(line.data).seq
        except NotAnEntry as error:
            raise LogBroken(0, error.why, line.where) from error
    return None


def is_entry_with_damaged_end(unfinished: bytes) -> bool:
    """Tell a finished line whose newline was changed from one that was never finished."""
    try:
        read_line(unfinished[:-1])
    except NotAnEntry:
        return False
    return True
