"""Videos that are made from arrays."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from sayso.testing.frames import colour_fields, counters, patchwork, reposted, uneven_timestamps
from sayso.testing.pictures import captioned, cropped, make_picture, mirrored, read_picture
from sayso.testing.sounds import fire_night, melody, tone
from sayso.testing.videos import make_video, read_frames, truncated_copy

CODECS = [
    ("clip.mp4", "libx264"),
    ("clip.mov", "libx264"),
    ("clip.mkv", "libx265"),
    ("clip.webm", "libvpx-vp9"),
    ("clip.webm", "libvpx"),
    ("clip.mp4", "mpeg4"),
    ("clip.avi", "mjpeg"),
]


@pytest.mark.parametrize(("name", "codec"), CODECS)
def test_every_frame_can_be_read_back_in_its_place(tmp_path: Path, name: str, codec: str) -> None:
    frames = list(patchwork(14, seed=3))

    made = make_video(tmp_path / name, frames, 12, codec=codec, crf=18)

    back = list(read_frames(made.path))
    assert [at for at, _ in back] == pytest.approx([n / 12 for n in range(14)], abs=0.002)
    for (_, got), sent in zip(back, frames, strict=True):
        assert got.shape == sent.shape
        assert np.abs(got.astype(int) - sent).mean() < 12


@pytest.mark.parametrize(("name", "codec"), CODECS)
def test_the_same_frames_give_the_same_bytes(tmp_path: Path, name: str, codec: str) -> None:
    first = make_video(tmp_path / f"1{name}", patchwork(10), 12, codec=codec).path.read_bytes()
    second = make_video(tmp_path / f"2{name}", patchwork(10), 12, codec=codec).path.read_bytes()

    assert first == second


def test_a_sound_track_is_kept_and_makes_the_same_bytes(tmp_path: Path) -> None:
    sound = fire_night(1.5, seed=2)

    for name in ("1.mp4", "2.mp4"):
        make_video(tmp_path / name, patchwork(18), 12, sound=sound)

    with av.open(str(tmp_path / "1.mp4")) as container:
        samples = sum(frame.samples for frame in container.decode(container.streams.audio[0]))
    assert samples == pytest.approx(len(sound.samples), abs=2100)
    assert (tmp_path / "1.mp4").read_bytes() == (tmp_path / "2.mp4").read_bytes()


def test_uneven_timestamps_are_kept_to_the_millisecond(tmp_path: Path) -> None:
    stamps = uneven_timestamps(20, seed=4)

    made = make_video(tmp_path / "uneven.mp4", patchwork(20), 12, timestamps_ms=stamps)

    assert [round(at * 1000) for at, _ in read_frames(made.path)] == stamps
    assert len({b - a for a, b in pairwise(stamps)}) > 5
    assert made.duration_s == pytest.approx(stamps[-1] / 1000 + 1 / 12)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotation_is_a_flag_and_turns_the_picture_clockwise(tmp_path: Path, turn: int) -> None:
    frame = np.zeros((64, 96, 3), np.uint8)
    frame[:16, :16] = (255, 0, 0)

    made = make_video(tmp_path / "turned.mp4", [frame] * 3, 12, rotation_deg=turn)

    _, lying = next(read_frames(made.path, upright=False))
    _, upright = next(read_frames(made.path))
    assert lying.shape == frame.shape
    assert np.abs(upright.astype(int) - np.rot90(frame, -turn // 90)).mean() < 12


def test_a_fraction_of_frames_a_second_is_exact(tmp_path: Path) -> None:
    made = make_video(tmp_path / "ntsc.mp4", counters(30), Fraction(30000, 1001))

    assert made.duration_s == pytest.approx(30 * 1001 / 30000)
    with av.open(str(made.path)) as container:
        assert container.streams.video[0].average_rate == Fraction(30000, 1001)


def test_a_lower_bitrate_makes_a_smaller_file(tmp_path: Path) -> None:
    frames = list(patchwork(36, width=320, height=180, speed_px=9))

    low, high = (
        make_video(tmp_path / f"{rate}.mp4", frames, 12, bitrate=rate).path.stat().st_size
        for rate in (80_000, 1_200_000)
    )

    assert low < high / 2


def test_a_truncated_copy_cannot_be_opened_as_mp4(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.mp4", patchwork(24), 12).path

    cut = truncated_copy(whole, tmp_path / "cut.mp4", share=0.5)

    assert whole.read_bytes().startswith(cut.read_bytes())
    with pytest.raises(av.error.InvalidDataError):
        list(read_frames(cut))


@pytest.mark.parametrize(
    ("frames", "settings", "said"),
    [
        ([], {}, "at least one frame"),
        ([np.zeros((9, 16, 3), np.uint8)], {}, "even width and height"),
        ([np.zeros((16, 16), np.uint8)], {}, "a frame is"),
        ([np.zeros((16, 16, 3), np.uint8), np.zeros((16, 18, 3), np.uint8)], {}, "unlike the first"),
        ([np.zeros((16, 16, 3), np.uint8)] * 2, {"timestamps_ms": [5, 5]}, "timestamps rise"),
        ([np.zeros((16, 16, 3), np.uint8)] * 2, {"timestamps_ms": [5]}, "more frames than"),
        ([np.zeros((16, 16, 3), np.uint8)] * 2, {"timestamps_ms": [1, 2, 3]}, "3 timestamps for 2 frames"),
        ([np.zeros((16, 16, 3), np.uint8)], {"rotation_deg": 45}, "a rotation is"),
    ],
)
def test_frames_that_make_no_video_are_refused(
    tmp_path: Path, frames: list[np.ndarray], settings: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        make_video(tmp_path / "refused.mp4", frames, 12, **settings)


def test_counters_can_be_told_apart_and_colour_fields_are_plain() -> None:
    numbers = list(counters(5))
    fields = list(colour_fields(12, frames_each=6))

    assert len({frame.tobytes() for frame in numbers}) == 5
    assert len({frame.tobytes() for frame in fields}) == 2
    assert all(np.ptp(frame, axis=(0, 1)).max() == 0 for frame in fields)


def test_a_repost_is_cut_then_flipped_then_scaled_then_captioned() -> None:
    original = next(patchwork(1, width=200, height=120, seed=9))

    [plain] = reposted([original], crop=(0.1, 0.1, 0.9, 0.9), mirror=True)
    [whole] = reposted(
        [original], crop=(0.1, 0.1, 0.9, 0.9), mirror=True, size=(200, 120), caption="HERE, NOW"
    )

    assert np.array_equal(plain, original[12:108, 20:180][:, ::-1])
    assert whole.shape == original.shape
    assert whole[-8:].mean() < whole[:60].mean() / 2


def test_flipping_twice_and_a_whole_crop_change_nothing() -> None:
    picture = next(patchwork(1, seed=5))

    assert np.array_equal(mirrored(mirrored(picture)), picture)
    assert np.array_equal(cropped(picture, (0, 0, 1, 1)), picture)
    with pytest.raises(ValueError, match="leaves nothing"):
        cropped(picture, (0.5, 0.5, 0.5, 0.9))


def test_a_caption_leaves_the_rest_of_the_picture_alone() -> None:
    picture = next(patchwork(1, width=200, height=100, seed=6))

    marked = captioned(picture, "SEEN HERE", share=0.2)

    assert np.array_equal(marked[:80], picture[:80])
    assert not np.array_equal(marked[80:], picture[80:])


def test_pictures_come_back_from_png_as_they_were(tmp_path: Path) -> None:
    picture = next(patchwork(1, seed=7))

    assert np.array_equal(read_picture(make_picture(tmp_path / "a.png", picture)), picture)
    jpeg = read_picture(make_picture(tmp_path / "a.jpg", picture))
    assert np.abs(jpeg.astype(int) - picture).mean() < 8


def test_sounds_last_as_long_as_asked_and_differ_by_seed() -> None:
    assert tone(0.5).duration_s == 0.5
    assert np.array_equal(melody(1, seed=1).samples, melody(1, seed=1).samples)
    assert not np.array_equal(melody(1, seed=1).samples, melody(1, seed=2).samples)
    assert np.abs(fire_night(1).samples).max() > 3000
