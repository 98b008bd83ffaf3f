"""Claims that a person judged to be misread: they are kept to be seen, and nothing rests on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sayso.claims.types import Claim, Document
from sayso.compare.twins import stand_ins
from sayso.compare.types import Change
from sayso.values import Digest


def misread_claims(
    documents: Sequence[Document], claims: Sequence[Claim], misread: Collection[Digest]
) -> tuple[Claim, ...]:
    """Return the claims that are misread, those of word-for-word copies among them, in their order.

    Args:
        documents: all that the claims stand in.
        claims: all that were found.
        misread: those that people judged so (`sayso.compare.judgements.Rulings.misread`).
    """
    if not misread:
        return ()
    stands = stand_ins(documents, claims)
    return tuple(claim for claim in claims if stands[claim.id].id in misread)


def read_rightly(claims: Iterable[Claim], misread: Iterable[Claim]) -> list[Claim]:
    """Return claims without those that are misread."""
    left_out = {claim.id for claim in misread}
    return [claim for claim in claims if claim.id not in left_out]


def changes_without(changes: Iterable[Change], misread: Iterable[Claim]) -> tuple[Change, ...]:
    """Return what was edited between captures, without what that made of claims that are misread."""
    left_out = {claim.id for claim in misread}
    return tuple(
        replace(
            change, claims=tuple(one for one in change.claims if left_out.isdisjoint((one.before, one.after)))
        )
        for change in changes
    )
