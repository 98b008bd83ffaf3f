"""Proper place names in a content: by named entities, and by the company that names keep.

Invented and rare places are in no list, so a capitalised name counts as a place
where the text treats it as one: "near Orrin", "Orrin province", "the city of Orrin".
"""

from __future__ import annotations

import re

from sayso.claims.gazetteer.locating import locate
from sayso.claims.gazetteer.table import look_up
from sayso.claims.parsing import Word
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import LEADING, TITLES
from sayso.claims.qualify.within import within
from sayso.claims.reading import Reading
from sayso.claims.types import Place, Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

_NAME = r"[A-Z][\w'-]{0,60}(?: [A-Z][\w'-]{0,60}){0,8}"  # bounded, or long runs take quadratic time
_KINDS = (
    "province|city|town|village|district|region|county|state|islands?|valley|bridge|river|lake|sea|"
    "mountains?|peninsula|strait|oblast|port|harbour|square|airport|hospital|school|refinery|clinic|plant|"
    "mine|crossing|dam|pit|camp|station|depot|factory|terminal|barracks|prison|forest|coast"
)
_AFTER = re.compile(rf"\b(?P<name>{_NAME}) (?P<kind>{_KINDS})\b")
_BEFORE = re.compile(
    rf"\b(?:[Tt]he )?(?:[Gg]overnment(?= of)|city|town|village|district|province|region|state|republic|"
    rf"Republic|island|port|capital|River|Lake|Mount) (?:of )?(?P<name>{_NAME})"
)
_LOCATIVE = re.compile(
    rf"\b(?:in|near|outside|around|above|towards?|across|inside|reach(?:ed)?|entered|via) (?P<name>{_NAME})"
)
_MOTION = re.compile(
    rf"\b(?:(?:left|leav(?:e|es|ing)|bound|head(?:ed|ing)|sail(?:ed|ing)|set (?:off|out)) for|"
    rf"(?:fled|flee|drove|driven|walked|sailed|marched|travell?ed|withdrew|retreated|"
    rf"advanced|towed|flown|ferried|evacuated|road|railway|train|trains|bus|ferry|flight) (?:back )?to) "
    rf"(?P<name>{_NAME})(?!')"
)
_PERHAPS = re.compile(rf"\b(?:from|to|at|of|leave|left|hit|struck|shelled|took|taken) (?P<name>{_NAME})")
_OFFICE = re.compile(
    r"\b(?:Ministry|Party|Council|Agency|Commission|Group|Brigade|Army|Television|Radio|Union|Office|Court|Street|Times|News)\b"
)
PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    parliament cabinet congress senate
    july august september october november december i telegram twitter facebook x english
    """
)


_NUMBER = r"(?:\d+\w?|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
_NUMBER_AFTER = re.compile(rf" (?P<number>{_NUMBER})\b")
_LABEL = re.compile(rf"^\w+ {_NUMBER}$")  # "Silo Four" is a label, and tells no place
_MADE_OF_NAME = re.compile(r"(?:ian|ean|ese|ish)$")


def find_places(reading: Reading) -> list[Place]:
    """Return the place names of a whole document, in order."""
    names = _place_names(reading)
    spans: dict[int, TextSpan] = {}
    for name in sorted(names, key=len):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", reading.text):
            span = _with_kind(reading.text, TextSpan(match.start(), match.end()))
            if _stands_as_place(reading, span):
                spans[span.start] = span
    kept = [
        s
        for s in spans.values()
        if not any(o is not s and o.start <= s.start and s.end <= o.end and o != s for o in spans.values())
    ]
    named = [(span, span.of(reading.document.text)) for span in sorted(kept)]
    known = locate(text for _, text in named) if named else {}
    return [Place(text=text, span=span, located=known[text]) for span, text in named]


def places_in(found: list[Place], content: Spans) -> tuple[Place, ...]:
    """Return the places that a content names, each once."""
    out: dict[str, Place] = {}
    for place in within(found, content, lambda place: place.span):
        out.setdefault(place.text, place)
    return tuple(out.values())


def _place_names(reading: Reading) -> set[str]:
    text = reading.text
    surely = {m.group("name") for p in (_BEFORE, _MOTION) for m in p.finditer(text)}
    surely = {name for name in surely if not _is_called_like_a_person(name)}
    names = {m.group("name") for p in (_AFTER, _LOCATIVE) for m in p.finditer(text)}
    names |= {m.group("name") for m in _PERHAPS.finditer(text) if look_up(m.group("name"))}
    names |= _entities(reading)
    persons = _persons(reading)
    named = {n for n in map(_without_owner, names) if not _is_of_a_person(n, persons)}
    return {n for n in named | surely if _can_be_place(n)}


def _can_be_place(name: str) -> bool:
    return not (
        name.casefold() in _NO_PLACES
        or _OFFICE.search(name)
        or _LABEL.search(name)
        or len(name) <= 2
        or name.split(maxsplit=1)[0].lower() in LEADING
        or name.isupper()
    )


def _without_owner(name: str) -> str:
    return re.sub(r"'s?$", "", name)


def _is_of_a_person(name: str, persons: set[str]) -> bool:
    """Tell "Dorr" and "Captain Lena Dorr", whom the text has as a person, from a place."""
    tokens = name.split()
    while len(tokens) > 1 and tokens[0].lower().rstrip(".") in TITLES:
        tokens = tokens[1:]
    return all(token in persons for token in tokens)


def _is_called_like_a_person(name: str) -> bool:
    """Tell "Captain Dorr" and "Joss Hane" by title and given name alone."""
    first, _, more = name.partition(" ")
    return bool(more) and (first.lower() in TITLES or is_given_name(first))


def _entities(reading: Reading) -> set[str]:
    out: set[str] = set()
    run: list[Word] = []
    for word in [*reading.parsed.words]:
        if (
            word.entity in PLACE_ENTITIES
            and word.text[:1].isupper()
            and (not run or word.index == run[-1].index + 1)
        ):
            run.append(word)
            continue
        if run:
            out.add(reading.text[run[0].start : run[-1].end])
        run = [word] if word.entity in PLACE_ENTITIES and word.text[:1].isupper() else []
    if run:
        out.add(reading.text[run[0].start : run[-1].end])
    return out


def _persons(reading: Reading) -> set[str]:
    return {w.text for w in reading.parsed.words if w.entity == "PERSON"}


def _with_kind(text: str, span: TextSpan) -> TextSpan:
    after = re.match(
        r" (?:province|district|region|bridge|river|island|valley|county|oblast)\b",
        text[span.end : span.end + 12],
    )
    before = re.search(r"\b(?:River|Lake|Mount) $", text[max(0, span.start - 7) : span.start])
    start = span.start - len(before.group()) if before else span.start
    return TextSpan(start, span.end + (after.end() if after else 0))


def _stands_as_place(reading: Reading, span: TextSpan) -> bool:
    """Tell whether a name is used for the place, not for a body named after it ("Orrin Radio").

    An adjective ("a Kestrian village") and what only bears a number ("Hangar 2") are no places.
    """
    after = reading.text[span.end : span.end + 20]
    if _is_numbered(reading, span) or _is_adjective(reading, span):
        return False
    return not re.match(
        r" (?:[A-Z]\w+ )?(?:Ministry|Radio|Television|Agency|Council|Brigade|Hospital|Police|"
        r"Construction|Front|Group)",
        after,
    )


def _is_numbered(reading: Reading, span: TextSpan) -> bool:
    """Tell "Hangar 2" from "in London 40 people died" and "in Paris 3 were hurt"."""
    match = _NUMBER_AFTER.match(reading.text, span.end)
    if match is None or " " in span.of(reading.text):
        return False
    names = reading.parsed.words_in(span)
    numbers = reading.parsed.words_in(TextSpan(*match.span("number")))
    if not names or not numbers or match.group("number").isalpha():
        return True
    following = reading.parsed.words[numbers[-1].index + 1 : numbers[-1].index + 2]
    counts = any(word.tag == "NNS" or word.text.lower() in _OF_SEVERAL for word in following) or (
        any(word.pos == "VERB" for word in following) and bool(look_up(span.of(reading.text)))
    )
    return numbers[0].head == names[-1].index and not counts


_OF_SEVERAL = word_set("were are have men women people children dead injured wounded missing")


def _is_adjective(reading: Reading, span: TextSpan) -> bool:
    """Tell "Kestrian" in "a Kestrian village"."""
    words = reading.parsed.words_in(span)
    if len(words) != 1 or words[0].dep not in {"amod", "compound", "nmod"}:
        return False
    described = reading.parsed.words[words[0].head]
    before = described.index > words[0].index
    return before and (words[0].pos == "ADJ" or bool(_MADE_OF_NAME.search(words[0].text)))
