"""What people judged of claims: found again among the claims of this run, and which judgement counts.

A judgement is bound to a place and its words in a document, not to anything
that a method numbered. `sayso.compare.overruling` lets it overrule the method.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from sayso.claims.types import Claim, Document
from sayso.compare.twins import stand_ins
from sayso.compare.types import RELATIONS, JudgedClaim, Judgement, Verdict
from sayso.values import Digest, TextSpan, words_of

Matter = Literal["question", "origin", "relation", "reading"]
Pair = frozenset[Digest]  # of one claim alone where that is what is judged
MOST_CLAIMS = 50  # in one judgement
_OVERLAP = 0.5  # F1 of the places of two claims from which they are one, cut otherwise

_MATTERS: Mapping[Verdict, Matter] = {
    "same-question": "question",
    "other-question": "question",
    "one-origin": "origin",
    "independent": "origin",
    "misread": "reading",
}


def matter_of(verdict: Verdict) -> Matter:
    """Return what a verdict is about: two verdicts on the same claims and matter exclude each other."""
    return _MATTERS.get(verdict, "relation")


def judged_claim(claim: Claim, document: Document) -> JudgedClaim:
    """Return a claim as a judgement on it keeps it."""
    return JudgedClaim(
        doc_id=claim.doc_id,
        speaker=claim.speaker,
        words=words_of(claim.content, document.text),
        text_digest=claim.text_digest,
        source=claim.source,
        cue=claim.cue,
        content=claim.content,
        claim=claim.id,
    )


class Known:
    """The claims of this run, by where they stand."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._documents = {document.doc_id: document for document in documents}
        self._stands = stand_ins(documents, claims)
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(
            claims, key=lambda claim: claim.id, reverse=True
        ):  # of equals, the first is taken
            self._claims[claim.doc_id].append(claim)

    def found(self, judged: JudgedClaim) -> JudgedClaim:
        """Return a judged claim with the claim that it is now, or with why it is not found.

        It is the claim in the same place; else the one that has most of its place in
        common; in a text that was read anew, the one with the same words.
        """
        document = self._documents.get(judged.doc_id)
        if document is None:
            return replace(
                judged, claim=None, lost="its document is not in the case any more, or was not read"
            )
        own = self._claims.get(judged.doc_id, [])
        same_text = document.text_digest == judged.text_digest
        claim = _in_place(judged, own) if same_text else _in_words(judged, own, document.text)
        if claim is not None:
            # What is judged of a report holds of it under every headline.
            return replace(judged, claim=self._stands[claim.id].id, lost="")
        return replace(judged, claim=None, lost=_why(judged, document.text, same_text=same_text))


def settled(judgements: Iterable[Judgement], known: Known) -> tuple[Judgement, ...]:
    """Return judgements with their claims found, and those that later ones took the place of marked so."""
    ordered = sorted(judgements, key=lambda one: one.entry)
    found = [replace(one, claims=tuple(known.found(claim) for claim in one.claims)) for one in ordered]
    by_pair: dict[Pair, list[Judgement]] = defaultdict(list)
    for table in _walked(found).values():
        for pair, ruling in table.items():
            by_pair[pair].append(ruling.judgement)
    return tuple(replace(one, superseded_by=_superseded_by(one, by_pair)) for one in found)


def _superseded_by(judgement: Judgement, ruling: Mapping[Pair, Sequence[Judgement]]) -> str:
    """The later judgement that took its place for all of its pairs; "" where it still counts for some."""
    others = [one for pair in _pairs(judgement) for one in ruling.get(frozenset(pair), ())]
    if not judgement.counts or not others or judgement.id in {one.id for one in others}:
        return ""
    return max(others, key=lambda one: one.entry).id


