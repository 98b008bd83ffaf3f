"""Who says what: by speaker, every claim with its exact words in context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sayso.claims.types import Claim
from sayso.compare.intervals import spoken_in_full
from sayso.compare.types import Comparison
from sayso.publish.marking import Passage, in_context, marks_of
from sayso.publish.pages.labels import Labelled, Shelf
from sayso.publish.pages.places import PlaceShown
from sayso.publish.pages.questions import Asked, question_anchor
from sayso.publish.words import (
    ACT_WORDS,
    CERTAINTY_WORDS,
    ENDORSEMENT_WORDS,
    STATUS_WORDS,
    count_words,
    date_words,
)
from sayso.values import Digest

OPEN_CLAIMS = 30  # up to so many stand open; of more, those of speakers whose claims conflict with another's
NO_PLACES: Mapping[str, tuple[PlaceShown, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim with its words in context, and who said it when, through whom."""

    claim: Labelled
    copy_of: Labelled | None  # the claim of the earliest dated text that this one has word for word
    passages: tuple[Passage, ...]
    does: str  # "denies, as certain"
    remarks: tuple[str, ...]  # what else a reader should know: event status, the writer's stance
    when: str
    way: tuple[str, ...]  # relays from the speaker to the document, nearest to the speaker first
    carrier: str  # who published the document; "" where that is the speaker
    answers: tuple[Asked, ...]  # the questions that it answers
    figures: tuple[str, ...]  # the quantities in it, in short
    places: tuple[PlaceShown, ...]  # the places that it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker and all that he is reported to have said."""

    anchor: str
    name: str
    nameless: str  # "" for a named one; else in which document he stands unnamed
    others: tuple[str, ...]  # names in other words that were found to be his
    parties: tuple[str, ...]  # whom he was found to speak for, or to be part of
    summary: str
    cards: tuple[Card, ...]
    conflicts: bool  # some claim of his was found to conflict with another's
    is_open: bool


def speakers_of(
    comparison: Comparison | None,
    asked: tuple[Asked, ...],
    shelf: Shelf,
    places: Mapping[str, tuple[PlaceShown, ...]] = NO_PLACES,
) -> tuple[Speaker, ...]:
    """Return the speakers: those whose claims were found to conflict, then those with the most claims.

    Args:
        comparison: what was found between the claims; None where they were not compared.
        asked: the questions, as they are shown.
        shelf: the claims under their labels.
        places: those that each claim names, by its label.
    """
    answers, conflicting = _answers(comparison, asked), _conflicting(comparison, shelf)
    groups: dict[str, list[Card]] = {}
    for labelled in shelf.claims:
        original = shelf.original(labelled)
        asked_of = answers.get(original.id, ())
        card = _card(labelled, original, asked_of, places.get(labelled.label, ()))
        groups.setdefault(labelled.speaker_key, []).append(card)
    ordered = sorted(groups.items(), key=lambda pair: _order(pair[0], pair[1], conflicting))
    few = len(shelf.claims) <= OPEN_CLAIMS
    return tuple(
        _speaker(index, cards, conflicting, few) for index, (_, cards) in enumerate(ordered, start=1)
    )


def _order(key: str, cards: list[Card], conflicting: set[Digest]) -> tuple[bool, int, str]:
    return (not _is_any(cards, conflicting), -len(cards), key)


def _is_any(cards: list[Card], of: set[Digest]) -> bool:
    return any(card.claim.id in of for card in cards)


def _conflicting(comparison: Comparison | None, shelf: Shelf) -> set[Digest]:
    findings = comparison.findings if comparison is not None else ()
    ends = {end for f in findings if f.relation == "conflicts" for end in (f.left, f.right)}
    return {claim for claim, stands in shelf.stands.items() if stands in ends}


def _answers(comparison: Comparison | None, asked: tuple[Asked, ...]) -> Mapping[Digest, tuple[Asked, ...]]:
    if comparison is None:
        return {}
    by_anchor = {question.anchor: question for question in asked}
    out: dict[Digest, tuple[Asked, ...]] = {}
    for question in comparison.questions:
        for claim_id in dict.fromkeys(position.claim for position in question.positions):
            out[claim_id] = (*out.get(claim_id, ()), by_anchor[question_anchor(question)])
    return out


def _speaker(index: int, cards: list[Card], conflicting: set[Digest], few: bool) -> Speaker:
    first = cards[0].claim
    documents = {card.claim.exhibit.letter for card in cards}
    others = dict.fromkeys(card.claim.claim.speaker for card in cards)
    parties = dict.fromkeys(card.claim.party for card in cards)
    conflicts = _is_any(cards, conflicting)
    return Speaker(
        anchor=f"s-{index}",
        name=first.speaker,
        nameless=first.exhibit.letter if first.is_nameless else "",
        others=tuple(other for other in others if other.casefold() != first.speaker.casefold()),
        parties=tuple(party for party in parties if party != first.speaker),
        summary=f"{count_words(len(cards), 'claim')} in {count_words(len(documents), 'document')}",
        cards=tuple(cards),
        conflicts=conflicts,
        is_open=few or conflicts,
    )


def _card(
    labelled: Labelled, original: Labelled, answers: tuple[Asked, ...], places: tuple[PlaceShown, ...]
) -> Card:
    claim, material = labelled.claim, labelled.exhibit.material
    carrier = material.publisher or material.author or labelled.exhibit.title
    return Card(
        claim=labelled,
        copy_of=None if original is labelled else original,
        passages=in_context(material.text or "", marks_of(claim, labelled.label)),
        does=", ".join(part for part in (ACT_WORDS[claim.act], CERTAINTY_WORDS[claim.certainty]) if part),
        remarks=_remarks(claim),
        when=date_words(material.date) if material.date else "date not recorded",
        way=_way(claim, material.forwarded_from),
        carrier="" if carrier == claim.speaker else carrier,
        answers=answers,
        figures=tuple(dict.fromkeys(spoken_in_full(quantity) for quantity in claim.quantities)),
        places=places,
    )


def _remarks(claim: Claim) -> tuple[str, ...]:
    mode = {"direct": "direct speech", "mixed": "partly in direct speech", "indirect": ""}[claim.mode]
    voice = "in its own voice" if not claim.source and not claim.cue else mode
    parts = (voice, STATUS_WORDS[claim.event_status], ENDORSEMENT_WORDS[claim.endorsement])
    return tuple(part for part in parts if part)


def _way(claim: Claim, forwarded_from: str | None) -> tuple[str, ...]:
    if forwarded_from is None or forwarded_from in (*claim.through, claim.speaker):
        return claim.through
    return (*claim.through, forwarded_from)
