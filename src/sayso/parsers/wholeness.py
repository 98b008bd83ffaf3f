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
_CONTENTS = {b"moov", b"moof", b"meta", b"sidx"}  # one of them says what an MP4, or a picture like it, holds
_MEDIA_ELSEWHERE = (b"mvex", b"rmra")  # within `moov`: in fragments; in other files
_MOST_OF_CONTENTS = 1 << 26  # bytes of a box that are read
_BOX_NAME = re.compile(rb"[A-Za-z0-9 _]{4}")
_FIRST_BOX = re.compile(rb"\0[\0-\xff]{3}[a-z0-9]{4}")  # of another name: no text starts with a NUL
_SEGMENT = b"\x18S\x80g"


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
        if is_of_boxes(head):
            return _missing_of_boxes(stream, size)
        if head[:4] == b"\x1aE\xdf\xa3":
            return _missing_of_ebml(stream, size)
        return 0
    finally:
        stream.seek(0)


def is_of_boxes(head: bytes) -> bool:
    """Tell whether a file is of boxes, as an MP4, a fragment of one, and an AVIF are, by how it starts."""
    return head[4:8] in _FIRST_BOXES or _FIRST_BOX.match(head) is not None


def boxes_end(stream: BinaryIO, head: bytes, size: int) -> str:
    """Return how a file of boxes ends early though each box is there, as `endings` says it; "" for not."""
    boxes = list(outermost_boxes(stream, size))
    names = [name for name, _, _ in boxes]
    if (
        0 < size - max((end for _, _, end in boxes), default=0) < 8
        and _first_byte_behind(stream, boxes) == b"\0"
    ):
        return "ends before the head of its last part is over"
    if head[4:8] == b"ftyp" and not _CONTENTS.intersection(names):
        return "ends before the part that says what is in it"
    parts = [name for name in names if name in (b"moof", b"mdat")]
    if parts[-1:] == [b"moof"] or (not parts and _tells_of_media(stream, boxes)):
        return "ends before what it says is in it"
    return ""


def _first_byte_behind(stream: BinaryIO, boxes: list[tuple[bytes, int, int]]) -> bytes:
    """Return the first byte behind all boxes: a NUL, where it starts the size of another."""
    stream.seek(max((end for _, _, end in boxes), default=0))
    return stream.read(1)


def _tells_of_media(stream: BinaryIO, boxes: list[tuple[bytes, int, int]]) -> bool:
    """Tell whether `moov` or `meta` is of media that should stand behind it, in a box of its own."""
    for name, start, end in boxes:
        if name in (b"moov", b"meta"):
            stream.seek(start)
            data = stream.read(min(end - start, _MOST_OF_CONTENTS))
            if name == b"meta" and b"iloc" in data and b"idat" not in data:
                return True
            if b"trak" in data and not any(elsewhere in data for elsewhere in _MEDIA_ELSEWHERE):
                return True
    return False


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
            stated = int.from_bytes(head[8:16], "big") if len(head) == 16 else 16
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
    """Return what is missing of the part that the file ends in."""
    return max(0, max(_ebml_ends(stream, size), default=0) - size)


def ebml_ends(stream: BinaryIO, size: int) -> bool:
    """Tell whether an EBML file, none of whose parts is cut short, has one behind its header."""
    return len(list(_ebml_ends(stream, size))) > 1


def _ebml_ends(stream: BinaryIO, size: int) -> Iterator[int]:
    """Give where the outermost parts end, and within a part whose size is not known, those in it.

    The segment holds all behind the header; a program that streams knows no size of it or its clusters.
    """
    place = 0
    for _ in range(MAX_BOXES):
        stream.seek(place)
        head = stream.read(12)
        width = 9 - head[0].bit_length() if head[:1] > b"\0" else 0
        length, stated = _ebml_size(head[width:])
        if not 0 < width < 5:
            return
        if len(head) < 12 and len(head) < width + max(length, 1):  # its head is cut
            yield place + width + max(length, 1)
            return
        if not length:
            return
        place += width + length + (stated or 0)
        yield place
        if place >= size or (stated is not None and head[:4] == _SEGMENT):
            return


def _ebml_size(data: bytes) -> tuple[int, int | None]:
    """Read a size of 1 to 8 bytes, and how many it took; None stands for one that is not known."""
    if not data or data[0] == 0:
        return 0, None
    length = 9 - data[0].bit_length()
    value = int.from_bytes(data[:length], "big") & ((1 << 7 * length) - 1)
    return length, None if len(data) < length or value == (1 << 7 * length) - 1 else value
