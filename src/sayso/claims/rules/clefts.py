"""Claims that "is" joins to who tells them: "40 dead is what people inside tell me"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import is_imagined, is_negated
from sayso.claims.rules.phrases import content_spans
from sayso.claims.types import Spans
from sayso.claims.words import word_set

KIND: Kind = "what somebody says"
_TELLING = word_set("say tell claim report believe think insist maintain allege fear suspect")
_STANDS_FOR = word_set("that this it which")
_LIMITS = word_set("at least most or and but , - -- so")


def cut_clefts(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find a claim before "is what X says" or after "what X says is"; "that" is the sentence before."""
    parsed = reading.parsed
    for index in sentence:
        verb = parsed.words[index]
        source = _teller(parsed, verb) if index not in taken else None
        if source is None:
            continue
        content = _before(reading, sentence, verb)
        content_as: Spans = ()
        if content and all(parsed.words[i].lemma in _STANDS_FOR for i in content):
            content, content_as = (), _sentence_before(reading, sentence)
        content = content or _after(parsed, sentence, verb)
        if content or content_as:
            taken.add(index)
            yield Cut(source=source, cue=(verb,), content=content, kind=KIND, content_as=content_as)


def _teller(parsed: Parsed, verb: Word) -> Word | None:
    """Return who says "what" hangs on the verb; not the author himself."""
    if verb.lemma not in _TELLING or is_imagined(parsed, verb) or is_negated(parsed, verb):
        return None
    whats = [w for w in parsed.kids(verb.index, "dobj", "dative", "obj") if w.lemma == "what"]
    subjects = parsed.kids(verb.index, "nsubj")
    if not whats or not subjects or subjects[0].index < whats[0].index:
        return None
    spoken = subjects[0].lemma not in {"i", "we", "you", "nobody"} and subjects[0].lemma not in lexicon.SPEECH
    return subjects[0] if spoken else None


def _before(reading: Reading, sentence: range, verb: Word) -> tuple[int, ...]:
    """Return the words before "is what …": the subject of "is", or all that stands there."""
    parsed = reading.parsed
    joint = parsed.words[verb.head]
    if verb.dep == "csubj" or joint.lemma != "be" or joint.index > verb.index:
        return ()
    low = joint.index
    while low - 1 in sentence and parsed.words[low - 1].lemma in _LIMITS:
        low -= 1
    if reading.quote_at(parsed.words[max(low - 1, sentence.start)].start) is not None:
        return ()
    which = parsed.kids(joint.index, "nsubj")
    if joint.dep == "relcl" and which:
        return tuple(range(sentence.start, which[0].index - 1))
    while low - 2 in sentence and parsed.words[low - 1].lemma in _STANDS_FOR and low - 1 > sentence.start:
        low -= 2 if parsed.words[low - 2].text == "," else 1  # "…, this is what they say"
    return tuple(range(sentence.start, low))


def _after(parsed: Parsed, sentence: range, verb: Word) -> tuple[int, ...]:
    """Return the clause after "what X says is"."""
    joint = parsed.words[verb.head]
    told = parsed.kids(joint.index, "ccomp")
    if verb.dep not in {"csubj", "nsubj"} or joint.lemma != "be" or not told or told[0].index < joint.index:
        return ()
    return tuple(range(joint.index + 1, sentence.stop))


def _sentence_before(reading: Reading, sentence: range) -> Spans:
    """Return the sentence before, in the same paragraph, which "that" stands for."""
    parsed = reading.parsed
    if not sentence.start:
        return ()
    earlier = parsed.sentence_of(sentence.start - 1)
    here, there = parsed.words[sentence.start].start, parsed.words[earlier.start].start
    if reading.paragraph_at(here) is not reading.paragraph_at(there) or reading.quote_at(there) is not None:
        return ()
    return content_spans(reading, tuple(earlier))
