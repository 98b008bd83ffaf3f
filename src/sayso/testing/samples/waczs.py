"""Web archives (WACZ): what the format allows, and each way in which one can be wrong."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sayso.testing.authority import Answering, make_authority, make_request, pem
from sayso.testing.web_archives import (
    CREATED,
    PAGES,
    Page,
    WaczParts,
    make_wacz,
    pack,
    response,
    sha256_digest,
    warc_record,
    warcinfo,
)

WARC, INDEX, IDX, PAGE_LIST = (
    "archive/data.warc.gz",
    "indexes/index.cdx.gz",
    "indexes/index.idx",
    "pages/pages.jsonl",
)
PAGE = {"url": PAGES[0].url, "ts": PAGES[0].at}
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


def resealed(parts: WaczParts) -> bytes:
    """Return a WACZ whose lists were made anew after a change."""
    return parts.seal().packed()


def with_file(name: str, data: bytes, *, gzipped: bool = True) -> bytes:
    """Return a WACZ with a file added or exchanged, and listed."""
    parts = make_wacz(gzipped=gzipped)
    parts.files[name] = data
    return resealed(parts)


def without_file(name: str) -> bytes:
    """Return a WACZ without a file, not listed either."""
    parts = make_wacz()
    del parts.files[name]
    return resealed(parts)


def with_index(lines: list[str]) -> bytes:
    """Return a WACZ whose plain index has these lines."""
    parts = make_wacz(index_gzipped=False)
    parts.files["indexes/index.cdxj"] = "".join(lines).encode()
    return resealed(parts)


def index_line(number: int = 0, **changed: object) -> str:
    """Return a line of the index of a whole WACZ, changed."""
    parts = make_wacz()
    lines = gzip.decompress(parts.files[INDEX]).decode().splitlines()
    key, time, entry = lines[number].split(" ", 2)
    return f"{key} {time} {json.dumps({**json.loads(entry), **changed})}\n"


def with_pages(*pages: object) -> bytes:
    """Return a WACZ with another list of pages."""
    header = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
    lines = [page if isinstance(page, str) else json.dumps(page) for page in (header, *pages)]
    return with_file(PAGE_LIST, "\n".join(lines).encode() + b"\n")


def with_spelling(text: str, encoded: str) -> bytes:
    """Return a WACZ whose index encodes what stands in a record's URL as it is."""
    parts = make_wacz(pages=(Page(url=f"https://harbour.example/low{text}tide", body=b"boats"),))
    lines = gzip.decompress(parts.files.pop(INDEX)).decode()
    del parts.files[IDX]
    encoded_lines = lines.replace(json.dumps(text)[1:-1] + "tide", encoded + "tide")
    parts.files["indexes/index.cdxj"] = encoded_lines.encode()
    return resealed(parts)


def with_other_records() -> bytes:
    """Return a WACZ whose WARC also holds records of kinds that no page is made of."""
    uri = {"WARC-Target-URI": PAGES[0].url, "WARC-Date": PAGES[0].at}
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    dns = {**uri, "WARC-Target-URI": "dns:harbour.example"}
    records = [
        _record("revisit", {**uri, "WARC-Profile": REVISIT}, http),
        _record("metadata", uri, b"via: nowhere\r\n"),
        _record("conversion", uri, b"Four boats came in."),
        _record("response", dns, b"20260301100000\nharbour.example. 60 IN A 192.0.2.1\n"),
        _record("response", {**uri, "WARC-Segment-Number": "1"}, http),
        _record("continuation", {**uri, "WARC-Segment-Number": "2"}, b"<html>"),
    ]
    parts = make_wacz()
    parts.files[WARC] += b"".join(gzip.compress(record, mtime=0) for record in records)
    return resealed(parts)


def _record(kind: str, headers: dict[str, str], block: bytes) -> bytes:
    identity = f"<urn:uuid:{hashlib.md5(block, usedforsecurity=False).hexdigest()}>"
    length = str(len(block))
    return warc_record(
        {"WARC-Type": kind, "WARC-Record-ID": identity, **headers, "Content-Length": length}, block
    )


def with_package(**changed: object) -> bytes:
    """Return a WACZ whose datapackage.json has other fields; None takes one away."""
    parts = make_wacz()
    for name, value in changed.items():
        parts.package[name] = value
        if value is None:
            del parts.package[name]
    return parts.seal_package().packed()


