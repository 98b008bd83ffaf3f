"""What the tense of a main verb says of its event: past, present, to come, or only imagined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.types import EventStatus
from sayso.claims.words import word_set

PLANNED = re.compile(
    r"\b(?:due|set|planned|scheduled|expected|going|about|ready|poised|likely|unlikely|certain|sure|bound|"
    r"supposed) to\b|\bplan(?:s|ned|ning)? (?:on|to|for)\b|\bintend",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A content's main verb, with what the questions about its tense ask of it."""

    reading: Reading
    words: list[Word]
    verb: Word
    helpers: set[str]  # lemmas of its auxiliaries
    texts: set[str]  # the auxiliaries as they stand, lower case
    own_words: bool

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def status_by_tense(
    reading: Reading, words: list[Word], verb: Word, told: bool, cue: set[str], *, own_words: bool
) -> EventStatus:
    """Judge the event of a content by the tense of its main verb and its helpers.

    Args:
        words: of the content.
        verb: the main verb among them.
        told: whether a cue in the past tense hands its own tense down.
        cue: lemmas of the cue.
        own_words: whether the speaker himself chose the tense, as in a quotation.
    """
    helping = [w for w in reading.parsed.kids(verb.index, "aux", "auxpass") if w.text != "May"]  # the month
    helpers, texts = {w.lemma for w in helping}, {w.text.lower() for w in helping}
    clause = _Clause(reading, words, verb, helpers, texts, own_words)
    return _if_imagined(clause) or _if_to_come(clause, told) or _of_now_or_before(clause, told, cue)


def _if_imagined(clause: _Clause) -> EventStatus | None:
    parsed, verb, helpers, texts = clause.reading.parsed, clause.verb, clause.helpers, clause.texts
    if _is_conditional(clause.reading, verb, {w.index for w in clause.words}):
        return "hypothetical"
    if "could" in texts and verb.lemma in SENSING and not helpers & {"have"}:
        return "ongoing"
    if texts & {"may", "might", "could", "can"} and "not" not in texts:
        return "hypothetical" if texts & {"may", "might", "could"} else "ongoing"
    if "have" in helpers and texts & {"would", "could", "might"}:
        return "hypothetical"
    if "have" not in helpers and texts & {"must", "should", "ought"}:
        return "planned"
    over = clause.own_words and verb.tag == "VBD"  # "I meant to read it"
    if (
        verb.lemma in PLANNING
        and not over
        and any(
            any(w.tag == "TO" for w in parsed.kids(x.index, "aux")) for x in parsed.kids(verb.index, "xcomp")
        )
    ):
        return "planned"
    return None


def _if_to_come(clause: _Clause, told: bool) -> EventStatus | None:
    parsed, verb, texts, text = clause.reading.parsed, clause.verb, clause.texts, clause.text
    believed = _believed(clause.reading, verb)
    if believed is not None:
        return believed
    if "would" in texts and not told and not re.search(r"\bwould like\b", text):
        return "hypothetical"
    if texts & {"will", "wo", "'ll"} and "have" in clause.helpers and _BY_NOW.search(text):
        return "happened"
    if texts & {"will", "would", "shall", "wo", "'ll"}:
        return "planned"
    if verb.lemma == "expect" and verb.tag == "VBP" and parsed.kids(verb.index, "dobj"):
        return "planned"
    if verb.lemma == "be" and (PLANNED.search(text) or _is_to_be(clause.reading, verb)):
        return "planned"
    if verb.lemma in FORESEEN and parsed.kids(verb.index, "auxpass"):
        return "planned"
    if PLANNED.search(" ".join(w.text for w in clause.words[:12])):
        return "planned"
    return None


