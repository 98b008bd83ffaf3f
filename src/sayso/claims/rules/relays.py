"""Outlets that quote somebody: "television quoted the minister as saying", "reported, citing a pilot"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import agent_of, is_passive, subject_of


def cut_relays(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find "quoted X as saying Y"; the outlet is the relay."""
    parsed = reading.parsed
    for index in sentence:
        verb = parsed.words[index]
        if verb.lemma in lexicon.RELAYING and verb.pos == "VERB" and index not in taken:
            cut = _quoted_as(parsed, verb)
            if cut:
                taken.update(word.index for word in cut.cue)
                yield cut


def _quoted_as(parsed: Parsed, verb: Word) -> Cut | None:
    saying = _as_saying(parsed, verb)
    if saying is None:
        return None
    as_word, say = saying
    if is_passive(parsed, verb):
        subjects, outlet = parsed.kids(verb.index, "nsubjpass"), agent_of(parsed, verb)
    else:
        subjects, outlet = parsed.kids(verb.index, "dobj"), subject_of(parsed, verb)
    clause = [w for w in parsed.kids(say.index, "ccomp", "dobj") if w.index > say.index]
    if not subjects or not clause:
        return None
    words = [i for i in parsed.subtree(clause[0].index) if i > say.index]
    return Cut(
        source=subjects[0],
        cue=(verb, as_word, say),
        content=tuple(words),
        relays=(outlet,) if outlet else (),
        rule="quoted as saying",
    )


def _as_saying(parsed: Parsed, verb: Word) -> tuple[Word, Word] | None:
    low = verb.index + 1
    for index in range(low, min(low + 14, len(parsed.words) - 1)):
        first, second = parsed.words[index], parsed.words[index + 1]
        if (
            first.lemma == "as"
            and second.tag == "VBG"
            and second.lemma in lexicon.SPEECH
            and first.sentence == verb.sentence
        ):
            return first, second
    return None


def with_cited(parsed: Parsed, cut: Cut) -> Cut:
    """Put the source behind an outlet in its place: "reported, citing a pilot"."""
    if not cut.cue or cut.source is None:
        return cut
    sentence = parsed.sentence_of(cut.cue[0].index)
    for index in sentence:
        word = parsed.words[index]
        if word.lemma != "cite" or word.tag != "VBG" or word.index in cut.content or cut.relays:
            continue
        if word.head != cut.cue[0].index and word.index - cut.cue[-1].index > 3:
            continue
        for noun in parsed.kids(index, "dobj"):
            if noun.pos == "PROPN" or lexicon.names_a_trade(noun.lemma):
                return replace(cut, source=noun, cue=(*cut.cue, word), relays=(cut.source,))
    return cut
