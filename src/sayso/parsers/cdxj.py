"""Indexes of WARC files (CDXJ), and of such indexes (IDX): each line held against the records it points at.

Source: Webrecorder, "Crawl Index JSON (CDXJ)", 0.1.0.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from sayso.parsers.packed import refuse_bomb
from sayso.parsers.surts import is_of_no_site, is_of_path, is_of_site, site_of
from sayso.parsers.trees import CHUNK_BYTES, Damaged
from sayso.parsers.warcs import Record
from sayso.values import Findings
from sayso.values.canonical import read_json_object

MAX_LINE_BYTES = 8 << 20
MAX_RECORDS = 1_000_000  # some 0.3 GB
MOST_URI_CHARS = 400  # of an address of no website that are kept

_PLAIN = "".join(map(chr, range(0x21, 0x7F)))  # what stands in a URL as it is, right or wrong
_TIMESTAMP = re.compile(rb"\d{14}(\d{3})?")


@dataclass(frozen=True, slots=True)
class Fact:
    """What of a record its index must agree with; digests of texts, to save memory."""

    length: int
    trailing: int
    url: bytes
    date: str  # 14 digits, or fewer where the record says less
    sha256s: tuple[bytes, ...]
    payload: str | None
    site: str  # its host; "" for what is of no website
    uri: str  # of what is of no website, cut to what a key could name of it; else ""


@dataclass(slots=True)
class Known:
    """The records of all WARC files, by file and place."""

    files: dict[str, dict[int, Fact]] = field(default_factory=dict)
    count: int = 0
    urls: set[bytes] = field(default_factory=set)
    pointed_at: int = 0

    def add(self, file: str, record: Record) -> None:
        """Take a record in, while there is room."""
        self.count += 1
        if self.count > MAX_RECORDS:
            return
        headers = record.headers
        uri = headers.get("warc-target-uri", "")
        url, site = url_key(uri), sys.intern(site_of(uri))
        digits = re.sub(r"\D", "", headers.get("warc-date", ""))[:14]
        self.files.setdefault(file, {})[record.offset] = Fact(
            record.length,
            record.trailing,
            url,
            digits,
            tuple(bytes.fromhex(digest)[:16] for digest in record.sha256s),
            headers.get("warc-payload-digest"),
            site,
            "" if site else uri[:MOST_URI_CHARS],
        )
        self.urls.add(url)

    @property
    def is_whole(self) -> bool:
        """Tell whether all records were taken in."""
        return self.count <= MAX_RECORDS


def url_key(url: str) -> bytes:
    """Return a short digest that stands for a URL; spaces and letters count as they are encoded in URLs."""
    plain = quote(url.strip("<>"), safe=_PLAIN, errors="surrogatepass")
    return hashlib.blake2b(plain.encode("ascii"), digest_size=12).digest()


def check_index(name: str, chunks: Iterator[bytes], size: int, known: Known, findings: Findings) -> None:
    """Hold the lines of an index against the records.

    Raises:
        Damaged: when it cannot be unfolded.
    """
    before, strays = b"", 0
    for number, line in enumerate(lines(name, chunks, size), start=1):
        if not line or line.startswith(b"!meta"):
            continue
        where = f"{name}, line {number}"
        parts = line.split(b" ", 2)
        if len(parts) != 3 or not _TIMESTAMP.fullmatch(parts[1]):
            findings.fault(f"{where}, is no URL key, time and JSON: {line[:80]!r}")
            continue
        key = parts[0] + b" " + parts[1]
        if key < before:
            findings.fault(f"{where}, is out of order: no reader that searches the index will find it")
        before = key
        try:
            entry = read_json_object(parts[2])
        except ValueError as error:
            findings.fault(f"{where}, holds no JSON object: {error}")
            continue
        surt, url = parts[0].decode("utf-8", "replace"), str(entry.get("url", ""))
        strays += bool(site_of(url)) and not is_of_path(surt, url)
        _check_entry(where, (surt, parts[1].decode("ascii")), entry, known, findings)
    if strays:
        findings.note(f"{name} files {strays:,} of its lines under other paths than those of their addresses")


def check_blocks(
    name: str, chunks: Iterator[bytes], size: int, block_of: dict[str, bytes], findings: Findings
) -> None:
    """Hold the lines of an index of an index (IDX) against the blocks that they name.

    Args:
        block_of: the bytes of the gzipped indexes, by the last part of their names.

    Raises:
        Damaged: when it cannot be unfolded.
    """
    default = next(iter(block_of)) if len(block_of) == 1 else ""
    for number, line in enumerate(lines(name, chunks, size), start=1):
        if not line:
            continue
        where = f"{name}, line {number}"
        try:
            entry = read_json_object(line.split(b" ", 2)[-1])
        except ValueError as error:
            findings.fault(f"{where}, holds no JSON object: {error}")
            continue
        file = str(entry.get("filename", default))
        if line.startswith(b"!meta"):
            default = file
            continue
        if file not in block_of:
            findings.fault(f"{where}, points at no index that is there")
            continue
        offset, length = _number(entry.get("offset")), _number(entry.get("length"))
        if offset is None or length is None or offset + length > len(block_of[file]):
            findings.fault(f"{where}, points outside {file}")
            continue
        digest = str(entry.get("digest", ""))
        block = block_of[file][offset : offset + length]
        if digest.startswith("sha256:") and digest[7:] != hashlib.sha256(block).hexdigest():
            findings.fault(f"{where}, names another digest than the block has that it points at")


def lines(name: str, chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Give the lines of a text, gzipped or not, without their ends.

    Raises:
        Damaged: when it is damaged, or has a line without end.
    """
    left = b""
    for chunk in _unfolded(name, chunks, size):
        *whole, left = (left + chunk).split(b"\n")
        yield from (line.rstrip(b"\r") for line in whole)
        if len(left) > MAX_LINE_BYTES:
            raise Damaged(f"{name} has a line longer than any real one")
    if left:
        yield left.rstrip(b"\r")


