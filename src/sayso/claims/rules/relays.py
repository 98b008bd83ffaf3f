"""Outlets that quote somebody: "television quoted the minister as saying", "reported, citing a pilot"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import agent_of, is_passive, subject_of
from sayso.claims.words import word_set


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
    saying = as_saying(parsed, verb)
    if saying is None:
        return None
    as_word, say = saying
    quoted, outlet = quoted_and_outlet(parsed, verb, say)
    told = ("ccomp",) if say.lemma in {"tell", "inform"} else ("ccomp", "dobj")  # "as telling reporters"
    clause = [w for w in parsed.kids(say.index, *told) if w.index > say.index]
    if quoted is None or not clause:
        return None
    words = [i for i in parsed.subtree(clause[0].index) if i > say.index]
    return Cut(
        source=quoted,
        cue=(verb, as_word, say),
        content=tuple(words),
        relays=(outlet,) if outlet else (),
        kind="quoted as saying",
    )


def quoted_and_outlet(parsed: Parsed, verb: Word, say: Word) -> tuple[Word | None, Word | None]:
    """Return whom a verb of quoting quotes "as saying" something, and the outlet that does it."""
    if is_passive(parsed, verb):
        quoted, outlet = parsed.kids(verb.index, "nsubjpass"), agent_of(parsed, verb) or agent_of(parsed, say)
    else:
        quoted, outlet = parsed.kids(verb.index, "dobj"), subject_of(parsed, verb)
    return next(iter(quoted), None), outlet


def as_saying(parsed: Parsed, verb: Word) -> tuple[Word, Word] | None:
    """Return the "as" and the "saying" of "quoted by the Herald as saying", None where they do not follow."""
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


def quoted_by(parsed: Parsed, person: Word) -> Word | None:
    """Return the outlet of "Ada Brill, quoted by the Herald", None where there is none."""
    participles = (w for w in parsed.kids(person.index, "acl") if w.lemma in lexicon.RELAYING)
    return next((outlet for verb in participles if (outlet := agent_of(parsed, verb)) is not None), None)


def with_cited(parsed: Parsed, cut: Cut) -> Cut:
    """Put the source behind an outlet in its place: "reported, citing a pilot", "X, which quoted a pilot"."""
    if not cut.cue or cut.source is None or cut.relays:
        return cut
    outlet = quoted_by(parsed, cut.source)
    if outlet is not None:
        return replace(cut, relays=(outlet,))
    for word in (parsed.words[i] for i in parsed.sentence_of(cut.cue[0].index)):
        if word.lemma not in lexicon.RELAYING or not _is_of_cut(parsed, word, cut):
            continue
        for noun in parsed.kids(word.index, "dobj"):
            if is_somebody(noun):
                below = set(parsed.subtree(word.index))
                content = tuple(i for i in cut.content if i not in below)
                whole = replace(cut, content=content) if content else cut
                return replace(whole, source=noun, cue=(*cut.cue, word), relays=(cut.source,))
    return cut


def _is_of_cut(parsed: Parsed, cited: Word, cut: Cut) -> bool:
    """Tell whether a verb of quoting is set beside the cue, or tells of the outlet in a relative clause."""
    assert cut.source is not None
    if cited.dep == "relcl":
        return cited.head == cut.source.index and as_saying(parsed, cited) is None
    if cited.tag != "VBG" or parsed.words[cited.index - 1].text not in {",", "-"}:
        return cited.tag == "VBG" and cited.index == parsed.sentence_of(cited.index).start
    last = (cut.cue[-1].index, cut.source.index, max(cut.content, default=-1))
    near = any(0 < cited.index - index <= NEAR_CUE for index in last)
    return near or cited.head in {cut.cue[0].index, cut.source.index}


NEAR_CUE = 3  # words
_SOMEBODY_ELSE = word_set("colleague aide ally insider friend person people relative veteran rival")


def is_somebody(noun: Word) -> bool:
    """Tell a person or body that can be cited from the weather, a record or a rule."""
    if noun.pos == "PROPN":
        return noun.entity not in {"LAW", "WORK_OF_ART", "DATE"}
    return noun.lemma in _SOMEBODY_ELSE or lexicon.names_a_trade(noun.lemma)
