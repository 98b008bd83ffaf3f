"""Checking what a web archive of ours says of its originals: it is written anew, and must be the same.

What it says of the records within an original that is a WARC itself is held against its own index only; that
the index leads to these records, whoever reads that WARC can see (`sayso check-wacz`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.custody import export_form as form
from sayso.custody.entries import Entry
from sayso.custody.export_names import said_of_items
from sayso.custody.export_reading import ReadExport
from sayso.custody.export_records import objects_named
from sayso.custody.warc_form import Block
from sayso.custody.web_archive import (
    INDEX,
    PAGES,
    Told,
    first_page,
    index_line,
    info_block,
    info_head,
    page_line,
    page_within,
    resource_head,
)
from sayso.values import Digest, Findings

_LINE = re.compile(r"(\S+) ([0-9]{14}) (\{.*\})", re.ASCII)
_WITHIN = ("url", "mime", "status", "digest", "length", "offset", "filename", "recordDigest")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)


def told_of(case: form.Case, entries: Sequence[Entry], *, leaving: Collection[str]) -> list[Told]:
    """Return the originals of a case in the order in which they came in, each with its first name.

    Args:
        case: with its list of files.
        entries: that came along.
        leaving: digests of those that are WARCs themselves, and are told of otherwise.
    """
    sizes, came_in = objects_named(entries), _first_times(entries)
    files = {file.item: file for file in case.files}
    found: dict[str, Told] = {}
    for item in said_of_items(entries, case.slug):
        file = files.get(item)
        if file is None or file.exhibit in leaving or not {file.exhibit} <= sizes.keys() & came_in.keys():
            continue  # erased; or of no entry, which is a fault of its own
        told = Told(
            digest=Digest(file.exhibit),
            size_bytes=sizes[file.exhibit],
            media_type=file.media_type,
            at=came_in[file.exhibit],
            title=file.name,
        )
        found.setdefault(file.exhibit, told)
    return list(found.values())


def check_told(
    read: ReadExport, entries: Sequence[Entry], case: form.Case, software: str, findings: Findings
) -> None:
    """Hold records, index and pages against those that are written anew of case and entries.

    Args:
        read: a web archive.
        entries: at least one.
        case: what it is of.
        software: what its list of files says that it was written by.
        findings: gets what differs.
    """
    warcs = {read.digests[name][0]: name for name in read.digests if form.WARC_ORIGINAL.fullmatch(name)}
    told = told_of(case, entries, leaving=warcs)
    created = max(entry.at for entry in entries)
    _check_records(read.records, told, info_block(case.title, software), created, findings)
    index = _lines_in(read, INDEX, findings)
    if index is None:
        return
    within = _check_index(index, told, read, warcs, findings)
    pages = _lines_in(read, PAGES, findings)
    if pages is not None and within is not None:
        said = said_of_items(entries, case.slug).values()
        order = {exhibit: place for place, exhibit in enumerate(dict.fromkeys(one.exhibit for one in said))}
        within.sort(key=lambda one: (order.get(one.warc, len(order)), one.offset))
        _check_pages(pages, [first_page(), *map(page_line, told)], within, findings)


def _first_times(entries: Sequence[Entry]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for entry in entries:
        if entry.act == "import":
            found.setdefault(str(entry.body.get("exhibit")), entry.at)
    return found


def _check_records(
    records: Sequence[Block], told: Sequence[Told], info: bytes, created: datetime, findings: Findings
) -> None:
    wanted = [(info_head(info, created, told), hashlib.sha256(info).hexdigest())]
    wanted += [(resource_head(one), one.digest) for one in told]
    heads = [(hashlib.sha256(head).hexdigest(), sha256) for head, sha256 in wanted]
    found = [(record.head_sha256, record.sha256) for record in records]
    for number, (one, other) in enumerate(zip(found, heads, strict=False), start=1):
        if one != other:
            what = records[number - 1].uri or "what made it"
            findings.fault(f"{form.WARC} is not what the entries say: record {number}, of {what!r}")
            return
    if len(found) != len(heads):
        findings.fault(f"{form.WARC} has {len(found)} records, and by the entries {len(heads)}")


def _lines_in(read: ReadExport, name: str, findings: Findings) -> list[str] | None:
    data = read.kept.get(name)
    if data is None:
        if name in read.digests:
            findings.note(f"{name} is too large to be held against the entries")
        else:
            findings.fault(f"{name} is missing")
        return None
    text = data.decode("utf-8", "replace")  # what is replaced is in no line that we write
    if text and not text.endswith("\n"):
        findings.fault(f"{name} has no end to its last line")
        return None
    return text.split("\n")[:-1]


@dataclass(frozen=True, slots=True)
class _Within:
    """A line of the index that leads into an original that is a WARC."""

    warc: str  # its digest
    offset: int
    page: str | None  # the line that the list of pages has of it, where it may have one
    is_page: bool  # whether that must be there


def _check_index(
    lines: Sequence[str],
    told: Sequence[Told],
    read: ReadExport,
    warcs: Mapping[str, str],
    findings: Findings,
) -> list[_Within] | None:
    """Hold the index against the records, and return what leads into originals; None where it is not ours."""
    if list(lines) != sorted(set(lines)):
        findings.fault(f"{INDEX} is not as it was written: its lines are doubled, or in another order")
        return None
    ours = {index_line(one, record.where) for one, record in zip(told, read.records[1:], strict=False)}
    for missing in sorted(ours - set(lines))[:1]:
        findings.fault(f"{INDEX} is not what the entries say: it lacks the line of {missing.split()[0]!r}")
        return None
    names = {name.rpartition("/")[2]: digest for digest, name in warcs.items()}
    within = []
    for number, line in enumerate(lines, start=1):
        if line not in ours:
            try:
                within.append(_within(line, names))
            except (ValueError, RecursionError):
                findings.fault(f"{INDEX} is not what the entries say: line {number} leads to no original")
                return None
    return within


def _within(line: str, names: Mapping[str, str]) -> _Within:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError("no line of an index")
    _, digits, text = match.groups()
    fields = json.loads(text)
    if not isinstance(fields, dict) or json.dumps(fields) != text or list(fields) != _in_order(fields):
        raise ValueError("not in our form")
    offset, warc = fields.get("offset"), names.get(str(fields.get("filename")))
    if warc is None or not isinstance(offset, str) or not _NUMBER.fullmatch(offset):
        raise ValueError("it leads nowhere")
    mime = fields.get("mime")
    may_be_page = fields.get("status") == "200" and mime in ("text/html", "warc/revisit")
    page = page_within(warc, int(offset), str(fields.get("url")), digits) if may_be_page else None
    return _Within(warc, int(offset), page, is_page=may_be_page and mime == "text/html")


def _in_order(fields: Mapping[str, object]) -> list[str]:
    return [name for name in _WITHIN if isinstance(fields.get(name), str)]


def _check_pages(
    lines: Sequence[str], own: Sequence[str], within: Sequence[_Within], findings: Findings
) -> None:
    """Hold the list of pages against that of the originals, and against what the index leads to in them."""
    for number, (line, wanted) in enumerate(zip(lines, own, strict=False), start=1):
        if line != wanted:
            findings.fault(f"{PAGES} is not what the entries say: line {number}")
            return
    following = _Following(lines[len(own) :])
    if len(lines) < len(own) or not all(following.has(one) for one in within) or following.left():
        findings.fault(f"{PAGES} is not what the entries say: it has other pages than {INDEX} leads to")


class _Following:
    """Lines that are gone through once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines: Iterator[str] = iter(lines)
        self._next = next(self._lines, None)

    def has(self, one: _Within) -> bool:
        """Tell whether a page that must be the next one is, and go on where it is."""
        if one.page is not None and one.page == self._next:
            self._next = next(self._lines, None)
            return True
        return not one.is_page

    def left(self) -> bool:
        """Tell whether any line is left."""
        return self._next is not None
