"""What was edited between two captures of one post or page, word by word, and what became of its claims."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.compare.types import Change, ClaimChange, Comparison, Edit
from sayso.compare.wording import words_beside
from sayso.publish.days import between_words
from sayso.publish.pages.labels import Exhibit, Labelled, Shelf
from sayso.publish.words import CLAIM_CHANGE_WORDS

FEW_EDITS = 4  # up to so many stand open


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChangeShown:
    """What became of a claim."""

    words: str
    speaker: str
    before: Labelled | None
    after: Labelled | None
    before_words: str
    after_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditShown:
    """Words that were changed, with those of the later text on either side."""

    left: str
    before: str
    after: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """Two captures of one thing, one after the other."""

    anchor: str
    target: str
    evidence: str
    before: Exhibit
    after: Exhibit
    when: str
    dated_by: str
    edits: tuple[EditShown, ...]
    claims: tuple[ClaimChangeShown, ...]
    is_open: bool


def changes_shown(comparison: Comparison | None, shelf: Shelf) -> tuple[ChangeShown, ...]:
    """Return what was captured twice, that of which claims changed first, and what did not change last."""
    changes = comparison.changes if comparison is not None else ()
    ordered = sorted(changes, key=lambda change: (not change.claims, not change.edits))
    return tuple(_shown(number, change, shelf) for number, change in enumerate(ordered, start=1))


def _shown(number: int, change: Change, shelf: Shelf) -> ChangeShown:
    return ChangeShown(
        anchor=f"h-{number}",
        target=change.target,
        evidence=change.evidence,
        before=shelf.by_doc[change.before_doc],
        after=shelf.by_doc[change.after_doc],
        when=between_words(change.before_at, change.after_at),
        dated_by=change.dated_by,
        edits=tuple(_edit(edit, shelf.by_doc[change.after_doc]) for edit in change.edits),
        claims=tuple(_claim(one, shelf) for one in change.claims),
        is_open=len(change.edits) <= FEW_EDITS,
    )


def _edit(edit: Edit, later: Exhibit) -> EditShown:
    left, right = words_beside(later.material.text or "", edit.after)
    return EditShown(left=left, before=edit.before_words, after=edit.after_words, right=right)


def _claim(change: ClaimChange, shelf: Shelf) -> ClaimChangeShown:
    return ClaimChangeShown(
        words=CLAIM_CHANGE_WORDS[change.sort],
        speaker=change.speaker,
        before=shelf.by_claim[change.before] if change.before else None,
        after=shelf.by_claim[change.after] if change.after else None,
        before_words=change.before_words,
        after_words=change.after_words,
    )
