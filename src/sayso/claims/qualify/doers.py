"""What those named do, and so can be called: who runs a ferry is its operator."""

from __future__ import annotations

from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.names import Names
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import agent_of
from sayso.claims.words import word_set

# What somebody does to something, and the nouns for whoever does it.
DOING = {
    "operate": ("operator",),
    "run": ("operator",),
    "own": ("owner",),
    "belong": ("owner",),
    "build": ("builder",),
    "manufacture": ("manufacturer", "maker"),
    "make": ("manufacturer", "maker"),
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
    "lead": ("leader", "commander", "head"),
    "head": ("head", "director", "chief", "leader"),
    "chair": ("chair", "chairman", "chairwoman"),
    "direct": ("director",),
}

PERSONS = word_set("captain skipper commander manager director chairman chairwoman founder")  # no bodies


def find_doers(reading: Reading, names: Names) -> dict[str, list[tuple[int, str]]]:
    """Return for each noun who can be called so by what he does: (where, name), in reading order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for verb in reading.parsed.words:
        nouns = DOING.get(verb.lemma) if verb.pos == "VERB" else None
        doer = _doer(reading.parsed, verb) if nouns else None
        use = _use_with(names, doer) if doer else None
        if nouns and use:
            for noun in nouns:
                found.setdefault(noun, []).append(use)
    return found


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


def _use_with(names: Names, word: Word) -> tuple[int, str] | None:
    """Return where the name begins that a word is part of, and the name."""
    for use in reversed(names.before(word.end)[-3:]):
        if use.span.start <= word.start and word.end <= use.span.end:
            return use.span.start, use.text
    return None
