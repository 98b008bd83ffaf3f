"""Web pages: the main text and title, by trafilatura; all text, by lxml, where that finds none.

The text is not the page: it is what a method took from it, and the page is kept.
Runs in the child. The one module that imports trafilatura and lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.text import decode, read_all, refuse_what_is_no_text
from sayso.parsers.worker import Answer, Unreadable

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_SILENT_TAGS = ("script", "style", "noscript", "template", "svg", "head", "iframe", "object")
_BLOCK_TAG = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr"
    "|li|main|nav|ol|p|pre|section|table|tr|ul"
)


def read(stream: BinaryIO, _request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the main text of a page, paragraphs apart by an empty line, and its title."""
    data = read_all(stream)
    declared = _META_CHARSET.search(data[:4096])
    source, notes = decode(data, declared.group(1).decode("ascii") if declared else None)
    text, title, how = _main_text(source)
    refuse_what_is_no_text(text)
    yield {"title": title, "pages": [], "notes": [*notes, *how]}, text.encode("utf-8", "replace")


def _main_text(source: str) -> tuple[str, str | None, list[str]]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if not source.strip():
        return "", None, ["there is no text on the page"]
    found = bare_extraction(source, with_metadata=True, include_comments=False, deduplicate=False)
    title = found.title if isinstance(found, Document) else None
    if isinstance(found, Document) and found.text and found.text.strip():
        return _apart(found.text.splitlines()), title, []
    text, fallback_title = _all_text(source)
    note = "no main text was found: this is all text of the page, menus included"
    return text, title or fallback_title, [note if text else "there is no text on the page"]


def _all_text(source: str) -> tuple[str, str | None]:
    """Return all visible text of a page, a paragraph for each block, and its title."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"it is no web page: {error}") from error
    title = tree.findtext(".//title")
    etree.strip_elements(tree, *_SILENT_TAGS, with_tail=False)
    pieces: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        is_element = isinstance(node.tag, str)  # and not a comment
        if is_element and _BLOCK_TAG.fullmatch(node.tag):
            pieces.append("\n")
        words = node.tail if event == "end" else node.text if is_element else None
        pieces.append(words or "")
    lines = "".join(pieces).splitlines()
    return _apart(" ".join(line.split()) for line in lines), " ".join(title.split()) if title else None


def _apart(lines: Iterator[str] | list[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())
