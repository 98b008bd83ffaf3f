"""Verbs of saying, thinking, asking and denying, with a clause or a noun as what is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.cue_counts import is_counted_cue
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import (
    agent_of,
    is_clause,
    is_imagined,
    is_infinitive,
    is_passive,
    particles,
    subject_of,
)
from sayso.claims.rules.phrases import source_span
from sayso.claims.words import word_set

EMPTY_OBJECTS = word_set(
    """
    it that this so nothing something anything much little more word thing what which
    """
)
CUE_LEMMAS = lexicon.SPEECH | lexicon.THOUGHT | lexicon.ASKING | lexicon.OBJECT_CUES


def cut_verbs(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find the attributions of a sentence that hang on an active verb or a passive with its agent.

    Args:
        taken: verbs that another rule has used; those used here are added.
    """
    parsed = reading.parsed
    for index in sentence:
        verb = parsed.words[index]
        if index in taken or verb.pos not in {"VERB"} or not _may_attribute(parsed, verb):
            continue
        cuts = list(_cuts_of(reading, verb))
        if cuts:
            taken.add(index)
        yield from cuts


def _may_attribute(parsed: Parsed, verb: Word) -> bool:
    if is_imagined(parsed, verb):
        return False
    if is_infinitive(parsed, verb):
        head = parsed.words[verb.head]
        return verb.dep == "xcomp" and head.lemma in {
            "go",
            "continue",
            "appear",
            "seem",
            "come",
            "rush",
            "begin",
        }
    return True


def _cuts_of(reading: Reading, verb: Word) -> Iterator[Cut]:
    parsed = reading.parsed
    source, cue = _source_and_cue(parsed, verb)
    lemma = verb.lemma
    if (source is None and not cue) or (source is not None and _is_nobody(parsed, source)):
        return
    if _is_no_cue(parsed, verb):
        return
    known = lemma in CUE_LEMMAS
    if known or is_counted_cue(lemma, "clause"):
        clause = _clause_after(parsed, verb)
        if clause is not None and source is not None and _fits_clause(parsed, verb, clause):
            yield from _clause_cuts(reading, verb, clause, source, cue)
            return
    if source is None:
        return
    loose = _loose_clause(parsed, verb, cue)
    if loose:
        yield Cut(source=source, cue=cue, content=tuple(loose), rule="verb before the rest of its clause")
        return
    if lemma in lexicon.ASKING | {"tell", "warn", "instruct", "allow"}:
        wanted = _wanted(parsed, verb)
        if wanted:
            extra = [
                w
                for w in parsed.kids(verb.index, "prep")
                if w.lemma in {"on", "upon", "to"} and w.index == verb.index + 1
            ]
            yield Cut(source=source, cue=(*cue, *extra), content=tuple(wanted), rule="verb of asking")
            return
    yield from _object_cuts(reading, verb, source, cue)


def _is_nobody(parsed: Parsed, source: Word) -> bool:
    """Tell whether nobody speaks: "nobody said", "no official said"."""
    counted = source.pos in {"NUM", "SYM"} or source.lemma in {"percent", "%"}
    return (
        counted
        or source.lemma in {"nobody", "none", "nothing"}
        or any(w.lemma in {"no", "neither"} for w in parsed.kids(source.index, "det", "neg"))
    )


def _is_no_cue(parsed: Parsed, verb: Word) -> bool:
    """Leave out conditions of anonymity, "goes without saying", and "what they say is"."""
    before = parsed.words[verb.index - 1] if verb.index else verb
    if before.lemma == "without":
        return True
    questioned = verb.lemma in {"ask", "question", "press", "quiz"} and verb.tag == "VBN"
    if questioned and not parsed.kids(verb.index, "aux", "auxpass", "nsubj", "nsubjpass"):
        return True
    deeds = parsed.kids(verb.index, "xcomp", "ccomp")
    if verb.lemma in {"ask", "request", "prefer"} and any(
        w.lemma in {"name", "identify", "quote"} and parsed.kids(w.index, "auxpass") for w in deeds
    ):
        return True
    if any(w.tag == "PRP" and w.lemma.endswith("self") for w in parsed.kids(verb.index, "dobj", "nsubj")):
        return True
    clause = [w for w in deeds if w.index > verb.index]
    return (
        bool(clause)
        and parsed.words[parsed.subtree(clause[0].index)[0]].lemma == "what"
        and verb.lemma in {"post", "share", "publish"}
    )


CORRECTED = word_set("figure number statement report post claim toll count announcement error mistake")
HEARD = word_set(
    "suspect man woman helmsman driver pilot captain people men women person owner boy girl student"
)
SAYING = word_set("say insist claim warn add think believe allege admit report announce tell deny")


