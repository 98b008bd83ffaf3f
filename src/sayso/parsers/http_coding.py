"""HTTP's packing taken off a body, piece by piece in bounded memory, and what could not be taken off.

Source: RFC 9110, section 8.4; RFC 9112, section 7.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

from sayso.parsers.trees import CHUNK_BYTES
from sayso.parsers.warc_digests import Chunked

_GZIP = b"\x1f\x8b"
_INFLATED = ("gzip", "x-gzip", "deflate")


class Unpacking:
    """Takes off what an answer's headers name; `gap` says, once the body is over, what is wrong with it."""

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

    Some servers send deflate without the head that it should have, as browsers expect them to.
    """

    def __init__(self, coding: str) -> None:
        self._coding, self._may_be_raw = coding, coding == "deflate"
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._has_begun = self._is_other = False
        self._wrong = ""

    def unfold(self, data: bytes) -> Iterator[bytes]:
        """Give what the next bytes unfold to."""
        is_more = bool(data) and not self._is_other and not self._wrong
        while is_more and not self._inflate.eof:
            try:
                chunk = self._inflate.decompress(data, CHUNK_BYTES)
            except zlib.error:
                if self._is_raw():
                    continue
                self._stop(data)
                break
            self._has_begun, data = True, self._inflate.unconsumed_tail or self._inflate.unused_data
            is_more = bool(data) or len(chunk) == CHUNK_BYTES  # more may stand unfolded already
            if chunk:
                yield chunk
        if self._is_other and data:
            yield data
        elif self._inflate.eof and data:
            self._wrong = "bytes stand behind the end of its packing, and were not taken"

    @property
    def gap(self) -> str:
        """Return what is wrong with it, once it is over; "" for nothing."""
        is_cut = self._has_begun and not self._inflate.eof and not self._wrong
        return "it is cut off within its packing: its end is missing" if is_cut else self._wrong

    def _is_raw(self) -> bool:
        """Tell, once, whether it is worth a try without the head."""
        is_worth_it = self._may_be_raw and not self._has_begun
        if is_worth_it:
            self._may_be_raw, self._inflate = False, zlib.decompressobj(-zlib.MAX_WBITS)
        return is_worth_it

    def _stop(self, data: bytes) -> None:
        """Take what follows as it is, where nothing was unfolded yet; else take no more."""
        self._is_other = not self._has_begun
        if self._has_begun:
            self._wrong = "it is damaged within its packing: what stands behind that was not taken"
        elif data.startswith(_GZIP):
            self._wrong = "it is damaged within its packing, and was taken as it is"
        else:
            self._wrong = f"it is not packed with {self._coding!r}, as it says, and was taken as it is"
