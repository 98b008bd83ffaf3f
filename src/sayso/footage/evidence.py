"""What a finding rests on: the parts of both pictures, moments to look at, and the numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sayso.footage.features import sides
from sayso.footage.framed import copy_cells, in_query, within_frames
from sayso.footage.geometry import regions
from sayso.footage.maps import common_part, flipped
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import EITHER_WAY, Box, FootagePrint, FramePair, Segment
from sayso.footage.verdicts import Verdict


def regions_of(query: FootagePrint, found: FootagePrint, verdict: Verdict) -> tuple[Box | None, Box | None]:
    """Return the parts of both pictures that show the same, by the map between them, without their frames."""
    around = (*sides(query), *sides(found))
    query_region, found_region = regions(verdict.candidate.matrix, around)
    cells = copy_cells(query, found, verdict)
    picture = None if cells is None else within_frames(cells)
    if picture is not None:
        found_region = common_part(found_region, picture)
        return in_query(found_region, query, found, verdict), found_region
    if verdict.candidate.mirror:
        query_region = flipped(query_region)
        left, right = round(query_region.left, 4), round(query_region.right, 4)
        query_region = replace(query_region, left=left, right=right)
    return query_region, found_region


def moments_of(verdict: Verdict, segment: Segment) -> list[FramePair]:
    """Return moments to look at, along the aligned stretch where there is one, as far as both can be read."""
    moved, candidate = verdict.agreement, verdict.candidate
    if moved is not None:
        first = moved.start_s if moved.is_moment else segment.query_start_s
        last = first if moved.is_moment else segment.query_end_s
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


def details_of(verdict: Verdict) -> dict[str, object]:
    """Return what decided, and the counts, distances and correlations behind it, as JSON values."""
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
