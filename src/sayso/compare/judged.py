"""How two claims stand to each other, as judged, and what is known of the case to judge them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.compare.origins import Origins
from sayso.compare.reading import Reading
from sayso.compare.types import Relation
from sayso.compare.withdrawals import Withdrawal


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation between two claims, with its reason; `swapped` where left updates right."""

    relation: Relation
    reason: str
    swapped: bool = False

    @classmethod
    def because(cls, relation: Relation, reason: str, *, swapped: bool = False) -> Judged:
        """Make one whose reason is a sentence, of words that are not."""
        return cls(relation, f"{reason[:1].upper()}{reason[1:]}.", swapped)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the case beyond the two claims."""

    origins: Origins
    withdrawals: Mapping[int, Withdrawal]  # by the number of the claim that withdraws


def one_breath(left: Reading, right: Reading) -> bool:
    """Tell whether one speaker says both in one document; such claims make no pair but by an update."""
    return left.claim.doc_id == right.claim.doc_id and left.claim.speaker == right.claim.speaker
