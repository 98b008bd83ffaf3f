"""Of two copies is told which part of the picture one of them shows otherwise, such as an inset."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from tests.footage.makers import footage, place, watched

from sayso.footage.findings import best_of_each_shot, copies_of
from sayso.footage.search import CopyIndex
from sayso.footage.slow_light import is_slow
from sayso.footage.turning import turned
from sayso.footage.types import Box
from sayso.footage.verdicts import judge
from sayso.publish.regions import is_same_part

INSET = Box(left=0.05, top=0.1, right=0.4, bottom=0.45)


def with_inset(frames, others, box=INSET):
    """Return frames with others set into them."""
    height, width = frames[0].shape[:2]
    left, right = round(box.left * width), round(box.right * width)
    top, bottom = round(box.top * height), round(box.bottom * height)
    laid = []
    for frame, other in zip(frames, others, strict=False):
        whole = frame.copy()
        whole[top:bottom, left:right] = cv2.resize(other, (right - left, bottom - top))
        laid.append(whole)
    return laid


def flipped(frames):
    return [np.ascontiguousarray(frame[:, ::-1]) for frame in frames]


def the_copy(query, found):
    [copy] = CopyIndex([footage("kept", found)]).search(footage("asked", query)).copies
    assert copy.kind == "same-footage"
    return copy


def test_what_is_set_into_a_copy_is_told_from_either_side() -> None:
    host = watched(seed=3)
    asked = with_inset(host, place(seed=8, seconds=12))

    copy, back = the_copy(asked, host), the_copy(host, asked)

    for unlike in (copy.query_unlike, copy.found_unlike, back.query_unlike, turned(back).query_unlike):
        assert unlike is not None
        assert is_same_part(unlike, INSET)


def test_what_is_set_into_one_shot_alone_is_told() -> None:
    first, second = watched(seed=3), watched(seed=11)

    copy = the_copy(first + with_inset(second, place(seed=8, seconds=12)), first + second)

    assert copy.query_unlike is not None
    assert is_same_part(copy.query_unlike, INSET)


def test_what_is_set_into_two_shots_is_told_of_each() -> None:
    shots = [watched(seed=3), watched(seed=11)]
    other = Box(left=0.6, top=0.55, right=0.9, bottom=0.85)
    asked = with_inset(shots[0], place(seed=8, seconds=12)) + with_inset(
        shots[1], place(seed=9, seconds=12), other
    )

    copy = the_copy(asked, shots[0] + shots[1])

    first, second = copy.unlike_parts
    assert is_same_part(first.query, INSET)
    assert is_same_part(second.query, other)
    assert first.stretch.query_end_s <= second.stretch.query_start_s == pytest.approx(12, abs=1)
    assert copy.query_unlike == max(first.query, second.query, key=lambda part: part.area)
    assert [part.query for part in turned(copy).unlike_parts] == [first.found, second.found]


def test_of_a_stretch_that_is_not_told_no_part_is() -> None:
    first, second = watched(seed=3), watched(seed=11)
    query = footage("asked", first + with_inset(second, place(seed=8, seconds=12)))
    kept = footage("kept", first + second)
    seen = CopyIndex([kept]).candidates(query)
    verdicts = best_of_each_shot([each for candidate in seen for each in judge(candidate, query, kept)])
    sure, other = sorted(verdicts, key=lambda each: each.candidate.start_s)
    until_s = other.agreement.start_s
    sure = replace(sure, score=0.9, agreement=replace(sure.agreement, end_s=until_s + 0.75))
    scrap = replace(other.agreement, end_s=until_s + 1.5, offset_s=other.agreement.offset_s + 0.8)

    [copy] = copies_of(query, [kept], [sure, replace(other, score=0.6, agreement=scrap)])
    [both] = copies_of(query, [kept], [sure, other])

    assert copy.query_unlike is None
    assert both.query_unlike is not None


def test_in_a_mirrored_copy_it_lies_on_the_other_side() -> None:
    host = watched(seed=3)

    copy = the_copy(flipped(with_inset(host, place(seed=8, seconds=12))), host)

    assert copy.mirror
    assert copy.query_unlike is not None
    assert copy.found_unlike is not None
    assert copy.query_unlike.left > 0.5 > copy.found_unlike.right


@pytest.mark.parametrize("levels", [0, 25], ids=["as it is", "brighter"])
def test_a_copy_that_shows_all_of_it_has_no_such_part(levels: int) -> None:
    host = place(seed=5)

    copy = the_copy([np.clip(frame.astype(int) + levels, 0, 255).astype(np.uint8) for frame in host], host)

    assert (copy.query_unlike, copy.found_unlike) == (None, None)
    assert copy.unlike_looked_for
    assert turned(copy).unlike_looked_for


def test_of_a_still_it_is_said_that_no_such_part_was_looked_for() -> None:
    host = watched(seed=3)

    [copy] = CopyIndex([footage("kept", host)]).search(footage("asked", [host[20]], is_still=True)).copies

    assert copy.kind == "same-footage"
    assert (copy.query_unlike, copy.unlike_looked_for) == (None, False)


def test_a_part_that_is_only_brighter_and_harder_is_not_another_thing() -> None:
    host = watched(seed=3)
    graded = [frame.copy() for frame in host]
    for frame in graded:
        part = frame[20:80, 40:110].astype(float)
        frame[20:80, 40:110] = np.clip(0.4 * part + 10, 0, 255).astype(np.uint8)

    copy = the_copy(graded, host)

    assert (copy.query_unlike, copy.found_unlike) == (None, None)


def under_sky(seed):
    """Return what `watched` shows with a sky above it, plain but for its grain."""
    chance = np.random.default_rng(seed)
    frames = [frame.copy() for frame in watched(seed)]
    for frame in frames:
        height, width = frame.shape[0] // 2, frame.shape[1]
        frame[:height] = chance.normal(170, 1, (height, width, 1)).astype(np.uint8)
    return frames


def lit(frames, levels):
    """Return frames to which so many grey levels, (height, width), were added."""
    return [np.clip(frame + levels[..., None], 0, 255).astype(np.uint8) for frame in frames]


def slow_light(frames, which):
    height, width = frames[0].shape[:2]
    down, across = np.mgrid[0:height, 0:width] / np.array([height, width])[:, None, None]
    return {
        "from the top": -60 * np.clip(1 - 2 * down, 0, 1),
        "weak": -30 * np.clip(1 - 2 * down, 0, 1),
        "from a side": -50 * (1 - across) * np.clip(1.2 - 2 * down, 0, 1),
        "from a corner": 45 * np.clip(1.1 - np.hypot(down, across), 0, 1),
    }[which]


@pytest.mark.parametrize("which", ["from the top", "weak", "from a side", "from a corner"])
def test_light_that_differs_slowly_over_a_plain_part_is_not_another_thing(which: str) -> None:
    host = under_sky(seed=3)

    copy = the_copy(lit(host, slow_light(host, which)), host)

    assert (copy.query_unlike, copy.found_unlike) == (None, None)


def test_what_is_set_into_a_part_that_is_lit_otherwise_is_told() -> None:
    host = under_sky(seed=3)
    graded = lit(host, slow_light(host, "from the top"))

    copy = the_copy(with_inset(graded, place(seed=8, seconds=12)), host)

    assert copy.query_unlike is not None
    assert is_same_part(copy.query_unlike, INSET)


@pytest.mark.parametrize("levels", [-15, 15, 60])
def test_a_plain_box_over_a_plain_part_is_told(levels: int) -> None:
    host = under_sky(seed=3)
    boxes = [np.full((20, 20, 3), 170 + levels, dtype=np.uint8)] * len(host)

    copy = the_copy(with_inset(host, boxes), host)

    assert copy.query_unlike is not None
    assert is_same_part(copy.query_unlike, INSET)


def test_of_a_box_at_the_edge_of_what_both_show_only_its_other_edges_count() -> None:
    covered = np.zeros((22, 40), dtype=bool)
    covered[3:20, 5:36] = True
    apart = np.zeros((8, *covered.shape))
    apart[:, 3:11, 5:30] = 40.0
    box = Box(left=5 / 40, top=3 / 22, right=30 / 40, bottom=11 / 22)
    ramp = np.broadcast_to(np.linspace(60, 0, 22)[None, :, None], apart.shape)

    assert not is_slow(apart[:, covered], covered, box)
    assert is_slow(ramp[:, covered], covered, box)
