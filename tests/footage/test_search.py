"""Copies are found with their seconds, speed and side; and what was not looked at is said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.footage.makers import footage, place, watched

from sayso.footage import cuts, doors
from sayso.footage import index as index_module
from sayso.footage import rows as rows_module
from sayso.footage.index import PatchIndex
from sayso.footage.search import CopyIndex, search_method
from sayso.testing.frames import patchwork
from sayso.values import Method, digest_bytes

ARCHIVE = {seed: place(seed) for seed in range(4)}


@cache
def print_of_place(seed):
    return footage(f"place {seed}", ARCHIVE[seed])


@pytest.fixture(scope="module")
def index():
    return CopyIndex(print_of_place(seed) for seed in ARCHIVE)


def found_in(search):
    return {copy.found for copy in search.copies}


def test_a_part_is_found_with_its_seconds(index):
    search = index.search(footage("part", ARCHIVE[2][12:32]))

    [copy] = search.copies
    [segment] = copy.segments
    assert copy.found == digest_bytes(b"place 2")
    assert copy.kind == "same-footage"
    assert segment.query_start_s == pytest.approx(0, abs=0.2)
    assert segment.query_end_s == pytest.approx(5, abs=0.3)
    assert segment.found_start_s == pytest.approx(3, abs=0.3)
    assert segment.found_end_s == pytest.approx(8, abs=0.4)
    assert copy.speed == 1.0
    assert not copy.mirror
    assert 0 <= copy.score <= 1


def test_a_mirrored_part_is_found_and_called_mirrored(index):
    flipped = [np.ascontiguousarray(frame[:, ::-1]) for frame in ARCHIVE[1][8:28]]

    [copy] = index.search(footage("flipped", flipped)).copies

    assert copy.mirror
    assert copy.found == digest_bytes(b"place 1")


def test_a_part_played_faster_is_found_with_its_speed(index):
    slow = list(patchwork(60, seed=0, speed_px=12.0))
    archive = CopyIndex([footage("slow", slow)])

    [copy] = archive.search(footage("fast", slow[::2])).copies

    assert copy.speed == pytest.approx(2.0, abs=0.1)


def test_a_compilation_is_found_in_each_of_its_sources(index):
    joined = ARCHIVE[0][:12] + ARCHIVE[3][20:34] + ARCHIVE[1][4:16]

    search = index.search(footage("joined", joined))

    assert found_in(search) == {digest_bytes(f"place {seed}".encode()) for seed in (0, 1, 3)}


def test_a_query_that_is_looked_for_in_pieces_gives_the_same(index, monkeypatch):
    joined = footage("joined", ARCHIVE[0][:12] + ARCHIVE[3][20:34] + ARCHIVE[1][4:16])
    monkeypatch.setattr(cuts, "LONGEST_S", 3.2)
    at_once = index.search(joined)
    monkeypatch.setattr(cuts, "WINDOW_S", 4.0)
    windows = cuts.windows_of(joined)

    in_pieces = index.search(joined)

    assert len(windows) > 1
    assert [one.end_s for one in windows[:-1]] == [one.start_s for one in windows[1:]]
    assert in_pieces == at_once


def test_a_search_says_how_far_it_is_and_can_be_stopped(index):
    told = []

    def stop(done, total, note=""):
        told.append((done, total, note))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.search(footage("part", ARCHIVE[2][12:32]), progress=stop)

    assert told == [(0, 5, "seconds")]


def test_a_window_without_candidates_is_told_of_too_and_can_be_stopped(index, monkeypatch):
    monkeypatch.setattr(cuts, "LONGEST_S", 2.5)
    monkeypatch.setattr(cuts, "WINDOW_S", 4.0)
    told = []

    index.search(footage("elsewhere", place(99)), progress=lambda done, total, _: told.append((done, total)))

    assert told == [(second, 10) for second in (0, 2, 5, 8)]


def test_a_query_of_many_windows_has_its_hashes_put_together_once(index, monkeypatch):
    monkeypatch.setattr(cuts, "LONGEST_S", 2.5)
    monkeypatch.setattr(cuts, "WINDOW_S", 4.0)
    asked, hashes_of = [], rows_module.hashes_of
    monkeypatch.setattr(rows_module, "hashes_of", lambda one: asked.append(one) or hashes_of(one))
    query = footage("part", ARCHIVE[2])

    assert len(cuts.windows_of(query)) > 1
    assert found_in(index.search(query)) == {digest_bytes(b"place 2")}
    assert asked == [query]


def test_evidence_names_frames_that_lie_in_the_segments(index):
    [copy] = index.search(footage("part", ARCHIVE[2][12:32])).copies
    [segment] = copy.segments

    assert copy.evidence
    for pair in copy.evidence:
        assert segment.query_start_s <= pair.query_s <= segment.query_end_s
        assert segment.found_start_s <= pair.found_s <= segment.found_end_s


def test_a_still_finds_the_second_that_it_was_taken_from(index):
    [copy] = index.search(footage("still", [ARCHIVE[3][20]], is_still=True)).copies

    assert copy.found == digest_bytes(b"place 3")
    assert copy.evidence[0].found_s == pytest.approx(5.0, abs=0.3)


def test_a_still_in_the_archive_is_found_by_a_clip_that_shows_it():
    archive = CopyIndex([footage("still", [ARCHIVE[3][20]], is_still=True)])

    [copy] = archive.search(footage("clip", ARCHIVE[3])).copies

    assert copy.evidence[0].query_s == pytest.approx(5.0, abs=0.3)


def test_another_place_is_not_found_and_the_answer_says_how_much_was_searched(index):
    search = index.search(footage("elsewhere", place(99)))

    assert search.copies == ()
    assert search.not_looked is None
    assert search.searched == 4
    assert search.searched_keyframes == 160
    assert search.skipped == ()
    assert search.method == search_method()


def test_an_exhibit_never_finds_itself(index):
    search = index.search(footage("place 2", ARCHIVE[2]))

    assert found_in(search) == set()
    assert search.searched == 3


@pytest.mark.parametrize("lists_from", [1_000_000, 10])
def test_a_kept_view_in_which_nothing_moves_does_not_crowd_out_its_own_copies(monkeypatch, lists_from):
    monkeypatch.setattr(doors, "MOST_PER_FRAME", 10)
    monkeypatch.setattr(index_module, "MOST_NEAR", 3)
    monkeypatch.setattr(index_module, "MOST_NEAREST", 3)
    monkeypatch.setattr(doors, "PatchIndex", partial(PatchIndex, lists_from=lists_from, lists=4))
    view = [next(patchwork(1, seed=20))] * 20
    kept, copy = footage("monday", view), footage("tuesday", view[:12])

    both = CopyIndex([kept, copy])

    assert both.is_exact == (lists_from > 10)
    assert {each.technique for each in both.candidates(kept)} == {"pdq", "sift"}
    assert found_in(both.search(kept)) == {copy.exhibit}
    if both.is_exact:
        assert both.search(kept).copies == CopyIndex([copy]).search(kept).copies


def test_what_is_left_out_does_not_crowd_out_what_is_searched(monkeypatch):
    monkeypatch.setattr(doors, "MOST_PER_FRAME", 10)
    monkeypatch.setattr(index_module, "MOST_NEAR", 3)
    view = [next(patchwork(1, seed=20))] * 20
    first, second = footage("monday", view), footage("tuesday", view)
    query = footage("wednesday", view)

    search = CopyIndex([first, second]).search(query, exclude=[first.exhibit])

    assert search.copies == CopyIndex([second]).search(query).copies
    assert found_in(search) == {second.exhibit}


@pytest.mark.parametrize("lists_from", [1_000_000, 10])
def test_several_kept_views_in_which_nothing_moves_do_not_crowd_out_a_copy(monkeypatch, lists_from):
    monkeypatch.setattr(doors, "MOST_PER_FRAME", 10)
    monkeypatch.setattr(index_module, "MOST_NEAR", 10)
    monkeypatch.setattr(index_module, "MOST_NEAREST", 10)
    monkeypatch.setattr(doors, "PatchIndex", partial(PatchIndex, lists_from=lists_from, lists=4))
    view = [next(patchwork(1, seed=20))] * 48
    kept = [footage(f"day {day}", view) for day in range(4)]
    copy = footage("copy", watched(1))

    search = CopyIndex([*kept, copy]).search(footage("asked", watched(1)[4:44]))

    kinds = {found.found: found.kind for found in search.copies}
    assert kinds[copy.exhibit] == "same-footage"
    assert set(kinds) == {copy.exhibit, *(each.exhibit for each in kept)}


def test_what_is_left_out_as_asked_is_said_to_be(index):
    left_out = digest_bytes(b"place 2")

    search = index.search(footage("part", ARCHIVE[2][12:32]), exclude=[left_out])

    assert search.copies == ()
    assert [skip.exhibit for skip in search.skipped] == [left_out]


def test_a_query_without_usable_frames_could_not_look(index):
    plain = [np.full((108, 192, 3), 90, dtype=np.uint8)] * 8

    search = index.search(footage("plain", plain))

    assert search.copies == ()
    assert search.not_looked == "its picture is too plain throughout"


def test_a_query_without_frames_could_not_look(index):
    assert "no frame" in index.search(footage("empty", [])).not_looked


def test_exhibits_that_cannot_be_searched_are_skipped_with_the_reason():
    plain = footage("plain", [np.zeros((108, 192, 3), dtype=np.uint8)] * 4)
    old = replace(footage("old", ARCHIVE[0]), method=Method(name="footage.print", version="0"))

    search = CopyIndex([plain, old]).search(footage("query", ARCHIVE[0]))

    assert search.searched == 0
    reasons = {skip.exhibit: skip.reason for skip in search.skipped}
    assert reasons[plain.exhibit] == "its picture is black throughout"
    assert "anew" in reasons[old.exhibit]


def test_an_empty_index_was_looked_through():
    search = CopyIndex().search(footage("part", ARCHIVE[2][12:32]))

    assert (search.searched, search.copies, search.not_looked) == (0, (), None)


def test_a_crop_is_found_with_the_part_that_it_shows():
    archive = CopyIndex([footage("monday", watched(1))])
    cut = [np.ascontiguousarray(frame[27:81, 48:144]) for frame in watched(1)[12:36]]

    [copy] = archive.search(footage("cut", cut)).copies

    assert copy.kind == "same-footage"
    [segment] = copy.segments
    assert segment.found_start_s - segment.query_start_s == pytest.approx(3.0, abs=0.3)
    assert copy.found_region.left == pytest.approx(0.25, abs=0.04)
    assert copy.found_region.bottom == pytest.approx(0.75, abs=0.04)


def test_the_same_place_at_another_moment_is_no_copy():
    archive = CopyIndex([footage("monday", watched(1))])

    [copy] = archive.search(footage("tuesday", watched(2))).copies

    assert copy.kind == "same-place"
    assert "what moves does not" in copy.details["decided_by"]


def test_a_view_in_which_nothing_moves_is_undecided():
    background = next(patchwork(1, seed=20))
    archive = CopyIndex([footage("monday", [background] * 20)])

    [copy] = archive.search(footage("tuesday", [background] * 12)).copies

    assert copy.kind == "undecided"
    assert copy.details["decided_by"] == "nothing moves"


def test_a_photograph_that_dissolves_into_another_is_like_slides_and_not_as_plain_as_cards():
    one, other = (on_black(next(patchwork(1, seed=seed))) for seed in (20, 21))
    slides = [one] * 12 + [(one * (1 - t) + other * t).astype(np.uint8) for t in (0.3, 0.6)] + [other] * 12
    archive = CopyIndex([footage("monday", slides)])

    [copy] = archive.search(footage("tuesday", slides[2:])).copies

    assert copy.kind == "undecided"
    assert "stand still but for a few moments and are plain in large parts" in copy.details["decided_by"]


def on_black(picture):
    """Return a picture that is lit in its middle half only."""
    dark = np.zeros_like(picture)
    dark[:, 48:144] = picture[:, 48:144]
    return dark


@settings(max_examples=3, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_in_which_exhibits_are_added_changes_nothing(order):
    index = CopyIndex()
    for seed in order:
        index.add(print_of_place(seed))

    [copy] = index.search(footage("part", ARCHIVE[2][12:32])).copies

    assert copy.found == digest_bytes(b"place 2")
    assert copy.segments[0].found_start_s == pytest.approx(3, abs=0.3)
