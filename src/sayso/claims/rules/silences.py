"""Those who say nothing without refusing: "has yet to comment", "no comment from", "went unanswered"."""

from __future__ import annotations

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import auxiliaries, is_imagined, is_negated, may_be_asked, subject_of
from sayso.claims.rules.withheld import REQUESTS, asked_about, matter_of, refusal_by
from sayso.claims.words import word_set

NOTHING_SAID = word_set("comment reply response statement answer reaction explanation")
MAKING = word_set("make offer give issue provide have")
KEEPING = word_set("remain stay keep fall be")
_KEEPERS = word_set("staff headquarters command council board agency authority police army company firm")
_SILENT = word_set("silent mum tight-lipped quiet")


def silence_of(
    reading: Reading, sentence: range, verb: Word, deeds: frozenset[str], asked_with: frozenset[str]
) -> Cut | None:
    """Match what says that somebody has said nothing.

    Args:
        deeds: verbs of answering, for "has yet to comment".
        asked_with: those of them that need a request as their object: "has yet to return calls".
    """
    if is_imagined(reading.parsed, verb) and not is_negated(reading.parsed, verb):
        return None
    return (
        _yet_to(reading, sentence, verb, deeds, asked_with)
        or _made_no_comment(reading, sentence, verb)
        or _no_comment_from(reading.parsed, verb)
        or _kept_silent(reading, sentence, verb)
        or _ignored(reading, sentence, verb)
        or _unanswered(reading.parsed, verb)
    )


def _yet_to(
    reading: Reading, sentence: range, verb: Word, deeds: frozenset[str], asked_with: frozenset[str]
) -> Cut | None:
    parsed = reading.parsed
    if verb.lemma not in {"have", "be"} or not any(
        w.lemma == "yet" for w in parsed.kids(verb.index, "advmod")
    ):
        return None
    for deed in parsed.kids(verb.index, "xcomp"):
        if deed.lemma in deeds and (deed.lemma not in asked_with or asks(parsed, deed)):
            cue = list(parsed.words[verb.index : deed.index + 1])
            return refusal_by(reading, sentence, subject_of(parsed, verb), deed, cue, kind="silence")
    return None


def asks(parsed: Parsed, deed: Word) -> bool:
    """Tell whether the object of a verb is a request: "did not return | calls"."""
    return any(w.lemma in REQUESTS for w in parsed.kids(deed.index, "dobj"))


