"""A finding says the same from both sides."""

from __future__ import annotations

from dataclasses import replace

from sayso.footage.turning import turned
from sayso.footage.types import Box, Copy, FramePair, Segment, UnlikePart
from sayso.values import digest_bytes

COPY = Copy(
    kind="same-footage",
    query=digest_bytes(b"new"),
    found=digest_bytes(b"old"),
    segments=(Segment(query_start_s=0, query_end_s=2, found_start_s=5, found_end_s=9),),
    query_region=None,
    found_region=Box(left=0.25, top=0, right=1, bottom=0.5),
    mirror=True,
    speed=2.0,
    score=0.9,
    evidence=(FramePair(query_s=1, found_s=7),),
    techniques=("pdq",),
)


def test_turning_exchanges_seconds_regions_and_speed() -> None:
    other = turned(COPY)

    assert (other.query, other.found) == (COPY.found, COPY.query)
    assert other.segments == (Segment(query_start_s=5, query_end_s=9, found_start_s=0, found_end_s=2),)
    assert (other.query_region, other.found_region) == (COPY.found_region, None)
    assert other.speed == 0.5
    assert other.evidence == (FramePair(query_s=7, found_s=1),)


def test_a_turned_picture_is_turned_back_and_as_it_was_where_it_is_mirrored_too() -> None:
    assert turned(replace(COPY, mirror=False, turn=90)).turn == 270
    assert turned(replace(COPY, mirror=False, turn=180)).turn == 180
    assert turned(replace(COPY, mirror=True, turn=90)).turn == 90


def test_turning_twice_changes_nothing() -> None:
    assert turned(turned(COPY)) == COPY


def test_what_is_turned_stands_by_the_time_of_what_it_is_turned_to() -> None:
    late, early = (
        Segment(query_start_s=start, query_end_s=start + 2, found_start_s=9 - start, found_end_s=11 - start)
        for start in (0, 6)
    )
    pairs = FramePair(query_s=1, found_s=10), FramePair(query_s=7, found_s=4)
    box = Box(left=0, top=0, right=0.5, bottom=0.5)
    parts = tuple(UnlikePart(stretch=each, query=box, found=box) for each in (late, early))

    other = turned(replace(COPY, segments=(late, early), evidence=pairs, unlike_parts=parts))

    assert [segment.query_start_s for segment in other.segments] == [3, 9]
    assert [pair.query_s for pair in other.evidence] == [4, 10]
    assert [part.stretch.query_start_s for part in other.unlike_parts] == [3, 9]
