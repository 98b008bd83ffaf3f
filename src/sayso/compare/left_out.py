"""Figures that do not stand beside others: a later word took their place, or they count something else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from sayso.claims.types import Claim
from sayso.compare.grouping import reachable
from sayso.compare.linked import captures_in_order
from sayso.compare.types import Comparison, Finding
from sayso.values import Digest


@dataclass(frozen=True, slots=True)
class LaterWords:
    """Which claims a later one updates: by its own source, or by another."""

    own: set[Digest]
    others: set[Digest]

    @classmethod
    def of(cls, comparison: Comparison, claims: Mapping[Digest, Claim]) -> LaterWords:
        """Return those of a comparison; `claims` are by id, all that its findings name."""
        updates = [finding for finding in comparison.findings if finding.relation == "updates"]
        speakers = _speakers_of(comparison)
        captures = {captured for captured, _ in captures_in_order(comparison.changes)}
        own = {
            one.left
            for one in updates
            if one.judgement
            or speakers[one.left] & speakers[one.right]
            or _one_nameless(claims[one.left], claims[one.right], captures)
        }
        repeated = _repeating(own, comparison.findings)
        updated = {one.left for one in updates}
        own |= {one for one, others in repeated.items() if one in updated or _holds_any(one, others, claims)}
        return cls(own, updated - own)

    def is_past(self, finding: Finding) -> bool:
        """Tell whether a finding is between figures of which one's own source, or a person, replaced it."""
        return finding.left in self.own or finding.right in self.own


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """How many pairs were found to conflict, by whether both words of a pair stand."""

    standing: int  # pairs that answer one question, and neither of whose words was replaced
    questions: int  # that these pairs are on
    past: int  # pairs with words that their own source, or a person, replaced or withdrew
    apart: int  # pairs that stand, of claims that answer no common question


def contested(findings: Iterable[Finding], later: LaterWords) -> Contested:
    """Return how many of some findings are conflicts, and of which words."""
    conflicts = [one for one in findings if one.relation == "conflicts"]
    standing = [one.question for one in conflicts if not later.is_past(one)]
    on_questions = [question for question in standing if question is not None]
    return Contested(
        standing=len(on_questions),
        questions=len(set(on_questions)),
        past=len(conflicts) - len(standing),
        apart=len(standing) - len(on_questions),
    )


def _speakers_of(comparison: Comparison) -> Mapping[Digest, set[str]]:
    """The ids of the origins that are a speaker, by claim."""
    found: dict[Digest, set[str]] = defaultdict(set)
    for origin in comparison.origins:
        for link in origin.links if origin.is_speaker else ():
            found[link.claim].add(origin.id)
    return found


def _one_nameless(left: Claim, right: Claim, captures: Collection[tuple[str, str]]) -> bool:
    """Whether one document, or the second of two captures of it, gives both claims to the same source."""
    documents = (left.doc_id, right.doc_id)
    return left.speaker == right.speaker and (left.doc_id == right.doc_id or documents in captures)


def _repeating(claims: set[Digest], findings: Iterable[Finding]) -> Mapping[Digest, set[Digest]]:
    """The claims that repeat some of these, with those that they repeat."""
    found: dict[Digest, set[Digest]] = defaultdict(set)
    for finding in findings:
        ends = (finding.left, finding.right) if finding.relation == "repeats" else ()
        for one, other in (ends, ends[::-1]) if ends else ():
            if other in claims:
                found[one].add(other)
    return found


def _holds_any(claim: Digest, others: Iterable[Digest], claims: Mapping[Digest, Claim]) -> bool:
    """Whether a claim is that somebody else makes one of the others: its words hold the other's words.

    Who says so gives no figure on his own word: it stands and falls with what he passes on.
    """
    return any(_holds(claims[claim], claims[other]) for other in others)


def _holds(outer: Claim, inner: Claim) -> bool:
    return outer.text_digest == inner.text_digest and all(
        any(span.start <= part.start and part.end <= span.end for span in outer.content)
        for part in inner.content
    )


class Scopes:
    """Which claims were found to count one thing, and which not."""

    def __init__(self, comparison: Comparison) -> None:
        self._apart: dict[Digest, set[Digest]] = defaultdict(set)
        self._together: dict[Digest, set[Digest]] = defaultdict(set)
        for finding in comparison.findings:
            links = self._apart if finding.relation == "different-scope" else self._together
            links[finding.left].add(finding.right)
            links[finding.right].add(finding.left)

    def main_of(self, claims: Iterable[Digest]) -> set[Digest]:
        """Return the most claims that count one thing, with all that were not found to count another.

        Where some were found to count one thing, a single claim that was found to do so with none stays out.
        """
        left, classes = set(claims), []
        while left:
            classes.append(reachable(min(left), self._together, left))
            left -= classes[-1]
        classes.sort(key=lambda one: (-len(one), min(one)))
        chosen: set[Digest] = set()
        for one in classes:
            is_stray = len(one) == 1 < len(classes[0])  # nothing was found between it and any other figure
            if not is_stray and not any(self._apart[claim] & chosen for claim in one):
                chosen |= one
        return chosen

    def of_one_kind(self, kinds: Mapping[Digest, Hashable]) -> set[Digest]:
        """Return the claims of the kind that most have, and those that a finding sets beside one of these.

        Args:
            kinds: what each claim counts, by what is written; None where that tells no kind.
        """
        counts = Counter(kind for kind in kinds.values() if kind is not None)
        most = max(counts.values(), default=0)
        main = min((kind for kind in counts if counts[kind] == most), key=str, default=None)
        chosen = {claim for claim, kind in kinds.items() if kind in (None, main)}
        return chosen | {claim for claim in kinds if self._together[claim] & chosen}
