"""Whom a description means: "the ministry", "the 30-year-old", "one of her divers"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.parsing import Word
from sayso.claims.qualify.bodies import is_group, is_publisher, known_body
from sayso.claims.qualify.cast import (
    BODIES,
    COMPANY_NOUNS,
    ROLE_NOUNS,
    STATE_NOUNS,
    Cast,
    Speaker,
    author_of,
    bare,
    is_person,
)
from sayso.claims.qualify.doers import PERSONS
from sayso.claims.qualify.doing import doers_of
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.recency import recent, recent_person
from sayso.claims.words import word_set
from sayso.values import TextSpan


def is_body_noun(words: list[Word]) -> bool:
    head = _head_of(words)
    return head.lemma in BODIES or head.text.lower() in BODIES


def sort_of(words: list[Word]) -> str:
    head = _head_of(words)
    if head.lemma in BODIES:
        return "body"
    return "people" if head.tag in {"NNS", "NNPS"} else "person"


def _head_of(words: list[Word]) -> Word:
    inside = {w.index for w in words}
    for word in words:
        at_top = word.head not in inside or word.head == word.index
        if at_top and word.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            return word
    nouns = [w for w in words if w.pos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else words[-1]


MOST_WORDS = 8  # of a description with its relative clause; a longer one is cut before that


def description(cast: Cast, span: TextSpan, words: list[Word]) -> Speaker:
    """Name whom a description means; one that nothing explains stands for itself."""
    head = _head_of(words)
    if head.lemma == "one" and (one := _one_of(cast, words)) is not None:
        return one
    definite = (
        words[0].lemma in {"the", "this", "that", "these", "those"}
        or (words[0].text[0].islower() and words[0].pos in {"NOUN", "PROPN"})
        or (len(words) == 1 and head.text.lower() in ROLE_NOUNS)  # "Governor: it was …"
    )
    alone = head.index == words[-1].index or _is_parent_of(cast, span, head)
    if definite or (head.lemma in BODIES and head.tag == "NN"):
        known = _known(cast, span, words, head) if alone else None
        if known is not None:
            return known
    if words[0].lemma in {"a", "an"} and (later := _named_below(cast, span, head)) is not None:
        return later
    name = _ITS_NAMED.sub(r" \1 ", _with_inner_names(cast, span, words, head))
    if len(name.split()) > MOST_WORDS:
        name = re.split(r"\s(?:who|whose|which|that)\s", name, maxsplit=1)[0]
    speaker = Speaker(bare(name), _is_anonymous(words, head, definite), sort_of(words))
    cast.describe(span.start, head.lemma, speaker)
    return speaker


_ITS_NAMED = re.compile(
    r" (for|of|from|at|with) (?:the|its|their|his|her|whose) [a-z -]{2,40}, (?=[A-Z])"
)  # "spokeswoman | for its operator, Orsel Lines"
REACH_BELOW = 600  # code points from "a clerk said" to "the clerk, Ada Brill,"


def _named_below(cast: Cast, span: TextSpan, head: Word) -> Speaker | None:
    """Return the name that a person just brought in bears where the text goes on: "the clerk, Ada Brill"."""
    noun = head.text.lower()
    if head.tag != "NN" or not is_person_noun(noun):
        return None
    below = cast.reading.text[span.end : span.end + REACH_BELOW]
    again = re.search(
        rf"\b(?:(?P<other>an?|another|one|two|second)|the) (?:[a-z-]+ )?{re.escape(noun)}s?\b",
        below,
        re.IGNORECASE,
    )
    if again is None or again["other"]:
        return None
    at = span.end + again.end()
    name = _NAME_IN_APPOSITION.match(cast.reading.text, at)
    use = next((u for u in cast.names.within(TextSpan(*name.span("name")))), None) if name else None
    return _speaker_named(cast, use.text) if use is not None and is_person(cast, use) else None


_NAME_IN_APPOSITION = re.compile(r", (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})(?=[,.;:]|$)", re.MULTILINE)


def _is_parent_of(cast: Cast, span: TextSpan, head: Word) -> bool:
    """Tell "the father of three", who is somebody named before."""
    rest = cast.reading.text[head.end : span.end]
    return head.lemma in MERE_PERSONS and bool(re.fullmatch(r" of (?:\d+|[a-z]+)", rest))


_NAME_AFTER = re.compile(
    r", (?:(?:the|a|an) )?(?:[a-z][\w-]* ){0,3}(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})(?=[,.;:]|$)"
)
_ROLE_AND_NAME_AFTER = re.compile(
    r", (?:the|a|an) (?:[a-z][\w-]* ){1,3}(?P<name>[A-Z][\w'-]+)(?=[,.;:]|$)"
)  # "Dorr's ex, the rapper Hane,"
_NEAR_ONES = frozenset(
    {"ex", "neighbour", "neighbor", "friend", "partner", "fellow", "ally", "rival", "aide"}
)


def name_after(cast: Cast, span: TextSpan, words: list[Word]) -> Speaker | None:
    """Return the name in apposition right after a mention: "its boss, firebrand Ada Brill,"."""
    head = _head_of(words)
    text = cast.reading.text
    match = _NAME_AFTER.match(text, span.end) or _ROLE_AND_NAME_AFTER.match(text, span.end)
    titled = head.tag == "NN" and (is_person_noun(head.lemma) or head.lemma in _NEAR_ONES)
    titled = titled or (
        head.tag == "NNP" and is_person_noun(head.text.lower()) and _ends_with_office(words, head)
    )
    if match is None or not titled:
        return None
    use = next((u for u in cast.names.within(TextSpan(*match.span("name")))), None)
    return _speaker_named(cast, use.text) if use is not None and is_person(cast, use) else None


def _ends_with_office(words: list[Word], head: Word) -> bool:
    """Tell "the Chief of the General Staff" from "Chief Ada Brill"."""
    following = next((w for w in words if w.index == head.index + 1), None)
    named = len(words) > 1 and is_given_name(words[0].text)  # "Charles King"
    return not named and (following is None or following.lemma == "of")


def _one_of(cast: Cast, words: list[Word]) -> Speaker | None:
    """Return "diver" for "one of her divers"."""
    after = re.compile(r", (?:an?|the) ([a-z][\w -]{2,40})(?=,)").match(cast.reading.text, words[-1].end)
    if after:
        return Speaker(after.group(1), True, "person")
    if words[-1].lemma in {"they", "them", "these", "those"}:
        people = recent(cast, words[0].start, {"people"})
        return Speaker(f"one of {people.name}", True, "person") if people else None
    for word in words:
        if word.tag == "NNS" and word.dep == "pobj":
            rest = cast.reading.text[word.end : words[-1].end]
            return Speaker(word.lemma + rest, True, "person")
    return None


def _known(cast: Cast, span: TextSpan, words: list[Word], head: Word) -> Speaker | None:
    """Find what a description means: a longer name, an apposition, a title, an earlier description."""
    at, noun = span.start, head.lemma
    extra = [
        w.text.lower()
        for w in words
        if w.index < head.index and w.pos in {"NOUN", "PROPN", "ADJ"} and w.lemma != "same"
    ]
    publisher = cast.reading.document.publisher or ""
    if (
        cast.reading.document.kind == "statement"
        and noun in publisher.lower().split()
        and all(w in publisher.lower() for w in extra)
    ):
        return author_of(cast.reading)
    found = _longer_name(cast, at, head.text.lower(), extra)
    if found is not None:
        return found
    if head.tag in {"NNS", "NNPS"}:
        return _people_described(cast, noun, extra)
    called = cast.names.called.get(noun, [])
    before = [name for where, name in called if where < span.end]
    doers = [] if before else doers_of(cast, span.end, noun, extra)
    if before or len(doers) == 1:
        named = _speaker_named(cast, [*before, *doers][-1])
        return replace(named, sort="person") if noun in PERSONS else named
    for _, speaker in reversed(cast.described.get(noun, [])):
        if all(w in speaker.name.lower() for w in extra):
            return speaker
    if (
        cast.reading.document.kind == "statement"
        and publisher
        and not extra
        and is_publisher(noun, publisher)
    ):
        return author_of(cast.reading)
    found = None if doers else known_body(cast, at, noun, extra) or _longer_name(cast, at, noun, extra, True)
    if found is not None:
        return found
    if noun in ROLE_NOUNS and len({name for _, name in called}) == 1 and not extra:
        return _speaker_named(cast, called[0][1])  # named only later
    if any(w in FORMERLY for w in extra) or (head.tag == "NN" and noun in MERE_PERSONS):
        return recent_person(cast, at)
    return None


FORMERLY = word_set("year-old old former ex retired veteran")
MERE_PERSONS = word_set(
    """
    man woman teenager widow widower pensioner politician veteran mother father grandmother grandfather
    boy girl youth tycoon actor actress singer writer author academic scientist student pupil farmer
    businessman businesswoman entrepreneur lawmaker legislator
    """
)


def _people_described(cast: Cast, noun: str, extra: list[str]) -> Speaker | None:
    """Return several people brought in before: "two drivers", then "the drivers"."""
    for _, speaker in reversed(cast.described.get(noun, [])):
        if speaker.sort == "people" and all(w in speaker.name.lower() for w in extra):
            return speaker
    return None


def is_person_noun(noun: str) -> bool:
    """Tell whether a noun is a person's trade or what a person is, not a body's."""
    person = noun in MERE_PERSONS | ROLE_NOUNS or lexicon.names_a_trade(noun)
    return person and noun not in BODIES | COMPANY_NOUNS


def _longer_name(cast: Cast, at: int, noun: str, extra: list[str], militias: bool = False) -> Speaker | None:
    """Return the last name before an offset that ends or begins with the noun and holds the other words.

    Args:
        militias: whether "the company" may be what the text calls a militia, "the Free Company".
    """
    for use in reversed(cast.names.before(at)):
        tokens = [t.lower() for t in use.text.split()]
        if use.span.start >= at or len(tokens) < 2 or noun not in tokens:
            continue
        fighters = not militias and noun in COMPANY_NOUNS and is_group(cast, use.text)
        if _head_token(tokens) == noun and all(w in tokens for w in extra) and not fighters:
            return Speaker(cast.names.fullest(use.text), False, "body")
    return None


def _head_token(tokens: list[str]) -> str:
    for place, token in enumerate(tokens):
        if token in {"of", "for"} and place:
            return tokens[place - 1]
    return tokens[-1]


def _speaker_named(cast: Cast, name: str) -> Speaker:
    use = cast.names.find(name)
    full = cast.names.fullest(name)
    person = use is not None and not use.is_body and is_person(cast, use)
    return Speaker(full, False, "person" if person else "body")


def _with_inner_names(cast: Cast, span: TextSpan, words: list[Word], head: Word) -> str:
    """Spell out a body inside a description: "the legal office of the board", "the firm's lawyer"."""
    text = cast.reading.text
    for word in words:
        if word.index == head.index or word.pos != "NOUN" or word.dep not in {"pobj", "poss"}:
            continue
        article = next((w for w in words if w.head == word.index and w.dep == "det"), None)
        if (
            article is None
            or article.lemma != "the"
            or word.lemma not in BODIES | COMPANY_NOUNS | STATE_NOUNS
        ):
            continue
        inner = [w for w in words if article.index <= w.index <= word.index]
        known = _known(cast, TextSpan(article.start, word.end), inner, word)
        if known is None:
            continue
        the = "the " if word.dep == "pobj" else ""
        return f"{text[span.start : article.start]}{the}{known.name}{text[word.end : span.end]}"
    return span.of(text)


def _is_anonymous(words: list[Word], head: Word, definite: bool) -> bool:
    noun = head.lemma
    if noun in BODIES | COMPANY_NOUNS or head.text.lower() in BODIES:
        named = any(w.pos == "PROPN" for w in words)
        several = head.tag == "NNS" and head.text.endswith("s")
        return not named and (several or words[0].lemma in {"a", "an"})
    if noun in {"spokesman", "spokeswoman", "spokesperson"}:
        return False
    if head.pos == "PROPN" and head.tag != "NNPS":
        return False
    return not (definite and noun in ROLE_NOUNS and head.tag == "NN") and not (
        words[0].pos == "PROPN" and words[-1].lemma in BODIES
    )
