"""Proper place names in a content: by named entities, and by the company that names keep.

Invented and rare places are in no list, so a capitalised name counts as a place
where the text treats it as one: "near Orrin", "Orrin province", "the city of Orrin".
"""

from __future__ import annotations

import re

from sayso.claims.gazetteer.locating import locate
from sayso.claims.gazetteer.table import look_up
from sayso.claims.parsing import Word
from sayso.claims.qualify.names import LEADING
from sayso.claims.qualify.within import within
from sayso.claims.reading import Reading
from sayso.claims.types import Place, Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

_NAME = r"[A-Z][\w'-]*(?: (?:[A-Z][\w'-]*))*"
_KINDS = (
    "province|city|town|village|district|region|county|state|islands?|valley|bridge|river|lake|sea|"
    "mountains?|peninsula|strait|oblast|port|harbour|square|airport|hospital|school|refinery|clinic|plant|"
    "mine|crossing|dam|pit|camp|station|depot|factory|terminal|barracks|prison|forest|coast"
)
_AFTER = re.compile(rf"\b(?P<name>{_NAME}) (?P<kind>{_KINDS})\b")
_BEFORE = re.compile(
    rf"\b(?:[Tt]he )?(?:city|town|village|district|province|region|state|republic|Republic|"
    rf"island|port|capital|River|Lake|Mount) (?:of )?(?P<name>{_NAME})"
)
_LOCATIVE = re.compile(
    rf"\b(?:in|near|outside|around|above|towards?|across|inside|reach(?:ed)?|entered|via) (?P<name>{_NAME})"
)
_PERHAPS = re.compile(rf"\b(?:from|to|at|of|leave|left|hit|struck|shelled|took|taken) (?P<name>{_NAME})")
_OFFICE = re.compile(
    r"\b(?:Ministry|Party|Council|Agency|Commission|Group|Brigade|Army|Television|Radio|Union|Office|Court|Street|Times|News)\b"
)
PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december i telegram twitter facebook x english
    """
)


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
    names = {m.group("name") for p in (_AFTER, _BEFORE, _LOCATIVE) for m in p.finditer(text)}
    names |= {m.group("name") for m in _PERHAPS.finditer(text) if look_up(m.group("name"))}
    names |= _entities(reading)
    persons = _persons(reading)
    return {
        n
        for n in names
        if n.casefold() not in _NO_PLACES
        and n not in persons
        and not _OFFICE.search(n)
        and len(n) > 2
        and n.split()[0].lower() not in LEADING
        and not n.isupper()
    }


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
    """Tell whether a name is used for the place, not for a body named after it ("Orrin Radio")."""
    after = reading.text[span.end : span.end + 20]
    return not re.match(
        r" (?:[A-Z]\w+ )?(?:Ministry|Radio|Television|Agency|Council|Brigade|Hospital|Police|"
        r"Construction|Front|Group)",
        after,
    )
