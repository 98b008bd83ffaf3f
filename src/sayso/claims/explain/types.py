"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.claims.types import Claim, Spans

Field = Literal[
    "found by",
    "speaker",
    "through",
    "act",
    "endorsement",
    "certainty",
    "event status",
    "quantity",
    "place",
    "time",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one field of a claim has its value."""

    field: Field
    value: str  # as it is shown
    words: Spans = ()  # that made it so; of a speaker, the chain of mentions, the claim's own first
    how: str = ""  # what the words alone do not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claim with the reasons for its fields; those that have their usual value are left out."""

    claim: Claim
    reasons: tuple[Reason, ...]
