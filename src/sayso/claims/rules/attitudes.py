"""Cues in the wide sense of the PARC corpora: attitudes, intentions, praise and blame, by counts."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.cue_counts import is_counted_cue
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules import uses
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import agent_of, is_passive, particles, subject_of
from sayso.claims.words import word_set

# Of a lemma's uses in a frame that are cues. PolNeAR DEV, link_relaxed P / R / F1: 0.6 81.1/53.8/64.7,
# 0.5 79.7/55.7/65.6, 0.4 78.3/57.2/66.1, 0.3 75.7/60.1/67.0, 0.25 74.4/61.1/67.1 (within noise of 0.3).
SHARE = 0.3


TO_HEARERS = word_set("tell ask inform assure remind warn notify advise urge")
TOPICAL = word_set("about of for against with on to over")
PLACING = word_set("about of")


def cut_attitudes(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find verbs and nouns that are mostly cues in the frame they stand in."""
    parsed = reading.parsed
    for index in sentence:
        word = parsed.words[index]
        if index in taken or word.pos not in {"VERB", "NOUN"}:
            continue
        cut = _verb(parsed, word) if word.pos == "VERB" else _noun(parsed, word)
        if cut is not None and cut.content and cut.source is not None:
            taken.add(index)
            yield cut


def _verb(parsed: Parsed, verb: Word) -> Cut | None:
    source = agent_of(parsed, verb) if is_passive(parsed, verb) else subject_of(parsed, verb)
    frames = [f for f in uses.uses_of(parsed, verb) if is_counted_cue(verb.lemma, f, SHARE)]
    content: list[int] = []
    extra: tuple[Word, ...] = ()
    for frame in frames:
        if frame == uses.OBJECT and verb.lemma in TO_HEARERS:
            continue
        if frame in {uses.CLAUSE, uses.INFINITIVE, uses.OBJECT}:
            content += _below(
                parsed, verb, {"clause": "ccomp", "infinitive": "xcomp", "object": "dobj"}[frame]
            )
        elif frame.startswith(uses.PREPOSITION) and frame.removeprefix(uses.PREPOSITION) in _preps(verb):
            preps = [
                w for w in parsed.kids(verb.index, "prep") if w.lemma == frame.removeprefix(uses.PREPOSITION)
            ]
            if preps and not content:
                extra = (preps[0],)
                content += [i for i in parsed.subtree(preps[0].index) if i != preps[0].index]
    if not content:
        return None
    content += [
        i for w in parsed.kids(verb.index, "prep") if w.lemma == "as" for i in parsed.subtree(w.index)
    ]
    content = list(range(min(content), max(content) + 1))
    cue = (verb, *particles(parsed, verb), *extra)
    inside = {w.index for w in cue}
    return Cut(source=source, cue=cue, content=tuple(i for i in content if i not in inside), kind="attitude")


def _preps(verb: Word) -> frozenset[str]:
    return PLACING if verb.lemma in {"say", "tell"} else TOPICAL


def _below(parsed: Parsed, verb: Word, dep: str) -> list[int]:
    return [i for w in parsed.kids(verb.index, dep) if w.index > verb.index for i in parsed.subtree(w.index)]


def _noun(parsed: Parsed, noun: Word) -> Cut | None:
    for frame in uses.uses_of(parsed, noun):
        if not is_counted_cue(noun.lemma, frame, SHARE):
            continue
        for clause in parsed.kids(noun.index, "acl", "ccomp", "relcl"):
            return Cut(
                source=_owner(parsed, noun),
                cue=(noun,),
                content=tuple(parsed.subtree(clause.index)),
                kind="noun of attitude",
            )
    return None


def _owner(parsed: Parsed, noun: Word) -> Word | None:
    for owner in parsed.kids(noun.index, "poss"):
        return owner
    head = parsed.words[noun.head]
    if noun.dep == "dobj" and head.pos == "VERB":
        return subject_of(parsed, head)
    return None
