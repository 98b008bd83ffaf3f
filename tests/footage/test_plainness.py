"""Cards are told from pictures of a camera: flat, still, and empty or full of text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.fingerprinting import print_of_frames
from sayso.footage.plainness import card_kind
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


@pytest.mark.parametrize("kind", ["leader", "title", "logo", "bars"])
def test_cards_are_cards(kind):
    assert card_kind(footage(list(KINDS).index(kind)), 0.0, 10.0)


@pytest.mark.parametrize("kind", ["sky", "fly-over"])
def test_pictures_of_a_camera_are_none(kind):
    assert card_kind(footage(list(KINDS).index(kind)), 0.0, 10.0) is None


@pytest.mark.parametrize("kind", ["leader", "title", "logo", "bars"])
def test_noisy_cards_are_cards_still(kind):
    card = print_of(noisy(distractor(list(KINDS).index(kind)), 4.0))

    assert card_kind(card, 0.0, 10.0)


def test_a_stretch_without_frames_is_no_card():
    assert card_kind(footage(1), 40.0, 50.0) is None
