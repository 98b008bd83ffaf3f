"""What could not be read of a recording is no part of what was searched, and is said with every search."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from tests.footage.makers import footage, place

from sayso.footage.comparable import facts_of
from sayso.footage.fingerprinting import fingerprint_video
from sayso.footage.listening import NO_SOUND, SILENT
from sayso.footage.packing import pack, unpack
from sayso.footage.prints import print_from_json, print_to_json
from sayso.footage.search import CopyIndex
from sayso.footage.types import FootagePrint
from sayso.footage.unread_before import unread_before
from sayso.parsers.limits import VIDEO_LIMITS
from sayso.testing.videos import make_video
from sayso.values import digest_bytes

ENDS = "the picture ends at 12.60 s of the 25.60 s that the file states"
CUT = "the file is cut short: 883,775 bytes that it should have are not there"
NOT_OF_A_PART = (
    NO_SOUND,
    SILENT,
    "transparent parts are laid on white",
    "the picture goes on to 9.00 s, beyond the 4.00 s that the file states",
    "2 frames state no possible time: it was made up from their order",
    "no new frame comes for 4.0 s after second 2.00",
    "the description of its sender is damaged",
)


def noted(notes: tuple[str, ...], unread: tuple[str, ...]) -> FootagePrint:
    return replace(footage("cut", place(1, seconds=2)), notes=notes, unread=unread)


def test_what_was_not_read_is_told_whatever_the_words_are() -> None:
    words = "no words that anybody thought of before"

    assert facts_of(noted((NO_SOUND, words), (words,))).part_unread == (
        f"only a part could be searched: {words}"
    )
    assert facts_of(noted((NO_SOUND, words), ())).part_unread is None


@pytest.mark.parametrize("change", [print_to_json, pack])
def test_what_was_not_read_is_kept(change: object) -> None:
    kept = noted((NO_SOUND, CUT), (CUT,))

    again = print_from_json(print_to_json(kept)) if change is print_to_json else unpack(pack(kept))

    assert (again.notes, again.unread) == ((NO_SOUND, CUT), (CUT,))


@pytest.mark.parametrize("form", ["sayso.footage.print/2", "sayso.footage.print/3"])
def test_of_what_was_kept_before_it_was_told_apart_the_notes_say_it(form: str) -> None:
    stored = print_to_json(noted((NO_SOUND, CUT, ENDS), ()))
    del stored["unread"]

    assert print_from_json({**stored, "format": form}).unread == (CUT, ENDS)


@pytest.mark.parametrize(
    "note",
    [
        ENDS,
        CUT,
        "reading stopped before the end (Invalid data found)",
        "1 packet of audio could not be decoded",
        "3 packets of video could not be decoded",
        "1 frame is damaged, and shows it",
        "2 frames are damaged, and show it",
        "1 frame could not be converted and is left out",
        "no frame could be decoded",
        "no sound could be decoded",
        "only the first 600 s were read",
        "the sound could not be read to its end (End of file)",
        "it has 2 video streams: one was read",
        "it is damaged or cut short: what could not be decoded is grey or black",
        "it moves: this is the first of its frames",
        "after 21 frames: the reader broke down on it (signal SIGSEGV)",
        "after 16 frames: the reader was stopped at its limit of 1 MiB of output",
    ],
)
def test_a_note_of_before_that_a_part_was_not_read_counts(note: str) -> None:
    assert unread_before([*NOT_OF_A_PART, note]) == (note,)


def test_a_video_whose_reader_breaks_down_or_is_stopped_is_read_in_part(tmp_path: Path) -> None:
    path = make_video(tmp_path / "clip.mp4", place(1, seconds=6), fps=4).path

    def break_down(done: int, total: int | None, note: str = "") -> None:
        if done == 10:
            for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
                os.kill(int(child), signal.SIGSEGV)

    broken = fingerprint_video(path, digest_bytes(b"broken"), progress=break_down)
    frame_bytes = broken.width * broken.height
    stopped = fingerprint_video(
        path, digest_bytes(b"stopped"), limits=replace(VIDEO_LIMITS, output_bytes=6 * frame_bytes)
    )

    for one, why in ((broken, "broke down"), (stopped, "stopped at its limit")):
        search = CopyIndex([one]).search(footage("asked", place(3)))
        [left] = search.in_part
        assert left.exhibit == one.exhibit
        assert why in left.reason


def test_a_search_names_what_it_searched_only_in_part() -> None:
    cut = noted((ENDS,), (ENDS,))

    search = CopyIndex([cut, footage("whole", place(2))]).search(footage("asked", place(3)))

    [left] = search.in_part
    assert (left.exhibit, left.reason) == (cut.exhibit, f"only a part could be searched: {ENDS}")
    assert (search.copies, search.skipped) == ((), ())
