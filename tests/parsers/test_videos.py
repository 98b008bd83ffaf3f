"""Videos give facts, upright frames with honest times, and say what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.parsers import CouldNotRead, Frame, Sampling, frames_at, open_video
from sayso.testing.sounds import tone
from sayso.testing.videos import make_video

EVERY = Sampling(fps=None)


def greys(count: int, height: int = 48, width: int = 64) -> Iterator[NDArray[np.uint8]]:
    """Yield pictures that grow brighter from left to right and from one to the next."""
    ramp = np.linspace(0, 60, width)[None, :, None]
    for number in range(count):
        yield np.clip(np.full((height, width, 3), 20 + 5.0 * number) + ramp, 0, 255).astype(np.uint8)


def number_of(frame: Frame) -> float:
    """Tell which picture of `greys` a frame shows, within a fifth, by the left edge."""
    return (float(frame.rgb[:, 0].mean()) - 20) / 5


def read(path: Path, sample: Sampling | None = None) -> tuple[list[Frame], tuple[str, ...]]:
    with open_video(path, sample=sample) as video:
        return list(video), video.notes


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_video(tmp_path / "clip.mp4", greys(40), fps=10, crf=10).path


def test_facts_are_those_of_the_file(tmp_path: Path) -> None:
    made = make_video(tmp_path / "clip.mp4", greys(40), fps=10, sound=tone(4.0))

    with open_video(made.path) as video:
        facts = video.facts

    assert (facts.has_video, facts.width, facts.height, facts.rotation) == (True, 64, 48, 0)
    assert facts.duration_s == pytest.approx(4.0, abs=0.05)
    assert facts.codec == "h264"
    assert facts.frame_count_hint == 40
    assert (facts.has_audio, facts.audio_codec) == (True, "aac")
    assert "mp4" in facts.container


def test_two_frames_a_second_are_those_on_screen_at_each_half_second(clip: Path) -> None:
    frames, notes = read(clip)

    assert [frame.at.seconds for frame in frames] == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]
    assert [round(number_of(frame)) for frame in frames] == [0, 5, 10, 15, 20, 25, 30, 35]
    assert frames[0].is_keyframe
    assert notes == ()


def test_the_same_file_gives_the_same_pixels(clip: Path) -> None:
    once, again = read(clip)[0], read(clip)[0]

    assert all((left.rgb == right.rgb).all() for left, right in zip(once, again, strict=True))


def test_every_frame_is_given_when_it_is_asked_for(clip: Path) -> None:
    with open_video(clip, sample=EVERY) as video:
        frames = list(video)

    assert len(frames) == 40
    assert video.is_complete
    assert {frame.at.time_base for frame in frames} == {video.facts.time_base}


def test_frames_are_no_larger_than_asked(clip: Path) -> None:
    frames, _ = read(clip, Sampling(max_side=32))

    assert frames[0].rgb.shape == (24, 32, 3)


def test_a_stretch_from_the_middle_is_the_same_as_in_the_whole(tmp_path: Path) -> None:
    path = make_video(tmp_path / "long.mp4", greys(46), fps=Fraction(5, 2), crf=10, keyframe_every=10).path
    whole = {frame.at: frame.rgb for frame in read(path)[0]}

    part, _ = read(path, Sampling(start_s=9.0, end_s=14.0))

    on_screen = [8.8, 9.2, 10, 10.4, 10.8, 11.2, 12, 12.4, 12.8, 13.2]
    assert [frame.at.seconds for frame in part] == pytest.approx(on_screen)
    assert all((whole[frame.at] == frame.rgb).all() for frame in part)


def test_uneven_times_are_kept_to_the_tick(tmp_path: Path) -> None:
    times = [0, 40, 90, 700, 1500, 1540, 2600]
    path = make_video(tmp_path / "vfr.mkv", greys(7), timestamps_ms=times).path

    every, _ = read(path, EVERY)
    sampled, _ = read(path)

    assert [round(frame.at.seconds * 1000) for frame in every] == times
    assert [round(frame.at.seconds * 1000) for frame in sampled] == [0, 90, 700, 1500, 1540]


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv", "avi"])
def test_reordered_frames_have_rising_times_in_every_container(tmp_path: Path, suffix: str) -> None:
    path = make_video(tmp_path / f"clip.{suffix}", greys(40), fps=10, crf=10).path

    frames, notes = read(path, EVERY)

    assert [round(number_of(frame)) for frame in frames] == list(range(40))
    times = [frame.at.seconds - frames[0].at.seconds for frame in frames]
    assert times == pytest.approx([number / 10 for number in range(40)], abs=0.002)
    assert notes == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_phone_held_any_way_gives_upright_frames(tmp_path: Path, rotation: int) -> None:
    stored = np.zeros((48, 64, 3), dtype=np.uint8)
    stored[:24, :32] = 255  # white in the upper left corner
    path = make_video(tmp_path / "phone.mp4", [stored] * 4, fps=4, rotation_deg=rotation).path

    with open_video(path) as video:
        frame = next(iter(video))

    upright = np.rot90(stored, -rotation // 90)
    assert video.facts.rotation == rotation
    assert (video.facts.height, video.facts.width) == upright.shape[:2]
    assert frame.rgb.shape == upright.shape
    assert np.abs(frame.rgb.astype(int) - upright).mean() < 12


def encoded(path: Path, pixel_format: str, codec: str, **of_context: object) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, pixel_format
        for name, value in of_context.items():
            setattr(stream.codec_context, name, value)
        for picture in greys(10):
            frame = av.VideoFrame.from_ndarray(picture).reformat(format=pixel_format)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("pixel_format", "codec", "suffix"),
    [
        ("yuv420p10le", "libx265", "mp4"),
        ("yuv444p", "libx264", "mp4"),
        ("yuvj420p", "mjpeg", "avi"),
        ("yuv422p10le", "prores_ks", "mov"),
        ("gray", "ffv1", "mkv"),
        ("yuv420p", "mpeg2video", "mpg"),
        ("yuv420p", "libvpx-vp9", "webm"),
    ],
)
def test_every_sort_of_pixels_becomes_rgb(tmp_path: Path, pixel_format: str, codec: str, suffix: str) -> None:
    path = encoded(tmp_path / f"clip.{suffix}", pixel_format, codec)

    frames, _ = read(path, EVERY)

    assert len(frames) == 10
    assert all(frame.rgb.shape == (48, 64, 3) for frame in frames)
    assert number_of(frames[9]) - number_of(frames[0]) == pytest.approx(9, abs=1.5)


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path) -> None:
    path = encoded(tmp_path / "wide.mp4", "yuv420p", "libx264", sample_aspect_ratio=Fraction(3, 2))

    with open_video(path) as video:
        frame = next(iter(video))

    assert (video.facts.width, video.facts.height) == (96, 48)
    assert frame.rgb.shape == (48, 96, 3)


def test_a_gif_is_a_video_too(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.gif", "rgb8", "gif")

    frames, _ = read(path, EVERY)

    assert len(frames) == 10


def test_a_video_of_one_frame_gives_it(tmp_path: Path) -> None:
    frames, notes = read(make_video(tmp_path / "one.mp4", greys(1)).path)

    assert len(frames) == 1
    assert notes == ()


def test_sound_without_picture_has_facts_and_no_frames_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100, layout="mono")
        samples = np.zeros((1, 44100), dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    with open_video(path) as video:
        frames = list(video)

    assert frames == []
    assert (video.facts.has_video, video.facts.has_audio, video.facts.codec) == (False, True, None)
    assert "only sound" in video.facts.notes[0]


def test_a_video_that_is_cut_short_gives_its_start_and_says_where_it_ends(tmp_path: Path) -> None:
    path = make_video(tmp_path / "whole.mkv", greys(200), fps=10, crf=10, keyframe_every=10).path
    data = path.read_bytes()
    short = tmp_path / "short.mkv"
    short.write_bytes(data[: len(data) // 2])

    frames, notes = read(short)

    assert 5 < len(frames) < 30
    assert [round(number_of(frame)) for frame in frames[:3]] == [0, 5, 10]
    assert "the file is cut short" in notes[0]


def test_an_mp4_whose_index_is_missing_is_refused_with_that_reason(clip: Path, tmp_path: Path) -> None:
    data = clip.read_bytes()
    short = tmp_path / "short.mp4"
    short.write_bytes(data[: data.rindex(b"moov") - 4])

    with pytest.raises(CouldNotRead, match=r"short\.mp4 could not be read: no video or sound is found"):
        read(short)


def test_damaged_packets_cost_some_frames_and_are_told(tmp_path: Path) -> None:
    path = make_video(tmp_path / "clip.mkv", greys(60), fps=10, crf=10, keyframe_every=5).path
    data = bytearray(path.read_bytes())
    noise = np.random.default_rng(3).integers(0, 256, 300, dtype=np.uint8).tobytes()
    middle = len(data) // 2
    data[middle : middle + len(noise)] = noise
    path.write_bytes(bytes(data))

    frames, notes = read(path, EVERY)

    assert len(frames) > 20
    assert notes


def test_stills_are_the_frames_on_screen_in_the_order_asked(clip: Path) -> None:
    stills = frames_at(clip, [3.05, 0, 1.95, 99.0], max_side=64)

    assert [still and round(still.at.seconds, 1) for still in stills] == [3.0, 0, 1.9, None]
    assert [round(number_of(still)) for still in stills[:3] if still is not None] == [30, 0, 19]


def test_stills_far_apart_are_the_same_as_in_the_whole(tmp_path: Path) -> None:
    path = make_video(tmp_path / "long.mp4", greys(46), fps=1, crf=10, keyframe_every=7).path
    whole = {frame.at.seconds: frame.rgb for frame in read(path, EVERY)[0]}

    stills = frames_at(path, [2, 30.5, 44], max_side=512)

    assert [
        still is not None and bool((whole[at] == still.rgb).all())
        for at, still in zip((2, 30, 44), stills, strict=True)
    ] == [True] * 3


def test_no_seconds_give_no_stills(clip: Path) -> None:
    assert frames_at(clip, []) == []


def test_a_reader_ends_with_the_block_even_when_frames_are_left(clip: Path) -> None:
    with open_video(clip, sample=EVERY) as video:
        first = next(iter(video))

    assert first.at.seconds == 0
    assert not video.is_complete


@pytest.mark.parametrize("rotation", [0, 90])
def test_grey_frames_have_the_luma_of_those_in_colour(tmp_path: Path, rotation: int) -> None:
    pictures = [np.roll(next(greys(1, 46, 62)), 3 * n, axis=1) for n in range(4)]
    path = make_video(tmp_path / "clip.mp4", pictures, fps=4, crf=10, rotation_deg=rotation).path

    colour, _ = read(path, Sampling(fps=4, max_side=50))
    grey, notes = read(path, Sampling(fps=4, max_side=50, in_colour=False))

    assert notes == ()
    assert [frame.at for frame in grey] == [frame.at for frame in colour]
    for one, other in zip(grey, colour, strict=True):
        assert one.rgb.shape == other.rgb.shape[:2]
        assert np.abs(one.rgb.astype(int) - other.rgb.mean(axis=2)).max() <= 3
