"""What a candidate is: a copy, the same place at another moment, or undecided; and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.footage.candidates import Candidate
from sayso.footage.features import sides
from sayso.footage.motion import Agreement, agreement, stretch_of
from sayso.footage.stills import judge_still
from sayso.footage.types import CopyKind, FootagePrint

SURE_COPY = 0.5  # a score from here on is called the same footage
SAME_PLACE_INLIERS = 14  # distinct features: so many agree by chance in no pair of the development benchmark
LEAST_ENERGY = 0.02  # grey levels squared: under it nothing moves that could be compared


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """A candidate that was looked at."""

    candidate: Candidate
    kind: CopyKind
    score: float  # 0 to 1
    agreement: Agreement | None  # None for stills and where too little overlaps
    decided_by: str


def judge(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Verdict | None:
    """Say what a candidate is, or None where it is nothing worth showing."""
    if query.is_still or found.is_still:
        return _of_a_still(candidate, query, found)
    moved = _agreement(candidate, query, found)
    if moved is None:
        return _by_pictures_alone(candidate, "too little overlaps to compare what moves")
    score = score_of(candidate, moved)
    if score >= SURE_COPY and moved.energy >= LEAST_ENERGY:
        return Verdict(candidate, "same-footage", score, moved, "what moves agrees")
    if moved.energy < LEAST_ENERGY:
        return _by_pictures_alone(candidate, "nothing moves", moved)
    if candidate.inliers >= SAME_PLACE_INLIERS:
        return Verdict(candidate, "same-place", 1 - score, moved, "the view agrees, what moves does not")
    return None


def evidence_of(candidate: Candidate, moved: Agreement) -> tuple[float, ...]:
    """Return the numbers that a score is made of."""
    near = 0.0 if candidate.line is None else 1 - float(candidate.line.matches.distances.min()) / 64
    return (
        moved.correlation,
        moved.changes,
        moved.level,
        float(np.log2(1 + min(candidate.inliers, 63))) / 6,
        near,
        float(np.log2(moved.samples)) / 6,
        float(np.log2(1 + min(candidate.agreeing, 7))) / 3,
    )


# Set by hand on the development benchmark (seed 7): 0.5 lies above every false pair there, those of the
# same camera at another time included. `benchmarks/footage/README.md` has the figures.
WEIGHTS = (8.0, 4.0, 1.0, 4.0, 2.0, 2.0, 1.0)
BIAS = -13.4


def score_of(candidate: Candidate, moved: Agreement) -> float:
    """Return how sure it is that a candidate is a copy, 0 to 1."""
    total = BIAS + sum(w * x for w, x in zip(WEIGHTS, evidence_of(candidate, moved), strict=True))
    return float(1 / (1 + np.exp(-total)))


def _agreement(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Agreement | None:
    ours = stretch_of(query, candidate.start_s, candidate.end_s)
    theirs = stretch_of(found, max(0.0, candidate.found_from_s), candidate.found_to_s)
    if ours is None or theirs is None:
        return None
    around = (*sides(query), *sides(found))
    return agreement(
        ours,
        theirs,
        candidate.matrix,
        around,
        mirror=candidate.mirror,
        found_part=candidate.found_part,
    )


def _of_a_still(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Verdict | None:
    still = judge_still(candidate, query, found)
    if still is None:
        return None
    return Verdict(candidate, still.kind, still.score, still.agreement, still.decided_by)


def _by_pictures_alone(candidate: Candidate, why: str, moved: Agreement | None = None) -> Verdict | None:
    if candidate.inliers < SAME_PLACE_INLIERS and (candidate.line is None or candidate.line.support < 1.0):
        return None
    return Verdict(candidate, "undecided", 0.5, moved, why)
