"""Attributions as the corpus cuts them -> as our guidelines cut them.

The corpus gives a cue all that it attributes, with quotation marks and helpers;
we want one claim for each clause or unbroken quotation, and bare words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.rules.clauses import CUE_LEMMAS
from sayso.claims.rules.frames import NEGATIONS, RELATIVE
from sayso.claims.rules.phrases import content_spans, cue_spans, source_span, trimmed
from sayso.claims.rules.quoted import is_direct
from sayso.claims.rules.splitting import split_clauses
from sayso.claims.tagger.spans import Tagged
from sayso.claims.types import Spans
from sayso.values import TextSpan

HALF = 0.5  # of a quotation that must lie in a content for it to be that claim's quotation
HELPERS = frozenset({"aux", "auxpass"})
NOUN_LIKE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a content that stands in one paragraph, quoted or not."""

    span: TextSpan
    quoted: bool


def cut_tagged(reading: Reading, tagged: Tagged) -> Iterator[Attribution]:
    """Give the attributions of our guidelines for one of the corpus'; none where no cue was found."""
    if tagged.cue is None:
        return
    cue = cue_words(reading, tagged.cue)
    if not cue:
        return
    source = source_of(reading, tagged.source, cue[0]) if tagged.source else ()
    told = f", {tagged.sure:.0%} sure: {' '.join(word.text for word in cue)}"
    for spans, quoted in contents_of(reading, tagged.content):
        yield Attribution(
            source=source,
            cue=cue_spans(reading, *cue),
            content=spans,
            kind="tagger",
            told=told,
            quoted=quoted,
        )


def cue_words(reading: Reading, span: TextSpan) -> list[Word]:
    """Return the words of a cue without helpers, hearers and adverbs; all of a refusal."""
    words = [w for w in reading.parsed.words_in(span) if w.text.strip("\"'.,;:()") or w.text == ":"]
    if not words:
        return []
    if any(w.lemma in NEGATIONS or w.lemma in lexicon.REFUSING for w in words):
        return words
    bare = [w for w in words if w.dep not in HELPERS] or words
    main = _main_word(bare)
    if main.pos not in {"VERB", "AUX"}:
        return [main, *_fixed(bare, main)]
    particles = [w for w in bare if w.dep == "prt" and w.head == main.index]
    return [main, *(particles or _fixed(bare, main))]


def _main_word(words: Sequence[Word]) -> Word:
    """Choose the word that attributes: one of saying, else the one that the others hang on."""
    for word in words:
        if word.lemma in CUE_LEMMAS and word.pos in {"VERB", "NOUN"}:
            return word
    inside = {word.index for word in words}
    return next((word for word in words if word.head not in inside), words[0])


def _fixed(words: Sequence[Word], main: Word) -> list[Word]:
    """Return the preposition that ends the cue right after its main word: "according | to"."""
    following = [w for w in words if w.index == main.index + 1]
    return following if following and following[0] is words[-1] and following[0].pos == "ADP" else []


def source_of(reading: Reading, span: TextSpan, cue: Word) -> Spans:
    """Return the mention of a source, up to its first comma or with the name that follows it."""
    words = reading.parsed.words_in(span)
    inside = {word.index for word in words}
    for word in words:
        at_top = word.head not in inside or word.head == word.index
        if at_top and word.pos in NOUN_LIKE:
            mention = source_span(reading, _meant_by(reading, word), cue)
            if mention.start <= cue.start < mention.end:
                break  # the parse takes the cue for a noun: "the divers at the gate | demand"
            if mention.overlaps(span) or word.lemma in RELATIVE:
                return (mention,)
    bare = trimmed(reading.text, span.start, span.end)
    return (bare,) if bare else ()


def _meant_by(reading: Reading, word: Word) -> Word:
    """Return what a relative pronoun stands for: "Orrin, | which | says"; any other word itself."""
    verb = reading.parsed.words[word.head]
    clause = word.lemma in RELATIVE and word.dep in {"nsubj", "nsubjpass"} and verb.dep == "relcl"
    return reading.parsed.words[verb.head] if clause else word


def contents_of(reading: Reading, spans: Spans) -> Iterator[tuple[Spans, bool]]:
    """Give each claim's content, and whether it is a quotation."""
    pieces = [piece for span in spans for piece in _pieces(reading, span)]
    at = 0
    while at < len(pieces):
        group = [pieces[at]]
        while at + len(group) < len(pieces) and _goes_on(reading, group[-1], pieces[at + len(group)]):
            group.append(pieces[at + len(group)])
        at += len(group)
        if len(group) == 1 and not group[0].quoted:
            yield from ((part, False) for part in _clauses(reading, group[0].span))
        else:
            yield tuple(piece.span for piece in group), group[0].quoted


def _goes_on(reading: Reading, before: Piece, after: Piece) -> bool:
    """Tell whether one sentence goes on after the source and cue that stand in it."""
    between = reading.text[before.span.end : after.span.start]
    if before.quoted != after.quoted or "\n" in between or len(between) > 160:
        return False
    if before.quoted:
        ended = reading.text[before.span.end - 1] in ".!?…"
        return not ended and between.rstrip(' "').endswith(",")
    first, second = reading.parsed.words_in(before.span), reading.parsed.words_in(after.span)
    return bool(first and second) and first[-1].sentence == second[0].sentence


def _pieces(reading: Reading, span: TextSpan) -> Iterator[Piece]:
    """Cut a run of content at line ends, and take quotations of their own out of it."""
    for paragraph in reading.layout.paragraphs:
        if not paragraph.span.overlaps(span):
            continue
        start, end = max(span.start, paragraph.span.start), min(span.end, paragraph.span.end)
        for quote in reading.quotes:
            inside = min(quote.inner.end, end) - max(quote.inner.start, start)
            size = quote.inner.end - quote.inner.start
            if inside <= HALF * size or not is_direct(reading, quote):
                continue
            yield from _plain(reading, start, quote.outer.start)
            bare = trimmed_quote(reading.text, quote.inner)
            if bare:
                yield Piece(bare, True)
            start = max(start, quote.outer.end)
        yield from _plain(reading, start, end)


def _plain(reading: Reading, start: int, end: int) -> Iterator[Piece]:
    span = trimmed(reading.text, start, end) if start < end else None
    if span and any(character.isalnum() for character in span.of(reading.text)):
        yield Piece(span, False)


def trimmed_quote(text: str, inner: TextSpan) -> TextSpan | None:
    """Return the words of a quotation without the comma at its end; a full stop stays."""
    start, end = inner.start, inner.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in ' \n,"':
        end -= 1
    return TextSpan(start, end) if end > start else None


def _clauses(reading: Reading, span: TextSpan) -> Iterator[Spans]:
    """Cut words that are not quoted into sentences, and these where a clause has its own subject."""
    words = reading.parsed.words_in(span)
    for sentence in dict.fromkeys(word.sentence for word in words):
        indices = [word.index for word in words if word.sentence == sentence]
        inside = set(indices)
        head = next((w for w in words if w.index in inside and w.head not in inside), words[0])
        heads = [w for w in words if w.index in inside and (w.head not in inside or w.head == w.index)]
        head = next((w for w in heads if w.pos in {"VERB", "AUX"}), head)
        for part in split_clauses(reading.parsed, head, indices):
            spans = content_spans(reading, part)
            if spans:
                yield spans
