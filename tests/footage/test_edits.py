"""A shot of a fixed camera that was cut, paused or frozen is told in its parts, a held picture as a still."""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.makers import FPS, footage

from sayso.footage import parting
from sayso.footage.edits import as_one_frame, still_runs
from sayso.footage.search import CopyIndex
from sayso.footage.types import Copy
from sayso.testing.frames import patchwork

OFF_S = 0.5  # seconds by which an end may be told off
TOO_FAR_S = 1.25  # and where the rest of a shot is shown by nothing, so far may it go on


def street(seed: int, seconds: int = 14) -> list[np.ndarray]:
    """Return what a fixed camera sees: things of several sizes that cross the view, each at its own pace."""
    background = next(patchwork(1, seed=20))
    rng = np.random.default_rng(seed)
    count = 14
    size, row = rng.integers(10, 26, count), rng.integers(0, 82, count)
    enters, pace = rng.uniform(-2, seconds, count), rng.choice([-1, 1], count) * rng.uniform(40, 90, count)
    shade = rng.integers(0, 256, (count, 3))
    frames = []
    for at_s in np.arange(seconds * FPS) / FPS:
        frame = background.copy()
        for n in range(count):
            x = round((at_s - enters[n]) * pace[n]) + (0 if pace[n] > 0 else 192)
            frame[row[n] : row[n] + size[n], max(0, x) : max(0, x + size[n])] = shade[n]
        frames.append(frame)
    return frames


def part(frames: list[np.ndarray], start_s: float, end_s: float) -> list[np.ndarray]:
    return frames[round(start_s * FPS) : round(end_s * FPS)]


def held(frames: list[np.ndarray], at_s: float, seconds: float) -> list[np.ndarray]:
    return [frames[round(at_s * FPS)]] * round(seconds * FPS)


def found(query: list[np.ndarray], archived: list[np.ndarray]) -> tuple[Copy, ...]:
    search = CopyIndex([footage("archived", archived)]).search(footage("query", query))
    assert search.not_looked is None
    return search.copies


def stretches(copy: Copy) -> list[tuple[float, float, float, float]]:
    return [(s.query_start_s, s.query_end_s, s.found_start_s, s.found_end_s) for s in copy.segments]