def _loose_clause(parsed: Parsed, verb: Word, cue: tuple[Word, ...]) -> list[int]:
    """Return what follows a verb of saying where the parse sees no clause: "Police say | nobody inside".

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
            for i in range(start, min(end, start + 3))
            if parsed.words[i].lemma == "that" and parsed.words[i].pos == "SCONJ"
        ),
        None,
    )
    if that is not None and end - that > 2:
        return list(range(that, end))
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
    """Tell whether what follows is the speaker himself: "says the interior ministry"."""
    return any(w.dep == "nsubj" and w.head < start for w in parsed.words[start:end])


def _source_and_cue(parsed: Parsed, verb: Word) -> tuple[Word | None, tuple[Word, ...]]:
    cue = (verb, *particles(parsed, verb))
    if is_passive(parsed, verb):
        agent = agent_of(parsed, verb)
        if agent is None:
            return None, ()
        by = [w for w in parsed.kids(verb.index, "agent", "prep") if w.lemma == "by"][:1]
        return agent, (*cue, *by) if verb.lemma in {"tell", "inform"} else cue
    return subject_of(parsed, verb), cue


def _clause_after(parsed: Parsed, verb: Word) -> Word | None:
    """Return the head of the clause that follows a verb as its complement."""
    for word in parsed.kids(verb.index, "ccomp"):
        if word.index > verb.index:
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


def _fits_clause(parsed: Parsed, verb: Word, clause: Word) -> bool:
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


def _clause_cuts(
    reading: Reading, verb: Word, clause: Word, source: Word, cue: tuple[Word, ...]
) -> Iterator[Cut]:
    parsed = reading.parsed
    skip = frozenset(_cue_branches(parsed, clause))
    words = [i for i in parsed.subtree(clause.index, skip) if i > verb.index]
    if _lacks_subject(parsed, clause) and not is_infinitive(parsed, clause):
        words = sorted({*range(cue[-1].index + 1, words[0]), *words})
    for part in split_clauses(parsed, clause, words):
        rule = "verb with a clause"
        if verb.lemma == "ask" and not _asks_for_deed(parsed, clause):
            rule = "verb of asking"
        yield Cut(source=source, cue=cue, content=tuple(part), rule=rule, relays=_hearer(parsed, verb))


def _hearer(parsed: Parsed, verb: Word) -> tuple[Word, ...]:
    """Return who passes on what he was told: "a clerk had been told by officers that …"."""
    if verb.lemma not in {"tell", "inform"} or not is_passive(parsed, verb):
        return ()
    return tuple(w for w in parsed.kids(verb.index, "nsubjpass") if w.lemma not in {"i", "we"})


def _lacks_subject(parsed: Parsed, clause: Word) -> bool:
    """Tell whether the parse hung the clause's subject elsewhere: "said | between 12 and 15 were lost"."""
    return clause.tag in {"VBD", "VBZ", "VBP"} and not parsed.kids(
        clause.index, "nsubj", "nsubjpass", "expl", "csubj", "mark", "attr"
    )


def _asks_for_deed(parsed: Parsed, clause: Word) -> bool:
    return is_infinitive(parsed, clause)


def _cue_branches(parsed: Parsed, clause: Word) -> list[int]:
    """Return verbs that the parse joins to the content though they attribute for the same source."""
    out = []
    for index in parsed.subtree(clause.index):
        word = parsed.words[index]
        if word.tag == "VBG" and word.dep == "advcl" and word.lemma in CUE_LEMMAS:
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


def _wanted(parsed: Parsed, verb: Word) -> list[int]:
    """Return the words of what somebody is asked to do: "citizens not to share them"."""
    deeds = [
        w
        for w in parsed.kids(verb.index, "xcomp", "ccomp", "advcl")
        if w.index > verb.index and is_infinitive(parsed, w)
    ]
    if not deeds:
        for prep in parsed.kids(verb.index, "prep"):
            for noun in parsed.kids(prep.index, "pobj"):
                deeds += [w for w in parsed.kids(noun.index, "acl", "relcl") if is_infinitive(parsed, w)]
        for noun in parsed.kids(verb.index, "dobj"):
            deeds += [w for w in parsed.kids(noun.index, "acl", "relcl") if is_infinitive(parsed, w)]
    if not deeds:
        return []
    end = parsed.subtree(deeds[0].index)[-1]
    start = verb.index + 1
    if verb.lemma in {"tell", "warn", "instruct"} and deeds[0].dep == "xcomp":
        start = parsed.subtree(deeds[0].index)[0]
        if not parsed.kids(deeds[0].index, "nsubj"):
            return list(range(start, end + 1))
        start = min(w.index for w in parsed.kids(deeds[0].index, "aux", "neg", "advmod") or [deeds[0]])
        return list(range(start, end + 1))
    first = parsed.words[start]
    if first.lemma in {"on", "to", "upon", "for"} and first.dep == "prep":
        start += 1
    return list(range(start, end + 1))


