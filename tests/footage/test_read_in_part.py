"""What could not be read of a recording is no part of what was searched, and is said with every search."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.footage.makers import footage, place

from sayso.footage.comparable import facts_of
from sayso.footage.listening import NO_SOUND, SILENT
from sayso.footage.read_in_part import part_unread
from sayso.footage.search import CopyIndex

ENDS = "the picture ends at 12.60 s of the 25.60 s that the file states"
CUT = "the file is cut short: 883,775 bytes that it should have are not there"


def test_where_the_picture_ends_is_said_first() -> None:
    assert part_unread([ENDS]) == "only the first 12.60 s of 25.60 s could be searched"
    assert part_unread([CUT, ENDS]) == f"only the first 12.60 s of 25.60 s could be searched: {CUT}"


@pytest.mark.parametrize(
    "note",
    [
        CUT,
        "reading stopped before the end (Invalid data found)",
        "3 packets of video could not be decoded",
        "2 frames are damaged, and show it",
        "1 frame could not be converted and is left out",
        "only the first 600 s were read",
        "the sound could not be read to its end (End of file)",
        "it has 2 video streams: one was read",
        "it is damaged or cut short: what could not be decoded is grey or black",
    ],
)
def test_a_note_that_a_part_was_not_read_counts(note: str) -> None:
    assert part_unread([NO_SOUND, note]) == f"only a part could be searched: {note}"


@pytest.mark.parametrize(
    "note",
    [
        NO_SOUND,
        SILENT,
        "transparent parts are laid on white",
        "the picture goes on to 9.00 s, beyond the 4.00 s that the file states",
        "2 frames state no possible time: it was made up from their order",
        "no new frame comes for 4.0 s after second 2.00",
    ],
)
def test_a_note_on_something_else_does_not(note: str) -> None:
    assert part_unread([note]) is None


def test_a_search_names_what_it_searched_only_in_part() -> None:
    cut = replace(footage("cut", place(1)), notes=(ENDS,))

    search = CopyIndex([cut, footage("whole", place(2))]).search(footage("asked", place(3)))

    [left] = search.in_part
    assert (left.exhibit, left.reason) == (cut.exhibit, facts_of(cut).part_unread)
    assert (search.copies, search.skipped) == ((), ())
