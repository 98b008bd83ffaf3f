"""Pictures that are set into others are found as boxes, and looked for as pictures of their own."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.footage.makers import footage

from sayso.footage.inset_findings import with_inset
from sayso.footage.insets import find_insets, is_same_box
from sayso.footage.packing import pack, unpack
from sayso.footage.pictures import grey
from sayso.footage.prints import PrintUnreadable, print_from_json, print_to_json
from sayso.footage.search import CopyIndex
from sayso.footage.types import Box, Segment
from sayso.testing.frames import patchwork
from sayso.testing.pictures import resized
from sayso.values import canonical_json, digest_bytes

WIDTH, HEIGHT = 320, 180
ACROSS, DOWN = 72, 40  # pixels of an inset
PLACE = (228, 12)  # and how far it lies from the left and from above
BOX = (228 / WIDTH, 12 / HEIGHT, 300 / WIDTH, 52 / HEIGHT)


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
    [found] = find_insets(greys(set_into(panned(3, 12), filmed(1, 12))))

    assert found.moves
    assert found.runs == [(0, 12)]
    assert sides(found.box) == pytest.approx(BOX, abs=1.5 / WIDTH)


def test_a_picture_without_an_inset_has_none():
    assert find_insets(greys(panned(3, 12))) == []
    assert find_insets(np.full((4, HEIGHT, WIDTH), 90, dtype=np.uint8)) == []
    assert find_insets(greys(panned(3, 1))[:, :40, :40]) == []


def test_the_frames_that_show_an_inset_are_told():
    hosts, guests = panned(3, 24), filmed(1, 24)
    frames = [*hosts[:6], *set_into(hosts[6:18], guests[6:18]), *hosts[18:]]

    [found] = find_insets(greys(frames))

    assert found.runs == [(6, 18)]


def test_insets_beside_each_other_are_all_found_and_captions_are_told_apart():
    caption = [np.full((10, 10, 3), 240, dtype=np.uint8)] * 12
    two = set_into(set_into(panned(3, 12), filmed(1, 12)), filmed(4, 12), (20, 90), (90, 50))
    large, small = find_insets(greys(two))
    moving, still = find_insets(greys(set_into(two, caption, (20, 90), (130, 70))))

    assert large.box.left == pytest.approx(20 / WIDTH, abs=0.01)
    assert sides(small.box) == pytest.approx(BOX, abs=1.5 / WIDTH)
    assert (moving.moves, still.moves) == (True, False)
    assert sides(moving.box) == pytest.approx(BOX, abs=1.5 / WIDTH)


@pytest.mark.parametrize(
    ("place", "box"),
    [
        ((WIDTH - ACROSS, 0), (1 - ACROSS / WIDTH, 0.0, 1.0, DOWN / HEIGHT)),
        ((0, 60), (0.0, 60 / HEIGHT, ACROSS / WIDTH, (60 + DOWN) / HEIGHT)),
    ],
)
def test_an_inset_that_lies_at_the_edge_of_the_picture_is_found(place, box):
    [found] = find_insets(greys(set_into(panned(3, 12), filmed(1, 12), place)))

    assert sides(found.box) == pytest.approx(box, abs=1.5 / WIDTH)


def test_an_inset_near_the_edge_of_the_picture_does_not_reach_to_it():
    [found] = find_insets(greys(set_into(panned(3, 12), filmed(1, 12), (4, 12), (100, 56))))

    assert found.box.left == pytest.approx(4 / WIDTH, abs=1.5 / WIDTH)


def test_the_quarters_of_a_screen_are_four_insets():
    size = WIDTH // 2, HEIGHT // 2
    frames = panned(3, 8)
    for seed, place in ((1, (0, 0)), (4, (size[0], 0)), (5, (0, size[1])), (6, size)):
        frames = set_into(frames, filmed(seed, 8), place, size)

    assert len(find_insets(greys(frames))) == 4


def test_an_inset_that_moves_about_is_no_box():
    moved = [
        set_into([host], [guest], (20 + 9 * n, 12 + 5 * n))[0]
        for n, (host, guest) in enumerate(zip(panned(3, 20), filmed(1, 20), strict=True))
    ]

    assert find_insets(greys(moved)) == []


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


def test_an_inset_that_comes_late_is_told_at_its_seconds(index):
    before = [255 - frame for frame in panned(5, 8)]

    [copy] = index.search(footage("news", before + set_into(panned(3, 20), filmed(1)[6:26]))).copies

    [stretch] = copy.segments
    assert (stretch.query_start_s, stretch.query_end_s) == pytest.approx((2.0, 7.0), abs=0.15)
    assert (stretch.found_start_s, stretch.found_end_s) == pytest.approx((1.5, 6.5), abs=0.15)
    assert sides(copy.found_region) == pytest.approx((0, 0, 1, 1), abs=0.02)


def test_an_inset_that_goes_and_comes_back_is_told_only_where_it_is_there():
    guest = filmed(1, 40)
    kept = guest[:14] + [guest[13]] * 18 + guest[14:34]  # nothing moves from 3.5 to 8 s
    away = [255 - frame for frame in panned(5, 16)]
    frames = set_into(panned(3, 14), kept[:14]) + away + set_into(panned(7, 14), kept[30:44])

    [copy] = CopyIndex([footage("north", kept)]).search(footage("news", frames)).copies

    told = [second for each in copy.segments for second in (each.query_start_s, each.query_end_s)]
    assert told == pytest.approx([0.0, 3.5, 7.5, 11.0], abs=0.3)
    assert {pair.query_s < 3.5 or pair.query_s >= 7.5 for pair in copy.evidence} == {True}
    assert min(pair.query_s for pair in copy.evidence) < 3.5 <= max(pair.query_s for pair in copy.evidence)


def test_the_insets_that_are_seen_longest_are_kept():
    frames = []
    for number, place in enumerate([(20, 20), (200, 20), (20, 110), (200, 110), (110, 60)]):
        hosts = [255 - frame if number % 2 else frame for frame in panned(50 + number, 4 + number)]
        card = [np.full((10, 10, 3), 10 if number % 2 else 240, dtype=np.uint8)] * len(hosts)
        frames += set_into(hosts, card, place, (90, 40))
    frames += set_into([255 - frame for frame in panned(3, 4)], filmed(1, 4))

    insets = footage("news", frames).insets

    assert len(insets) == 4
    assert [len(inset.shown.keyframes) for inset in insets] == [4, 8, 7, 6]
    assert sides(insets[0].box) == pytest.approx(
        BOX, abs=1.5 / WIDTH
    )  # the only one in which something moves


def test_boxes_that_are_seen_for_less_than_a_second_take_no_place():
    frames = []
    for number in range(5):
        hosts = [255 - frame if number % 2 else frame for frame in panned(50 + number, 3)]
        frames += set_into(hosts, filmed(7, 3), (20 + 40 * number, 20), (60, 50))
    frames += set_into([255 - frame for frame in panned(3, 8)], filmed(1, 8))

    [inset] = footage("news", frames).insets

    assert sides(inset.box) == pytest.approx(BOX, abs=1.5 / WIDTH)


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
    frames = set_into(panned(3, 4), filmed(1, 4))

    assert len(footage("video", frames).insets) == 1
    assert footage("still", frames, is_still=True).insets == ()


def test_insets_are_stored_and_packed_as_they_were():
    made = footage("news", set_into(panned(3, 8), filmed(1, 8)))

    assert len(made.insets) == 1
    assert unpack(pack(made)) == made
    assert print_from_json(json.loads(canonical_json(print_to_json(made)))) == made


@pytest.mark.parametrize(
    "wrong",
    [
        lambda inset: [[0.5, 0.1, 0.2, 0.4], inset[1]],
        lambda inset: [[0.5, 0.1, 17.0, 0.4], inset[1]],
        lambda inset: [[float("nan"), 0.1, 0.7, 0.4], inset[1]],
        lambda inset: [[0.5, 0.1, 0.7], inset[1]],
        lambda inset: [inset[0], {**inset[1], "exhibit": digest_bytes(b"another")}],
        lambda inset: [inset[0], {**inset[1], "is_still": True}],
        lambda inset: [inset[0], {**inset[1], "insets": [inset]}],
    ],
)
def test_a_stored_inset_that_cannot_be_one_is_unreadable(wrong):
    stored = print_to_json(footage("news", set_into(panned(3, 4), filmed(1, 4))))
    [inset] = stored["insets"]

    with pytest.raises(PrintUnreadable):
        print_from_json({**stored, "insets": [wrong(inset)]})


def finding(index, name, frames):
    [copy] = index.search(footage(name, frames)).copies
    return copy


def test_of_two_findings_of_one_part_the_surer_stays_and_what_is_no_copy_gives_way(index):
    whole = finding(index, "whole", filmed(1)[6:26])
    box = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
    surer, weaker = replace(whole, score=0.99), replace(whole, score=0.6)

    assert with_inset([surer], box, [weaker]) == [surer]
    assert [copy.score for copy in with_inset([weaker], box, [surer])] == [0.99]
    assert len(with_inset([replace(whole, kind="same-place")], box, [weaker])) == 1
    assert with_inset([], box, [replace(whole, kind="undecided")]) == []


def test_what_lies_within_a_picture_that_was_found_is_no_finding_of_its_own(index):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), score=0.8)
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.4)
    later = replace(whole.segments[0], found_start_s=3.0, found_end_s=8.0)

    assert with_inset([whole], box, [replace(whole, score=0.95)]) == [whole]
    assert len(with_inset([whole], box, [replace(whole, segments=(later,))])) == 2


def test_a_finding_of_the_whole_that_lasts_longer_stays(index):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), score=0.6)
    box = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
    shorter = replace(
        whole, score=0.9, segments=(replace(whole.segments[0], query_start_s=3.0, found_start_s=4.5),)
    )

    assert with_inset([whole], box, [shorter]) == [whole]


def moved_to(copy, query_s, found_s):
    """Return a finding with one stretch, of these seconds."""
    stretch = Segment(
        query_start_s=query_s[0], query_end_s=query_s[1], found_start_s=found_s[0], found_end_s=found_s[1]
    )
    return replace(copy, segments=(stretch,))


def test_what_was_found_at_other_seconds_stays(index):
    copy = moved_to(finding(index, "whole", filmed(1)[6:26]), (0, 5), (1, 6))
    place = moved_to(replace(copy, kind="same-place"), (100, 160), (0, 60))
    later = moved_to(copy, (20, 25), (1, 6))
    box = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)

    assert with_inset([place, later], box, [replace(copy, score=0.6)])[:2] == [place, later]
    assert len(with_inset([place, later], box, [copy])) == 3


@pytest.mark.parametrize(("is_reversed", "within_s"), [(False, (2, 3)), (True, (4, 5))])
def test_of_two_on_one_line_that_of_the_larger_part_stays(index, is_reversed, within_s):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), reversed=is_reversed, query_region=None)
    whole, short = moved_to(whole, (0, 5), (1, 6)), moved_to(whole, (1, 2), within_s)
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.4)
    part = replace(short, query_region=Box(left=0.7, top=0.7, right=0.9, bottom=0.9), score=0.99)

    assert with_inset([whole], box, [replace(short, score=0.99)]) == [whole]
    [kept] = with_inset([part], box, [replace(short, score=0.6)])
    assert kept.query_region == box


def test_of_a_still_what_lies_in_one_part_or_shows_one_moment_is_told_once(index):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), query_region=None)
    still, other = moved_to(whole, (4, 4), (0, 0)), moved_to(whole, (4, 4), (30, 30))
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.4)

    assert with_inset([still], box, [still]) == [still]
    assert len(with_inset([still], box, [other])) == 2
    assert len(with_inset([replace(still, kind="undecided")], box, [still])) == 1
    assert len(with_inset([moved_to(whole, (0, 4), (30, 34))], box, [moved_to(whole, (4, 8), (34, 38))])) == 2


def test_of_a_still_that_may_be_any_moment_those_are_of_one_line(index):
    whole = replace(finding(index, "whole", filmed(1)[6:26]), query_region=None)
    calm, moment = moved_to(whole, (0, 0), (10, 20)), moved_to(whole, (0, 0), (20.5, 20.5))
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.4)

    assert with_inset([calm], box, [moment]) == [calm]
    assert len(with_inset([calm], box, [moved_to(moment, (0, 0), (21, 21))])) == 2


def test_an_inset_that_was_found_each_time_that_it_is_there_is_one_finding(index):
    copy = finding(index, "whole", filmed(1)[6:26])
    runs = [moved_to(copy, (0, 3), (0, 3)), moved_to(replace(copy, score=0.5), (7, 9), (7, 9))]
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.4)

    [told] = with_inset([], box, runs[::-1])

    assert (told.score, told.segments) == (copy.score, runs[0].segments + runs[1].segments)


def test_the_part_of_an_inset_that_is_a_copy_is_told_within_the_whole_picture(index):
    copy = finding(index, "whole", filmed(1)[6:26])
    half = Box(left=0.5, top=0.0, right=1.0, bottom=1.0)
    box = Box(left=0.2, top=0.1, right=0.6, bottom=0.5)

    [told] = with_inset([], box, [replace(copy, query_region=half, query_unlike=half)])

    assert sides(told.query_region) == sides(told.query_unlike) == pytest.approx((0.4, 0.1, 0.6, 0.5))
