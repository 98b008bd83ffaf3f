"""An original is found from its own side, too, in a kept recording into whose picture it was set."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.footage.makers import footage
from tests.footage.test_insets import HEIGHT, WIDTH, filmed, panned, set_into, sides

from sayso.footage.inset_findings import insets_at, unexplained
from sayso.footage.search import CopyIndex
from sayso.footage.types import Segment

PLACE, SIZE = (200, 12), (100, 56)
BOX = (200 / WIDTH, 12 / HEIGHT, 300 / WIDTH, 68 / HEIGHT)
BEFORE = [255 - frame for frame in panned(5, 8)]


def test_an_original_is_found_in_what_it_was_set_into():
    kept = footage("news", BEFORE + set_into(panned(3, 20), filmed(1)[6:26][::-1], PLACE, SIZE))
    asked = footage("north", filmed(1))

    [copy] = CopyIndex([kept, footage("south", panned(2, 32))]).search(asked).copies
    without = CopyIndex([replace(kept, insets=())]).search(asked).copies

    [stretch] = copy.segments
    assert (copy.query, copy.found) == (asked.exhibit, kept.exhibit)
    assert (copy.kind, copy.reversed, copy.details["inset_of_found"]) == ("same-footage", True, True)
    assert (stretch.query_start_s, stretch.query_end_s) == pytest.approx((1.5, 6.5), abs=0.3)
    assert (stretch.found_start_s, stretch.found_end_s) == pytest.approx((2.0, 7.0), abs=0.15)
    assert sides(copy.found_region) == pytest.approx(BOX, abs=0.04)
    assert [each.kind for each in without] != ["same-footage"]


@pytest.fixture(scope="module")
def copy():
    [found] = CopyIndex([footage("north", filmed(1))]).search(footage("whole", filmed(1)[6:26])).copies
    stretch = Segment(query_start_s=0.0, query_end_s=5.0, found_start_s=10.0, found_end_s=15.0)
    return replace(found, segments=(stretch,))


def test_only_seconds_of_which_nothing_sure_was_found_are_looked_at_from_the_other_side(copy):
    assert unexplained([copy], copy.found, [12.0, 2.0]) == [2.0]
    assert unexplained([replace(copy, score=0.6)], copy.found, [12.0, 2.0]) == [2.0, 12.0]
    assert unexplained([replace(copy, kind="same-place")], copy.found, [12.0]) == [12.0]
    assert unexplained([copy], copy.query, [12.0]) == [12.0]


def test_only_insets_that_are_there_at_these_seconds_are_looked_for():
    early, late = (
        footage("news", before + set_into(panned(3, 4), filmed(1, 4))).insets[0]
        for before in ([], [255 - frame for frame in panned(5, 40)])
    )

    assert insets_at([early, late], [10.5]) == [late]
    assert insets_at([early, late], [5.0]) == []
