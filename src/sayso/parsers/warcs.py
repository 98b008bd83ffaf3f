"""WARC files, read record by record in bounded memory: where each stands, and whether its own digests hold.

A gzipped WARC has one record in each gzip member, or its index could not point at one. HTTP is
taken apart just so far as to tell headers from payload.

Source: ISO 28500 (WARC 1.0 and 1.1), sections 4, 5 and annex D.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.parsers.packed import refuse_bomb
from sayso.parsers.trees import CHUNK_BYTES, Damaged
from sayso.values import Findings

MAX_HEADER_BYTES = 1 << 20  # of a record, and of the HTTP message in it
REQUIRED = ("warc-record-id", "content-length", "warc-date", "warc-type")

_END = b"\r\n\r\n"  # what stands behind a record
VERSION = re.compile(rb"WARC/(0\.1[78]|1\.[01])")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?)?", re.ASCII)
_HASH_NAMES = {"sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "md5": "md5", "sha384": "sha384"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record, and where it stands in its file."""

    offset: int
    length: int  # bytes in the file, gzipped where the file is
    headers: Mapping[str, str]  # names in lower case
    sha256s: tuple[str, ...]  # of these bytes, and where it is not gzipped of them less the line ends behind
    trailing: int  # bytes of these line ends, which some indexes leave out; 0 where gzipped
    status: str = ""  # of an HTTP answer
    media_type: str = ""  # that its headers state


def read_records(
    name: str, chunks: Iterator[bytes], size: int, findings: Findings, *, gzipped: bool
) -> Iterator[Record]:
    """Give the records of a WARC; digests that do not hold are found.

    Args:
        name: of the file, for people.
        chunks: its bytes.
        size: how many there are.
        findings: where what is wrong goes.
        gzipped: whether it is to be gzipped, by its name.

    Raises:
        Damaged: when it is no WARC, is cut off, or unfolds to far more than it is.
    """
    source = Source(chunks)
    start = source.peek(2)
    if gzipped != (start == b"\x1f\x8b"):
        raise Damaged(f"{name!r} is gzipped, or not, against its name" if start else f"{name!r} is empty")
    unfolded = 0
    while source.peek(1):
        offset = source.position
        source.start_digest()
        if gzipped:
            member = Member(source, name, size, unfolded)
            headers, _, answer = _read_record(Source(member), f"{name!r}, at {offset}", findings)
            unfolded = member.given
            yield Record(offset, source.position - offset, headers, (source.digest(),), 0, *answer)
        else:
            headers, bare, answer = _read_record(source, f"{name!r}, at {offset}", findings, in_row=True)
            digests = (source.digest(), bare)
            yield Record(offset, source.position - offset, headers, digests, len(_END), *answer)


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


def _read_record(
    source: Source, where: str, findings: Findings, *, in_row: bool = False
) -> tuple[dict[str, str], str, tuple[str, str]]:
    """Read a record; its headers, its SHA-256 less the line ends behind, an answer's status and type."""
    version = source.line(64)
    if version is None or not VERSION.fullmatch(version):
        raise Damaged(f"there is no WARC record in {where}: it does not start with a version")
    headers = read_headers(source, where)
    missing = [name for name in REQUIRED if name not in headers]
    if missing:
        findings.fault(f"the record in {where} lacks {', '.join(missing)}")
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise Damaged(f"the record in {where} does not say how long it is")
    if not _DATE.fullmatch(headers.get("warc-date", "")):
        findings.fault(f"the record in {where} has no date: {headers.get('warc-date', '')[:40]!r}")
    block = _Block(headers)
    left = int(length)
    while left:
        chunk = source.take(min(left, CHUNK_BYTES))
        if not chunk:
            raise Damaged(f"the record in {where} is cut off")
        block.update(chunk)
        left -= len(chunk)
    for wrong in block.wrong_digests():
        findings.fault(f"the record in {where} does not have the {wrong} that it states")
    for unknown in block.unknown:
        findings.note(f"the record in {where} states a digest of a kind that is not known here ({unknown})")
    bare = source.digest()
    if source.peek(len(_END) if in_row else len(_END) + 1) != _END:
        raise Damaged(f"the record in {where} is longer or shorter than it says, or not the only one there")
    source.take(len(_END))
    return headers, bare, block.answer


def read_headers(source: Source, where: str) -> dict[str, str]:
    """Read headers up to the blank line behind them; names in lower case.

    Raises:
        Damaged: when they are malformed, cut off or without end.
    """
    headers: dict[str, str] = {}
    start, last = source.position, ""
    while line := source.line(MAX_HEADER_BYTES):
        if source.position - start > MAX_HEADER_BYTES:
            raise Damaged(f"the record in {where} has headers without end")
        text = line.decode("utf-8", "replace")
        if line[:1] in b" \t" and last:
            headers[last] += " " + text.strip()
            continue
        label, colon, value = text.partition(":")
        if not colon:
            raise Damaged(f"the record in {where} has a malformed header")
        last = label.strip().lower()
        if last in headers and last in REQUIRED:
            raise Damaged(f"the record in {where} has two headers {last}")
        headers[last] = value.strip()
    if line is None:
        raise Damaged(f"the record in {where} is cut off in its headers")
    return headers


@dataclass(slots=True)
class _Digest:
    """A digest that a record states, and what it comes to."""

    stated: bytes
    running: hashlib._Hash


class _Block:
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
        self.answer = ("", "")  # status and media type of an HTTP answer

    def update(self, data: bytes) -> None:
        """Take more of the block."""
        if self._block is not None:
            self._block.running.update(data)
        if self._head is not None:
            data = self._after_head(data)
        if self._payload is not None and self._head is None:
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

    def _payload_holds(self) -> bool:
        if self._head is not None:  # no end of the HTTP headers: there is no telling what the payload is
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
                self._head, self._payload = None, None
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

    def _stated(self, text: str | None) -> _Digest | None:
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
        return _Digest(stated, running)


class Chunked:
    """Takes the chunks of an HTTP body apart."""

    def __init__(self) -> None:
        self._left, self._line, self._is_over = 0, bytearray(), False

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
        self._is_over = self._is_over or self._left <= 0


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
