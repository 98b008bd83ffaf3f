"""A head to keep elsewhere, and reading it again from whatever was kept."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sayso.custody.disk import read_file, reason_of
from sayso.custody.found import read_settings
from sayso.custody.heads import Head, read_heads
from sayso.custody.receipts import MOST_BYTES, NoReceipt, heads_in, is_picture, receipt_text
from sayso.parsers import CouldNotRead, read_picture
from sayso.store.archive import Archive

MOST_SIDE_PX = 4000  # of a picture with a QR code in it; a larger one is made smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A head, and the text that is kept."""

    head: Head
    text: str
    entries_behind: int  # entries of the log that the head does not cover; 0 unless nothing may be written


def receipt(archive: Archive) -> Receipt:
    """Return a receipt over all entries; where the archive may not be written, over those of its newest head.

    Raises:
        CouldNotWrite: when the disk refuses a head.
        HeadContradicted: when the log is not the one of the newest head.
    """
    head = newest_head(archive)
    settings = read_settings(archive.files)
    return Receipt(
        head=head,
        text=receipt_text(head, settings.public_key, settings.name),
        entries_behind=archive.log.tail()[0] - head.size,
    )


def newest_head(archive: Archive) -> Head:
    """Return the head over all entries, or, where none can be written, the newest that there is.

    Raises:
        CouldNotWrite: when the disk refuses a head.
        HeadContradicted: when the log is not the one of the newest head.
    """
    lock = archive.files.lock
    if os.access(archive.files.heads, os.W_OK) and (os.access(lock, os.W_OK) or not lock.exists()):
        return archive.seal()
    kept = read_heads(archive.files)
    return kept[-1] if kept else archive.seal()


def read_receipt(path: Path) -> tuple[Head, ...]:
    """Return the heads in a file that was kept elsewhere: a text, or a picture of a receipt's QR code.

    Raises:
        NoReceipt: when it cannot be read, or holds none.
    """
    try:
        data = read_file(path, most_bytes=MOST_BYTES + 1)
    except OSError as error:
        raise NoReceipt(str(path), f"it cannot be read ({reason_of(error)})") from error
    if not is_picture(data):
        return heads_in(data, str(path))
    for text in _qr_texts(path):
        with suppress(NoReceipt):
            return heads_in(text.encode("utf-8"), str(path))
    raise NoReceipt(str(path), "it is a picture, and no QR code of a receipt was found in it")


def _qr_texts(path: Path) -> list[str]:
    from sayso.footage.pictures import qr_texts

    try:
        return qr_texts(read_picture(path, max_side=MOST_SIDE_PX).rgb)
    except CouldNotRead as error:
        raise NoReceipt(str(path), f"it is a picture that cannot be read: {error.reason}") from error
