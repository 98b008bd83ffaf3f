"""The clause that a verb of saying takes: where it begins and ends, and where it falls in two."""

from __future__ import annotations

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.rules.frames import (
    is_clause,
    is_passive,
    particles,
)
from sayso.claims.words import word_set

EMPTY_OBJECTS = word_set(
    """
    it that this so nothing something anything much little more word thing what which
    """
)


CUE_LEMMAS = lexicon.SPEECH | lexicon.THOUGHT | lexicon.ASKING | lexicon.OBJECT_CUES


SAYING = word_set("say insist claim warn add think believe allege admit report announce tell deny")


def loose_clause(parsed: Parsed, verb: Word, cue: tuple[Word, ...]) -> list[int]:
    """Return what follows a verb of saying where the parse sees no clause: "Divers say | two cars below".

    Either "that" stands within three words, or the words begin as a noun phrase would
    and the verb of saying is not set aside by a comma.
    """
    if verb.lemma not in SAYING or is_passive(parsed, verb):
        return []
    sentence = parsed.sentence_of(verb.index)
    start = cue[-1].index + 1
    end = next((i for i in range(start, sentence.stop) if parsed.words[i].text in {";", '"'}), sentence.stop)
    while end > start and parsed.words[end - 1].dep == "punct":
        end -= 1
    that = _that_within(parsed, start, min(end, start + (8 if verb.lemma == "tell" else 4)))
    if that is not None and end - that > 2:
        return list(range(that, end))
    if verb.lemma == "tell" and start < end and parsed.words[start].lemma in {"us", "we", "me", "i"}:
        start += 1
    elif verb.lemma not in {"say", "insist"}:
        return []
    return list(range(start, end)) if start < end and _begins_a_phrase(parsed, start, end) else []


def _that_within(parsed: Parsed, start: int, stop: int) -> int | None:
    words = parsed.words[start:stop]
    return next((w.index for w in words if w.lemma == "that" and w.pos == "SCONJ"), None)


def _begins_a_phrase(parsed: Parsed, start: int, end: int) -> bool:
    """Tell words that can be what is said from "said Thursday morning on Lusna TV" and "says the board"."""
    first = parsed.words[start]
    if end - start < 2 and first.pos != "NUM":
        return False
    verbless = not any(is_clause(parsed, word) for word in parsed.words[start:end])
    if verbless and first.entity in {"DATE", "TIME"}:
        return False
    named = first.pos in {"NOUN", "PROPN", "NUM", "ADJ"} or first.lemma in {"nobody", "no", "nothing", "all"}
    return named and first.lemma not in EMPTY_OBJECTS and not _speech_after(parsed, start, end)


def _speech_after(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether what follows is the speaker himself: "says the harbour board"."""
    return any(w.dep == "nsubj" and w.head < start for w in parsed.words[start:end])


def clause_after(parsed: Parsed, verb: Word) -> Word | None:
    """Return the head of the clause that follows a verb as its complement."""
    for word in parsed.kids(verb.index, "ccomp"):
        if word.index > verb.index and not _is_relative(parsed, word):
            return word
    if verb.lemma in lexicon.INFINITIVE_CUES:
        for word in parsed.kids(verb.index, "xcomp"):
            if word.index > verb.index:
                return word
    if verb.lemma in {"say", "tell", "think", "insist", "claim", "believe", "deny"}:
        for word in parsed.kids(verb.index, "xcomp", "dep", "parataxis", "advcl"):
            if (
                word.index > verb.index
                and is_clause(parsed, word)
                and parsed.kids(word.index, "nsubj", "nsubjpass", "mark")
                and not _is_adverbial(parsed, word)
            ):
                return word
    return None


def further_clauses(parsed: Parsed, verb: Word, first: Word) -> list[Word]:
    """Return later clauses that the parse hangs on the verb: "said the quay was shut, that ten had left"."""
    return [
        word
        for word in parsed.kids(verb.index, "ccomp", "conj")
        if word.index > first.index
        and (word.dep == "ccomp" or _begins_with_that(parsed, word))
        and parsed.kids(word.index, "nsubj", "nsubjpass", "expl")
        and _is_set_off(parsed, word)
        and not _is_relative(parsed, word)
    ]


def _begins_with_that(parsed: Parsed, clause: Word) -> bool:
    """Tell a later clause whose "that" the parse takes for an article: "… and that debris fell"."""
    first, second = [parsed.words[i] for i in (*parsed.subtree(clause.index), clause.index)][:2]
    return first.lemma == "that" and second.tag in {"NNS", "NN", "NNP"} and first.dep in {"det", "mark"}


def _is_set_off(parsed: Parsed, clause: Word) -> bool:
    """Tell whether a clause begins after a comma or an "and"."""
    first = next(i for i in parsed.subtree(clause.index) if parsed.words[i].dep != "punct")
    return parsed.words[first - 1].text in {",", ";", "and", "but"}


def _is_relative(parsed: Parsed, clause: Word) -> bool:
    """Tell whether a clause goes on about a noun before it: ", at which nobody was hurt"."""
    first, second = [parsed.words[i] for i in (*parsed.subtree(clause.index), clause.index)][:2]
    return first.dep == "prep" and second.lemma in {"which", "whom"}


def _is_adverbial(parsed: Parsed, word: Word) -> bool:
    marks = parsed.kids(word.index, "mark", "advmod")
    return any(
        m.lemma
        in {
            "as",
            "when",
            "while",
            "after",
            "before",
            "if",
            "because",
            "although",
            "though",
            "since",
            "until",
            "where",
        }
        for m in marks
    )


def fits_clause(parsed: Parsed, verb: Word, clause: Word) -> bool:
    if verb.lemma in {"go", "point", "hold", "press", "direct", "summon", "call", "figure", "object"}:
        return bool(particles(parsed, verb)) or any(
            m.lemma == "that" for m in parsed.kids(clause.index, "mark")
        )
    if verb.lemma in {
        "see",
        "find",
        "make",
        "let",
        "help",
        "know",
        "feel",
        "understand",
        "expect",
        "learn",
        "hear",
    }:
        return any(m.lemma == "that" for m in parsed.kids(clause.index, "mark"))
    return True


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def lacks_subject(parsed: Parsed, clause: Word) -> bool:
    """Tell whether the parse hung the clause's subject elsewhere: "said | between six and nine were lost"."""
    helped = any(w.tag in _FINITE for w in parsed.kids(clause.index, "aux", "auxpass"))
    return (clause.tag in _FINITE or helped) and not parsed.kids(
        clause.index, "nsubj", "nsubjpass", "expl", "csubj", "mark", "attr"
    )
