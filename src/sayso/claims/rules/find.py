"""All rules over one reading, in order, and what is kept of what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.claims.attribution import Attribution, place_of
from sayso.claims.reading import Reading
from sayso.claims.rules.according import cut_according
from sayso.claims.rules.as_told import cut_as_told
from sayso.claims.rules.asides import cut_asides
from sayso.claims.rules.attitudes import cut_attitudes
from sayso.claims.rules.beliefs import cut_beliefs
from sayso.claims.rules.clefts import cut_clefts
from sayso.claims.rules.colons import find_colons
from sayso.claims.rules.cuts import Cut, attribution_of
from sayso.claims.rules.hearsay import cut_hearsay
from sayso.claims.rules.keeping import keep
from sayso.claims.rules.nouns import cut_nouns
from sayso.claims.rules.own_voice import find_own_voice
from sayso.claims.rules.pleas import cut_pleas
from sayso.claims.rules.quoted import find_quoted
from sayso.claims.rules.refusals import cut_refusals
from sayso.claims.rules.relays import cut_relays, with_cited
from sayso.claims.rules.reports import cut_reports
from sayso.claims.rules.set_right import apart_from_corrections
from sayso.claims.rules.verbs import cut_verbs

Rule = Callable[[Reading, range, set[int]], Iterator[Cut]]

# In this order: a word that one rule has used as a cue is not used by the next.
SENTENCE_RULES: tuple[Rule, ...] = (
    cut_refusals,
    cut_pleas,
    cut_reports,
    cut_relays,
    cut_hearsay,
    cut_according,
    cut_as_told,
    cut_clefts,
    cut_asides,
    cut_beliefs,
    cut_verbs,
    cut_nouns,
)


def find_attributions(reading: Reading, *, wide: bool = False) -> list[Attribution]:
    """Return the attributions of a document in reading order; `wide` takes in attitudes and intentions."""
    quoted = list(find_quoted(reading))
    colons = list(find_colons(reading))
    found = [*quoted]
    quote_cues = {span.start for attribution in quoted for span in attribution.cue}
    for sentence in reading.parsed.sentences:
        if _is_note(reading, sentence):
            continue
        for attribution in _of_sentence(reading, sentence, wide):
            if not _is_quote_again(attribution, quoted, quote_cues):
                found.append(attribution)
    found.extend(c for c in colons if not any(_same_cue(c, other) for other in found))
    found = keep(reading, found, wide=wide)
    found.extend(find_own_voice(reading, found))
    return sorted(apart_from_corrections(reading, _distinct(found)), key=place_of)


def _is_note(reading: Reading, sentence: range) -> bool:
    paragraph = reading.paragraph_at(reading.parsed.words[sentence.start].start)
    return paragraph is not None and paragraph.part == "note"


def _of_sentence(reading: Reading, sentence: range, wide: bool) -> Iterator[Attribution]:
    taken: set[int] = set()
    for rule in (*SENTENCE_RULES, cut_attitudes) if wide else SENTENCE_RULES:
        for cut in rule(reading, sentence, taken):
            attribution = attribution_of(reading, with_cited(reading.parsed, cut))
            if attribution is not None:
                yield attribution


def _is_quote_again(attribution: Attribution, quoted: list[Attribution], cues: set[int]) -> bool:
    """Tell whether a sentence rule has found the cue of a quotation, with the quotation as its content."""
    if attribution.cue and attribution.cue[0].start in cues:
        covered = [q for q in quoted if q.cue and q.cue[0].start == attribution.cue[0].start]
        return any(part.overlaps(span) for q in covered for part in q.content for span in attribution.content)
    return False


def _same_cue(left: Attribution, right: Attribution) -> bool:
    return any(a.overlaps(b) for a in left.cue for b in right.cue)


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Keep one of those that have the same spans."""
    seen = set()
    out = []
    for attribution in found:
        key = (attribution.source, attribution.cue, attribution.content)
        if key not in seen:
            seen.add(key)
            out.append(attribution)
    return out
