"""Whom a description means: "the ministry", "the 30-year-old", "one of her divers"."""

from __future__ import annotations

import re

from sayso.claims.parsing import Word
from sayso.claims.qualify.cast import (
    BODIES,
    COMPANY_NOUNS,
    GROUP_NOUNS,
    MEDIA_NOUNS,
    POSTING,
    ROLE_NOUNS,
    STATE_NOUNS,
    Cast,
    Speaker,
    author_of,
    bare,
    has_role,
    is_person,
    is_state,
    recent,
    recent_person,
)
from sayso.claims.qualify.names import Name
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


def description(cast: Cast, span: TextSpan, words: list[Word]) -> Speaker:
    head = _head_of(words)
    if head.lemma == "one" and (one := _one_of(cast, words)) is not None:
        return one
    definite = words[0].lemma in {"the", "this", "that", "these", "those"} or (
        words[0].text[0].islower() and words[0].pos == "NOUN"
    )
    alone = head.index == words[-1].index
    if definite or (head.lemma in BODIES and head.tag == "NN"):
        known = _known(cast, span, words, head) if alone else None
        if known is not None:
            return known
    name = _with_inner_names(cast, span, words, head)
    speaker = Speaker(bare(name), _is_anonymous(words, head, definite), sort_of(words))
    cast.describe(span.start, head.lemma, speaker)
    return speaker


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
        if w.index != head.index and w.pos in {"NOUN", "PROPN", "ADJ"} and w.lemma != "same"
    ]
    publisher = cast.reading.document.publisher or ""
    if (
        cast.reading.document.kind == "statement"
        and noun in publisher.lower().split()
        and all(w in publisher.lower() for w in extra)
    ):
        return author_of(cast.reading)
    found = _longer_name(cast, at, head.text.lower(), extra) or _longer_name(cast, at, noun, extra)
    if found is not None:
        return found
    called = [name for where, name in cast.names.called.get(noun, []) if where < span.end]
    if called:
        return _speaker_named(cast, called[-1])
    for _, speaker in reversed(cast.described.get(noun, [])):
        if all(w in speaker.name.lower() for w in extra):
            return speaker
    if (
        cast.reading.document.kind == "statement"
        and not extra
        and noun in BODIES | COMPANY_NOUNS
        and publisher
    ):
        return author_of(cast.reading)
    if noun in STATE_NOUNS:
        return _recent_state(cast, at)
    if noun in COMPANY_NOUNS:
        return _recent_company(cast, at)
    if noun in MEDIA_NOUNS:
        return _recent_medium(cast, at)
    if noun in GROUP_NOUNS and not extra:
        return recent(cast, at, {"body"})
    if any(re.fullmatch(r"year-old|old", w) for w in extra) or (head.tag == "NN" and _is_mere_person(noun)):
        return recent_person(cast, at)
    return None


BLAMING = word_set("accuse blame sue fault")


MERE_PERSONS = word_set(
    """
    man woman teenager widow widower pensioner politician veteran mother father grandmother grandfather
    boy girl youth tycoon actor actress singer writer author academic scientist student pupil farmer
    businessman businesswoman entrepreneur lawmaker legislator
    """
)


def _is_mere_person(noun: str) -> bool:
    return noun in MERE_PERSONS


def _longer_name(cast: Cast, at: int, noun: str, extra: list[str]) -> Speaker | None:
    """Return the last name before an offset that ends or begins with the noun and holds the other words."""
    for use in reversed(cast.names.before(at)):
        tokens = [t.lower() for t in use.text.split()]
        if use.span.start >= at or len(tokens) < 2 or noun not in tokens:
            continue
        if _head_token(tokens) == noun and all(w in tokens for w in extra):
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


def _recent_state(cast: Cast, at: int) -> Speaker | None:
    """Return the state last named before an offset: one with a people named after it, else a subject."""
    names = [u for u in cast.names.before(at) if not u.is_body and len(u.text.split()) <= 3]
    peopled = [u for u in names if _has_demonym(cast.reading.text, u.text)]
    states = peopled or [u for u in names if is_state(cast, u) and not is_person(cast, u)]
    chosen = states[-1:]
    return Speaker(cast.names.fullest(chosen[0].text), False) if chosen else None


def _has_demonym(text: str, name: str) -> bool:
    """Tell whether an adjective made from a name stands in the text: Tessia, Tessian."""
    stem = re.escape(name[: max(3, len(name) - 2)])
    return any(
        m.group() != name for m in re.finditer(rf"\b{stem}[a-z]{{0,3}}(?:an|ian|ese|ish|ic|ard)s?\b", text)
    )


def _recent_medium(cast: Cast, at: int) -> Speaker | None:
    """Return the channel or outlet that posted something last, else the last name that is no person's."""
    best: Name | None = None
    for use in cast.names.before(at):
        if use.span.start >= at or (is_person(cast, use) and not _posted(cast, use)):
            continue
        if best is None or _posted(cast, use) or not _posted(cast, best):
            best = use
    return Speaker(cast.names.fullest(best.text), False) if best else recent(cast, at, {"body"})


def _posted(cast: Cast, use: Name) -> bool:
    parsed = cast.reading.parsed
    for word in parsed.words_in(use.span):
        head = parsed.words[word.head]
        if head.lemma == "by" and parsed.words[head.head].lemma in POSTING:
            return True
        if word.dep == "nsubj" and head.lemma in POSTING:
            return True
    return False


def _recent_company(cast: Cast, at: int) -> Speaker | None:
    """Return the body named last before an offset, or the one that was just accused of something."""
    for use in reversed(cast.names.before(at)):
        if use.span.start < at and (use.is_body or _is_blamed(cast, use)):
            return Speaker(cast.names.fullest(use.text), False)
    return None


def _is_blamed(cast: Cast, use: Name) -> bool:
    """Tell whether a name without a person's title is that of whom somebody accuses."""
    words = cast.reading.parsed.words
    blamed = (w for w in cast.reading.parsed.words_in(use.span) if w.dep == "dobj")
    return any(words[w.head].lemma in BLAMING for w in blamed) and not has_role(cast, use.text)


def _with_inner_names(cast: Cast, span: TextSpan, words: list[Word], head: Word) -> str:
    """Spell out a body inside a description: "the legal office of the board"."""
    text = cast.reading.text
    for word in words:
        if word.index > head.index and word.dep == "pobj" and word.pos == "NOUN" and word.lemma in BODIES:
            start = next((w.start for w in words if w.head == word.index and w.dep == "det"), word.start)
            known = _longer_name(cast, span.start, word.lemma, [])
            if known is not None:
                return f"{text[span.start : start]}the {known.name}{text[word.end : span.end]}"
    return span.of(text)


def _is_anonymous(words: list[Word], head: Word, definite: bool) -> bool:
    noun = head.lemma
    if noun in BODIES or head.text.lower() in BODIES:
        return False
    if noun in {"spokesman", "spokeswoman", "spokesperson"}:
        return False
    if head.pos == "PROPN" and head.tag != "NNPS":
        return False
    return not (definite and noun in ROLE_NOUNS and head.tag == "NN") and not (
        words[0].pos == "PROPN" and words[-1].lemma in BODIES
    )
