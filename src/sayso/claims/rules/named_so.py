"""What somebody calls something, where the parse makes a clause of it: "calls that a tale and shows …"."""

from __future__ import annotations

from sayso.claims.parsing import Parsed, Word
from sayso.claims.words import word_set

NAMING = word_set("call brand label dub term")


def named_that(parsed: Parsed, verb: Word) -> tuple[int, ...]:
    """Return "that a fairy tale" after "calls", where the parse makes a clause of it and what follows."""
    if verb.lemma not in NAMING:
        return ()
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
