"""Belief without a verb of thinking: "has no doubt that …", "is convinced that …", "No view on …"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import is_imagined, subject_of
from sayso.claims.words import word_set

BELIEVING = word_set(
    "sure certain confident convinced adamant positive afraid sceptical skeptical aware persuaded hopeful"
)
SILENT_NOUNS = word_set("comment view opinion statement answer response reply")


def cut_beliefs(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find states of belief with a clause, and "no comment on" at the head of a sentence."""
    parsed = reading.parsed
    for index in sentence:
        word = parsed.words[index]
        if index in taken:
            continue
        cut = _no_doubt(parsed, word) or _believing(parsed, word) or _no_comment(parsed, sentence, word)
        if cut is not None:
            taken.update(w.index for w in cut.cue)
            yield cut


def _no_doubt(parsed: Parsed, noun: Word) -> Cut | None:
    verb = parsed.words[noun.head]
    without = any(w.lemma == "no" for w in parsed.kids(noun.index, "det", "neg"))
    if (
        noun.lemma not in {"doubt", "illusion"}
        or not without
        or noun.dep != "dobj"
        or verb.lemma not in {"have", "leave"}
    ):
        return None
    clause = _clause(parsed, noun) or _clause(parsed, verb)
    subject = subject_of(parsed, verb)
    if clause is None or subject is None:
        return None
    content = [i for i in parsed.subtree(clause.index) if i > noun.index]
    return Cut(
        source=subject,
        cue=tuple(parsed.words[verb.index : noun.index + 1]),
        content=tuple(content),
        kind="no doubt",
    )


def _clause(parsed: Parsed, word: Word) -> Word | None:
    clauses = [w for w in parsed.kids(word.index, "ccomp", "acl", "relcl", "advcl") if w.index > word.index]
    finite = [w for w in clauses if parsed.kids(w.index, "nsubj", "nsubjpass", "mark", "expl")]
    return finite[0] if finite else None


def _believing(parsed: Parsed, adjective: Word) -> Cut | None:
    passive = adjective.tag == "VBN" and bool(parsed.kids(adjective.index, "auxpass"))
    verb = adjective if passive else parsed.words[adjective.head]
    if (
        adjective.text.lower() not in BELIEVING
        or not (passive or adjective.dep in {"acomp", "ROOT", "oprd"})
        or is_imagined(parsed, verb)
    ):
        return None
    clause = _clause(parsed, adjective)
    subject = next(iter(parsed.kids(verb.index, "nsubjpass")), None) if passive else subject_of(parsed, verb)
    if clause is None or subject is None or clause.lemma == adjective.lemma:
        return None
    return Cut(
        source=subject, cue=(adjective,), content=tuple(parsed.subtree(clause.index)), kind="state of belief"
    )


def _no_comment(parsed: Parsed, sentence: range, noun: Word) -> Cut | None:
    """Match "No comment on …" where a sentence begins with it."""
    if (
        noun.lemma not in SILENT_NOUNS
        or noun.index != sentence.start + 1
        or parsed.words[sentence.start].lemma != "no"
    ):
        return None
    after = noun.index + 1
    if after + 1 >= sentence.stop or parsed.words[after].lemma not in {"on", "about", "to", "as"}:
        return None
    content = range(after + 1, sentence.stop)
    return Cut(
        source=None,
        cue=tuple(parsed.words[sentence.start : after + 1]),
        content=tuple(content),
        kind="no comment",
    )
