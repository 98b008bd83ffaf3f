"""Of all offsets and speeds those are tried first at which two stretches look most alike."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.offsets import LEAST_SHARE, SPEEDS, backward_offsets, coarse_offsets
from sayso.footage.overlay import between


def frames(count, seed=0, cells=60):
    """Return frames that change smoothly and never look the same twice."""
    steps = np.random.default_rng(seed).normal(0, 1, (count, cells))
    return 100 + np.cumsum(steps, axis=0)


def correlation(ours, theirs):
    """Return the correlation over all cells, after each frame's cells lost their mean over time."""
    one, other = ours - ours.mean(axis=0), theirs - theirs.mean(axis=0)
    return float((one * other).sum() / np.sqrt((one * one).sum() * (other * other).sum()))


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_stretch_is_found_at_its_offset_and_speed(speed):
    found = frames(120)
    query = between(found, 30 + speed * np.arange(24))

    best_speed, best_shift = coarse_offsets(query, found)[0]

    assert best_speed == pytest.approx(speed, abs=0.11)
    middle = 12 * (speed - best_speed)  # where a speed beside the true one fits best
    assert best_shift == pytest.approx(30 + middle, abs=1.0)


def test_a_stretch_that_is_played_backwards_is_found_with_a_negative_speed():
    found = frames(120)
    query = found[30:54][::-1]

    assert backward_offsets(query, found)[0] == (-1.0, 53.0)


def test_the_first_one_is_what_trying_every_offset_gives():
    found, query = frames(50, seed=1), frames(50, seed=1)[20:32] + frames(12, seed=2) / 40

    _, shift = next(one for one in coarse_offsets(query, found) if one[0] == 1.0)

    tried = {at: correlation(query, found[at : at + 12]) for at in range(50 - 12)}
    assert shift == max(tried, key=tried.get) == 20


def test_a_stretch_that_hangs_over_an_end_is_found_by_the_part_that_overlaps():
    found = frames(40, seed=3)
    query = np.concatenate([frames(6, seed=4), found[:18]])

    assert coarse_offsets(query, found)[0] == (1.0, pytest.approx(-6.0))


def test_no_offset_is_tried_at_which_less_than_half_of_the_shorter_one_overlaps():
    query, found = frames(20, seed=5), frames(30, seed=6)

    for speed, shift in coarse_offsets(query, found):
        at = shift + speed * np.arange(20)
        assert ((at >= -0.5) & (at <= 29.5)).sum() >= LEAST_SHARE * 20 - 1


def test_two_that_are_too_short_to_tell_give_none():
    assert coarse_offsets(frames(3), frames(3)) == []
