"""Matching frames become stretches, whatever the offset, speed and clutter."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.footage.alignment import FrameMatches, lines_of


def matches_of(pairs):
    query, found = np.array(pairs, dtype=float).T
    return FrameMatches(query, found, np.ones(len(pairs)), np.full(len(pairs), 10))


def run(start_s, found_s, length_s, speed=1.0, step_s=0.25):
    return [(start_s + t, found_s + speed * t) for t in np.arange(0, length_s, step_s)]


@pytest.mark.parametrize("speed", [0.5, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0])
def test_a_line_has_the_speed_and_offset_at_which_it_was_played(speed):
    [line] = lines_of(matches_of(run(0.0, 3.0, 8.0, speed)), least_support=2.0)

    assert line.speed == pytest.approx(speed, abs=0.02)
    assert line.offset_s == pytest.approx(3.0, abs=0.15)


def test_stretches_of_one_query_are_found_apart():
    pairs = run(0.0, 20.0, 3.0) + run(4.0, 2.0, 3.0) + run(8.0, 40.0, 3.0)

    lines = lines_of(matches_of(pairs), least_support=2.0)

    found = sorted((line.segment(0.0).query_start_s, line.segment(0.0).found_start_s) for line in lines)
    assert found == [(0.0, 20.0), (4.0, 2.0), (8.0, 40.0)]


def test_a_repeat_without_change_of_offset_is_cut_at_the_gap():
    pairs = run(0.0, 10.0, 2.0) + run(9.0, 19.0, 2.0)

    assert len(lines_of(matches_of(pairs), least_support=2.0)) == 2


def test_scattered_matches_do_not_bend_the_line():
    chance = np.random.default_rng(3)
    clutter = list(zip(chance.uniform(0, 8, 30), chance.uniform(0, 60, 30), strict=True))

    lines = lines_of(matches_of(run(0.0, 30.0, 8.0) + clutter), least_support=6.0)

    assert lines[0].offset_s == pytest.approx(30.0, abs=0.1)
    assert lines[0].speed == pytest.approx(1.0, abs=0.02)


def test_a_query_frame_counts_once_however_many_frames_it_matches():
    pairs = [(1.0, 5.0 + 0.01 * n) for n in range(20)]

    assert lines_of(matches_of(pairs), least_support=1.5) == []


def test_a_segment_starts_neither_before_the_query_nor_before_the_found_one():
    [line] = lines_of(matches_of(run(1.0, 0.0, 4.0)), least_support=2.0)

    segment = line.segment(0.5)

    assert segment.query_start_s == pytest.approx(1.0)
    assert segment.found_start_s == 0.0


def test_too_little_support_gives_no_line():
    assert lines_of(matches_of(run(0.0, 0.0, 1.0)), least_support=20.0) == []
