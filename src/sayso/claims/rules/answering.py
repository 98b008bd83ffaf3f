"""Where whoever cites a body answers it in the same sentence: "says it hired no guards, and yet sixty came".

In speech and in statements such a clause is the speaker's own. That a body should so
speak against itself is rare; so it is never given to that body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.claims.attribution import Attribution
from sayso.claims.lexicon import FIRST_PERSON
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.values import TextSpan

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
# "and yet", "yet", "and still", "but in fact": what begins an answer. "But" alone may be the body's own.
_ANSWER = re.compile(
    r"(?:(?:and|but) )?yet\b|(?:and|but) (?:still|nevertheless|nonetheless|in (?:fact|truth|reality))\b",
    re.IGNORECASE,
)
_OF_THE_CITING = re.compile(rf"[,;]? (?:{_ANSWER.pattern}|but\b) ", re.IGNORECASE)
_BACK = frozenset({"have", "will", "can", "may", "shall"})  # as "had", "would", "could", "might", "should"


def answers_back(parsed: Parsed, clause: Word, later: Word) -> bool:
    """Tell whether a later clause of what is cited answers it, in the words of who cites it.

    Not "said it had worked, and yet it had failed", whose past is shifted back as all that he said is.
    """
    if not parsed.kids(later.index, *_SUBJECTS) or _is_shifted_back(parsed, clause, later):
        return False
    if clause.dep == "ccomp" and speaks_of_us(parsed, parsed.words[clause.head]):
        return False
    if any(mark.lemma == "that" for mark in parsed.kids(later.index, "mark")):
        return False
    joint = _from_joint(parsed, later)
    return bool(_ANSWER.match(joint)) or (joint.lower().startswith("but ") and speaks_of_us(parsed, later))


def answer_to(reading: Reading, piece: TextSpan, cited: Iterable[Attribution]) -> TextSpan | None:
    """Return the clause with which the author of a statement or post answers what he cites right before it.

    None where it may be theirs whom he cites: "said it worked, but nobody used it".
    """
    joint = _OF_THE_CITING.match(reading.text, piece.start, piece.end)
    cue = next((a.cue[0] for a in cited if a.cue and a.content[-1].end == piece.start), None)
    if joint is None or cue is None:
        return None
    words = reading.parsed.words_in(TextSpan(joint.end(), piece.end))
    inside = {word.index for word in words}
    verbs = [reading.parsed.words[w.head] for w in words if w.dep in _SUBJECTS and w.head in inside]
    alone = joint.group().strip(",; ").lower() == "but"  # "says it is open, but it has no lights": its own?
    if not verbs or (alone and _of_the_cited(reading.parsed, verbs[0])):
        return None
    past = any(word.tag == "VBD" for word in reading.parsed.words_in(cue))
    own = not past or speaks_of_us(reading.parsed, verbs[0]) or _is_of_today(reading.parsed, verbs[0])
    return TextSpan(joint.end(), piece.end) if own else None


def own_behind_semicolon(reading: Reading, piece: TextSpan) -> TextSpan | None:
    """Return what the author says of himself behind a semicolon: "…; we have no figures of our own"."""
    mark = _SEMICOLON.match(reading.text, piece.start, piece.end)
    words = reading.parsed.words_in(TextSpan(mark.end(), piece.end)) if mark else []
    inside = {word.index for word in words}
    subjects = [w for w in words[:_MOST_BEFORE_SUBJECT] if w.dep in _SUBJECTS and w.head in inside]
    own = any(speaks_of_us(reading.parsed, reading.parsed.words[w.head]) for w in subjects)
    return TextSpan(mark.end(), piece.end) if mark and own else None


_SEMICOLON = re.compile(r"\s*;\s+(?:(?:and|but|yet) )?")
_MOST_BEFORE_SUBJECT = 8  # words


def _of_the_cited(parsed: Parsed, verb: Word) -> bool:
    """Tell whether the subject of a clause may stand for who is cited: "it", "they"."""
    return any(w.lemma in {"he", "she", "it", "they"} for w in parsed.kids(verb.index, *_SUBJECTS))


def _is_of_today(parsed: Parsed, verb: Word) -> bool:
    """Tell "has failed" and "stand" from "failed"."""
    helpers = parsed.kids(verb.index, "aux", "auxpass")
    return any(w.tag in {"VBZ", "VBP"} for w in (verb, *helpers))


def speaks_of_us(parsed: Parsed, clause: Word) -> bool:
    """Tell whether the subject of a clause is of the first person: "we", "forty of our nurses"."""
    subjects = parsed.kids(clause.index, *_SUBJECTS)
    words = (parsed.words[i] for subject in subjects for i in parsed.subtree(subject.index))
    return any(w.text.lower() in FIRST_PERSON and w.text != "US" for w in words)


def _from_joint(parsed: Parsed, later: Word) -> str:
    """Return the words of a clause with what joins it: "and yet sixty men …"."""
    start = parsed.subtree(later.index)[0]
    while start and parsed.words[start - 1].text.lower() in {"and", "but", "yet"}:
        start -= 1
    return " ".join(w.text for w in parsed.words[start : later.index + 1])


def _is_shifted_back(parsed: Parsed, clause: Word, later: Word) -> bool:
    """Tell "had failed" and "would fail" behind "said" from "failed", "has failed" and what "says" cites."""
    cue = parsed.words[clause.head]
    helpers = parsed.kids(later.index, "aux")
    past = any(w.lemma in _BACK and w.text.lower() in _SHIFTED for w in helpers)
    return clause.dep == "ccomp" and cue.tag in {"VBD", "VBN"} and past


_SHIFTED = frozenset({"had", "would", "could", "might", "should"})
