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
    that = next(
        (
            i
            for i in range(start, min(end, start + (8 if verb.lemma == "tell" else 4)))
            if parsed.words[i].lemma == "that" and parsed.words[i].pos == "SCONJ"
        ),
        None,
    )
    if that is not None and end - that > 2:
        return list(range(that, end))
    if start >= end:
        return []
    if verb.lemma == "tell" and parsed.words[start].lemma in {"us", "we", "me", "i"}:
        start += 1
    elif verb.lemma not in {"say", "insist"}:
        return []
    if end - start < 2 and not (end > start and parsed.words[start].pos == "NUM"):
        return []
    first = parsed.words[start]
    named = first.pos in {"NOUN", "PROPN", "NUM", "ADJ"} or first.lemma in {"nobody", "no", "nothing", "all"}
    return (
        list(range(start, end))
        if named and first.lemma not in EMPTY_OBJECTS and not _speech_after(parsed, start, end)
        else []
    )


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


def lacks_subject(parsed: Parsed, clause: Word) -> bool:
    """Tell whether the parse hung the clause's subject elsewhere: "said | between six and nine were lost"."""
    return clause.tag in {"VBD", "VBZ", "VBP"} and not parsed.kids(
        clause.index, "nsubj", "nsubjpass", "expl", "csubj", "mark", "attr"
    )


def cue_branches(parsed: Parsed, clause: Word) -> list[int]:
    """Return verbs that the parse joins to the content though they attribute for the same source."""
    out = []
    for index in parsed.subtree(clause.index):
        word = parsed.words[index]
        if word.tag == "VBG" and word.dep == "advcl" and word.lemma in CUE_LEMMAS | {"cite"}:
            first = parsed.subtree(index)[0]
            if first == index and parsed.words[index - 1].text == "," and parsed.kids(index, "ccomp", "dobj"):
                out.append(index)
            continue
        if word.dep != "conj" or word.head not in {clause.index} or word.lemma not in CUE_LEMMAS:
            continue
        alone = not parsed.kids(index, "nsubj", "nsubjpass", "mark", "aux")
        if alone and word.tag in {"VBD", "VBZ", "VBP"} and parsed.kids(index, "ccomp", "dobj"):
            out.append(index)
            out.extend(
                w.index for w in parsed.kids(clause.index, "cc", "punct") if clause.index < w.index < index
            )
    return out


def split_clauses(parsed: Parsed, clause: Word, words: list[int]) -> list[list[int]]:
    """Cut a content into its co-ordinate clauses where the later ones have subject and verb of their own."""
    joints: list[int] = []
    for word in parsed.kids(clause.index, "conj"):
        if word.index not in words or not is_clause(parsed, word) or word.index < clause.index:
            continue
        if _turns_away(parsed, word):
            return [_without_joint(parsed, [i for i in words if i < parsed.subtree(word.index)[0]])]
        below = parsed.subtree(word.index)
        own = parsed.kids(word.index, "nsubj", "nsubjpass", "expl")
        if own and below[0] > clause.index and own[0].lemma not in RELATIVE_PRONOUNS:
            joints.append(below[0])
    if not joints:
        return [words]
    parts: list[list[int]] = [[]]
    for index in words:
        if index in joints:
            parts.append([])
        parts[-1].append(index)
    return [_without_joint(parsed, part) for part in parts if part]


def _turns_away(parsed: Parsed, word: Word) -> bool:
    """Tell whether a later clause is another source's: "said the quay was open, and divers warned that …"."""
    own = parsed.kids(word.index, "nsubj")
    before = parsed.words[parsed.subtree(word.index)[0] - 1]
    speaks = (
        word.lemma in lexicon.SPEECH
        and word.tag in {"VBD", "VBZ", "VBP"}
        and parsed.kids(word.index, "ccomp")
    )
    marked = any(w.lemma == "that" for w in parsed.kids(word.index, "mark"))
    return bool(own and speaks) and not marked and before.dep in {"cc", "punct"}


RELATIVE_PRONOUNS = frozenset({"who", "which"})


def _without_joint(parsed: Parsed, part: list[int]) -> list[int]:
    while part and (
        parsed.words[part[-1]].dep == "cc" or parsed.words[part[-1]].text in {",", ";", "and", "but"}
    ):
        part = part[:-1]
    return part
