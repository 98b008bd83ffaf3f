"""An original is found from its own side, too, in a kept recording into whose picture it was set."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.footage.makers import footage
from tests.footage.test_insets import HEIGHT, WIDTH, filmed, panned, set_into, sides

from sayso.footage import insets_of_found
from sayso.footage.insets_of_found import is_there, shown_in, unexplained
from sayso.footage.search import CopyIndex
from sayso.footage.types import Segment

PLACE, SIZE = (200, 12), (100, 56)
BOX = (200 / WIDTH, 12 / HEIGHT, 300 / WIDTH, 68 / HEIGHT)
BEFORE = [255 - frame for frame in panned(5, 8)]


OTHER_PLACE = (20, 100)
OTHER_BOX = (20 / WIDTH, 100 / HEIGHT, 120 / WIDTH, 156 / HEIGHT)
BETWEEN = [255 - frame for frame in panned(9, 10)]


def twice(first, second, other_place=PLACE):
    """Return what is set into a broadcast from second 2 on, and again when it has been away for 2.5 s."""
    shown = set_into(panned(3, len(first)), first, PLACE, SIZE)
    return footage(
        "news", BEFORE + shown + BETWEEN + set_into(panned(7, len(second)), second, other_place, SIZE)
    )


def stretches(copy):
    return [(s.query_start_s, s.query_end_s, s.found_start_s, s.found_end_s) for s in copy.segments]


def test_an_original_is_found_in_what_it_was_set_into():
    kept = footage("news", BEFORE + set_into(panned(3, 20), filmed(1)[6:26][::-1], PLACE, SIZE))
    asked = footage("north", filmed(1))

    [copy] = CopyIndex([kept, footage("south", panned(2, 32))]).search(asked).copies
    [without] = CopyIndex([replace(kept, insets=())]).search(asked).copies

    [stretch] = copy.segments
    assert (copy.query, copy.found) == (asked.exhibit, kept.exhibit)
    assert (copy.kind, copy.reversed, copy.details["inset_of_found"]) == ("same-footage", True, True)
    assert (stretch.query_start_s, stretch.query_end_s) == pytest.approx((1.5, 6.5), abs=0.3)
    assert (stretch.found_start_s, stretch.found_end_s) == pytest.approx((2.0, 7.0), abs=0.15)
    assert sides(copy.found_region) == pytest.approx(BOX, abs=0.04)
    assert without.kind == "same-place"


def test_an_original_that_is_shown_twice_in_one_place_is_one_finding_of_both():
    [copy] = CopyIndex([twice(filmed(1)[6:26], filmed(1)[6:26])]).search(footage("north", filmed(1))).copies

    first, second = stretches(copy)
    assert first == pytest.approx((1.5, 6.5, 2.0, 7.0), abs=0.3)
    assert second == pytest.approx((1.5, 6.5, 9.5, 14.5), abs=0.3)
    assert {pair.found_s < 9 for pair in copy.evidence} == {True, False}


def test_stretches_and_moments_stand_by_the_originals_time():
    [copy] = CopyIndex([twice(filmed(1)[16:30], filmed(1)[2:16])]).search(footage("north", filmed(1))).copies

    first, second = stretches(copy)
    assert first == pytest.approx((0.5, 4.0, 8.0, 11.5), abs=0.3)
    assert second == pytest.approx((4.0, 7.5, 2.0, 5.5), abs=0.3)
    assert list(copy.evidence) == sorted(copy.evidence, key=lambda pair: pair.query_s)
    assert {pair.found_s < 7 for pair in copy.evidence} == {True, False}


def test_an_original_that_is_shown_in_two_places_is_found_in_both():
    kept = twice(filmed(1)[6:26], filmed(1)[6:26], OTHER_PLACE)

    copies = CopyIndex([kept]).search(footage("north", filmed(1))).copies

    one, other = sorted(copies, key=lambda copy: copy.segments[0].found_start_s)
    assert (one.kind, other.kind) == ("same-footage", "same-footage")
    assert stretches(one) == [pytest.approx((1.5, 6.5, 2.0, 7.0), abs=0.3)]
    assert stretches(other) == [pytest.approx((1.5, 6.5, 9.5, 14.5), abs=0.3)]
    assert sides(one.found_region) == pytest.approx(BOX, abs=0.04)
    assert sides(other.found_region) == pytest.approx(OTHER_BOX, abs=0.04)


def test_an_original_that_is_shown_whole_and_then_in_an_inset_is_found_in_both():
    whole = filmed(1)[6:26]
    kept = footage("news", whole + BETWEEN + set_into(panned(7, 20), whole, PLACE, SIZE))

    copies = CopyIndex([kept]).search(footage("north", filmed(1))).copies

    one, other = sorted(copies, key=lambda copy: copy.segments[0].found_start_s)
    assert stretches(one) == [pytest.approx((1.5, 6.5, 0.0, 5.0), abs=0.3)]
    assert stretches(other) == [pytest.approx((1.5, 6.5, 7.5, 12.5), abs=0.3)]
    assert ("inset_of_found" in one.details, "inset_of_found" in other.details) == (False, True)


@pytest.mark.parametrize("first", [6, 16])
def test_a_still_of_what_was_set_into_a_recording_is_told_once(first):
    kept = twice(filmed(1)[first : first + 14], filmed(1)[2:16])
    still = footage("still", [filmed(1)[12]], is_still=True)

    copies = [*CopyIndex([kept]).search(still).copies, *CopyIndex([still]).search(kept).copies]

    assert [copy.kind for copy in copies] == ["same-footage", "same-footage"]
    assert copies[0].is_of_a_still


@pytest.fixture(scope="module")
def copy():
    [found] = CopyIndex([footage("north", filmed(1))]).search(footage("whole", filmed(1)[6:26])).copies
    stretch = Segment(query_start_s=0.0, query_end_s=5.0, found_start_s=10.0, found_end_s=15.0)
    return replace(found, segments=(stretch,))


def at(seconds):
    """Return an inset's picture that is there from a second on, for a second and three quarters."""
    frames = [255 - frame for frame in panned(5, round(4 * seconds))]
    [inset] = footage("news", frames + set_into(panned(3, 8), filmed(1, 8), PLACE, SIZE)).insets
    return inset