def _object_cuts(reading: Reading, verb: Word, source: Word, cue: tuple[Word, ...]) -> Iterator[Cut]:
    parsed = reading.parsed
    lemma = verb.lemma
    relative = _relative_content(reading, verb)
    denied = lemma in lexicon.DENYING and parsed.words[verb.head].lemma in lexicon.CLAIM_NOUNS
    if relative and (lemma in RELATIVE_CUES or denied):
        yield Cut(source=source, cue=cue, content=tuple(relative), rule="verb of a relative clause")
        return
    if lemma in lexicon.COUNTING and is_passive(parsed, verb):
        content = _passive_content(parsed, verb)
        ways = [
            w
            for w in parsed.kids(verb.index, "prep")
            if w.lemma in {"as", "at"} and w.index == verb.index + 1
        ]
        if content and ways:
            inside = tuple(i for i in content if i not in {w.index for w in ways})
            yield Cut(source=source, cue=(*cue, *ways), content=inside, rule="passive of counting")
        return
    if lemma in lexicon.COUNTING:
        content = _count_content(parsed, verb)
        if content and (lemma in {"put", "place"} or _may_speak(source)):
            yield Cut(source=source, cue=cue, content=tuple(content), rule="verb of counting")
        return
    fixed = FIXED_PREPOSITIONS.get(lemma)
    if fixed:
        for prep in parsed.kids(verb.index, "prep"):
            if prep.lemma in fixed and parsed.kids(prep.index, "pobj", "pcomp"):
                words = [i for i in parsed.subtree(prep.index) if i != prep.index]
                yield Cut(
                    source=source, cue=(*cue, prep), content=tuple(words), rule="verb with a preposition"
                )
                return
    if lemma not in lexicon.OBJECT_CUES and not (
        particles(parsed, verb) and (lemma, particles(parsed, verb)[0].lemma) in PHRASAL
    ):
        return
    if lemma == "correct" and not any(w.lemma in CORRECTED for w in parsed.kids(verb.index, "dobj")):
        return
    content = _passive_content(parsed, verb) if is_passive(parsed, verb) else _object_content(parsed, verb)
    if content:
        yield Cut(source=source, cue=cue, content=tuple(content), rule="verb with an object")


PHRASAL = frozenset({("take", "back"), ("rule", "out"), ("point", "out"), ("give", "out"), ("play", "down")})
FIXED_PREPOSITIONS: dict[str, frozenset[str]] = {
    "admit": frozenset({"to"}),
    "confess": frozenset({"to"}),
    "speak": frozenset({"of"}),
    "refer": frozenset({"to"}),
    "warn": frozenset({"of", "against"}),
    "complain": frozenset({"of", "about"}),
    "boast": frozenset({"of", "about"}),
    "hint": frozenset({"at"}),
    "object": frozenset({"to"}),
    "insist": frozenset({"on"}),
    "call": frozenset({"for"}),
}
RELATIVE_CUES = word_set(
    """
    describe announce report give claim allege mention predict estimate publish state declare call
    cite quote
    """
)


def _may_speak(source: Word) -> bool:
    return (
        source.pos == "PROPN"
        or source.lemma in lexicon.SOURCE_NOUNS
        or source.lemma in {"he", "she", "they", "we", "i", "it", "who"}
    )


def _relative_content(reading: Reading, verb: Word) -> list[int]:
    """Return what a relative clause or participle hangs on: "the 40 | announced by the ministry"."""
    parsed = reading.parsed
    if verb.dep not in {"relcl", "acl"} or (
        parsed.kids(verb.index, "dobj") and not _relative_object(parsed, verb)
    ):
        return []
    head = parsed.words[verb.head]
    if head.pos not in {"NOUN", "PROPN", "NUM", "PRON"} or parsed.kids(verb.index, "ccomp"):
        return []
    if verb.dep == "acl" and verb.tag != "VBN":
        return []
    if any(w.lemma in {"who"} for w in parsed.kids(verb.index, "nsubj")):
        return []
    governor = parsed.words[parsed.words[head.head].head]
    figure = head.pos == "NUM" or governor.lemma in {"figure", "number", "toll", "total", "estimate"}
    if figure and parsed.words[head.head].lemma == "of" and governor.pos == "NOUN":
        head = governor
    span = source_span(reading, head, verb)
    first = [w.index for w in parsed.words_in(span) if w.index < verb.index]
    after = [
        i
        for w in parsed.kids(verb.index, "oprd", "prep")
        if w.lemma in {"as", "be"} or w.dep == "oprd"
        for i in parsed.subtree(w.index)
    ]
    return first + after


