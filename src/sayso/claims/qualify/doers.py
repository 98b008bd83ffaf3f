"""What those named do, and so can be called: who runs a ferry is its operator."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.names import Name, Names
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import agent_of, is_imagined, is_infinitive, is_negated
from sayso.claims.words import word_set

# What somebody does to something, and the nouns for whoever does it.
DOING = {
    "operate": ("operator",),
    "run": ("operator",),
    "own": ("owner",),
    "belong": ("owner",),
    "build": ("builder",),
    "manufacture": ("manufacturer", "maker"),
    "supply": ("supplier",),
    "insure": ("insurer",),
    "publish": ("publisher",),
    "organise": ("organiser",),
    "organize": ("organizer",),
    "found": ("founder",),
    "manage": ("manager",),
    "skipper": ("captain", "skipper"),
    "captain": ("captain", "skipper"),
    "command": ("commander", "captain"),
    "lead": ("leader",),
    "head": ("head", "director", "chief", "leader"),
    "chair": ("chair", "chairman", "chairwoman"),
    "direct": ("director",),
}

PERSONS = word_set("captain skipper commander manager director chairman chairwoman founder")  # no bodies


# Verbs that with "a" before the object often mean another thing: "ran a story", "led a protest"
_OTHERWISE_WITH_A = word_set("run lead head build found own")


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody named who does something to something."""

    use: Name
    to: frozenset[str]  # the nouns of what it is done to, as lemmas: {"ferry"}
    is_body: bool  # by its words, or because "which" stands for it


def find_doers(reading: Reading, names: Names) -> dict[str, list[Doing]]:
    """Return for each noun those who can be called so by what they do, in reading order."""
    found: dict[str, list[Doing]] = {}
    for verb in reading.parsed.words:
        nouns = DOING.get(verb.lemma, ()) if verb.pos == "VERB" else ()
        doing = _doing(reading.parsed, names, verb) if nouns else None
        if doing is not None:
            for noun in nouns:
                found.setdefault(noun, []).append(doing)
    return found


def _doing(parsed: Parsed, names: Names, verb: Word) -> Doing | None:
    unreal = is_negated(parsed, verb) or is_imagined(parsed, verb) or is_infinitive(parsed, verb)
    if unreal or (verb.lemma == "run" and verb.tag == "VBD"):  # "ran the marathon"
        return None
    doer = _doer(parsed, verb)
    use = _use_with(names, doer) if doer is not None else None
    objects = _objects(parsed, verb)
    if use is None or (verb.lemma in _OTHERWISE_WITH_A and any(_is_any(parsed, word) for word in objects)):
        return None
    is_body = use.is_body or any(one.lemma == "which" for one in parsed.kids(verb.index, "nsubj"))
    return Doing(use, frozenset(noun for word in objects for noun in _nouns_of(parsed, word)), is_body)


def _objects(parsed: Parsed, verb: Word) -> list[Word]:
    """Return what something is done to: the object, the passive's subject, what a participle stands with."""
    objects = parsed.kids(verb.index, "dobj", "nsubjpass")
    if verb.dep == "acl":
        objects = [*objects, parsed.words[verb.head]]
    return objects or (parsed.kids(verb.index, "nsubj") if verb.lemma == "belong" else [])


def _is_any(parsed: Parsed, word: Word) -> bool:
    return any(article.lemma in {"a", "an"} for article in parsed.kids(word.index, "det"))


def _nouns_of(parsed: Parsed, word: Word) -> list[str]:
    return [word.lemma, *(one.lemma for one in parsed.kids(word.index, "compound", "appos"))]


def _doer(parsed: Parsed, verb: Word) -> Word | None:
    """Return who does something to something: "X, which runs the ferry", "the ferry, run by X"."""
    if verb.lemma == "belong":
        return next((noun for to in parsed.kids(verb.index, "prep") for noun in _owner(parsed, to)), None)
    agent = agent_of(parsed, verb)
    if agent is not None or not parsed.kids(verb.index, "dobj"):
        return agent
    subject = next(iter(parsed.kids(verb.index, "nsubj")), None)
    if subject is not None and subject.lemma in {"which", "that", "who"} and verb.dep == "relcl":
        return parsed.words[verb.head]
    return subject


def _owner(parsed: Parsed, to: Word) -> list[Word]:
    return parsed.kids(to.index, "pobj") if to.lemma == "to" else []


def _use_with(names: Names, word: Word) -> Name | None:
    """Return the use of a name that a word is part of."""
    near = reversed(names.before(word.end)[-3:])
    return next((use for use in near if use.span.start <= word.start and word.end <= use.span.end), None)
