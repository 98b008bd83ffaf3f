"""The same finding, seen from the other recording."""

from __future__ import annotations

from dataclasses import replace

from sayso.footage.types import Copy, Segment, Span, Turn

BACK: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}


def turned(copy: Copy) -> Copy:
    """Return a copy with query and found exchanged: seconds, by time, regions, turn and speed follow."""
    return by_time(
        replace(
            copy,
            query=copy.found,
            found=copy.query,
            segments=tuple(map(_turned, copy.segments)),
            query_region=copy.found_region,
            found_region=copy.query_region,
            query_unlike=copy.found_unlike,
            found_unlike=copy.query_unlike,
            unlike_parts=tuple(
                replace(part, stretch=_turned(part.stretch), query=part.found, found=part.query)
                for part in copy.unlike_parts
            ),
            speed=1 / copy.speed if copy.speed else copy.speed,
            turn=copy.turn if copy.mirror else BACK[copy.turn],
            evidence=tuple(
                replace(pair, query_s=pair.found_s, found_s=pair.query_s) for pair in copy.evidence
            ),
        )
    )


def by_time(copy: Copy) -> Copy:
    """Return a copy with all that it tells in the order of the query's seconds."""
    return replace(
        copy,
        segments=tuple(sorted(copy.segments, key=_begin)),
        unlike_parts=tuple(sorted(copy.unlike_parts, key=lambda part: _begin(part.stretch))),
        evidence=tuple(sorted(copy.evidence, key=lambda pair: (pair.query_s, pair.found_s))),
    )


def _turned(segment: Segment) -> Segment:
    return Segment(
        query_start_s=segment.found_start_s,
        query_end_s=segment.found_end_s,
        found_start_s=segment.query_start_s,
        found_end_s=segment.query_end_s,
    )


def _begin(segment: Segment) -> Span:
    return segment.query_start_s, segment.found_start_s
