"""Light that changes alike makes no copy of two takes of one view; things that move alike do."""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.makers import footage

from sayso.footage.light import Unlit, without_light
from sayso.footage.search import CopyIndex
from sayso.testing.frames import patchwork

COUNT = 32  # eight seconds
[VIEW] = (picture.astype(np.float64) for picture in patchwork(1, width=320, height=180, seed=20))
DOWN, ACROSS = np.mgrid[0:180, 0:320] / 320
FLICKER = 1 + 0.05 * np.random.default_rng(3).standard_normal(COUNT)
SIGN = (np.abs(ACROSS - 0.3) < 0.04) & (np.abs(DOWN - 0.3) < 0.04)
LAMP = np.exp(-((ACROSS - 0.2) ** 2 + (DOWN - 0.2) ** 2) / 0.05)


def drifting(number):
    return 0.8 + 0.25 * number / COUNT


def settling(number):
    return 1 - 0.25 * np.exp(-number / 3)


def shaded(reach):
    """Return the light under a wide shade that creeps over the view, from where it reaches."""
    return lambda number: 1 - 0.3 / (1 + np.exp((reach - ACROSS + number / COUNT) / 0.4))


LIGHTS = {
    "drifting": (drifting, drifting),
    "drifting at another pace": (drifting, lambda number: drifting(0.6 * number)),
    "a camera settling": (settling, settling),
    "a camera settling on less": (settling, lambda number: 0.8 + 0.2 * settling(number)),
    "flickering": (lambda number: FLICKER[number], lambda number: FLICKER[number]),
    "a shade": (shaded(0.1), shaded(-0.1)),
    "a sign": (lambda number: 1 + 1.5 * SIGN * (number >= 15), lambda number: 1 + 1.5 * SIGN * (number >= 9)),
    "a lamp": (lambda number: 1 + 0.3 * LAMP * (number >= 15), lambda number: 1 + 0.3 * LAMP * (number >= 9)),
}


def taken(seed, light, places=None):
    """Return a take of the view in a light, with the places across of something small; each has its noise."""
    noise = np.random.default_rng(seed)
    frames = []
    for number in range(COUNT):
        picture = VIEW.copy()
        if places is not None:
            left = int(places(number))
            picture[60:70, max(0, left) : max(0, left + 15)] = 230
        lit = picture * np.atleast_2d(light(number))[..., None]
        frames.append(np.clip(lit + noise.normal(0, 2.5, lit.shape), 0, 255).astype(np.uint8))
    return footage(f"take {seed}", frames)


def found(one, other):
    """Return what is found of one take in another."""
    [copy] = CopyIndex([one]).search(other).copies
    return copy


@pytest.mark.parametrize("lights", LIGHTS.values(), ids=LIGHTS.keys())
def test_a_view_in_which_only_light_changes_alike_is_undecided(lights):
    first, second = lights

    copy = found(taken(1, first), taken(2, second))

    assert copy.kind == "undecided"
    assert "such as light makes" in copy.details["decided_by"]


def test_what_moves_in_changing_light_is_a_copy():
    def passing(number):
        return -40 + 11.0 * number

    copy = found(taken(1, drifting, passing), taken(2, drifting, passing))

    assert copy.kind == "same-footage"
    assert copy.score > 0.9


def test_what_moves_otherwise_in_the_same_light_is_no_copy():
    copy = found(
        taken(1, drifting, lambda number: -40 + 11.0 * number),
        taken(2, drifting, lambda number: 290 - 8.0 * number),
    )

    assert copy.kind == "same-place"
    assert copy.details["decided_by"] == "the view and its light agree, what moves does not"


def test_a_fade_to_black_belongs_to_what_was_copied():
    def fading(number):
        return float(np.clip((COUNT - number) / 12, 0.02, 1))

    assert found(taken(1, fading), taken(2, fading)).kind == "same-footage"


COVERED = np.ones((20, 40), dtype=bool)
USUAL = np.random.default_rng(5).uniform(40, 200, COVERED.sum())


def moving(seed, lit=1.0):
    """Return frames of a usual picture, (n, cells), in which a block of cells moves, each seed otherwise."""
    frames = np.tile(USUAL, (COUNT, 1)).reshape(COUNT, *COVERED.shape)
    for frame, left in zip(frames, np.random.default_rng(seed).integers(0, 36, COUNT), strict=True):
        frame[8:12, left : left + 4] = 240.0
    return frames.reshape(COUNT, -1) * np.broadcast_to(lit, (COUNT, 1))


LIT = (1 + 0.2 * np.sin(np.arange(COUNT) / 3))[:, None]


def test_things_that_move_agree_in_whatever_light():
    unlit = without_light(moving(1, LIT), moving(1), COVERED)

    assert unlit.correlation > 0.9
    assert unlit.agrees


def test_common_light_makes_nothing_agree_that_moves_otherwise():
    unlit = without_light(moving(1, LIT), moving(2, LIT), COVERED)

    assert unlit.correlation < 0.2
    assert not unlit.agrees
    assert not unlit.is_nothing


def test_nothing_is_left_of_a_still_view_in_changing_light():
    still = np.tile(USUAL, (COUNT, 1)) * LIT

    assert without_light(still, still, COVERED).is_nothing


@pytest.mark.parametrize("width", [4, 30])
def test_one_change_agrees_by_chance_wherever_it_is(width):
    frames = np.tile(USUAL, (COUNT, 1)).reshape(COUNT, *COVERED.shape)
    frames[9:17, 4:16, 4 : 4 + width] += 30.0
    once = frames.reshape(COUNT, -1)

    unlit = without_light(once, once, COVERED)

    assert not unlit.agrees
    assert unlit.is_nothing
    assert unlit.is_wide == (width == 30)


def test_little_that_agrees_is_enough_where_no_light_changes():
    little = {"correlation": 0.2, "energy": 0.02, "fades": False}

    assert Unlit(**little, is_wide=False).agrees
    assert not Unlit(**{**little, "energy": 5.0}, is_wide=False).agrees
    assert not Unlit(**little, is_wide=True).agrees


@pytest.mark.parametrize(
    ("course", "fades"),
    [
        (np.linspace(1, 0.1, 9), True),
        (np.linspace(0.1, 1, 9), True),
        (np.concatenate([np.ones(8), np.full(8, 0.2)]), False),  # a lamp that goes out
        (1 - 0.5 * np.exp(-np.arange(16) / 2), False),  # a camera that settles
        (np.linspace(1, 0.8, 16), False),  # dusk
        (np.array([1.0, 0.5]), False),
    ],
)
def test_only_what_gets_darker_or_brighter_fast_and_evenly_is_a_fade(course, fades):
    frames = np.tile(USUAL, (len(course), 1)) * course[:, None]

    assert without_light(frames, frames, COVERED).fades == fades


def test_a_long_stretch_of_few_cells_is_told_like_a_short_one():
    few = COVERED[:4, :10]
    frames = np.tile(USUAL[: few.sum()], (90, 1)) * (1 + 0.2 * np.sin(np.arange(90) / 3))[:, None]

    assert without_light(frames, frames, few).is_nothing
