"""Whether a file reaches the end that its own format gives it, of whatever kind it is.

What was not found in a file that is cut short is not known, as nobody can look at what is gone.
A sound file of MP3 or FLAC has no end that can be told; what such files say of themselves stands in
front. Runs in the child; standard library only.

Source: ITU-T T.81 annex B (JPEG); W3C, PNG; CompuServe, GIF89a; Adobe, TIFF 6.0; ISO 14496-12.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.wholeness import boxes_end, ebml_ends, is_of_boxes, missing_bytes
from sayso.parsers.worker import Answer

SPAN_BYTES = 1 << 16
MAX_PARTS = 100_000  # of a file at its outermost level; pages of a TIFF
_MARKS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"%PDF-", b"\x1aE\xdf\xa3", b"\0\0\0")
_MARK_BYTES = 4  # of letters alone, that are surely of a mark: "GIF" may be all that a text says
_NEXT_IN_PDF = re.compile(rb"\s*[\dx]")  # an object, or `xref`
_CODED = {0x00, 0xFF, *range(0xD0, 0xD8)}  # what stands behind 0xFF within what JPEG codes
_NO_LENGTH = (0x01, 0xD8)  # JPEG's other markers that stand alone
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_TIFF_PIXELS = {273: 279, 324: 325}  # where strips and tiles stand: how long they are
_MOST_VALUES = 1 << 20  # of one TIFF tag that are read


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give how a file ends early, in `ends_early`."""
    del request
    yield {"ends_early": ends_early(stream)}, b""


def ends_early(stream: BinaryIO) -> str:
    """Return how a file ends before its end, as what follows "the file"; "" where nothing shows that it does.

    Leaves the stream at its start.
    """
    size = stream.seek(0, os.SEEK_END)
    missing = missing_bytes(stream)
    if not size:
        return "is empty"
    if missing:
        return f"ends {missing:,} bytes before the end that it states"
    try:
        return _ending(stream, size)
    finally:
        stream.seek(0)


def _ending(stream: BinaryIO, size: int) -> str:
    head = stream.read(64)
    if head.startswith(b"\xff\xd8\xff"):
        return "" if _jpeg_ends(stream) else "ends before its end mark"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "" if _png_ends(stream, size) else "ends before its last part"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "" if _gif_ends(stream, head) else "ends before its end mark"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "" if _tiff_ends(stream, size) else "ends before what its directory points at"
    if head.lstrip().startswith(b"%PDF-"):
        return "" if _pdf_ends(_tail(stream, size, 4096)) else "ends before its end mark"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "" if ebml_ends(stream, size) else "ends before the part that says what is in it"
    if is_of_boxes(head):
        return boxes_end(stream, head, size)
    return "ends before its head is over" if _is_of_a_head(head) else ""


def _is_of_a_head(head: bytes) -> bool:
    """Tell whether all of a file is the start of a format's mark, a RIFF's head or a box's."""
    if head.startswith(b"RIFF"):
        return len(head) < 8
    if head.startswith(b"\0\0\0"):
        return len(head) < 8 and head[4:].isalpha() | (len(head) < 5)
    is_letters = head.isalnum() or head.startswith(b"%")
    return any(mark.startswith(head) for mark in _MARKS) and (len(head) >= _MARK_BYTES or not is_letters)


def _pdf_ends(tail: bytes) -> bool:
    """Tell whether an end mark stands behind all; a PDF that was added to has one behind each addition."""
    _, mark, rest = tail.rpartition(b"%%EOF")
    return bool(mark) and not _NEXT_IN_PDF.match(rest)


def _tail(stream: BinaryIO, size: int, count: int) -> bytes:
    stream.seek(max(0, size - count))
    return stream.read(count)


def _jpeg_ends(stream: BinaryIO) -> bool:
    """Walk the segments, and what is coded between them, up to the mark that ends the picture."""
    stream.seek(2)
    for _ in range(MAX_PARTS):
        kind = _next_marker(stream)
        if kind is None:
            return False
        if kind == 0xD9:
            return True
        if kind in _NO_LENGTH:
            continue
        length = stream.read(2)
        if len(length) < 2:
            return False
        stream.seek(int.from_bytes(length, "big") - 2, os.SEEK_CUR)
    return True  # more than anybody writes: nothing shows that it is cut


