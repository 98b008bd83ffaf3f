"""Figures of others that an author only says to have seen: "We have seen the number given by the board"."""

from __future__ import annotations

from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import is_negated
from sayso.claims.rules.relative import FIGURES
from sayso.claims.words import word_set
from sayso.values import TextSpan

_NOTICING = word_set("see read hear know learn")
_BEFORE_VERB = frozenset({"nsubj", "aux", "advmod", "punct", "cc", "neg"})


def passed_on_there(reading: Reading, attribution: Attribution, span: TextSpan) -> TextSpan | None:
    """Return the clause of a sentence that only passes on another's figure, so that its author asserts none.

    Args:
        span: the sentence, or a part of it.
    """
    if attribution.kind != "verb of a relative clause":
        return None
    parsed = reading.parsed
    words = [word for part in attribution.content for word in parsed.words_in(part)]
    inside = {word.index for word in words}
    head = next((word for word in words if word.head not in inside), None)
    verb = parsed.words[head.head] if head is not None and head.lemma in FIGURES else None
    if head is None or verb is None:
        return None
    verb = _above_preposition(reading, verb)
    if not _notices(reading, verb) or not span.start <= verb.start < head.start:
        return None
    first = parsed.words[
        min([verb.index, *(i for i in parsed.subtree(verb.index) if _opens(reading, i, verb))])
    ]
    ends = [part.end for part in (*attribution.source, *attribution.cue, *attribution.content)]
    return TextSpan(max(span.start, first.start), max(ends))


def _opens(reading: Reading, index: int, verb: Word) -> bool:
    """Tell the words before a verb that belong to it: its subject and helpers, and what is below these."""
    word = reading.parsed.words[index]
    while word.head not in {verb.index, word.index}:
        word = reading.parsed.words[word.head]
    return index < verb.index and word.dep in _BEFORE_VERB


def _above_preposition(reading: Reading, word: Word) -> Word:
    """Return "know" of "know of the number" and "are" of "are aware of the number"."""
    while word.dep in {"prep", "acomp"} and word.head != word.index:
        word = reading.parsed.words[word.head]
    return word


def _notices(reading: Reading, verb: Word) -> bool:
    aware = any(w.lemma == "aware" for w in reading.parsed.kids(verb.index, "acomp"))
    return (verb.lemma in _NOTICING or (verb.lemma == "be" and aware)) and not is_negated(
        reading.parsed, verb
    )
