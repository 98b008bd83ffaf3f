"""What the network finds beside what the rules find.

The corpus that the network learned from counts attitudes, intentions and votes
as attributions too, and knows no refusals, no nesting and no author's own voice.
So for claims in our sense the rules' cuts stand, and the network adds what they
missed, where its cue is one of saying.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution, place_of
from sayso.claims.kinds import REFUSALS
from sayso.claims.reading import Reading
from sayso.claims.rules.find import find_attributions
from sayso.claims.rules.frames import is_imagined, is_infinitive
from sayso.claims.rules.keeping import holds, keep
from sayso.claims.rules.named_so import only_calls
from sayso.claims.rules.own_voice import find_own_voice
from sayso.claims.rules.set_right import apart_from_corrections
from sayso.claims.rules.verbs import is_interrogation
from sayso.claims.types import Spans
from sayso.claims.words import word_set

SAYING = (
    lexicon.SPEECH | lexicon.OBJECT_CUES | lexicon.DEMANDING | lexicon.CLAIM_NOUNS | {"believe", "think"}
) - lexicon.NOT_ALONE
MOST_COVERED = 0.3  # of a content that other claims cover, for it to be one that they missed
FEWEST_WORDS = 3  # in a content


def with_rules(reading: Reading, tagged: Sequence[Attribution]) -> list[Attribution]:
    """Return the rules' attributions, with those of the network that they missed, in reading order."""
    ruled = [one for one in find_attributions(reading) if not one.own_voice]
    added = [one for one in tagged if _is_missed(reading, one, ruled)]
    found = keep(reading, [*ruled, *added], wide=False)
    found.extend(find_own_voice(reading, found))
    return sorted(apart_from_corrections(reading, found), key=place_of)


def _is_missed(reading: Reading, one: Attribution, ruled: Sequence[Attribution]) -> bool:
    if not one.source or not _says(reading, one.cue) or _is_hearer(reading, one):
        return False
    if any(cue.overlaps(span) for other in ruled for cue in other.cue for span in one.cue):
        return False
    if any(holds(other, one.cue[0]) or _says_that_he_refuses(one, other) for other in ruled):
        return False
    return _is_clause(reading, one.content) and _covered(one.content, ruled) <= MOST_COVERED


def _is_hearer(reading: Reading, one: Attribution) -> bool:
    """Tell those who were told from who told them: "all families were informed that they had to leave"."""
    words = (word for span in one.cue for word in reading.parsed.words_in(span))
    told = [word for word in words if word.lemma in _TELLING and word.tag == "VBN"]
    heard = [w for verb in told for w in reading.parsed.kids(verb.index, "nsubjpass")]
    return any(one.source[0].start <= hearer.start < one.source[0].end for hearer in heard)


_TELLING = word_set("tell inform notify assure warn advise remind promise ask instruct order accuse blame")


def _says_that_he_refuses(one: Attribution, other: Attribution) -> bool:
    """Tell "she said | she would neither confirm nor deny it", of which the refusal alone is kept."""
    return other.kind in REFUSALS and one.source == other.source and holds(one, other.cue[0])


def _says(reading: Reading, cue: Spans) -> bool:
    """Tell whether a cue is a word of saying that was said: no infinitive, nothing to come."""
    words = [word for span in cue for word in reading.parsed.words_in(span)]
    for word in words:
        if word.lemma in SAYING and word.pos in {"VERB", "NOUN"}:
            to_come = is_imagined(reading.parsed, word) or is_infinitive(reading.parsed, word)
            asks = word.lemma == "question" and is_interrogation(reading.parsed, word)
            return not to_come and not asks and not only_calls(reading.parsed, word)
    return False


def _is_clause(reading: Reading, content: Spans) -> bool:
    """Tell whether a content has a verb: "claimed her luggage" and "what | he said | is" claim nothing."""
    words = [word for span in content for word in reading.parsed.words_in(span)]
    bare = any(span.of(reading.text).lower() in _WHAT for span in content)
    told = len(words) >= FEWEST_WORDS and words[-1].lemma not in _WHAT and not bare
    return told and any(word.pos in {"VERB", "AUX"} for word in words)


_WHAT = frozenset({"what", "which", "who"})


def _covered(content: Spans, others: Sequence[Attribution]) -> float:
    """Return the share of a content's characters that other contents cover, 0 to 1."""
    places = {place for span in content for place in range(span.start, span.end)}
    size = len(places)
    for other in others:
        for span in other.content:
            if any(span.overlaps(part) for part in content):
                places.difference_update(range(span.start, span.end))
    return 1 - len(places) / size
