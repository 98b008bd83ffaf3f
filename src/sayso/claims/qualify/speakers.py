"""Who is responsible for a claim: the fullest name that the document gives."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.kinds import REFUSALS
from sayso.claims.parsing import Word
from sayso.claims.posts.retractions import OWN_VERSION
from sayso.claims.qualify.cast import (
    HE_SHE,
    IT,
    THEY,
    Cast,
    Speaker,
    author_of,
    bare,
)
from sayso.claims.qualify.descriptions import description, is_body_noun, name_after, sort_of
from sayso.claims.qualify.fellows import fellow, may_be_people
from sayso.claims.qualify.genders import Gender
from sayso.claims.qualify.named import named, publisher_shortened
from sayso.claims.qualify.recency import fits, recent, recent_body_name, recent_person, recent_salient_body
from sayso.claims.qualify.records import giver_of, information_in
from sayso.claims.qualify.told_of import may_be_anybody, people_told_of
from sayso.claims.qualify.whose_words import speaker_of_turn, whose_words
from sayso.claims.rules.accused import mentions_of_accused, mentions_of_asked
from sayso.claims.types import GENERAL_BELIEF
from sayso.values import TextSpan


def resolve_speaker(cast: Cast, attribution: Attribution, outer: Speaker | None) -> Speaker:
    """Name the speaker of an attribution and remember him for later mentions.

    Args:
        outer: who speaks the words that the attribution stands in, where it stands in another's.
    """
    if attribution.forwarded and cast.reading.document.forwarded_from:
        return Speaker(bare(cast.reading.document.forwarded_from), False)
    if attribution.own_voice and not attribution.forwarded:
        return author_of(cast.reading)
    if not attribution.source:
        return _unsourced(cast, attribution)
    span = attribution.source[0]
    word = span.of(cast.reading.text).lower()
    speaker: Speaker | None = None
    if attribution.kind == "transcript":
        speaker = speaker_of_turn(cast, span)
    elif attribution.kind == "clause of saying set aside" and word in HE_SHE:
        speaker = recent_person(cast, _sentence_start(cast, span), _gender_of_pronoun(word))
    elif attribution.kind in REFUSALS and word in IT | THEY | HE_SHE:
        speaker = _asked(cast, span.start, word)
    elif (attribution.kind == "plea" and word in HE_SHE) or (
        word in PRONOUNS and _denies_a_charge(cast, attribution)
    ):
        speaker = _accused(cast, span.start, word)
    speaker = speaker or resolve_mention(cast, span, outer)
    cast.remember(span.end, speaker)
    return speaker


def _asked(cast: Cast, at: int, word: str) -> Speaker | None:
    """Return the one last told to be asked whom a pronoun fits: "asked the ministry …; it did not reply"."""
    for mention in mentions_of_asked(cast.reading, at):
        speaker = resolve_mention(cast, mention)
        person = speaker.sort == "person" and fits(cast, speaker, _gender_of_pronoun(word))
        if person if word in HE_SHE else speaker.sort in ({"body"} if word in IT else {"body", "people"}):
            return speaker
    return None


def _accused(cast: Cast, at: int, word: str) -> Speaker | None:
    """Return the one last told to be accused whom a pronoun fits."""
    for mention in mentions_of_accused(cast.reading, at):
        speaker = resolve_mention(cast, mention)
        person = speaker.sort == "person" and fits(cast, speaker, _gender_of_pronoun(word))
        if person if word in HE_SHE else speaker.sort == ("body" if word in IT else "people"):
            return speaker
    return None


_THE_CHARGE = re.compile(
    r"\s+(?:all |both |any )?(?:the|that|this|these|those|any|all)(?: [a-z-]+)? "
    r"(?:charge|accusation|allegation)s?\b"
)


def _denies_a_charge(cast: Cast, attribution: Attribution) -> bool:
    """Tell "he denied the charge", which is the accused one's, whoever spoke last."""
    last = attribution.cue[-1] if attribution.cue else None
    words = cast.reading.parsed.words_in(last) if last is not None else []
    denies = any(word.lemma in lexicon.DENYING for word in words)
    return denies and last is not None and bool(_THE_CHARGE.match(cast.reading.text, last.end))


def _sentence_start(cast: Cast, span: TextSpan) -> int:
    """Return where the sentence of a mention begins: what is claimed in it is about somebody else."""
    words = cast.reading.parsed.words_in(span)
    if not words:
        return span.start
    return cast.reading.parsed.words[cast.reading.parsed.sentence_of(words[0].index).start].start


def _unsourced(cast: Cast, attribution: Attribution) -> Speaker:
    if attribution.kind in {"withdrawn", "no comment"}:
        return _speaking(cast, attribution.content[0].start)
    return GENERALLY


def _speaking(cast: Cast, at: int) -> Speaker:
    """Return whom "we" means at a place: whoever's words stand there, else the author."""
    return whose_words(cast, at) or author_of(cast.reading)


GENERALLY = Speaker(GENERAL_BELIEF, True, "general")
EVERYBODY = frozenset({"everyone", "everybody"})


