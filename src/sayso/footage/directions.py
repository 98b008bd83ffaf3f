"""Two recordings that were each looked for in the other: what stands of both answers.

A stretch is aligned anew in each direction, so the two can differ, and then both
cannot be told: the surer one stands, or, where neither is surer, it is undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from sayso.footage.turning import by_time, turned
from sayso.footage.types import Copy, Segment, Span

SHARED = 0.3  # of the shorter of two stretches: from here on they are about the same seconds
SAME_S = 0.5  # seconds by which two alignments of one stretch may differ
SURER = 0.15  # of the score: by so much more, one of two copies with different seconds stands
THE_SECONDS = "the seconds"
ALSO_LIKE = (
    "also_like_s"  # of a still, in the details: other seconds of the recording that are nearly as like it
)
OTHERWISE = "looked for in each other, the two answer differently: "


def both_ways(forth: Sequence[Copy], back: Sequence[Copy]) -> list[Copy]:
    """Return what stands of all that was found of two recordings, each looked for in the other.

    Of two findings that say the same, the surer one. Of two that contradict each other, the one that
    stands, or one that is "undecided". What only one direction found, as it is.

    Args:
        forth: what was found of the first recording in the second.
        back: what was found of the second in the first.

    Returns:
        Findings as seen from the first recording, the surest first.
    """
    standing, agreed = list(forth), set[int]()
    for other in sorted(map(turned, back), key=lambda each: _speaks_against(standing, each)):
        place = _partner(standing, other)
        if place is None or (place in agreed and _are_two_moments(standing[place], other)):
            standing.append(other)
            continue
        if contradiction(standing[place], other) is None:
            agreed.add(place)
        standing[place] = which_stands(standing[place], other)
    return sorted(standing, key=lambda copy: -copy.score)


def _partner(standing: Sequence[Copy], other: Copy) -> int | None:
    """Return which finding is about the same as another; of a still, before all one that says the same."""
    places = [place for place, one in enumerate(standing) if _on_one_thing(one, other)]
    if other.is_of_a_still:
        places.sort(key=lambda place: contradiction(standing[place], other) is not None)
    return next(iter(places), None)


def _speaks_against(standing: Sequence[Copy], other: Copy) -> bool:
    """Tell whether what was found of a still agrees with nothing: what agrees is joined before."""
    place = _partner(standing, other)
    is_agreed = place is not None and contradiction(standing[place], other) is None
    return other.is_of_a_still and not is_agreed


def _are_two_moments(one: Copy, other: Copy) -> bool:
    """Tell whether two copies of a still are shown at two moments, of which both may be true."""
    are_copies = one.kind == other.kind == "same-footage"
    if not are_copies or not other.is_of_a_still or contradiction(one, other) in (None, THE_SECONDS):
        return False
    return not any(_agree(*pair, one, other) for pair in _shared(one, other))


def which_stands(one: Copy, other: Copy) -> Copy:
    """Return the one of two findings that stands, both seen from one recording; or an undecided one."""
    why = contradiction(one, other)
    surer, less = (one, other) if _preferred(one) >= _preferred(other) else (other, one)
    if why is None:
        return _with_more_of(surer, less)
    if _stands(surer, less):
        return surer
    if why == THE_SECONDS and one.is_of_a_still:
        return replace(surer, details={**surer.details, ALSO_LIKE: _moments(less)})
    details = {"decided_by": OTHERWISE + why}
    return replace(surer, kind="undecided", score=0.5, speed=1.0, details=details)


def _with_more_of(surer: Copy, less: Copy) -> Copy:
    """Return a copy with the stretches that only the other direction found, such as a second appearance.

    Of one shot of the query a search tells one stretch, so what is shown twice is found from the other side.
    """
    more = [
        segment
        for segment in less.segments
        if not any(min(_overlaps(segment, known)) > 0 for known in surer.segments)
    ]
    if surer.kind != "same-footage" or surer.is_of_a_still or not more:
        return surer
    pairs = [
        pair
        for pair in less.evidence
        if any(
            each.query_start_s <= pair.query_s <= each.query_end_s
            and each.found_start_s <= pair.found_s <= each.found_end_s
            for each in more
        )
    ]
    parts = [part for part in less.unlike_parts if any(part.stretch == segment for segment in more)]
    both = replace(
        surer,
        segments=(*surer.segments, *more),
        evidence=(*surer.evidence, *pairs),
        unlike_parts=(*surer.unlike_parts, *parts),
        unlike_looked_for=surer.unlike_looked_for and less.unlike_looked_for,
    )
    return by_time(both)


def contradiction(one: Copy, other: Copy) -> str | None:
    """Say in what two findings contradict each other, both seen from one recording; None where they agree.

    They agree also where they are about different seconds.
    """
    if not _on_one_thing(one, other):
        return None
    if one.kind != other.kind:
        return "the kind of finding" if "same-footage" in (one.kind, other.kind) else None
    if one.kind != "same-footage":
        return None
    for field, name in (
        ("mirror", "mirrored or not"),
        ("reversed", "backwards or not"),
        ("turn", "turned or not"),
    ):
        is_open = field == "mirror" and (one.either_way or other.either_way)
        if getattr(one, field) != getattr(other, field) and not is_open:
            return name
    return None if any(_agree(*pair, one, other) for pair in _shared(one, other)) else THE_SECONDS


def _on_one_thing(one: Copy, other: Copy) -> bool:
    """Tell whether two findings are about the same seconds, both by the picture or both by sound."""
    of_sound = (one.kind == "same-sound") == (other.kind == "same-sound")
    return of_sound and next(_shared(one, other), None) is not None


def _shared(one: Copy, other: Copy) -> Iterator[tuple[Segment, Segment]]:
    """Yield the stretches of two findings that share seconds.

    Two copies must share those of both recordings, for a stretch may be shown twice; else one will do, and
    of a still, which has one moment.
    """
    are_copies = one.kind == other.kind == "same-footage"
    enough = min if are_copies and not one.is_of_a_still else max
    for ours, theirs in product(one.segments, other.segments):
        if enough(_overlaps(ours, theirs)) >= SHARED:
            yield ours, theirs


def _overlaps(ours: Segment, theirs: Segment) -> tuple[float, float]:
    """Return how much of the shorter of two stretches both share, of the query and of the other."""
    return (
        _overlap(ours.query_start_s, ours.query_end_s, theirs.query_start_s, theirs.query_end_s),
        _overlap(ours.found_start_s, ours.found_end_s, theirs.found_start_s, theirs.found_end_s),
    )


def _overlap(start: float, end: float, other_start: float, other_end: float) -> float:
    """Return how much of the shorter of two stretches both share, 0 to 1; of a moment it is all."""
    shared, shorter = min(end, other_end) - max(start, other_start), min(end - start, other_end - other_start)
    return float(shared >= 0) if shorter <= 0 else max(0.0, shared) / shorter


def _agree(ours: Segment, theirs: Segment, one: Copy, other: Copy) -> bool:
    """Tell whether two stretches show the same seconds of the found one where they share the query's."""
    if one.is_of_a_still:
        return all(gap <= SAME_S for gap in _gaps(ours, theirs))
    edges = (
        max(ours.query_start_s, theirs.query_start_s),
        min(ours.query_end_s, theirs.query_end_s),
    )
    return edges[1] >= edges[0] and all(
        abs(_found_at(ours, at, one) - _found_at(theirs, at, other)) <= SAME_S for at in edges
    )


