"""PDQ: known hashes, and the variants that are worked out in the transform."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.fingerprints import pdq
from sayso.footage.fingerprints.pdq import PDQ
from sayso.footage.types import Unusable
from sayso.testing.contracts.fingerprints import textured

TURNED = {
    "same": lambda picture: picture,
    "turned-90": np.rot90,
    "turned-180": lambda picture: np.rot90(picture, 2),
    "turned-270": lambda picture: np.rot90(picture, 3),
    "mirrored": lambda picture: picture[:, ::-1],
    "upside-down": lambda picture: picture[::-1],
    "transposed": lambda picture: picture.swapaxes(0, 1),
    "crossed": lambda picture: np.rot90(picture, 2).swapaxes(0, 1),
}


def frequencies(picture):
    return pdq.coefficients(pdq.thin(np.ascontiguousarray(picture)))[None]


@pytest.mark.parametrize("variant", pdq.DIHEDRAL)
def test_a_variant_is_near_the_hash_of_the_picture_so_turned(variant):
    picture = textured(3, 128, 128)

    from_transform = pdq.packed(pdq.dihedral(frequencies(picture), variant))
    from_pixels = pdq.packed(frequencies(TURNED[variant](picture)))

    assert np.bitwise_count(from_transform ^ from_pixels).sum() <= 16


def test_a_mirrored_hash_is_about_that_of_the_flipped_picture():
    picture = textured(3, 128, 128)

    flipped = pdq.packed(frequencies(picture[:, ::-1]))

    assert np.bitwise_count(pdq.mirrored(pdq.packed(frequencies(picture))) ^ flipped).sum() <= 28


def test_mirroring_a_hash_twice_gives_it_back():
    hashes = pdq.packed(frequencies(textured(4)))

    assert (pdq.mirrored(pdq.mirrored(hashes)) == hashes).all()


def test_half_of_the_bits_are_set_but_one_at_most():
    hashes = pdq.packed(frequencies(textured(5)))

    assert np.bitwise_count(hashes).sum() == 128


def test_the_filter_keeps_the_level_of_a_plain_picture():
    plain = np.full((77, 131, 3), 200, dtype=np.uint8)

    assert pdq.thin(plain) == pytest.approx(np.full((64, 64), 200.0))


def test_a_picture_of_64_pixels_is_its_own_grid():
    picture = textured(6, 64, 64)

    assert pdq.thin(picture) == pytest.approx(pdq.luma(picture))


@pytest.mark.parametrize(("level", "reason"), [(0, "near-black"), (128, "too plain")])
def test_it_says_why_a_plain_picture_has_no_hash(level, reason):
    [answer] = PDQ().of_pictures([np.full((90, 160, 3), level, dtype=np.uint8)])

    assert answer == Unusable(reason=reason)
