"""A large invented case: documents on several events at once, with their claims, the same for the same seed.

Each event has its own place, bodies and persons, some things that are counted and some that are asserted or
denied. Documents take up what others said in other words, some forward or copy another. No text is read for
claims here: they are written down with their places as the text is made.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.claims.types import Claim, Document, Place, Quantity
from sayso.compare.words import words_in
from sayso.values import TextSpan, digest_bytes

CLAIMS_A_DOCUMENT = 15
DOCUMENTS_AN_EVENT = 12
_SOUNDS = sorted(
    words_in(
        "ba be bri do dra fe fol ga gri ha ist ka kel li lo mar mi no or pa que ra sel ta tor u va wen yl"
    )
)
NAMELESS = ("a witness", "officials")
_VERBS = ("said", "told reporters", "wrote", "announced", "insisted")
_COUNTED = (
    ("{n} {who} were killed in {place}", "killed"),
    ("{n} {who} died at the {thing} in {place}", "killed"),
    ("{n} {who} were hurt in {place}", "hurt"),
    ("{n} {who} were missing after the {what}", "missing"),
    ("{n} {who} had been taken to hospital from {place}", "hospital"),
    ("the {what} lasted {n} hours", "hours"),
    ("{n} houses near the {thing} lost power", "houses"),
    ("{n} tonnes of {stuff} burned at {place}", "tonnes"),
)  # fmt: skip
_ASSERTED = (
    "the {thing} in {place} had been inspected in spring",
    "the {what} began in the {part} of the {thing}",
    "{body} had been warned about the {thing}",
    "the {what} was caused by {stuff} that was stored badly",
    "the road to {place} would stay closed",
    "the footage of the {what} was genuine",
)
_WHO = ("miners", "workers", "people", "passengers", "guards", "residents")
_WHAT = ("fire", "blast", "flood", "collapse", "raid", "crash", "shelling", "landslide")
_THING = ("pit", "bridge", "terminal", "depot", "school", "dam", "factory", "ferry", "station", "market")
_STUFF = ("grain", "fuel", "timber", "fertiliser", "cotton", "coal", "sugar")
_PART = ("north wing", "lower gallery", "engine room", "loading bay", "east tower")


@dataclass(frozen=True, slots=True)
class _Event:
    words: dict[str, str]
    speakers: tuple[str, ...]
    figures: dict[str, int]
    day: int


def case_of(
    documents: int, claims_a_document: int = CLAIMS_A_DOCUMENT, seed: int = 1
) -> tuple[list[Document], list[Claim]]:
    """Return so many documents, with so many claims each."""
    chance = random.Random(seed)
    events = [_event(chance) for _ in range(max(1, documents // DOCUMENTS_AN_EVENT))]
    # Most is written about few events, as in a real case.
    shares = [1 / (place + 1) ** 0.7 for place in range(len(events))]
    found = [
        _document(number, chance.choices(events, shares)[0], claims_a_document, chance)
        for number in range(documents)
    ]
    return [document for document, _ in found], [claim for _, claims in found for claim in claims]


def _event(chance: random.Random) -> _Event:
    place, people = _name(chance), [_name(chance) for _ in range(4)]
    words = {
        "place": place,
        "who": chance.choice(_WHO),
        "what": chance.choice(_WHAT),
        "thing": chance.choice(_THING),
        "stuff": chance.choice(_STUFF),
        "part": chance.choice(_PART),
        "body": f"the {place} council",
    }
    bodies = (f"{place} Rescue Service", f"Ministry of Defence of {people[0]}", f"{people[1]} Union")
    persons = tuple(f"{_name(chance)} {name}" for name in people)
    figures = {sort: chance.randint(2, 400) for _, sort in _COUNTED}
    return _Event(words, (*bodies, *persons, *NAMELESS), figures, chance.randint(1, 20))


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SOUNDS) for _ in range(chance.randint(2, 4))).capitalize()


def _document(number: int, event: _Event, claims: int, chance: random.Random) -> tuple[Document, list[Claim]]:
    doc_id, text = f"d{number:05}", ""
    places: list[dict[str, Any]] = []
    for words, quantity, speaker, act in _lines(event, claims, chance):
        start = len(text)
        text += words
        content = TextSpan(start, len(text))
        text += ", "
        source = TextSpan(len(text), len(text) + len(speaker))
        verb = "denied" if act == "deny" else chance.choice(_VERBS)
        cue = TextSpan(source.end + 1, source.end + 1 + len(verb))
        text += f"{speaker} {verb}.\n\n"
        spans = {"source": (source,), "cue": (cue,), "content": (content,)}
        places.append({**spans, "quantities": quantity, "speaker": speaker, "act": act})
    digest = digest_bytes(text.encode())
    document = Document(
        doc_id=doc_id,
        text=text,
        text_digest=digest,
        kind=chance.choice(("article", "article", "post", "statement")),
        publisher=f"{_name(chance)} News" if chance.random() < 0.3 else f"Paper {number % 90}",
        published=f"2031-05-{event.day + chance.randint(0, 5):02}T{chance.randint(0, 23):02}:00:00Z",
        cites=(f"d{number - 1:05}",) if number and chance.random() < 0.1 else (),
    )
    return document, [_claim(document, event.words["place"], fields) for fields in places]


def _lines(
    event: _Event, claims: int, chance: random.Random
) -> Iterator[tuple[str, tuple[Quantity, ...], str, str]]:
    for _ in range(claims):
        speaker = chance.choice(event.speakers)
        if chance.random() < 0.5:
            pattern, sort = chance.choice(_COUNTED)
            value = max(1, event.figures[sort] + chance.choice((0, 0, 0, 1, -1, 5, 40)))
            unit = sort if sort in ("hours", "houses", "tonnes") else event.words["who"]
            qualifier = chance.choice(("exact", "exact", "at-least", "approx"))
            quantity = Quantity(value=value, unit=unit, qualifier=qualifier)  # type: ignore[arg-type]
            yield pattern.format(n=value, **event.words), (quantity,), speaker, "assert"
        else:
            words = chance.choice(_ASSERTED).format(**event.words)
            yield f"that {words}", (), speaker, chance.choice(("assert", "assert", "assert", "deny"))


def _claim(document: Document, place: str, fields: dict[str, Any]) -> Claim:
    content: TextSpan = fields["content"][0]
    at = document.text.find(place, content.start, content.end)
    return Claim(
        doc_id=document.doc_id,
        text_digest=document.text_digest,
        mode="indirect",
        endorsement="neutral",
        certainty="unspecified",
        event_status="happened",
        anonymous=fields["speaker"] in NAMELESS,
        places=(Place(text=place, span=TextSpan(at, at + len(place))),) if at >= 0 else (),
        **fields,
    )
