"""WARC files, read record by record in bounded memory: where each stands, and whether its own digests hold.

A gzipped WARC has one record in each gzip member, or its index could not point at one.

Source: ISO 28500 (WARC 1.0 and 1.1), sections 4, 5 and annex D.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.parsers.trees import CHUNK_BYTES, Damaged
from sayso.parsers.warc_digests import Block
from sayso.parsers.warc_source import MAX_HEADER_BYTES, Member, Source
from sayso.values import Findings

REQUIRED = ("warc-record-id", "content-length", "warc-date", "warc-type")

ONCE = {  # all that the format defines but WARC-Concurrent-To; what it does not define may stand twice
    *REQUIRED,
    *("content-type", "warc-block-digest", "warc-payload-digest", "warc-target-uri", "warc-ip-address"),
    *("warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date", "warc-truncated", "warc-profile"),
    *("warc-warcinfo-id", "warc-filename", "warc-identified-payload-type", "warc-segment-number"),
    *("warc-segment-origin-id", "warc-segment-total-length"),
}

_END = b"\r\n\r\n"  # what stands behind a record
VERSION = re.compile(rb"WARC/(0\.1[78]|1\.[01])")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?)?", re.ASCII)


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


def _read_record(
    source: Source, where: str, findings: Findings, *, in_row: bool = False
) -> tuple[dict[str, str], str, tuple[str, str]]:
    """Read a record; its headers, its SHA-256 less the line ends behind, an answer's status and type."""
    version = source.line(64)
    if version is None or not VERSION.fullmatch(version):
        raise Damaged(f"there is no WARC record in {where}: it does not start with a version")
    headers = read_headers(source, where, findings)
    missing = [name for name in REQUIRED if name not in headers]
    if missing:
        findings.fault(f"the record in {where} lacks {', '.join(missing)}")
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise Damaged(f"the record in {where} does not say how long it is")
    if not _DATE.fullmatch(headers.get("warc-date", "")):
        findings.fault(f"the record in {where} has no date: {headers.get('warc-date', '')[:40]!r}")
    block = Block(headers)
    left = int(length)
    while left:
        chunk = source.take(min(left, CHUNK_BYTES))
        if not chunk:
            raise Damaged(f"the record in {where} is cut off")
        block.update(chunk)
        left -= len(chunk)
    for wrong in block.wrong_digests():
        findings.fault(f"the record in {where} does not have the {wrong} that it states")
    if block.is_payload_open:
        findings.not_seen(f"the payload of the record in {where} cannot be told: its HTTP head has no end")
    for unknown in block.unknown:
        findings.note(f"the record in {where} states a digest of a kind that is not known here ({unknown})")
    bare = source.digest()
    if source.peek(len(_END) if in_row else len(_END) + 1) != _END:
        raise Damaged(f"the record in {where} is longer or shorter than it says, or not the only one there")
    source.take(len(_END))
    return headers, bare, block.answer


def read_headers(source: Source, where: str, findings: Findings | None = None) -> dict[str, str]:
    """Read headers up to the blank line behind them; names in lower case, the last value of each.

    Args:
        source: what stands behind the version.
        where: for people.
        findings: where it goes that one stands twice, of those that may stand only once.

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
        if last in ONCE and headers.get(last, value.strip()) != value.strip() and findings is not None:
            findings.fault(f"the record in {where} has two headers {last}, which readers take differently")
        headers[last] = value.strip()
    if line is None:
        raise Damaged(f"the record in {where} is cut off in its headers")
    return headers
