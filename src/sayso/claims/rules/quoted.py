"""Direct speech: each quoted stretch with the source and cue that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.claims.attribution import Attribution
from sayso.claims.quotes import Quote
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import before_in_paragraph
from sayso.claims.rules.voices import Voice, begins_paragraph, is_quote_cue, voice_near, voice_of
from sayso.claims.types import Spans
from sayso.values import TextSpan

FEWEST_WORDS = 2


def is_direct(reading: Reading, quote: Quote) -> bool:
    """Tell whether a quotation is speech of its own, not words quoted inside another clause."""
    paragraph = reading.paragraph_at(quote.outer.start)
    if paragraph is None:
        return False
    before = before_in_paragraph(paragraph, quote.outer.start).of(reading.text).rstrip()
    inner = quote.inner.of(reading.text).strip()
    first = inner.lstrip("[('.")[:1]
    if not before or not quote.closed:
        return bool(inner) and (
            first.isupper() or first.isdigit() or not quote.closed or len(inner.split()) > 4
        )
    if before.endswith(":"):
        return bool(inner)
    if not (first.isupper() or first.isdigit()):
        return False
    if before.endswith((".", "!", "?", '"', "-")):
        return len(inner.split()) >= FEWEST_WORDS and (
            inner.endswith((".", ",", "!", "?", "…")) or len(inner.split()) > 5
        )
    if before.endswith(","):
        return inner.endswith((".", ",", "!", "?", "…")) and _cue_just_before(reading, quote)
    return (
        inner.endswith((".", ",", "!", "?")) and len(inner.split()) > 5 and _cue_just_before(reading, quote)
    )


def _cue_just_before(reading: Reading, quote: Quote) -> bool:
    words = reading.parsed.words_in(TextSpan(max(0, quote.outer.start - 90), quote.outer.start))
    verbs = [w for w in words if w.pos in {"VERB", "AUX"} and w.dep != "aux"]
    return bool(verbs) and is_quote_cue(verbs[-1])


def find_quoted(reading: Reading) -> Iterator[Attribution]:
    """Find the attributions of direct speech, one for each unbroken stretch."""
    voice: Voice | None = None
    open_run = False
    last_end = 0
    waiting: list[Spans] = []  # paragraphs of a quotation whose speaker only a later one names
    skip: set[int] = set()
    for place, quote in enumerate(reading.quotes):
        if place in skip:
            continue
        continued = open_run and begins_paragraph(reading, quote)
        if not (continued or is_direct(reading, quote)):
            continue
        if not continued:
            waiting.clear()
            voice = voice_of(reading, quote) or voice_near(reading, quote, voice, last_end)
        voice = voice or voice_of(reading, quote)
        stretch, used = _with_continuation(reading, place)
        skip.update(used)
        open_run = not reading.quotes[used[-1] if used else place].closed
        last_end = stretch[-1].end
        content = tuple(span for q in stretch if (span := _inner(reading, q)))
        if content:
            waiting.append(content)
        if voice is not None:
            yield from (_attribution(voice, one) for one in waiting)
            waiting.clear()


def _attribution(voice: Voice, content: Spans) -> Attribution:
    return Attribution(
        source=voice.source,
        cue=voice.cue,
        content=content,
        kind="quotation",
        told=f": {voice.why}",
        quoted=True,
        relays=voice.relays,
    )


def _inner(reading: Reading, span: TextSpan) -> TextSpan | None:
    """Cut the comma before the closing mark; a full stop inside belongs to the words."""
    text = reading.text
    start, end = span.start, span.end
    while start < end and text[start] in " \n\"'" and text[start] != "'":
        start += 1
    while end > start and text[end - 1] in ' \n,"':
        end -= 1
    return TextSpan(start, end) if end > start else None


def _with_continuation(reading: Reading, place: int) -> tuple[list[TextSpan], list[int]]:
    """Join `"If so," he said, "then …"`: a cue in the middle of a sentence leaves one claim."""
    quotes = reading.quotes
    quote = quotes[place]
    stretch, used = [quote.inner], []
    while place + 1 < len(quotes):
        following = quotes[place + 1]
        between = reading.text[quote.outer.end : following.outer.start]
        inner = quote.inner.of(reading.text).rstrip()
        mid_sentence = inner.endswith((",", "-")) or inner[-1:].isalnum()
        joined = (
            mid_sentence
            and between.rstrip().endswith(",")
            and len(between) < 120
            and not re.search(r"[.!?\n:]\s", between)
        )
        if not joined:
            break
        place += 1
        quote = following
        stretch.append(quote.inner)
        used.append(place)
    return stretch, used
