"""Whether a file reaches its own end is told by its format, of whatever kind it is."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sayso.parsers.credentials import read_credentials
from sayso.parsers.endings import ends_early
from sayso.parsers.metadata import read_metadata
from sayso.testing.videos import make_video

PICTURES = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF")
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n"
)


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((96, 64)).save(made, kind)
    return made.getvalue()


def video(tmp_path: Path, kind: str) -> bytes:
    frames = [np.full((32, 32, 3), 8 * number, dtype=np.uint8) for number in range(20)]
    return make_video(tmp_path / f"clip.{kind}", frames).path.read_bytes()


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_is_whole_ends_where_it_should_and_a_cut_one_does_not(kind: str) -> None:
    whole = picture(kind)

    assert ends_early(io.BytesIO(whole)) == ""
    for kept in (len(whole) - 1, len(whole) * 9 // 10, len(whole) // 2):
        assert ends_early(io.BytesIO(whole[:kept])).startswith("ends ")


@pytest.mark.parametrize("kind", ["mp4", "mov", "mkv", "avi"])
def test_a_recording_that_is_cut_says_how_much_is_missing(tmp_path: Path, kind: str) -> None:
    whole = video(tmp_path, kind)

    assert ends_early(io.BytesIO(whole)) == ""
    assert ends_early(io.BytesIO(whole[:-40])) == "ends 40 bytes before the end that it states"


def test_a_recording_that_is_cut_between_two_parts_lacks_what_says_what_is_in_it(tmp_path: Path) -> None:
    whole = video(tmp_path, "mp4")
    media = whole[: whole.index(b"moov") - 4]

    assert ends_early(io.BytesIO(media)) == "ends before the part that says what is in it"


def test_a_picture_with_bytes_behind_its_end_or_restart_marks_within_is_whole() -> None:
    made = io.BytesIO()
    Image.linear_gradient("L").save(made, "JPEG", restart_marker_rows=1)

    assert ends_early(io.BytesIO(made.getvalue())) == ""
    assert ends_early(io.BytesIO(picture("JPEG") + b"trailer")) == ""
    assert ends_early(io.BytesIO(picture("GIF") + b"trailer")) == ""


def test_an_end_mark_within_a_thumbnail_is_not_the_end_of_the_picture() -> None:
    made = io.BytesIO()
    Image.linear_gradient("L").save(made, "JPEG", exif=b"Exif\0\0" + picture("JPEG"))
    whole = made.getvalue()

    assert ends_early(io.BytesIO(whole)) == ""
    assert ends_early(io.BytesIO(whole[:-2])) == "ends before its end mark"


@pytest.mark.parametrize(
    "text", [b"they xml said so", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"abcdefgh" * 9]
)
def test_a_text_is_taken_for_no_recording_whatever_words_it_starts_with(text: bytes) -> None:
    assert ends_early(io.BytesIO(text)) == ""


@pytest.mark.parametrize("kind", [*PICTURES, "mp4", "mov", "PDF"])
def test_no_credentials_in_a_file_that_is_cut_short_are_not_known_and_in_a_whole_one_absent(
    tmp_path: Path, kind: str
) -> None:
    whole = PDF if kind == "PDF" else picture(kind) if kind in PICTURES else video(tmp_path, kind)
    media_type = {"PDF": "application/pdf", "mp4": "video/mp4", "mov": "video/quicktime"}.get(
        kind, f"image/{kind.lower()}"
    )
    path = tmp_path / "file"
    for share in (0.5, 0.96):
        path.write_bytes(whole[: int(len(whole) * share)])
        found = read_credentials(path, media_type)
        assert (found.state, found.reason[:14]) == ("could-not-look", "the file ends ")
    path.write_bytes(whole)
    assert read_credentials(path, media_type).state == "absent"


def test_an_empty_file_holds_no_credentials_that_anybody_could_look_for(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").write_bytes(b"")

    found = read_credentials(tmp_path / "empty.jpg", "image/jpeg")

    assert (found.state, found.reason) == ("could-not-look", "the file is empty")


@pytest.mark.parametrize("kind", ["JPEG", "mp4"])
def test_of_a_file_that_is_cut_short_it_is_not_known_whether_it_claims_more(
    tmp_path: Path, kind: str
) -> None:
    whole = picture(kind) if kind in PICTURES else video(tmp_path, kind)
    path = tmp_path / "file"
    path.write_bytes(whole[: len(whole) // 2])

    found = read_metadata(path)

    assert found.times == ()
    assert any(why.startswith("the file ends ") for why in found.not_known)


def test_what_no_reader_could_read_is_not_read_by_one(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(b"\x01\x02\x03 no file of any kind \xfe" * 9)

    found = read_metadata(path)

    assert found.read_by == ()
    assert "no reader could read it" in found.not_known


def test_times_behind_a_part_of_several_gigabytes_are_read(tmp_path: Path) -> None:
    """A sparse file: what stands behind is what long recordings of phones look like."""
    whole, gap = video(tmp_path, "mp4"), 5 << 30
    start, end = whole.index(b"mdat") - 4, whole.index(b"moov") - 4
    path = tmp_path / "long.mp4"
    with path.open("wb") as file:
        file.write(whole[:start] + struct.pack(">I4sQ", 1, b"mdat", 16 + gap))
        file.seek(gap, 1)
        file.write(whole[end:])

    found = read_metadata(path)

    assert found.not_known == () or not found.read_by[0].startswith("exiftool")
    assert any("moov" in tag or "CreateDate" in tag or "encoder" in tag.lower() for tag in found.tags)


@given(
    st.sampled_from(
        [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"MM\0*", b"%PDF-", b""]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_have_an_answer_and_the_stream_stands_at_its_start(start: bytes, rest: bytes) -> None:
    stream = io.BytesIO(start + rest)

    assert isinstance(ends_early(stream), str)
    assert stream.tell() == 0