def resolve_mention(cast: Cast, span: TextSpan, outer: Speaker | None = None) -> Speaker:
    """Name whom a mention means: a pronoun, a description, a short or a full name."""
    words = [w for w in cast.reading.parsed.words_in(span) if w.dep != "punct" or w.text == "-"]
    text = span.of(cast.reading.text)
    if not words:
        return Speaker(bare(text), False)
    first = words[0].text.lower()
    if first in lexicon.FIRST_PERSON and words[0].text != "US":
        if len(words) == 1 or information_in(words):
            return outer or _speaking(cast, span.start)
        rest = cast.reading.text[words[1].start : span.end]
        return Speaker(bare(rest), not is_body_noun(words), sort_of(words))
    if len(words) == 1 and first in HE_SHE | THEY | IT | {"who"}:
        return _pronoun(cast, first, span.start)
    if first in EVERYBODY:
        alone = len(words) == 1
        return GENERALLY if alone else Speaker(cast.reading.text[span.start : span.end], True, "people")
    if OWN_VERSION.match(text):
        return _speaking(cast, span.start)
    if len(words) <= 2 and (some := _counted_before(cast, words, span.start)) is not None:
        return some
    return (
        fellow(cast, words, span.start)
        or _of_information(cast, words, outer)
        or name_after(cast, span, words)
        or named(cast, span)
        or _owned(cast, span, words, outer)
        or description(cast, span, words)
    )


def _of_information(cast: Cast, words: list[Word], outer: Speaker | None) -> Speaker | None:
    """Return who gave the information that is named as a source; nobody for "the latest information"."""
    information = information_in(words)
    if information is None:
        return None
    giver = giver_of(cast.reading, information, words)
    if giver is not None:
        return resolve_mention(cast, giver, outer)
    alone = all(w.index == information.index or w.pos in {"DET", "ADJ", "ADV"} for w in words)
    return GENERALLY if alone else None


def _pronoun(cast: Cast, word: str, at: int) -> Speaker:
    if word in HE_SHE | {"who"}:
        return recent_person(cast, at, _gender_of_pronoun(word)) or Speaker(word, True, "person")
    if word in THEY:
        if cast.reading.quote_at(at) is not None:
            # Whom somebody means in his own words, the text around them does not tell.
            return Speaker(word, True, "people")
        spoke = recent(cast, at, {"people", "body"})
        if spoke is None and (told := people_told_of(cast, at)) is not None:
            return resolve_mention(cast, told)
        spoke = spoke or recent_body_name(cast, at)
        anybody = word == "they" and may_be_anybody(cast, at)
        return spoke or (GENERALLY if anybody else Speaker(word, True, "people"))
    salient = recent_salient_body(cast, at)
    return (
        (publisher_shortened(cast, salient.name) if salient else None)
        or salient
        or recent(cast, at, {"body"})
        or recent_body_name(cast, at)
        or Speaker(word, True)
    )


_ALL_OF = re.compile(
    r"(?:both|neither|the (?:two|three|four|pair|trio)|all (?:two|three|four))", re.IGNORECASE
)
_FEW = frozenset({"two", "three", "four", "2", "3", "4"})


def _counted_before(cast: Cast, words: list[Word], at: int) -> Speaker | None:
    """Return whom "both" or "the two" mean: the people last counted, "two electricians"."""
    if not _ALL_OF.fullmatch(" ".join(w.text for w in words)):
        return None
    parsed = cast.reading.parsed
    for noun in reversed(parsed.words_in(TextSpan(max(0, at - REACH_OF_COUNT), at))):
        counted = parsed.kids(noun.index, "nummod")
        if noun.tag == "NNS" and counted and counted[0].lemma in _FEW and may_be_people(noun):
            return Speaker(cast.reading.text[counted[0].start : noun.end], True, "people")
    return recent(cast, at, {"people"}) or _two_alike(cast, at)


def _two_alike(cast: Cast, at: int) -> Speaker | None:
    """Return "deckhands", where a deckhand and another spoke last."""
    last = [one for where, one in cast.spoken if where <= at and one.sort == "person"][-2:]
    if len(last) < 2 or last[0].name != last[1].name or not last[0].anonymous:
        return None
    return Speaker(f"{last[0].name}s", True, "people")


REACH_OF_COUNT = 300  # code points back from "both" to those who were counted


def _gender_of_pronoun(word: str) -> Gender | None:
    return "he" if word in {"he", "his", "him"} else "she" if word in {"she", "her", "hers"} else None


PRONOUNS = HE_SHE | THEY | IT


def _owned(cast: Cast, span: TextSpan, words: list[Word], outer: Speaker | None) -> Speaker | None:
    """Resolve "its test yard", "Her campaign", "the legal office of the board"."""
    text = cast.reading.text
    if words[0].tag == "PRP$" and len(words) > 1:
        owner = resolve_mention(cast, TextSpan(words[0].start, words[0].end), outer)
        rest = text[words[1].start : span.end]
        name = rest if owner.name.lower() in PRONOUNS else f"{owner.name}'s {rest}"
        return Speaker(name, not is_body_noun(words), sort_of(words))
    return None
