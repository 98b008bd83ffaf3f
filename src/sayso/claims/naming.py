"""Short names for claims: the beginning of an id, as long as it has to be to mean one claim of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sayso.claims.types import Claim
from sayso.values import AskedWrongly, Digest

SHORTEST = 5  # hexadecimal digits
_LISTED = 5  # of the claims that may be meant


class NoSuchClaim(AskedWrongly):
    """No claim, or more than one, goes by this name."""

    def __init__(self, asked: str, candidates: tuple[str, ...]) -> None:
        super().__init__(asked, candidates)
        self.asked, self.candidates = asked, candidates

    def __str__(self) -> str:
        listed = ", ".join(self.candidates[:_LISTED])
        more = f" and {len(self.candidates) - _LISTED} more" if len(self.candidates) > _LISTED else ""
        if self.candidates and len(self.asked.strip()) < SHORTEST:
            return (
                f"{self.asked!r} is too short for a claim's name, which has {SHORTEST} digits at least. "
                f"So begin: {listed}{more}."
            )
        if not self.candidates:
            return (
                f"No claim is called {self.asked!r}. `sayso claims CASE` and `sayso compare CASE` show their "
                "names: the first digits of their ids."
            )
        return (
            f"{self.asked!r} could be any of {len(self.candidates)} claims: {listed}{more}. Give more digits."
        )


def short_ids(ids: Iterable[Digest]) -> dict[Digest, str]:
    """Return a short name for each id, all of one length, no two the same."""
    ordered = sorted(set(ids))
    length = max([SHORTEST, *(_apart_at(*pair) for pair in pairwise(ordered))])
    return {one: one[:length] for one in ordered}


def _apart_at(one: str, other: str) -> int:
    """How many digits of two ids it takes to tell them apart."""
    return next(place for place in range(1, len(one) + 1) if one[:place] != other[:place])


def find_claim(asked: str, claims: Sequence[Claim]) -> Claim:
    """Return the one claim whose id begins so.

    Raises:
        NoSuchClaim: when there is none, or more than one.
    """
    by_id: Mapping[Digest, Claim] = {claim.id: claim for claim in claims}
    wanted = asked.strip().lower()
    found = [one for one in by_id if wanted and one.startswith(wanted)]
    if len(found) == 1 and len(wanted) >= SHORTEST:
        return by_id[found[0]]
    names = short_ids(by_id)
    raise NoSuchClaim(asked, tuple(f"{names[one]} ({by_id[one].speaker})" for one in sorted(found)))
