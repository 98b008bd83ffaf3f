"""What is found by a picture that is set into the query's, told of the query itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from sayso.footage.maps import WHOLE, common_area, part_of
from sayso.footage.turning import turned
from sayso.footage.types import Box, Copy, FootagePrint, Inset, Segment, Span

SHOWN_PAIRS = 5  # frames to look at, a finding
SAME_PART = 0.3  # of two regions together: two findings whose regions share more are of one thing
ABOUT_S = 0.5  # seconds by which two findings of the same may differ

Look = Callable[[Copy], Copy]


def _as_it_is(copy: Copy) -> Copy:
    return copy


def runs_by_box(insets: Sequence[Inset]) -> list[tuple[Box, list[FootagePrint]]]:
    """Return the boxes of insets, each with what it shows each time that it is there."""
    runs: dict[Box, list[FootagePrint]] = {}
    for inset in insets:
        runs.setdefault(inset.box, []).append(inset.shown)
    return list(runs.items())


def with_inset(seen: Sequence[Copy], box: Box, found: Sequence[Copy]) -> list[Copy]:
    """Return findings with the copies that an inset shows; of two of the same part the surer one stays.

    Args:
        seen: what was found by the whole picture, or by it and by other insets.
        box: where the inset lies.
        found: what was found by it as a picture of its own, each time that it is there; only copies count.
    """
    return _with_copies(seen, [_of_the_whole(each, box, "inset") for each in _over_all_runs(found)])


def with_inset_of_found(seen: Sequence[Copy], box: Box, back: Sequence[Copy]) -> list[Copy]:
    """Return findings with what was found of the query by an inset of something else, turned around.

    Args:
        box: where the inset lies in the other's picture.
        back: what the inset, as a picture of its own, found of the query.
    """
    whole = (_of_the_whole(each, box, "inset_of_found") for each in _over_all_runs(back))
    return _with_copies(seen, [turned(each) for each in whole], turned)


def _with_copies(seen: Sequence[Copy], copies: Iterable[Copy], by_host: Look = _as_it_is) -> list[Copy]:
    """Return findings with copies that insets show.

    Args:
        by_host: gives a finding as seen from the recording into which something is set.
    """
    findings = list(seen)
    for copy in copies:
        rivals = [each for each in findings if _is_rival(each, copy, by_host)]
        if not any(_is_better(by_host(rival), by_host(copy)) for rival in rivals):
            findings = [*(each for each in findings if each not in rivals), copy]
    return findings


def _over_all_runs(found: Sequence[Copy]) -> list[Copy]:
    """Return copies, those of one inset that comes back as one."""
    groups: dict[tuple[object, ...], list[Copy]] = {}
    for copy in found:
        if copy.kind == "same-footage":
            ways = copy.mirror, copy.reversed, copy.turn, copy.speed, copy.either_way
            key = copy.found, copy.is_of_a_still, *ways
            groups.setdefault(key, []).append(copy)
    return [_as_one(group) for group in groups.values()]


def _as_one(copies: Sequence[Copy]) -> Copy:
    best = max(copies, key=lambda copy: copy.score)
    unlike = max(copies, key=lambda copy: copy.query_unlike.area if copy.query_unlike else 0.0)
    pairs = [
        pair for copy in (best, *(each for each in copies if each is not best)) for pair in copy.evidence
    ]
    return replace(
        best,
        segments=tuple(sorted((each for copy in copies for each in copy.segments), key=_begins)),
        evidence=tuple(sorted(pairs[:SHOWN_PAIRS], key=lambda pair: pair.query_s)),
        techniques=tuple(dict.fromkeys(each for copy in copies for each in copy.techniques)),
        query_unlike=unlike.query_unlike,
        found_unlike=unlike.found_unlike,
        unlike_parts=tuple(part for copy in copies for part in copy.unlike_parts),
        unlike_looked_for=all(copy.unlike_looked_for for copy in copies),
    )


def _begins(segment: Segment) -> float:
    return segment.query_start_s


def _of_the_whole(copy: Copy, box: Box, detail: str) -> Copy:
    """Return a finding of an inset with its regions in the query's whole picture."""
    return replace(
        copy,
        query_region=box if copy.query_region is None else part_of(box, copy.query_region),
        query_unlike=None if copy.query_unlike is None else part_of(box, copy.query_unlike),
        unlike_parts=tuple(replace(part, query=part_of(box, part.query)) for part in copy.unlike_parts),
        details={**copy.details, detail: True},
    )


def _is_rival(seen: Copy, copy: Copy, by_host: Look) -> bool:
    """Tell whether a finding is of the same exhibit and seconds, and no copy or of one part or line.

    Two copies are, where the host's seconds are the same: what it shows twice, it shows at both.
    """
    if seen.found != copy.found:
        return False
    one, other = by_host(seen), by_host(copy)
    if seen.kind != "same-footage":
        return _is_at_once(seen, copy) or _is_at_once(one, other)
    return _is_at_once(one, other) and (_is_of_one_part(one, other) or _is_of_one_line(one, other))


def _is_better(seen: Copy, copy: Copy) -> bool:
    """Tell whether a finding stays: one of a larger part of the picture shows what lies in it, too."""
    if seen.kind != "same-footage":
        return False
    is_longer = _seconds(seen) > _seconds(copy) + ABOUT_S
    if _is_of_one_part(seen, copy):
        return is_longer or seen.score >= copy.score
    return is_longer or _part(seen).area >= _part(copy).area


def _is_of_one_part(seen: Copy, copy: Copy) -> bool:
    one, other = _part(seen), _part(copy)
    both = common_area(one, other)
    return both >= SAME_PART * (one.area + other.area - both)


def _part(copy: Copy) -> Box:
    return copy.query_region or WHOLE


def _is_at_once(seen: Copy, copy: Copy) -> bool:
    return any(_shared(*pair) is not None for pair in product(seen.segments, copy.segments))


def _is_of_one_line(seen: Copy, copy: Copy) -> bool:
    """Tell whether some second of the query shows the same second of what was found in both findings."""
    for one, other in product(seen.segments, copy.segments):
        shared = _shared(one, other)
        if shared is None:
            continue
        middle_s = sum(shared) / 2
        (start_s, end_s), (from_s, to_s) = _found_at(one, middle_s, seen), _found_at(other, middle_s, copy)
        if max(start_s, from_s) - min(end_s, to_s) <= ABOUT_S:
            return True
    return False


def _shared(one: Segment, other: Segment) -> Span | None:
    """Return the seconds of the query that two stretches share, which may be a moment; None for none."""
    start_s = max(one.query_start_s, other.query_start_s)
    end_s = min(one.query_end_s, other.query_end_s)
    has_moment = any(each.query_start_s == each.query_end_s for each in (one, other))
    return (start_s, end_s) if start_s < end_s or (has_moment and start_s == end_s) else None


def _found_at(segment: Segment, query_s: float, copy: Copy) -> Span:
    """Return the second that a stretch shows at one of the query's; of a moment, any that it may be."""
    length_s = segment.query_end_s - segment.query_start_s
    if length_s == 0:
        return segment.found_start_s, segment.found_end_s
    share = (query_s - segment.query_start_s) / length_s
    share = 1 - share if copy.reversed else share
    at_s = segment.found_start_s + share * (segment.found_end_s - segment.found_start_s)
    return at_s, at_s


def _seconds(copy: Copy) -> float:
    return sum(each.query_end_s - each.query_start_s for each in copy.segments)
