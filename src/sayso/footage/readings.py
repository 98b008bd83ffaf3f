"""Mirrored or not: which of two readings of a match explains more, and whether that can be told.

A picture that is nearly its own mirror image matches both ways. What moves tells the two apart in a
copy. Where there is none, a worse fit must not win for moving worse: the view itself decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.footage.types import Span
from sayso.footage.verdicts import NEARLY_A_COPY, ONLY_LIGHT, Verdict, is_copy

NEARLY_VIEW = 0.1  # of how well a view is borne out, 0 to 1: another reading so near explains it as well
NEARLY_COPY = 0.15  # of the score, and so near must it be where both readings would be a copy
UNCOVERED = 0.1  # of a stretch: so much of it may another reading leave out,
UNCOVERED_S = 0.5  # or so many seconds, which is about as exact as ends are before they are followed
RANK = {"same-footage": 0, "same-place": 2, "undecided": 3, "same-sound": 4}
NEARLY = 1  # where what moves agrees in one laying, it is no matter that in a worse one it does not

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


def as_told(best: Verdict, verdicts: Sequence[Verdict]) -> Verdict:
    """Return a verdict, not mirrored and marked, where the other reading explains the match nearly as well.

    It must do so for the same seconds of both recordings, and nearly all of them: what is shown plain and
    mirrored, one after the other, is both.

    Args:
        verdicts: all that was considered beside it.
    """
    rivals = [
        other
        for other in verdicts
        if _is_other_reading(best, other) and _covers(other, best) and _are_as_good(other, best)
    ]
    if not rivals:
        return best
    plain = max(rivals, key=lambda other: (other.score, view_of(other))) if best.candidate.mirror else best
    return replace(plain, either_way=True)


def rank_of(verdict: Verdict) -> int:
    """Return which verdicts about one stretch count before others, the lowest first."""
    return NEARLY if verdict.decided_by in (NEARLY_A_COPY, ONLY_LIGHT) else RANK[verdict.kind]


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


def _covers(other: Verdict, best: Verdict) -> bool:
    """Tell whether a verdict is about one exhibit and nearly all seconds of both recordings of another."""
    if other.candidate.owner != best.candidate.owner:
        return False
    of_a_still = best.agreement is not None and best.agreement.is_moment
    spans = zip(_spans(other), _spans(best), strict=True)
    return all(_fills(span, whole, any_moment=of_a_still) for span, whole in spans)


def _fills(span: Span, whole: Span, *, any_moment: bool) -> bool:
    """Tell whether a span leaves out hardly anything of another; of a still, one moment in both will do."""
    length = min(_length(span), _length(whole)) if any_moment else _length(whole)
    missing = length - (min(span[1], whole[1]) - max(span[0], whole[0]))
    return missing <= max(UNCOVERED_S, UNCOVERED * length)


def _spans(verdict: Verdict) -> tuple[Span, Span]:
    """Return which seconds of the query and of the found one a verdict is about."""
    candidate, moved, unmoved = verdict.candidate, verdict.agreement, verdict.unmoved
    if moved is None:
        return (candidate.start_s, candidate.end_s), (candidate.found_from_s, candidate.found_to_s)
    query, found = (moved.start_s, moved.end_s), moved.found_between()
    return _within(unmoved, query), _within(unmoved, found)


def _within(unmoved: Span | None, span: Span) -> Span:
    """Return the seconds, any of which a moment of a still may be; the moment where it is none of them."""
    return unmoved if unmoved and unmoved[0] <= span[0] and span[1] <= unmoved[1] else span


def _length(span: Span) -> float:
    return span[1] - span[0]


def _are_as_good(other: Verdict, best: Verdict) -> bool:
    if rank_of(best) != rank_of(other) or abs(view_of(other) - view_of(best)) >= NEARLY_VIEW:
        return False
    return not is_copy(best) or abs(other.score - best.score) <= NEARLY_COPY
