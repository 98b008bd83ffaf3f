"""On how many voices something rests: each claim is put to one origin, with as few origins as cover them all.

Never more independent than the claims may be. A claim of which no origin was found is
a voice of its own, with what the same nameless source says in the same document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.types import Claim
from sayso.compare.types import Origin
from sayso.values import Digest, digest_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One origin, or one source of which no origin was found, with its claims among those asked about."""

    id: str  # the origin's, or one of its own
    name: str  # a description for a reader
    traced: bool  # whether it is an origin that was found
    claims: tuple[Digest, ...]
    anonymous: bool  # nobody named stands behind any of the claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """On how many origins some claims rest, and in how many reports these are heard."""

    reports: int  # what one document passes on of one origin, and what each word-for-word copy does
    origins: int
    not_traced: int  # of these origins: each is a source of which none was found


def count_of(voices: Collection[Voice], documents: Mapping[Digest, Collection[str]]) -> Count:
    """Return how many origins some voices are, and in how many reports they are heard.

    Args:
        voices: of claims that stand.
        documents: those that each claim stands in (`sayso.compare.twins.documents_with`).
    """
    return Count(
        reports=sum(reports_of(voice.claims, documents) for voice in voices),
        origins=len(voices),
        not_traced=sum(not voice.traced for voice in voices),
    )


def reports_of(claims: Iterable[Digest], documents: Mapping[Digest, Collection[str]]) -> int:
    """Return how many documents pass on claims of one origin, each word-for-word copy counted."""
    return len({doc_id for claim in claims for doc_id in documents[claim]})


def reports_back_to(origin: Origin, documents: Mapping[Digest, Collection[str]]) -> int:
    """Return in how many reports stands what goes back to an origin; 0 where all of it is aside."""
    return reports_of((link.claim for link in origin.links if not link.aside), documents)


class Voices:
    """The origins of a comparison, to be asked about some of its claims at a time."""

    def __init__(self, origins: Sequence[Origin], claims: Mapping[Digest, Claim]) -> None:
        self._claims = claims
        self._origins = origins
        self._of: dict[Digest, list[int]] = defaultdict(list)
        source = _sources(origins)
        for number, origin in enumerate(origins):
            for claim in dict.fromkeys(link.claim for link in origin.links):
                if source[number] not in self._of[claim]:
                    self._of[claim].append(source[number])

    def behind(self, claims: Iterable[Digest]) -> tuple[Voice, ...]:
        """Return the voices behind some claims, the one with most claims first."""
        left = dict.fromkeys(claims)
        voices = []
        held: dict[int, list[Digest]] = defaultdict(list)
        for claim in left:
            for number in self._of.get(claim, ()):
                held[number].append(claim)
        while held:
            number = min(held, key=lambda one: (-len(held[one]), one))
            taken = held.pop(number)
            voices.append(self._traced(number, taken))
            gone = set(taken)
            left = {claim: None for claim in left if claim not in gone}
            held = _without(held, gone)
        return (*voices, *self._untraced(left))

    def _traced(self, number: int, claims: Sequence[Digest]) -> Voice:
        origin = self._origins[number]
        return Voice(
            id=origin.id,
            name=origin.name,
            traced=True,
            claims=tuple(claims),
            anonymous=all(self._claims[claim].anonymous for claim in claims),
        )

    def _untraced(self, claims: Iterable[Digest]) -> list[Voice]:
        sources: dict[tuple[str, str, str], list[Digest]] = defaultdict(list)
        for claim_id in claims:
            claim = self._claims[claim_id]
            own = "" if claim.anonymous else claim_id
            sources[claim.doc_id, claim.speaker, own].append(claim_id)
        return [
            Voice(
                id="v-" + digest_json([doc_id, speaker, own])[:16],
                name=f"{speaker} in {doc_id}",
                traced=False,
                claims=tuple(held),
                anonymous=self._claims[held[0]].anonymous,
            )
            for (doc_id, speaker, own), held in sources.items()
        ]


def _sources(origins: Sequence[Origin]) -> list[int]:
    """By each origin, that which it counts to: what was passed on of one known speaker is his.

    "The fire chief said 11" is a copy of what Ana Pell said, and no voice beside hers, nor is "Ana Pell
    speaks of 11", which Iko Brandt said. Where several known speakers are heard in what was passed on,
    and it is not called for one of them, whose it is is not known.
    """
    speakers: dict[Digest, set[int]] = defaultdict(set)
    for number, origin in enumerate(origins):
        for link in origin.links if origin.is_speaker else ():
            speakers[link.claim].add(number)
    found = []
    for number, origin in enumerate(origins):
        claims = [link.claim for link in origin.links]
        known = speakers[origin.first] if origin.first in claims else set()
        known = known or set().union(*(speakers[claim] for claim in claims))
        is_his = not origin.is_speaker and len(known) == 1
        found.append(min(known) if is_his else number)
    return found


def _without(held: Mapping[int, Sequence[Digest]], taken: set[Digest]) -> dict[int, list[Digest]]:
    left = {number: [claim for claim in claims if claim not in taken] for number, claims in held.items()}
    return {number: claims for number, claims in left.items() if claims}
