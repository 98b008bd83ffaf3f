"""The words that a bare pronoun stands for as a content: "denies it", "rejects the allegation"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution, near_by, place_of
from sayso.claims.kinds import REFUSALS
from sayso.claims.reading import Reading
from sayso.claims.rules.phrases import trimmed
from sayso.claims.turns import turn_at, turn_before
from sayso.claims.types import Spans
from sayso.claims.words import word_set

_STANDS_FOR_MORE = re.compile(
    r"(?:it|this|that|them|so)(?: as .{1,40})?|(?:an?|the|this|that) (?:claim|assertion|"
    r"allegation|charge|accusation)s?"
)


def with_words_for_pronouns(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Put the nearest words that it stands for where a content is a bare pronoun: "denies it"."""
    out: list[Attribution] = []
    for attribution in found:
        words = " ".join(span.of(reading.text) for span in attribution.content).lower()
        if not _STANDS_FOR_MORE.fullmatch(words) or not attribution.source:
            out.append(attribution)
        elif asked := _asked_of(reading, attribution, found):
            out.append(replace(attribution, content=asked))
        elif _ACCUSATION.search(words):
            before = _claim_before(reading, attribution, found, _accuses)
            out.append(replace(attribution, content=before.content) if before else attribution)
        elif before := _claim_before(reading, attribution, found, _tells):
            out.append(replace(attribution, content=before.content))
        elif attribution.kind in REFUSALS:
            out.append(attribution)  # refused it was, whatever it is
    return sorted(out, key=place_of)


def _asked_of(reading: Reading, answer: Attribution, found: list[Attribution]) -> Spans:
    """Return what an answer denies: a claim told in it or in what it answers, else the last of that."""
    at = answer.source[0].start
    turn = turn_at(reading.layout.turns, at)
    asked = turn_before(reading.layout.turns, turn) if turn else None
    if asked is None:
        return ()
    told = [
        one
        for one in near_by(answer, found)
        if one is not answer
        and one.kind != "transcript"
        and asked.stretch.start <= one.content[0].start
        and one.content[-1].end <= at
        and _tells(reading, one, answer)
    ]
    if told:
        return max(told, key=lambda one: one.content[-1].end).content
    words = reading.parsed.words_in(asked.stretch)
    sentence = reading.parsed.sentence_of(words[-1].index) if words else range(0)
    span = reading.span(sentence.start, sentence.stop - 1) if sentence else None
    words_alone = trimmed(reading.text, span.start, span.end) if span else None
    return (words_alone,) if words_alone else ()


_ACCUSATION = re.compile(r"\b(?:allegation|charge|accusation)s?$")
_ACCUSING = lexicon.DISTANCED | word_set("blame charge allegation")


def _accuses(reading: Reading, earlier: Attribution, denial: Attribution) -> bool:
    """Tell whether a claim accuses, by its cue, or because it names who denies."""
    denier = denial.source[-1].of(reading.text).split()[-1]
    named = denier[:1].isupper() and any(denier in span.of(reading.text) for span in earlier.content)
    return named or any(w.lemma in _ACCUSING for span in earlier.cue for w in reading.parsed.words_in(span))


def _tells(reading: Reading, earlier: Attribution, _: Attribution) -> bool:
    """Tell what can be denied from a mere name after a colon: "Source: Lusna TV"."""
    if not earlier.cue or earlier.cue[0].of(reading.text) != ":":
        return True
    words = (word for span in earlier.content for word in reading.parsed.words_in(span))
    return any(word.pos in {"VERB", "AUX"} for word in words)


def _claim_before(
    reading: Reading,
    attribution: Attribution,
    found: list[Attribution],
    fits: Callable[[Reading, Attribution, Attribution], bool],
) -> Attribution | None:
    """Return the nearest earlier claim that fits."""
    at = attribution.source[0].start
    near = near_by(attribution, found)
    others = (a for a in near if a is not attribution and 0 <= at - a.content[-1].end < 1500)
    earlier = (a for a in others if fits(reading, a, attribution))
    last = max(earlier, key=lambda a: a.content[-1].end, default=None)
    unread = last is not None and any(last.content[-1].end <= f.span.start < at for f in reading.foreign)
    return None if unread else last  # "this" may stand for what nobody has read
