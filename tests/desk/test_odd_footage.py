"""Footage that is odd or cannot be read never stops the search of the rest, and is always named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from sayso.desk.copies import find_case_copies, find_clip_copies
from sayso.desk.intake import import_paths
from sayso.desk.shown_copies import shown_copies
from sayso.parsers import CouldNotRead
from sayso.store.archive import Archive
from sayso.testing.frames import patchwork
from sayso.testing.videos import make_video

ACTOR = "Ada Tester"


def gif(path: Path) -> Path:
    """Write an animation of three seconds."""
    first, *rest = (Image.fromarray(frame) for frame in patchwork(24, width=160, height=96, seed=3))
    first.save(path, save_all=True, append_images=rest, duration=125, loop=0)
    return path


def test_an_animation_is_searched_as_what_it_is(archive: Archive, tmp_path: Path) -> None:
    clip = make_video(tmp_path / "clip.mp4", patchwork(24, width=160, height=96, seed=3), fps=8).path
    import_paths(archive, [clip, gif(tmp_path / "same.gif")], "Clips", actor=ACTOR)

    found = find_case_copies(archive, "clips", actor=ACTOR)

    assert {copy.kind for copy in found.copies} == {"same-footage"}
    [segment] = found.copies[0].segments
    assert segment.query_end_s - segment.query_start_s > 2
    [shown] = shown_copies(archive, found)
    assert len({pair.query.jpeg for pair in shown.pairs}) == len(shown.pairs) > 1


def test_a_picture_that_could_move_and_does_not_is_a_still(archive: Archive, tmp_path: Path) -> None:
    picture = Image.fromarray(next(patchwork(1, width=160, height=96, seed=3)))
    picture.save(tmp_path / "one.gif")
    import_paths(archive, [tmp_path / "one.gif"], "Clips", actor=ACTOR)

    found = find_clip_copies(archive, tmp_path / "one.gif", actor=ACTOR)

    assert found.search.not_looked is None
    assert found.not_looked == ()


def test_what_cannot_be_read_is_named_with_its_reason_and_stops_nothing(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    bad = {
        "empty.mp4": b"",
        "cut.mp4": (material / "ferry.mp4").read_bytes()[:300],
        "noise.mkv": b"\x1aE\xdf\xa3" + bytes(range(256)) * 4,
        "bomb.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\1\0\0\0\0",
        "notes.mov": b"The ferry left at nine.\n",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    paths = [*(tmp_path / name for name in bad), material / "ferry.mp4", material / "repost.mp4"]
    import_paths(archive, paths, "Clips", actor=ACTOR)

    found = find_case_copies(archive, "clips", actor=ACTOR)

    assert {copy.kind for copy in found.copies} == {"same-footage"}
    named = {missing.item.file_name: missing.reason for missing in found.not_looked}
    assert set(named) == set(bad)
    assert "cut short" in named["cut.mp4"]
    assert named["empty.mp4"] == "the file is empty"
    assert "those of a text" in named["notes.mov"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.mp4", b"", "the file is empty"),
        ("empty.jpg", b"", "the file is empty"),
        ("text.mp4", b"The ferry left at nine.\n", "its bytes are those of a text (text/plain)"),
        ("page.png", b"<!doctype html><title>The ferry</title>", "those of a text (text/html)"),
        ("paper.jpg", b"%PDF-1.7\n", "those of a PDF (application/pdf)"),
        ("packed.mov", b"PK\3\4" + bytes(60), "those of another kind of file (application/zip)"),
        ("noise.mp4", bytes(range(256)) * 20, "not like any video, picture or sound that is known here"),
    ],
)
def test_a_clip_that_is_none_is_a_clear_error(
    archive: Archive, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(CouldNotRead, match=re.escape(said)) as refused:
        find_clip_copies(archive, tmp_path / name, actor=ACTOR)

    assert str(refused.value).startswith(f"{name} could not be read: ")


def test_a_case_of_nothing_but_misnamed_files_says_that_it_could_not_look(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "notes.mov").write_bytes(b"The ferry left at nine.\n")
    import_paths(archive, [tmp_path / "notes.mov"], "Clips", actor=ACTOR)

    found = find_case_copies(archive, "clips", actor=ACTOR)

    assert [missing.item.file_name for missing in found.not_looked] == ["notes.mov"]


def test_a_long_recording_says_how_far_it_is_and_can_be_stopped_and_taken_up_again(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    long = make_video(tmp_path / "long.mp4", patchwork(400, width=96, height=64, speed_px=0.5), fps=1).path
    import_paths(archive, [material / "ferry.mp4"], "First", actor=ACTOR)
    import_paths(archive, [long], "Second", actor=ACTOR)
    told: list[str] = []

    def stop_within(done: int, total: int | None, note: str = "") -> None:
        told.append(note)
        if "frames" in note:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_case_copies(archive, "second", actor=ACTOR, progress=stop_within)
    assert told[-1] == "long.mp4: 240 of about 1,600 frames"
    assert derive_count(archive) == 1  # the fingerprint of the other recording is kept

    find_case_copies(archive, "second", actor=ACTOR)

    assert derive_count(archive) == 3  # and that of the long one, and the search


def derive_count(archive: Archive) -> int:
    return sum(entry.act == "derive" for entry in archive.log.entries())
