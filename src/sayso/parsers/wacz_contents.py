"""What a web archive (WACZ) holds: its indexes and pages, against the records of its WARC files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from sayso.parsers.cdxj import Known, check_blocks, check_index, lines, url_key
from sayso.parsers.trees import Damaged, NotReadable, read_whole
from sayso.parsers.warcs import read_records
from sayso.parsers.zips import ZipTree
from sayso.values import Findings
from sayso.values.canonical import read_json_object

MAX_INDEX_BYTES = 64 << 20  # of a gzipped index that an IDX points into
PAGES = "pages/pages.jsonl"


class WaczContents:
    """The files of a web archive that say what it holds, and what is found about them."""

    def __init__(
        self,
        tree: ZipTree,
        findings: Findings,
        *,
        files: Sequence[str],
        warcs: Sequence[str],
        indexes: Sequence[str],
    ) -> None:
        self._tree, self._findings, self._files = tree, findings, files
        self._warcs, self._indexes = warcs, indexes

    def check(self) -> None:
        """Read WARC files, indexes and pages, and hold each against the others, whatever is damaged."""
        known = Known()
        for name in self._warcs:
            self._tolerant(self._read_warc, name, known)
        for name in self._indexes:
            self._tolerant(self._read_index, name, known)
        for name in self._files:
            if name.startswith("indexes/") and name.endswith(".idx"):
                self._tolerant(self._read_idx, name, known)
            elif name.startswith("pages/") and name.endswith(".jsonl"):
                self._tolerant(self._read_pages, name, known)
        if not known.is_whole:
            self._findings.not_seen(f"it has {known.count:,} records, too many to hold its indexes against")
        elif known.count and not known.pointed_at:
            self._findings.fault("no line of any index points at a record")

    def _tolerant(self, what: Callable[[str, Known], None], name: str, known: Known) -> None:
        """Go on with the next file when one is damaged."""
        try:
            what(name, known)
        except Damaged as error:
            self._findings.fault(str(error))
        except NotReadable as error:
            self._findings.not_seen(str(error))

    def _chunks(self, name: str) -> Iterator[bytes]:
        for _, chunks in self._tree.read_each({name}):
            yield from chunks

    def _read_warc(self, name: str, known: Known) -> None:
        size = self._tree.members[name].size
        for record in read_records(
            name, self._chunks(name), size, self._findings, gzipped=name.endswith(".gz")
        ):
            known.add(name.rpartition("/")[2], record)

    def _read_index(self, name: str, known: Known) -> None:
        check_index(name, self._chunks(name), self._tree.members[name].size, known, self._findings)

    def _read_idx(self, name: str, _known: Known) -> None:
        blocks = {
            index.rpartition("/")[2]: read_whole(self._tree, index, MAX_INDEX_BYTES)
            for index in self._indexes
            if index.endswith(".gz")
        }
        check_blocks(name, self._chunks(name), self._tree.members[name].size, blocks, self._findings)

    def _read_pages(self, name: str, known: Known) -> None:
        say = self._findings.fault if name == PAGES else self._findings.note
        pages = 0
        for number, line in enumerate(
            lines(name, self._chunks(name), self._tree.members[name].size), start=1
        ):
            if not line.strip():
                continue
            try:
                page = read_json_object(line)
            except ValueError as error:
                say(f"{name}, line {number}, is no JSON object: {error}")
                continue
            if "format" in page:
                self._check_header(name, number, page)
            else:
                pages += 1
                self._check_page(f"{name}, line {number}", page, known, say)
        if name == PAGES and not pages:
            self._findings.note(f"{name} lists no page")

    def _check_header(self, name: str, number: int, header: Mapping[str, object]) -> None:
        if number != 1:
            self._findings.note(f"{name} has a header in line {number}")
        if not str(header["format"]).startswith("json-pages-1."):
            self._findings.note(f"{name} is of the format {str(header['format'])[:40]!r}")

    def _check_page(self, where: str, page: Mapping[str, object], known: Known, say: object) -> None:
        assert callable(say)
        if not isinstance(page.get("url"), str) or not page["url"]:
            say(f"{where}, names no URL")
        elif known.is_whole and url_key(str(page["url"]).partition("#")[0]) not in known.urls:
            self._findings.note(f"{where}: no record is of {str(page['url'])[:200]!r}")
        if not is_moment(page.get("ts")):
            say(f"{where}, names no time")


def is_moment(value: object) -> bool:
    """Tell whether a value is a time as RFC 3339 writes it, with or without a zone."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d([T ]|$)", value, re.ASCII):
        return False
    plain = re.sub(r"(\.\d{6})\d+", r"\1", value.replace("Z", "+00:00").replace("z", "+00:00"))
    try:
        datetime.fromisoformat(plain)
    except ValueError:
        return False
    return True
