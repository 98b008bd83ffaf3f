"""Verbs of saying, thinking, asking and denying, with a clause or a noun as what is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.cue_counts import is_counted_cue
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.clauses import (
    CUE_LEMMAS,
    clause_after,
    fits_clause,
    further_clauses,
    lacks_subject,
    loose_clause,
)
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import (
    agent_of,
    is_heard_in_court,
    is_imagined,
    is_infinitive,
    is_negated,
    is_passive,
    may_be_asked,
    particles,
    subject_of,
)
from sayso.claims.rules.named_so import is_of_naming, named_that, only_calls
from sayso.claims.rules.objects import CORRECTED, object_cuts
from sayso.claims.rules.splitting import cue_branches, split_clauses
from sayso.claims.words import word_set


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
    if _corrects_himself(parsed, verb):
        return True
    if is_imagined(parsed, verb) and not (verb.lemma == "rule" and is_negated(parsed, verb)):
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


def _corrects_himself(parsed: Parsed, verb: Word) -> bool:
    """Tell "we must correct our statement" and "I have to withdraw my claim", which does so."""
    above = parsed.words[verb.head]
    owed = is_infinitive(parsed, verb) and verb.dep == "xcomp" and above.lemma in {"have", "need", "want"}
    must = any(word.text.lower() in {"must", "should"} for word in parsed.kids(verb.index, "aux"))
    speaker = subject_of(parsed, verb)
    own = speaker is not None and speaker.lemma in {"i", "we"}
    said = any(
        owner.lemma in {"my", "our"}
        for thing in parsed.kids(verb.index, "dobj")
        for owner in parsed.kids(thing.index, "poss")
    )
    return (
        verb.lemma in lexicon.RETRACTING and (owed or must) and own and said and not is_negated(parsed, verb)
    )


def _cuts_of(reading: Reading, verb: Word) -> Iterator[Cut]:
    parsed = reading.parsed
    source, cue = _source_and_cue(parsed, verb)
    lemma = verb.lemma
    if (source is None and not cue) or (source is not None and _is_nobody(parsed, source)):
        return
    if _is_no_cue(parsed, verb) or is_of_naming(parsed, verb) or only_calls(parsed, verb):
        return
    named = named_that(parsed, verb) if source is not None else ()
    if named and source is not None:
        yield Cut(source=source, cue=cue, content=named, kind="verb with an object")
        return
    known = lemma in CUE_LEMMAS or is_heard_in_court(verb, source)
    if known or is_counted_cue(lemma, "clause"):
        clause = clause_after(parsed, verb)
        if clause is not None and source is not None and fits_clause(parsed, verb, clause):
            yield from _clause_cuts(reading, verb, clause, source, cue)
            return
    if source is None:
        return
    loose = loose_clause(parsed, verb, cue)
    if loose:
        yield Cut(source=source, cue=cue, content=tuple(loose), kind="verb before the rest of its clause")
        return
    if lemma in lexicon.ASKING | {"tell", "warn", "instruct", "allow"}:
        wanted = _wanted(parsed, verb)
        if wanted:
            extra = [
                w
                for w in parsed.kids(verb.index, "prep")
                if w.lemma in {"on", "upon", "to"} and w.index == verb.index + 1
            ]
            for content in (wanted, *_wanted_too(parsed, verb)):
                yield Cut(source=source, cue=(*cue, *extra), content=tuple(content), kind="verb of asking")
            return
    yield from object_cuts(reading, verb, source, cue)
    set_right = _set_right(reading, verb)
    if set_right:
        yield Cut(source=source, cue=cue, content=set_right, kind="verb and colon", act="assert")


def _set_right(reading: Reading, verb: Word) -> tuple[int, ...]:
    """Return what a report gives behind a correction's colon: "corrected its figure: | two boats sank"."""
    parsed = reading.parsed
    if verb.lemma not in lexicon.RETRACTING or reading.document.kind in {"statement", "post"}:
        return ()
    behind = range(verb.index + 1, parsed.sentence_of(verb.index).stop)
    colon = next((i for i in behind if parsed.words[i].text == ":"), None)
    said = (thing.lemma in CORRECTED | lexicon.CLAIM_NOUNS for thing in parsed.kids(verb.index, "dobj"))
    if colon is None or not any(said):
        return ()
    words = range(colon + 1, behind.stop)
    own = any(
        parsed.words[i].dep in {"nsubj", "nsubjpass", "expl"} and parsed.words[i].head in words for i in words
    )
    return tuple(words) if own else ()


def _is_nobody(parsed: Parsed, source: Word) -> bool:
    """Tell whether nobody speaks: "nobody said", "no official said"."""
    counted = source.pos in {"NUM", "SYM"} or source.lemma in {"percent", "%"}
    if source.tag in {"NNP", "NNPS"}:  # "No Borders", "None Such Farm"
        return counted
    return (
        counted
        or source.lemma in {"nobody", "none", "nothing"}
        or any(w.lemma in {"no", "neither"} for w in parsed.kids(source.index, "det", "neg"))
    )


