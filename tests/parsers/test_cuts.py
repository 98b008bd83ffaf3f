"""Of every format whose end can be told, a file that is cut at any byte is not taken for a whole one."""

from __future__ import annotations

import io
import struct
import wave
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from sayso.parsers.endings import ends_early
from sayso.parsers.wholeness import missing_bytes, outermost_boxes
from sayso.testing.videos import make_video

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n"
)
ADDED = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 0\ntrailer<</Prev 98>>\nstartxref\n214\n%%EOF\n"
PICTURES: dict[str, dict[str, object]] = {
    "JPEG": {},
    "JPEG progressive": {"progressive": True},
    "PNG": {},
    "GIF": {},
    "WEBP": {},
    "WEBP lossless": {"lossless": True},
    "TIFF": {},
    "TIFF LZW": {"compression": "tiff_lzw"},
    "AVIF": {},
}


def whole_cuts(whole: bytes) -> list[int]:
    """Return the lengths at which a file, cut there, passes for a whole one; of those with a mark to tell."""
    assert ends_early(io.BytesIO(whole)) == ""
    return [kept for kept in range(4, len(whole)) if not ends_early(io.BytesIO(whole[:kept]))]


def recording(tmp_path: Path, kind: str) -> Path:
    frames = [np.full((32, 32, 3), 8 * number, dtype=np.uint8) for number in range(5)]
    return make_video(tmp_path / f"clip.{kind}", frames).path


def rewritten(source: Path, to: Path, **options: str) -> bytes:
    with av.open(str(source)) as read, av.open(str(to), "w", options=options) as written:
        stream = written.add_stream_from_template(read.streams.video[0])
        for packet in read.demux(read.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                written.mux(packet)
    return to.read_bytes()


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_cut_anywhere_is_not_whole(kind: str) -> None:
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((20, 20)).save(
        made, kind.partition(" ")[0], **PICTURES[kind]
    )

    assert whole_cuts(made.getvalue()) == []


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_cut_anywhere_is_not_whole(kind: str) -> None:
    made = io.BytesIO()
    first, *others = (Image.new("P", (9, 9), colour) for colour in range(3))
    first.save(made, kind, save_all=True, append_images=others, loop=0)

    assert whole_cuts(made.getvalue()) == []


def test_a_tiff_of_several_pages_may_lack_no_more_than_what_fills_it_up() -> None:
    made = io.BytesIO()
    first, *others = (Image.new("L", (9, 9), 9 + colour) for colour in range(3))
    first.save(made, "TIFF", save_all=True, append_images=others)
    whole = made.getvalue()

    assert [kept for kept in whole_cuts(whole) if whole[kept:].strip(b"\0")] == []


def test_a_sound_cut_anywhere_is_not_whole() -> None:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(200))

    assert whole_cuts(made.getvalue()) == []


@pytest.mark.parametrize("kind", ["mp4", "mov", "mkv", "avi"])
def test_a_recording_cut_anywhere_is_not_whole(tmp_path: Path, kind: str) -> None:
    assert whole_cuts(recording(tmp_path, kind).read_bytes()) == []


def test_a_recording_that_says_in_front_what_it_holds_is_not_whole_without_that(tmp_path: Path) -> None:
    whole = rewritten(recording(tmp_path, "mp4"), tmp_path / "front.mp4", movflags="faststart")

    assert whole.index(b"moov") < whole.index(b"mdat")
    assert whole_cuts(whole) == []


@pytest.mark.parametrize("flags", ["frag_keyframe+empty_moov+default_base_moof", "dash+frag_every_frame"])
def test_a_recording_in_fragments_is_whole_behind_each_of_them_alone(tmp_path: Path, flags: str) -> None:
    whole = rewritten(recording(tmp_path, "mp4"), tmp_path / "parts.mp4", movflags=flags)
    boxes = list(outermost_boxes(io.BytesIO(whole), len(whole)))
    ends = [end for name, _, end in boxes if name not in (b"ftyp", b"moof") and end < len(whole)]

    assert whole_cuts(whole) == ends
    for start in (start for name, start, _ in boxes if name in (b"moof", b"sidx")):
        fragment = whole[start:]
        assert whole_cuts(fragment) == [end - start for end in ends if end - start >= 8]


def test_a_recording_that_was_streamed_is_whole_between_its_parts_alone(tmp_path: Path) -> None:
    whole = rewritten(recording(tmp_path, "mkv"), tmp_path / "live.mkv", live="1")

    cuts = whole_cuts(whole)

    assert 0 < len(cuts) <= 8
    assert all(second - first > 1 for first, second in pairwise(cuts))


def test_a_pdf_is_whole_without_its_last_line_end_and_behind_each_addition() -> None:
    assert whole_cuts(PDF) == [len(PDF) - 1]
    assert whole_cuts(PDF + ADDED) == [len(PDF) - 1, len(PDF), len(PDF + ADDED) - 1]


@pytest.mark.parametrize("name", [b"moof", b"sidx", b"emsg", b"prft", b"meta", b"udta", b"ssix", b"abcd"])
def test_a_fragment_lacks_what_was_cut_whatever_box_it_begins_with(name: bytes) -> None:
    first = struct.pack(">I4s", 16, name) + bytes(8)
    fragment = first + struct.pack(">I4s", 1000, b"mdat") + bytes(100)

    assert missing_bytes(io.BytesIO(fragment)) == 892
    assert missing_bytes(io.BytesIO(first[:12])) == 4


@pytest.mark.parametrize(
    "data",
    [
        b"GIF",
        b"RIF",
        b"II",
        b"%",
        b"hello moof",
        b"\0\0\1\xb3\x16\0\xf0\x13",
        b"\0\0\0\1\x67\x64\0\x1f",
        b"\0H\0i",
    ],
)
def test_a_short_text_and_what_is_not_of_boxes_is_taken_for_no_cut_file(data: bytes) -> None:
    assert ends_early(io.BytesIO(data)) == ""
