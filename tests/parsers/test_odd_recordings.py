"""Recordings that are odd, damaged or made to do harm give what can be read, or a clear reason."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.parsers import CouldNotRead, Frame, Sampling, open_video, read_picture
from sayso.parsers.video import _frames
from sayso.testing.videos import make_video

Pictures = Iterator[NDArray[np.uint8]]


def greys(count: int, height: int = 48, width: int = 64) -> Pictures:
    """Yield pictures that grow brighter from one to the next."""
    for number in range(count):
        yield np.full((height, width, 3), 20 + 4 * number, dtype=np.uint8)


def read(path: Path, sample: Sampling | None = None) -> tuple[list[Frame], tuple[str, ...]]:
    with open_video(path, sample=sample) as video:
        return list(video), (*video.facts.notes, *video.notes)


def unread(path: Path) -> tuple[str, ...]:
    with open_video(path) as video:
        assert list(video) is not None
        return (*video.facts.unread, *video.unread)


def muxed(path: Path, codec: str, pictures: Pictures, change: Callable[[Any, int], None], **of: Any) -> Path:
    """Write a video, each packet changed by `change`; `of` is set on the encoder."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=10)
        stream.width, stream.height = 64, 48
        stream.pix_fmt = of.pop("pix_fmt", "yuv420p")
        stream.codec_context.max_b_frames = 0
        for name, value in of.items():
            setattr(stream.codec_context, name, value)
        number = 0
        for frame in [*(av.VideoFrame.from_ndarray(picture) for picture in pictures), None]:
            small = frame.reformat(format=stream.pix_fmt) if frame is not None else None
            for packet in stream.encode(small):
                change(packet, number)
                number += 1
                container.mux(packet)
    return path


def unchanged(packet: Any, number: int) -> None:
    """Leave a packet as it is."""


def later_by(seconds: float, after: int) -> Callable[[Any, int], None]:
    def change(packet: Any, number: int) -> None:
        if number >= after:
            ticks = round(seconds / packet.time_base)
            packet.pts, packet.dts = packet.pts + ticks, packet.dts + ticks

    return change


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "nothing.mp4").write_bytes(b"")

    with pytest.raises(CouldNotRead, match="the file is empty"):
        read(tmp_path / "nothing.mp4")


def test_a_file_cut_before_its_index_is_called_cut_short(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.mp4", greys(20), fps=10).path.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[:400])

    with pytest.raises(CouldNotRead, match=r"the file is cut short: [\d,]+ bytes"):
        read(tmp_path / "cut.mp4")


@pytest.mark.parametrize("content", ["Just a note.", "<!doctype html><html><body>Gone</body></html>"])
def test_a_text_under_a_videos_name_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "clip.mp4").write_text(content)

    with pytest.raises(CouldNotRead, match="no video or sound"):
        read(tmp_path / "clip.mp4")


def test_a_video_under_a_pictures_name_is_read(tmp_path: Path) -> None:
    made = make_video(tmp_path / "clip.mp4", greys(20), fps=10).path

    frames, _ = read(made.rename(tmp_path / "clip.jpg"))

    assert len(frames) == 4


def test_a_video_without_a_frame_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.mp4"
    with av.open(str(path), "w", options={"movflags": "empty_moov+frag_keyframe"}) as container:
        stream: Any = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        container.start_encoding()

    frames, notes = read(path)

    assert frames == []
    assert "no frame could be decoded" in notes
    assert unread(path) == ("no frame could be decoded",)


def test_times_that_jump_ahead_are_kept_and_the_gap_is_told(tmp_path: Path) -> None:
    path = muxed(tmp_path / "jump.mkv", "libx264", greys(40), later_by(3600, after=20))

    frames, notes = read(path)

    assert frames[-1].at.seconds == pytest.approx(3603.5)
    assert any("no new frame comes for 3,600.1 s after second 1.90" in note for note in notes)
    assert unread(path) == ()


def test_times_that_jump_by_years_are_made_up_and_that_is_told(tmp_path: Path) -> None:
    path = muxed(tmp_path / "years.mkv", "libx264", greys(40), later_by(10**8, after=20))

    frames, notes = read(path)

    assert frames[-1].at.seconds == pytest.approx(3.5)
    assert any("20 frames state no possible time" in note for note in notes)


