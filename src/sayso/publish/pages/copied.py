"""Which exhibits have the text of another, word for word, and which of them is dated first."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.compare.twins import OneText
from sayso.publish.pages.labels import Exhibit, Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Another exhibit that has a text, beside one that has it."""

    exhibit: Exhibit
    words: str  # how it differs, in words: "dated earlier, under another headline"; "" where nothing tells


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedText:
    """A text that several exhibits have."""

    first: Exhibit | None  # that which is dated before all others; None where their dates do not tell
    others: tuple[Exhibit, ...]  # all of them where no first is known
    in_full: bool  # headlines and all; else under different ones


def copied_texts(shelf: Shelf) -> tuple[CopiedText, ...]:
    """Return the texts that several exhibits have, the earliest first."""
    return tuple(
        CopiedText(
            first=shelf.by_doc[text.first] if text.first else None,
            others=tuple(shelf.by_doc[one] for one in text.doc_ids if one != text.first),
            in_full=text.in_full,
        )
        for text in shelf.one_texts
    )


def copies_beside(exhibit: Exhibit, shelf: Shelf) -> tuple[Copied, ...]:
    """Return the other exhibits that have the text of one, maybe as another kind of text."""
    own = exhibit.material
    texts = [text for text in shelf.one_texts if own.doc_id in text.doc_ids]
    held = {other: _beside(own.doc_id, other, text, shelf) for text in texts for other in text.doc_ids}
    alike = [one for one in shelf.exhibits if own.text is not None and one.material.text == own.text]
    held = {one.material.doc_id: "" for one in alike} | held
    return tuple(
        Copied(exhibit=shelf.by_doc[other], words=words)
        for other, words in held.items()
        if other != own.doc_id
    )


def _beside(own: str, other: str, text: OneText, shelf: Shelf) -> str:
    """How another document that has a text differs from one that has it."""
    is_alike = shelf.by_doc[own].material.text == shelf.by_doc[other].material.text
    orders = {own: "dated later", other: "dated earlier"}
    parts = (orders.get(text.first, ""), "" if is_alike else "under another headline")
    return ", ".join(part for part in parts if part)
