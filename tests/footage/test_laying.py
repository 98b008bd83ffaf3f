"""A speed far from 1 is not taken of a few frames that speed 1 fits, too."""

from __future__ import annotations

import pytest
from tests.footage.test_motion import IDENTITY, SIDES, at, view

from sayso.footage.laying import _Guess, _on_the_same_frames
from sayso.footage.motion import Exact, exactly
from sayso.footage.overlay import Comparison, Over
from sayso.footage.thumbs import Stretch


def laid(count: int, found_speed: float) -> Over:
    query, found = view(at(6.0, count)), view(at(0.0, 32, found_speed))
    over = Comparison(Stretch(0.0, query), Stretch(0.0, found), SIDES, mirror=False).over(IDENTITY, None)
    assert over is not None
    return over


def guessed(over: Over, speed: float, shift: float) -> list[Exact]:
    best = exactly(over, speed, shift)
    assert best is not None
    return [each.best for each in _on_the_same_frames(_Guess(IDENTITY, None, best, over))]


def test_a_short_stretch_is_tried_at_plain_speed_on_its_frames() -> None:
    plain = guessed(laid(8, 1.0), 0.6, 25.0)

    assert max(each.correlation for each in plain) > 0.9
    assert {each.speed for each in plain} == {1.0}


@pytest.mark.parametrize(
    ("count", "speed", "shift"),
    [
        (8, 0.9, 24.0),  # a speed near 1 is another question
        (24, 0.6, 8.0),  # a stretch so long tells its speed
    ],
)
def test_a_long_stretch_and_a_speed_near_1_are_left(count: int, speed: float, shift: float) -> None:
    assert not guessed(laid(count, 1.0), speed, shift)


def test_what_agrees_badly_at_plain_speed_is_left() -> None:
    assert not guessed(laid(8, 0.5), 2.0, 12.0)
