"""How small, large, round and nested a box may be that is taken for an inset."""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.test_insets import HEIGHT, WIDTH, filmed, greys, panned, set_into

from sayso.footage.insets import find_insets

FRAMES = 8


def found_in(place, size, *, round_corners=0.0):
    """Return the boxes that are found where a picture of some size is set in, in pixels."""
    hosts = panned(3, FRAMES)
    shown = set_into(hosts, filmed(1, FRAMES), place, size)
    across, down = (round(round_corners * side) for side in size)
    for frame, host in zip(shown, hosts, strict=True):
        for x in (place[0], place[0] + size[0] - across):
            for y in (place[1], place[1] + size[1] - down):
                frame[y : y + down, x : x + across] = host[y : y + down, x : x + across]
    return boxes_of(shown)


def boxes_of(frames):
    return [
        pytest.approx(
            (each.box.left * WIDTH, each.box.top * HEIGHT, each.box.right * WIDTH, each.box.bottom * HEIGHT),
            abs=1.5,
        )
        for each in find_insets(greys(frames))
    ]


@pytest.mark.parametrize(
    ("size", "is_found"),
    [((40, 26), True), ((40, 20), False), ((260, 150), True), ((290, 150), False)],
)
def test_a_box_is_neither_tiny_nor_nearly_the_whole_picture(size, is_found):
    box = (12, 12, 12 + size[0], 12 + size[1])

    assert (box in found_in((12, 12), size)) == is_found


@pytest.mark.parametrize(("size", "is_found"), [((160, 90), True), ((220, 90), False), ((160, 120), False)])
def test_a_box_in_the_corner_of_the_picture_is_no_more_than_some_half_of_it(size, is_found):
    assert found_in((0, 0), size) == ([(0, 0, *size)] if is_found else [])


def test_corners_may_be_cut_a_little_and_not_by_much():
    assert found_in((40, 40), (120, 70), round_corners=0.03) == [(40, 40, 160, 110)]
    assert (40, 40, 160, 110) not in found_in((40, 40), (120, 70), round_corners=0.06)


def test_a_box_with_sides_of_its_own_near_the_edge_does_not_reach_to_it():
    hosts = panned(3, FRAMES)
    shown = set_into(hosts, filmed(1, FRAMES), (4, 12), (100, 56))
    for frame, host in zip(shown, hosts, strict=True):
        frame[36:43, 4:16] = host[36:43, 4:16]  # so an eighth of the left side is missing

    assert boxes_of(shown) == [(4, 12, 104, 68)]


def test_of_a_box_within_a_box_the_larger_is_taken():
    guests = set_into(filmed(1, FRAMES), filmed(4, FRAMES), (80, 40), (160, 100))
    hosts = [np.ascontiguousarray(frame) for frame in panned(3, FRAMES)]

    assert boxes_of(set_into(hosts, guests, (20, 20), (200, 120))) == [(20, 20, 220, 140)]
