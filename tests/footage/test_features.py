"""Local features: stored compactly, mirrored without the picture, and found again in a part of it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.features import MOST, PATCH_BYTES, PLACE_BYTES, describe, features_of, features_of_frames
from sayso.footage.geometry import between_boxes, place, regions
from sayso.footage.hits import plain_within
from sayso.footage.pictures import grey
from sayso.footage.types import Box, FootagePrint, LocalPrint
from sayso.testing.frames import patchwork
from sayso.testing.pictures import cropped, resized
from sayso.values import MediaTime, Method, digest_bytes

START = MediaTime(0, Fraction(1, 4))
PICTURE = next(patchwork(1, seed=8, width=320, height=180))
SIDES = (1.0, 180 / 320)


def features(picture):
    return features_of([describe(grey(picture), START)])


def placed(query, found):
    hits = plain_within(query.bits, found.bits, 20)
    return place(query, found, np.stack([hits.queries, hits.rows], axis=1))


def test_no_frame_has_more_features_than_are_kept():
    assert 0 < len(features(PICTURE)) <= MOST


def test_a_plain_picture_has_no_features():
    assert len(features(np.full((90, 160, 3), 128, dtype=np.uint8))) == 0


def test_places_and_bits_of_different_numbers_are_refused():
    with pytest.raises(ValueError, match="features"):
        features_of([LocalPrint(at=START, places=bytes(PLACE_BYTES * 2), bits=bytes(PATCH_BYTES))])


def test_only_the_frames_in_which_features_match_are_unpacked():
    pictures = list(patchwork(5, seed=8, width=320, height=180, speed_px=40))
    locals_ = [describe(grey(picture), MediaTime(n, Fraction(1, 4))) for n, picture in enumerate(pictures)]
    footage = print_with(locals_)
    every = features_of(locals_)
    rows = np.flatnonzero(np.isin(every.frames, (1, 4)))[::7]

    found, seconds, pairs = features_of_frames(footage, np.stack([np.arange(len(rows)), rows], axis=1))

    assert seconds.tolist() == [0.25, 1.0]
    assert set(found.frames.tolist()) == {0, 1}
    assert pairs[:, 0].tolist() == list(range(len(rows)))
    assert (found.bits[pairs[:, 1]] == every.bits[rows]).all()
    assert found.x[pairs[:, 1]].tolist() == every.x[rows].tolist()


def print_with(locals_):
    return FootagePrint(
        exhibit=digest_bytes(b"x"),
        method=Method(name="footage.print", version="0"),
        is_still=False,
        duration_s=None,
        width=320,
        height=180,
        keyframes=(),
        locals=tuple(locals_),
    )


def test_mirroring_twice_gives_the_same_features():
    one = features(PICTURE)

    twice = one.mirrored(SIDES[0]).mirrored(SIDES[0])

    assert (twice.bits == one.bits).all()
    assert twice.x == pytest.approx(one.x)


def test_a_crop_is_placed_where_it_was_cut_out():
    part = cropped(PICTURE, (0.25, 0.25, 0.75, 0.75))

    placing = placed(features(part), features(PICTURE))

    _, found_region = regions(placing.matrix, (1.0, part.shape[0] / part.shape[1], *SIDES))
    assert placing.inliers >= 15
    assert found_region.left == pytest.approx(0.25, abs=0.02)
    assert found_region.bottom == pytest.approx(0.75, abs=0.02)


def test_a_small_picture_in_another_is_placed_where_it_stands():
    host = next(patchwork(1, seed=9, width=320, height=180))
    host[20:110, 140:300] = resized(PICTURE, 160, 90)

    placing = placed(features(host), features(PICTURE))

    query_region, _ = regions(placing.matrix, (*SIDES, *SIDES))
    assert query_region.left == pytest.approx(140 / 320, abs=0.03)
    assert query_region.top == pytest.approx(20 / 180, abs=0.03)
    assert query_region.right == pytest.approx(300 / 320, abs=0.03)


def test_a_flipped_picture_is_placed_through_the_mirrored_features():
    flipped = features(np.ascontiguousarray(PICTURE[:, ::-1]))

    placing = placed(flipped.mirrored(SIDES[0]), features(PICTURE))

    assert placing.inliers >= 40
    assert placing.matrix == pytest.approx(np.eye(3)[:2], abs=0.02)


def test_another_picture_is_placed_nowhere():
    other = next(patchwork(1, seed=10, width=320, height=180))

    placing = placed(features(other), features(PICTURE))

    assert placing is None or placing.inliers < 6


def test_one_box_is_laid_on_another():
    letterboxed = Box(left=0.0, top=0.25, right=1.0, bottom=0.75)

    matrix = between_boxes(letterboxed, None, (1.0, 1.0, 1.0, 0.5))

    assert matrix @ (0.0, 0.25, 1.0) == pytest.approx((0.0, 0.0))
    assert matrix @ (1.0, 0.75, 1.0) == pytest.approx((1.0, 0.5))
