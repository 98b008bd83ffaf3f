"""What people judged: solid, with name, date and reason; it stands in place of what a method found."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.compare.types import Comparison, JudgedClaim, Judgement
from sayso.publish.pages.labels import Labelled, Shelf, judgement_anchor
from sayso.publish.words import VERDICT_WORDS, instant_words

NAME_REMOVED = "a person whose name was removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedWords:
    """A claim that was judged, as it is now, or its words then and why it is not found again."""

    claim: Labelled | None
    misread: tuple[Labelled, ...]  # where it is misread: it and its copies, the earliest dated first; else ()
    speaker: str
    words: str
    lost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's judgement."""

    anchor: str
    id: str
    words: str  # "are independent of each other"
    claims: tuple[JudgedWords, ...]
    reason: str
    by: str
    when: str
    entry: int  # of the custody log
    counts: bool
    state: str  # why it does not count; "" where it does


def judged_of(comparison: Comparison | None, shelf: Shelf) -> dict[str, Judged]:
    """Return all judgements by their ids, those that count first."""
    judgements = comparison.judgements if comparison is not None else ()
    ordered = sorted(judgements, key=lambda one: (not one.counts, one.entry))
    return {judgement.id: _judged(judgement, shelf) for judgement in ordered}


def _judged(judgement: Judgement, shelf: Shelf) -> Judged:
    return Judged(
        anchor=judgement_anchor(judgement.entry),
        id=judgement.id,
        words=VERDICT_WORDS[judgement.verdict],
        claims=tuple(_claim(one, shelf) for one in judgement.claims),
        reason=judgement.reason,
        by=judgement.by or NAME_REMOVED,
        when=instant_words(judgement.at),
        entry=judgement.entry,
        counts=judgement.counts,
        state=_state(judgement),
    )


def _claim(one: JudgedClaim, shelf: Shelf) -> JudgedWords:
    return JudgedWords(
        claim=shelf.by_claim.get(one.claim) if one.claim is not None else None,
        misread=shelf.misread.get(one.claim, ()) if one.claim is not None else (),
        speaker=one.speaker,
        words=one.words,
        lost=one.lost,
    )


def _state(judgement: Judgement) -> str:
    back = judgement.withdrawn
    if back is not None:
        who = back.by or NAME_REMOVED
        return f"taken back by {who} on {instant_words(back.at)}: {back.reason}"
    if judgement.superseded_by:
        return f"superseded by {judgement.superseded_by}"
    return "; ".join(judgement.lost)
