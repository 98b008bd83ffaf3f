"""The bytes of a WARC file as they are taken: in pieces, by count or by line, or out of one gzip member."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from sayso.parsers.packed import refuse_bomb
from sayso.parsers.trees import CHUNK_BYTES, Damaged

MAX_HEADER_BYTES = 1 << 20  # of a record, and of the HTTP message in it


class Source:
    """Bytes that come in pieces, taken by count or by line."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._buffer, self._at = chunks, b"", 0
        self.position = 0  # of the next byte that is taken
        self._sha256 = hashlib.sha256()

    def start_digest(self) -> None:
        """Count from here on what is taken."""
        self._sha256 = hashlib.sha256()

    def digest(self) -> str:
        """Return the SHA-256 of what was taken since."""
        return self._sha256.hexdigest()

    def peek(self, count: int) -> bytes:
        """Return the next bytes without taking them; fewer at the end."""
        while len(self._buffer) - self._at < count and self._more():
            pass
        return self._buffer[self._at : self._at + count]

    def take(self, most: int) -> bytes:
        """Return some of the next bytes, at least one unless it is the end."""
        self.peek(1)
        taken = self._buffer[self._at : self._at + most]
        self._at += len(taken)
        self.count(taken)
        return taken

    def take_raw(self) -> bytes:
        """Return a piece that does not count as taken: `count` what of it is used, `give_back` the rest."""
        self.peek(1)
        taken, self._buffer, self._at = self._buffer[self._at :], b"", 0
        return taken

    def count(self, data: bytes) -> None:
        """Count bytes as taken."""
        self.position += len(data)
        self._sha256.update(data)

    def give_back(self, data: bytes) -> None:
        """Put back what `take_raw` gave and nobody used."""
        self._buffer, self._at = data + self._buffer[self._at :], 0

    def line(self, most: int) -> bytes | None:
        """Return the next line without its line end; None when there is none in the next `most` bytes."""
        while (end := self._buffer.find(b"\n", self._at)) < 0:
            if len(self._buffer) - self._at > most or not self._more():
                return None
        return self.take(end + 1 - self._at).rstrip(b"\r\n")

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        if chunk:
            self._buffer, self._at = self._buffer[self._at :] + chunk, 0
        return bool(chunk)


class Member:
    """The unfolded bytes of one gzip member; the source stands behind it when they are used up."""

    def __init__(self, source: Source, name: str, size: int, given: int) -> None:
        self._source, self._name, self._size = source, name, size
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._left, self._is_over = b"", False
        self.given = given  # bytes, by this member and all before it

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while not self._is_over:
            packed = self._left or self._source.take_raw()
            try:
                chunk = self._inflate.decompress(packed, CHUNK_BYTES)
            except zlib.error as error:
                raise Damaged(f"{self._name!r} is damaged: {error}") from error
            if not packed and not chunk:
                raise Damaged(f"{self._name!r} is cut off")
            self._settle(packed)
            self.given += len(chunk)
            refuse_bomb(self.given, self._size)
            if chunk:
                return chunk
        raise StopIteration

    def _settle(self, packed: bytes) -> None:
        """Count what was used of a piece, and give back what stands behind this member."""
        self._is_over, self._left = self._inflate.eof, self._inflate.unconsumed_tail
        behind = self._inflate.unused_data
        self._source.count(packed[: len(packed) - len(behind) - len(self._left)])
        if self._is_over:
            self._source.give_back(behind)
