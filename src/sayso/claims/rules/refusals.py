"""Those who refuse: "declined to comment", "did not respond", "neither confirmed nor denied"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import (
    agent_of,
    auxiliaries,
    is_imagined,
    is_negated,
    may_be_asked,
    subject_of,
)
from sayso.claims.rules.silences import asks, leaves_unconfirmed, silence_of
from sayso.claims.rules.withheld import (
    REQUESTS,
    asked_about,
    asked_behind_hearer,
    questions_put,
    refusal_by,
    withholds,
)
from sayso.claims.types import Act, Spans
from sayso.claims.words import word_set

NOT_ANSWERED = word_set("answer respond reply comment return address")
WITH_A_REQUEST = word_set("return")  # "did not return" alone is no refusal
NOT_SAID = word_set(
    """
    say discuss disclose elaborate specify comment reveal explain confirm identify answer draw
    acknowledge
    """
)
UNSAID = word_set("say specify disclose elaborate reveal clarify explain")
DEEDS = (
    lexicon.ANSWERING
    | NOT_SAID
    | word_set("name speculate address provide give talk speak go offer interview")
)
DONE_TO_HIM = word_set("draw interview")  # "declined to be interviewed"
DECLINED_THINGS = word_set("comment interview request")


def cut_refusals(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find refusals to comment or to confirm or deny; what they were asked about is the content."""
    for index in sentence:
        verb = reading.parsed.words[index]
        if index in taken or verb.pos not in {"VERB", "AUX"} or reading.quote_at(verb.start) is not None:
            continue
        cut = (
            _neither_nor(reading, sentence, verb, taken)
            or _declined(reading, sentence, verb)
            or _not_answered(reading, sentence, verb)
            or _not_reached(reading, sentence, verb)
            or silence_of(reading, sentence, verb, NOT_ANSWERED | NOT_SAID, WITH_A_REQUEST)
        )
        if cut and not (cut.source and cut.source.lemma in {"i", "we"}):  # that is the author's own voice
            taken.add(index)
            taken.update(word.index for word in cut.cue)
            taken.update(w.index for w in questions_put(reading.parsed, verb))
            yield from _of_each(reading, replace(cut, act=cut.act or "no-comment"))


def act_of_refusal(reading: Reading, cue: Spans) -> Act | None:
    """Return what a cue does that a rule for refusals finds, None for any other."""
    words = reading.parsed.words_in(cue[0]) if cue else []
    if not words:
        return None
    cuts = cut_refusals(reading, reading.parsed.sentences[words[0].sentence], set())
    starts = {word.start for span in cue for word in reading.parsed.words_in(span)}
    found = (cut for cut in cuts if any(word.start in starts for word in cut.cue))
    return next((cut.act for cut in found), None)


def _of_each(reading: Reading, cut: Cut) -> Iterator[Cut]:
    """Give a refusal to each of those whom "neither A nor B" names."""
    parsed, first = reading.parsed, cut.source
    neither = parsed.kids(first.index, "preconj") if first else []
    others = parsed.kids(first.index, "conj") if first else []
    if first is None or not others or not any(w.lemma == "neither" for w in neither):
        yield cut
        return
    nor = min(w.index for w in parsed.kids(first.index, "cc"))
    own = [i for i in parsed.subtree(first.index) if neither[0].index < i < nor]
    for words in (own, *(parsed.subtree(w.index) for w in others)):
        yield replace(cut, source_as=(reading.span(words[0], words[-1]),))


def _neither_nor(reading: Reading, sentence: range, verb: Word, taken: set[int]) -> Cut | None:
    """Match "neither confirmed nor denied", "declined to confirm or deny"."""
    parsed = reading.parsed
    if verb.lemma != "confirm":
        return None
    words = [parsed.words[i] for i in sentence]
    refusing = _refusing(parsed, verb)
    neither = [
        w for w in words if w.lemma in {"neither", "not", "n't"} and verb.index - 4 <= w.index < verb.index
    ]
    deny = [w for w in words if w.lemma == "deny" and w.index > verb.index]
    nor = [w for w in words if w.lemma in {"nor", "or"} and deny and verb.index < w.index < deny[0].index]
    if not (neither or refusing) or not nor:
        return None
    first = refusing or verb
    subject = subject_of(parsed, first) or subject_of(parsed, parsed.words[first.head])
    helpers = [w.index for w in auxiliaries(parsed, first)]
    start = min([first.index, *(w.index for w in neither), *helpers])
    taken.add(deny[0].index)
    cue, content = _not_confirmed(parsed, start, verb, nor[-1], deny[0])
    if not content:
        return None
    return Cut(
        source=subject,
        cue=cue,
        content=tuple(content),
        kind="neither confirms nor denies",
        act="neither-confirm-nor-deny",
    )


