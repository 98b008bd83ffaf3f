"""What somebody calls something, where the parse makes a clause of it: "calls that a tale and shows …"."""

from __future__ import annotations

from sayso.claims.parsing import Parsed, Word
from sayso.claims.words import word_set

NAMING = word_set("call brand label dub term")
# What is called without being called anything: nobody claims what he convenes, fetches or ends.
CONVENED = word_set(
    """
    meeting election poll vote referendum ballot strike walkout stoppage protest rally demonstration march
    vigil session assembly summit conference congress hearing inquiry inquest talk debate halt truce ceasefire
    stop break recess boycott curfew alert alarm police ambulance doctor medic firefighter brigade service
    helpline hotline taxi cab number plumber vet witness match game bluff roll
    """
)
_AWAY = frozenset({"off", "in", "up", "back", "over", "round", "around"})  # "called the search off"
_NAMES_IT = ("oprd", "xcomp", "ccomp", "acomp", "attr")


def named_that(parsed: Parsed, verb: Word) -> tuple[int, ...]:
    """Return "that a fairy tale" after "calls", where the parse makes a clause of it and what follows.

    Likewise "the vote stolen" and "the rally on Sunday a disgrace", where it makes one thing of it.
    """
    if verb.lemma not in NAMING:
        return ()
    for thing in parsed.kids(verb.index, "dobj"):
        if thing.lemma in CONVENED and (judged := _judged(parsed, thing)):
            return judged
    for clause in parsed.kids(verb.index, "ccomp"):
        marks = [w for w in parsed.kids(clause.index, "mark") if w.index == verb.index + 1]
        subjects = parsed.kids(clause.index, "nsubj") if marks else []
        for subject in subjects:
            if any(w.index == verb.index + 2 for w in parsed.kids(subject.index, "det")):
                return (*range(verb.index + 1, subject.index + 1),)
    return ()


def is_of_naming(parsed: Parsed, verb: Word) -> bool:
    """Tell the "shows" of "calls that a tale and shows …", whose subject is no speaker."""
    return verb.dep == "ccomp" and bool(named_that(parsed, parsed.words[verb.head]))


def only_calls(parsed: Parsed, verb: Word) -> bool:
    """Tell "called a meeting", "who called it" and "called it off" from "called it a lie"."""
    if verb.lemma != "call":
        return False
    away = [w for w in parsed.kids(verb.index, "prt") if w.lemma in _AWAY]
    if away:
        return not _is_called_over(parsed, verb, away[0])
    things, names = parsed.kids(verb.index, "dobj", "nsubjpass"), parsed.kids(verb.index, *_NAMES_IT)
    if not things:
        things, names = names[:1], names[1:]  # as the parse has it in "who called the walkout, was there"
    if not things or names or _is_named_behind(parsed, verb, things[-1]) or _judged(parsed, things[-1]):
        return False
    thing = things[-1]
    if thing.tag in {"WDT", "WP", "IN"} and verb.dep == "relcl":
        thing = parsed.words[verb.head]
    bare = thing.pos == "PRON" and not parsed.kids(thing.index)
    return bare or (thing.lemma in CONVENED and thing.pos in {"NOUN", "PROPN"})  # no "called on her to stop"


_ENDING = word_set("truce ceasefire halt strike walkout stoppage boycott curfew war dispute")


def _is_called_over(parsed: Parsed, verb: Word, away: Word) -> bool:
    """Tell "called the truce over" from "called the doctor over" and "called off the truce"."""
    things = parsed.kids(verb.index, "dobj")
    return away.lemma == "over" and any(w.lemma in _ENDING and w.index < away.index for w in things)


_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_JUDGING = frozenset({"appos", "npadvmod", "oprd", "attr", "acomp"})


def _judged(parsed: Parsed, thing: Word) -> tuple[int, ...]:
    """Return "the vote stolen" and "the rally on Sunday a disgrace", which the parse makes one thing."""
    if not any(w.lemma in _DEFINITE or w.tag == "PRP$" for w in parsed.kids(thing.index, "det", "poss")):
        return ()
    first = parsed.subtree(thing.index)[0]
    for deed in parsed.kids(thing.index, "acl"):  # "the vote stolen", not "the strike planned for Monday"
        if deed.tag == "VBN" and not parsed.kids(deed.index, "prep", "npadvmod", "xcomp"):
            return tuple(range(first, parsed.subtree(deed.index)[-1] + 1))
    words = parsed.words[thing.index + 1 : parsed.sentence_of(thing.index).stop]
    aside = bool(words) and words[0].text == ","  # "the meeting, held on Monday, a farce"
    for place, word in enumerate(words):
        if word.text == ";" or (word.dep == "cc" and word.head < thing.index):
            return ()
        if word.lemma in {"a", "an"} and place and parsed.words[word.head].dep in _JUDGING:
            behind_comma = words[place - 1].text == ","
            whole = tuple(range(first, parsed.subtree(word.head)[-1] + 1))
            return whole if behind_comma == aside and (not aside or place > 1) else ()
    return ()


def _is_named_behind(parsed: Parsed, verb: Word, thing: Word) -> bool:
    """Tell whether words between marks or after "as" follow, which may be what it is called."""
    if any(w.lemma == "as" for w in parsed.kids(verb.index, "prep")):
        return True
    last = max(verb.index, parsed.subtree(thing.index)[-1])
    after = parsed.words[last + 1 : min(last + 2, parsed.sentence_of(verb.index).stop)]
    return any(w.text in {'"', "'"} for w in after)
