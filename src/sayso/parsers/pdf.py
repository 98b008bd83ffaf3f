"""PDF files: the text of each page, by pypdf. Runs in the child; the one module that imports pypdf.

A page that is a picture of text gives none, and the notes say so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from sayso.parsers.errors import printable
from sayso.parsers.worker import Answer, Unreadable

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 20_000
MOST_NAMED = 12  # pages without text, in the notes
_BETWEEN_PAGES = "\n\n"


def read(stream: BinaryIO, _request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the text of all pages, with the stretch of it that each page gave."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would tell stderr about each oddity
    reader = _open(stream)
    notes: list[str] = []
    text, pages = _joined(_page_texts(reader, notes))
    notes += _on_pages_without_text(text, pages)
    yield {"title": _title(reader), "pages": pages, "notes": notes}, text.encode("utf-8")


def _open(stream: BinaryIO) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is encrypted, and opens only with a password")
        count = len(reader.pages)
    except (PyPdfError, DependencyError) as error:
        raise Unreadable(f"it is no PDF, or damaged beyond reading ({error})") from error
    if count > MAX_PAGES:
        raise Unreadable(f"it has {count} pages, more than the {MAX_PAGES} that are read")
    return reader


def _page_texts(reader: PdfReader, notes: list[str]) -> Iterator[str]:
    for number in range(1, len(reader.pages) + 1):
        try:
            yield _clean(reader.pages[number - 1])
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # noqa: BLE001 - pypdf fails on damaged pages in every way there is
            reason = printable(f"{type(error).__name__}: {error}", 120)
            notes.append(f"page {number} could not be read ({reason})")
            yield ""


def _clean(page: PageObject) -> str:
    """Return a page's text without what no text can hold: NUL and lone surrogates."""
    text = page.extract_text().replace("\0", "\ufffd")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _joined(page_texts: Iterator[str]) -> tuple[str, list[list[int]]]:
    pieces: list[str] = []
    pages: list[list[int]] = []
    length = 0
    for page_text in page_texts:
        pages.append([length, length + len(page_text)])
        pieces.append(page_text)
        length += len(page_text) + len(_BETWEEN_PAGES)
    return _BETWEEN_PAGES.join(pieces), pages


def _on_pages_without_text(text: str, pages: list[list[int]]) -> list[str]:
    """Say which pages may be pictures of text."""
    bare = [str(number) for number, (start, end) in enumerate(pages, 1) if not text[start:end].strip()]
    if len(bare) == len(pages):
        return ["no page has text in it: they may be pictures of text"]
    if not bare:
        return []
    named = ", ".join(bare[:MOST_NAMED]) + (", …" if len(bare) > MOST_NAMED else "")
    if len(bare) == 1:
        return [f"page {named} of {len(pages)} has no text in it: it may be a picture of text"]
    return [f"{len(bare)} of {len(pages)} pages have no text in them and may be pictures of text: {named}"]


def _title(reader: PdfReader) -> str | None:
    try:
        title = reader.metadata.title if reader.metadata is not None else None
    except Exception:  # noqa: BLE001 - a broken title is no reason to lose the text
        return None
    return printable(title) or None if isinstance(title, str) else None
