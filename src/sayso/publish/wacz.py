"""A web archive (WACZ 1.1.1) of a case's originals: each is a `resource` record, named by its SHA-256.

Nothing in it says that an original was captured from an address: what was recorded of it is a
page's title. Only of an original that is a WARC itself do its own records say so: it lies beside, to
the byte, and index and pages lead into it. The proofs from the custody log lie beside; these, not the
package, carry the weight.

Source: Webrecorder, "WACZ Format 1.1.1".
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from sayso.custody.export_form import PACKAGE, PACKAGE_DIGEST, URN, WARC, flat, wacz_order
from sayso.custody.wacz_form import Packed, write_package, write_package_digest
from sayso.packages.warcs import WarcFile
from sayso.publish.packages import Piece, Place, piece_of
from sayso.publish.warc import WarcWriter, Written, index_line, moment_of, record_line
from sayso.values import Digest

INDEX = "indexes/index.cdx"
PAGES = "pages/pages.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original as it goes into the package."""

    digest: Digest
    size_bytes: int
    media_type: str
    at: datetime  # when it came in
    title: str
    open: Callable[[], BinaryIO]

    @property
    def uri(self) -> str:
        """What it is called in the package."""
        return f"{URN}{self.digest}"


@dataclass(frozen=True, slots=True)
class Unfolded:
    """An original that is a WARC, as it goes into the package: to the byte."""

    piece: Piece
    warc: WarcFile


def put_wacz(
    place: Place,
    originals: Sequence[Original],
    warcs: Sequence[Unfolded],
    beside: Sequence[Piece],
    *,
    seal: Callable[[Sequence[Piece]], Sequence[Piece]],
    title: str,
    software: str,
    created: datetime,
    work_in: Path,
) -> int:
    """Write a package, and return how many files it has: the same originals, the same bytes.

    Args:
        place: a zip.
        originals: each once.
        warcs: originals that are WARC files themselves, which the index leads into.
        beside: further files, such as proofs.
        seal: given the files, returns those that list and sign them.
        title: of the case.
        software: what writes it.
        created: not this machine's clock, which would make each package another.
        work_in: a folder on the disk for the WARC, which must be known before its place in the zip is.

    Raises:
        OSError: when the disk refuses.
        SourceChanged: when an original is not what its digest says.
    """
    with tempfile.TemporaryFile(dir=work_in) as warc:  # without a name: whatever ends this, it is gone

        def from_its_start() -> BufferedReader:
            warc.seek(0)
            return os.fdopen(os.dup(warc.fileno()), "rb")

        records = _records(warc, originals, title, software, created)
        size_bytes = warc.tell()
        with from_its_start() as stream:
            digest = Digest(hashlib.file_digest(stream, "sha256").hexdigest())
        pieces = [
            Piece(name=WARC, size_bytes=size_bytes, digest=digest, open=from_its_start),
            *(one.piece for one in warcs),
            piece_of(INDEX, _index(records, warcs)),
            piece_of(PAGES, _pages(originals, warcs)),
            *(replace(piece, name=flat(piece.name)) for piece in beside),
        ]
        by_name = {piece.name: piece for piece in [*pieces, *seal(pieces)]}
        pieces = [by_name[name] for name in wacz_order(by_name)]
        files = [Packed(piece.name, piece.digest, piece.size_bytes) for piece in pieces]
        package = write_package(files, title=title, software=software, created=created)
        pieces += [piece_of(PACKAGE_DIGEST, write_package_digest(package)), piece_of(PACKAGE, package)]
        for piece in pieces:
            place.put(piece)
    return len(pieces)


def _records(
    stream: BinaryIO, originals: Sequence[Original], title: str, software: str, created: datetime
) -> list[Written]:
    writer = WarcWriter(stream)
    fields = {"software": software, "format": "WARC File Format 1.1", "isPartOf": title}
    writer.info(fields, created, " ".join(original.digest for original in originals))
    records = []
    for one in originals:
        with one.open() as source:
            records.append(
                writer.resource(
                    one.uri,
                    source,
                    media_type=one.media_type,
                    at=one.at,
                    digest=one.digest,
                    size_bytes=one.size_bytes,
                )
            )
    return records


def _index(records: Sequence[Written], warcs: Sequence[Unfolded]) -> bytes:
    lines = [index_line(record, WARC.rpartition("/")[2]) for record in records]
    for one in warcs:
        lines += [record_line(record, one.piece.name.rpartition("/")[2]) for record in one.warc.records]
    lines.sort()
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _pages(originals: Sequence[Original], warcs: Sequence[Unfolded]) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "Originals"}]
    lines += [
        {"id": one.digest, "url": one.uri, "ts": one.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "title": one.title}
        for one in originals
    ]
    lines += [
        {"id": f"{one.piece.digest}-{record.offset}", "url": record.uri, "ts": moment_of(record.date)}
        for one in warcs
        for record in one.warc.records
        if record.is_page
    ]
    return "".join(json.dumps(line) + "\n" for line in lines).encode("ascii")
