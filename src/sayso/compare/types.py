"""What comparing accounts can give: questions, findings about pairs, and origins.

A finding is what a method reports. Whether a claim holds is for a person to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.values import Digest, Method

Relation = Literal["agrees", "conflicts", "repeats", "updates", "different-scope"]
RELATIONS: tuple[Relation, ...] = ("agrees", "conflicts", "repeats", "updates", "different-scope")
PositionSort = Literal[
    "says", "denies", "declines", "neither-confirms-nor-denies", "no-position", "withdraws"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How two claims stand to each other, and why.

    Unordered, but for `updates`: there `right` updates `left`.
    """

    relation: Relation
    left: Digest  # claim ids
    right: Digest
    reason: str  # a sentence for a reader
    question: str | None = None  # the id of the question that both answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one claim answers to a question."""

    claim: Digest
    sort: PositionSort
    value: str  # short: "at least 40", "yes", "no"; "" where it takes no position


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that several claims answer."""

    id: str  # stable from run to run for the same claims
    text: str  # such as "How many attackers were killed?"
    positions: tuple[Position, ...]
    unit: str | None = None  # where the answers are figures


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """Why a claim is put to an origin."""

    claim: Digest
    evidence: str  # a sentence: "forwarded from Ridge Watch", "shares 14 words in a row with ..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One source that several claims go back to."""

    id: str
    name: str  # a description for a reader
    links: tuple[OriginLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that was found between the claims of a case."""

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    origins: tuple[Origin, ...]
    method: Method
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFootage:
    """Two documents that show the same footage, as the footage room found."""

    left_doc: str
    right_doc: str
    evidence: str  # a sentence: "12 seconds of clip A stand in clip B, from 00:04"
