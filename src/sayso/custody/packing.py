"""The compressed form of a log segment: gzip in blocks, so that a line is found without reading all the rest.

Each block is a gzip member of its own and begins and ends with whole lines; `zcat` gives the segment back.
A member's header says, in an extra field, how long the member is and how many lines it holds. That only
helps to find a place: what is read is checked line by line, and the file against its digest in the log.

Source: RFC 1952; blocks in an extra field are the way of BGZF (SAM specification, section 4.1).
"""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.custody.disk import open_file
from sayso.custody.entries import MOST_LINE_BYTES

BLOCK_BYTES = 1 << 18
_HEADER = struct.Struct("<4sIBBH2sHII")  # of a member, with the extra field
_START = b"\x1f\x8b\x08\x04"  # gzip, deflate, with an extra field
_TAG = b"SY"
_EXTRA_BYTES = 12  # tag, length, two numbers
_UNKNOWN_SYSTEM = 255
_END = struct.Struct("<II")


class PackDamaged(Exception):
    """Compressed bytes that cannot be read any further."""


def pack(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Compress lines, newlines included, and give the members; the same lines give the same bytes."""
    block: list[bytes] = []
    size_bytes = 0
    for line in lines:
        block.append(line)
        size_bytes += len(line)
        if size_bytes >= BLOCK_BYTES:
            yield _member(block)
            block, size_bytes = [], 0
    if block:
        yield _member(block)


def unpack(path: Path, skip: int = 0) -> Iterator[bytes]:
    """Give the lines of a compressed segment, without the first `skip`.

    Raises:
        PackDamaged: where the bytes cannot be read any further.
        OSError: when the system refuses.
    """
    with open_file(path) as stream:
        left = _hop(stream, skip)
        try:
            with gzip.GzipFile(fileobj=stream) as plain:
                for number, line in enumerate(pieces_of(plain)):
                    if number >= left:
                        yield line
        except (zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise PackDamaged(f"its compressed bytes are damaged: {error}") from error


def pieces_of(stream: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    """Give the lines of a stream, newlines included; one that is longer than any in pieces."""
    while line := stream.readline(MOST_LINE_BYTES):
        yield line


def _member(block: list[bytes]) -> bytes:
    data = b"".join(block)
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(data) + deflate.flush()
    size_bytes = _HEADER.size + len(packed) + _END.size
    extra = (_EXTRA_BYTES, _TAG, _EXTRA_BYTES - 4, size_bytes, len(block))
    return (
        _HEADER.pack(_START, 0, 0, _UNKNOWN_SYSTEM, *extra) + packed + _END.pack(zlib.crc32(data), len(data))
    )


def _hop(stream: BinaryIO, skip: int) -> int:
    """Move to the member with line `skip`, by the headers; return how many of its lines are to be skipped."""
    while True:
        place = stream.tell()
        head = stream.read(_HEADER.size)
        stream.seek(place)
        if len(head) < _HEADER.size:
            return skip
        start, _, _, _, extra_bytes, tag, _, size_bytes, lines = _HEADER.unpack(head)
        is_ours = (start, extra_bytes, tag) == (_START, _EXTRA_BYTES, _TAG)
        if not is_ours or lines > skip or size_bytes <= _HEADER.size:
            return skip
        stream.seek(place + size_bytes)
        skip -= lines
