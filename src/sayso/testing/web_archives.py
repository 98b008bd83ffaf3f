"""WARC and WACZ files of invented pages, for tests: right by default, every part of them open to change."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

TIME = "2026-03-01T10:00:00Z"
CREATED = "2026-03-02T08:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that was captured."""

    url: str
    body: bytes
    at: str = TIME
    chunked: bool = False


PAGES = (
    Page(url="https://harbour.example/", body=b"<html><title>Harbour</title>Four boats came in.</html>"),
    Page(
        url="https://harbour.example/tides",
        body=b"<html>High water at six.</html>",
        at="2026-03-01T10:00:05Z",
    ),
)


def warc_record(headers: Mapping[str, str], block: bytes) -> bytes:
    """Return one record."""
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n"


def sha256_digest(data: bytes) -> str:
    """Return a digest as WARC files state it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")


def response(page: Page) -> bytes:
    """Return the record of a page's response."""
    head, body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page.body
    if page.chunked:
        head = head[:-2] + b"Transfer-Encoding: chunked\r\n\r\n"
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    block = head + body
    headers = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(page.url.encode(), usedforsecurity=False).hexdigest()}>",
        "WARC-Target-URI": page.url,
        "WARC-Date": page.at,
        "Content-Type": "application/http; msgtype=response",
        "WARC-Payload-Digest": sha256_digest(page.body),
        "WARC-Block-Digest": sha256_digest(block),
        "Content-Length": str(len(block)),
    }
    return warc_record(headers, block)


def warcinfo() -> bytes:
    """Return the record with which a WARC file begins."""
    block = b"software: an invented crawler\r\n"
    headers = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date": TIME,
        "Content-Type": "application/warc-fields",
        "Content-Length": str(len(block)),
    }
    return warc_record(headers, block)


@dataclass(slots=True)
class WaczParts:
    """The files of a WACZ, to be changed before they are packed."""

    files: dict[str, bytes] = field(default_factory=dict)
    package: dict[str, object] = field(default_factory=dict)
    digest: dict[str, object] | None = field(default_factory=dict)
    deflated: set[str] = field(default_factory=set)
    order: list[str] | None = None

    def seal(self) -> WaczParts:
        """List all files, and take the digest of the list."""
        self.package["resources"] = [
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
                "bytes": len(data),
            }
            for name, data in self.files.items()
        ]
        return self.seal_package()

    def seal_package(self) -> WaczParts:
        """Take the digest of the list as it is."""
        if self.digest is not None:
            self.digest["path"] = "datapackage.json"
            self.digest["hash"] = "sha256:" + hashlib.sha256(self.package_bytes()).hexdigest()
        return self

    def package_bytes(self) -> bytes:
        """Return datapackage.json."""
        return json.dumps(self.package, indent=2).encode("utf-8")

    def members(self) -> dict[str, bytes]:
        """Return all files of the zip."""
        found = {**self.files, "datapackage.json": self.package_bytes()}
        if self.digest is not None:
            found["datapackage-digest.json"] = json.dumps(self.digest, indent=2).encode("utf-8")
        return found

    def packed(self) -> bytes:
        """Return the WACZ."""
        return pack(self.members(), self.deflated)


def pack(members: Mapping[str, bytes], deflated: set[str] | None = None) -> bytes:
    """Return a zip; what is not to be deflated is stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 3, 2, 8, 0, 0))
            method = zipfile.ZIP_DEFLATED if name in (deflated or set()) else zipfile.ZIP_STORED
            made.writestr(info, data, method)
    return out.getvalue()


def make_wacz(
    *,
    pages: Sequence[Page] = PAGES,
    gzipped: bool = True,
    index_gzipped: bool = True,
    change_record: Callable[[bytes], bytes] = bytes,
    version: str = "1.1.1",
) -> WaczParts:
    """Return the parts of a whole WACZ, sealed.

    Args:
        pages: what was captured.
        gzipped: whether the WARC file is.
        index_gzipped: whether the index is, with an index of its blocks beside it.
        change_record: done to each response before it is written and indexed.
        version: of the format that it states.
    """
    file = "data.warc.gz" if gzipped else "data.warc"
    warc, lines = b"", []
    for page, record in [(None, warcinfo()), *((page, change_record(response(page))) for page in pages)]:
        packed = gzip.compress(record, mtime=0) if gzipped else record
        if page is not None:
            lines.append(cdxj_line(page, packed, len(warc), file))
        warc += packed
    parts = WaczParts()
    parts.files[f"archive/{file}"] = warc
    _add_index(parts, "".join(sorted(lines)).encode("utf-8"), gzipped=index_gzipped)
    header = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    listed = [header, *({"url": page.url, "ts": page.at, "title": "A page"} for page in pages)]
    parts.files["pages/pages.jsonl"] = "".join(json.dumps(line) + "\n" for line in listed).encode("utf-8")
    parts.package = {
        "profile": "data-package",
        "wacz_version": version,
        "title": "Harbour",
        "created": CREATED,
        "software": "an invented crawler",
    }
    return parts.seal()


def cdxj_line(page: Page, packed: bytes, offset: int, file: str, **changed: object) -> str:
    """Return the line of an index for a record."""
    host, _, path = page.url.removeprefix("https://").partition("/")
    key = ",".join(reversed(host.split("."))) + ")/" + path
    entry = {
        "url": page.url,
        "mime": "text/html",
        "status": 200,
        "digest": sha256_digest(page.body),
        "length": len(packed),
        "offset": offset,
        "filename": file,
        "recordDigest": "sha256:" + hashlib.sha256(packed).hexdigest(),
        **changed,
    }
    digits = "".join(char for char in page.at if char.isdigit())
    return f"{key} {digits} {json.dumps(entry)}\n"


def _add_index(parts: WaczParts, lines: bytes, *, gzipped: bool) -> None:
    if not gzipped:
        parts.files["indexes/index.cdxj"] = lines
        return
    block = gzip.compress(lines, mtime=0)
    first = lines.split(b" {")[0].decode("utf-8")
    digest = "sha256:" + hashlib.sha256(block).hexdigest()
    entry = {"offset": 0, "length": len(block), "digest": digest, "filename": "index.cdx.gz"}
    meta = {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    parts.files["indexes/index.cdx.gz"] = block
    parts.files["indexes/index.idx"] = f"!meta 0 {json.dumps(meta)}\n{first} {json.dumps(entry)}\n".encode()
