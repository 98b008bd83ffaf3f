"""Split screens whose halves are squeezed are found in the recordings that they were made of."""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.makers import footage

from sayso.footage.halves import HALVES, halves_of
from sayso.footage.maps import part_of
from sayso.footage.search import CopyIndex
from sayso.footage.types import Box
from sayso.testing.frames import patchwork
from sayso.testing.pictures import resized
from sayso.values import digest_bytes

WIDTH, HEIGHT = 240, 136


def filmed(seed, count=32):
    return list(patchwork(count, seed=seed, width=WIDTH, height=HEIGHT, speed_px=18.0))


def stacked(upper, lower):
    return [
        np.concatenate([resized(one, WIDTH, HEIGHT // 2), resized(other, WIDTH, HEIGHT // 2)])
        for one, other in zip(upper, lower, strict=True)
    ]


def beside(left, right):
    return [
        np.concatenate([resized(one, WIDTH // 2, HEIGHT), resized(other, WIDTH // 2, HEIGHT)], axis=1)
        for one, other in zip(left, right, strict=True)
    ]


@pytest.fixture(scope="module")
def index():
    return CopyIndex([footage("north", filmed(1)), footage("south", filmed(2))])


@pytest.mark.parametrize("put", [stacked, beside])
def test_both_recordings_of_a_split_screen_are_found_with_their_halves(index, put):
    search = index.search(footage("split", put(filmed(1)[6:26], filmed(2)[4:24])))

    found = {copy.found: copy for copy in search.copies if copy.kind == "same-footage"}
    assert found.keys() == {digest_bytes(b"north"), digest_bytes(b"south")}
    north = found[digest_bytes(b"north")]
    assert north.segments[0].found_start_s == pytest.approx(1.5, abs=0.3)
    region = north.query_region
    assert (region.left, region.top) == (0.0, 0.0)
    if put is stacked:
        assert (region.right, region.bottom) == pytest.approx((1.0, 0.5), abs=0.03)
    else:
        assert (region.right, region.bottom) == pytest.approx((0.5, 1.0), abs=0.03)


def test_a_mirrored_half_is_found_and_called_mirrored(index):
    flipped = [np.ascontiguousarray(frame[:, ::-1]) for frame in filmed(1)[6:26]]

    search = index.search(footage("split", beside(flipped, filmed(9, 20))))

    [copy] = search.copies
    assert copy.mirror
    assert copy.found == digest_bytes(b"north")
    assert (copy.query_region.left, copy.query_region.right) == pytest.approx((0.0, 0.5), abs=0.03)


def test_a_split_screen_of_other_recordings_finds_nothing(index):
    assert index.search(footage("split", stacked(filmed(7, 20), filmed(8, 20)))).copies == ()


def test_plain_halves_and_stills_give_no_hashes():
    plain = [np.full((HEIGHT, WIDTH, 3), 90, dtype=np.uint8)] * 8

    assert list(halves_of(footage("plain", plain), 0.0, 2.0)) == []
    assert list(halves_of(footage("still", filmed(1, 1), is_still=True), 0.0, 2.0)) == []
    assert list(halves_of(footage("later", filmed(1)), 40.0, 50.0)) == []


def letterboxed(frames):
    """Return frames with black bars above and below, a quarter of the height in all."""
    return [np.pad(frame, ((HEIGHT // 8, HEIGHT // 8), (0, 0), (0, 0))) for frame in frames]


@pytest.mark.parametrize("put", [stacked, beside])
def test_halves_within_black_bars_are_found_where_they_lie_between_these(index, put):
    split = letterboxed(put(filmed(1)[6:26], filmed(2)[4:24]))

    search = index.search(footage("letterboxed", split))

    found = {copy.found: copy for copy in search.copies if copy.kind == "same-footage"}
    north = found[digest_bytes(b"north")].query_region
    top, height = 0.1, 0.8  # of what lies between the bars
    bottom_right = (1.0, top + height / 2) if put is stacked else (0.5, top + height)
    assert (north.left, north.top, north.right, north.bottom) == pytest.approx(
        (0.0, top, *bottom_right), abs=0.03
    )


def test_halves_are_of_what_lies_within_the_borders():
    inside = Box(left=0.2, top=0.0, right=0.6, bottom=1.0)

    assert [part_of(inside, half).left for half in HALVES] == pytest.approx([0.2, 0.4, 0.2, 0.2])
    assert part_of(None, HALVES[3]) == HALVES[3]
