"""What readers of hostile bytes give back: plain values."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.values import TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The text of an exhibit as a reader gave it, with where its parts stand in the original."""

    text: str
    title: str | None = None
    media_type: str = "text/plain"
    pages: tuple[TextSpan, ...] = ()  # of a PDF: the stretch of `text` that each page gave
    notes: tuple[str, ...] = ()  # such as the encoding that was taken
