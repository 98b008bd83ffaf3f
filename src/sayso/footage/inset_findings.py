"""What is found by a picture that is set into the query's, told of the query itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from sayso.footage.maps import part_of
from sayso.footage.types import Box, Copy, Inset, Segment

SAME_PART = 0.3  # of two regions together: two findings whose regions share more are of one thing
ABOUT_S = 0.5  # seconds by which two findings of the same may differ


def with_inset(seen: Sequence[Copy], inset: Inset, found: Sequence[Copy]) -> list[Copy]:
    """Return findings with the copies that an inset shows; of two of the same part the surer one stays.

    Args:
        seen: what was found by the whole picture, or by it and by other insets.
        found: what was found by the inset as a picture of its own; only copies count.
    """
    findings = list(seen)
    for copy in (_of_the_whole(each, inset.box) for each in found if each.kind == "same-footage"):
        rivals = [each for each in findings if _is_rival(each, copy)]
        if not any(_is_better(rival, copy) for rival in rivals):
            findings = [*(each for each in findings if each not in rivals), copy]
    return findings


def _of_the_whole(copy: Copy, box: Box) -> Copy:
    """Return a finding of an inset with its regions in the query's whole picture."""
    return replace(
        copy,
        query_region=box if copy.query_region is None else part_of(box, copy.query_region),
        query_unlike=None if copy.query_unlike is None else part_of(box, copy.query_unlike),
        details={**copy.details, "inset": True},
    )


def _is_rival(seen: Copy, copy: Copy) -> bool:
    """Tell whether a finding is of the same exhibit, and is no copy, or of the same part or seconds."""
    if seen.found != copy.found:
        return False
    return seen.kind != "same-footage" or _is_of_one_part(seen, copy) or _is_of_one_line(seen, copy)


def _is_better(seen: Copy, copy: Copy) -> bool:
    """Tell whether a finding stays: one of a larger part of the picture shows what lies in it, too."""
    if seen.kind != "same-footage":
        return False
    is_surer = seen.score >= copy.score or _seconds(seen) > _seconds(copy) + ABOUT_S
    return is_surer or not _is_of_one_part(seen, copy)


def _is_of_one_part(seen: Copy, copy: Copy) -> bool:
    return _shared(seen.query_region, copy.query_region) >= SAME_PART


def _is_of_one_line(seen: Copy, copy: Copy) -> bool:
    """Tell whether some second of the query shows the same second of what was found in both findings."""
    for one, other in product(seen.segments, copy.segments):
        start_s = max(one.query_start_s, other.query_start_s)
        end_s = min(one.query_end_s, other.query_end_s)
        middle_s = (start_s + end_s) / 2
        if start_s < end_s and abs(_found_at(one, middle_s) - _found_at(other, middle_s)) <= ABOUT_S:
            return True
    return False


def _found_at(segment: Segment, query_s: float) -> float:
    length_s = segment.query_end_s - segment.query_start_s
    share = (query_s - segment.query_start_s) / length_s
    return segment.found_start_s + share * (segment.found_end_s - segment.found_start_s)


def _seconds(copy: Copy) -> float:
    return sum(each.query_end_s - each.query_start_s for each in copy.segments)


def _shared(one: Box | None, other: Box | None) -> float:
    """Return which share of two parts of a picture both have; None is all of it."""
    whole = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
    a, b = one or whole, other or whole
    across = max(0.0, min(a.right, b.right) - max(a.left, b.left))
    down = max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))
    areas = [each.area for each in (a, b)]
    return across * down / max(sum(areas) - across * down, 1e-9)
