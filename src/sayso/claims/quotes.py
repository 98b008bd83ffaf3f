"""Quotations: stretches between quotation marks within a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.values import TextSpan

_DOUBLE = re.compile(r'"')
_SINGLE = re.compile(
    r"(?<![\w'])'(?=[A-Z])(?P<inner>[^'\n]{3,300}(?:'(?=\w)[^'\n]{1,300})*?)(?<=[.,!?\w])'(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch; it never reaches beyond its paragraph."""

    outer: TextSpan  # with its marks
    inner: TextSpan  # without them
    closed: bool  # False where the paragraph ends before the quotation does


def find_quotes(text: str, paragraphs: Sequence[TextSpan]) -> list[Quote]:
    """Return the quotations of a plain text in reading order; an unclosed one ends with its paragraph."""
    out: list[Quote] = []
    for paragraph in paragraphs:
        doubles = list(_between_doubles(text, paragraph))
        singles = (
            q
            for q in _between_singles(text, paragraph)
            if not any(q.outer.overlaps(d.outer) for d in doubles)
        )
        out.extend(sorted([*doubles, *singles], key=lambda quote: quote.outer))
    return out


def _between_doubles(text: str, paragraph: TextSpan) -> Iterator[Quote]:
    opened: int | None = None
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        if opened is None:
            if _can_open(text, at, paragraph):
                opened = at
        elif _can_close(text, at, opened):
            yield Quote(TextSpan(opened, at + 1), TextSpan(opened + 1, at), True)
            opened = None
    if opened is not None and paragraph.end - opened > 2:
        yield Quote(TextSpan(opened, paragraph.end), TextSpan(opened + 1, paragraph.end), False)


def _can_open(text: str, at: int, paragraph: TextSpan) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isalnum() and not after.isspace()


def _can_close(text: str, at: int, opened: int) -> bool:
    return at > opened + 1 and not (text[at - 1].isspace() and text[at + 1 : at + 2].isalnum())


def _between_singles(text: str, paragraph: TextSpan) -> Iterator[Quote]:
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        inner = TextSpan(*match.span("inner"))
        yield Quote(TextSpan(*match.span()), inner, True)
