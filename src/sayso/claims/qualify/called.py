"""What the text calls those it names: titles, nouns in apposition, "which calls itself"."""

from __future__ import annotations

import re

from sayso.claims.parsing import Word
from sayso.claims.qualify.names import Name, Names
from sayso.claims.reading import Reading
from sayso.values import TextSpan


def collect_called(reading: Reading, names: Names) -> None:
    """Note in `names` which common nouns stand for which of them."""
    parsed, called = reading.parsed, names.called
    for use in names.uses:
        for title in use.title[-1:]:
            _note(called, title, use.span.start, use.text)
    for word in parsed.words:
        if word.dep == "appos":
            _pair(names, called, parsed.words[word.head], word)
            _pair(names, called, word, parsed.words[word.head])
    for pattern in (_NAME_THEN_NOUN, _NOUN_THEN_NAME, _SELF_CALLED, _NAMED_LATER):
        for match in pattern.finditer(reading.text):
            found = use_at(names, match.end("name"))
            if found is not None and _is_noun_at(reading, match.start("noun")):
                _note(called, match.group("noun"), match.start(), found.text)
    for places in called.values():
        places.sort()


_PROPER = r"(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
_NAME_THEN_NOUN = re.compile(
    _PROPER
    + r", (?:a|an|the) (?:[\w-]+ ){0,4}?(?P<noun>[a-z]+)(?= (?:of|that|which|who|for|in|at|whose)\b|[,.])"
)
_NOUN_THEN_NAME = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?:[a-zA-Z-]+ ){0,3}?(?P<noun>[a-z]+),? " + _PROPER)
_NAMED_LATER = re.compile(r"\b(?P<noun>[a-z]+), an? [\w -]{3,60}? (?:named|called) " + _PROPER)
_SELF_CALLED = re.compile(
    r"\b(?P<noun>[a-z]+)(?: of(?: the)? [\w ]{3,40}?)?,? (?:(?:that|which) )?"
    r"(?:calls itself|calling itself|known as|called|named|dubbed)"
    r' (?:the )?"?' + _PROPER
)


def _note(called: dict[str, list[tuple[int, str]]], noun: str, at: int, name: str) -> None:
    called.setdefault(noun.lower(), []).append((at, name))


def _is_noun_at(reading: Reading, at: int) -> bool:
    words = reading.parsed.words_in(TextSpan(at, at + 1))
    return bool(words) and words[0].pos in {"NOUN", "PROPN"}


def use_at(names: Names, end: int) -> Name | None:
    """Return the use of a name that ends at an offset."""
    return next((use for use in reversed(names.before(end)) if use.span.end == end), None)


def _pair(names: Names, called: dict[str, list[tuple[int, str]]], noun: Word, name: Word) -> None:
    if noun.pos != "NOUN" or name.pos != "PROPN":
        return
    use = next((u for u in names.before(name.start + 1)[-3:] if name.start < u.span.end), None)
    if use is not None:
        _note(called, noun.lemma, min(noun.start, name.start), use.text)
