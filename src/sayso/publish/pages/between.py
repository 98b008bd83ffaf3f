"""What was found between claims: reason by reason, with all the claims that stand to each other for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.compare.alike import figures_in, is_whole, sides_of, without_figures
from sayso.compare.types import RELATION_ORDER, Finding, Relation
from sayso.publish.pages.labels import Labelled, Shelf, grouped
from sayso.publish.words import RELATION_SIGNS, RELATION_WORDS
from sayso.values import Digest

Claimed = tuple[Digest, str]  # a claim, and its figure where the reason that is shown leaves it out


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A claim that stands to others, with its figure where the reason does not give it."""

    claim: Labelled
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBetween:
    """A finding about pairs of claims that stand to each other alike, for one reason."""

    relation: Relation
    sign: str
    words: str
    pairs: int
    sides: tuple[tuple[tuple[Stood, ...], tuple[Stood, ...]], ...]  # each of the one to each of the other
    reason: str
    judgement: str | None = None  # the id of the person's judgement that it rests on
    overruled: str = ""  # what the method had found instead


def found_between(findings: Iterable[Finding], shelf: Shelf) -> tuple[FoundBetween, ...]:
    """Return findings by their reasons without the figures, conflicts first."""
    alike = grouped((_kind(finding), finding) for finding in findings)
    found = [_between(same, kind[1], shelf) for kind, same in alike.items()]
    return tuple(sorted(found, key=lambda one: RELATION_ORDER.index(one.relation)))


def _kind(finding: Finding) -> tuple[Relation, str, str | None, str]:
    reason = finding.reason if is_whole(finding) else without_figures(finding.reason)
    return finding.relation, reason, finding.judgement, finding.overruled


def _between(findings: Sequence[Finding], kind: str, shelf: Shelf) -> FoundBetween:
    first = findings[0]
    is_one = all(finding.reason == first.reason for finding in findings)
    pairs = [_pair(finding, bare=is_one) for finding in findings]
    return FoundBetween(
        relation=first.relation,
        sign=RELATION_SIGNS[first.relation],
        words=RELATION_WORDS[first.relation],
        pairs=len(pairs),
        sides=tuple(
            (_stood(left, shelf), _stood(right, shelf))
            for left, right in sides_of(pairs, directed=first.relation == "updates")
        ),
        reason=first.reason if is_one else kind,
        judgement=first.judgement,
        overruled=first.overruled,
    )


def _pair(finding: Finding, *, bare: bool) -> tuple[Claimed, Claimed]:
    """The claims with the figures that are compared; without, where the reason gives them."""
    figures = figures_in(finding.reason)
    left, right = figures if len(figures) == 2 and not bare else ("", "")
    return (finding.left, left), (finding.right, right)


def _stood(claims: Iterable[Claimed], shelf: Shelf) -> tuple[Stood, ...]:
    return tuple(Stood(claim=shelf.by_claim[claim], figure=figure) for claim, figure in claims)
