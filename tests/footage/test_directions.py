"""What stands of two answers, where each of two recordings was looked for in the other."""

from __future__ import annotations

from dataclasses import replace

from tests.footage.makers import footage, place

from sayso.footage.directions import ALSO_LIKE, both_ways, contradiction
from sayso.footage.search import CopyIndex
from sayso.footage.turning import turned
from sayso.footage.types import EITHER_WAY, Box, Copy, FramePair, Segment, UnlikePart
from sayso.publish.footage_words import how_words
from sayso.values import digest_bytes

FORTH = Copy(
    kind="same-footage",
    query=digest_bytes(b"repost"),
    found=digest_bytes(b"original"),
    segments=(Segment(query_start_s=0, query_end_s=4, found_start_s=5, found_end_s=9),),
    query_region=None,
    found_region=None,
    mirror=False,
    speed=1.0,
    score=0.9,
    evidence=(),
    techniques=("sift",),
)


def moved(copy, by_s, **changes):
    [segment] = copy.segments
    found = segment.found_start_s + by_s, segment.found_end_s + by_s
    return replace(
        copy, segments=(replace(segment, found_start_s=found[0], found_end_s=found[1]),), **changes
    )


def test_of_two_that_say_the_same_the_surer_one_stands():
    back = turned(moved(FORTH, 0.2, score=0.95))

    assert both_ways([FORTH], [back]) == [turned(back)]
    assert both_ways([FORTH], [turned(FORTH)]) == [FORTH]


def test_what_one_direction_alone_found_stands_seen_from_the_first_recording():
    assert both_ways([FORTH], []) == [FORTH]
    assert both_ways([], [turned(FORTH)]) == [FORTH]


def test_findings_about_different_seconds_both_stand():
    later = replace(
        FORTH,
        segments=(Segment(query_start_s=4, query_end_s=6, found_start_s=20, found_end_s=22),),
        score=0.7,
    )

    assert both_ways([FORTH], [turned(later)]) == [FORTH, later]
    assert contradiction(FORTH, later) is None


def test_what_one_direction_alone_shows_of_one_copy_stands_beside_what_both_do():
    again = Segment(query_start_s=0, query_end_s=4, found_start_s=20, found_end_s=24)
    before = Segment(query_start_s=5, query_end_s=7, found_start_s=1, found_end_s=3)
    pairs = FramePair(query_s=1, found_s=6), FramePair(query_s=1, found_s=21)
    box = Box(left=0, top=0, right=0.5, bottom=0.5)
    [first] = FORTH.segments
    parts = tuple(UnlikePart(stretch=each, query=box, found=box) for each in (first, again))
    twice = replace(
        FORTH, segments=(first, again, before), evidence=pairs, unlike_parts=parts, score=0.85, speed=1.001
    )
    forth = replace(FORTH, evidence=pairs[:1])

    for one, other in ((forth, twice), (twice, forth)):
        [told] = both_ways([one], [turned(other)])
        assert told.segments == (first, again, before)
        assert told.evidence == pairs
        assert (told.score, told.speed) == (0.9, 1.0)
        assert told.unlike_parts == parts[1:]
    assert both_ways([forth], [turned(replace(twice, segments=(moved(FORTH, 0.2).segments)))]) == [forth]


def test_an_original_that_a_recording_shows_twice_is_told_at_both():
    whole, other = place(1, seconds=4), place(2, seconds=3)
    original, kept = footage("original", whole), footage("kept", whole + other + whole)

    forth = CopyIndex([kept]).search(original).copies
    back = CopyIndex([original]).search(kept).copies
    [told] = both_ways(forth, back)

    assert [(each.query_start_s, each.found_start_s) for each in told.segments] == [(0, 0), (0, 7)]
    assert {pair.found_s < 7 for pair in told.evidence} == {True, False}


def test_of_a_still_the_surer_moment_stands_alone():
    moment = Segment(query_start_s=0, query_end_s=0, found_start_s=5, found_end_s=5)
    still = replace(FORTH, segments=(moment,))
    later = Segment(query_start_s=0, query_end_s=0, found_start_s=9, found_end_s=9)
    two = replace(still, segments=(moment, later), score=0.85)

    assert both_ways([still], [turned(two)]) == [still]


def test_where_seconds_differ_the_surer_one_stands_and_of_two_as_sure_none():
    off = moved(FORTH, 1.2, score=0.6)

    assert both_ways([FORTH], [turned(off)]) == [FORTH]
    assert both_ways([off], [turned(FORTH)]) == [FORTH]
    [undecided] = both_ways([FORTH], [turned(replace(off, score=0.85))])
    assert undecided.kind == "undecided"
    assert undecided.details["decided_by"] == (
        "looked for in each other, the two answer differently: the seconds"
    )


