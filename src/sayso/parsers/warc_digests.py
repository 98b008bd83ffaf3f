"""The digests that a WARC record states of itself, held against its bytes as they come.

HTTP is taken apart just so far as to tell headers from payload.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.parsers.warc_source import MAX_HEADER_BYTES

_HASH_NAMES = {"sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "md5": "md5", "sha384": "sha384"}


@dataclass(slots=True)
class StatedDigest:
    """A digest that a record states, and what it comes to."""

    stated: bytes
    running: hashlib._Hash

    def is_of(self, data: bytes) -> bool:
        """Tell whether it is the digest of these bytes alone; nothing must have been taken yet."""
        found = self.running.copy()
        found.update(data)
        return found.digest() == self.stated


class Block:
    """The digests of a record's block, and of the payload in it."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self.unknown: list[str] = []
        self._block = self._stated(headers.get("warc-block-digest"))
        has_payload = headers.get("warc-type") in (
            "response",
            "request",
            "resource",
            "metadata",
            "conversion",
        )
        payload = headers.get("warc-payload-digest") if has_payload else None
        self._payload = self._stated(payload)
        self._unchunked = self._stated(payload)
        self._chunks: Chunked | None = None
        is_http = headers.get("content-type", "").lower().startswith("application/http")
        self._head: bytearray | None = bytearray() if is_http else None
        self._is_endless = False  # its HTTP head is longer than any that is read
        self.answer = ("", "")  # status and media type of an HTTP answer

    def update(self, data: bytes) -> None:
        """Take more of the block."""
        if self._block is not None:
            self._block.running.update(data)
        if self._head is not None:
            data = self._after_head(data)
        if self._payload is not None and self._head is None and not self._is_endless:
            self._payload.running.update(data)
            if self._chunks is not None and self._unchunked is not None:
                self._unchunked.running.update(self._chunks.unfold(data))

    def wrong_digests(self) -> list[str]:
        """Return which of the stated digests are not those of the bytes."""
        wrong = []
        if self._block is not None and self._block.running.digest() != self._block.stated:
            wrong.append("WARC-Block-Digest")
        if self._payload is not None and not self._payload_holds():
            wrong.append("WARC-Payload-Digest")
        return wrong

    @property
    def is_payload_open(self) -> bool:
        """Tell, once all is taken, whether a digest is stated of a payload that nothing tells from headers.

        Where HTTP's headers have no end, tools take all for headers, or all for the payload.
        """
        if self._payload is None or (self._head is None and not self._is_endless):
            return False
        return self._is_endless or not any(
            self._payload.is_of(data) for data in (b"", bytes(self._head or b""))
        )

    def _payload_holds(self) -> bool:
        if self._is_endless or self._head is not None:  # there is no telling what the payload is
            return True
        found = self._payload, self._unchunked if self._chunks is not None else None
        return any(digest is not None and digest.running.digest() == digest.stated for digest in found)

    def _after_head(self, data: bytes) -> bytes:
        assert self._head is not None
        self._head += data
        end, width = self._head.find(b"\r\n\r\n"), 4
        if end < 0:
            end, width = self._head.find(b"\n\n"), 2
        if end < 0:
            if len(self._head) > MAX_HEADER_BYTES:
                self._head, self._is_endless = None, True
            return b""
        head, body = bytes(self._head[:end]), bytes(self._head[end + width :])
        if re.search(rb"(?im)^transfer-encoding:.*\bchunked\b", head):
            self._chunks = Chunked()
        self._head = None
        self._read_answer(head)
        return body

    def _read_answer(self, head: bytes) -> None:
        status = re.match(rb"HTTP/\d(?:\.\d)? (\d{3})", head)
        stated = re.search(rb"(?im)^content-type:[ \t]*([!-:<-~]{1,200})", head)
        if status is not None:
            self.answer = status[1].decode("ascii"), stated[1].decode("ascii").lower() if stated else ""

    def _stated(self, text: str | None) -> StatedDigest | None:
        if not text:
            return None
        name, _, value = text.partition(":")
        kind = _HASH_NAMES.get(name.lower().replace("-", ""))
        if kind is None:
            self.unknown.append(name[:40])
            return None
        running = hashlib.new(kind, usedforsecurity=False)
        stated = decoded_digest(value, running.digest_size)
        if stated is None:
            self.unknown.append(text[:80])
            return None
        return StatedDigest(stated, running)


class Chunked:
    """Takes the chunks of an HTTP body apart."""

    def __init__(self) -> None:
        self._left, self._line, self._is_over = 0, bytearray(), False
        self.is_whole = False  # its last chunk, which is empty, was there

    def unfold(self, data: bytes) -> bytes:
        """Return what the next bytes carry."""
        out = bytearray()
        place = 0
        while place < len(data) and not self._is_over:
            if self._left > 0:
                part = data[place : place + self._left]
                out += part
                place, self._left = place + len(part), self._left - len(part)
                continue
            end = data.find(b"\n", place)
            self._line += data[place : end if end >= 0 else len(data)]
            place = end + 1 if end >= 0 else len(data)
            if end >= 0:
                self._take_line()
        return bytes(out)

    def _take_line(self) -> None:
        line, self._line = bytes(self._line).strip(), bytearray()
        if not line:
            return
        try:
            self._left = int(line.split(b";")[0], 16)
        except ValueError:
            self._is_over = True
            return
        self.is_whole = self._left == 0
        self._is_over = self._left <= 0


def decoded_digest(text: str, size: int) -> bytes | None:
    """Return a digest that is written in hexadecimal, base32 or base64; None when it is none of this size."""
    text = text.strip()
    for decode in (bytes.fromhex, _base32, _base64):
        try:
            found = decode(text)
        except (ValueError, binascii.Error):
            continue
        if len(found) == size:
            return found
    return None


def _base32(text: str) -> bytes:
    return base64.b32decode(text.rstrip("=").upper() + "=" * (-len(text.rstrip("=")) % 8))


def _base64(text: str) -> bytes:
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
