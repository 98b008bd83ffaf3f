"""Who is responsible for a claim: the fullest name that the document gives."""

from __future__ import annotations

import re

from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.qualify.cast import (
    BODIES,
    FIRST_PERSON,
    HE_SHE,
    IT,
    THEY,
    Cast,
    Speaker,
    author_of,
    bare,
    is_person,
    recent,
    recent_name,
    recent_person,
    recent_salient_body,
)
from sayso.claims.qualify.descriptions import description, is_body_noun, sort_of
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
    if (
        attribution.rule.startswith("clause of saying set aside")
        and span.of(cast.reading.text).lower() in HE_SHE
    ):
        speaker = recent_person(cast, _sentence_start(cast, span)) or resolve_mention(cast, span, outer)
    else:
        speaker = resolve_mention(cast, span, outer)
    cast.remember(span.end, speaker)
    return speaker


def _sentence_start(cast: Cast, span: TextSpan) -> int:
    """Return where the sentence of a mention begins: what is claimed in it is about somebody else."""
    words = cast.reading.parsed.words_in(span)
    if not words:
        return span.start
    return cast.reading.parsed.words[cast.reading.parsed.sentence_of(words[0].index).start].start


def _unsourced(cast: Cast, attribution: Attribution) -> Speaker:
    if attribution.rule.startswith(("withdrawn", "no comment")):
        return author_of(cast.reading)
    return Speaker(GENERAL_BELIEF, True, "general")


def resolve_mention(cast: Cast, span: TextSpan, outer: Speaker | None = None) -> Speaker:
    """Name whom a mention means: a pronoun, a description, a short or a full name."""
    words = [w for w in cast.reading.parsed.words_in(span) if w.dep != "punct" or w.text == "-"]
    text = span.of(cast.reading.text)
    if not words:
        return Speaker(bare(text), False)
    first = words[0].text.lower()
    if first in FIRST_PERSON and words[0].text != "US":
        if len(words) == 1:
            return outer or author_of(cast.reading)
        rest = cast.reading.text[words[1].start : span.end]
        return Speaker(bare(rest), not is_body_noun(words), sort_of(words))
    if len(words) == 1 and first in HE_SHE | THEY | IT | {"who"}:
        return _pronoun(cast, first, span.start)
    return _named(cast, span) or _owned(cast, span, words, outer) or description(cast, span, words)


def _pronoun(cast: Cast, word: str, at: int) -> Speaker:
    if word in HE_SHE | {"who"}:
        return recent_person(cast, at) or Speaker(word, True, "person")
    if word in THEY:
        if cast.reading.quote_at(at) is not None:
            # Whom somebody means in his own words, the text around them does not tell.
            return Speaker(word, True, "people")
        return (
            recent(cast, at, {"people", "body"})
            or recent_name(cast, at, body=True)
            or Speaker(word, True, "people")
        )
    return (
        recent_salient_body(cast, at)
        or recent(cast, at, {"body"})
        or recent_name(cast, at, body=True)
        or Speaker(word, True)
    )


def _named(cast: Cast, span: TextSpan) -> Speaker | None:
    """Return the name in a mention whose head it is: "spokeswoman Mara Voss", "Voss"."""
    uses = cast.names.within(span)
    if not uses:
        return None
    text = cast.reading.text
    own = _own_body(cast, span)
    if own is not None:
        return own
    last = uses[-1]
    before = text[span.start : last.span.start]
    if re.match(r"^'s?\s+\w", text[last.span.end : span.end]) or (
        re.match(r"^\s+[a-z]", text[last.span.end : span.end])
        and not re.match(r"^\s+(?:of|in|from|at|for|who|with)\b", text[last.span.end : span.end])
    ):
        return None
    first = uses[0]
    tail = text[first.span.end : span.end]
    if (
        len(uses) > 1
        and re.match(r"^\s+(?:of|in|from|at|for)\b", tail)
        and not re.search(r"[a-z]+\s+(?:of|for|from|in|at)\s", text[span.start : first.span.start])
    ):
        last, before = first, text[span.start : first.span.start]
    elif len(uses) > 1 and not tail.startswith(","):
        last = uses[-1]
    if (
        re.search(r"\b[a-z]+ (?:of|for|from|in|at|with|near|by|on|to)(?: the| a)? ?$", before)
        and "," not in before
    ):
        return None
    full = cast.names.fullest(last.text)
    person = not last.is_body and is_person(cast, cast.names.find(full) or last)
    return Speaker(full, False, "person" if person else "body")


def _own_body(cast: Cast, span: TextSpan) -> Speaker | None:
    """Return the publisher of a statement where a mention shortens its name: "The Authority"."""
    publisher = (cast.reading.document.publisher or "").casefold().split()
    tokens = bare(span.of(cast.reading.text)).casefold().split()
    if cast.reading.document.kind != "statement" or not publisher or not tokens:
        return None
    short = set(tokens) <= set(publisher) and (len(tokens) > 1 or tokens[-1] in BODIES)
    return author_of(cast.reading) if short else None


def _owned(cast: Cast, span: TextSpan, words: list[Word], outer: Speaker | None) -> Speaker | None:
    """Resolve "its test yard", "Her campaign", "the legal office of the board"."""
    text = cast.reading.text
    if words[0].tag == "PRP$" and len(words) > 1:
        owner = resolve_mention(cast, TextSpan(words[0].start, words[0].end), outer)
        rest = text[words[1].start : span.end]
        return Speaker(f"{owner.name}'s {rest}", not is_body_noun(words), sort_of(words))
    return None
