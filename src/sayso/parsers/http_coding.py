"""HTTP's packing taken off a body, piece by piece in bounded memory, and what could not be taken off.

Source: RFC 9110, section 8.4; RFC 9112, section 7.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.parsers.trees import CHUNK_BYTES
from sayso.parsers.warc_digests import Chunked

if TYPE_CHECKING:
    from zlib import _Decompress as _Inflate

TRIAL_BYTES = 4096  # of a body, that tell how it is packed
_ANY_HEAD, _NO_HEAD = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
_IN_NO_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_GZIP = b"\x1f\x8b"
_INFLATED = ("gzip", "x-gzip", "deflate")


class Unpacking:
    """Takes off what an answer's headers name; `gap` says, once it is finished, what is wrong with it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        is_chunked = "chunked" in fields.get("transfer-encoding", "").lower()
        coding = fields.get("content-encoding", "").lower().strip()
        self._chunked = Chunked() if is_chunked else None
        self._inflating = _Inflating(coding) if coding in _INFLATED else None
        is_known = coding in ("", "identity", *_INFLATED)
        self._unknown = "" if is_known else f"it is packed with {coding[:20]!r}, and was taken as it is"

    def unfold(self, data: bytes) -> Iterator[bytes]:
        """Give what the next bytes carry, in pieces of at most `CHUNK_BYTES` where they are unpacked."""
        if self._chunked is not None:
            data = self._chunked.unfold(data)
        if self._inflating is not None:
            yield from self._inflating.unfold(data)
        elif data:
            yield data

    def finish(self) -> Iterator[bytes]:
        """Give what was held back, once the body is over."""
        if self._inflating is not None:
            yield from self._inflating.finish()

    @property
    def gap(self) -> str:
        """Return what could not be taken off, or is missing, in words; "" for nothing."""
        cut = self._chunked is not None and not self._chunked.is_whole
        words = [
            self._unknown,
            "its chunks end before their last, or are none: some of it may be missing" if cut else "",
            self._inflating.gap if self._inflating is not None else "",
        ]
        return "; ".join(word for word in words if word)


class _Inflating:
    """Takes gzip or deflate off; what is neither from its start on is left as it is, and told.

    Some servers send deflate without the head that it should have, as browsers expect them to. What it
    is, is told by its first `TRIAL_BYTES`, in whatever pieces they come.
    """

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._first: bytearray | None = bytearray()  # bytes that are held back until they tell what it is
        self._inflate: _Inflate | None = None  # None for what is taken as it is
        self._wrong = ""

    def unfold(self, data: bytes) -> Iterator[bytes]:
        """Give what the next bytes unfold to."""
        if self._first is not None:
            self._first += data
            if len(self._first) < TRIAL_BYTES:
                return
            data = self._begin(self._first, is_over=False)
        yield from self._unfold(data)

    def finish(self) -> Iterator[bytes]:
        """Give what was still held back."""
        if self._first:
            yield from self._unfold(self._begin(self._first, is_over=True))

    @property
    def gap(self) -> str:
        """Return what is wrong with it, once it is over; "" for nothing."""
        is_cut = self._inflate is not None and not self._inflate.eof and not self._wrong
        return "it is cut off within its packing: its end is missing" if is_cut else self._wrong

    def _begin(self, first: bytearray, *, is_over: bool) -> bytes:
        """Settle what it is, and return the bytes that were held back."""
        data, self._first = bytes(first), None
        tried = data[:TRIAL_BYTES]
        if _has_head(tried, is_over=is_over):
            self._inflate = zlib.decompressobj(_ANY_HEAD)
        elif self._coding == "deflate" and _is_raw(tried, is_over=is_over):
            self._inflate = zlib.decompressobj(_NO_HEAD)
        elif data.startswith(_GZIP):
            self._wrong = "it is damaged within its packing, and was taken as it is"
        else:
            self._wrong = f"it is not packed with {self._coding!r}, as it says, and was taken as it is"
        return data

    def _unfold(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            yield data
            return
        if self._wrong:
            return
        try:
            yield from _inflated(self._inflate, data)
        except zlib.error:
            self._wrong = "it is damaged within its packing: what stands behind that was not taken"
        if self._inflate.unused_data:
            self._wrong = "bytes stand behind the end of its packing, and were not taken"


def _inflated(inflate: _Inflate, data: bytes) -> Iterator[bytes]:
    """Give what bytes unfold to, in pieces of at most `CHUNK_BYTES`."""
    is_more = bool(data)
    while is_more:
        if inflate.eof:  # it takes no more, but says that there was more
            inflate.decompress(data)
            return
        chunk = inflate.decompress(data, CHUNK_BYTES)
        data = inflate.unconsumed_tail
        is_more = bool(data) or len(chunk) == CHUNK_BYTES  # more may stand unfolded already
        if chunk:
            yield chunk


def _has_head(data: bytes, *, is_over: bool) -> bool:
    """Tell whether bytes unfold as gzip, or deflate with its head; one byte is none."""
    try:
        deque(_inflated(zlib.decompressobj(_ANY_HEAD), data), maxlen=0)
    except zlib.error:
        return False
    return not is_over or len(data) > 1


def _is_raw(data: bytes, *, is_over: bool) -> bool:
    """Tell whether bytes unfold as deflate without its head.

    Without a head and a checksum any short text may begin to unfold: it must come to its end just where
    the bytes do, or go on behind them; or be cut off, and hold what no text does.
    """
    inflate, given = zlib.decompressobj(_NO_HEAD), 0
    try:
        for chunk in _inflated(inflate, data):
            given += len(chunk)
    except zlib.error:
        return False
    if inflate.eof:
        return not inflate.unused_data
    return not is_over or (given > 0 and _IN_NO_TEXT.search(data) is not None)
