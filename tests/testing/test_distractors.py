"""Distractors are the same every time, differ from one another, and can be fingerprinted."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.testing.distractors import FRAMES_A_SECOND, HEIGHT, KINDS, WIDTH, distractor, kind_of


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_a_number_always_shows_the_same(number):
    one, other = (list(distractor(number, seconds=1)) for _ in range(2))

    assert len(one) == FRAMES_A_SECOND
    assert one[0].shape == (HEIGHT, WIDTH, 3)
    assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_two_of_a_kind_differ():
    number = list(KINDS).index("sky")

    one, other = (next(distractor(n, seconds=1)).astype(int) for n in (number, number + len(KINDS)))

    assert kind_of(number) == kind_of(number + len(KINDS))
    assert np.abs(one - other).mean() > 3
