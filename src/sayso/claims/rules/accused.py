"""Whom a pronoun means that pleads or does not answer: the one accused or asked, not who was named last."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import source_span
from sayso.claims.words import word_set
from sayso.values import TextSpan

REACH_OF_CHARGE = 1_500  # code points back from a plea to where its speaker is told to be accused
_CHARGED = word_set("charge accuse arrest indict detain remand try allege suspect summon sue blame")
_CHARGED_ACTIVELY = word_set("charge arrest detain accuse indict sue summon remand blame")
_APPEARING = word_set("appear stand face deny confess")
_COURT = word_set("court judge magistrate trial dock charge tribunal jury bail hearing count")


def mentions_of_accused(reading: Reading, at: int) -> Iterator[TextSpan]:
    """Give the mentions of those told to be accused before an offset, the last first; no pronouns."""
    parsed = reading.parsed
    for verb in reversed(parsed.words_in(TextSpan(max(0, at - REACH_OF_CHARGE), at))):
        for subject in _accused(parsed, verb):
            if subject.tag in {"NN", "NNP", "JJR"}:
                yield source_span(reading, subject, verb)


REACH_OF_QUESTION = 250  # code points back from a refusal to where its speaker is told to be asked
_ASKING = word_set("ask contact approach question request press quiz email phone")


def mentions_of_asked(reading: Reading, at: int) -> Iterator[TextSpan]:
    """Give the mentions of those told to be asked before an offset, the last first; no pronouns."""
    parsed = reading.parsed
    for verb in reversed(parsed.words_in(TextSpan(max(0, at - REACH_OF_QUESTION), at))):
        if verb.lemma not in _ASKING or verb.pos != "VERB":
            continue
        for asked in parsed.kids(verb.index, "dobj", "nsubjpass", "dative"):
            if asked.pos in {"NOUN", "PROPN"}:
                yield source_span(reading, asked, verb)


def _accused(parsed: Parsed, verb: Word) -> list[Word]:
    if verb.lemma in _CHARGED:
        passive = parsed.kids(verb.index, "nsubjpass")
        done = parsed.kids(verb.index, "dobj") if verb.lemma in _CHARGED_ACTIVELY else []
        return [*passive, *done]
    if verb.lemma in _APPEARING and verb.pos == "VERB":
        below = {parsed.words[i].lemma for i in parsed.subtree(verb.index)}
        return parsed.kids(verb.index, "nsubj") if below & _COURT or verb.lemma in {"deny", "confess"} else []
    return []