def _unfolded(name: str, chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    first = next(chunks, b"")
    if not first.startswith(b"\x1f\x8b"):
        yield first
        yield from chunks
        return
    given, inflate = 0, zlib.decompressobj(zlib.MAX_WBITS | 16)
    packed = first
    while packed:
        if inflate.eof:
            inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            chunk = inflate.decompress(packed, CHUNK_BYTES)
        except zlib.error as error:
            raise Damaged(f"{name} is damaged: {error}") from error
        given += len(chunk)
        refuse_bomb(given, size)
        yield chunk
        packed = (inflate.unused_data if inflate.eof else inflate.unconsumed_tail) or next(chunks, b"")
    if not inflate.eof:
        raise Damaged(f"{name} is cut off")


def _check_entry(
    where: str, key: tuple[str, str], entry: dict[str, object], known: Known, findings: Findings
) -> None:
    file = str(entry.get("filename", "")).rpartition("/")[2]
    offset, length = _number(entry.get("offset")), _number(entry.get("length"))
    if file not in known.files:
        if known.is_whole:
            findings.fault(f"{where}, points at {file[:200]!r}, which is not in archive/")
        return
    if offset is None:
        findings.fault(f"{where}, does not say where its record stands")
        return
    fact = known.files[file].get(offset)
    if fact is None:
        if known.is_whole:
            findings.fault(f"{where}, points at {offset} in {file!r}, where no record starts")
        return
    known.pointed_at += 1
    if length is not None and not fact.length - fact.trailing <= length <= fact.length:
        findings.fault(f"{where}, says that its record has {length} bytes; it has {fact.length}")
    _check_agreement(where, key, entry, fact, findings)


def _check_agreement(
    where: str, key: tuple[str, str], entry: dict[str, object], fact: Fact, findings: Findings
) -> None:
    if "url" in entry and url_key(str(entry["url"])) != fact.url:
        findings.fault(f"{where}, names another URL than the record that it points at")
    surt, timestamp = key
    if not (is_of_site(surt, fact.site) if fact.site else is_of_no_site(surt, fact.uri)):
        findings.fault(f"{where}, is filed under another site than that of the record that it points at")
    if not timestamp.startswith(fact.date):
        findings.fault(f"{where}, names another time than the record that it points at")
    digest = str(entry.get("recordDigest", ""))
    if digest.startswith("sha256:") and digest[7:39] not in [known.hex() for known in fact.sha256s]:
        findings.fault(f"{where}, names another digest than the record has that it points at")
    kind, colon, _ = (stated := str(entry.get("digest", ""))).partition(":")
    is_comparable = colon and fact.payload is not None and fact.payload.startswith(kind + ":")
    if is_comparable and stated.casefold() != str(fact.payload).casefold():
        findings.fault(f"{where}, names another payload digest than the record that it points at")


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return value if type(value) is int and value >= 0 else None
