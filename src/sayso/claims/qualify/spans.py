"""A claim's spans beside the parse: their words, their heads, their main verb."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.types import Spans

CLAUSAL = frozenset({"VERB", "AUX"})


def words_of_spans(reading: Reading, spans: Spans) -> list[Word]:
    """Return the words that the spans hold, in order."""
    return [word for span in spans for word in reading.parsed.words_in(span)]


def head_of(words: Sequence[Word]) -> Word | None:
    """Return the word of a stretch that the others hang on: its first head outside the stretch."""
    inside = {word.index for word in words}
    heads = [w for w in words if (w.head not in inside or w.head == w.index) and w.dep != "punct"]
    if not heads:
        return words[0] if words else None
    first = words[0].sentence
    same = [h for h in heads if h.sentence == first]
    verbs = [h for h in same if h.pos in CLAUSAL]
    return (verbs or same or heads)[0]


def main_verb(reading: Reading, words: Sequence[Word]) -> Word | None:
    """Return the verb of the main clause of a content, None where it has none."""
    head = head_of(words)
    if head is None:
        return None
    if head.pos in CLAUSAL:
        return _clause_before_semicolon(reading, words, head)
    inside = {word.index for word in words}
    below = [
        w
        for w in reading.parsed.kids(head.index, "cop", "relcl", "acl", "ccomp", "xcomp")
        if w.index in inside
    ]
    for word in below:
        if word.dep == "cop":
            return word
    return None


def _clause_before_semicolon(reading: Reading, words: Sequence[Word], head: Word) -> Word:
    """Return the verb of the first clause where the parse hung it under the one after a semicolon."""
    for word in reading.parsed.kids(head.index, "ccomp", "parataxis", "dep"):
        between = range(word.index, head.index)
        inside = {w.index for w in words}
        if word.index in inside and any(reading.parsed.words[i].text == ";" for i in between):
            return word
    return head


def text_of(reading: Reading, spans: Spans) -> str:
    """Return the plain words of spans, joined by a space."""
    return " ".join(span.of(reading.text) for span in spans)