def with_resource(**changed: object) -> bytes:
    """Return a WACZ whose first listed file has other fields; None takes one away."""
    parts = make_wacz()
    resources = parts.package["resources"]
    assert isinstance(resources, list)
    for name, value in changed.items():
        resources[0][name] = value
        if value is None:
            del resources[0][name]
    return parts.seal_package().packed()


def with_digest(**changed: object) -> bytes:
    """Return a WACZ whose datapackage-digest.json has other fields."""
    parts = make_wacz()
    assert parts.digest is not None
    parts.digest.update(changed)
    return parts.packed()


def unsealed(change: Callable[[WaczParts], object]) -> bytes:
    """Return a WACZ that was changed after its lists were made."""
    parts = make_wacz()
    change(parts)
    return parts.packed()


def without_digest() -> bytes:
    """Return a WACZ without datapackage-digest.json."""
    parts = make_wacz()
    parts.digest = None
    return parts.packed()


def deflated(name: str) -> bytes:
    """Return a WACZ in which one file is compressed by the zip."""
    parts = make_wacz()
    parts.deflated = {name}
    return parts.packed()


def listed_before_1_1(*, bare: bool = False) -> bytes:
    """Return a WACZ in the older layout: hash and size below `stats`, no names, no digest file."""
    parts = make_wacz(version="1.0.0")
    if bare:
        del parts.files[PAGE_LIST], parts.package["wacz_version"]
    parts.package["resources"] = [
        {
            "path": name,
            "stats": {"hash": hashlib.sha256(data).hexdigest(), "bytes": len(data)},
            "hashing": "sha256",
        }
        for name, data in parts.files.items()
    ]
    parts.digest = None
    return parts.packed()


def change_block(record: bytes) -> bytes:
    """Change the payload of a record, and leave its digests."""
    return record.replace(b"Four boats", b"Five boats").replace(b"at six", b"at ten")


def with_header(header: str, *, instead: str = "WARC-Date: ") -> bytes:
    """Return a WACZ each of whose responses has a further header, before the one that starts so."""
    before = f"{header}\r\n{instead}".encode()
    return make_wacz(change_record=lambda record: record.replace(instead.encode(), before, 1)).packed()


def without_end_of_head(page: Page, *, payload: bytes) -> bytes:
    """Return the record of a response whose HTTP headers have no end, that states this payload's digest."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + page.body
    headers = {
        "WARC-Target-URI": page.url,
        "WARC-Date": page.at,
        "Content-Type": "application/http; msgtype=response",
        "WARC-Payload-Digest": sha256_digest(payload),
    }
    return _record("response", headers, block)


def of_one_record(record: Callable[[Page], bytes], *, body: bytes) -> bytes:
    """Return a WACZ with one record, and a page of this body beside it in the index."""
    page = Page(url=PAGES[0].url, body=body)
    return make_wacz(pages=(page,), change_record=lambda _: record(page)).packed()


def filed_under(key: str, of: str = PAGES[0].url, **changed: object) -> bytes:
    """Return a WACZ with one page whose index files it under another key; None takes a field away."""
    parts = make_wacz(pages=(Page(url=of, body=b"Four boats."),), index_gzipped=False)
    _, time, text = parts.files["indexes/index.cdxj"].decode().split(" ", 2)
    entry = {**json.loads(text), **changed}
    kept = {name: value for name, value in entry.items() if value is not None}
    parts.files["indexes/index.cdxj"] = f"{key} {time} {json.dumps(kept)}\n".encode()
    return resealed(parts)


def whole_warc_in_one_member() -> bytes:
    """Return a WACZ whose WARC was gzipped as a whole."""
    parts = make_wacz()
    parts.files[WARC] = gzip.compress(gzip.decompress(parts.files[WARC]), mtime=0)
    return resealed(parts)


def signed(**changed: object) -> bytes:
    """Return a WACZ that is signed by a key alone."""
    key = ec.generate_private_key(ec.SECP384R1())
    parts = make_wacz()
    assert parts.digest is not None
    over = str(changed.pop("over", parts.digest["hash"]))
    first, second = decode_dss_signature(key.sign(over.encode(), ec.ECDSA(hashes.SHA256())))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    parts.digest["signedData"] = {
        "hash": parts.digest["hash"],
        "created": CREATED,
        "software": "an invented crawler",
        "signature": base64.b64encode(first.to_bytes(48, "big") + second.to_bytes(48, "big")).decode(),
        "publicKey": base64.b64encode(public).decode(),
        **changed,
    }
    return parts.packed()


def signed_for_domain(*, at: str = CREATED, stamped: str = CREATED, **changed: object) -> bytes:
    """Return a WACZ that is signed for a domain, and stamped."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    domain = make_authority(start=start, name="signer.example", purposes=None)
    stamps = make_authority(start=start, name="Stamps")
    assert isinstance(domain.key, ec.EllipticCurvePrivateKey)
    parts = make_wacz()
    assert parts.digest is not None
    moment = datetime.fromisoformat(stamped.replace("Z", "+00:00"))
    parts.package["created"] = at
    parts.seal_package()
    signature = base64.b64encode(
        domain.key.sign(str(parts.digest["hash"]).encode(), ec.ECDSA(hashes.SHA256()))
    ).decode()
    reply = stamps.answer(make_request(signature.encode()), Answering(at=moment))
    parts.digest["signedData"] = {
        "hash": parts.digest["hash"],
        "created": at,
        "software": "an invented signer",
        "signature": signature,
        "domain": "signer.example Stamps",
        "domainCert": pem(domain.signer, domain.root).decode(),
        "timeSignature": base64.b64encode(reply).decode(),
        "timestampCert": pem(stamps.signer, stamps.root).decode(),
        **changed,
    }
    return parts.packed()


