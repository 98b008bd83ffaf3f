"""Whether the event of a claim has happened, goes on, is planned, imagined or negated."""

from __future__ import annotations

import re

from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.certainty import leaves_open
from sayso.claims.qualify.spans import head_of, main_verb, text_of, words_of_spans
from sayso.claims.reading import Reading
from sayso.claims.types import Act, EventStatus
from sayso.claims.words import word_set

_NEGATED_SUBJECTS = frozenset({"nobody", "none", "nothing", "no-one", "neither"})
_PLANNED = re.compile(
    r"\b(?:due|set|planned|scheduled|expected|going|about|ready|poised|likely|unlikely|certain|sure|bound|"
    r"supposed) to\b|\bplan(?:s|ned|ning)? (?:on|to|for)\b|\bintend",
    re.IGNORECASE,
)


def event_status_of(reading: Reading, attribution: Attribution, act: Act) -> EventStatus:
    """Judge the main clause of the content, the first where there are several."""
    if act == "demand":
        return "planned"
    if act == "retract" and attribution.quoted | attribution.own_voice:
        return "happened"
    words = words_of_spans(reading, attribution.content)
    if not words:
        return "happened"
    if act == "no-comment" and _is_refusal_itself(attribution):
        return "happened"
    verb = _first_clause_verb(reading, words)
    if leaves_open(reading, attribution):
        return "hypothetical"
    if _is_naming(reading, attribution):
        return "ongoing"
    if act == "condemn" and verb is None:
        return "ongoing" if _AS_WHAT.search(text_of(reading, attribution.content)) else "happened"
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
    told = not attribution.quoted and any(w.tag == "VBD" for w in cue)
    return _by_tense(reading, words, verb, told)


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
    return main_verb(reading, sentence)


def is_negated_clause(reading: Reading, words: list[Word], verb: Word) -> bool:
    """Tell whether "not", "never", "nobody" or "no" negates the main verb, its subject or its object."""
    parsed = reading.parsed
    inside = {word.index for word in words}
    some_lack = _is_of_some(parsed, verb)
    for kid in (parsed.words[i] for i in parsed.children[verb.index]):
        first = parsed.subtree(kid.index)[0]
        contrast = first > verb.index and parsed.words[first - 1].text == ","
        if kid.index not in inside or contrast:
            continue
        if kid.dep == "neg" or (kid.lemma in {"never", "nearly", "almost"} and kid.dep == "advmod"):
            return not _only_limits(parsed.words, kid)
        if kid.dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"} and _is_negative_noun(reading, kid):
            return not (some_lack and kid.dep == "dobj")
        if kid.dep == "xcomp" and verb.lemma in {"fail"}:
            return True
    return False


_SHARES = word_set("percent % most many half some third quarter several hundreds thousands dozens")


def _is_of_some(parsed: Parsed, verb: Word) -> bool:
    """Tell "40 % had no water", a state of those counted, from "the ministry has no information"."""
    if verb.lemma not in {"have", "lack", "get"}:
        return False
    for subject in parsed.kids(verb.index, "nsubj"):
        counted = [subject, *parsed.kids(subject.index, "nummod", "amod", "det")]
        many = [w for w in counted if w.pos == "NUM" and w.lemma not in {"one", "1", "zero"}]
        if many or any(w.lemma in _SHARES for w in counted):
            return True
    return False


def _only_limits(words: tuple[Word, ...], negation: Word) -> bool:
    after = words[negation.index + 1] if negation.index + 1 < len(words) else negation
    return after.lemma in {"only", "merely", "just"}


def _is_negative_noun(reading: Reading, noun: Word) -> bool:
    if noun.lemma in _NEGATED_SUBJECTS:
        return True
    if noun.lemma == "one" and reading.parsed.words[noun.index - 1].lemma == "no":
        return True
    below = reading.parsed.kids(noun.index, "det", "neg", "quantmod", "preconj", "nummod")
    kids = [w for w in below if w.index < noun.index]
    if any(w.lemma in {"no", "neither", "not"} for w in kids):
        following = reading.parsed.words[min(w.index for w in kids) + 1].lemma
        return following not in {"more", "less", "fewer", "longer"}
    return False


def _verbless(words: list[Word]) -> EventStatus:
    first = [w for w in words if w.dep != "punct"][:1]
    if first and first[0].lemma in {"no", "nobody", "none", "nothing", "not", "never"}:
        return "not-happened"
    text = " ".join(w.text for w in words)
    if _PLANNED.search(text) or _COMING.search(text):
        return "planned"
    if _AT_PRESENT.search(text):
        return "ongoing"
    head = head_of(words)
    if head is not None and head.tag == "VBG":
        return "ongoing"
    if any(w.text.lower() in {"to"} and w.tag == "TO" for w in words) and any(w.tag == "VB" for w in words):
        return "ongoing" if not any(w.lemma == "have" and w.pos == "AUX" for w in words) else "happened"
    return "happened"


_COMING = re.compile(r"\b(?:tomorrow|expected|due|scheduled|next (?:week|month|year))\b", re.IGNORECASE)
_AT_PRESENT = re.compile(
    r"\b(?:now|still|currently|on fire|under water|under way|rising|falling)\b", re.IGNORECASE
)


