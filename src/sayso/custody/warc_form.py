"""Reading the WARC of a WACZ that we wrote: which bytes it holds, by the SHA-256 of each record.

Source: ISO 28500:2017, sections 4 and 5, annex D.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.custody.web_archive import Member

MOST_HEAD_BYTES = 1 << 16
MOST_UNFOLDED_AT_ONCE = 1 << 20
GZIP = 31  # zlib's window bits for a gzip member
END = b"\r\n\r\n"
_LENGTH = re.compile(rb"(?mi)^content-length: (\d{1,18})\r$")
_URI = re.compile(rb"(?mi)^warc-target-uri: ([!-~]{1,4000})\r$")
_TYPE = re.compile(rb"(?mi)^warc-type: ([a-z]{1,20})\r$")


@dataclass(frozen=True, slots=True)
class Block:
    """The bytes of a record."""

    uri: str  # "" where the record names none
    kind: str  # such as "resource"
    sha256: str
    size: int
    head_sha256: str  # of the record's head, without the blank line behind it
    where: Member  # the record, as it lies there


def blocks_in(chunks: Iterator[bytes]) -> Iterator[Block]:
    """Give the blocks of a gzipped WARC's records, in bounded memory.

    Raises:
        ValueError: where it is none, one record a member.
    """
    left, offset = b"", 0
    while left or (left := next(chunks, b"")):
        member = _Member(left, chunks)
        yield _block_of(member, offset)
        left = member.behind
        offset += member.length


class _Member:
    """The unfolded bytes of one gzip member."""

    def __init__(self, first: bytes, chunks: Iterator[bytes]) -> None:
        self._packed, self._chunks = first, chunks
        self._unpack = zlib.decompressobj(GZIP)
        self.behind = b""  # what follows the member, once it was read to its end
        self.length = 0  # of what was read of the member
        self.sha256 = hashlib.sha256()

    def pieces(self) -> Iterator[bytes]:
        while not self._unpack.eof:
            if not self._packed and not (taken := next(self._chunks, b"")):
                raise ValueError("its WARC is cut off")
            data = self._packed or taken
            try:
                piece = self._unpack.decompress(data, MOST_UNFOLDED_AT_ONCE)
            except zlib.error as error:
                raise ValueError("its WARC cannot be unfolded") from error
            self._packed = self._unpack.unconsumed_tail
            own = memoryview(data)[: len(data) - len(self._packed) - len(self._unpack.unused_data)]
            self.length += len(own)
            self.sha256.update(own)
            if piece:
                yield piece
        self.behind = self._unpack.unused_data + self._packed


def _block_of(member: _Member, offset: int) -> Block:
    pieces = member.pieces()
    head = b""
    while END not in head:
        if len(head) > MOST_HEAD_BYTES:
            raise ValueError("a record of its WARC has no end to its head")
        piece = next(pieces, None)
        if piece is None:
            raise ValueError("a record of its WARC has no end to its head")
        head += piece
    head, _, rest = head.partition(END)
    length, uri, kind = (found.search(head + b"\r\n") for found in (_LENGTH, _URI, _TYPE))
    if length is None or kind is None or not head.startswith(b"WARC/1."):
        raise ValueError("a record of its WARC has no such head as we write")
    sha256, size = _hashed(rest, pieces, int(length[1]))
    return Block(
        uri=uri[1].decode("ascii") if uri else "",
        kind=kind[1].decode("ascii").lower(),
        sha256=sha256,
        size=size,
        head_sha256=hashlib.sha256(head).hexdigest(),
        where=Member(offset=offset, length=member.length, sha256=member.sha256.hexdigest()),
    )


def _hashed(rest: bytes, pieces: Iterator[bytes], size: int) -> tuple[str, int]:
    """Hash a block that ends with the member, but for the line ends behind it."""
    sha256, left = hashlib.sha256(), size
    behind = b""
    piece: bytes | None = rest
    while piece is not None:
        sha256.update(piece[:left])
        behind += piece[left : left + len(END) + 1]
        left -= min(left, len(piece))
        piece = next(pieces, None)
    if left or behind != END:
        raise ValueError("a record of its WARC is not as long as it says")
    return sha256.hexdigest(), size