def _made_no_comment(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "made no comment on X", "had no immediate comment"."""
    parsed = reading.parsed
    if verb.lemma not in MAKING:
        return None
    for noun in parsed.kids(verb.index, "dobj"):
        nothing = any(w.lemma == "no" for w in parsed.kids(noun.index, "det"))
        if not nothing or noun.lemma not in (NOTHING_SAID if verb.lemma != "have" else {"comment"}):
            continue
        start = min([verb.index, *(w.index for w in auxiliaries(parsed, verb))])
        cue = list(parsed.words[start : noun.index + 1])
        return _about(reading, sentence, subject_of(parsed, verb), cue, noun)
    return None


def _about(reading: Reading, sentence: range, source: Word | None, cue: list[Word], noun: Word) -> Cut | None:
    """Return a silence on what the comment would be about, else on what was asked, else on the comment."""
    if source is None:
        return None
    content = tuple(matter_of(reading.parsed, noun))
    about = () if content else asked_about(reading, sentence)
    content = content if content or about else (noun.index,)
    return Cut(source=source, cue=tuple(cue), content=content, content_as=about, kind="silence")


def _no_comment_from(parsed: Parsed, verb: Word) -> Cut | None:
    """Match "There was no immediate comment from X"."""
    if verb.lemma not in {"be", "come"} or not parsed.kids(verb.index, "expl"):
        return None
    for noun in parsed.kids(verb.index, "attr", "nsubj", "dobj"):
        nothing = any(w.lemma == "no" for w in parsed.kids(noun.index, "det", "neg"))
        froms = [w for w in parsed.kids(noun.index, "prep") if w.lemma == "from"]
        froms += [w for w in parsed.kids(verb.index, "prep") if w.lemma == "from"]
        source = next((s for w in froms for s in parsed.kids(w.index, "pobj")), None)
        if not nothing or noun.lemma not in NOTHING_SAID | {"word"} or source is None:
            continue
        content = matter_of(parsed, noun) or matter_of(parsed, verb) or [noun.index]
        cue = parsed.words[verb.index : noun.index + 1]
        return Cut(source=source, cue=cue, content=tuple(content), kind="silence")
    return None


def _kept_silent(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "remained silent on X", "has kept quiet about X"."""
    parsed = reading.parsed
    source = subject_of(parsed, verb) if verb.lemma in KEEPING else None
    if source is None or not (may_be_asked(source) or source.lemma in _KEEPERS) or is_negated(parsed, verb):
        return None
    for silent in parsed.kids(verb.index, "acomp", "oprd"):
        on = [*parsed.kids(silent.index, "prep"), *parsed.kids(verb.index, "prep")]
        bare = (
            not on and source.lemma in lexicon.SOURCE_NOUNS | _KEEPERS and silent.lemma in {"silent", "mum"}
        )
        if silent.lemma not in _SILENT or not (bare or any(w.lemma in {"on", "about", "over"} for w in on)):
            continue
        start = min([verb.index, *(w.index for w in auxiliaries(parsed, verb))])
        cue = list(parsed.words[start : silent.index + 1])
        deed = silent if bare or parsed.kids(silent.index, "prep") else verb
        return refusal_by(reading, sentence, source, deed, cue, kind="silence")
    return None


def _ignored(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "ignored questions about X"."""
    parsed = reading.parsed
    if verb.lemma != "ignore" or is_negated(parsed, verb) or not asks(parsed, verb):
        return None
    source = subject_of(parsed, verb)
    if source is None or not may_be_asked(source):
        return None
    start = min([verb.index, *(w.index for w in auxiliaries(parsed, verb))])
    return refusal_by(
        reading, sentence, source, verb, list(parsed.words[start : verb.index + 1]), kind="silence"
    )


def _unanswered(parsed: Parsed, verb: Word) -> Cut | None:
    """Match "Calls to X went unanswered" and "Emails to X were not returned"."""
    left = [w for w in parsed.kids(verb.index, "acomp", "oprd") if w.text.lower() == "unanswered"]
    passed = verb.lemma in {"answer", "return"} and is_negated(parsed, verb)
    if not left and not passed:
        return None
    for request in parsed.kids(verb.index, "nsubj", "nsubjpass"):
        source = _asked(parsed, request)
        if request.lemma not in REQUESTS or source is None:
            continue
        start = min([verb.index, *(w.index for w in auxiliaries(parsed, verb))])
        cue = parsed.words[start : max([verb.index, *(w.index for w in left)]) + 1]
        content = matter_of(parsed, request) or [request.index]
        return Cut(source=source, cue=cue, content=tuple(content), kind="silence")
    return None


def _asked(parsed: Parsed, request: Word) -> Word | None:
    """Return who was asked: "calls | to the yard", "a request sent | to the ministry"."""
    for index in parsed.subtree(request.index):
        word = parsed.words[index]
        if word.lemma == "to" and word.dep in {"prep", "dative"}:
            return next(iter(parsed.kids(index, "pobj")), None)
    return None


def leaves_unconfirmed(reading: Reading, verb: Word) -> bool:
    """Tell "has not confirmed the loss", said of one who could, from "tests did not confirm it"."""
    parsed, written = reading.parsed, reading.document.text
    source = subject_of(parsed, verb)
    helpers = {w.lemma for w in auxiliaries(parsed, verb)}
    by_somebody = source is not None and source.lemma not in _FINDINGS and bool(helpers & {"do", "have"})
    shouted = any(
        written[w.start : w.end] == "NOT" for w in parsed.kids(verb.index, "neg")
    )  # the writer's own correction
    return verb.lemma in lexicon.CONFIRMING and by_somebody and not shouted


_FINDINGS = word_set(
    """
    test result analysis finding datum data sample autopsy image footage video photograph photo evidence
    record scan inspection measurement reading
    """
)
