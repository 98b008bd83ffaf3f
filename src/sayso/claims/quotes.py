"""Quotations: stretches between quotation marks within a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
        elif _SAYING.search(text, opened, at):
            opened = at  # the one before was never closed, and who said it follows
    if opened is not None and paragraph.end - opened > 2:
        end = _end_of_unclosed(text, opened, paragraph)
        yield Quote(TextSpan(opened, end), TextSpan(opened + 1, end), False)


_SAYING = re.compile(
    r"\b(?:said|says|told|tells|added|adds|warned|denied|confirmed|claimed|reported|insisted|replied|"
    r"according to)\b"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])")


def _end_of_unclosed(text: str, opened: int, paragraph: TextSpan) -> int:
    """Return where a quotation without its closing mark ends: before a sentence that tells who speaks."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, opened, paragraph.end)]
    for end, following in pairwise([*ends, paragraph.end]):
        told = _SAYING.search(text, end, following)
        first = _FIRST_PERSON.search(text, end, told.start()) if told else None
        if told is not None and first is None:
            return end
    return paragraph.end


_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")


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
