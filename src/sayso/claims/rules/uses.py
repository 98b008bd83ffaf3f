"""The frames that a verb or noun stands in: what hangs on it that could be a content.

Counted on a corpus by `benchmarks/claims/count_cues.py`, and asked again when reading.
"""

from __future__ import annotations

from sayso.claims.parsing import Parsed, Word
from sayso.claims.rules.frames import is_infinitive, is_passive

CLAUSE, BEFORE, INFINITIVE, OBJECT, PASSIVE = "clause", "before", "infinitive", "object", "passive"
NOUN_CLAUSE, NOUN_INFINITIVE = "noun clause", "noun infinitive"
PREPOSITION = "with "  # followed by the preposition: "with about"


def uses_of(parsed: Parsed, word: Word) -> list[str]:
    """Return the frames of a verb or noun, by the parse."""
    if word.pos == "NOUN":
        return _noun_uses(parsed, word)
    return _verb_uses(parsed, word) if word.pos == "VERB" else []


def _verb_uses(parsed: Parsed, verb: Word) -> list[str]:
    out = []
    for clause in parsed.kids(verb.index, "ccomp"):
        out.append(CLAUSE if clause.index > verb.index else BEFORE)
    for deed in parsed.kids(verb.index, "xcomp"):
        if deed.index > verb.index and is_infinitive(parsed, deed):
            out.append(INFINITIVE)
    if any(thing.index > verb.index for thing in parsed.kids(verb.index, "dobj")):
        out.append(OBJECT)
    for prep in parsed.kids(verb.index, "prep"):
        if prep.index in {verb.index + 1, verb.index + 2} and parsed.kids(prep.index, "pobj", "pcomp"):
            out.append(PREPOSITION + prep.lemma)
    if is_passive(parsed, verb) and (CLAUSE in out or INFINITIVE in out):
        out.append(PASSIVE)
    return out


def _noun_uses(parsed: Parsed, noun: Word) -> list[str]:
    out = []
    for clause in parsed.kids(noun.index, "acl", "ccomp", "relcl"):
        if any(w.lemma == "that" and w.dep == "mark" for w in parsed.kids(clause.index, "mark")):
            out.append(NOUN_CLAUSE)
        elif is_infinitive(parsed, clause):
            out.append(NOUN_INFINITIVE)
    return out
