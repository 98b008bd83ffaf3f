"""What a verb in a relative clause claims of the noun before it: "the nine boats | reported by the yard"."""

from __future__ import annotations

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import source_span
from sayso.claims.rules.relays import is_somebody
from sayso.claims.words import word_set

RELATIVE_CUES = word_set(
    """
    describe announce report give claim allege mention predict estimate publish state declare call
    cite quote
    """
)


def of_relative(reading: Reading, verb: Word) -> tuple[int, ...]:
    """Return what a verb in a relative clause claims of the noun that the clause hangs on."""
    parsed = reading.parsed
    accused = _accused_of(parsed, verb)
    if accused:
        return accused
    relative = tuple(_relative_content(reading, verb))
    if verb.lemma == "publish" and not _is_figure(parsed, relative):
        return ()
    denied = verb.lemma in lexicon.DENYING and parsed.words[verb.head].lemma in lexicon.CLAIM_NOUNS
    return relative if verb.lemma in RELATIVE_CUES or denied else ()


def _is_figure(parsed: Parsed, content: tuple[int, ...]) -> bool:
    """Tell "the toll published by the board", which claims it, from "the video that they published"."""
    words = [parsed.words[i] for i in content]
    return any(word.pos == "NUM" or word.lemma in FIGURES for word in words)


FIGURES = lexicon.CLAIM_NOUNS - {"report", "statement"} | word_set(
    "figure number toll total count tally share rate percentage date"
)


def _accused_of(parsed: Parsed, verb: Word) -> tuple[int, ...]:
    """Return what those are accused of on whom a relative clause hangs: ", whom he accused | of lying"."""
    if verb.lemma != "accuse" or not _relative_object(parsed, verb):
        return ()
    return tuple(
        i for w in parsed.kids(verb.index, "prep") if w.lemma == "of" for i in parsed.subtree(w.index)
    )


def accusers(parsed: Parsed, noun: Word) -> frozenset[int]:
    """Return the relative clauses of a noun in which somebody accuses it: they are claims of their own."""
    clauses = parsed.kids(noun.index, "relcl")
    return frozenset(w.index for w in clauses if _accused_of(parsed, w))


def _relative_content(reading: Reading, verb: Word) -> list[int]:
    """Return what a relative clause or participle hangs on: "the nine boats | reported by the yard"."""
    parsed = reading.parsed
    if verb.dep not in {"relcl", "acl"} or (
        parsed.kids(verb.index, "dobj") and not _relative_object(parsed, verb)
    ):
        return []
    head = parsed.words[verb.head]
    if head.pos not in {"NOUN", "PROPN", "NUM", "PRON"} or parsed.kids(verb.index, "ccomp"):
        return []
    if verb.dep == "acl" and (verb.tag != "VBN" or _is_cited(verb, head)):
        return []
    if any(w.lemma in {"who"} for w in parsed.kids(verb.index, "nsubj")):
        return []
    governor = parsed.words[parsed.words[head.head].head]
    figure = head.pos == "NUM" or governor.lemma in _COUNTS
    if figure and parsed.words[head.head].lemma == "of" and governor.pos == "NOUN":
        head = governor
    span = source_span(reading, head, verb)
    below = parsed.subtree(verb.index)  # "the toll of 12 | that the army published"
    first = [w.index for w in parsed.words_in(span) if w.index < verb.index and w.index not in below]
    after = [
        i
        for w in parsed.kids(verb.index, "oprd", "prep")
        if w.lemma in {"as", "be"} or w.dep == "oprd"
        for i in parsed.subtree(w.index)
    ]
    return first + (after or quoted_name(parsed, verb, verb.index))


_COUNTS = word_set("figure number toll total estimate count tally")


def _is_cited(verb: Word, head: Word) -> bool:
    """Tell "Ada Brill, quoted by the Herald", who is no claim, from "the figure quoted by the Herald"."""
    return verb.lemma in lexicon.RELAYING and is_somebody(head)


def _relative_object(parsed: Parsed, verb: Word) -> bool:
    return any(w.lemma in {"whom", "which", "that", "what"} for w in parsed.kids(verb.index, "dobj"))


CALLING = word_set("call brand label dub term describe")


def quoted_name(parsed: Parsed, verb: Word, last: int) -> list[int]:
    """Return what somebody calls something, between marks: 'called the dam | "beyond repair"'."""
    stop = parsed.sentence_of(verb.index).stop
    marks = sum(word.text == '"' for word in parsed.words[verb.index + 1 : last + 1])
    opening = last if marks % 2 and parsed.words[last].text == '"' else last + 1
    if verb.lemma not in CALLING or opening >= stop or parsed.words[opening].text != '"':
        return []
    closing = next((i for i in range(opening + 1, stop) if parsed.words[i].text == '"'), None)
    return list(range(opening, closing + 1)) if closing is not None else []
