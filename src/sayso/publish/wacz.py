"""A web archive (WACZ 1.1.1) of a case's originals: each is a `resource` record, named by its SHA-256.

Nothing in it says that an original was captured from an address: what was recorded of it is a
page's title. Only of an original that is a WARC itself do its own records say so: it lies beside, to
the byte, and index and pages lead into it. The proofs from the custody log lie beside; these, not the
package, carry the weight.

Source: Webrecorder, "WACZ Format 1.1.1".
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from sayso.custody.export_form import PACKAGE, PACKAGE_DIGEST, WARC, flat, wacz_order
from sayso.custody.wacz_form import Packed, write_package, write_package_digest
from sayso.custody.web_archive import (
    INDEX,
    PAGES,
    Member,
    Told,
    first_page,
    index_line,
    page_line,
    page_within,
)
from sayso.packages.warcs import WarcFile
from sayso.publish.packages import Piece, Place, piece_of
from sayso.publish.warc import WarcWriter, record_line
from sayso.values import Digest


@dataclass(frozen=True, slots=True)
class Original:
    """An original as it goes into the package."""

    told: Told
    open: Callable[[], BinaryIO]


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
            piece_of(INDEX, _index(originals, records, warcs)),
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
) -> list[Member]:
    writer = WarcWriter(stream)
    writer.info(title, software, created, [original.told for original in originals])
    records = []
    for one in originals:
        with one.open() as source:
            records.append(writer.resource(one.told, source))
    return records


def _index(originals: Sequence[Original], records: Sequence[Member], warcs: Sequence[Unfolded]) -> bytes:
    lines = [index_line(one.told, where) for one, where in zip(originals, records, strict=True)]
    for unfolded in warcs:
        file_name = unfolded.piece.name.rpartition("/")[2]
        lines += [record_line(record, file_name) for record in unfolded.warc.records]
    return _written(sorted(lines))


def _pages(originals: Sequence[Original], warcs: Sequence[Unfolded]) -> bytes:
    lines = [first_page(), *(page_line(one.told) for one in originals)]
    lines += [
        page_within(one.piece.digest, record.offset, record.uri, record.date)
        for one in warcs
        for record in one.warc.records
        if record.is_page
    ]
    return _written(lines)


def _written(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