def _next_marker(stream: BinaryIO) -> int | None:
    """Return the next marker's kind, past what is coded before it; None where there is none any more."""
    before = b""
    while span := stream.read(SPAN_BYTES):
        data, place = before + span, 0
        while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
            if data[place + 1] not in _CODED:
                stream.seek(place + 2 - len(data), os.SEEK_CUR)
                return data[place + 1]
            place += 1
        before = data[-1:] if data.endswith(b"\xff") else b""
    return None


def _png_ends(stream: BinaryIO, size: int) -> bool:
    place = 8
    for _ in range(MAX_PARTS):
        stream.seek(place)
        head = stream.read(8)
        if len(head) < 8:
            return False
        place += 12 + int.from_bytes(head[:4], "big")
        if place > size:
            return False
        if head[4:] == b"IEND":
            return True
    return True


def _gif_ends(stream: BinaryIO, head: bytes) -> bool:
    """Walk the blocks up to the mark that ends the picture."""
    place = 13 + _gif_colours(head[10] if len(head) > 10 else 0)
    for _ in range(MAX_PARTS):
        stream.seek(place)
        start = stream.read(10)
        if start[:1] == b";":
            return True
        if start[:1] == b"!":
            place += 2
        elif start[:1] == b"," and len(start) < 10:
            return False
        elif start[:1] == b",":
            place += 11 + _gif_colours(start[9])
        else:
            return bool(start)  # what is no block is damage, and no end
        stream.seek(place)
        while length := stream.read(1):
            place += 1 + length[0]
            if length == b"\0":
                break
            stream.seek(place)
    return True


def _gif_colours(flags: int) -> int:
    """Return how many bytes the table of colours has that these flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _tiff_ends(stream: BinaryIO, size: int) -> bool:
    """Tell whether all that directories point at lies within the file."""
    stream.seek(0)
    head = stream.read(8)
    if len(head) < 8:
        return False
    order = "<" if head[:2] == b"II" else ">"
    place, seen = int.from_bytes(head[4:8], "little" if order == "<" else "big"), set[int]()
    while place and place not in seen and len(seen) < MAX_PARTS:
        seen.add(place)
        stream.seek(place)
        count = stream.read(2)
        if len(count) < 2:
            return False
        entries = stream.read(12 * struct.unpack(order + "H", count)[0] + 4)
        if len(entries) < 12 * struct.unpack(order + "H", count)[0] + 4:
            return False
        rows = list(struct.iter_unpack(order + "HHL4s", entries[: len(entries) // 12 * 12]))
        if any(end > size for end in _tiff_reach(stream, rows, order)):
            return False
        (place,) = struct.unpack(order + "L", entries[-4:])
    return True


def _tiff_reach(stream: BinaryIO, rows: list[tuple[int, int, int, bytes]], order: str) -> Iterator[int]:
    """Give where each thing ends that a directory points at."""
    values = {tag: (kind, count, value) for tag, kind, count, value in rows}
    for kind, count, value in values.values():
        length = _TIFF_SIZES.get(kind, 1) * count
        if length > 4:
            yield struct.unpack(order + "L", value)[0] + length
    for starts, lengths in _TIFF_PIXELS.items():
        if starts in values and lengths in values:
            numbers = (_tiff_numbers(stream, order, *values[tag]) for tag in (starts, lengths))
            yield from (start + length for start, length in zip(*numbers, strict=False))


def _tiff_numbers(stream: BinaryIO, order: str, kind: int, count: int, value: bytes) -> list[int]:
    """Read a tag's whole numbers; [] where it has none, or more than are read."""
    letter = {3: "H", 4: "L"}.get(kind)
    if letter is None or count > _MOST_VALUES:
        return []
    width = _TIFF_SIZES[kind]
    if width * count > 4:
        stream.seek(struct.unpack(order + "L", value)[0])
        value = stream.read(width * count)
    whole = min(count, len(value) // width)
    return list(struct.unpack(f"{order}{whole}{letter}", value[: whole * width]))