TAKE = street(1)
EDITS = {
    "a jump cut": (
        part(TAKE, 1, 5) + part(TAKE, 9, 13),
        [(0, 4, 1, 5), (4, 8, 9, 13)],
    ),
    "a second cut out": (
        part(TAKE, 0, 5) + part(TAKE, 6, 11),
        [(0, 5, 0, 5), (5, 10, 6, 11)],
    ),
    "parts in another order": (
        part(TAKE, 8, 12) + part(TAKE, 1, 5),
        [(0, 4, 8, 12), (4, 8, 1, 5)],
    ),
    "a pause": (
        part(TAKE, 2, 6) + held(TAKE, 6, 3) + part(TAKE, 6, 10),
        [(0, 4, 2, 6), (7, 11, 6, 10)],
    ),
    "a picture frozen at the end": (
        part(TAKE, 2, 7) + held(TAKE, 7, 4),
        [(0, 5, 2, 7)],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_part_of_an_edited_shot_is_told_at_its_own_seconds(edit: str) -> None:
    query, parts = EDITS[edit]
    [copy] = found(query, TAKE)
    assert copy.kind == "same-footage"
    assert copy.speed == 1.0
    assert len(copy.segments) == len(parts)
    assert np.abs(np.array(stretches(copy)) - np.array(parts)).max() <= OFF_S


@pytest.mark.parametrize("edit", EDITS)
def test_the_same_is_told_where_what_was_found_was_edited(edit: str) -> None:
    archived, parts = EDITS[edit]

    [copy] = found(TAKE, archived)

    assert (copy.kind, copy.speed) == ("same-footage", 1.0)
    told = sorted(stretches(copy), key=lambda stretch: stretch[2])
    for (start, _, found_start, found_end), (first, last, from_s, _) in zip(told, parts, strict=True):
        assert start - found_start == pytest.approx(from_s - first, abs=OFF_S)
        assert first - TOO_FAR_S <= found_start <= first + OFF_S
        assert last - OFF_S <= found_end <= last + TOO_FAR_S


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_an_edit_of_another_moment_is_no_copy(seed: int) -> None:
    other = street(seed)
    query = part(other, 1, 5) + held(other, 5, 2) + part(other, 9, 13)

    [copy] = found(query, other)

    assert copy.kind == "same-footage"
    assert np.array(stretches(copy)) == pytest.approx(np.array([(0, 4, 1, 5), (6, 10, 9, 13)]), abs=OFF_S)
    assert [each.kind for each in found(query, TAKE)] == ["same-place"]


def test_a_shot_that_stands_still_is_the_moment_that_it_shows() -> None:
    [copy] = found(held(TAKE, 5, 6), TAKE)
    assert copy.kind == "same-footage"
    assert copy.is_of_a_still
    [(start, end, found_start, found_end)] = stretches(copy)
    assert (start, end) == (0.0, 6.0)
    assert found_start == found_end == pytest.approx(5.0, abs=0.3)


def test_so_is_one_in_what_was_found() -> None:
    [copy] = found(part(TAKE, 2, 8), held(TAKE, 5, 6))
    assert copy.kind == "same-footage"
    assert copy.is_of_a_still
    [(start, end, found_start, found_end)] = stretches(copy)
    assert start == end == pytest.approx(3.0, abs=0.3)
    assert (found_start, found_end) == (0.0, 6.0)


def test_a_shot_that_stands_still_at_another_moment_is_no_copy() -> None:
    other = street(2)

    [own], [copy] = found(held(other, 5, 6), other), found(held(other, 5, 6), TAKE)

    assert (own.kind, copy.kind) == ("same-footage", "undecided")
    assert copy.is_of_a_still


def test_no_speed_is_told_where_nothing_moves() -> None:
    empty = [next(patchwork(1, seed=20))] * 5 * FPS

    [copy] = found(empty, TAKE)

    assert (copy.kind, copy.speed, copy.is_of_a_still) == ("undecided", 1.0, True)


def test_only_what_does_not_change_stands_still() -> None:
    query = footage("q", part(TAKE, 0, 3) + held(TAKE, 3, 2) + part(TAKE, 3, 6))
    [(start, end)] = still_runs(query, 0.0, 8.0)
    assert start == pytest.approx(3.0, abs=0.25)
    assert end == pytest.approx(5.25, abs=0.25)
    assert still_runs(query, 0.0, 3.0) == []


def test_what_stands_still_is_judged_by_its_frame_in_the_middle() -> None:
    query = footage("q", part(TAKE, 0, 3) + held(TAKE, 3, 2) + part(TAKE, 3, 6))

    still = as_one_frame(query, (3.0, 5.25))

    assert still.is_still
    assert [frame.at.seconds for frame in still.keyframes] == pytest.approx([4.1], abs=0.15)
    assert [local.at.seconds for local in still.locals] == pytest.approx([4.1], abs=0.6)


def test_a_part_is_told_only_where_it_is_as_sure_as_parts_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    query, _ = EDITS["a jump cut"]
    [told] = found(query, TAKE)
    monkeypatch.setattr(parting, "SURE_PART", told.score + 0.001)

    [less] = found(query, TAKE)

    assert (len(told.segments), len(less.segments)) == (2, 1)


def test_two_held_pictures_of_near_moments_are_not_one_that_moves() -> None:
    other = list(patchwork(12, seed=77, speed_px=24.0))[: FPS // 2]
    query = held(TAKE, 5, 6) + other + held(TAKE, 5.5, 6)

    [copy] = found(query, TAKE)

    assert copy.kind == "same-footage"
    assert copy.is_of_a_still
    assert [(start, end) for start, end, _, _ in stretches(copy)] == [(0.0, 6.0), (6.5, 12.5)]
    assert [found_start for _, _, found_start, _ in stretches(copy)] == pytest.approx([5.0, 5.5], abs=0.2)


def test_a_held_picture_of_a_calm_is_told_as_any_moment_of_it() -> None:
    take = part(TAKE, 0, 5) + held(TAKE, 5, 6) + part(TAKE, 5, 9)

    (copy,) = found(held(TAKE, 5, 6), take)

    ((start, end, found_start, found_end),) = stretches(copy)
    assert copy.kind == "same-footage"
    assert (start, end) == (0, 6)
    assert (found_start, found_end) == pytest.approx((5, 11), abs=OFF_S)
