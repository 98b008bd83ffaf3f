"""Names by which the parts of a dossier point at each other: exhibit A, claim A3, and their anchors.

Letters and numbers are for reading, also on paper; anchors hold digests, so that
a link from outside holds when a later dossier has more material.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from sayso.claims.types import GENERAL_BELIEF, Claim, Document
from sayso.compare.names import is_another_name
from sayso.compare.twins import OneText, documents_with, earliest_first, one_texts, stand_ins
from sayso.compare.views import speaker_names
from sayso.publish.dossier import Dossier, Material
from sayso.publish.words import letters
from sayso.values import Digest, digest_bytes, words_of

K = TypeVar("K")
V = TypeVar("V")
ANCHOR_DIGITS = 12  # of a digest
Bodies = Mapping[tuple[str, str], str]  # (document, speaker as named there) -> name of the body


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A piece of material under its letter."""

    letter: str
    anchor: str
    material: Material

    @property
    def title(self) -> str:
        """What to call it in a line."""
        material = self.material
        return material.title or material.name or material.doc_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A claim under its label, with where it is shown and where it stands."""

    id: Digest  # of the claim, worked out once
    label: str  # such as "A3"
    anchor: str  # of its card, with its words in context
    place: str  # anchor of its place in the full text
    claim: Claim
    exhibit: Exhibit
    body: str = ""  # whom the speaker was found to be or to speak for; "" where nothing says so

    @property
    def words(self) -> str:
        """The exact words of what is claimed."""
        return words_of(self.claim.content, self.exhibit.material.text or "")

    @property
    def speaker(self) -> str:
        """The fullest name that comparing found for the speaker himself, not that of a body he speaks for."""
        return self.party if is_another_name(self.claim.speaker, self.party) else self.claim.speaker

    @property
    def speaker_key(self) -> str:
        """The same for claims of one speaker; who is not named may be another person in each document."""
        return self._key(self.speaker)

    @property
    def party(self) -> str:
        """The body that the speaker was found to be or to speak for, or else his own name."""
        return self.claim.speaker if self.is_nameless else self.body or self.claim.speaker

    @property
    def party_key(self) -> str:
        """The same for claims of one party."""
        return self._key(self.party)

    def _key(self, name: str) -> str:
        return f"{name.casefold()}\n{self.exhibit.letter if self.is_nameless else ''}"

    @property
    def is_nameless(self) -> bool:
        """Tell whether the document does not let one tell who speaks."""
        return self.claim.anonymous or self.claim.speaker == GENERAL_BELIEF


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All exhibits and claims of a dossier under their labels."""

    exhibits: tuple[Exhibit, ...]
    claims: tuple[Labelled, ...]  # in the order of the exhibits, then of the text
    by_letter: Mapping[str, tuple[Labelled, ...]]  # an exhibit's claims
    by_doc: Mapping[str, Exhibit]
    by_digest: Mapping[Digest, Exhibit]
    one_texts: tuple[OneText, ...]  # texts that stand in several exhibits, word for word
    by_claim: Mapping[Digest, Labelled]  # that of the earliest dated one of texts that are the same
    twins: Mapping[Digest, tuple[Labelled, ...]]  # a claim that stands in all of these, the earliest first
    documents: Mapping[Digest, tuple[str, ...]]  # the same by doc_ids: each is a report
    stands: Mapping[Digest, Digest]  # for every claim, that which stands for it
    misread: Mapping[Digest, tuple[Labelled, ...]]  # by the claim that stands for all of these copies

    def original(self, labelled: Labelled) -> Labelled:
        """Return the claim of the earliest dated of texts that are one word for word, maybe itself."""
        return self.twins[self.stands[labelled.id]][0]

    def claims_of(self, exhibit: Exhibit) -> tuple[Labelled, ...]:
        """Return an exhibit's claims in the order of its text."""
        return self.by_letter.get(exhibit.letter, ())

    def misread_in(self, exhibit: Exhibit) -> tuple[Labelled, ...]:
        """Return what is misread in an exhibit; it is no claim of it, and counts nowhere."""
        held = (one for copies in self.misread.values() for one in copies)
        return tuple(one for one in held if one.exhibit == exhibit)


