"""Of two framed pictures the part is told in which both show the same, and no frame for a difference."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.footage.makers import footage
from tests.footage.test_insets import filmed

from sayso.footage.framed import CopyCells, within_frames
from sayso.footage.overlay import Over
from sayso.footage.rectangles import as_box, heaviest
from sayso.footage.search import CopyIndex
from sayso.footage.types import Box
from sayso.testing.pictures import resized

WIDTH, HEIGHT = 180, 320
ACROSS = (180, 101)  # pixels of a clip in an upright picture
OFF = 0.04  # of a side: a cell and a half


def page(seed=4):
    """Return an upright page with lines of text on it."""
    chance = np.random.default_rng(seed)
    page_ = np.full((HEIGHT, WIDTH, 3), 235, dtype=np.uint8)
    for _ in range(40):
        y, x = chance.integers(0, HEIGHT - 10), chance.integers(0, 150)
        page_[y : y + 5, x : x + chance.integers(10, 80)] = chance.integers(0, 200)
    return page_


def upright(frames, around, top):
    """Return frames set into others over their whole width."""
    shown = []
    for frame, behind in zip(frames, around, strict=True):
        shown.append(behind.copy())
        shown[-1][top : top + ACROSS[1]] = resized(frame, *ACROSS)
    return shown


def on_a_page(frames):
    return upright(frames, [page()] * len(frames), 60)


def in_bars(frames):
    return upright(frames, [np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)] * len(frames), 110)


def before_itself(frames):
    """Return frames before their own middle, enlarged and out of focus."""
    enlarged = [resized(frame, 569, HEIGHT)[:, 194:374] for frame in frames]
    return upright(frames, [cv2.GaussianBlur(each, (0, 0), 9) for each in enlarged], 110)


def part(top):
    return 0.0, top / HEIGHT, 1.0, (top + ACROSS[1]) / HEIGHT


def sides(box):
    return box.left, box.top, box.right, box.bottom


def found(query, archived):
    [copy] = CopyIndex([footage("archived", archived)]).search(footage("query", query)).copies
    assert copy.kind == "same-footage"
    return copy


FRAMED = {"page": (on_a_page, 60), "bars": (in_bars, 110), "blurred": (before_itself, 110)}


@pytest.mark.parametrize(("one", "other"), [("page", "blurred"), ("blurred", "page"), ("blurred", "bars")])
def test_of_two_framed_copies_the_picture_alone_is_the_part_that_shows_the_same(one, other):
    (frame_one, own), (frame_other, their) = FRAMED[one], FRAMED[other]

    copy = found(frame_one(filmed(1)[4:28]), frame_other(filmed(1)))

    assert sides(copy.query_region) == pytest.approx(part(own), abs=OFF)
    assert sides(copy.found_region) == pytest.approx(part(their), abs=OFF)
    assert (copy.query_unlike, copy.unlike_looked_for) == (None, True)


def between_sides(frames, side):
    """Return 200 columns of frames between 40 and 80 columns of something else."""
    return [np.concatenate([side[:, :40], frame[:, 60:260], side[:, 40:120]], axis=1) for frame in frames]


def test_mirrored_it_lies_on_the_other_side():
    other = between_sides(filmed(1)[4:28], np.zeros((180, 120, 3), dtype=np.uint8))

    copy = found([frame[:, ::-1].copy() for frame in other], between_sides(filmed(1), page()[:180, :120]))

    assert copy.mirror
    assert sides(copy.found_region) == pytest.approx((40 / 320, 0, 240 / 320, 1), abs=OFF)
    assert sides(copy.query_region) == pytest.approx((80 / 320, 0, 280 / 320, 1), abs=OFF)


def test_a_caption_on_one_side_leaves_the_part_as_it_is_and_is_told_for_what_differs():
    captioned = [
        np.concatenate([frame[:140], page()[:40, :160].repeat(2, axis=1)]) for frame in filmed(1)[4:28]
    ]

    copy = found(captioned, filmed(1))

    assert sides(copy.found_region) == pytest.approx((0, 0, 1, 1), abs=OFF)
    assert sides(copy.found_unlike) == pytest.approx((0, 140 / 180, 1, 1), abs=2 * OFF)


ROWS, COLUMNS, SAMPLES = 20, 12, 16
PICTURE = np.zeros((ROWS, COLUMNS), dtype=bool)
PICTURE[6:15] = True
MOVER = np.zeros((ROWS, COLUMNS), dtype=bool)
MOVER[9:12, 3:9] = True


def laid(ours, theirs):
    """Return two runs of small pictures, (samples, rows, columns), laid cell on cell."""
    covered = np.ones((ROWS, COLUMNS), dtype=bool)
    flat = [each.reshape(SAMPLES, -1).astype(np.float64) for each in (ours, theirs)]
    over = Over(flat[0], flat[1], ours.astype(np.float32), theirs.astype(np.float32), covered)
    return CopyCells(over, np.arange(SAMPLES, dtype=np.float64), np.arange(SAMPLES))


def runs(seed, mask, spread=20.0):
    """Return a picture that moves where a mask says, and else stands still."""
    chance = np.random.default_rng(seed)
    still = chance.uniform(60, 190, (ROWS, COLUMNS))
    return still + spread * chance.normal(size=(SAMPLES, ROWS, COLUMNS)) * mask


def framed(picture, level, mask=PICTURE):
    """Return a picture within frames of one level."""
    return np.where(mask, picture, float(level))


def test_what_stands_still_beside_what_moves_belongs_to_the_picture():
    picture = runs(1, MOVER)

    box = within_frames(laid(framed(picture, 300), 0.7 * framed(picture, 500) + 25))

    assert box == Box(left=0.0, top=6 / ROWS, right=1.0, bottom=15 / ROWS)


MOSAIC = np.random.default_rng(6).uniform(size=(ROWS, COLUMNS))  # which of some cells are unlike


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (runs(1, PICTURE), np.where((MOSAIC < 0.6) & ~PICTURE, 300.0, runs(1, PICTURE))),  # many look alike
        (
            framed(runs(1, PICTURE), 300),
            framed(np.where(MOSAIC < 0.3, 300.0, runs(1, PICTURE)), 500),
        ),  # many within are unlike
        (runs(1, PICTURE), runs(1, PICTURE)),  # no frames
        (runs(1, PICTURE), np.where(PICTURE, 1.0, 0.6) * runs(1, PICTURE) + 90.0 * ~PICTURE),  # graded
        (framed(runs(1, PICTURE), 300), framed(runs(5, PICTURE), 500)),  # nothing moves alike
        (runs(1, PICTURE), np.where(np.arange(ROWS)[:, None] < 15, runs(1, PICTURE), 300.0)),  # one side
        (runs(1, np.ones_like(MOVER)), np.where(MOVER, 300.0, runs(1, np.ones_like(MOVER)))),  # an inset
        (framed(runs(1, MOVER), 300, ~MOVER), framed(runs(1, MOVER), 500, ~MOVER)),  # nothing moves at all
    ],
)
def test_where_no_frames_lie_around_what_moves_alike_no_part_is_told(ours, theirs):
    assert within_frames(laid(ours, theirs)) is None


def test_frames_of_a_few_cells_are_none():
    thin = np.ones((ROWS, COLUMNS), dtype=bool)
    thin[[0, -1]] = False

    assert within_frames(laid(framed(runs(1, thin), 300, thin), framed(runs(1, thin), 500, thin))) is None


@given(st.integers(0, 2**32 - 1))
def test_no_rectangle_weighs_more_than_the_heaviest(seed):
    grid = np.random.default_rng(seed).normal(size=(5, 6))

    most, (top, bottom, left, right) = heaviest(grid)

    sums = [
        grid[up:down, one:other].sum()
        for up in range(5)
        for down in range(up + 1, 6)
        for one in range(6)
        for other in range(one + 1, 7)
    ]
    assert most == pytest.approx(max(0.0, *sums))
    assert grid[top:bottom, left:right].sum() == pytest.approx(most)
    assert as_box((top, bottom, left, right), grid.shape).area == pytest.approx(
        (bottom - top) * (right - left) / 30
    )