def _refusing(parsed: Parsed, confirm: Word) -> Word | None:
    """Return the verb of refusing above "to confirm or deny"."""
    above = parsed.words[confirm.head]
    return above if confirm.dep == "xcomp" and above.lemma in lexicon.REFUSING else None


def _not_confirmed(
    parsed: Parsed, start: int, confirm: Word, nor: Word, deny: Word
) -> tuple[tuple[Word, ...], list[int]]:
    """Return the cue and what is neither confirmed nor denied, which stands between the verbs or after."""
    inside = [i for i in range(confirm.index + 1, nor.index) if parsed.words[i].dep != "punct"]
    if inside:
        return (
            *words_between(parsed, start, confirm.index),
            *words_between(parsed, nor.index, deny.index),
        ), inside
    below = parsed.kids(deny.index, "ccomp", "dobj", "xcomp") + parsed.kids(confirm.index, "ccomp", "dobj")
    content = [i for w in below if w.index > deny.index for i in parsed.subtree(w.index)]
    return tuple(words_between(parsed, start, deny.index)), content


def words_between(parsed: Parsed, first: int, last: int) -> list[Word]:
    """Return the words from one to another, both included."""
    return list(parsed.words[first : last + 1])


def _declined(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "declined to comment on X", "refused to name X", "would not say who X", "declined comment"."""
    parsed = reading.parsed
    if verb.lemma in lexicon.REFUSING and not (is_imagined(parsed, verb) and not is_negated(parsed, verb)):
        return _declined_deed(reading, sentence, verb) or _declined_thing(reading, sentence, verb)
    helpers = auxiliaries(parsed, verb)
    withheld = withholds(parsed, verb)
    if not (verb.lemma in NOT_SAID or withheld) or not is_negated(parsed, verb) or not helpers:
        return None
    texts = {w.text.lower() for w in helpers}
    drawn = verb.lemma == "draw"
    if drawn and not parsed.kids(verb.index, "auxpass"):
        return None
    unsaid = verb.lemma in UNSAID and texts & _NOT_YET and _leaves_open(parsed, verb)
    if not texts & {"would", "will", "wo"} and not unsaid and not leaves_unconfirmed(reading, verb):
        return None
    cue = words_between(parsed, min(w.index for w in helpers), verb.index)
    subject = next(iter(parsed.kids(verb.index, "nsubjpass")), None) if drawn else subject_of(parsed, verb)
    return refusal_by(reading, sentence, subject, verb, cue)


_NOT_YET = word_set("did does do has have had 've 's")
_QUESTION_WORDS = word_set("who whom whose what which where when why how whether if")


def _leaves_open(parsed: Parsed, verb: Word) -> bool:
    """Tell "did not say who fired" and "did not elaborate" from "did not say that the dam was safe"."""
    clauses = parsed.kids(verb.index, "ccomp", "xcomp")
    if not clauses:
        bare = any(
            parsed.words[i].lemma in _QUESTION_WORDS for i in parsed.children[verb.index] if i > verb.index
        )
        return bare or verb.lemma in {"elaborate", "specify"} or bool(asked_behind_hearer(parsed, verb))
    return any(parsed.words[parsed.subtree(w.index)[0]].lemma in _QUESTION_WORDS for w in clauses)


def _declined_deed(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    parsed = reading.parsed
    deeds = parsed.kids(verb.index, "xcomp")
    deed = next((w for w in deeds if w.lemma in DEEDS or withholds(parsed, w)), None)
    if deed is None or any(w.lemma == "deny" for w in parsed.kids(deed.index, "conj")):
        return None
    if _is_no_speech(parsed, deed):
        return None
    if parsed.kids(deed.index, "auxpass") and deed.lemma not in DONE_TO_HIM:
        return None
    start = min([verb.index, *[w.index for w in auxiliaries(parsed, verb)]])
    states = parsed.kids(deed.index, "acomp", "xcomp") if deed.lemma == "be" else []
    away = parsed.kids(deed.index, "prt")
    cue = words_between(parsed, start, max([deed.index, *[w.index for w in (*states, *away)]]))
    return refusal_by(reading, sentence, subject_of(parsed, verb), deed, cue)


def _declined_thing(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "declined comment on X", "refused requests for an interview"."""
    parsed = reading.parsed
    source = subject_of(parsed, verb)
    if verb.lemma == "fail" or source is None or not may_be_asked(source):
        return None
    things = [w for w in parsed.kids(verb.index, "dobj") if w.lemma in DECLINED_THINGS]
    if not things or (things[0].lemma == "request" and "comment" not in _below(parsed, things[0])):
        return None
    start = min([verb.index, *[w.index for w in auxiliaries(parsed, verb)]])
    return refusal_by(reading, sentence, source, verb, words_between(parsed, start, verb.index))


def _below(parsed: Parsed, word: Word) -> set[str]:
    return {parsed.words[i].lemma for i in parsed.subtree(word.index)} & DECLINED_THINGS - {word.lemma}


def _not_answered(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "did not answer", "has not commented", "did not return calls", "neither responded"."""
    parsed = reading.parsed
    if verb.lemma not in NOT_ANSWERED or not is_negated(parsed, verb):
        return None
    if (verb.lemma in WITH_A_REQUEST and not asks(parsed, verb)) or _is_no_speech(parsed, verb):
        return None
    helpers = auxiliaries(parsed, verb)
    neither = _neithers(parsed, verb)
    if not any(w.lemma in {"do", "have"} for w in helpers) and not (neither and verb.tag == "VBD"):
        return None
    cue = words_between(parsed, min(w.index for w in [*helpers, verb]), verb.index)
    return refusal_by(reading, sentence, subject_of(parsed, verb), verb, [*neither, *cue])


_SAID = (
    REQUESTS
    | lexicon.CLAIM_NOUNS
    | word_set(
        """
        criticism remark query finding demand appeal proposal offer plea petition journalist reporter phone
        telephone outreach point concern comment report rumour reaction summons
        paper newspaper magazine outlet
        """
    )
)
_TOLD = word_set("respond answer reply address")


def _is_no_speech(parsed: Parsed, verb: Word) -> bool:
    """Tell "did not respond to treatment" and "to the fire from the hill": nobody was asked anything."""
    if verb.lemma not in _TOLD:
        return False
    tos = [w for w in parsed.kids(verb.index, "prep") if w.lemma == "to"]
    things = [w for to in tos for w in parsed.kids(to.index, "pobj")]
    things += parsed.kids(verb.index, "dobj") if verb.lemma == "answer" else []
    asked = (w for thing in things for w in (thing, *parsed.kids(thing.index, "conj")))
    return bool(things) and not any(
        w.lemma in _SAID | lexicon.SOURCE_NOUNS or w.pos in {"PROPN", "PRON"} for w in asked
    )


def _neithers(parsed: Parsed, verb: Word) -> list[Word]:
    subjects = parsed.kids(verb.index, "nsubj")
    return [w for s in subjects for w in parsed.kids(s.index, "preconj", "det") if w.lemma == "neither"]


def _not_reached(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "could not be reached for comment", "was not available for comment"."""
    parsed = reading.parsed
    states = parsed.kids(verb.index, "acomp")
    absent = any(w.lemma == "unavailable" for w in states)
    available = absent or verb.lemma == "reach" or any(w.lemma == "available" for w in states)
    subject = next(iter(parsed.kids(verb.index, "nsubjpass", "nsubj")), None)
    if verb.lemma not in {"reach", "be"} or not available or subject is None:
        return None
    if not (is_negated(parsed, verb) or absent):
        return None
    comment = next((i for i in sentence if i > verb.index and parsed.words[i].lemma == "comment"), None)
    if comment is None and not _is_silent_person(parsed, verb, subject):
        return None
    start = min(w.index for w in [*auxiliaries(parsed, verb), verb])
    last = max([verb.index, *(w.index for w in states)])
    about: Spans = asked_about(reading, sentence)
    content = () if about else (verb.index if comment is None else comment,)
    cue = tuple(words_between(parsed, start, last))
    return Cut(source=subject, cue=cue, content=content, content_as=about, kind="not reached")


def _is_silent_person(parsed: Parsed, verb: Word, subject: Word) -> bool:
    """Tell "officials could not be reached" from "the diver could not be reached by the rescue boat"."""
    where = [w for w in parsed.kids(verb.index, "prep") if w.lemma not in {"on", "at", "by"}]
    asked = verb.lemma == "reach" and may_be_asked(subject) and bool(parsed.kids(verb.index, "auxpass"))
    return asked and agent_of(parsed, verb) is None and not where
