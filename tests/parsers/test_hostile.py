"""No bytes, given to any reader, end or hang the process that asks."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.parsers import (
    TEXT_READERS,
    VIDEO_LIMITS,
    CouldNotRead,
    encode_jpeg,
    encode_png,
    frames_at,
    open_video,
    read_audio,
    read_picture,
    read_text,
)
from sayso.testing.sounds import tone
from sayso.testing.videos import make_video

STARTS = (
    b"",
    b"%PDF-1.7\n1 0 obj\n<<",
    b"<!doctype html><html><body><p>",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    b"GIF89a\x10\0\x10\0",
    b"RIFF\x24\0\0\0WEBPVP8 ",
    b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    b"\x1aE\xdf\xa3",
    b"II*\0\x08\0\0\0",
)
SHORT = replace(VIDEO_LIMITS, wall_s=60, cpu_s=30)


def outcome(path: Path, reader: str) -> str:
    """Have a reader try; anything but its answer or our error fails the test."""
    try:
        if reader == "picture":
            return f"picture {read_picture(path, max_side=64).rgb.shape}"
        if reader == "video":
            with open_video(path, limits=SHORT) as video:
                return f"video {len(list(video))}"
        if reader == "stills":
            return f"stills {len(frames_at(path, [0, 3], limits=SHORT))}"
        if reader == "sound":
            return f"sound {len(read_audio(path, limits=SHORT).samples)}"
        return f"text {len(read_text(path, reader).text)}"
    except CouldNotRead as refused:
        return reason_of(refused)


def reason_of(refused: CouldNotRead) -> str:
    assert refused.reason
    assert str(refused).isprintable()
    return refused.reason


LIGHT = (*TEXT_READERS, "picture")
HEAVY = ("video", "stills", "sound")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STARTS), st.binary(max_size=600), st.sampled_from(LIGHT))
def test_any_bytes_against_every_light_reader(tmp_path: Path, start: bytes, rest: bytes, reader: str) -> None:
    (tmp_path / "any.bin").write_bytes(start + rest)

    outcome(tmp_path / "any.bin", reader)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STARTS), st.binary(max_size=600), st.sampled_from(HEAVY))
def test_any_bytes_against_every_heavy_reader(tmp_path: Path, start: bytes, rest: bytes, reader: str) -> None:
    (tmp_path / "any.bin").write_bytes(start + rest)

    outcome(tmp_path / "any.bin", reader)


@pytest.mark.parametrize("reader", HEAVY)
def test_nothing_at_all_is_refused(tmp_path: Path, reader: str) -> None:
    (tmp_path / "empty.mp4").write_bytes(b"")

    assert "no video or sound" in outcome(tmp_path / "empty.mp4", reader)


def test_an_archive_under_a_videos_name_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("clip.mp4", b"\0" * 10_000)
    (tmp_path / "clip.mp4").write_bytes(packed.getvalue())

    assert "no video or sound" in outcome(tmp_path / "clip.mp4", "video")


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{other}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{other}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n",
    ],
)
def test_a_playlist_leads_to_no_other_file(tmp_path: Path, playlist: str) -> None:
    other = make_video(tmp_path / "other.ts", [np.zeros((32, 32, 3), dtype=np.uint8)] * 20).path
    (tmp_path / "list.mp4").write_text(playlist.format(other=other))

    assert "no video or sound" in outcome(tmp_path / "list.mp4", "video")


def good_files(folder: Path) -> dict[str, bytes]:
    noise = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    frames = [np.roll(noise, n, axis=1) for n in range(30)]
    made = {}
    for name in ("clip.mp4", "clip.mkv", "clip.avi"):
        sound = tone(3) if name != "clip.avi" else None
        made[name] = make_video(folder / name, frames, fps=10, sound=sound).path.read_bytes()
    return made | {"a.jpg": encode_jpeg(noise), "a.png": encode_png(noise)}


def test_files_cut_at_any_length_give_what_is_there_or_a_reason(tmp_path: Path) -> None:
    chance = random.Random(5)
    for name, data in good_files(tmp_path).items():
        reader = "video" if name.startswith("clip") else "picture"
        lengths = sorted({1, 40, *(chance.randrange(len(data)) for _ in range(3))})
        for length in lengths:
            path = tmp_path / f"cut-{name}"
            path.write_bytes(data[:length])

            assert outcome(path, reader)


def test_files_with_flipped_bytes_give_what_is_there_or_a_reason(tmp_path: Path) -> None:
    chance = random.Random(6)
    for name, data in good_files(tmp_path).items():
        reader = "video" if name.startswith("clip") else "picture"
        for _ in range(3):
            damaged = bytearray(data)
            for _ in range(20):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            path = tmp_path / f"flipped-{name}"
            path.write_bytes(bytes(damaged))

            assert outcome(path, reader)


def test_a_video_that_asks_for_enormous_frames_is_refused(tmp_path: Path) -> None:
    data = make_video(tmp_path / "clip.avi", [np.zeros((32, 48, 3), dtype=np.uint8)] * 3, codec="mpeg4").path
    header = data.read_bytes().replace(
        (48).to_bytes(4, "little") + (32).to_bytes(4, "little"), b"\xff\x7f\0\0" * 2
    )
    (tmp_path / "huge.avi").write_bytes(header)

    assert outcome(tmp_path / "huge.avi", "video")
