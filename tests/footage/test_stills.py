"""A still finds its second, and another moment of the same place is no copy."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from tests.footage.makers import Shown, footage

from sayso.footage.fingerprinting import print_of_frames
from sayso.footage.laid_stills import LaidStill
from sayso.footage.likeness import likeness_of
from sayso.footage.search import CopyIndex
from sayso.footage.turning import turned
from sayso.publish.footage_words import how_words
from sayso.testing.frames import patchwork
from sayso.testing.pictures import captioned, cropped, mirrored
from sayso.values import MediaTime, digest_bytes

[STREET] = patchwork(1, width=320, height=180, seed=8)


def street(*vans):
    """A view of a fixed camera, with vans at these places across and down."""
    picture = STREET.copy()
    for across, down in vans:
        picture[down : down + 40, across : across + 64] = (235, 238, 30)
    return picture


PASSING = [street((8 * number, 60)) for number in range(32)]  # eight seconds


@pytest.fixture(scope="module")
def archive():
    return CopyIndex([footage("street", PASSING)])


def test_a_still_is_found_to_a_quarter_of_a_second_by_what_moves(archive):
    [copy] = archive.search(footage("still", [PASSING[21]], is_still=True)).copies

    assert copy.kind == "same-footage"
    assert copy.segments[0].found_start_s == pytest.approx(21 / 4, abs=0.25)


def test_a_still_of_the_same_camera_at_another_moment_is_no_copy(archive):
    [copy] = archive.search(footage("still", [street((200, 120), (20, 10))], is_still=True)).copies

    assert copy.kind == "same-place"
    assert copy.details["decided_by"] == "the view agrees, what moves in it does not"


def test_a_mirrored_part_of_a_frame_leads_to_its_second_and_region(archive):
    part = mirrored(cropped(PASSING[12], (0.2, 0.1, 0.95, 0.9)))
    [copy] = archive.search(footage("still", [part], is_still=True)).copies

    assert (copy.kind, copy.mirror) == ("same-footage", True)
    assert copy.segments[0].found_start_s == pytest.approx(3.0, abs=0.25)
    assert copy.found_region.left == pytest.approx(0.2, abs=0.03)
    assert copy.found_region.right == pytest.approx(0.95, abs=0.03)


def test_a_caption_laid_over_does_not_hide_what_agrees(archive):
    [copy] = archive.search(footage("still", [captioned(PASSING[16], "LIVE")], is_still=True)).copies

    assert copy.kind == "same-footage"
    assert copy.segments[0].found_start_s == pytest.approx(4.0, abs=0.25)


def test_where_nothing_moves_a_still_proves_no_copy():
    archive = CopyIndex([footage("empty street", [street()] * 16)])
    [copy] = archive.search(footage("still", [street()], is_still=True)).copies

    assert copy.kind == "undecided"
    assert "nothing moves" in copy.details["decided_by"]


def test_the_view_of_a_moving_camera_is_enough():
    panning = list(patchwork(24, width=320, height=180, seed=5, speed_px=12))
    [copy] = (
        CopyIndex([footage("pan", panning)]).search(footage("still", [panning[10]], is_still=True)).copies
    )

    assert copy.kind == "same-footage"
    assert copy.segments[0].found_start_s == pytest.approx(2.5, abs=0.25)


def test_what_moves_does_not_make_a_still_look_darker_than_its_frame():
    times = np.arange(24) / 4
    view = np.random.default_rng(3).uniform(40, 120, (12, 20))
    frames = np.repeat(view[None], 24, axis=0)
    for number in range(16):  # something bright and large that passes
        frames[number, :6, number : number + 8] = 230
    pair = LaidStill(frames[9], frames, times, np.ones((12, 20), dtype=bool), 1.0)
    likeness = likeness_of(pair)

    assert likeness.frame == 9
    assert likeness.missed == pytest.approx(0, abs=0.01)
    assert likeness.share == pytest.approx(1, abs=0.01)


def test_of_frames_that_all_agree_the_likest_is_the_moment():
    times = np.arange(24) / 4
    view = np.random.default_rng(3).uniform(40, 200, (12, 20))
    frames = view + np.random.default_rng(4).uniform(-2, 2, (24, 12, 20))  # less than encoding makes
    pair = LaidStill(frames[17], frames, times, np.ones((12, 20), dtype=bool), 1.0)

    assert likeness_of(pair).frame == 17


def test_a_stored_still_is_found_by_the_clip_that_shows_its_moment(archive):
    stored = CopyIndex([footage("still", [PASSING[9]], is_still=True)])
    [copy] = stored.search(footage("clip", PASSING)).copies

    assert copy.kind == "same-footage"
    assert copy.segments[0].query_start_s == pytest.approx(9 / 4, abs=0.25)
    assert copy.segments[0].found_start_s == 0


def test_two_stills_of_one_view_are_a_copy_only_where_they_agree_in_all():
    stored = CopyIndex([footage("still", [street((40, 60))], is_still=True)])
    [same] = stored.search(footage("again", [street((40, 60))], is_still=True)).copies
    [other] = stored.search(footage("other", [street((190, 110))], is_still=True)).copies

    assert (same.kind, other.kind) == ("same-footage", "undecided")


def test_features_of_one_moment_count_before_a_likeness_of_another():
    times = np.arange(24) / 4
    frames = np.random.default_rng(3).uniform(40, 200, (24, 12, 20))
    frames[6] = frames[18] + 12  # what a small picture takes for the same view
    pair = LaidStill(frames[18], frames, times, np.ones((12, 20), dtype=bool), 1.0)

    assert likeness_of(pair).frame == 18
    assert likeness_of(pair, near_s=1.5).frame == 6
    assert likeness_of(pair, near_s=30.0) is None


def test_a_still_of_a_stretch_in_which_nothing_moves_may_be_any_moment_of_it() -> None:
    waiting = [*PASSING[:10], *[PASSING[10]] * 12, *PASSING[11:]]
    [copy] = (
        CopyIndex([footage("jam", waiting)]).search(footage("still", [PASSING[10]], is_still=True)).copies
    )
    [back] = (
        CopyIndex([footage("still", [PASSING[10]], is_still=True)]).search(footage("jam", waiting)).copies
    )
    [told], [also] = copy.segments, back.segments

    assert copy.kind == back.kind == "same-footage"
    assert told.query_start_s == told.query_end_s == also.found_start_s == also.found_end_s == 0
    assert (told.found_start_s, told.found_end_s) == pytest.approx((10 / 4, 21 / 4), abs=0.3)
    assert (also.query_start_s, also.query_end_s) == pytest.approx((10 / 4, 21 / 4), abs=0.3)


def test_what_moves_slowly_by_is_told_as_a_moment(archive) -> None:
    [copy] = archive.search(footage("still", [PASSING[21]], is_still=True)).copies
    [told] = copy.segments

    assert told.found_start_s == told.found_end_s


def test_a_video_of_one_frame_is_judged_as_the_still_that_it_is(archive) -> None:
    [still] = archive.search(footage("still", [PASSING[21]], is_still=True)).copies
    [video] = archive.search(footage("video", [PASSING[21]])).copies
    [stored] = CopyIndex([footage("video", [PASSING[21]])]).search(footage("street", PASSING)).copies

    assert (video.kind, video.score, video.segments) == (still.kind, still.score, still.segments)
    assert (stored.kind, stored.segments) == (turned(still).kind, turned(still).segments)


SQUARE = np.concatenate([STREET[:, :160], STREET[:, :160][:, ::-1]], axis=1)  # its own mirror image


def test_where_a_picture_is_its_own_mirror_image_it_is_not_said_to_be_mirrored() -> None:
    index = CopyIndex([footage("hall", [SQUARE] * 16)])
    for still in (SQUARE, mirrored(SQUARE)):
        [copy] = index.search(footage("still", [still], is_still=True)).copies

        assert (copy.mirror, copy.either_way) == (False, True)
        assert "mirrored or not cannot be told" in how_words(copy, ("this", "that"))


def test_what_moves_tells_whether_a_view_that_is_its_own_mirror_image_is_mirrored() -> None:
    frames = []
    for number in range(24):
        frames.append(SQUARE.copy())
        frames[-1][60:100, 8 * number : 8 * number + 64] = (235, 238, 30)
    index = CopyIndex([footage("hall", frames)])
    [plain] = index.search(footage("again", frames[4:])).copies
    [turned_about] = index.search(footage("mirrored", [mirrored(frame) for frame in frames[4:]])).copies

    assert (plain.kind, plain.mirror, plain.either_way) == ("same-footage", False, False)
    assert (turned_about.kind, turned_about.mirror, turned_about.either_way) == ("same-footage", True, False)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_shown_plain_and_mirrored_one_after_the_other_is_told_to_be_both(is_first: bool) -> None:
    clip = PASSING[:24]
    turned_about = [mirrored(frame) for frame in clip]
    shown = clip + turned_about if is_first else turned_about + clip

    copies = CopyIndex([footage("twice", shown)]).search(footage("clip", clip)).copies

    assert not any(copy.either_way for copy in copies)
    [plain] = [copy for copy in copies if not copy.mirror]
    assert abs(plain.segments[0].found_start_s - (0 if is_first else 6)) <= 0.5


def test_a_still_is_not_any_moment_of_seconds_that_could_not_be_read() -> None:
    frames, at = [STREET] * 32, [MediaTime(tick, Fraction(1, 4)) for tick in (*range(8), *range(52, 76))]
    shown = (Shown(when, frame) for when, frame in zip(at, frames, strict=True))
    recording = print_of_frames(shown, digest_bytes(b"gap"), width=320, height=180, duration_s=19.0)

    [copy] = CopyIndex([recording]).search(footage("still", [STREET], is_still=True)).copies

    [segment] = copy.segments
    assert segment.found_end_s - segment.found_start_s > 1
    assert segment.found_end_s < 2 or segment.found_start_s >= 13