def _by_tense(reading: Reading, words: list[Word], verb: Word, told: bool) -> EventStatus:
    parsed = reading.parsed
    auxiliaries = [w for w in parsed.kids(verb.index, "aux", "auxpass") if w.text != "May"]  # the month
    helpers, texts = {w.lemma for w in auxiliaries}, {w.text.lower() for w in auxiliaries}
    text = " ".join(w.text for w in words)
    if _is_conditional(reading, verb, {w.index for w in words}):
        return "hypothetical"
    if "could" in texts and verb.lemma in SENSING and not helpers & {"have"}:
        return "ongoing"
    if texts & {"may", "might", "could", "can"} and "not" not in texts:
        return "hypothetical" if texts & {"may", "might", "could"} else "ongoing"
    if "have" in helpers and texts & {"would", "could", "might"}:
        return "hypothetical"
    if "have" not in helpers and texts & {"must", "should", "ought"}:
        return "planned"
    if verb.lemma in PLANNING and any(
        any(w.tag == "TO" for w in parsed.kids(x.index, "aux")) for x in parsed.kids(verb.index, "xcomp")
    ):
        return "planned"
    believed = _believed(reading, verb)
    if believed is not None:
        return believed
    if "would" in texts and not told and not re.search(r"\bwould like\b", text):
        return "hypothetical"
    if texts & {"will", "would", "shall", "wo", "'ll"}:
        return "planned"
    if verb.lemma == "expect" and verb.tag == "VBP" and parsed.kids(verb.index, "dobj"):
        return "planned"
    if verb.lemma == "be" and (_PLANNED.search(text) or _is_to_be(reading, verb)):
        return "planned"
    if verb.lemma in FORESEEN and parsed.kids(verb.index, "auxpass"):
        return "planned"
    if _PLANNED.search(" ".join(w.text for w in words[:12])):
        return "planned"
    if verb.tag == "VBG":
        return "ongoing"
    if verb.tag == "VBN" and "have" in texts | helpers and not texts & {"had"}:
        return "happened"
    if _is_present(verb, texts):
        return "planned" if verb.lemma in STARTING and _COMING_DAY.search(text) else "ongoing"
    if texts & {"was", "were"} and any(w.lemma == "still" for w in parsed.kids(verb.index, "advmod")):
        return "ongoing"
    must = verb.lemma == "have" and any(
        any(t.tag == "TO" for t in parsed.kids(w.index, "aux")) for w in parsed.kids(verb.index, "xcomp")
    )
    return "happened" if _is_of_an_event(reading, verb) else _past(verb, texts, told, must)


EVENTS = word_set(
    """
    report post statement claim figure count announcement decision attack explosion blast accident leak crash
    incident election vote meeting operation raid battle shooting call warning order mistake error
    """
)


def _is_of_an_event(reading: Reading, verb: Word) -> bool:
    """Tell "the report was wrong": what is said of a past event is past, not a state."""
    if verb.lemma != "be" or verb.tag != "VBD":
        return False
    return any(w.lemma in EVENTS and w.tag == "NN" for w in reading.parsed.kids(verb.index, "nsubj"))


SENSING = word_set("see hear feel smell taste")
STARTING = word_set(
    "resume begin start open close end meet leave arrive return vote expire take come go reopen depart"
)
FORESEEN = word_set("expect forecast schedule plan slate anticipate")
_COMING_DAY = re.compile(
    r"\b(?:tomorrow|next (?:week|month|year)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE
)


def _is_to_be(reading: Reading, verb: Word) -> bool:
    """Tell "talks were to resume" and "soldiers are to be sent"."""
    parsed = reading.parsed
    below = parsed.kids(verb.index, "xcomp")
    return any(
        w.index > verb.index and any(t.tag == "TO" for t in parsed.kids(w.index, "aux")) for w in below
    )


PLANNING = word_set("hope plan intend want aim threaten promise expect seek mean pledge vow propose")
BELIEVED = word_set("believe think understand suppose assume presume fear say know report")


def _believed(reading: Reading, verb: Word) -> EventStatus | None:
    """Judge what "was believed to be trapped" says of the one who is: a state, or with "have" an event."""
    parsed = reading.parsed
    if verb.lemma not in BELIEVED or not parsed.kids(verb.index, "auxpass"):
        return None
    for clause in parsed.kids(verb.index, "xcomp"):
        helpers = {w.lemma for w in parsed.kids(clause.index, "aux")}
        return "happened" if "have" in helpers else "ongoing"
    return None


def _is_conditional(reading: Reading, verb: Word, inside: set[int]) -> bool:
    parsed = reading.parsed
    for clause in parsed.kids(verb.index, "advcl"):
        if clause.index in inside and any(
            w.lemma in {"if", "unless", "provided"} for w in parsed.kids(clause.index, "mark")
        ):
            return True
        first = parsed.words[parsed.subtree(clause.index)[0]]
        if first.lemma == "should" and first.index in inside:
            return True
    return False


def _is_present(verb: Word, texts: set[str]) -> bool:
    if verb.tag in {"VBZ", "VBP"}:
        return True
    if texts & {"is", "are", "am", "'s", "'re", "'m", "does", "do"} and not texts & {"been"}:
        return verb.tag in {"VBG", "VB", "VBN"}
    return False


def _past(verb: Word, texts: set[str], told: bool, must: bool) -> EventStatus:
    """A past tense after a past cue only follows it: "said the guards were safe" is a state of then."""
    if "being" in texts or (texts & {"was", "were"} and verb.tag == "VBG"):
        return "ongoing"
    if told and verb.lemma in STATES and verb.tag == "VBD" and not must:
        return "ongoing"
    return "ongoing" if told and texts & {"was", "were"} and verb.lemma in LASTING else "happened"


STATES = word_set(
    """
    be have want know need own remain contain belong depend lack deserve exist mean believe think hope
    fear consist include live await resemble weigh matter prefer
    """
)
LASTING = word_set(
    "close shut block lock strand trap flood surround exhaust overcrowd stick"
)  # as participles
