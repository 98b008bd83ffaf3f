"""A part of the picture that moves about is followed, moment by moment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sayso.footage import panning
from sayso.footage.candidates import Seen
from sayso.footage.geometry import Placing
from sayso.footage.motion import worth
from sayso.footage.overlay import Comparison
from sayso.footage.panning import drifting, follow
from sayso.footage.thumbs import STEP_S, Stretch

ROWS, COLUMNS = 22, 40  # of the found one
SIDES = (0.5625, 1.0, 1.0, 0.55)  # an upright cut out of a wide picture
SCALE = 0.55
COUNT = 32


def scene(x, y, moment, seed):
    chance = np.random.default_rng(seed)
    shade = 110 + 40 * np.sin(9 * x + 1) * np.cos(8 * y)
    for _ in range(18):
        at, size, drift = (
            chance.uniform((0, 0), (1, 0.55)),
            chance.uniform(0.03, 0.07),
            chance.normal(0, 0.05, 2),
        )
        across, down = x - at[0] - drift[0] * moment, y - at[1] - drift[1] * moment
        shade = shade + chance.choice([-60, 60]) * np.exp(-(across**2 + down**2) / (2 * size**2))
    return np.clip(shade, 0, 255)


def panned(moment):
    """Return where the left edge of the cut is: it goes right, and comes back."""
    return 0.3 + 0.18 * np.sin(moment * 0.8)


def found(seed=0):
    down, across = np.meshgrid(
        (np.arange(ROWS) + 0.5) / ROWS * 0.55, (np.arange(COLUMNS) + 0.5) / COLUMNS, indexing="ij"
    )
    frames = [scene(across, down, n * STEP_S, seed) for n in range(COUNT + 8)]
    return Stretch(0.0, np.stack(frames).astype(np.uint8))


def query(seed=0, start_s=1.0):
    rows, columns = 40, 22
    down, across = np.meshgrid(
        (np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns * 0.5625, indexing="ij"
    )
    frames = [
        scene(across * SCALE + panned(n * STEP_S), down * SCALE, start_s + n * STEP_S, seed)
        for n in range(COUNT)
    ]
    return Stretch(0.0, np.stack(frames).astype(np.uint8))


def seen(path=panned):
    """Return what features of one frame a second would say, a little off."""
    chance = np.random.default_rng(1)
    answers = []
    for second in range(8):
        matrix = np.array(
            [[SCALE, 0, path(second) + chance.normal(0, 0.015)], [0, SCALE, chance.normal(0, 0.01)]]
        )
        answers.append(
            Seen(float(second), float(second + 1), Placing(matrix, 20, np.zeros((0, 2)), np.zeros((0, 2))))
        )
    return answers


MIDDLE = np.array([0.5625, 1.0]) / 2


def test_a_cut_that_moves_about_is_followed():
    comparison = Comparison(query(), found(), SIDES, mirror=False)

    followed = follow(comparison, drifting(seen(), 1.0, 1.0, MIDDLE), 1.0, 1.0)

    moved = followed.agreement
    assert worth(followed.agreement) > 1.0
    assert moved.correlation > 0.9
    assert moved.level > 0.95
    assert abs(moved.offset_s - 1.0) < 0.15
    for second in (0.0, 2.0, 6.0):
        truth = [[SCALE, 0, panned(second)], [0, SCALE, 0]]
        assert np.allclose(followed.map.at(second), truth, atol=0.03)


def test_a_cut_that_begins_before_what_was_found_is_followed_from_where_that_begins(monkeypatch):
    compared, exactly = [], panning.exactly
    monkeypatch.setattr(panning, "exactly", lambda *given: compared.append(given) or exactly(*given))
    later = Stretch(2.0, found().cells[8:])
    comparison = Comparison(query(start_s=0.0), later, SIDES, mirror=False)
    on_line = [replace(each, found_s=each.query_s) for each in seen()]

    moved = follow(comparison, drifting(on_line, 1.0, 0.0, MIDDLE), 1.0, 0.0).agreement

    assert abs(moved.offset_s) < 0.15
    assert abs(moved.start_s - 2.0) < 0.3
    assert abs(moved.end_s - COUNT * STEP_S) < 0.3
    assert len(compared) <= len(panning.SHIFTS)


def test_another_recording_does_not_move_alike_however_it_is_followed():
    comparison = Comparison(query(seed=5), found(), SIDES, mirror=False)

    followed = follow(comparison, drifting(seen(), 1.0, 1.0, MIDDLE), 1.0, 1.0)

    assert followed is None or followed.agreement.correlation < 0.5


def test_what_stands_still_is_not_said_to_pan():
    assert drifting(seen(lambda _: 0.3), 1.0, 1.0, MIDDLE) is None


def test_a_pan_needs_frames_on_one_line():
    assert drifting([], 1.0, 1.0, MIDDLE) is None
    assert drifting(seen()[:3], 1.0, 1.0, MIDDLE) is None
    assert drifting(seen(), 1.0, 9.0, MIDDLE) is None