def _pairs(judgement: Judgement) -> list[tuple[Digest, Digest]]:
    """The pairs of its claims, in the order in which they were named; what is misread, with itself."""
    claims = dict.fromkeys(one.claim for one in judgement.claims if one.claim)
    return [(one, one) for one in claims] if judgement.verdict == "misread" else list(combinations(claims, 2))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What counts for one pair of claims on one matter, or for one claim that is misread."""

    verdict: Verdict
    judgement: Judgement
    first: Digest  # as they were named: for "updates", `second` updates `first`
    second: Digest


@dataclass(frozen=True, slots=True)
class Rulings:
    """What counts for each pair of claims, matter by matter: the latest judgement on it."""

    questions: Mapping[Pair, Ruling]
    origins: Mapping[Pair, Ruling]
    relations: Mapping[Pair, Ruling]
    readings: Mapping[Pair, Ruling]  # by single claims

    def joined(self) -> set[Pair]:
        """Return the pairs that answer one question; who says how two claims stand says that they do."""
        related = {pair for pair, ruling in self.relations.items() if ruling.verdict in RELATIONS}
        return related | {pair for pair, one in self.questions.items() if one.verdict == "same-question"}

    def parted(self) -> set[Pair]:
        """Return the pairs that do not answer one question."""
        return {pair for pair, ruling in self.questions.items() if ruling.verdict == "other-question"}

    def misread(self) -> set[Digest]:
        """Return the claims that are misread; no other verdict counts for one of them."""
        return {ruling.first for ruling in self.readings.values()}


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """Return what counts; of two judgements on one pair that exclude each other, the later one.

    Claims of other questions stand in no relation, what repeats something has its origin, and
    what is misread is no claim: nothing that is judged of it and others holds beside that.
    What a judgement put an end to stays ended when that judgement is superseded itself, or erased.
    """
    tables = {
        matter: {pair: one for pair, one in table.items() if _holds(one, matter)}
        for matter, table in _walked(judgements).items()
    }
    for pair, ruling in tables["relation"].items():
        if ruling.verdict == "repeats":
            tables["origin"].setdefault(pair, replace(ruling, verdict="one-origin"))
    return Rulings(tables["question"], tables["origin"], tables["relation"], tables["reading"])


def _holds(ruling: Ruling, matter: Matter) -> bool:
    """Whether a ruling counts where it stands, and not only ended what stood there."""
    return ruling.judgement.erased_with is None and matter_of(ruling.verdict) == matter


def _walked(judgements: Iterable[Judgement]) -> dict[Matter, dict[Pair, Ruling]]:
    """Walk judgements in their order, each taking the place of what it excludes; also those erased since."""
    tables: dict[Matter, dict[Pair, Ruling]] = {"question": {}, "origin": {}, "relation": {}, "reading": {}}
    for judgement in sorted(judgements, key=lambda one: one.entry):
        if judgement.withdrawn or (judgement.lost and judgement.erased_with is None):
            continue
        for first, second in (
            _pairs(judgement) if judgement.erased_with is None else _ended(judgement, tables)
        ):
            _take(tables, Ruling(judgement.verdict, judgement, first, second))
    return tables


def _ended(erased: Judgement, tables: Mapping[Matter, Mapping[Pair, Ruling]]) -> list[tuple[Digest, Digest]]:
    """The pairs of an erased judgement on which something older stands, or claims with themselves."""
    own = {one.claim for one in erased.claims if one.claim}
    held = {pair for table in tables.values() for pair in table}
    if erased.verdict == "misread":
        return [(one, one) for one in sorted(own & set[Digest]().union(*held))]
    return sorted((min(pair), max(pair)) for pair in held if pair <= own)


def _take(tables: Mapping[Matter, dict[Pair, Ruling]], ruling: Ruling) -> None:
    pair = frozenset((ruling.first, ruling.second))
    is_pair = len(pair) > 1
    for table in tables.values():
        held = table.get(pair) if is_pair else None
        if held is not None and _exclude_each_other({held.verdict, ruling.verdict}):
            del table[pair]
        for beside in _excluded_beside(ruling, pair, table):
            table[beside] = ruling  # which counts for nothing there (`_holds`)
    if is_pair or ruling.verdict == "misread":  # else it only ended that a claim is misread
        tables[matter_of(ruling.verdict)][pair] = ruling


def _excluded_beside(ruling: Ruling, pair: Pair, table: Mapping[Pair, Ruling]) -> list[Pair]:
    """What cannot hold beside it: the pairs of a claim that is misread, or that a claim of a pair is."""
    if ruling.verdict == "misread":
        return [other for other in table if pair < other]
    return [one for one in (frozenset((claim,)) for claim in pair) if one in table]


def _exclude_each_other(verdicts: set[Verdict]) -> bool:
    """Whether two verdicts on different matters cannot both hold of one pair."""
    parted = "other-question" in verdicts and not verdicts.isdisjoint(RELATIONS)
    return parted or verdicts == {"repeats", "independent"}


def _in_place(judged: JudgedClaim, claims: Iterable[Claim]) -> Claim | None:
    """The claim of the same text that has most of the judged one's place."""
    best = max(claims, key=lambda claim: _likeness(judged, claim), default=None)
    return best if best is not None and _likeness(judged, best)[0] >= _OVERLAP else None


def _likeness(judged: JudgedClaim, claim: Claim) -> tuple[float, bool, bool, float]:
    return (
        _overlap(judged.content, claim.content),
        judged.content == claim.content,
        judged.speaker == claim.speaker,
        _overlap((*judged.cue, *judged.source), (*claim.cue, *claim.source)),
    )


def _overlap(left: Sequence[TextSpan], right: Sequence[TextSpan]) -> float:
    """How much of two places is the same: F1 over code points."""
    shared = sum(
        min(one.end, other.end) - max(one.start, other.start)
        for one in left
        for other in right
        if one.overlaps(other)
    )
    length = sum(span.end - span.start for span in (*left, *right))
    return 2 * shared / length if length else 0.0


def _in_words(judged: JudgedClaim, claims: Iterable[Claim], text: str) -> Claim | None:
    """The claim of another text that has the same words; the same speaker's first."""
    wanted = judged.words.split()
    alike = [claim for claim in claims if words_of(claim.content, text).split() == wanted]
    return min(
        alike, key=lambda claim: (claim.speaker != judged.speaker, claim.content[0].start), default=None
    )


def _why(judged: JudgedClaim, text: str, *, same_text: bool) -> str:
    if same_text or " ".join(judged.words.split()) in " ".join(text.split()):
        return "its words are there, but no claim was found in them this time"
    return "the text of its document is another now, and these words are not in it"
