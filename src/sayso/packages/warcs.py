"""WARC files as they came: what of them an index can lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.parsers import CouldNotRead, printable
from sayso.parsers.child import own_child
from sayso.parsers.limits import PACKAGE_LIMITS

MOST_CHARS = 4000  # of an address
ENDINGS = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """A record, and where it stands; all but its place is the file's word."""

    kind: str  # such as "response"
    uri: str
    date: str  # 14 digits
    media_type: str
    status: str  # of an HTTP answer; "" for none
    digest: str  # of the payload, as the record states it
    offset: int
    length: int
    sha256: str  # of these bytes

    @property
    def is_page(self) -> bool:
        """Whether it is an answer that a browser would show as a page."""
        return self.status == "200" and self.media_type == "text/html"


@dataclass(frozen=True, slots=True)
class WarcFile:
    """A WARC that readers of web archives can use as it is."""

    ending: str  # of its name, as they expect it
    records: tuple[WarcRecord, ...]


def read_warc(path: Path) -> WarcFile | None:
    """List the records of a WARC; None where readers could not use it, or it is none.

    It is read in a child process, to its end, and its own digests are held against it.
    """
    ending, records = "", []
    try:
        with own_child(PACKAGE_LIMITS) as child:
            child.ask("warc index", path, {})
            for head, _ in child.answers():
                if "ending" in head:
                    ending = ".warc.gz" if head["ending"] == ".warc.gz" else ".warc"
                else:
                    records.append(_record(head))
    except (CouldNotRead, ValueError):
        return None
    return WarcFile(ending, tuple(records)) if ending and records else None


def _record(head: Mapping[str, object]) -> WarcRecord:
    names = ("kind", "uri", "date", "media_type", "status", "digest", "sha256")
    said = {name: printable(str(head.get(name, "")), MOST_CHARS) for name in names}
    return WarcRecord(offset=int(str(head.get("offset"))), length=int(str(head.get("length"))), **said)
