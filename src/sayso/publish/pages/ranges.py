"""From which figure to which: what stands, and how four views of the trade would set it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.compare.ranges import VIEWS, Bound, Range, View, ranges_of
from sayso.compare.types import Comparison
from sayso.publish.pages.labels import Labelled, Shelf
from sayso.publish.words import count_words
from sayso.values import Digest

VIEW_WORDS: dict[View, str] = {
    "plain": "what stands",
    "ucdp": "as UCDP counts",
    "acled": "as ACLED counts",
    "airwars": "as Airwars counts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewShown:
    """A question's figures in one view; what the view leaves open is ""."""

    name: str
    low: str
    best: str
    high: str
    how: str  # a sentence, with the view's status where it has one


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeShown:
    """A question's figures, with what was left out of them and what was overtaken."""

    span: str  # "about 4,000 to at least 11,000 tonnes"
    views: tuple[ViewShown, ...]
    replaced: tuple[Labelled, ...]  # a later word of the same source took their place, or a person said so
    other_scope: tuple[Labelled, ...]  # they were found to count something else
    overtaken: tuple[Labelled, ...]  # they stand, though another source gave a later figure

    def why_apart(self, claim: Labelled) -> str:
        """Why a claim's figure stands beside no other; "" where it stands, or is none."""
        if claim in self.replaced:
            return "replaced or withdrawn"
        return "not found to count the same" if claim in self.other_scope else ""

    @property
    def left_out(self) -> str:
        """How many figures were left out, in words; "" where none was."""
        counts = ((self.replaced, "replaced"), (self.other_scope, "of other scope"))
        return ", ".join(f"{len(claims)} {why}" for claims, why in counts if claims)


def ranges_shown(comparison: Comparison, shelf: Shelf) -> Mapping[str, RangeShown]:
    """Return the range of each question that is answered by figures in one unit, by the question's id."""
    claims = [labelled.claim for labelled in shelf.by_claim.values()]
    views: dict[str, list[Range]] = {}
    for view in VIEWS:
        for found in ranges_of(comparison, claims, view):
            views.setdefault(found.question, []).append(found)
    return {question: _shown(ranges, shelf) for question, ranges in views.items()}


def _shown(ranges: list[Range], shelf: Shelf) -> RangeShown:
    plain = ranges[0]
    return RangeShown(
        span=_span(plain.low, plain.high, plain.unit),
        views=tuple(_view(found) for found in ranges),
        replaced=_claims(plain.withdrawn, shelf),
        other_scope=_claims(plain.other_scope, shelf),
        overtaken=_claims(plain.overtaken, shelf),
    )


def _claims(ids: tuple[Digest, ...], shelf: Shelf) -> tuple[Labelled, ...]:
    return tuple(shelf.by_claim[claim] for claim in ids)


def _view(found: Range) -> ViewShown:
    return ViewShown(
        name=VIEW_WORDS[found.view],
        low=_bound(found.low),
        best=_bound(found.best),
        high=_bound(found.high),
        how=f"{found.status.capitalize()}. {found.note}" if found.status else found.note,
    )


def _bound(bound: Bound | None) -> str:
    return "" if bound is None else f"{bound.words} ({count_words(bound.origins, 'origin')})"


def _span(low: Bound | None, high: Bound | None, unit: str) -> str:
    """Return the lowest to the highest figure, the unit said once."""
    if low is None or high is None:
        return ""
    last = f"{high.words} {unit}" if unit and high.words[-1:].isdigit() else high.words
    if low.value == high.value:
        return last
    first = low.words.removesuffix(f" {unit}") if last.endswith(f" {unit}") else low.words
    return f"{first} to {last}"