def test_times_that_go_back_are_made_up_and_the_end_is_told(tmp_path: Path) -> None:
    once = muxed(tmp_path / "once.ts", "libx264", greys(40), unchanged).read_bytes()
    (tmp_path / "twice.ts").write_bytes(once + once)

    frames, notes = read(tmp_path / "twice.ts")

    times = [frame.at.seconds for frame in frames]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(7.5, abs=0.3)
    assert any("40 frames state no possible time" in note for note in notes)
    assert any("goes on to" in note for note in notes)
    assert unread(tmp_path / "twice.ts") == ()
    assert len({frame.at.time_base for frame in frames}) == 1


def test_a_size_that_changes_in_the_middle_is_followed(tmp_path: Path) -> None:
    parts = [
        make_video(tmp_path / f"{n}.ts", greys(20, *size), fps=10).path.read_bytes()
        for n, size in enumerate(((48, 64), (80, 80)))
    ]
    (tmp_path / "both.ts").write_bytes(b"".join(parts))

    frames, _ = read(tmp_path / "both.ts")

    assert {frame.rgb.shape for frame in frames} == {(48, 64, 3), (80, 80, 3)}


def test_240_frames_a_second_are_sampled_like_others(tmp_path: Path) -> None:
    path = make_video(tmp_path / "slow.mp4", (frame for _ in range(12) for frame in greys(40)), fps=240).path

    frames, notes = read(path, Sampling(fps=4))

    assert [frame.at.seconds for frame in frames] == [n / 4 for n in range(8)]
    assert notes == ()


@pytest.mark.parametrize(
    ("codec", "suffix", "of"),
    [
        ("mpeg2video", "mpg", {"flags": 0x20040000}),  # interlaced: ILDCT and ILME
        ("libx265", "mp4", {"pix_fmt": "yuv420p10le", "color_trc": 16, "color_primaries": 9}),  # HDR, PQ
        ("ffv1", "mkv", {"pix_fmt": "yuv444p12le"}),
        ("ffv1", "mkv", {"pix_fmt": "gbrp16le"}),
        ("rawvideo", "avi", {"pix_fmt": "uyvy422"}),
        ("png", "mov", {"pix_fmt": "rgba"}),
    ],
)
def test_unusual_recordings_become_pictures(
    tmp_path: Path, codec: str, suffix: str, of: dict[str, Any]
) -> None:
    path = muxed(tmp_path / f"odd.{suffix}", codec, greys(20), unchanged, **of)

    frames, _ = read(path, Sampling(fps=None))

    levels = [float(frame.rgb.mean()) for frame in frames]
    assert len(levels) == 20
    assert levels[-1] - levels[0] > 40


def test_8k_is_read_small(tmp_path: Path) -> None:
    path = make_video(tmp_path / "8k.avi", greys(1, 4320, 7680), fps=2, codec="mjpeg").path

    frames, _ = read(path)

    assert max(frames[0].rgb.shape) <= 1280


def test_a_header_that_claims_enormous_frames_takes_no_memory(tmp_path: Path) -> None:
    path = muxed(tmp_path / "claim.avi", "rawvideo", greys(10), unchanged)
    data = bytearray(path.read_bytes())
    place = data.index(b"strf") + 12
    data[place : place + 8] = struct.pack("<ii", 60_000, 60_000)
    path.write_bytes(bytes(data))

    try:
        frames, notes = read(path)
    except CouldNotRead as refused:
        frames, notes = [], (refused.reason,)

    assert frames == []
    assert notes


def test_a_picture_of_zeros_that_claims_enormous_sides_is_refused(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + header + b"\0\0\0\0" + b"\0\0\0\0IEND\xaeB`\x82"
    )

    with pytest.raises(CouldNotRead, match=r"60000 x 60000 pixels|damaged"):
        read_picture(path)


def test_a_time_base_of_the_file_is_kept_exactly(tmp_path: Path) -> None:
    path = make_video(tmp_path / "ntsc.mp4", greys(30), fps=Fraction(30000, 1001)).path

    frames, _ = read(path, Sampling(fps=None))

    assert frames[7].at.time_base * frames[7].at.ticks == Fraction(7 * 1001, 30000)


def test_an_avi_that_is_cut_short_is_said_to_end_before_what_its_header_states(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    noise = (rng.integers(0, 256, (48, 64, 3), dtype=np.uint8) for _ in range(40))
    path = muxed(tmp_path / "whole.avi", "mjpeg", noise, unchanged, pix_fmt="yuvj420p")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    frames, notes = read(path)

    assert 0 < len(frames) < 40
    assert any("of the 4.00 s that the file states" in note for note in notes)
    assert unread(path) == notes


def test_one_frame_is_not_told_as_several() -> None:
    assert _frames(1, "is damaged", "are damaged") == "1 frame is damaged"
    assert _frames(2, "is damaged", "are damaged") == "2 frames are damaged"
