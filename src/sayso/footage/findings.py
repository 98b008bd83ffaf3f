"""From verdicts about stretches to findings about exhibits: the best of each shot, as far as it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.footage.ends import reaching
from sayso.footage.evidence import details_of, moments_of, regions_of
from sayso.footage.geometry import quarters_of
from sayso.footage.motion import Agreement
from sayso.footage.readings import as_told, is_backwards, likelier, rank_of
from sayso.footage.segments import SAME_OFFSET_S, joined, segment_of
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import Copy, CopyKind, FootagePrint, Span
from sayso.footage.unlike import unlike_parts
from sayso.footage.verdicts import Verdict

SHOWN_PAIRS = 5  # frames to look at, a finding
LEAST_LEFT_S = 1.0  # seconds of a stretch beside what a surer one shows otherwise: with less it is none


def copies_of(query: FootagePrint, prints: Sequence[FootagePrint], verdicts: Sequence[Verdict]) -> list[Copy]:
    """Return the findings: for each exhibit, one for each kind and side, and one of what stands still.

    Args:
        verdicts: one about each exhibit in each shot, by time.
    """
    groups: dict[tuple[int, CopyKind, bool, bool, bool], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        candidate, stands = verdict.candidate, any(verdict.runs)
        groups[candidate.owner, verdict.kind, candidate.mirror, is_backwards(verdict), stands].append(verdict)
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
    for verdict in sorted(likely, key=lambda each: (rank_of(each), -each.score, -each.candidate.inliers)):
        if not any(_same_stretch(verdict, better) for better in best):
            best.append(as_told(verdict, likely))
    return sorted(best, key=lambda each: each.candidate.start_s)


def _same_stretch(verdict: Verdict, better: Verdict) -> bool:
    """Tell whether two verdicts are about the same exhibit and mostly the same part of the query."""
    one, other = verdict.candidate, better.candidate
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    shorter = min(one.end_s - one.start_s, other.end_s - other.start_s)
    return one.owner == other.owner and shared > 0.3 * shorter


def _copy(query: FootagePrint, found: FootagePrint, judged: list[Verdict]) -> Copy:
    kept = _to_their_ends(query, found, judged)
    verdicts = [_at_a_told_speed(verdict) for verdict in kept]
    best = max(verdicts, key=lambda verdict: verdict.score)
    query_region, found_region = regions_of(query, found, best)
    unlike = unlike_parts(query, found, _as_judged(kept, judged))
    speed = 1.0 if best.agreement is None else best.agreement.speed
    told = [(verdict, segment_of(query, found, verdict)) for verdict in verdicts]
    standing = [segment for verdict, segment in told if any(verdict.runs)]  # the next shows another moment
    moving = joined([segment for verdict, segment in told if not any(verdict.runs)], speed < 0)
    return Copy(
        kind=best.kind,
        query=query.exhibit,
        found=found.exhibit,
        segments=tuple(sorted([*standing, *moving], key=lambda each: each.query_start_s)),
        query_region=query_region,
        found_region=found_region,
        mirror=best.candidate.mirror,
        speed=round(abs(speed), 3),
        score=round(best.score, 4),
        evidence=tuple(pair for verdict, segment in told for pair in moments_of(verdict, segment))[
            :SHOWN_PAIRS
        ],
        techniques=tuple(dict.fromkeys(verdict.candidate.technique for verdict in verdicts)),
        details=details_of(replace(best, either_way=all(each.either_way for each in verdicts))),
        reversed=speed < 0,
        turn=quarters_of(best.candidate.matrix),
        query_unlike=unlike.of_query,
        found_unlike=unlike.of_found,
        unlike_parts=unlike.parts,
        unlike_looked_for=unlike.is_looked_for,
    )


def _to_their_ends(query: FootagePrint, found: FootagePrint, judged: list[Verdict]) -> list[Verdict]:
    """Return copies as far as they go on, the surest first, without what these show otherwise."""
    if any(
        each.kind != "same-footage" or each.agreement is None or each.agreement.is_moment for each in judged
    ):
        return judged
    kept: list[Verdict] = []
    for verdict in sorted(judged, key=lambda each: -each.score):
        candidate, surer = verdict.candidate, [each.agreement for each in kept if each.agreement]
        moved = None if verdict.agreement is None else _left_by(surer, verdict.agreement)
        if moved is not None:
            prints, free = (query, found), _free_around(moved, surer)
            free = max(free[0], verdict.within[0]), min(free[1], verdict.within[1])
            whole = reaching(moved, candidate.matrix, prints, mirror=candidate.mirror, within=free)
            kept.append(replace(verdict, agreement=whole))
    return sorted(kept, key=lambda each: each.agreement.start_s if each.agreement else 0.0)


def _as_judged(kept: Sequence[Verdict], judged: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts that are told, each of the stretch that was judged: beyond, parts may differ."""
    told = {id(verdict.candidate) for verdict in kept}
    return [verdict for verdict in judged if id(verdict.candidate) in told]


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
