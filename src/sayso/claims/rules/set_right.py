"""What a speaker takes back in a quotation, apart from what he goes on to say: "We were wrong. It …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.claims.attribution import Attribution
from sayso.claims.posts.retractions import CORRECTING_ONESELF
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import trimmed
from sayso.values import TextSpan

_CORRECTS = re.compile(rf"(?:^|[.!?,;] |\b(?:and|but|so) ){CORRECTING_ONESELF}", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:[.!?,;:]|-{1,2})\s+(?=\S+ \S)")


def apart_from_corrections(reading: Reading, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Part a quotation that takes back and goes on in two, so that what then stands is not taken back."""
    for attribution in found:
        parts = _parts(reading, attribution) if attribution.quoted and attribution.act is None else None
        yield from parts or (attribution,)


def _parts(reading: Reading, attribution: Attribution) -> tuple[Attribution, Attribution] | None:
    span = attribution.content[0]
    correction = _CORRECTS.search(span.of(reading.text)) if len(attribution.content) == 1 else None
    if correction is None:
        return None
    mark = _MARK.match(reading.text, span.start + correction.end(), span.end)
    taken = trimmed(reading.text, span.start, span.start + correction.end())
    if taken is None or mark is None:
        return None
    stands = TextSpan(mark.end(), span.end)
    return replace(attribution, content=(taken,), act="retract"), replace(attribution, content=(stands,))
