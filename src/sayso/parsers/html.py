"""Web pages: the main text and title, by trafilatura; all text where that finds none.

The text is not the page: it is what a method took from it, and the page is kept.
Runs in the child. The one module that imports trafilatura.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING, BinaryIO

from sayso.parsers.errors import printable
from sayso.parsers.text import decode, read_all, refuse_what_is_no_text
from sayso.parsers.worker import Answer

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_SILENT_TAGS = ("script", "style", "noscript", "template", "svg", "title", "iframe", "object", "textarea")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_TAGS = ("script", "style", "noscript", "template")  # of these trafilatura takes some for text
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
    from trafilatura.utils import load_html

    if not source.strip():
        return "", None, ["there is no text on the page"]
    try:
        tree = load_html(source)
        seen = source if tree is None else _seen_of(tree)
        found = bare_extraction(seen, with_metadata=True, include_comments=False, deduplicate=False)
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


def _seen_of(tree: HtmlElement) -> HtmlElement:
    """Return a page's tree less what it does not show, and with marks where it quotes within a sentence.

    trafilatura takes text out of hidden elements of short pages, whatever it is told to leave out, and
    out of JSON-LD; it takes `q` for a paragraph of its own.
    """
    for element in list(tree.iter(*_UNSEEN_TAGS)):
        element.drop_tree()
    for element in [
        one for one in tree.iterdescendants("*") if _is_part(one.tag) and _hides(dict(one.attrib))
    ]:
        element.drop_tree()
    for quote in list(tree.iter("q")):
        quote.text = "\N{LEFT DOUBLE QUOTATION MARK}" + (quote.text or "")
        quote.tail = "\N{RIGHT DOUBLE QUOTATION MARK}" + (quote.tail or "")
        quote.drop_tag()
    return tree


def _is_part(tag: str) -> bool:
    """Tell what is within a page: its scripts may show a body that is hidden at first."""
    return tag not in ("html", "head", "body")


def _hides(attributes: Mapping[str, str | None]) -> bool:
    """Tell an element that its page does not show, by its own attributes; style sheets are not asked."""
    return "hidden" in attributes or _HIDING.search(attributes.get("style") or "") is not None


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
        self._within: list[str] = []  # elements that are open in it
        self._around = Counter[str]()  # elements that are open around it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent in _UNPAIRED and _BLOCK_TAG.fullmatch(tag):
            self._silent = None
        if self._silent is None and (tag in _SILENT_TAGS or self._is_hidden(tag, attrs)):
            self._silent, self._within = tag, []
        elif self._silent is not None and tag not in _EMPTY:
            self._within.append(tag)
        elif tag not in _EMPTY:
            self._around[tag] += 1
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent is None:
            self._around[tag] -= self._around[tag] > 0
        elif tag in self._within and self._silent not in _SILENT_TAGS:
            while self._within.pop() != tag:
                pass
        elif tag == self._silent:
            self._silent = None
        elif self._silent in _UNPAIRED and self._around[tag]:  # its parent ends, and it with that
            self._silent = None
            self._around[tag] -= 1
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self.words.append(data)
        elif self._silent == "title":
            self.title.append(data)

    def _is_hidden(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        if self._hidden_too or tag in _EMPTY or not _is_part(tag):
            return False
        return _hides(dict(attrs))

    def _part(self, tag: str) -> None:
        """Set a block, and a cell of a table, apart from what stands beside it."""
        if tag in ("td", "th"):
            self.words.append(" ")
        if _BLOCK_TAG.fullmatch(tag):
            self.words.append("\n")


def _apart(lines: Iterator[str] | list[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())