def test_a_copy_stands_against_another_kind_unless_that_is_the_surer_of_the_two():
    place = replace(FORTH, kind="same-place", score=0.55)

    assert both_ways([place], [turned(FORTH)]) == [FORTH]
    [undecided] = both_ways([replace(FORTH, score=0.52)], [turned(replace(place, score=0.9))])
    assert undecided.kind == "undecided"
    assert "the kind of finding" in undecided.details["decided_by"]


def test_seconds_of_one_place_at_two_moments_contradict_nothing():
    place = replace(FORTH, kind="same-place", score=0.8)

    assert both_ways([place], [turned(moved(place, 2.0, score=0.7))]) == [place]


def test_sound_and_picture_are_answers_of_their_own():
    sound = moved(FORTH, 3.0, kind="same-sound", score=0.95)

    assert both_ways([FORTH], [turned(sound)]) == [sound, FORTH]


def test_mirrored_or_backwards_is_a_contradiction_too():
    assert contradiction(FORTH, replace(FORTH, mirror=True)) == "mirrored or not"
    assert contradiction(FORTH, replace(FORTH, reversed=True)) == "backwards or not"


def test_of_what_is_shown_twice_one_answer_with_the_same_seconds_is_enough():
    [segment] = FORTH.segments
    again = replace(segment, found_start_s=15, found_end_s=19)
    back = turned(replace(FORTH, segments=(segment, again), score=0.95))

    assert contradiction(FORTH, turned(back)) is None


def test_two_places_that_one_stretch_is_shown_at_contradict_nothing():
    elsewhere = moved(FORTH, 10.0, score=0.8)

    assert both_ways([FORTH], [turned(elsewhere)]) == [FORTH, elsewhere]


def test_backwards_the_last_second_is_compared_with_the_first():
    backwards = replace(FORTH, reversed=True)
    [segment] = backwards.segments
    half = replace(
        backwards, segments=(replace(segment, query_end_s=2, found_start_s=7, found_end_s=9),), score=0.7
    )

    assert contradiction(backwards, half) is None
    assert contradiction(backwards, moved(half, -2.0)) == "the seconds"


def test_nothing_found_both_ways_is_nothing():
    assert both_ways([], []) == []


STILL = replace(
    FORTH, segments=(Segment(query_start_s=0, query_end_s=0, found_start_s=5.75, found_end_s=5.75),)
)


def test_a_still_has_one_moment_of_a_recording_and_another_as_like_it_is_named() -> None:
    sure, less = replace(STILL, score=0.69), moved(STILL, -2, score=0.67)
    [told] = both_ways([less], [turned(sure)])

    assert (told.kind, told.score, told.segments) == ("same-footage", 0.69, sure.segments)
    assert told.details[ALSO_LIKE] == [(3.75, 3.75)]
    assert "nearly as like at 0:03.8" in list(how_words(told, ("this", "that")))


def test_a_moment_of_a_still_that_is_far_less_sure_is_not_named() -> None:
    [told] = both_ways([STILL], [turned(moved(STILL, -2, score=0.6))])

    assert (told.score, told.segments, ALSO_LIKE in told.details) == (0.9, STILL.segments, False)


def test_a_moment_within_a_stretch_of_a_still_is_the_same_answer() -> None:
    stretch = replace(
        STILL,
        segments=(Segment(query_start_s=0, query_end_s=0, found_start_s=4, found_end_s=6),),
        score=0.7,
    )

    assert both_ways([STILL], [turned(stretch)]) == [STILL]
    assert contradiction(STILL, stretch) is None


def test_where_it_cannot_be_told_whether_it_is_mirrored_the_directions_agree() -> None:
    either = replace(FORTH, details={"mirror": EITHER_WAY})

    assert contradiction(either, replace(FORTH, mirror=True)) is None
    assert contradiction(FORTH, replace(FORTH, mirror=True)) == "mirrored or not"


def test_a_still_that_is_shown_plain_and_mirrored_at_two_moments_is_a_copy_at_both() -> None:
    mirrored = moved(STILL, 17, mirror=True, score=0.85)

    for back in ([STILL, mirrored], [mirrored, STILL]):
        assert both_ways([STILL, mirrored], [turned(each) for each in back]) == [STILL, mirrored]
        assert both_ways([STILL], [turned(each) for each in back]) == [STILL, mirrored]


def test_a_still_that_is_mirrored_and_not_at_one_moment_is_undecided() -> None:
    [told] = both_ways([STILL], [turned(replace(STILL, mirror=True, score=0.85))])

    assert told.kind == "undecided"
