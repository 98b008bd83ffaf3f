"""A head to keep elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sayso.custody.found import read_settings
from sayso.custody.heads import Head, read_heads
from sayso.custody.receipts import receipt_text
from sayso.store.archive import Archive


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
    if os.access(archive.files.heads, os.W_OK):
        return archive.seal()
    kept = read_heads(archive.files)
    return kept[-1] if kept else archive.seal()
