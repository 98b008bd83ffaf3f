"""Whether a content is a quotation, words about it, or both."""

from __future__ import annotations

from sayso.claims.attribution import Attribution
from sayso.claims.reading import Reading
from sayso.claims.types import Mode


def mode_of(reading: Reading, attribution: Attribution) -> Mode:
    """Return direct for quotations and the author's own voice, mixed where only some words are quoted."""
    if (attribution.own_voice and not attribution.forwarded) or attribution.forwarded or attribution.quoted:
        return "direct"
    letters = quoted = 0
    for span in attribution.content:
        for quote in reading.quotes:
            if attribution.cue and quote.outer.start < attribution.cue[0].start < quote.outer.end:
                continue  # the quotation is an outer speaker's
            start, end = max(span.start, quote.inner.start), min(span.end, quote.inner.end)
            if start < end:
                quoted += sum(c.isalnum() for c in reading.text[start:end])
        letters += sum(c.isalnum() for c in span.of(reading.text))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= letters else "mixed"
