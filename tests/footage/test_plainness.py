"""Cards are told from pictures of a camera: flat, still, and empty or full of text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.fingerprinting import print_of_frames
from sayso.footage.plainness import is_card
from sayso.testing.distractors import FRAMES_A_SECOND, HEIGHT, KINDS, WIDTH, distractor
from sayso.values import MediaTime, digest_bytes


@dataclass(frozen=True)
class Shown:
    at: MediaTime
    rgb: object


def print_of(pictures):
    base = Fraction(1, FRAMES_A_SECOND)
    frames = (Shown(MediaTime(tick, base), rgb) for tick, rgb in enumerate(pictures))
    return print_of_frames(frames, digest_bytes(b"x"), width=WIDTH, height=HEIGHT, duration_s=10.0)


def footage(number):
    """Return the fingerprint of a rendered distractor; the numbers go round the kinds."""
    return print_of(distractor(number))


def noisy(pictures, greys):
    """Return pictures with the noise of a sensor."""
    chance = np.random.default_rng(4)
    for picture in pictures:
        yield np.clip(picture + chance.normal(0, greys, picture.shape), 0, 255).astype(np.uint8)


def from_above(texture):
    """Return what a camera over a wide square sees: cars, and ground with a texture of so many greys."""
    chance = np.random.default_rng(2)
    coarse = chance.normal(0, texture, (HEIGHT // 8 + 1, WIDTH // 8 + 1)).repeat(8, axis=0).repeat(8, axis=1)
    ground = 118 + coarse[:HEIGHT, :WIDTH]
    for tick in range(40):
        frame = ground.copy()
        for car in range(8):
            x, y = 20 + 34 * car + (tick if car < 2 else 0), 15 + 12 * car
            frame[y : y + 9, x : x + 18] = 30 + 25 * car
        yield np.stack([np.clip(frame, 0, 255).astype(np.uint8)] * 3, axis=2)


@pytest.mark.parametrize("kind", ["leader", "title", "logo", "bars"])
def test_cards_are_cards(kind):
    assert is_card(footage(list(KINDS).index(kind)), 0.0, 10.0)


@pytest.mark.parametrize("kind", ["sky", "fly-over"])
def test_pictures_of_a_camera_are_none(kind):
    assert not is_card(footage(list(KINDS).index(kind)), 0.0, 10.0)


@pytest.mark.parametrize("kind", ["leader", "title", "logo", "bars"])
def test_noisy_cards_are_cards_still(kind):
    card = print_of(noisy(distractor(list(KINDS).index(kind)), 4.0))

    assert is_card(card, 0.0, 10.0)


def test_ground_from_above_is_told_from_a_card_by_its_texture():
    assert is_card(print_of(from_above(texture=0.0)), 0.0, 10.0)
    assert not is_card(print_of(from_above(texture=2.0)), 0.0, 10.0)


def test_a_stretch_without_frames_is_no_card():
    assert not is_card(footage(1), 40.0, 50.0)
