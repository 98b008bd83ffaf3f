"""From verdicts about stretches to findings about exhibits, with the frames to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.footage.ends import Span, reaching
from sayso.footage.features import sides
from sayso.footage.geometry import quarters_of, regions
from sayso.footage.maps import flipped
from sayso.footage.moments import end_of
from sayso.footage.motion import Agreement
from sayso.footage.readings import as_told, is_backwards, likelier
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import EITHER_WAY, Box, Copy, CopyKind, FootagePrint, FramePair, Segment
from sayso.footage.verdicts import NEARLY_A_COPY, ONLY_LIGHT, Verdict

SHOWN_PAIRS = 5  # frames to look at, a finding
SAME_GAP_S = 0.6  # seconds: stretches with no more between them may be one
SAME_OFFSET_S = 0.4  # seconds: where the gaps in the query and in the found one differ no more
TOLD_OFF_S = (
    STEP_S  # and so much more, as the ends of two stretches may be off where they are told at speed 1
)
LEAST_LEFT_S = 1.0  # seconds of a stretch beside what a surer one shows otherwise: with less it is none
RANK = {"same-footage": 0, "same-place": 2, "undecided": 3, "same-sound": 4}
NEARLY = 1  # where what moves agrees in one laying, it is no matter that in a worse one it does not


def copies_of(query: FootagePrint, prints: Sequence[FootagePrint], verdicts: Sequence[Verdict]) -> list[Copy]:
    """Return the findings: for each exhibit, one for each kind and side.

    Args:
        verdicts: one about each exhibit in each shot, by time.
    """
    groups: dict[tuple[int, CopyKind, bool, bool], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        candidate = verdict.candidate
        groups[candidate.owner, verdict.kind, candidate.mirror, is_backwards(verdict)].append(verdict)
    copied = {owner for owner, kind, *_ in groups if kind == "same-footage"}
    return [
        _copy(query, prints[owner], group)
        for (owner, kind, *_), group in groups.items()
        if kind == "same-footage" or owner not in copied
    ]


def best_of_each_shot(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Keep the surest verdict about each exhibit in each shot of the query."""
    best: list[Verdict] = []
    likely = likelier(verdicts, _same_stretch)
    for verdict in sorted(likely, key=lambda each: (_rank(each), -each.score, -each.candidate.inliers)):
        if not any(_same_stretch(verdict, better) for better in best):
            best.append(as_told(verdict, likely, _same_stretch))
    return sorted(best, key=lambda each: each.candidate.start_s)


def _rank(verdict: Verdict) -> int:
    return NEARLY if verdict.decided_by in (NEARLY_A_COPY, ONLY_LIGHT) else RANK[verdict.kind]


def _same_stretch(verdict: Verdict, better: Verdict) -> bool:
    """Tell whether two verdicts are about the same exhibit and mostly the same part of the query."""
    one, other = verdict.candidate, better.candidate
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    shorter = min(one.end_s - one.start_s, other.end_s - other.start_s)
    return one.owner == other.owner and shared > 0.3 * shorter


def _copy(query: FootagePrint, found: FootagePrint, judged: list[Verdict]) -> Copy:
    verdicts = [_at_a_told_speed(verdict) for verdict in _to_their_ends(query, found, judged)]
    best = max(verdicts, key=lambda verdict: verdict.score)
    query_region, found_region = _regions(query, found, best)
    speed = 1.0 if best.agreement is None else best.agreement.speed
    told = [(verdict, _segment(query, found, verdict)) for verdict in verdicts]
    return Copy(
        kind=best.kind,
        query=query.exhibit,
        found=found.exhibit,
        segments=tuple(_joined([segment for _, segment in told], speed < 0)),
        query_region=query_region,
        found_region=found_region,
        mirror=best.candidate.mirror,
        speed=round(abs(speed), 3),
        score=round(best.score, 4),
        evidence=tuple(pair for verdict, segment in told for pair in _pairs(verdict, segment))[:SHOWN_PAIRS],
        techniques=tuple(dict.fromkeys(verdict.candidate.technique for verdict in verdicts)),
        details=_details(best),
        reversed=speed < 0,
        turn=quarters_of(best.candidate.matrix),
    )


def _to_their_ends(query: FootagePrint, found: FootagePrint, judged: list[Verdict]) -> list[Verdict]:
    """Return copies as far as they go on, the surest first, without what these show otherwise."""
    if any(each.kind != "same-footage" or each.agreement is None for each in judged):
        return judged
    kept: list[Verdict] = []
    for verdict in sorted(judged, key=lambda each: -each.score):
        candidate, surer = verdict.candidate, [each.agreement for each in kept if each.agreement]
        moved = None if verdict.agreement is None else _left_by(surer, verdict.agreement)
        if moved is not None:
            prints, free = (query, found), _free_around(moved, surer)
            whole = reaching(moved, candidate.matrix, prints, mirror=candidate.mirror, within=free)
            kept.append(replace(verdict, agreement=whole))
    return sorted(kept, key=lambda each: each.agreement.start_s if each.agreement else 0.0)


