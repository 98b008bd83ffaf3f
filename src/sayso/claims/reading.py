"""A document made ready for the rules: plain text, layout, parse and quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.foreign import Foreign, foreign_stretches, without
from sayso.claims.layout import Layout, Paragraph, lay_out
from sayso.claims.parsing import Parsed, Word, parse
from sayso.claims.pasted import table_rows
from sayso.claims.plain import lowered_capitals, plain_text
from sayso.claims.quotes import Quote, find_quotes
from sayso.claims.types import Document
from sayso.claims.wrapping import unwrapped
from sayso.values import TextSpan


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, with what every rule needs of it."""

    document: Document
    text: str  # plain, as long as the document's text
    layout: Layout
    parsed: Parsed
    quotes: tuple[Quote, ...]
    foreign: tuple[Foreign, ...] = ()  # what is in another language, and stands in none of the rest

    def quote_at(self, offset: int) -> Quote | None:
        """Return the quotation that a code point stands in."""
        place = bisect_right(self.quotes, offset, key=lambda quote: quote.outer.start) - 1
        if place < 0 or offset >= self.quotes[place].outer.end:
            return None
        return self.quotes[place]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that a code point stands in."""
        paragraphs = self.layout.paragraphs
        place = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.span.start) - 1
        if place < 0 or offset >= paragraphs[place].span.end:
            return None
        return paragraphs[place]

    def sentences_in(self, paragraph: Paragraph) -> Iterator[TextSpan]:
        """Return the spans of a paragraph's sentences, within it, in reading order."""
        seen = -1
        for word in self.parsed.words_in(paragraph.span):
            if word.sentence != seen:
                seen = word.sentence
                sentence = self.parsed.sentences[seen]
                span = self.span(sentence.start, sentence.stop - 1)
                yield TextSpan(max(span.start, paragraph.span.start), min(span.end, paragraph.span.end))

    def words(self, sentence: range) -> list[Word]:
        """Return the words of a sentence."""
        return [self.parsed.words[i] for i in sentence]

    def span(self, first: int, last: int) -> TextSpan:
        """Return the span from one word to another, both included."""
        return TextSpan(self.parsed.words[first].start, self.parsed.words[last].end)


def read(document: Document) -> Reading:
    """Lay out and parse an English document.

    Raises:
        ParserMissing: where no model of English is installed.
    """
    foreign = foreign_stretches(document.text, document.language)
    text = unwrapped(without(plain_text(document.text), foreign), document.kind)
    layout = lay_out(text, document.kind, table_rows(document.text))
    text = lowered_capitals(text)
    spans = [p.span for p in layout.paragraphs if p.part != "forward-header"]
    quotes = tuple(find_quotes(text, spans))
    return Reading(document, text, layout, parse(text, spans), quotes, tuple(foreign))


def forwarded_paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """Return the forwarded paragraphs: all under the header, up to a label of one's own.

    Without such a label, a header right above its text marks that block alone.
    """
    paragraphs = reading.layout.paragraphs
    if not (reading.document.forwarded_from or reading.layout.forward_name):
        return ()
    header = next((place for place, p in enumerate(paragraphs) if p.part == "forward-header"), -1)
    following = paragraphs[header + 1 :]
    own = next((place for place, p in enumerate(following) if p.own_label), None)
    theirs = [p for p in following[:own] if p.part != "forward-header"]
    block = paragraphs[header].block if header >= 0 else None
    if own is None and theirs and theirs[0].block == block:
        theirs = [p for p in theirs if p.block == block]
    return tuple(theirs)


def stands_in_forward(reading: Reading, offset: int) -> bool:
    """Tell whether a code point stands in what was forwarded."""
    return any(p.span.start <= offset < p.span.end for p in forwarded_paragraphs(reading))
