"""What moves tells a copy from the same place at another moment, and gives offset and speed."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.motion import agreement, plainly
from sayso.footage.overlay import Comparison
from sayso.footage.thumbs import STEP_S, Stretch

SIDES = (1.0, 0.5, 1.0, 0.5)
IDENTITY = np.eye(3)[:2]


def view(moments, seed=0, place=0):
    """Return thumbs of a fixed camera: things cross the view, each seed at other times and heights."""
    background = np.random.default_rng(place).integers(40, 200, (20, 40))
    chance = np.random.default_rng(seed)
    things = [(chance.uniform(-20, 20), chance.uniform(2, 17), chance.uniform(2, 9)) for _ in range(12)]
    down, across = np.mgrid[0:20, 0:40]
    frames = []
    for moment in moments:
        frame = background.astype(float)
        for start, height, speed in things:
            x = (start + speed * moment) % 60 - 10
            frame += 70 * np.exp(-((across - x) ** 2 + (down - height) ** 2) / 6)
        frames.append(np.clip(frame, 0, 255))
    return np.stack(frames).astype(np.uint8)


def at(start_s, count, speed=1.0):
    return start_s + speed * STEP_S * np.arange(count)


def compared(query, found, *, mirror=False, matrix=IDENTITY):
    return agreement(Stretch(0.0, query), Stretch(0.0, found), matrix, SIDES, mirror=mirror)


@pytest.mark.parametrize("speed", [0.75, 1.0, 1.25, 1.5])
def test_a_copy_moves_alike_at_its_offset_and_speed(speed):
    moved = compared(view(at(3.0, 24, speed)), view(at(0.0, 80)))

    assert moved.correlation > 0.8
    assert moved.offset_s == pytest.approx(3.0, abs=0.2)
    assert moved.speed == pytest.approx(speed, abs=0.05)


def test_the_same_place_at_another_moment_looks_alike_but_moves_otherwise():
    moved = compared(view(at(3.0, 24), seed=1), view(at(0.0, 80), seed=2))

    assert moved.level > 0.6
    assert moved.correlation < 0.6


def test_a_mirrored_copy_moves_alike_once_it_is_flipped():
    query, found = view(at(3.0, 24)), view(at(0.0, 80))
    flipped = np.ascontiguousarray(query[:, :, ::-1])

    assert compared(flipped, found, mirror=True).correlation > 0.9
    assert compared(flipped, found).correlation < 0.6


def test_a_crop_moves_alike_where_it_was_cut_out():
    part = np.kron(view(at(3.0, 24))[:, 5:15, 10:30], np.ones((1, 2, 2), dtype=np.uint8))
    matrix = np.array([[0.5, 0.0, 0.25], [0.0, 0.5, 0.125]])

    assert compared(part, view(at(0.0, 80)), matrix=matrix).correlation > 0.9


def test_a_stretch_is_cut_where_the_two_no_longer_look_alike():
    query = np.concatenate([view(at(3.0, 20)), view(at(0.0, 8), seed=5, place=9)])

    moved = compared(query, view(at(0.0, 60)))

    assert moved.start_s == 0.0
    assert moved.end_s == pytest.approx(5.0, abs=0.3)


def test_at_plain_speed_a_sample_beyond_a_cut_does_not_count():
    found = np.concatenate([view(at(3.0, 16)), view(at(0.0, 2), place=9)])
    over = Comparison(Stretch(0.0, view(at(0.0, 40))), Stretch(0.0, found), SIDES, mirror=False).over(
        IDENTITY, None
    )
    assert over is not None

    exact = plainly(over, -12.0)

    assert exact is not None
    assert (exact.first, exact.last, exact.speed) == (12, 28, 1.0)
    assert exact.correlation > 0.99


def test_what_looks_alike_for_the_lesser_part_has_no_plain_speed():
    found = np.concatenate([view(at(3.0, 8)), view(at(0.0, 8), place=9)])
    over = Comparison(Stretch(0.0, view(at(0.0, 40))), Stretch(0.0, found), SIDES, mirror=False).over(
        IDENTITY, None
    )
    assert over is not None

    assert plainly(over, -12.0) is None


def test_a_still_view_has_no_energy():
    still = np.repeat(view([0.0]), 24, axis=0)

    assert compared(still, still).energy == pytest.approx(0.0)


def test_too_short_a_stretch_cannot_be_compared():
    assert compared(view(at(3.0, 3)), view(at(0.0, 80))) is None


def test_pictures_that_hardly_cover_each_other_cannot_be_compared():
    aside = np.array([[1.0, 0.0, 0.98], [0.0, 1.0, 0.0]])

    assert compared(view(at(3.0, 24)), view(at(0.0, 80)), matrix=aside) is None