def _moments(copy: Copy) -> list[Span]:
    """Return which seconds of the recording show a still."""
    of_query = [(s.query_start_s, s.query_end_s) for s in copy.segments]
    of_found = [(s.found_start_s, s.found_end_s) for s in copy.segments]
    return max(of_query, of_found, key=lambda spans: max(end for _, end in spans))


def _gaps(ours: Segment, theirs: Segment) -> Span:
    """Return how many seconds lie between two stretches, of the query and of the other."""
    return (
        max(ours.query_start_s, theirs.query_start_s) - min(ours.query_end_s, theirs.query_end_s),
        max(ours.found_start_s, theirs.found_start_s) - min(ours.found_end_s, theirs.found_end_s),
    )


def _found_at(segment: Segment, query_s: float, copy: Copy) -> float:
    length = segment.query_end_s - segment.query_start_s
    share = (query_s - segment.query_start_s) / length if length > 0 else 0.0
    share = 1 - share if copy.reversed else share
    return segment.found_start_s + share * (segment.found_end_s - segment.found_start_s)


def _preferred(copy: Copy) -> tuple[bool, float]:
    return copy.kind == "same-footage", copy.score


def _stands(surer: Copy, less: Copy) -> bool:
    """Tell whether one of two that contradict each other stands; a score says how sure each is."""
    if less.kind == "same-footage":
        return surer.score - less.score >= SURER
    a_copy_after_all = 1 - less.score if less.kind == "same-place" else less.score
    return (surer.score + a_copy_after_all) / 2 >= 0.5  # the rule by which one search calls it a copy