def _of_now_or_before(clause: _Clause, told: bool, cue: set[str]) -> EventStatus:
    parsed, verb, helpers, texts = clause.reading.parsed, clause.verb, clause.helpers, clause.texts
    if verb.tag == "VBG" and not texts & {"was", "were"}:
        over = not helpers and bool(AGO.search(clause.text))
        return "happened" if over or _is_deed_told(parsed, clause.words, verb, cue) else "ongoing"
    if _LACKING.search(clause.text) and verb.lemma in {"miss", "be"}:
        return "ongoing"
    if verb.tag == "VBN" and "have" in texts | helpers and not texts & {"had"}:
        return "ongoing" if _lasts_until_now(clause) else "happened"
    if _is_present(verb, texts):
        return "planned" if verb.lemma in STARTING and _COMING_DAY.search(clause.text) else "ongoing"
    if texts & {"was", "were"} and any(w.lemma == "still" for w in parsed.kids(verb.index, "advmod")):
        return "ongoing"
    if texts & {"was", "were"} and verb.tag == "VBG" and verb.lemma != "miss":
        return "happened" if clause.own_words or _WHILE_PAST.search(clause.text) else "ongoing"
    must = verb.lemma == "have" and any(
        any(t.tag == "TO" for t in parsed.kids(w.index, "aux")) for w in parsed.kids(verb.index, "xcomp")
    )
    past = _is_of_an_event(clause.reading, verb) or (verb.tag == "VBD" and bool(_OVER.search(clause.text)))
    return "happened" if past else _past(verb, texts, told, must)


_BY_NOW = re.compile(r"\b(?:by now|already|long since)\b", re.IGNORECASE)  # "will have drowned by now"
AGO = re.compile(r"\b(?:ago|yesterday|last (?:night|week|month|year))\b", re.IGNORECASE)
# A state of then that is over: "said he was abroad until Friday".
_OVER = re.compile(r"\b(?:until|till|yesterday|ago|last (?:night|week|month|year))\b", re.IGNORECASE)
_LACKING = re.compile(r"\b(?:was|were) (?:still |yet |also )?(?:missing|unaccounted for)\b", re.IGNORECASE)
_WHILE_PAST = re.compile(r"\b(?:when|before|until)\b", re.IGNORECASE)  # "was crossing when it fell"
_UNTIL_NOW = re.compile(
    r"\bsince\b|\bfor (?:(?:about|over|almost|nearly|at least|more than|the (?:last|past)) )?(?:[\w-]+ ){0,2}"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\b",
    re.IGNORECASE,
)


def _lasts_until_now(clause: _Clause) -> bool:
    """Tell "has been shut since Friday", a state, from "has been freed since Friday"."""
    return clause.verb.lemma in STATES | LASTING and bool(_UNTIL_NOW.search(clause.text))


_TOLD_DEEDS = word_set("accuse deny admit confirm acknowledge concede regret recall report boast")
_LASTING_DEEDS = word_set("hold keep run support seek work plan use harbour harbor shelter arm finance fund")


def _is_deed_told(parsed: Parsed, words: list[Word], verb: Word, cue: set[str]) -> bool:
    """Tell "denied firing on the bridge", which is over, from "denied holding it"."""
    helped = parsed.kids(verb.index, "aux", "auxpass")
    first = words[0].index == verb.index or words[1:2] == [verb]
    return bool(cue & _TOLD_DEEDS) and first and not helped and verb.lemma not in STATES | _LASTING_DEEDS


EVENTS = word_set(
    """
    report post statement claim figure count announcement decision attack explosion blast accident leak crash
    incident election vote meeting operation raid battle shooting call warning order mistake error
    """
)


def _is_of_an_event(reading: Reading, verb: Word) -> bool:
    """Tell "the report was wrong" and "he was the first to go": what is said of a past event is past."""
    if verb.lemma != "be" or verb.tag != "VBD":
        return False
    if reading.parsed.kids(verb.index, "attr") and reading.parsed.kids(verb.index, "xcomp"):
        return True
    if any(w.tag == "VBD" and w.lemma not in STATES for w in reading.parsed.kids(verb.index, "csubj")):
        return True  # "what drove them out was the smoke"
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
    below = parsed.kids(verb.index, "xcomp") if not parsed.kids(verb.index, "attr") else []
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
    fear consist include live await resemble weigh matter prefer look seem appear point
    """
)
LASTING = word_set(
    "close shut block lock strand trap flood surround exhaust overcrowd stick wear"
)  # as participles
