"""Whether a recording is all there, by the sizes that its outermost parts state.

Decoders often take a file that is cut short for a shorter one. Runs in the child; standard library only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

MAX_BOXES = 100_000  # of an MP4 at its outermost level; fragmented ones have one or two a second
_FIRST_BOXES = (
    b"ftyp",
    b"styp",
    b"moov",
    b"mdat",
    b"wide",
    b"free",
    b"skip",
    b"pnot",
    b"uuid",
    b"jP  ",
    b"JXL ",
)
_BOX_NAME = re.compile(rb"[A-Za-z0-9 _]{4}")


def missing_bytes(stream: BinaryIO) -> int:
    """Return how many bytes a file lacks by its own account; 0 where it lacks none, or gives no account.

    Leaves the stream at its start.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(64)
    try:
        if head[:4] == b"RIFF":
            return _missing_of_riff(stream, size)
        if head[4:8] in _FIRST_BOXES:
            return _missing_of_boxes(stream, size)
        if head[:4] == b"\x1aE\xdf\xa3":
            return _missing_of_ebml(stream, size)
        return 0
    finally:
        stream.seek(0)


def _missing_of_riff(stream: BinaryIO, size: int) -> int:
    """Walk the RIFF parts: a long AVI has several, one after another."""
    place = end = 0
    while place + 8 <= size:
        stream.seek(place)
        head = stream.read(8)
        if head[:4] != b"RIFF":
            break
        stated = int.from_bytes(head[4:8], "little")
        if stated in (0, 0xFFFFFFFF):  # written by a program that could not go back, as when streaming
            return 0
        place = end = place + 8 + stated
    return max(0, end - size)


def outermost_boxes(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Give the boxes of an MP4 at its outermost level: name, start, and end as it is stated.

    Ends at the first that is none, or that reaches up to the file's end whatever that is.
    """
    place = 0
    for _ in range(MAX_BOXES):
        if place + 8 > size:
            return
        stream.seek(place)
        head = stream.read(16)
        stated = int.from_bytes(head[:4], "big")
        if stated == 1:
            stated = int.from_bytes(head[8:16], "big")
        if stated == 0 and _BOX_NAME.fullmatch(head[4:8]):
            yield head[4:8], place, size
            return
        if stated < 8 or not _BOX_NAME.fullmatch(head[4:8]):
            return
        yield head[4:8], place, place + stated
        place += stated


def _missing_of_boxes(stream: BinaryIO, size: int) -> int:
    end = max((end for _, _, end in outermost_boxes(stream, size)), default=0)
    return max(0, end - size)


def _missing_of_ebml(stream: BinaryIO, size: int) -> int:
    """Read the EBML header and the segment after it, which holds all the rest."""
    place = 4
    for _ in range(2):
        stream.seek(place)
        length, stated = _ebml_size(stream.read(8))
        if stated is None:
            return 0
        place += length + stated
        if place >= size:
            return place - size
        stream.seek(place)
        if stream.read(4) != b"\x18S\x80g":  # the segment's mark
            return 0
        place += 4
    return 0


def _ebml_size(data: bytes) -> tuple[int, int | None]:
    """Read a size of 1 to 8 bytes, and how many it took; None stands for one that is not known."""
    if not data or data[0] == 0:
        return 0, None
    length = 9 - data[0].bit_length()
    value = int.from_bytes(data[:length], "big") & ((1 << 7 * length) - 1)
    return length, None if len(data) < length or value == (1 << 7 * length) - 1 else value