def other_certificate() -> str:
    """Return a chain of another signer."""
    other = make_authority(start=datetime(2026, 1, 1, tzinfo=UTC), name="signer.example", purposes=None)
    return pem(other.signer, other.root).decode()


SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    # what the format allows
    "gzipped WARC, gzipped index": ("accept", lambda: make_wacz().packed()),
    "plain WARC": ("accept", lambda: make_wacz(gzipped=False).packed()),
    "plain index": ("accept", lambda: make_wacz(index_gzipped=False).packed()),
    "a chunked response": (
        "accept",
        lambda: make_wacz(pages=(Page(url="https://a.example/", body=b"boats", chunked=True),)).packed(),
    ),
    "version 1.2.0": ("accept", lambda: with_package(profile="wacz", wacz_version="1.2.0")),
    "the draft without a version": ("accept", lambda: with_package(profile="wacz", wacz_version=None)),
    "a URL with a space, encoded in the index": ("accept", lambda: with_spelling(" ", "%20")),
    "a URL with a letter, encoded in the index": ("accept", lambda: with_spelling("\u00e5", "%C3%A5")),
    "a revisit, metadata, a conversion and a name looked up": ("accept", with_other_records),
    "headers that may stand twice": (
        "accept",
        lambda: with_header(
            "WARC-Protocol: h2\r\nWARC-Protocol: tls/1.3\r\n"
            "WARC-Concurrent-To: <urn:uuid:1>\r\nWARC-Concurrent-To: <urn:uuid:2>"
        ),
    ),
    "a header twice that says the same": (
        "accept",
        lambda: with_header("WARC-IP-Address: 192.0.2.1\r\nWARC-IP-Address: 192.0.2.1"),
    ),
    "headers of HTTP without end, and no payload": (
        "accept",
        lambda: of_one_record(lambda page: without_end_of_head(page, payload=b""), body=b""),
    ),
    "a key without www": (
        "accept",
        lambda: filed_under("example,harbour)/tides", "https://www2.harbour.example/tides"),
    ),
    "a key with a port": (
        "accept",
        lambda: filed_under("example,harbour:8443)/", "https://harbour.example:8443/"),
    ),
    "a key with its scheme": ("accept", lambda: filed_under("https://(example,harbour,)/")),
    "a key of numbers, as they are": (
        "accept",
        lambda: filed_under("192.0.2.7)/tides", "http://192.0.2.7/tides"),
    ),
    "a key of numbers, turned round": (
        "accept",
        lambda: filed_under("7,2,0,192)/tides", "http://192.0.2.7/tides"),
    ),
    "a key in another script": (
        "accept",
        lambda: filed_under("example,xn--mwe-sna)/", "https://m\u00f6we.example/"),
    ),
    "a key of a request that was posted": (
        "accept",
        lambda: filed_under("example,harbour)/?__wb_method=post&q=1", method="POST"),
    ),
    "a key that is the address itself": (
        "accept",
        lambda: filed_under("urn:pageinfo:https://harbour.example/", "urn:pageinfo:https://harbour.example/"),
    ),
    "a key of another path, as a note": ("accept", lambda: filed_under("example,harbour)/tides")),
    "no digest file": ("accept", without_digest),
    "the layout before 1.1": ("accept", listed_before_1_1),
    "the layout before 1.1, without version or pages": ("accept", lambda: listed_before_1_1(bare=True)),
    "deflated lists": ("accept", lambda: deflated(PAGE_LIST)),
    "further pages": (
        "accept",
        lambda: with_file(
            "pages/extraPages.jsonl",
            b'{"format":"json-pages-1.0","id":"extra","title":"Extra"}\n'
            b'{"url":"https://harbour.example/tides","ts":"2026-03-01T10:00:05Z"}\n',
        ),
    ),
    "logs, listed": ("accept", lambda: with_file("logs/crawl.log", b"{}\n")),
    "signed by a key": ("accept", signed),
    "signed for a domain, and stamped": ("accept", signed_for_domain),
    # files and lists
    "no datapackage.json": ("reject", lambda: pack(make_wacz().files)),
    "datapackage.json is no JSON": (
        "reject",
        lambda: pack({**make_wacz().members(), "datapackage.json": b"{"}),
    ),
    "no version": ("reject", lambda: with_package(wacz_version=None)),
    "another profile": ("reject", lambda: with_package(profile="tabular-data-package")),
    "no files listed": ("reject", lambda: with_package(resources=[])),
    "no WARC": ("reject", lambda: without_file(WARC)),
    "no index": (
        "reject",
        lambda: pack({name: data for name, data in make_wacz().members().items() if "index" not in name}),
    ),
    "no pages": ("reject", lambda: without_file(PAGE_LIST)),
    "a file that is not listed": ("reject", lambda: unsealed(lambda parts: parts.files.update({"x": b"x"}))),
    "a listed file that is missing": ("reject", lambda: unsealed(lambda parts: parts.files.pop(PAGE_LIST))),
    "a file listed twice": (
        "reject",
        lambda: unsealed(lambda parts: parts.package["resources"].append(parts.package["resources"][0])),  # type: ignore[attr-defined,index]
    ),
    "a listed path that leads out": ("reject", lambda: with_resource(path="../data.warc.gz")),
    "another hash": ("reject", lambda: with_resource(hash="sha256:" + "0" * 64)),
    "another size": ("reject", lambda: with_resource(bytes=1)),
    "no hash": ("reject", lambda: with_resource(hash=None)),
    "no size": ("reject", lambda: with_resource(bytes=None)),
    "a file of no kind in archive/": ("reject", lambda: with_file("archive/notes.txt", b"x")),
    "a folder in pages/": ("reject", lambda: with_file("pages/more/pages.jsonl", b"")),
    "a WARC changed": (
        "reject",
        lambda: unsealed(lambda parts: parts.files.update({WARC: parts.files[WARC][:-1] + b"\1"})),
    ),
    "a list changed after its digest": ("reject", lambda: with_digest(hash="sha256:" + "1" * 64)),
    "a digest over something else": ("reject", lambda: with_digest(path="pages/pages.jsonl")),
    # compression
    "a gzipped WARC deflated again": ("reject", lambda: deflated(WARC)),
    "a gzipped index deflated again": ("reject", lambda: deflated(INDEX)),
    "a gzipped WARC gzipped again": (
        "reject",
        lambda: with_file(WARC, gzip.compress(make_wacz().files[WARC], mtime=0)),
    ),
    "a plain WARC called gzipped": (
        "reject",
        lambda: with_file(WARC, gzip.decompress(make_wacz().files[WARC])),
    ),
    "a WARC gzipped as a whole": ("reject", whole_warc_in_one_member),
    # records and indexes, with all lists made anew
    "a payload changed": ("reject", lambda: make_wacz(change_record=change_block).packed()),
    "a record cut off": (
        "reject",
        lambda: with_file("archive/data.warc", response(PAGES[0])[:-30], gzipped=False),
    ),
    "a record without a date": (
        "reject",
        lambda: with_file(
            "archive/data.warc",
            warcinfo() + warc_record({"WARC-Type": "resource", "Content-Length": "0"}, b""),
            gzipped=False,
        ),
    ),
    "no WARC in a WARC file": ("reject", lambda: with_file("archive/data.warc", b"hello\r\n", gzipped=False)),
    "an index into no record": ("reject", lambda: with_index([index_line(offset=3), index_line(1)])),
    "an index behind the end": ("reject", lambda: with_index([index_line(offset=10**9), index_line(1)])),
    "an index of a wrong length": ("reject", lambda: with_index([index_line(length=5), index_line(1)])),
    "an index into another WARC": (
        "reject",
        lambda: with_index([index_line(filename="other.warc.gz"), index_line(1)]),
    ),
    "an index of another URL": (
        "reject",
        lambda: with_index([index_line(url="https://harbour.example/x"), index_line(1)]),
    ),
    "an index of another digest": (
        "reject",
        lambda: with_index([index_line(recordDigest="sha256:" + "2" * 64), index_line(1)]),
    ),
    "an index of another time": (
        "reject",
        lambda: with_index([index_line().replace("20260301100000", "20250301100000"), index_line(1)]),
    ),
    "an index under another site": ("reject", lambda: filed_under("com,elsewhere)/")),
    "an index under another site, without the address": (
        "reject",
        lambda: filed_under("com,elsewhere)/", url=None),
    ),
    "an index under a name within the site": ("reject", lambda: filed_under("example,harbour,quay)/")),
    "an index that says a field twice": (
        "reject",
        lambda: with_index(
            [index_line().replace("{", '{"url": "https://elsewhere.example/", '), index_line(1)]
        ),
    ),
    "two addresses of a record": (
        "reject",
        lambda: with_header("WARC-Target-URI: https://elsewhere.example/", instead="WARC-Target-URI: "),
    ),
    "two digests of a block": ("reject", lambda: with_header("WARC-Block-Digest: sha1:" + "A" * 32)),
    "an index out of order": ("reject", lambda: with_index([index_line(1), index_line()])),
    "an index that is none": ("reject", lambda: with_index(["nothing of the kind\n"])),
    "an empty index": ("reject", lambda: with_index([])),
    "an index of an index that points elsewhere": (
        "reject",
        lambda: with_file(IDX, b'com,x)/ 20260301100000 {"offset": 9, "length": 99999}\n'),
    ),
    # pages
    "a page without a URL": ("reject", lambda: with_pages({"ts": "2026-03-01T10:00:00Z"})),
    "a page without a time": ("reject", lambda: with_pages({"url": "https://harbour.example/"})),
    "a page at no time": ("reject", lambda: with_pages({"url": "https://harbour.example/", "ts": "noon"})),
    "a page that says a field twice": (
        "reject",
        lambda: with_pages('{"url": "https://elsewhere.example/", ' + json.dumps(PAGE)[1:]),
    ),
    "a page that is no JSON": ("reject", lambda: with_pages("{")),
    # signatures
    "a signature over another hash": ("reject", lambda: signed(over="sha256:" + "3" * 64)),
    "a signature that names another hash": ("reject", lambda: signed(hash="sha256:" + "3" * 64)),
    "a signature of another time": ("reject", lambda: signed(created="2020-01-01T00:00:00Z")),
    "a signature without a key": ("reject", lambda: signed(publicKey="")),
    "a signature that is no base64": ("reject", lambda: signed(signature="!")),
    "a domain of another name": ("reject", lambda: signed_for_domain(domain="other.example")),
    "a certificate of another signer": ("reject", lambda: signed_for_domain(domainCert=other_certificate())),
    "stamped an hour later": ("reject", lambda: signed_for_domain(stamped="2026-03-02T09:00:00Z")),
    "a stamp over something else": (
        "reject",
        lambda: signed_for_domain(timeSignature=base64.b64encode(b"0\x03\x02\x01\x00").decode()),
    ),
    "signed before the certificate was valid": (
        "reject",
        lambda: signed_for_domain(at="2025-06-01T00:00:00Z", stamped="2025-06-01T00:00:00Z"),
    ),
    # not a WACZ, or not one to be looked at
    "no zip": ("reject", lambda: b"hello"),
    "an empty file": ("reject", lambda: b""),
    "a zip cut off": ("reject", lambda: make_wacz().packed()[:-40]),
    "an unknown version": ("unknown", lambda: with_package(wacz_version="9.0.0")),
    "an unknown hash": ("unknown", lambda: with_resource(hash="whirlpool:" + "0" * 128)),
    "headers of HTTP without end, and a payload that cannot be told": (
        "unknown",
        lambda: of_one_record(lambda page: without_end_of_head(page, payload=page.body), body=b"boats"),
    ),
    "format 0.1.0": (
        "unknown",
        lambda: pack({**make_wacz().files, "webarchive.yaml": b"title: old\n"}),
    ),
}
