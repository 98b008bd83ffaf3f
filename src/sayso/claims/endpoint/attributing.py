"""Places of a model's words -> attributions, cut at their edges as those of all extractors are."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.endpoint.finding import Found
from sayso.claims.reading import Reading, forwarded_paragraphs
from sayso.claims.rules.phrases import trimmed
from sayso.claims.types import Spans
from sayso.values import TextSpan

OWN_VOICE = frozenset({"statement", "post"})  # kinds whose author is a source


def attribution_of(reading: Reading, found: Found, model: str) -> Attribution | None:
    """Return the attribution of a claim's words; None where it is none.

    It is none where nothing is left of the content, or where an article is said to speak for itself.
    """
    if not found.cue and reading.document.kind not in OWN_VOICE:
        return None
    own_voice = not found.cue and not found.source
    parts = [part for span in found.content if (part := _stripped(reading.text, span, " \n,"))]
    quoted = not own_voice and _is_quoted(reading, parts, found.cue)
    content = _trimmed(reading, parts, quoted)
    if not content:
        return None
    if own_voice and _is_forwarded(reading, content[0]):
        return _forwarded(reading, content, model)
    return Attribution(
        source=found.source,
        cue=found.cue,
        content=content,
        kind="language model",
        told=model,
        own_voice=own_voice,
        quoted=quoted,
    )


def _forwarded(reading: Reading, content: Spans, model: str) -> Attribution:
    name, header = reading.layout.forward_name, reading.layout.forward_header
    return Attribution(
        source=(name,) if name else (),
        cue=(header,) if header else (),
        content=content,
        kind="language model",
        told=model,
        own_voice=True,
        forwarded=True,
    )


def _is_forwarded(reading: Reading, span: TextSpan) -> bool:
    return any(p.span.start <= span.start < p.span.end for p in forwarded_paragraphs(reading))


def _is_quoted(reading: Reading, content: Sequence[TextSpan], cue: Spans) -> bool:
    """Tell whether each part of a content lies in a quotation that the cue stands outside of."""
    for span in content:
        quote = reading.quote_at(span.start)
        if quote is None or span.end > quote.outer.end or any(quote.outer.overlaps(one) for one in cue):
            return False
    return True


def _trimmed(reading: Reading, content: Sequence[TextSpan], quoted: bool) -> Spans:
    """Cut marks off the edges: of a quotation its own and a comma, else all, and a full stop too."""
    parts = [
        _stripped(reading.text, span, ' \n,"') if quoted else trimmed(reading.text, span.start, span.end)
        for span in content
    ]
    return tuple(part for part in parts if part and any(c.isalnum() for c in part.of(reading.text)))


def _stripped(text: str, span: TextSpan, edge: str) -> TextSpan | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(edge))
    end = start + len(words.strip(edge))
    return TextSpan(start, end) if end > start else None
