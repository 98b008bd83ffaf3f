"""The answers to a question that conflict, each with all who give it and with the answers it stands against.

Forty-seven pairs of fourteen figures are fourteen stances. Derived from the findings
alone; nothing here decides anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.types import Claim
from sayso.compare.ranges import number_of_answer
from sayso.compare.types import Finding, Position, PositionSort, Question
from sayso.values import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """An answer to a question, with all who give it."""

    sort: PositionSort
    value: str  # the figure; "" where the answers are words, which their claims have
    claims: tuple[Digest, ...]
    against: tuple[int, ...]  # the places, among the stances, of those that it conflicts with


def stances_of(
    question: Question, findings: Iterable[Finding], claims: Mapping[Digest, Claim]
) -> tuple[Stance, ...]:
    """Return the answers that conflict: figures from the lowest up, then words in the order of time.

    One figure is one stance. Answers in words are one where they stand against the same claims.
    """
    against: dict[Digest, set[Digest]] = defaultdict(set)
    for finding in findings:
        if finding.relation == "conflicts" and finding.question == question.id:
            against[finding.left].add(finding.right)
            against[finding.right].add(finding.left)
    groups: dict[tuple[object, ...], list[Position]] = {}
    for position in question.positions:
        if position.claim in against:
            number = number_of_answer(position, claims[position.claim], question.unit)
            alike = position.value.casefold() if number is not None else frozenset(against[position.claim])
            groups.setdefault((number is None, number or 0.0, position.sort, alike), []).append(position)
    ordered = [(not key[0], group) for key, group in sorted(groups.items(), key=lambda one: one[0][:2])]
    return tuple(_stances(ordered, against))


def _stances(
    groups: Sequence[tuple[bool, Sequence[Position]]], against: Mapping[Digest, set[Digest]]
) -> Iterable[Stance]:
    home = {one.claim: place for place, (_, group) in enumerate(groups) for one in group}
    for is_figure, group in groups:
        others = {home[other] for one in group for other in against[one.claim] if other in home}
        yield Stance(
            sort=group[0].sort,
            value=group[0].value if is_figure else "",
            claims=tuple(dict.fromkeys(one.claim for one in group)),
            against=tuple(sorted(others)),
        )
