"""A map that is about right is made exact over all frames of a stretch, or refused."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.motion import exactly
from sayso.footage.overlay import Comparison
from sayso.footage.registration import is_plausible, registered
from sayso.footage.thumbs import STEP_S, Stretch

SIDES = (1.0, 0.5, 1.0, 0.5)
ROWS, COLUMNS = 20, 40


def scene(x, y, moment):
    """Return the brightness of a made scene, in which a few soft things drift, at places in longer sides."""
    chance = np.random.default_rng(3)
    shade = 110 + 40 * np.sin(5 * x + 1) * np.cos(7 * y)
    for _ in range(14):
        at, size, drift = (
            chance.uniform((0, 0), (1, 0.5)),
            chance.uniform(0.03, 0.08),
            chance.normal(0, 0.02, 2),
        )
        strength = chance.choice([-60, 60])
        across, down = x - at[0] - drift[0] * moment, y - at[1] - drift[1] * moment
        shade = shade + strength * np.exp(-(across**2 + down**2) / (2 * size**2))
    return shade


def stretch(count, matrix=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))):
    """Return thumbs whose places lie at `matrix` times place in the scene."""
    down, across = np.meshgrid(
        (np.arange(ROWS) + 0.5) / ROWS * 0.5, (np.arange(COLUMNS) + 0.5) / COLUMNS, indexing="ij"
    )
    (a, b, right), (c, d, low) = matrix
    x, y = a * across + b * down + right, c * across + d * down + low
    frames = [scene(x, y, n * STEP_S) for n in range(count)]
    return Stretch(0.0, np.clip(np.stack(frames), 0, 255).astype(np.uint8))


def off(matrix, truth):
    """Return by how much two maps differ at most over the picture, in longer sides."""
    corners = np.array([[0, 0, 1], [1, 0, 1], [0, 0.5, 1], [1, 0.5, 1]])
    return float(np.abs(corners @ (np.array(matrix) - np.array(truth)).T).max())


CROP = ((0.7, 0.0, 0.2), (0.0, 0.7, 0.1))


def shifted(right, down):
    return np.add(CROP, [[0, 0, right], [0, 0, down]])


def laid(query, matrix):
    comparison = Comparison(query, stretch(16), SIDES, mirror=False)
    over = comparison.over(np.array(matrix), None)
    best = exactly(over, 1.0, 0.0)
    return registered(comparison, np.array(matrix), None, best)


@pytest.mark.parametrize("wrong", [(0.06, 0.0), (-0.05, 0.04), (0.0, -0.05)])
def test_a_map_that_is_some_cells_off_is_put_right(wrong):
    about = shifted(*wrong)

    assert off(about, CROP) > 0.045
    assert off(laid(stretch(16, CROP), about), CROP) < 0.01


def test_a_map_of_the_wrong_size_is_put_right():
    about = np.array(CROP) * [[1.12, 1, 1], [1, 1.12, 1]] - [[0, 0, 0.04], [0, 0, 0.02]]

    assert off(laid(stretch(16, CROP), about), CROP) < 0.01


def test_a_picture_filmed_at_a_slant_gets_its_own_scale_in_each_direction():
    slanted = ((0.7, 0.04, 0.2), (-0.02, 0.62, 0.1))

    assert off(laid(stretch(16, slanted), CROP), slanted) < 0.015


def test_brightness_and_contrast_do_not_matter():
    query = stretch(16, CROP)
    faded = Stretch(0.0, (query.cells * 0.5 + 90).astype(np.uint8))

    assert off(laid(faded, shifted(0.04, 0.0)), CROP) < 0.01


def test_noise_gives_no_map():
    noise = np.random.default_rng(0).integers(0, 255, (16, ROWS, COLUMNS), dtype=np.uint8)

    assert laid(Stretch(0.0, noise), CROP) is None


@pytest.mark.parametrize(
    "matrix",
    [
        ((1.0, 0.0, 0.0), (0.0, 0.6, 0.0)),  # stretched
        ((0.1, 0.0, 0.0), (0.0, 0.1, 0.0)),  # far too small
        ((1.4, 0.0, 0.0), (0.0, 1.4, 0.0)),  # twice the size that was given
        ((np.nan, 0.0, 0.0), (0.0, 0.7, 0.0)),
    ],
)
def test_what_is_no_map_of_a_camera_is_not_plausible(matrix):
    assert is_plausible(np.array(CROP), np.array(CROP))
    assert not is_plausible(np.array(matrix), np.array(CROP))
