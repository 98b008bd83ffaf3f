"""The pages and media in a web archive: bodies of its resource records and of its answers with status 200.

HTTP's own packing is taken off, as any browser does; what is packed in a way that is not read here
is given as it is, and that is said, as it is of a body that is cut off or damaged within its packing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.http_coding import Unpacking
from sayso.parsers.packed import open_packed, refuse_bomb
from sayso.parsers.trees import CHUNK_BYTES, Damaged, NotReadable, Tree
from sayso.parsers.warc_source import MAX_HEADER_BYTES, Member, Source
from sayso.parsers.warcs import VERSION, read_headers
from sayso.parsers.worker import Answer, Unreadable
from sayso.values import Findings

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")


def read(stream: BinaryIO, _request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the bodies in all WARC files of a WACZ.

    Each begins with an answer that has `uri`, `date` and `media_type`; its bytes follow, and behind
    them an answer with a `gap`, where there is one. The last answer has `passed`: how many records of
    each kind were not taken.
    """
    passed: dict[str, int] = {}
    try:
        tree = open_packed(stream, Findings())
        for name in sorted(tree.members):
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                yield from _in_warc(tree, name, passed)
    except (Damaged, NotReadable) as error:
        raise Unreadable(str(error)) from error
    yield {"passed": passed}, b""


def _in_warc(tree: Tree, name: str, passed: dict[str, int]) -> Iterator[Answer]:
    size = tree.members[name].size
    for _, chunks in tree.read_each({name}):
        source, given = Source(chunks), 0
        while source.peek(1):
            if not name.endswith(".gz"):
                yield from _in_record(source, name, passed, size)
                source.take(4)
                continue
            member = Member(source, name, size, given)
            inner = Source(member)
            yield from _in_record(inner, name, passed, size)
            while inner.take(CHUNK_BYTES):  # the line ends behind it, and nothing else: that was checked
                pass
            given = member.given


def _in_record(source: Source, name: str, passed: dict[str, int], size: int) -> Iterator[Answer]:
    version = source.line(64)
    if version is None or not VERSION.fullmatch(version):
        raise Damaged(f"a record in {name!r} does not start with a version")
    headers = read_headers(source, repr(name))
    block = _Left(source, int(headers["content-length"]))
    kind = headers.get("warc-type", "")
    is_http = headers.get("content-type", "").startswith("application/http")
    body: Iterator[Answer] | None = None
    if kind == "resource":
        body = _as_it_is(headers, block)
    elif kind == "response" and is_http:
        body, kind = _answer(headers, block, size)
    if body is None:
        passed[kind] = passed.get(kind, 0) + 1
    else:
        yield from body
    while block.take():
        pass


class _Left:
    """What is left of a record's block."""

    def __init__(self, source: Source, size: int) -> None:
        self._source, self._left = source, size

    def take(self) -> bytes:
        """Return some of it; nothing at its end."""
        if not self._left:
            return b""
        taken = self._source.take(min(self._left, CHUNK_BYTES))
        if not taken:
            raise Damaged("a record is cut off")
        self._left -= len(taken)
        return taken


def _first(headers: Mapping[str, str], media_type: str) -> Answer:
    said: dict[str, object] = {
        "uri": headers.get("warc-target-uri", "").strip("<>"),
        "date": headers.get("warc-date", ""),
        "media_type": media_type,
    }
    return said, b""


def _as_it_is(headers: Mapping[str, str], block: _Left) -> Iterator[Answer]:
    yield _first(headers, headers.get("content-type", ""))
    while chunk := block.take():
        yield {}, chunk


def _answer(headers: Mapping[str, str], block: _Left, size: int) -> tuple[Iterator[Answer] | None, str]:
    """Return the body of an HTTP answer, or None and what kind of answer was passed."""
    head = b""
    while b"\r\n\r\n" not in head and b"\n\n" not in head:
        taken = block.take()
        if not taken or len(head) > MAX_HEADER_BYTES:
            return None, "answer without a head"
        head += taken
    mark = b"\r\n\r\n" if b"\r\n\r\n" in head else b"\n\n"
    head, _, rest = head.partition(mark)
    status = _STATUS.match(head)
    if status is None or status[1] != b"200":
        return None, f"answer with status {status[1].decode() if status else '?'}"
    fields = _fields(head)
    return _body(headers, fields, rest, block, size), ""


def _body(
    headers: Mapping[str, str], fields: Mapping[str, str], rest: bytes, block: _Left, size: int
) -> Iterator[Answer]:
    yield _first(headers, fields.get("content-type", ""))
    unpacking, given = Unpacking(fields), 0
    for chunk in _unpacked(unpacking, rest, block):
        given += len(chunk)
        refuse_bomb(given, size)
        yield {}, chunk
    if unpacking.gap:
        yield {"gap": unpacking.gap}, b""


def _unpacked(unpacking: Unpacking, rest: bytes, block: _Left) -> Iterator[bytes]:
    taken = rest or block.take()
    while taken:
        yield from unpacking.unfold(taken)
        taken = block.take()
    yield from unpacking.finish()


def _fields(head: bytes) -> dict[str, str]:
    found = {}
    for line in head.split(b"\n")[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found
