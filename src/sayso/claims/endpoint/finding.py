"""The model's words, looked for in the text: where they stand is ours to say, never the model's.

What does not stand in the text, letter for letter, makes no claim. Only the shapes
of quotation marks, dashes and blanks may differ: models even them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sayso.claims.endpoint.replies import Said
from sayso.claims.plain import plain_text
from sayso.claims.types import Spans
from sayso.values import TextSpan

MOST_PLACES = 100  # of the same words in one piece that are weighed against each other
OVERLAPS = 100_000  # added to a distance, in characters, where one role would lie on another


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words of a claim stand; the parts of a content in reading order."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class NotThere:
    """Words that the model gave, and the text does not hold."""

    role: str  # "source", "cue" or "content"
    words: str


@dataclass(slots=True)
class Finder:
    """Finds the claims of one reply in the piece of text that it is about."""

    text: str  # as `plain_text` makes it
    piece: TextSpan
    _given: set[Found] = field(default_factory=set)

    def find(self, said: Said) -> Found | NotThere:
        """Return the places of a claim's words: of several, those that lie nearest to each other.

        A claim that was given before gets the next place, where there is one.
        """
        contents = list(islice(self._contents(said.content), MOST_PLACES))
        if not contents:
            return NotThere("content", " […] ".join(said.content))
        cues, sources = self._places(said.cue), self._places(said.source)
        for role, words, places in (("cue", said.cue, cues), ("source", said.source, sources)):
            if words.strip() and not places:
                return NotThere(role, words)
        ways = [_nearest(content, cues, sources) for content in contents]
        ways.sort(key=lambda way: way[0])
        best = next((found for _, found in ways if found not in self._given), ways[0][1])
        self._given.add(best)
        return best

    def _contents(self, parts: Sequence[str]) -> Iterator[Spans]:
        """Give the places of a content: each of its first part, with the next of the others after it."""
        if not parts or not all(part.strip() for part in parts):
            return
        for first in self._each(parts[0], self.piece.start):
            spans = [first]
            for part in parts[1:]:
                following = next(self._each(part, spans[-1].end), None)
                if following is None:
                    return
                spans.append(following)
            yield tuple(spans)

    def _places(self, words: str) -> list[TextSpan]:
        return list(islice(self._each(words, self.piece.start), MOST_PLACES))

    def _each(self, words: str, start: int) -> Iterator[TextSpan]:
        pattern = _pattern(words)
        if pattern is not None:
            for match in pattern.finditer(self.text, start, self.piece.end):
                yield TextSpan(match.start(), match.end())


def _pattern(words: str) -> re.Pattern[str] | None:
    """Return what finds whole words in a plain text, whatever the blanks between them."""
    tokens = plain_text(words).split()
    if not tokens:
        return None
    before = r"(?<!\w)" if tokens[0][0].isalnum() else ""
    after = r"(?!\w)" if tokens[-1][-1].isalnum() else ""
    return re.compile(before + r"\s+".join(re.escape(token) for token in tokens) + after)


def _nearest(content: Spans, cues: list[TextSpan], sources: list[TextSpan]) -> tuple[tuple[int, int], Found]:
    """Return the cue nearest to a content, and the source nearest to that, with how far away both are."""
    far, cue, source = 0, None, None
    if cues:
        far, cue = min((_distance(cue, content), cue) for cue in cues)
    if sources:
        taken = (*content, cue) if cue else content
        beside = (cue,) if cue else content
        away, source = min(
            (_distance(source, beside) + OVERLAPS * _lies_on(source, taken), source) for source in sources
        )
        far += away
    content = tuple(part for span in content for part in _without(span, [s for s in (cue, source) if s]))
    found = Found((source,) if source else (), (cue,) if cue else (), content)
    return (far, content[0].start if content else 0), found


def _distance(span: TextSpan, others: Spans) -> int:
    gap = min(max(0, other.start - span.end, span.start - other.end) for other in others)
    return gap + OVERLAPS * _lies_on(span, others)


def _lies_on(span: TextSpan, others: Spans) -> bool:
    return any(span.overlaps(other) for other in others)


def _without(span: TextSpan, holes: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Cut source and cue out of a content that was given with them in it."""
    at = span.start
    for hole in sorted(holes):
        if hole.overlaps(span):
            if hole.start > at:
                yield TextSpan(at, hole.start)
            at = max(at, hole.end)
    if at < span.end:
        yield TextSpan(at, span.end)
