"""Places in texts and in media."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A stretch of a text, `[start, end)` in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words that the span cuts from `text`.

        Raises:
            ValueError: when the span reaches past the end of the text.
        """
        if self.end > len(text):
            raise ValueError(f"[{self.start}, {self.end}) reaches past a text of {len(text)} code points")
        return text[self.start : self.end]

    def overlaps(self, other: TextSpan) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def words_of(spans: Iterable[TextSpan], text: str) -> str:
    """Return the words of a span in several pieces, joined by an ellipsis in brackets."""
    return " […] ".join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class MediaTime:
    """A moment in a recording: an integer timestamp and the time base it counts in."""

    ticks: int
    time_base: Fraction  # seconds a tick

    @property
    def seconds(self) -> float:
        """The moment in seconds, for showing and for measuring, never for storing."""
        return float(self.ticks * self.time_base)


@dataclass(frozen=True, slots=True)
class MediaSpan:
    """A stretch of a recording, `[start, end)`."""

    start: MediaTime
    end: MediaTime

    def __post_init__(self) -> None:
        if self.start.ticks * self.start.time_base > self.end.ticks * self.end.time_base:
            raise ValueError(f"a stretch that ends before it starts: {self.start} to {self.end}")
