"""The records of a WARC file that an index leads to: where each stands, and what it is of.

Source: ISO 28500 (WARC 1.0 and 1.1).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import BinaryIO

from sayso.parsers.trees import CHUNK_BYTES, Damaged
from sayso.parsers.warcs import Record, read_records
from sayso.parsers.worker import Answer, Unreadable
from sayso.values import Findings

MAX_RECORDS = 200_000
_FIRST_MOMENT = "00010101000000"
LED_TO = ("response", "resource", "revisit")


def read(stream: BinaryIO, _request: Mapping[str, object]) -> Iterator[Answer]:
    """Give an answer for each record that an index names; the last has `ending`, that of such a file's name.

    A WARC whose own digests do not hold, or that is gzipped as a whole, is unreadable.
    """
    size = os.fstat(stream.fileno()).st_size
    start = stream.read(2)
    stream.seek(0)
    gzipped = start == b"\x1f\x8b"
    findings = Findings()
    chunks = iter(lambda: stream.read(CHUNK_BYTES), b"")
    try:
        for number, record in enumerate(read_records("it", chunks, size, findings, gzipped=gzipped)):
            if number == MAX_RECORDS:
                raise Unreadable(f"it has more than {MAX_RECORDS:,} records")
            if findings.faults:
                raise Unreadable(findings.faults[0])
            if record.headers.get("warc-type") in LED_TO and record.headers.get("warc-target-uri"):
                yield _answer(record), b""
    except Damaged as error:
        raise Unreadable(str(error)) from error
    if findings.faults:
        raise Unreadable(findings.faults[0])
    yield {"ending": ".warc.gz" if gzipped else ".warc"}, b""


def _digits(date: str) -> str:
    """Return a record's time as an index writes it; of one that is less exact, the first moment."""
    digits = re.sub(r"\D", "", date)[:14]
    digits += _FIRST_MOMENT[len(digits) :]
    try:
        datetime.strptime(digits, "%Y%m%d%H%M%S")
    except ValueError as error:
        raise Unreadable(f"a record has no time: {date[:40]!r}") from error
    return digits


def _answer(record: Record) -> dict[str, object]:
    headers = record.headers
    is_answer = bool(record.status)
    return {
        "uri": headers["warc-target-uri"].strip("<>"),
        "date": _digits(headers.get("warc-date", "")),
        "media_type": record.media_type if is_answer else headers.get("content-type", ""),
        "status": record.status,
        "digest": headers.get("warc-payload-digest", ""),
        "kind": headers["warc-type"],
        "offset": record.offset,
        "length": record.length,
        "sha256": record.sha256s[0],
    }
