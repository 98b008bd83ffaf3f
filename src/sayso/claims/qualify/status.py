"""Whether the event of a claim has happened, goes on, is planned, imagined or negated."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.qualify.certainty import leaves_open
from sayso.claims.qualify.negation import is_negated_clause
from sayso.claims.qualify.spans import head_of, main_verb, text_of, words_of_spans
from sayso.claims.qualify.tenses import AGO, PLANNED, status_by_tense
from sayso.claims.reading import Reading
from sayso.claims.types import Act, EventStatus
from sayso.claims.words import word_set


def event_status_of(reading: Reading, attribution: Attribution, act: Act) -> EventStatus:
    """Judge the main clause of the content, the first where there are several."""
    if act == "demand":
        return "planned"
    if act == "retract" and attribution.quoted | attribution.own_voice:
        return "happened"
    words = words_of_spans(reading, attribution.content)
    if not words or attribution.kind == "plea":
        return "happened"
    if act == "no-comment" and _is_refusal_itself(attribution):
        return "happened"
    if _NO_THING.match(text_of(reading, attribution.content)):
        return "not-happened"
    verb = _first_clause_verb(reading, words)
    if leaves_open(reading, attribution):
        return "hypothetical"
    if _is_naming(reading, attribution):
        return "ongoing"
    if act == "condemn" and verb is None:
        return "ongoing" if _AS_WHAT.search(text_of(reading, attribution.content)) else "happened"
    if verb is None and {w.lemma for w in words_of_spans(reading, attribution.cue)} & _BLAMING:
        return "happened"  # "accused | the guard of closing the road to please the mayor"
    if verb is None:
        return _promised(reading, attribution) or _verbless(words)
    verb = _sworn(reading, verb)
    if _is_open(reading, words, verb):
        return "hypothetical"
    if is_negated_clause(reading, words, verb):
        return "not-happened"
    cue = words_of_spans(reading, attribution.cue)
    if any(w.tag == "TO" for w in reading.parsed.kids(verb.index, "aux")):
        return _infinitive(reading, verb, {w.lemma for w in cue})
    told = not attribution.quoted and any(_is_past(reading, w) for w in cue)
    own_words = attribution.quoted or not cue
    return status_by_tense(reading, words, verb, told, {w.lemma for w in cue}, own_words=own_words)


def _is_past(reading: Reading, verb: Word) -> bool:
    """Tell a past tense, also one that the parse takes for a participle: "Hane, its head, conceded that"."""
    bare = (
        verb.tag == "VBN"
        and verb.dep in {"ROOT", "acl"}
        and not reading.parsed.kids(verb.index, "aux", "auxpass")
    )
    return verb.tag == "VBD" or bare


def _is_refusal_itself(attribution: Attribution) -> bool:
    """Tell whether no question is told, so that the content is the word of the refusal: "reached"."""
    return any(cue.overlaps(span) for cue in attribution.cue for span in attribution.content)


FORESEEING = word_set("promise pledge vow threaten predict forecast expect propose warn schedule plan")


def _promised(reading: Reading, attribution: Attribution) -> EventStatus | None:
    """Judge a thing without a verb by its cue: "promised an inquiry" is of the future."""
    foresees = any(w.lemma in FORESEEING for w in words_of_spans(reading, attribution.cue))
    return "planned" if foresees and not attribution.quoted else None


def _infinitive(reading: Reading, verb: Word, cue: set[str]) -> EventStatus:
    """Judge "to be among the dead" or "to have fled", whose finite verb is the cue."""
    if cue & FORESEEING:
        return "planned"
    return "happened" if any(w.lemma == "have" for w in reading.parsed.kids(verb.index, "aux")) else "ongoing"


_BLAMING = word_set("accuse blame suspect")
# "No siren, it was the dogs that woke us": the first clause has no verb.
_NO_THING = re.compile(
    r"^no (?!one\b|doubt\b|wonder\b|matter\b|more\b|sooner\b|less\b)[a-z]+(?: [a-z]+)?, (?!no\b|nor\b)",
    re.IGNORECASE,
)
NAMING = word_set("describe call brand label dub term characterise characterize")


_AS_WHAT = re.compile(r"\bas\b|\w \"[^\"]+\"?$")  # what somebody calls it, beside what it is


def _is_naming(reading: Reading, attribution: Attribution) -> bool:
    """Tell "described the men as volunteers", whose content is a state."""
    return any(w.lemma in NAMING for w in words_of_spans(reading, attribution.cue))


def _sworn(reading: Reading, verb: Word) -> Word:
    """Return the verb of what is sworn to: "I would swear that eight men were there"."""
    clauses = reading.parsed.kids(verb.index, "ccomp") if verb.lemma in {"bet", "swear", "stake"} else []
    return clauses[0] if clauses else verb


def _is_open(reading: Reading, words: list[Word], verb: Word) -> bool:
    """Tell "cannot be ruled out" and "is possible": nothing is said to have happened."""
    inside = {w.index for w in words}
    lemmas = {w.lemma for w in words if w.sentence == verb.sentence}
    if verb.lemma in {"exclude", "rule"} and lemmas & {"not", "n't"}:
        return True
    return any(
        w.lemma in {"possible", "conceivable"} and w.index in inside
        for w in reading.parsed.kids(verb.index, "acomp")
    )


def _first_clause_verb(reading: Reading, words: list[Word]) -> Word | None:
    first = words[0].sentence
    sentence = [w for w in words if w.sentence == first]
    if len([w for w in sentence if w.dep != "punct"]) < 2 and len(words) > len(sentence):
        sentence = words
    verb = main_verb(reading, sentence)
    return _before_comma(reading, sentence, verb) if verb is not None else None


def _before_comma(reading: Reading, words: list[Word], verb: Word) -> Word:
    """Return the verb of the first of two clauses, which the parse hangs under the second.

    With a comma between only where the second alone is negated, "Two men were hurt, nobody was killed";
    before a colon or a semicolon always: "There is no leak: samples showed sand".
    """
    parsed = reading.parsed
    if verb.lemma in lexicon.SPEECH | lexicon.THOUGHT:
        return verb
    negated = is_negated_clause(reading, words, verb)
    for clause in parsed.kids(verb.index, "ccomp"):
        last = parsed.subtree(clause.index)[-1]
        mark = parsed.words[last if parsed.words[last].dep == "punct" else min(last + 1, verb.index)].text
        if (
            clause not in words
            or clause.index > verb.index
            or not parsed.kids(clause.index, "nsubj", "nsubjpass", "expl")
        ):
            continue
        if mark in {":", ";"} or (mark == "," and negated and not is_negated_clause(reading, words, clause)):
            return clause
    return verb


def _verbless(words: list[Word]) -> EventStatus:
    first = [w for w in words if w.dep != "punct"][:1]
    if first and first[0].lemma in {"no", "nobody", "none", "nothing", "not", "never"}:
        return "not-happened"
    text = " ".join(w.text for w in words)
    if _NONE_AT_ALL.search(text):
        return "not-happened"
    if _MISSING.search(text):
        return "ongoing"
    if PLANNED.search(text) or _COMING.search(text):
        return "planned"
    if _AT_PRESENT.search(text):
        return "ongoing"
    head = head_of(words)
    if head is not None and head.tag == "VBG":
        return "happened" if AGO.search(text) else "ongoing"
    if first and first[0].lemma in {"aboard", "inside", "behind", "underneath"} and not _FATES.search(text):
        return "ongoing"  # "Aboard his yacht"
    if any(w.text.lower() in {"to"} and w.tag == "TO" for w in words) and any(w.tag == "VB" for w in words):
        return "ongoing" if not any(w.lemma == "have" and w.pos == "AUX" for w in words) else "happened"
    return "happened"


_FATES = re.compile(
    r"\b(?:dead|killed|died|wounded|injured|hurt|missing|arrested|burnt|burned|destroyed|freed|lost|closed|shut)\b"
)
_NONE_AT_ALL = re.compile(r": (?:none|nil|zero|0)\W*$", re.IGNORECASE)
_COMING = re.compile(r"\b(?:tomorrow|expected|due|scheduled|next (?:week|month|year))\b", re.IGNORECASE)
_AT_PRESENT = re.compile(
    r"\b(?:now|still|currently|on fire|under water|under way|rising|falling|since|"
    r"(?:has|have) been [^.]*for)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"^(?!.*\b(?:dead|killed|died|wounded|injured|hurt)\b).*\b(?:missing|unaccounted for)\W*$", re.IGNORECASE
)
