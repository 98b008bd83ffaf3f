"""Borders are set aside where they are borders, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.borders import find_border, inside
from sayso.footage.pictures import grey
from sayso.testing.contracts.fingerprints import textured


def moving(count=6, height=90, width=160):
    """Return frames of a view that moves to the right."""
    wide = grey(textured(7, height, width + 4 * count))
    return np.stack([wide[:, 4 * n : 4 * n + width] for n in range(count)])


def framed(frames, *, rows=0, columns=0, level=0):
    return np.pad(frames, ((0, 0), (rows, rows), (columns, columns)), constant_values=level)


@pytest.mark.parametrize("level", [0, 16, 255])
def test_letterbox_is_found(level):
    box = find_border(framed(moving(), rows=30, level=level))

    assert (round(box.top * 150), round(box.bottom * 150)) == (30, 120)
    assert (box.left, box.right) == (0.0, 1.0)


def test_pillarbox_is_found_under_coding_noise():
    noise = np.random.default_rng(1).integers(0, 4, (6, 90, 260)).astype(np.uint8)

    box = find_border(framed(moving(), columns=50) // 2 + noise)

    assert (round(box.left * 260), round(box.right * 260)) == (50, 210)


def blurred(frame):
    """Return a frame three times smoothed by a box of 15 pixels."""
    soft = frame.astype(float)
    for axis in (0, 1) * 3:
        edges = [(7, 7) if side == axis else (0, 0) for side in (0, 1)]
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(soft, edges, mode="edge"), 15, axis=axis)
        soft = windows.mean(axis=-1)
    return soft


def test_the_blurred_fill_of_vertical_video_is_found():
    frames = moving()
    filled = []
    for frame in frames:
        back = blurred(np.kron(frame, np.ones((4, 1)))[:284])
        back[97:187] = frame
        filled.append(back.astype(np.uint8))

    box = find_border(np.stack(filled))

    assert box is not None
    assert abs(box.top * 284 - 97) <= 3
    assert abs(box.bottom * 284 - 187) <= 3


def test_a_picture_without_border_has_none():
    assert find_border(moving()) is None


def test_a_plain_sky_is_no_border():
    frames = moving().astype(float)
    frames[:, :30] = 190 + np.linspace(0, 3, 30)[None, :, None]
    for column in range(160):
        hills = 30 + int(8 * np.sin(column / 9) ** 2)
        frames[:, 30:hills, column] = 194

    assert find_border(frames.astype(np.uint8)) is None


def test_a_bar_that_is_not_always_there_is_no_border():
    frames = np.concatenate([framed(moving(3), rows=30), moving(3, 150)])

    assert find_border(frames) is None


def test_a_black_clip_keeps_its_picture():
    assert find_border(np.zeros((4, 90, 160), dtype=np.uint8)) is None


def test_inside_keeps_what_the_box_keeps():
    frames = framed(moving(), rows=30)

    kept = inside(frames[0], find_border(frames))

    assert (kept == moving()[0]).all()
