"""Where the parse puts a verdict into what is called false: "Claims that it shows | Orm are false"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.claims.attribution import Attribution
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import trimmed
from sayso.values import TextSpan

_VERDICT = re.compile(
    r"\b(?:claims?|reports?|rumou?rs?|allegations?|suggestions?|assertions?|accusations?|statements?|posts?)"
    r"(?P<whose>(?: (?:by|of|from|in|on|among) [^.!?;:,\n\"]{1,60}?)?) "
    r"(?P<denied>that (?:(?!that\b)[^.!?;:,\n\"]){3,300}?) "
    r"(?P<verdict>(?:is|are|was|were|have been|has been|had been) (?:[a-z]+ly )?"
    r"(?:false|fake|untrue|not true|wrong|incorrect|inaccurate|misleading|baseless|unfounded|groundless|"
    r"nonsense|fabricated|debunked|unproven|(?:a )?(?:lies?|hoax|fabrication|fiction|rubbish))\b)",
    re.IGNORECASE,
)


def before_verdicts(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """End what is called false before that, and leave out what is only said within it.

    Whoever calls it false cites it: that "it shows" or that "police say" so is then nobody's word.
    """
    for attribution in found:
        verdict = None if attribution.quoted else _verdict_on(reading, attribution)
        if verdict is None:
            yield attribution
        elif attribution.kind == "noun of saying":
            last = attribution.content[-1]
            cut = trimmed(reading.text, last.start, min(last.end, verdict.start("verdict")))
            yield replace(attribution, content=(*attribution.content[:-1], cut)) if cut else attribution


def _verdict_on(reading: Reading, attribution: Attribution) -> re.Match[str] | None:
    """Return the verdict on a report within which a content begins, cued by its noun or within it."""
    words = reading.parsed.words_in(attribution.content[0])
    if not words or not attribution.cue:
        return None
    sentence = reading.parsed.sentence_of(words[0].index)
    start, stop = reading.parsed.words[sentence.start].start, reading.parsed.words[sentence.stop - 1].end
    begins, cue = attribution.content[0].start, attribution.cue[0].start
    for verdict in _VERDICT.finditer(reading.text, start, stop):
        inside = verdict.start("denied") <= begins < verdict.start("verdict")
        whose = reading.parsed.words_in(TextSpan(*verdict.span("whose"))) if verdict["whose"] else ()
        said = verdict.start() <= cue < verdict.start("verdict")
        if inside and said and not any(word.pos in {"VERB", "AUX"} for word in whose):
            return verdict
    return None
