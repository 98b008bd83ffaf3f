"""Long texts in pieces that can be asked about: cut between paragraphs, else sentences, else words."""

from __future__ import annotations

from sayso.claims.sentences import sentence_starts
from sayso.values import TextSpan


def cut_pieces(text: str, most: int) -> list[TextSpan]:
    """Return spans of at most `most` characters that cover all of a text but blanks."""
    pieces: list[TextSpan] = []
    start = 0
    while start < len(text):
        end = start + most if len(text) - start > most else len(text)
        if end < len(text):
            end = start + _cut(text[start:end])
        if text[start:end].strip():
            pieces.append(TextSpan(start, end))
        start = end
    return pieces


def halves(text: str, piece: TextSpan) -> tuple[TextSpan, TextSpan]:
    """Cut a piece near its middle."""
    middle = piece.start + (piece.end - piece.start) // 2
    at = piece.start + _cut(text[piece.start : middle])
    return TextSpan(piece.start, at), TextSpan(at, piece.end)


def _cut(window: str) -> int:
    """Return where to end a piece that has to lie in `window`, as late as may be; at least 1."""
    least = len(window) // 2
    for mark in ("\n\n", "\n"):
        at = window.rfind(mark, least)
        if at > 0:
            return at + len(mark)
    sentence = [start for start in sentence_starts(window) if start > least]
    return sentence[-1] if sentence else max(window.rfind(" ", least) + 1, 0) or len(window)