def _is_no_cue(parsed: Parsed, verb: Word) -> bool:
    """Leave out conditions of anonymity, "goes without saying", and "what they say is"."""
    before = parsed.words[verb.index - 1] if verb.index else verb
    first = parsed.words[parsed.sentence_of(verb.index).start]  # "What they say is"
    if before.lemma == "without" or (first.lemma == "what" and first.head == verb.index):
        return True
    questioned = verb.lemma in {"ask", "question", "press", "quiz"} and verb.tag == "VBN"
    if questioned and not parsed.kids(verb.index, "aux", "auxpass", "nsubj", "nsubjpass"):
        return True
    deeds = parsed.kids(verb.index, "xcomp", "ccomp")
    if verb.lemma in {"ask", "request", "prefer"} and any(
        w.lemma in {"name", "identify", "quote"} and parsed.kids(w.index, "auxpass") for w in deeds
    ):
        return True
    if verb.lemma == "question" and is_interrogation(parsed, verb):
        return True
    if verb.lemma == "declare" and any(w.lemma in _DECLARED for w in parsed.kids(verb.index, "dobj")):
        return True
    if any(w.tag == "PRP" and w.lemma.endswith("self") for w in parsed.kids(verb.index, "dobj", "nsubj")):
        return True
    clause = [w for w in deeds if w.index > verb.index]
    return (
        bool(clause)
        and parsed.words[parsed.subtree(clause[0].index)[0]].lemma == "what"
        and verb.lemma in {"post", "share", "publish"}
    )


def is_interrogation(parsed: Parsed, verb: Word) -> bool:
    """Tell "questioned the suspect", which claims nothing, from "questioned the figures"."""
    things = parsed.kids(verb.index, "dobj", "nsubjpass")
    return any(w.tag == "PRP" or w.lemma == "suspect" or may_be_asked(w) for w in things)


# What is done by declaring it: "declared a state of emergency" claims nothing.
_DECLARED = word_set("state emergency bankruptcy holiday mourning war curfew")


def _negations(parsed: Parsed, verb: Word) -> tuple[Word, ...]:
    """Return the helpers of a negated thought, which deny what follows: "do not | think"."""
    if verb.lemma not in lexicon.NEGATED_THOUGHT or not is_negated(parsed, verb):
        return ()
    first = min(w.index for w in parsed.kids(verb.index, "aux", "neg", "advmod"))
    return tuple(parsed.words[first : verb.index])


def _source_and_cue(parsed: Parsed, verb: Word) -> tuple[Word | None, tuple[Word, ...]]:
    cue = (*_negations(parsed, verb), verb, *particles(parsed, verb))
    if is_passive(parsed, verb):
        agent = agent_of(parsed, verb)
        if agent is None:
            return None, ()
        by = [w for w in parsed.kids(verb.index, "agent", "prep") if w.lemma == "by"][:1]
        return agent, (*cue, *by) if verb.lemma in {"tell", "inform"} else cue
    return subject_of(parsed, verb), cue


def _clause_cuts(
    reading: Reading, verb: Word, clause: Word, source: Word, cue: tuple[Word, ...]
) -> Iterator[Cut]:
    parsed = reading.parsed
    relays = _hearer(parsed, verb)
    for one in (clause, *further_clauses(parsed, verb, clause)):
        kind: Kind = "verb with a clause"
        if verb.lemma == "ask" and not _asks_for_deed(parsed, one):
            kind = "verb of asking"
        for part in split_clauses(parsed, one, _words_of(parsed, verb, one, cue)):
            yield Cut(source=source, cue=cue, content=tuple(part), kind=kind, relays=relays)


def _words_of(parsed: Parsed, verb: Word, clause: Word, cue: tuple[Word, ...]) -> list[int]:
    skip = frozenset(cue_branches(parsed, clause))
    words = [i for i in parsed.subtree(clause.index, skip) if i > verb.index]
    thats = [w.index for w in parsed.kids(clause.index, "mark") if w.lemma == "that" and w.index > verb.index]
    words = [i for i in words if not thats or i >= thats[0]]
    if lacks_subject(parsed, clause) and not is_infinitive(parsed, clause):
        words = sorted({*range(cue[-1].index + 1, words[0]), *words})
    return words


def _hearer(parsed: Parsed, verb: Word) -> tuple[Word, ...]:
    """Return who passes on what he was told: "a clerk had been told by officers that …"."""
    if verb.lemma not in {"tell", "inform"} or not is_passive(parsed, verb):
        return ()
    return tuple(w for w in parsed.kids(verb.index, "nsubjpass") if w.lemma not in {"i", "we"})


def _asks_for_deed(parsed: Parsed, clause: Word) -> bool:
    return is_infinitive(parsed, clause)


def _wanted_too(parsed: Parsed, verb: Word) -> Iterator[list[int]]:
    """Give what others are asked to do: "urged Tessia to stop, and | the mayor to explain"."""
    for deed in parsed.kids(verb.index, "conj"):
        words = parsed.subtree(deed.index)
        if is_infinitive(parsed, deed) and parsed.kids(deed.index, "nsubj") and words[0] > verb.index:
            yield words


def _end_of_deed(parsed: Parsed, deed: Word) -> int:
    """Return the last word of what is to be done, before "and blamed", which the asker did himself."""
    done = frozenset(w.index for w in parsed.kids(deed.index, "conj") if w.tag in {"VBD", "VBZ"})
    words = [i for i in parsed.subtree(deed.index, done) if parsed.words[i].dep not in {"cc", "punct"}]
    return max(words) if done else parsed.subtree(deed.index)[-1]


def _wanted(parsed: Parsed, verb: Word) -> list[int]:
    """Return the words of what somebody is asked to do: "drivers to stay away"."""
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
    end = _end_of_deed(parsed, deeds[0])
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