def shelve(dossier: Dossier) -> Shelf:
    """Give every exhibit its letter and every claim its label."""
    exhibits = _exhibits(dossier.material)
    by_doc = {exhibit.material.doc_id: exhibit for exhibit in exhibits}
    anchors = _Anchors()
    claims = _labelled(dossier.claims, exhibits, anchors, _bodies(dossier))
    documents = [document_of(item) for item in dossier.material]
    order, stands = earliest_first(documents), stand_ins(documents, dossier.claims)
    dated = sorted(claims, key=lambda one: order(one.claim.doc_id))
    return Shelf(
        exhibits=exhibits,
        claims=claims,
        by_letter=grouped((labelled.exhibit.letter, labelled) for labelled in claims),
        by_doc=by_doc,
        by_digest={exhibit.material.digest: exhibit for exhibit in reversed(exhibits)},
        one_texts=one_texts([document_of(item) for item in dossier.material if item.text]),
        by_claim={labelled.id: labelled for labelled in reversed(dated)},
        twins=grouped((stands[labelled.id].id, labelled) for labelled in dated),
        documents=documents_with(documents, dossier.claims),
        stands={claim: one.id for claim, one in stands.items()},
        misread=_misread(dossier, exhibits, anchors),
    )


def judgement_anchor(entry: int) -> str:
    """Return where a judgement is told, by its entry of the log."""
    return f"j-{entry}"


def _misread(
    dossier: Dossier, exhibits: tuple[Exhibit, ...], anchors: _Anchors
) -> Mapping[Digest, tuple[Labelled, ...]]:
    """Label what is misread apart from the claims; it leads to the judgement of it, as it has no card."""
    documents = [document_of(item) for item in dossier.material]
    order, stands = earliest_first(documents), stand_ins(documents, dossier.misread)
    told = {
        one.claim: judgement_anchor(judgement.entry)
        for judgement in (dossier.comparison.judgements if dossier.comparison is not None else ())
        for one in judgement.claims
        if judgement.counts and judgement.verdict == "misread"
    }
    labelled = _labelled(dossier.misread, exhibits, anchors, mark="m")
    dated = sorted(labelled, key=lambda one: order(one.claim.doc_id))
    pairs = ((stands[one.id].id, one) for one in dated)
    return grouped((first, replace(one, anchor=told.get(first, one.exhibit.anchor))) for first, one in pairs)


def grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """Put together the values of each key, in their order."""
    held: dict[K, list[V]] = {}
    for key, value in pairs:
        held.setdefault(key, []).append(value)
    return {key: tuple(alike) for key, alike in held.items()}


def _exhibits(material: tuple[Material, ...]) -> tuple[Exhibit, ...]:
    anchors = _Anchors()
    return tuple(
        Exhibit(letter=letters(index), anchor=anchors.take("x", item.digest), material=item)
        for index, item in enumerate(material)
    )


def _bodies(dossier: Dossier) -> Bodies:
    """Return the names under which comparing put speakers together, for each name in each document."""
    if dossier.comparison is None:
        return {}
    documents = [document_of(item) for item in dossier.material]
    stands = stand_ins(documents, dossier.claims)
    names = speaker_names(dossier.comparison, {claim.id: claim for claim in stands.values()})
    bodies: dict[tuple[str, str], str] = {}
    for claim in dossier.claims:
        bodies.setdefault((claim.doc_id, claim.speaker), names[stands[claim.id].id])
    return bodies


def document_of(item: Material) -> Document:
    """Return what was compared: the text, with what is recorded about it."""
    text = item.text or ""
    return Document(
        doc_id=item.doc_id,
        text=text,
        text_digest=item.text_digest or digest_bytes(text.encode("utf-8", "surrogatepass")),
        kind=item.kind,
        publisher=item.publisher,
        author=item.author,
        published=item.published,
    )


def _labelled(
    claims: tuple[Claim, ...],
    exhibits: tuple[Exhibit, ...],
    anchors: _Anchors,
    bodies: Bodies = MappingProxyType({}),
    mark: str = "",
) -> tuple[Labelled, ...]:
    by_doc: dict[str, list[Claim]] = {}
    for claim in claims:
        by_doc.setdefault(claim.doc_id, []).append(claim)
    out = []
    for exhibit in exhibits:
        own = sorted(by_doc.get(exhibit.material.doc_id, ()), key=_reading_order)
        for number, claim in enumerate(own, start=1):
            claim_id = claim.id
            anchor = anchors.take("c", claim_id)
            out.append(
                Labelled(
                    id=claim_id,
                    label=f"{exhibit.letter}{mark}{number}",
                    anchor=anchor,
                    place=f"t{anchor[1:]}",
                    claim=claim,
                    exhibit=exhibit,
                    body=bodies.get((claim.doc_id, claim.speaker), ""),
                )
            )
    return tuple(out)


def _reading_order(claim: Claim) -> tuple[int, int, str]:
    spans = (*claim.source, *claim.cue, *claim.content)
    first = min((span.start for span in spans), default=0)
    return first, min((span.start for span in claim.content), default=first), claim.id


class _Anchors:
    """Hands out anchors, each once."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def take(self, prefix: str, digest: str) -> str:
        anchor = f"{prefix}-{digest[:ANCHOR_DIGITS]}"
        self._taken[anchor] += 1
        return anchor if self._taken[anchor] == 1 else f"{anchor}-{self._taken[anchor]}"
