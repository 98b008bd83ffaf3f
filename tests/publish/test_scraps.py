"""What adds little to other findings may stand below them; what tells when something appeared never does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.footage.types import Box, Segment
from sayso.publish.dossier import Appearance, DateOnWord
from sayso.publish.scraps import scraps_of
from sayso.testing.dossiers import make_dossier
from sayso.values import digest_bytes


def appeared(name: str, date: str = "", publisher: str = "") -> Appearance:
    """Return a recording with the date that somebody gave, or who published it without one."""
    dates = (DateOnWord(date=date, on_word_of="somebody"),) if date else ()
    undated_by = (publisher,) if publisher else ()
    return Appearance(exhibit=digest_bytes(name.encode()), name=name, dates=dates, undated_by=undated_by)


def found(query: Appearance, found: Appearance, start: float, end: float, kind="same-footage", *, part=None):
    """Return a finding over these seconds of the query, in this part of its picture."""
    segment = Segment(query_start_s=start, query_end_s=end, found_start_s=start, found_end_s=end)
    [shown] = make_dossier().copies
    copy = replace(
        shown.copy,
        kind=kind,
        query=query.exhibit,
        found=found.exhibit,
        segments=(segment,),
        reversed=False,
        query_region=part,
    )
    return copy, query, found


OURS, MINE = appeared("ours"), appeared("mine")
DATED, PIECE, OTHER = appeared("dated", "2029"), appeared("piece"), appeared("other")
OWN = {OURS.exhibit, MINE.exhibit}


@pytest.mark.parametrize(
    ("rows", "scraps"),
    [
        ([found(OURS, DATED, 0, 9), found(OURS, PIECE, 2, 5)], {1}),
        ([found(OURS, PIECE, 2, 5), found(OURS, DATED, 0, 9)], {0}),
        ([found(OURS, DATED, 0, 9), found(OURS, PIECE, 8, 12)], set()),
        ([found(OURS, DATED, 0, 9), found(OURS, PIECE, 2, 9.4)], {1}),
        ([found(OURS, DATED, 0, 2), found(OURS, PIECE, 0, 2)], {1}),
        ([found(OURS, PIECE, 0, 9), found(OURS, OTHER, 0, 4)], {1}),
        ([found(OURS, PIECE, 0, 4), found(OURS, OTHER, 0, 4)], {1}),
        ([found(OURS, PIECE, 0, 9, "same-place"), found(OURS, OTHER, 0, 4)], set()),
        ([found(OURS, DATED, 0, 9), found(OURS, PIECE, 2, 5, "undecided")], {1}),
        ([found(OURS, DATED, 0, 9), found(OURS, appeared("named", publisher="Dam Watch"), 2, 5)], set()),
        ([found(OURS, DATED, 0, 9), found(OURS, MINE, 2, 5)], set()),
        ([found(OURS, DATED, 0, 9), found(MINE, PIECE, 2, 5)], set()),
        ([found(OURS, DATED, 0, 0), found(OURS, PIECE, 0, 0)], set()),
        ([found(DATED, OURS, 0, 9), found(PIECE, OURS, 2, 5)], {1}),
        ([found(OURS, PIECE, 2, 5)], set()),
    ],
    ids=[
        *("within a dated copy", "in whatever order", "beyond it", "but for how exact ends are"),
        *("as long as it", "within a longer one without a date", "the later of two alike"),
        *("within what is no copy", "no copy itself", "with a publisher", "of what was asked about"),
        *("of another recording", "of a still", "searched for from elsewhere", "alone"),
    ],
)
def test_what_adds_nothing_is_told_from_what_does(rows, scraps) -> None:
    assert scraps_of(rows, OWN) == scraps


CORNER, EDGED = Box(left=0.6, top=0.6, right=1, bottom=1), Box(left=0.05, top=0.05, right=0.95, bottom=0.95)
SHIFTED = Box(left=0.62, top=0.58, right=1, bottom=1)
ELSEWHERE = Box(left=0, top=0, right=0.4, bottom=0.4)


@pytest.mark.parametrize(
    ("told", "piece", "kind", "is_scrap"),
    [
        (None, CORNER, "same-footage", False),
        (EDGED, CORNER, "same-footage", False),
        (CORNER, None, "same-footage", False),
        (ELSEWHERE, CORNER, "undecided", False),
        (CORNER, SHIFTED, "same-footage", True),
        (None, EDGED, "same-footage", True),
        (CORNER, None, "same-sound", True),
    ],
    ids=[
        *("set into a picture that is told", "into one that is told but for its edges"),
        *("around an inset that is told", "another inset", "the same inset"),
        *("the picture but for its edges", "its sound only"),
    ],
)
def test_seconds_that_are_told_of_another_part_of_the_picture_are_not_told(
    told, piece, kind, is_scrap
) -> None:
    rows = [found(OURS, DATED, 0, 9, part=told), found(OURS, PIECE, 2, 5, kind, part=piece)]

    assert scraps_of(rows, OWN) == ({1} if is_scrap else set())
