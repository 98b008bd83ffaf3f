"""Mirrored or not: which of two readings of a match explains more, and whether that can be told.

A picture that is nearly its own mirror image matches both ways. What moves tells the two apart in a
copy. Where there is none, a worse fit must not win for moving worse: the view itself decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.footage.verdicts import Verdict, is_copy

NEARLY_VIEW = 0.1  # of how well a view is borne out, 0 to 1: another reading so near explains it as well
NEARLY_COPY = 0.15  # of the score, and so near must it be where both readings would be a copy

SameStretch = Callable[[Verdict, Verdict], bool]


def likelier(verdicts: Sequence[Verdict], is_same_stretch: SameStretch) -> list[Verdict]:
    """Leave out what is no copy where the other reading of the same stretch bears the view out far better."""
    return [
        verdict
        for verdict in verdicts
        if is_copy(verdict)
        or not any(
            view_of(other) >= view_of(verdict) + NEARLY_VIEW
            for other in verdicts
            if _is_other_reading(verdict, other) and is_same_stretch(verdict, other)
        )
    ]


def as_told(best: Verdict, verdicts: Sequence[Verdict], is_same_stretch: SameStretch) -> Verdict:
    """Return a verdict, not mirrored and marked, where the other reading explains the match nearly as well.

    Args:
        verdicts: all that was considered beside it.
    """
    rivals = [
        other
        for other in verdicts
        if _is_other_reading(best, other) and is_same_stretch(best, other) and _are_as_good(other, best)
    ]
    if not rivals:
        return best
    plain = max(rivals, key=lambda other: (other.score, view_of(other))) if best.candidate.mirror else best
    return replace(plain, either_way=True)


def is_backwards(verdict: Verdict) -> bool:
    """Tell whether a verdict is that the query is played backwards."""
    return verdict.agreement is not None and verdict.agreement.backwards


def view_of(verdict: Verdict) -> float:
    """Return how well features or whole frames bear out that two pictures show one view, 0 to 1."""
    line, inliers = verdict.candidate.line, verdict.candidate.inliers
    nearest = 128 if line is None else int(line.matches.distances.min())
    return float(max(1 - nearest / 128, 1 - 2.0 ** (-inliers / 12)))


def _is_other_reading(one: Verdict, other: Verdict) -> bool:
    """Tell whether two verdicts differ in whether it is mirrored, and in that alone."""
    is_mirrored_alone = one.candidate.mirror != other.candidate.mirror
    return is_mirrored_alone and is_backwards(one) == is_backwards(other)


def _are_as_good(other: Verdict, best: Verdict) -> bool:
    if is_copy(best) != is_copy(other) or abs(view_of(other) - view_of(best)) >= NEARLY_VIEW:
        return False
    return not is_copy(best) or abs(other.score - best.score) <= NEARLY_COPY