def looked_for(met, seen, insets, shows=()):
    """Return at which seconds those insets begin that were looked for; some `shows` what was asked about."""
    kept, begins = replace(footage("found", panned(3, 4)), insets=insets), []

    def search(shown):
        begins.append(shown.keyframes[0].at.seconds)
        return [each for each in seen if begins[-1] in shows]

    shown_in(kept, met, [replace(each, found=kept.exhibit) for each in seen if not shows], search)
    return begins


def test_only_seconds_of_which_nothing_sure_was_found_are_looked_at_from_the_other_side(copy):
    assert unexplained(copy.segments, [12.0, 2.0]) == [2.0]
    assert unexplained(copy.segments, [9.6, 9.4, 15.4, 15.6]) == [9.4, 15.6]
    assert unexplained((), [12.0, 2.0]) == [2.0, 12.0]


def test_only_insets_that_are_there_at_these_seconds_are_looked_for():
    early, late = at(2), at(10)

    assert is_there(late, [10.5])
    assert not is_there(early, [10.5])
    assert not is_there(early, [5.0])
    assert looked_for([10.5], [], (early, late)) == [10.0]
    assert looked_for([5.0], [], (early, late)) == []


def test_where_an_inset_shows_it_the_others_are_looked_for_but_no_more_than_so_long(copy, monkeypatch):
    insets = at(2), at(10), at(20)
    assert looked_for([10.5], [copy], insets, shows=[10.0]) == [10.0, 2.0, 20.0]
    assert looked_for([10.5], [replace(copy, kind="same-place")], insets, shows=[10.0]) == [10.0]

    monkeypatch.setattr(insets_of_found, "MOST_MORE_S", 2.0)

    assert looked_for([10.5], [copy], insets, shows=[10.0]) == [10.0, 2.0]


def test_where_it_was_found_surely_insets_are_looked_for_at_other_seconds_alone(copy):
    insets = at(2), at(12)

    assert looked_for([12.5], [copy], insets) == [2.0]
    assert looked_for([12.5], [replace(copy, score=0.6)], insets) == [12.0, 2.0]
    assert looked_for([12.5], [replace(copy, kind="same-place")], insets) == [12.0]
    assert looked_for([2.5], [replace(copy, kind="same-place")], insets) == [2.0]
