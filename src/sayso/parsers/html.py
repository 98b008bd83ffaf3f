"""Web pages: the main text and title, by trafilatura; all text where that finds none.

The text is not the page: it is what a method took from it, and the page is kept.
Runs in the child. The one module that imports trafilatura.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import BinaryIO

from sayso.parsers.errors import printable
from sayso.parsers.text import decode, read_all, refuse_what_is_no_text
from sayso.parsers.worker import Answer

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_SILENT_TAGS = ("script", "style", "noscript", "template", "svg", "title", "iframe", "object", "textarea")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# trafilatura takes text out of noscript, template and hidden elements, and of a short page out of JSON-LD.
_HIDDEN = (
    "@hidden or contains(translate(@style, ' ', ''), 'display:none') "
    "or contains(translate(@style, ' ', ''), 'visibility:hidden')"
)
# A page's scripts may show a body that is hidden at first.
_UNSEEN = f"//script | //style | //noscript | //template | //body//*[{_HIDDEN}]"
_UNPAIRED = ("p", "li", "dt", "dd", "td", "th", "tr", "option")  # of these the end may be left out
_EMPTY = (
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
)
_NO_MAIN_TEXT = "no main text was found: this is all text of the page, menus included"
_ALL_HIDDEN = "all text of the page is hidden from its readers, and was read all the same"
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
    try:
        found = bare_extraction(
            source, with_metadata=True, include_comments=False, deduplicate=False, prune_xpath=_UNSEEN
        )
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - it fails on odd pages in ways of its own and of lxml's
        text, title = _all_text(source)
        reason = printable(f"{type(error).__name__}: {error}", 120)
        return (
            text,
            title,
            [f"the main text could not be looked for ({reason}): this is all text of the page"],
        )
    title = found.title if isinstance(found, Document) else None
    if isinstance(found, Document) and found.text and found.text.strip():
        return _apart(found.text.splitlines()), title, []
    text, fallback_title = _all_text(source)
    if text:
        return text, title or fallback_title, [_NO_MAIN_TEXT]
    text, fallback_title = _all_text(source, hidden_too=True)
    return text, title or fallback_title, [_ALL_HIDDEN if text else "there is no text on the page"]


def _all_text(source: str, *, hidden_too: bool = False) -> tuple[str, str | None]:
    """Return all visible text of a page, a paragraph for each block, and its title.

    The standard library's parser keeps no tree, so that no depth of nesting costs it a word.
    """
    visible = _Visible(hidden_too=hidden_too)
    visible.feed(source)
    visible.close()
    lines = "".join(visible.words).splitlines()
    return _apart(" ".join(line.split()) for line in lines), " ".join("".join(visible.title).split()) or None


class _Visible(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self, *, hidden_too: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._hidden_too = hidden_too
        self.words: list[str] = []
        self.title: list[str] = []
        self._silent: str | None = None  # the element, now open, whose words are not shown
        self._within = 0  # elements of its name that are open in a hidden one

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent in _UNPAIRED and _BLOCK_TAG.fullmatch(tag):
            self._silent = None
        if self._silent is None and (tag in _SILENT_TAGS or self._hides(tag, attrs)):
            self._silent, self._within = tag, 0
        elif tag == self._silent and tag not in _SILENT_TAGS:
            self._within += 1
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent == tag and self._within:
            self._within -= 1
        elif self._silent == tag:
            self._silent = None
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self.words.append(data)
        elif self._silent == "title":
            self.title.append(data)

    def _hides(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        """Tell an element that its page does not show, by its own attributes; style sheets are not asked."""
        if self._hidden_too or tag in _EMPTY or tag in ("html", "body"):
            return False
        return any(
            name == "hidden" or (name == "style" and _HIDING.search(value or "")) for name, value in attrs
        )

    def _part(self, tag: str) -> None:
        if _BLOCK_TAG.fullmatch(tag):
            self.words.append("\n")


def _apart(lines: Iterator[str] | list[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())
