"""A copied stretch goes on as long as single frames agree, and no further."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.footage.makers import footage, place, watched

from sayso.footage.ends import reaching
from sayso.footage.motion import Agreement
from sayso.footage.types import FootagePrint

IDENTITY = np.eye(3)[:2]
MIDDLE = Agreement(
    correlation=0.95,
    changes=0.9,
    level=0.95,
    energy=50.0,
    speed=1.0,
    offset_s=2.0,
    start_s=2.0,
    end_s=4.0,
    samples=8,
    everywhere=0.9,
    softened=0.9,
)


def reached(query: FootagePrint, found: FootagePrint, moved: Agreement = MIDDLE) -> tuple[float, float]:
    whole = reaching(moved, IDENTITY, (query, found), mirror=False)
    return whole.start_s, whole.end_s


def test_a_stretch_goes_on_to_where_the_recordings_part() -> None:
    kept = place(3, 10)
    other = place(4, 10)
    query = footage("query", [*other[:4], *kept[12:30], *other[10:20]])  # seconds 1 to 5.5 are 3 to 7.5

    assert reached(query, footage("kept", kept)) == (1.0, 5.5)


def test_a_stretch_goes_on_over_a_cut_that_both_sides_have() -> None:
    kept = [*place(3, 3), *place(4, 1), *place(5, 6)]
    query = footage("query", kept[8:24])

    assert reached(query, footage("kept", kept), replace(MIDDLE, start_s=2.0, end_s=3.5)) == (0.0, 4.0)


def test_another_moment_of_a_fixed_camera_does_not_lengthen_a_stretch() -> None:
    kept, later = watched(1), watched(2)
    query = footage("query", [*later[:8], *kept[16:24], *later[24:32]])

    assert reached(query, footage("kept", kept), replace(MIDDLE, end_s=3.75)) == (2.0, 4.0)


def test_a_caption_does_not_shorten_a_stretch() -> None:
    kept = place(3, 10)
    shown = [frame.copy() for frame in kept[8:32]]
    for frame in shown:
        frame[84:100, 10:120] = 250

    assert reached(footage("query", shown), footage("kept", kept)) == (0.0, 6.0)


def test_a_stretch_stays_within_what_is_free() -> None:
    kept = footage("kept", place(3, 10))
    query = footage("query", place(3, 10)[8:32])
    whole = reaching(MIDDLE, IDENTITY, (query, kept), mirror=False, within=(1.0, 4.5))

    assert (whole.start_s, whole.end_s) == (1.0, 4.5)


def test_pictures_that_no_one_map_lays_on_each_other_have_no_other_ends() -> None:
    assert reached(footage("query", place(3, 6)), footage("kept", place(4, 10))) == (2.0, 4.0)
