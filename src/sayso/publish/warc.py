"""Writing WARC 1.1: one gzip member a record, the same records the same bytes.

Written here rather than by warcio: of its writer we would need one kind of record, with digests
that are not its own (SHA-256), ids and times that are not drawn, and a gzip header without a clock.

Source: ISO 28500:2017, sections 5 and 6, annex D.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from sayso.packages.warcs import WarcRecord
from sayso.values import Digest

CHUNK_BYTES = 1 << 20
GZIP = 31  # zlib's window bits for a gzip member
_IN_KEYS = "".join(map(chr, range(0x21, 0x7F)))  # what stands in the key of an index as it is
PACKED_ALREADY = ("image/", "video/", "audio/", "application/zip", "application/gzip", "application/pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a record stands, for an index."""

    uri: str
    at: datetime
    media_type: str
    digest: str  # of the block, as WARC writes it
    record_sha256: str  # of the record's bytes in the file, hexadecimal
    offset: int
    length: int


class WarcWriter:
    """Writes records into a stream, one after the other."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._offset = stream, 0

    def info(self, fields: Mapping[str, str], at: datetime, seed: str) -> None:
        """Write the record that says what made the file; `seed` tells it from others."""
        block = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode("utf-8")
        headers = {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": _record_id(f"warcinfo {seed}"),
            "WARC-Date": _date(at),
            "WARC-Block-Digest": block_digest(hashlib.sha256(block).hexdigest()),
            "Content-Type": "application/warc-fields",
        }
        self._write(headers, len(block), iter([block]), level=9)

    def resource(
        self,
        uri: str,
        stream: BinaryIO,
        *,
        media_type: str,
        at: datetime,
        digest: Digest,
        size_bytes: int,
    ) -> Written:
        """Write bytes as a resource record, and return where it stands."""
        stated = block_digest(digest)
        headers = {
            "WARC-Type": "resource",
            "WARC-Record-ID": _record_id(f"resource {uri} {_date(at)}"),
            "WARC-Target-URI": uri,
            "WARC-Date": _date(at),
            "WARC-Block-Digest": stated,
            "WARC-Payload-Digest": stated,
            "Content-Type": media_type,
        }
        level = 1 if media_type.startswith(PACKED_ALREADY) else 9
        offset = self._offset
        sha256 = self._write(headers, size_bytes, iter(lambda: stream.read(CHUNK_BYTES), b""), level=level)
        return Written(
            uri=uri,
            at=at,
            media_type=media_type,
            digest=stated,
            record_sha256=sha256,
            offset=offset,
            length=self._offset - offset,
        )

    def _write(self, headers: Mapping[str, str], size: int, chunks: Iterator[bytes], *, level: int) -> str:
        packer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
        lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        head = "\r\n".join([*lines, f"Content-Length: {size}", "", ""]).encode("utf-8")
        sha256 = hashlib.sha256()
        for piece in (head, *chunks, b"\r\n\r\n"):
            self._put(packer.compress(piece), sha256)
        self._put(packer.flush(), sha256)
        return sha256.hexdigest()

    def _put(self, data: bytes, sha256: hashlib._Hash) -> None:
        sha256.update(data)
        self._offset += self._stream.write(data)


def block_digest(sha256_hex: str) -> str:
    """Return a digest in the form that WARC readers expect."""
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256_hex)).decode("ascii")


def index_line(record: Written, file_name: str) -> str:
    """Return a record's line of a CDXJ index, without its newline."""
    fields = {
        "url": record.uri,
        "mime": record.media_type,
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": file_name,
        "recordDigest": f"sha256:{record.record_sha256}",
    }
    return f"{record.uri} {record.at:%Y%m%d%H%M%S} {json.dumps(fields)}"


def record_line(record: WarcRecord, file_name: str) -> str:
    """Return the line of a CDXJ index for a record of a WARC that came in as it is, without its newline."""
    fields = {
        "url": record.uri,
        "mime": "warc/revisit" if record.kind == "revisit" else record.media_type,
        "status": record.status,
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": file_name,
        "recordDigest": f"sha256:{record.sha256}",
    }
    given = {name: value for name, value in fields.items() if value}
    return f"{sort_key(record.uri)} {record.date} {json.dumps(given)}"


def sort_key(uri: str) -> str:
    """Return an address as indexes sort by it: the host's parts turned round (SURT), all else lower-cased."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # brackets that are no address: it sorts as it stands
        return quote(uri, safe=_IN_KEYS)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return quote(uri, safe=_IN_KEYS)
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{host}){parts.path or '/'}{query}".lower(), safe=_IN_KEYS)


def moment_of(digits: str) -> str:
    """Return the 14 digits of an index as a time."""
    return datetime.strptime(digits, "%Y%m%d%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ")


def _record_id(seed: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'sayso {seed}')}>"


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
