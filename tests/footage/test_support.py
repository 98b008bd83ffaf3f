"""Features are counted where they must be, and chance is told beside them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.features import PLACE
from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.laying import Laid
from sayso.footage.motion import Agreement
from sayso.footage.panning import Drifting
from sayso.footage.support import Support, support_of
from sayso.footage.types import FootagePrint, LocalPrint
from sayso.values import MediaTime, digest_bytes

MOVED = Agreement(
    correlation=0.9,
    changes=0.9,
    level=0.9,
    energy=9.0,
    speed=1.0,
    offset_s=0.0,
    start_s=0.0,
    end_s=4.0,
    samples=16,
    everywhere=0.9,
    softened=0.9,
)
WHOLE = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def local(second, seed, count=120, moved=0.0, same_patches_as=None):
    chance = np.random.default_rng(seed)
    places = np.zeros(count, dtype=PLACE)
    places["x"] = (chance.uniform(0.1, 0.8, count) + moved) * 65535
    places["y"] = chance.uniform(0.05, 0.45, count) * 65535
    places["size"], places["angle"] = 90, 30
    patches = np.random.default_rng(seed if same_patches_as is None else same_patches_as)
    bits = patches.integers(0, 256, (count, 16), dtype=np.uint8)
    return LocalPrint(at=MediaTime(second, Fraction(1)), places=places.tobytes(), bits=bits.tobytes())


def footage(*locals_):
    return FootagePrint(
        exhibit=digest_bytes(b"x"),
        method=fingerprint_method(),
        is_still=False,
        duration_s=4.0,
        width=400,
        height=200,
        keyframes=(),
        locals=locals_,
    )


def test_features_that_are_where_they_should_be_agree():
    recording = footage(*(local(second, second) for second in range(4)))

    support = support_of(Laid(WHOLE, MOVED), recording, recording, mirror=False)

    assert support.expected == 480
    assert support.agreeing > 400
    assert support.by_chance < 2
    assert support.surprise > 100
    assert support.share > 0.8


def test_the_same_patches_in_other_places_do_not_agree():
    one = footage(*(local(second, second) for second in range(4)))
    other = footage(*(local(second, second + 50, same_patches_as=second) for second in range(4)))

    support = support_of(Laid(WHOLE, MOVED), one, other, mirror=False)

    assert support.agreeing <= support.by_chance + 12
    assert support.share < 0.03


def test_other_patches_in_the_same_places_do_not_agree():
    one = footage(*(local(second, second) for second in range(4)))
    other = footage(*(local(second, second, same_patches_as=second + 50) for second in range(4)))

    assert support_of(Laid(WHOLE, MOVED), one, other, mirror=False).agreeing == 0


def test_only_what_lies_in_the_found_picture_and_in_the_aligned_seconds_is_expected():
    recording = footage(*(local(second, second) for second in range(4)))
    beyond = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.0]])

    shorter = support_of(Laid(WHOLE, replace(MOVED, end_s=1.0)), recording, recording, mirror=False)
    outside = support_of(Laid(beyond, MOVED), recording, recording, mirror=False)

    assert shorter.expected == 240  # the frames at 0 s and at 1 s
    assert 0 < outside.expected < 400


def test_under_a_map_that_drifts_features_are_looked_for_where_it_is_by_then():
    path = [0.0, 0.05, 0.13, 0.18]
    pan = footage(*(local(second, second, moved=path[second]) for second in range(4)))
    still = footage(*(local(second, second) for second in range(4)))
    middle = np.array([[1.0, 0.0, 0.09], [0.0, 1.0, 0.0]])
    drift = np.stack([np.array(path) - 0.09, np.zeros(4)], axis=1)
    drifting = Drifting(middle, np.arange(4.0), drift)

    fixed = support_of(Laid(middle, MOVED), still, pan, mirror=False)
    along = support_of(Laid(middle, MOVED, drifting), still, pan, mirror=False)

    assert fixed.agreeing < 20
    assert along.agreeing > 350


def test_a_recording_without_features_has_no_support():
    recording, bare = footage(local(0, 0)), footage()

    assert support_of(Laid(WHOLE, MOVED), recording, bare, mirror=False) == Support(0, 0, 0.0)
    assert support_of(Laid(WHOLE, MOVED), bare, recording, mirror=False).share == pytest.approx(0.0)