def _left_by(surer: Sequence[Agreement], moved: Agreement) -> Agreement | None:
    """Return what of a stretch surer ones do not show otherwise; None where they leave hardly anything."""
    start_s, end_s = _free_around(moved, surer)
    left = replace(moved, start_s=max(moved.start_s, start_s), end_s=min(moved.end_s, end_s))
    is_cut = left.length_s < moved.length_s - STEP_S / 2
    return None if is_cut and left.length_s < LEAST_LEFT_S else left


def _free_around(moved: Agreement, others: Sequence[Agreement]) -> Span:
    """Return the seconds around a stretch's middle that no other fills that is not on its line."""
    middle = (moved.start_s + moved.end_s) / 2
    aside = [other for other in others if not _on_one_line(other, moved)]
    before = [other.end_s for other in aside if other.start_s + other.end_s <= 2 * middle]
    after = [other.start_s for other in aside if other.start_s + other.end_s > 2 * middle]
    return max([0.0, *before]), min([float("inf"), *after])


def _on_one_line(other: Agreement, moved: Agreement) -> bool:
    ends = moved.start_s, moved.end_s
    return all(abs(other.found_at(edge) - moved.found_at(edge)) <= SAME_OFFSET_S for edge in ends)


def _at_a_told_speed(verdict: Verdict) -> Verdict:
    """Return a verdict whose speed is 1 where no other is told: only that of a copy long enough is.

    Over the whole stretch the other speed must make more than a sample's difference.
    """
    moved = verdict.agreement
    if moved is None:
        return verdict
    off_s = abs(abs(moved.speed) - 1) * moved.length_s
    if off_s > STEP_S and verdict.kind != "same-place":
        return verdict
    plain, middle = float(np.sign(moved.speed)), (moved.start_s + moved.end_s) / 2
    offset_s = moved.offset_s + (moved.speed - plain) * middle
    return replace(verdict, agreement=replace(moved, speed=plain, offset_s=offset_s))


def _segment(query: FootagePrint, found: FootagePrint, verdict: Verdict) -> Segment:
    """Return the stretch of a verdict, as far as either recording can be read."""
    moved = verdict.agreement
    if moved is None:
        return _segment_of_matches(query, verdict)
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


def _joined(segments: list[Segment], backwards: bool) -> list[Segment]:
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


def _regions(query: FootagePrint, found: FootagePrint, verdict: Verdict) -> tuple[Box | None, Box | None]:
    """Return the parts of both pictures that show the same, by the map between them."""
    around = (*sides(query), *sides(found))
    query_region, found_region = regions(verdict.candidate.matrix, around)
    if verdict.candidate.mirror:
        query_region = flipped(query_region)
        left, right = round(query_region.left, 4), round(query_region.right, 4)
        query_region = replace(query_region, left=left, right=right)
    return query_region, found_region


def _pairs(verdict: Verdict, segment: Segment) -> list[FramePair]:
    """Return moments to look at, along the aligned stretch where there is one, as far as both can be read."""
    moved, candidate = verdict.agreement, verdict.candidate
    if moved is not None:
        is_moment = moved.length_s <= 0
        first = moved.start_s if is_moment else segment.query_start_s
        last = first if is_moment else segment.query_end_s
        times = np.unique(np.linspace(first, max(first, last - STEP_S), 3))
        return [
            FramePair(
                query_s=round(float(time), 3),
                found_s=round(max(0.0, float(moved.offset_s + moved.speed * time)), 3),
                technique=candidate.technique,
            )
            for time in times
        ]
    if candidate.line is not None:
        nearest = int(np.argmin(candidate.line.matches.distances))
        matches = candidate.line.matches
        return [
            FramePair(
                query_s=round(float(matches.query_s[nearest]), 3),
                found_s=round(float(matches.found_s[nearest]), 3),
                distance_bits=int(matches.distances[nearest]),
                technique="pdq",
            )
        ]
    return [
        FramePair(query_s=round(each.query_s, 3), found_s=round(each.found_s, 3), technique="sift")
        for each in candidate.seen[:2]
    ]


def _details(verdict: Verdict) -> dict[str, object]:
    candidate, moved = verdict.candidate, verdict.agreement
    details: dict[str, object] = {"decided_by": verdict.decided_by}
    if verdict.either_way:
        details["mirror"] = EITHER_WAY
    if candidate.seen:
        details["inliers"] = candidate.inliers
        details["frames_with_inliers"] = len(candidate.seen)
    if candidate.line is not None:
        details["least_distance_bits"] = int(candidate.line.matches.distances.min())
        details["matching_frames"] = len(candidate.line.matches)
    if moved is not None:
        details["motion_correlation"] = round(moved.correlation, 3)
        details["change_correlation"] = round(moved.changes, 3)
        details["motion_energy"] = round(moved.energy, 3)
    return details
