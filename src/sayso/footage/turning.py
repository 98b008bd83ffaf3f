"""The same finding, seen from the other recording."""

from __future__ import annotations

from dataclasses import replace

from sayso.footage.types import Copy


def turned(copy: Copy) -> Copy:
    """Return a copy with query and found exchanged: seconds, regions and speed follow."""
    return replace(
        copy,
        query=copy.found,
        found=copy.query,
        segments=tuple(
            replace(
                segment,
                query_start_s=segment.found_start_s,
                query_end_s=segment.found_end_s,
                found_start_s=segment.query_start_s,
                found_end_s=segment.query_end_s,
            )
            for segment in copy.segments
        ),
        query_region=copy.found_region,
        found_region=copy.query_region,
        speed=1 / copy.speed if copy.speed else copy.speed,
        evidence=tuple(replace(pair, query_s=pair.found_s, found_s=pair.query_s) for pair in copy.evidence),
    )
