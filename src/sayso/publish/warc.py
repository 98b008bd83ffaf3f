"""Writing WARC 1.1: one gzip member a record, the same records the same bytes.

Written here rather than by warcio: of its writer we would need one kind of record, with digests
that are not its own (SHA-256), ids and times that are not drawn, and a gzip header without a clock.

Source: ISO 28500:2017, sections 5 and 6, annex D.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from sayso.custody.web_archive import Member, Told, info_block, info_head, resource_head
from sayso.packages.warcs import WarcRecord

CHUNK_BYTES = 1 << 20
GZIP = 31  # zlib's window bits for a gzip member
_IN_KEYS = "".join(map(chr, range(0x21, 0x7F)))  # what stands in the key of an index as it is
PACKED_ALREADY = ("image/", "video/", "audio/", "application/zip", "application/gzip", "application/pdf")


class WarcWriter:
    """Writes records into a stream, one after the other."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._offset = stream, 0

    def info(self, title: str, software: str, created: datetime, originals: Sequence[Told]) -> None:
        """Write the record that says what made the file, before those of the originals."""
        block = info_block(title, software)
        self._write(info_head(block, created, originals), iter([block]), level=9)

    def resource(self, told: Told, stream: BinaryIO) -> Member:
        """Write an original's bytes as a resource record, and return where it stands."""
        level = 1 if told.media_type.startswith(PACKED_ALREADY) else 9
        chunks = iter(lambda: stream.read(CHUNK_BYTES), b"")
        return self._write(resource_head(told), chunks, level=level)

    def _write(self, head: bytes, chunks: Iterator[bytes], *, level: int) -> Member:
        packer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
        sha256, offset = hashlib.sha256(), self._offset
        for piece in (head, b"\r\n\r\n", *chunks, b"\r\n\r\n"):
            self._put(packer.compress(piece), sha256)
        self._put(packer.flush(), sha256)
        return Member(offset=offset, length=self._offset - offset, sha256=sha256.hexdigest())

    def _put(self, data: bytes, sha256: hashlib._Hash) -> None:
        sha256.update(data)
        self._offset += self._stream.write(data)


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
