"""The seconds of a finding: of each verdict a stretch, and stretches that go on as one."""

from __future__ import annotations

from dataclasses import replace

from sayso.footage.moments import end_of
from sayso.footage.motion import Agreement
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import FootagePrint, Segment, Span
from sayso.footage.verdicts import Verdict

SAME_GAP_S = 0.6  # seconds: stretches with no more between them may be one
SAME_OFFSET_S = 0.4  # seconds: where the gaps in the query and in the found one differ no more
TOLD_OFF_S = (
    STEP_S  # and so much more, as the ends of two stretches may be off where they are told at speed 1
)


def segment_of(query: FootagePrint, found: FootagePrint, verdict: Verdict) -> Segment:
    """Return the stretch of a verdict, as far as either recording can be read."""
    moved = verdict.agreement
    if moved is None:
        return _segment_of_matches(query, verdict)
    if any(verdict.runs):
        return _segment_of_a_run(moved, verdict.unmoved, *verdict.runs)
    if query.is_still or found.is_still:
        return _segment_of_a_still(moved, verdict.unmoved, of_query=not query.is_still)
    first, last = sorted(moved.query_at(edge) for edge in (0.0, end_of(found)))
    start, end = max(moved.start_s, first), min(moved.end_s, last, end_of(query))
    found_start, found_end = sorted((moved.found_at(start), moved.found_at(end)))
    return Segment(
        query_start_s=round(start, 3),
        query_end_s=round(end, 3),
        found_start_s=round(max(0.0, found_start), 3),
        found_end_s=round(found_end, 3),
    )


def _segment_of_a_still(moved: Agreement, unmoved: Span | None, *, of_query: bool) -> Segment:
    """Return the moment that a still shows, or the stretch of the recording in which it is any moment."""
    query_s, found_s = moved.start_s, moved.found_at(moved.start_s)
    query = unmoved if unmoved and of_query else (query_s, query_s)
    found = unmoved if unmoved and not of_query else (found_s, found_s)
    return Segment(
        query_start_s=round(query[0], 3),
        query_end_s=round(query[1], 3),
        found_start_s=round(found[0], 3),
        found_end_s=round(found[1], 3),
    )


def _segment_of_a_run(
    moved: Agreement, unmoved: Span | None, run: Span | None, found_run: Span | None
) -> Segment:
    """Return the seconds in which one of the two stands still, and what of the other they show.

    That is a moment, or the stretch in which it is any moment, as nothing moves there either.
    """
    query_s, found_s = moved.start_s, max(0.0, moved.found_at(moved.start_s))
    query, found = run or unmoved or (query_s, query_s), found_run or unmoved or (found_s, found_s)
    return Segment(
        query_start_s=round(query[0], 3),
        query_end_s=round(query[1], 3),
        found_start_s=round(found[0], 3),
        found_end_s=round(found[1], 3),
    )


def _segment_of_matches(query: FootagePrint, verdict: Verdict) -> Segment:
    candidate = verdict.candidate
    if candidate.line is not None:
        return candidate.line.segment(0.0 if query.is_still else STEP_S / 2)
    best = candidate.seen[0]
    shown = 0.0 if query.is_still else STEP_S
    return Segment(
        query_start_s=round(best.query_s, 3),
        query_end_s=round(best.query_s + shown, 3),
        found_start_s=round(best.found_s, 3),
        found_end_s=round(best.found_s + shown, 3),
    )


def joined(segments: list[Segment], backwards: bool) -> list[Segment]:
    """Join stretches that go on where the one before ended, such as the pieces of a long shot."""
    joined: list[Segment] = []
    for segment in sorted(segments, key=lambda each: each.query_start_s):
        if joined and _goes_on(joined[-1], segment, backwards):
            joined[-1] = _reaching(joined[-1], segment)
        else:
            joined.append(segment)
    return joined


def _reaching(before: Segment, after: Segment) -> Segment:
    """Return a stretch that goes on to where the later of two ends: one may lie within the other."""
    return replace(
        before,
        query_end_s=max(before.query_end_s, after.query_end_s),
        found_start_s=min(before.found_start_s, after.found_start_s),
        found_end_s=max(before.found_end_s, after.found_end_s),
    )


def _goes_on(before: Segment, after: Segment, backwards: bool) -> bool:
    in_found = (after, before) if backwards else (before, after)
    gaps = after.query_start_s - before.query_end_s, in_found[1].found_start_s - in_found[0].found_end_s
    off_s = abs(gaps[0] - gaps[1])
    return max(gaps) <= SAME_GAP_S and off_s <= SAME_OFFSET_S + TOLD_OFF_S
