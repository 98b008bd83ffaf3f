"""Nouns that attribute: "the assertion of the board that …", "His claim that …"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import is_imagined, is_infinitive, is_negated, particles
from sayso.claims.types import Act
from sayso.claims.words import word_set


def cut_nouns(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find nouns of saying with a source and a that-clause, or "announcement of" something done."""
    parsed = reading.parsed
    for index in sentence:
        noun = parsed.words[index]
        if noun.pos != "NOUN" or noun.lemma not in lexicon.CLAIM_NOUNS or index in taken:
            continue
        source, used = _source(parsed, noun)
        content, extra = _content(parsed, noun, used)
        if source is None or not content:
            continue
        taken.add(index)
        act: Act | None = "retract" if _is_given_up(parsed, noun) else None
        yield Cut(source=source, cue=(noun, *extra), content=tuple(content), kind="noun of saying", act=act)


def _is_given_up(parsed: Parsed, noun: Word) -> bool:
    """Tell "dropped its claim that" and "no longer stands by its claim that", which is taken back."""
    if not any(word.lemma in _OWN for word in parsed.kids(noun.index, "poss")):
        return False
    above = parsed.words[noun.head]
    if noun.dep == "dobj":
        back = above.lemma == "walk" and any(word.lemma == "back" for word in particles(parsed, above))
        return (above.lemma in _GIVING_UP or back) and not _is_unreal(parsed, above)
    verb = parsed.words[above.head]
    while verb.dep == "prep" and verb.head != verb.index:  # "backed away | from", parsed as two
        verb = parsed.words[verb.head]
    words = [parsed.words[i].lemma for i in range(verb.index, noun.index)]
    if verb.lemma == "stand" and "by" in words:
        return any(word.lemma == "long" for word in _below(parsed, verb)) or is_negated(parsed, verb)
    backs = verb.lemma in {"back", "row"} and bool({"away", "from", "on", "back"} & set(words[1:]))
    return (backs or (verb.lemma == "distance" and "from" in words)) and not _is_unreal(parsed, verb)


def _below(parsed: Parsed, verb: Word) -> list[Word]:
    return [parsed.words[i] for i in parsed.subtree(verb.index) if i < verb.index]


def _is_unreal(parsed: Parsed, verb: Word) -> bool:
    return is_negated(parsed, verb) or is_imagined(parsed, verb) or is_infinitive(parsed, verb)


_GIVING_UP = word_set("drop abandon renounce disavow")
_OWN = word_set("its his her their our my")


def _source(parsed: Parsed, noun: Word) -> tuple[Word | None, int | None]:
    for owner in parsed.kids(noun.index, "poss"):
        return owner, None
    for prep in parsed.kids(noun.index, "prep"):
        if prep.lemma in {"of", "by", "from"} and (prep.lemma != "of" or _that_clause(parsed, noun)):
            for owner in parsed.kids(prep.index, "pobj"):
                if owner.pos in {"PROPN", "NOUN", "PRON"}:
                    return owner, prep.index
    head = parsed.words[noun.head]
    if noun.dep == "dobj" and head.lemma in {"make", "issue", "release", "repeat", "publish"}:
        for subject in parsed.kids(head.index, "nsubj"):
            return subject, None
    return None, None


def _that_clause(parsed: Parsed, noun: Word) -> list[int]:
    clauses = parsed.kids(noun.index, "acl", "ccomp", "relcl", "appos")
    for prep in parsed.kids(noun.index, "prep"):
        for owner in parsed.kids(prep.index, "pobj"):
            clauses += parsed.kids(owner.index, "acl", "ccomp", "relcl")
    clauses += _behind_a_comma(parsed, noun)
    for clause in clauses:
        marks = [
            w for w in parsed.kids(clause.index, "mark", "nsubj", "dobj", "nsubjpass") if w.lemma == "that"
        ]
        words = parsed.subtree(clause.index)
        if marks and marks[0].dep == "mark":
            return [i for i in words if i >= marks[0].index]
        if is_infinitive(parsed, clause):
            return words
    return []


def _behind_a_comma(parsed: Parsed, noun: Word) -> list[Word]:
    """Return the clause of "reject the claim of the promoter, Quay Live, | that …", parsed as the verb's."""
    if noun.dep != "dobj":
        return []
    clauses = [w for w in parsed.kids(noun.head, "ccomp") if w.index > noun.index]
    marks = [(clause, mark) for clause in clauses for mark in parsed.kids(clause.index, "mark")]
    return [clause for clause, mark in marks if parsed.words[mark.index - 1].text == ","]


def _content(parsed: Parsed, noun: Word, used: int | None) -> tuple[list[int], tuple[Word, ...]]:
    clause = _that_clause(parsed, noun)
    if clause:
        return clause, ()
    for prep in parsed.kids(noun.index, "prep"):
        if (
            prep.lemma == "of"
            and prep.index != used
            and noun.lemma in {"announcement", "report", "claim", "allegation", "accusation", "admission"}
        ):
            return [i for i in parsed.subtree(prep.index) if i != prep.index], (prep,)
    return [], ()
