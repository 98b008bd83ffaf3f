"""What a web archive of ours says of its originals: heads of records, lines of its index and its pages.

Written when one is exported, and written anew by whoever checks it: there is one form, so that nobody can
show an original under another name, type or time, also not with the archive's key.

Source: ISO 28500:2017 (WARC 1.1), sections 5 and 6; Webrecorder, "WACZ Format 1.1.1".
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sayso.custody.export_form import URN, WARC
from sayso.values import Digest

INDEX = "indexes/index.cdx"
PAGES = "pages/pages.jsonl"
_IN_INDEX = WARC.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An original, as a web archive tells of it."""

    digest: Digest
    size_bytes: int
    media_type: str
    at: datetime  # when it came in
    title: str

    @property
    def uri(self) -> str:
        """What it is called in the package."""
        return f"{URN}{self.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Where a record stands in its WARC."""

    offset: int
    length: int
    sha256: str  # of these bytes


def info_block(title: str, software: str) -> bytes:
    """Return what the first record holds: what made the WARC, of which case."""
    fields = {"software": software, "format": "WARC File Format 1.1", "isPartOf": title}
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode("utf-8")


def info_head(block: bytes, created: datetime, originals: Iterable[Told]) -> bytes:
    """Return the head of the first record; the originals' digests tell it from others."""
    headers = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": _record_id(f"warcinfo {' '.join(one.digest for one in originals)}"),
        "WARC-Date": _date(created),
        "WARC-Block-Digest": block_digest(hashlib.sha256(block).hexdigest()),
        "Content-Type": "application/warc-fields",
    }
    return _head(headers, len(block))


def resource_head(told: Told) -> bytes:
    """Return the head of an original's record."""
    stated = block_digest(told.digest)
    headers = {
        "WARC-Type": "resource",
        "WARC-Record-ID": _record_id(f"resource {told.uri} {_date(told.at)}"),
        "WARC-Target-URI": told.uri,
        "WARC-Date": _date(told.at),
        "WARC-Block-Digest": stated,
        "WARC-Payload-Digest": stated,
        "Content-Type": told.media_type,
    }
    return _head(headers, told.size_bytes)


def block_digest(sha256_hex: str) -> str:
    """Return a digest in the form that WARC readers expect."""
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256_hex)).decode("ascii")


def index_line(told: Told, where: Member) -> str:
    """Return an original's line of a CDXJ index, without its newline."""
    fields = {
        "url": told.uri,
        "mime": told.media_type,
        "digest": block_digest(told.digest),
        "length": str(where.length),
        "offset": str(where.offset),
        "filename": _IN_INDEX,
        "recordDigest": f"sha256:{where.sha256}",
    }
    return f"{told.uri} {told.at:%Y%m%d%H%M%S} {json.dumps(fields)}"


def first_page() -> str:
    """Return the line that begins the list of pages, without its newline."""
    return json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Originals"})


def page_line(told: Told) -> str:
    """Return an original's line in the list of pages, without its newline."""
    page = {"id": told.digest, "url": told.uri, "ts": _date(told.at), "title": told.title}
    return json.dumps(page)


def page_within(warc: str, offset: int, url: str, digits: str) -> str:
    """Return the line in the list of pages of a page in an original that is a WARC itself.

    Args:
        warc: the original's digest.
        offset: of the record.
        url: that of the page.
        digits: the time of the record, as 14 digits.

    Raises:
        ValueError: when these are no time.
    """
    return json.dumps({"id": f"{warc}-{offset}", "url": url, "ts": moment_of(digits)})


def moment_of(digits: str) -> str:
    """Return the 14 digits of an index as a time."""
    return _date(datetime.strptime(digits, "%Y%m%d%H%M%S"))


def _head(headers: dict[str, str], size_bytes: int) -> bytes:
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {size_bytes}"]).encode("utf-8")


def _record_id(seed: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'sayso {seed}')}>"


def _date(at: datetime) -> str:
    plain = at.replace(tzinfo=None)  # in UTC; `strftime` fills up no year below 1000
    return f"{plain.isoformat(timespec='seconds')}Z"
