"""What a file claims about itself, with the traps that its times have, by whichever reader is there."""

from __future__ import annotations

import shutil
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from sayso.parsers import exiftool
from sayso.parsers.errors import CouldNotRead
from sayso.parsers.limits import TAGS_LIMITS, Limits
from sayso.parsers.metadata import ClaimedTime, Metadata, read_metadata

NOW = datetime(2031, 1, 1, tzinfo=UTC)
needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs exiftool")
READERS = [pytest.param(True, marks=needs_exiftool, id="exiftool"), pytest.param(False, id="pillow-and-pyav")]


def picture(path: Path, *, taken: str = "2024:05:05 06:07:08", offset: str | None = "+02:00") -> Path:
    """Write a picture that claims a camera, a program, two times and a place."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = "Ostcam", "Q1", "Editor 25"
    exif[0x0132] = "2024:05:06 07:08:09"
    inner = exif.get_ifd(0x8769)
    inner[0x9003] = taken
    inner[0x9004] = "0000:00:00 00:00:00"
    if offset is not None:
        inner[0x9011] = offset
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "S", (52.0, 22.0, 12.0), "E", (4.0, 53.0, 24.0)
    Image.new("RGB", (32, 24), "grey").save(path, "JPEG", exif=exif)
    return path


def movie(path: Path, made: int) -> Path:
    """Write the header of an MP4 that states its times as seconds since 1904."""
    times = struct.pack(">IIIII", 0, made, made, 1000, 5000)
    rest = struct.pack(
        ">IH10x9I6II", 0x10000, 0x100, 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000, *[0] * 6, 2
    )
    header = box(b"mvhd", times + rest)
    path.write_bytes(box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"moov", header) + box(b"mdat", b"\0" * 8))
    return path


def box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


def time_of(found: Metadata, name: str) -> ClaimedTime:
    (time,) = [time for time in found.times if time.tag.endswith(f":{name}")]
    return time


@pytest.mark.parametrize("use_exiftool", READERS)
def test_camera_program_times_and_place_are_read_and_it_is_said_by_whom(
    tmp_path: Path, use_exiftool: bool
) -> None:
    found = read_metadata(picture(tmp_path / "quay.jpg"), use_exiftool=use_exiftool, now=NOW)

    assert found.read_by[0].startswith("exiftool " if use_exiftool else "Pillow ")
    assert set(found.devices.values()) >= {"Ostcam", "Q1"}
    assert "Editor 25" in found.software.values()
    taken = time_of(found, "DateTimeOriginal")
    assert (taken.what, taken.at, taken.zone) == ("made", "2024-05-05T06:07:08+02:00", "stated")
    (place,) = found.places
    assert (round(place.latitude, 3), round(place.longitude, 3)) == (-52.37, 4.89)
    assert any("changed after it was made" in note for note in found.notes)
    assert any("written" in note or "came to this disk" in note for note in found.notes)


@pytest.mark.parametrize("use_exiftool", READERS)
def test_a_time_without_a_zone_stays_without_one(tmp_path: Path, use_exiftool: bool) -> None:
    path = picture(tmp_path / "quay.jpg", offset=None)

    taken = time_of(read_metadata(path, use_exiftool=use_exiftool, now=NOW), "DateTimeOriginal")

    assert (taken.at, taken.zone) == ("2024-05-05T06:07:08", "not stated")


@pytest.mark.parametrize("use_exiftool", READERS)
def test_a_date_of_zeros_is_no_time(tmp_path: Path, use_exiftool: bool) -> None:
    found = read_metadata(picture(tmp_path / "quay.jpg"), use_exiftool=use_exiftool, now=NOW)

    zero = time_of(found, "CreateDate")
    assert zero.at is None
    assert "did not know" in zero.notes[0]
    assert not any("disagree" in note for note in found.notes)


@pytest.mark.parametrize("use_exiftool", READERS)
def test_a_time_in_the_future_is_remarked_on(tmp_path: Path, use_exiftool: bool) -> None:
    path = picture(tmp_path / "quay.jpg", taken="2044:05:05 06:07:08")

    taken = time_of(read_metadata(path, use_exiftool=use_exiftool, now=NOW), "DateTimeOriginal")

    assert "later than now" in taken.notes


@needs_exiftool
def test_a_containers_time_counts_from_1904_and_is_utc_by_rule_only(tmp_path: Path) -> None:
    seconds = int(
        (datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC) - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds()
    )

    made = time_of(read_metadata(movie(tmp_path / "quay.mp4", seconds), now=NOW), "CreateDate")

    assert (made.at, made.zone) == ("2024-03-04T05:06:07+00:00", "UTC by the format")
    assert any("local time" in note for note in made.notes)


@needs_exiftool
def test_a_container_whose_clock_was_never_set_states_no_time(tmp_path: Path) -> None:
    made = time_of(read_metadata(movie(tmp_path / "quay.mp4", 0), now=NOW), "CreateDate")

    assert made.at is None
    assert made.notes


@pytest.mark.parametrize("use_exiftool", READERS)
def test_the_disks_own_times_are_no_claim_of_the_file(tmp_path: Path, use_exiftool: bool) -> None:
    found = read_metadata(picture(tmp_path / "quay.jpg"), use_exiftool=use_exiftool, now=NOW)

    assert not any("FileModify" in tag or tag.startswith("System:") for tag in found.tags)
    assert "FileModifyDate" not in repr(found.times)


@needs_exiftool
@pytest.mark.parametrize(
    "name", ["-delete_original", "a\nb.jpg", "--x=y.jpg", "@args", "quay $(id).jpg", "ß 写真.jpg"]
)
def test_a_files_name_never_becomes_a_word_of_exiftools_command(tmp_path: Path, name: str) -> None:
    path = picture(tmp_path / "quay.jpg").rename(tmp_path / name)
    before = path.read_bytes()

    tags = exiftool.read_tags(path)

    assert tags["IFD0:Make"] == "Ostcam"
    assert path.read_bytes() == before


@needs_exiftool
def test_exiftool_that_takes_too_long_is_stopped_and_others_read_instead(tmp_path: Path) -> None:
    path = picture(tmp_path / "quay.jpg")
    hurried = Limits(wall_s=0.0, cpu_s=5, memory_bytes=2 << 30, input_bytes=1 << 30, output_bytes=1 << 20)
    with pytest.raises(CouldNotRead, match="time"):
        exiftool.read_tags(path, limits=hurried)

    assert exiftool.read_tags(path)["IFD0:Make"] == "Ostcam"


@pytest.mark.parametrize("use_exiftool", READERS)
def test_what_no_reader_reads_is_said_and_not_taken_for_nothing(tmp_path: Path, use_exiftool: bool) -> None:
    path = tmp_path / "gone.jpg"

    found = read_metadata(path, use_exiftool=use_exiftool, now=NOW)

    assert found.read_by == ()
    assert found.not_read
    assert found.tags == {}


@pytest.mark.parametrize("use_exiftool", READERS)
@pytest.mark.parametrize("kind", ["cut", "garbage", "zeros", "header only", "huge size"])
def test_hostile_files_end_no_process_but_their_readers(
    tmp_path: Path, use_exiftool: bool, kind: str
) -> None:
    whole = picture(tmp_path / "quay.jpg").read_bytes()
    data = {
        "cut": whole[: len(whole) // 3],
        "garbage": bytes(range(256)) * 40,
        "zeros": bytes(5000),
        "header only": whole[:4],
        "huge size": b"\x7f\xff\xff\xffftypmp42" + bytes(64),
    }[kind]
    path = tmp_path / "hostile.bin"
    path.write_bytes(data)

    found = read_metadata(path, use_exiftool=use_exiftool, now=NOW)

    assert found.read_by or found.not_read
    assert read_metadata(tmp_path / "quay.jpg", use_exiftool=use_exiftool, now=NOW).devices


def test_the_limits_are_for_one_file() -> None:
    assert TAGS_LIMITS.wall_s <= 60