def _relative_object(parsed: Parsed, verb: Word) -> bool:
    return any(w.lemma in {"whom", "which", "that", "what"} for w in parsed.kids(verb.index, "dobj"))


def _count_content(parsed: Parsed, verb: Word) -> list[int]:
    """Return "the losses at 12", "12, most of them boats" after a verb of counting."""
    sentence = parsed.sentence_of(verb.index)
    if verb.lemma in {"put", "place", "give", "set", "measure"}:
        at = _at_number(parsed, verb, sentence)
        if at is not None:
            return list(range(verb.index + 1, at + 1))
        if verb.lemma != "measure":
            return []
    objects = [w for w in parsed.kids(verb.index, "dobj", "attr", "oprd", "ccomp") if w.index > verb.index]
    if not objects or not any(parsed.words[i].pos == "NUM" for i in parsed.subtree(objects[0].index)):
        return []
    end = parsed.subtree(objects[0].index)[-1]
    return list(range(verb.index + 1, _with_subset(parsed, end, sentence) + 1))


def _at_number(parsed: Parsed, verb: Word, sentence: range) -> int | None:
    """Return the last word of "at 12", "at no less than 52 percent" after a verb."""
    for index in range(verb.index + 1, min(sentence.stop, verb.index + 14)):
        if parsed.words[index].lemma != "at" or parsed.words[index].pos != "ADP":
            continue
        for number in range(index + 1, min(sentence.stop, index + 6)):
            if parsed.words[number].pos == "NUM":
                objects = parsed.kids(index, "pobj")
                end = max([number, *(i for w in objects for i in parsed.subtree(w.index))])
                return _with_depth(parsed, end, sentence)
    return None


def _with_depth(parsed: Parsed, end: int, sentence: range) -> int:
    """Take in ", with a depth of between 8 and 11 kilometres"."""
    if (
        end + 2 < sentence.stop
        and parsed.words[end + 1].text == ","
        and parsed.words[end + 2].lemma == "with"
    ):
        return parsed.subtree(end + 2)[-1]
    return end


def _with_subset(parsed: Parsed, end: int, sentence: range) -> int:
    """Take in ", most of them boats" after a number."""
    at = end + 1
    if at + 2 < sentence.stop and parsed.words[at].text == "," and parsed.words[at + 2].lemma == "of":
        stop = at + 1
        while stop < sentence.stop and parsed.words[stop].dep != "punct":
            stop += 1
        return stop - 1
    return end


def _passive_content(parsed: Parsed, verb: Word) -> list[int]:
    """Return the subject of a passive, with "as …" or "at …"."""
    subjects = parsed.kids(verb.index, "nsubjpass")
    if not subjects or subjects[0].lemma in RELATIVE_PRONOUNS | {"that"}:
        return []
    rest = [w for w in parsed.kids(verb.index, "prep", "oprd") if w.dep == "oprd" or w.lemma in {"as", "at"}]
    return [*parsed.subtree(subjects[0].index), *(i for w in rest for i in parsed.subtree(w.index))]


def _says_what(parsed: Parsed, prep: Word) -> bool:
    """Tell whether a phrase belongs to what is claimed, not to when and where it was said."""
    if prep.lemma in {"as", "of", "over"}:
        return True
    if prep.lemma not in {"at", "in", "for", "from", "with", "on"}:
        return False
    nouns = parsed.kids(prep.index, "pobj")
    return bool(nouns) and nouns[0].entity not in {"DATE", "TIME", "GPE"} and nouns[0].lemma not in OCCASIONS


OCCASIONS = word_set(
    """
    statement interview tweet post speech conference briefing letter report message email news telegram x
    twitter facebook television radio court hearing meeting testimony comment reporter interviewer video
    """
)


def _object_content(parsed: Parsed, verb: Word) -> list[int]:
    objects = [w for w in parsed.kids(verb.index, "dobj", "ccomp", "xcomp", "pcomp") if w.index > verb.index]
    if not objects:
        return []
    words = [i for i in parsed.subtree(objects[0].index) if i > verb.index]
    objects_text = parsed.words[objects[0].index]
    for other in parsed.kids(verb.index, "oprd", "xcomp", "prep"):
        if other.index > objects[0].index and (other.dep in {"oprd", "xcomp"} or _says_what(parsed, other)):
            words += parsed.subtree(other.index)
    if objects_text.lemma in EMPTY_OBJECTS and len(words) == 1:
        return [] if objects_text.lemma not in {"it", "this", "that"} else words
    return list(range(min(words), max(words) + 1))
