"""Footage that is played backwards, turned, cut together or cut short is found as what it is."""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.makers import footage, place, watched

from sayso.footage.cuts import cuts_of
from sayso.footage.search import CopyIndex

ORIGINAL = watched(1)


def found_in(kept, frames):
    """Return what is found of frames in one kept recording."""
    return list(CopyIndex([footage("kept", kept)]).search(footage("asked", frames)).copies)


def test_footage_that_is_played_backwards_is_said_to_be():
    [copy] = found_in(ORIGINAL, ORIGINAL[16:40][::-1])
    [segment] = copy.segments

    assert (copy.kind, copy.reversed, copy.speed) == ("same-footage", True, 1.0)
    assert (segment.query_start_s, segment.query_end_s) == pytest.approx((0, 6), abs=0.3)
    assert (segment.found_start_s, segment.found_end_s) == pytest.approx((4, 10), abs=0.3)


def test_seconds_to_look_at_run_down_where_footage_is_played_backwards():
    [copy] = found_in(ORIGINAL, ORIGINAL[16:40][::-1])

    assert len(copy.evidence) == 3
    for pair in copy.evidence:
        assert pair.query_s + pair.found_s == pytest.approx(9.75, abs=0.3)


def test_a_copy_is_not_said_to_be_played_backwards():
    [copy] = found_in(ORIGINAL, ORIGINAL[16:40])

    assert not copy.reversed


def test_the_same_place_at_another_moment_is_no_copy_backwards_either():
    [copy] = found_in(ORIGINAL, watched(2)[::-1])

    assert (copy.kind, copy.reversed) == ("same-place", False)


def test_no_speed_is_stated_of_the_same_place_at_another_moment():
    copies = found_in(ORIGINAL, [frame for frame in watched(2) for _ in range(2)])

    assert [copy.kind for copy in copies] == ["same-place"]
    for segment in copies[0].segments:
        ours = segment.query_end_s - segment.query_start_s
        assert segment.found_end_s - segment.found_start_s == pytest.approx(ours, abs=0.01)
    assert copies[0].speed == 1.0


@pytest.mark.parametrize(("quarters", "degrees"), [(-1, 90), (2, 180), (1, 270)])
def test_a_turned_picture_is_found_with_how_far_it_was_turned(quarters, degrees):
    turned = [np.ascontiguousarray(np.rot90(frame, quarters)) for frame in ORIGINAL[8:32]]

    [copy] = found_in(ORIGINAL, turned)

    assert (copy.kind, copy.turn, copy.mirror) == ("same-footage", degrees, False)


def test_of_a_picture_turned_and_then_mirrored_both_are_said():
    turned = [np.ascontiguousarray(np.rot90(frame, -1)[:, ::-1]) for frame in ORIGINAL[8:32]]

    [copy] = found_in(ORIGINAL, turned)

    assert (copy.kind, copy.turn, copy.mirror) == ("same-footage", 90, True)


def test_an_original_is_found_in_a_compilation_up_to_its_cuts_and_at_its_own_speed():
    compilation = place(5, 4) + ORIGINAL[8:28] + place(6, 4)

    [copy] = found_in(compilation, ORIGINAL)
    [segment] = copy.segments

    assert (copy.kind, copy.speed) == ("same-footage", 1.0)
    assert (segment.found_start_s, segment.found_end_s) == pytest.approx((4, 9), abs=0.3)
    assert (segment.query_start_s, segment.query_end_s) == pytest.approx((2, 7), abs=0.3)


def test_the_same_place_ends_where_a_compilation_is_cut():
    compilation = place(5, 4) + watched(2)[8:28] + place(6, 4)

    [copy] = found_in(compilation, ORIGINAL)

    assert copy.kind == "same-place"
    for segment in copy.segments:
        assert segment.found_start_s >= 4
        assert segment.found_end_s <= 9


def test_nothing_is_found_beyond_where_a_recording_could_be_read():
    kept = footage("kept", ORIGINAL[:22], duration_s=12.0)

    [copy] = CopyIndex([kept]).search(footage("asked", ORIGINAL)).copies

    assert copy.segments[-1].found_end_s <= 5.5
    [other] = CopyIndex([footage("asked", ORIGINAL)]).search(kept).copies
    assert other.segments[-1].query_end_s <= 5.5


def test_a_flash_in_what_was_found_ends_no_finding():
    kept = [frame.copy() for frame in ORIGINAL]
    kept[24] = np.full_like(kept[24], 250)
    assert len(cuts_of(footage("kept", kept))) == 2

    [copy] = found_in(kept, ORIGINAL)
    [segment] = copy.segments

    assert copy.kind == "same-footage"
    assert (segment.query_start_s, segment.query_end_s) == pytest.approx((0, 12), abs=0.3)
    assert (segment.found_start_s, segment.found_end_s) == pytest.approx((0, 12), abs=0.3)
