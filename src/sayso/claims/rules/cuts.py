"""What a rule hands on: indices of words for source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.attribution import Attribution
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import content_spans, cue_spans, source_span
from sayso.claims.types import Act, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """An attribution in words of the parse."""

    source: Word | None  # the head noun of the mention
    cue: tuple[Word, ...]
    content: tuple[int, ...]
    kind: Kind
    relays: tuple[Word, ...] = ()
    content_as: Spans = ()  # the content where it is not words of this sentence
    source_as: Spans = ()  # likewise the source
    act: Act | None = None  # where the rule that made it knows what is done


def attribution_of(reading: Reading, cut: Cut) -> Attribution | None:
    """Return the spans of a cut, None where nothing is left of its content."""
    content = cut.content_as or content_spans(reading, cut.content)
    if not content:
        return None
    source = cut.source_as or (
        (source_span(reading, cut.source, cut.cue[0] if cut.cue else None),) if cut.source else ()
    )
    tokens = " ".join(word.text for word in cut.cue)
    return Attribution(
        source=source,
        cue=cue_spans(reading, *cut.cue),
        content=content,
        kind=cut.kind,
        told=f": {tokens}" if tokens else "",
        act=cut.act,
        relays=tuple((source_span(reading, relay),) for relay in cut.relays),
    )
