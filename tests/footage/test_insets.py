"""Pictures that are set into others are found as boxes, and looked for as pictures of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.fingerprinting import print_of_frames
from sayso.footage.inset_findings import with_inset
from sayso.footage.insets import find_inset, is_same_box
from sayso.footage.packing import pack, unpack
from sayso.footage.pictures import grey
from sayso.footage.prints import print_from_json, print_to_json
from sayso.footage.search import CopyIndex
from sayso.footage.types import Box, Inset
from sayso.testing.frames import patchwork
from sayso.testing.pictures import resized
from sayso.values import MediaTime, canonical_json, digest_bytes

WIDTH, HEIGHT = 320, 180
ACROSS, DOWN = 72, 40  # pixels of an inset
PLACE = (228, 12)  # and how far it lies from the left and from above
BOX = (228 / WIDTH, 12 / HEIGHT, 300 / WIDTH, 52 / HEIGHT)


@dataclass(frozen=True)
class Shown:
    at: MediaTime
    rgb: np.ndarray


def footage(name, frames, *, is_still=False):
    shown = [Shown(MediaTime(n, Fraction(1, 4)), frame) for n, frame in enumerate(frames)]
    height, width = frames[0].shape[:2]
    seconds = len(shown) / 4
    exhibit = digest_bytes(name.encode())
    return print_of_frames(shown, exhibit, width=width, height=height, is_still=is_still, duration_s=seconds)


def filmed(seed, count=32):
    return list(patchwork(count, seed=seed, width=WIDTH, height=HEIGHT, speed_px=18.0))


def panned(seed, count=20):
    """Return frames of soft hills over which a camera pans: nothing in them has straight edges."""
    chance = np.random.default_rng(seed)
    across, down = np.meshgrid(np.arange(WIDTH + 6 * count), np.arange(HEIGHT))
    wide = np.full(across.shape, 128.0)
    for _ in range(30):
        angle, length = chance.uniform(0, 2 * np.pi), chance.uniform(40, 160)
        phase = (across * np.cos(angle) + down * np.sin(angle)) / length + chance.uniform(0, 7)
        wide += 14 * np.sin(2 * np.pi * phase)
    picture = np.repeat(np.clip(wide, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    return [np.ascontiguousarray(picture[:, 6 * n : 6 * n + WIDTH]) for n in range(count)]


def set_into(hosts, guests, place=PLACE, size=(ACROSS, DOWN)):
    left, top = place
    frames = []
    for host, guest in zip(hosts, guests, strict=True):
        frame = host.copy()
        frame[top : top + size[1], left : left + size[0]] = resized(guest, *size)
        frames.append(frame)
    return frames


def greys(frames):
    return np.stack([grey(frame) for frame in frames])


def sides(box):
    return box.left, box.top, box.right, box.bottom


@pytest.fixture(scope="module")
def index():
    return CopyIndex([footage("north", filmed(1)), footage("south", panned(2, 32))])


def test_an_inset_is_found_to_the_pixel():
    box = find_inset(greys(set_into(panned(3, 12), filmed(1, 12))))

    assert sides(box) == pytest.approx(BOX, abs=1.5 / WIDTH)


def test_a_picture_without_an_inset_has_none():
    assert find_inset(greys(panned(3, 12))) is None
    assert find_inset(np.full((4, HEIGHT, WIDTH), 90, dtype=np.uint8)) is None
    assert find_inset(greys(panned(3, 1))[:, :40, :40]) is None


def test_an_inset_that_moves_about_is_no_box():
    moved = [
        set_into([host], [guest], (20 + 9 * n, 12 + 5 * n))[0]
        for n, (host, guest) in enumerate(zip(panned(3, 20), filmed(1, 20), strict=True))
    ]

    assert find_inset(greys(moved)) is None


def test_boxes_a_pixel_apart_are_one():
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.3)

    assert is_same_box(box, replace(box, left=0.1 + 1 / WIDTH))
    assert not is_same_box(box, replace(box, left=0.2))


def test_what_a_small_inset_shows_is_found_with_its_part_of_the_picture(index):
    query = footage("news", set_into(panned(3, 20), filmed(1)[6:26]))

    [copy] = index.search(query).copies

    assert (copy.found, copy.kind) == (digest_bytes(b"north"), "same-footage")
    assert sides(copy.query_region) == pytest.approx(BOX, abs=0.01)
    assert copy.segments[0].found_start_s == pytest.approx(1.5, abs=0.15)
    assert copy.details["inset"] is True


def test_a_mirrored_inset_is_found_in_its_own_place(index):
    flipped = [np.ascontiguousarray(frame[:, ::-1]) for frame in filmed(1)[6:26]]

    [copy] = index.search(footage("news", set_into(panned(3, 20), flipped))).copies

    assert copy.mirror
    assert sides(copy.query_region) == pytest.approx(BOX, abs=0.01)


def test_an_inset_of_other_footage_finds_nothing(index):
    assert index.search(footage("news", set_into(panned(3, 20), filmed(4, 20)))).copies == ()


def test_host_and_inset_are_both_found(index):
    query = footage("news", set_into(panned(2, 32)[4:24], filmed(1)[6:26]))

    found = {copy.found: copy for copy in index.search(query).copies if copy.kind == "same-footage"}

    assert found.keys() == {digest_bytes(b"north"), digest_bytes(b"south")}
    host = found[digest_bytes(b"south")].query_region
    assert host.right - host.left == pytest.approx(1.0, abs=0.02)


def test_one_that_is_seen_for_less_than_a_second_is_passed_over():
    frames = set_into(panned(3, 3), filmed(1, 3))

    assert footage("short", frames).insets == ()


def test_an_inset_that_stays_over_cuts_is_one():
    hosts = panned(3, 10) + [255 - frame for frame in panned(5, 10)]

    [inset] = footage("cut", set_into(hosts, filmed(1, 20))).insets

    assert len(inset.shown.keyframes) == 20
    assert (inset.shown.width, inset.shown.height) == pytest.approx((ACROSS, DOWN), abs=2)


def test_a_still_has_no_insets():
    assert footage("still", set_into(panned(3, 1), filmed(1, 1)), is_still=True).insets == ()


def test_insets_are_stored_and_packed_as_they_were():
    made = footage("news", set_into(panned(3, 8), filmed(1, 8)))

    assert len(made.insets) == 1
    assert unpack(pack(made)) == made
    assert print_from_json(json.loads(canonical_json(print_to_json(made)))) == made


def finding(index, name, frames):
    [copy] = index.search(footage(name, frames)).copies
    return copy


def test_of_two_findings_of_one_part_the_surer_stays_and_what_is_no_copy_gives_way(index):
    whole = finding(index, "whole", filmed(1)[6:26])
    inset = Inset(box=Box(left=0.0, top=0.0, right=1.0, bottom=1.0), shown=footage("inset", filmed(1, 4)))
    surer, weaker = replace(whole, score=0.99), replace(whole, score=0.6)

    assert with_inset([surer], inset, [weaker]) == [surer]
    assert [copy.score for copy in with_inset([weaker], inset, [surer])] == [0.99]
    assert len(with_inset([replace(whole, kind="same-place")], inset, [weaker])) == 1
    assert with_inset([], inset, [replace(whole, kind="undecided")]) == []


def test_what_lies_within_a_picture_that_was_found_is_no_finding_of_its_own(index):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), score=0.8)
    inset = Inset(box=Box(left=0.1, top=0.1, right=0.4, bottom=0.4), shown=footage("inset", filmed(1, 4)))
    later = replace(whole.segments[0], found_start_s=3.0, found_end_s=8.0)

    assert with_inset([whole], inset, [replace(whole, score=0.95)]) == [whole]
    assert len(with_inset([whole], inset, [replace(whole, segments=(later,))])) == 2


def test_a_finding_of_the_whole_that_lasts_longer_stays(index):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), score=0.6)
    inset = Inset(box=Box(left=0.0, top=0.0, right=1.0, bottom=1.0), shown=footage("inset", filmed(1, 4)))
    shorter = replace(
        whole, score=0.9, segments=(replace(whole.segments[0], query_start_s=3.0, found_start_s=4.5),)
    )

    assert with_inset([whole], inset, [shorter]) == [whole]
