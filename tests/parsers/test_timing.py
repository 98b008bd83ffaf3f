"""Frames have times that rise, and sampling takes what is on screen at its instants."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parsers import Sampling
from sayso.parsers.timing import FrameClock, chosen, rises

MS = Fraction(1, 1000)


def taken(ticks: list[int], last_ticks: int = 100, **sampling: object) -> list[int]:
    frames = [(at, at) for at in ticks]
    return [at for at, _ in chosen(frames, Sampling(**sampling), MS, last_ticks)]  # type: ignore[arg-type]


def test_an_even_video_is_sampled_at_its_instants() -> None:
    assert taken(list(range(0, 3000, 40)), last_ticks=40) == [0, 480, 1000, 1480, 2000, 2480]


def test_a_frame_that_stays_long_is_given_once() -> None:
    assert taken([0, 100, 2600, 3100]) == [0, 100, 2600]


def test_a_first_frame_that_comes_late_is_given() -> None:
    assert taken([130, 170, 210]) == [130]


def test_one_frame_alone_is_given() -> None:
    assert taken([0]) == [0]


def test_every_frame_is_given_when_no_instants_are_asked_for() -> None:
    assert taken([0, 7, 9], fps=None) == [0, 7, 9]


def test_a_stretch_starts_with_what_is_on_screen_then_and_ends_before_its_end() -> None:
    ticks = list(range(0, 10_000, 300))

    assert taken(ticks, start_s=2.0, end_s=4.0) == [1800, 2400, 3000, 3300]


def test_a_stretch_of_every_frame_is_half_open() -> None:
    assert taken([0, 500, 1000, 1500], fps=None, start_s=0.5, end_s=1.5) == [500, 1000]


@settings(deadline=None)
@given(st.lists(st.integers(1, 2000), min_size=1, max_size=60), st.integers(1, 30))
def test_at_every_instant_the_frame_on_screen_is_among_those_taken(steps: list[int], fps: int) -> None:
    ticks = [sum(steps[: n + 1]) - steps[0] for n in range(len(steps))]

    got = taken(ticks, last_ticks=1, fps=fps)

    end = (ticks[-1] + 1) * MS
    instants = [Fraction(k, fps) for k in range(int(end * fps) + 1) if Fraction(k, fps) < end]
    on_screen = [max(at for at in ticks if at * MS <= instant) for instant in instants]
    assert got == sorted(set(on_screen))


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), max_size=50), st.integers(-5, 50))
def test_a_clock_rises_whatever_files_say(stated: list[int | None], usual: int) -> None:
    clock = FrameClock(usual)

    ticks = [clock.tick(time) for time in stated]

    assert rises(ticks)


def test_what_states_no_time_comes_one_frame_after_the_one_before() -> None:
    clock = FrameClock(40)

    assert [clock.tick(time) for time in (None, 40, None, 20, 160)] == [0, 40, 80, 120, 160]
    assert clock.mended == 3


@pytest.mark.parametrize(
    "wrong",
    [{"fps": 0}, {"fps": -1}, {"max_side": 0}, {"start_s": -1.0}, {"start_s": 3.0, "end_s": 2.0}],
)
def test_a_sampling_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"not a|does not|ends before"):
        Sampling(**wrong)  # type: ignore[arg-type]
