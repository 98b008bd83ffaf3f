"""Fingerprints of videos and pictures, whole, damaged and empty."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from sayso.footage.fingerprinting import (
    FRAMES_A_SECOND,
    fingerprint_method,
    fingerprint_picture,
    fingerprint_video,
    print_from_json,
    print_of_frames,
    print_to_json,
)
from sayso.parsers import CouldNotRead
from sayso.testing.frames import colour_fields, patchwork
from sayso.testing.videos import Sound, make_video, truncated_copy
from sayso.values import digest_bytes

EXHIBIT = digest_bytes(b"an invented clip")


def test_a_video_gives_a_hash_at_every_step_with_its_time(tmp_path):
    video = make_video(tmp_path / "clip.mp4", patchwork(36, seed=1), 12)

    footage = fingerprint_video(video.path, EXHIBIT)

    assert [frame.at.seconds for frame in footage.keyframes] == [n / FRAMES_A_SECOND for n in range(12)]
    assert all(frame.hash is not None and len(frame.hash) == 32 for frame in footage.keyframes)
    assert (footage.width, footage.height, footage.is_still) == (192, 108, False)
    assert footage.duration_s == pytest.approx(3.0)
    assert footage.method == fingerprint_method()
    assert footage.notes == ("it has no sound track",)
    assert footage.sound is None


def test_the_same_bytes_give_the_same_fingerprint_and_it_survives_storing(tmp_path):
    video = make_video(tmp_path / "clip.mp4", patchwork(12, seed=1), 12)

    first, second = fingerprint_video(video.path, EXHIBIT), fingerprint_video(video.path, EXHIBIT)

    assert first == second
    assert print_from_json(print_to_json(first)) == first


def test_plain_frames_are_marked_rather_than_hashed(tmp_path):
    video = make_video(tmp_path / "plain.mp4", colour_fields(24), 12)

    footage = fingerprint_video(video.path, EXHIBIT)

    assert len(footage.keyframes) == 8
    assert {frame.unusable for frame in footage.keyframes} <= {"too plain", "near-black"}
    assert all(frame.hash is None for frame in footage.keyframes)


def test_a_letterboxed_repost_has_the_hashes_of_what_it_frames(tmp_path):
    frames = list(patchwork(24, seed=2))
    boxed = [np.pad(frame, ((40, 40), (0, 0), (0, 0))) for frame in frames]
    plain = make_video(tmp_path / "plain.mp4", frames, 12)
    framed = make_video(tmp_path / "boxed.mp4", boxed, 12)

    one, other = fingerprint_video(plain.path, EXHIBIT), fingerprint_video(framed.path, EXHIBIT)

    assert other.keyframes[0].inside is not None
    for a, b in zip(one.keyframes, other.keyframes, strict=True):
        assert (int.from_bytes(a.hash) ^ int.from_bytes(b.hash)).bit_count() <= 40


def test_progress_is_told_in_frames(tmp_path):
    video = make_video(tmp_path / "clip.mp4", patchwork(24, seed=1), 12)
    told = []

    fingerprint_video(video.path, EXHIBIT, progress=lambda *said: told.append(said[:2]))

    assert told == [(n, 8) for n in range(8)]


def test_a_truncated_video_gives_what_can_be_read_and_says_so(tmp_path):
    video = make_video(tmp_path / "clip.mkv", patchwork(120, seed=3), 12)
    cut = truncated_copy(video.path, tmp_path / "cut.mkv", share=0.5)

    footage = fingerprint_video(cut, EXHIBIT)

    assert 0 < len(footage.keyframes) < 40
    assert footage.notes


def test_sound_without_a_picture_gives_no_keyframes_and_says_so(tmp_path):
    tone = (np.sin(np.arange(48_000) / 20) * 8000).astype(np.int16)
    video = make_video(tmp_path / "clip.mp4", patchwork(12, seed=1), 12, sound=Sound(tone))
    import av

    with av.open(str(video.path)) as given, av.open(str(tmp_path / "sound.m4a"), "w", format="mp4") as taken:
        stream = taken.add_stream_from_template(given.streams.audio[0])
        for packet in given.demux(given.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                taken.mux(packet)

    footage = fingerprint_video(tmp_path / "sound.m4a", EXHIBIT)

    assert footage.keyframes == ()
    assert any("no picture" in note for note in footage.notes)


@pytest.mark.parametrize("content", [b"", b"not a video at all", b"\x00" * 4096])
def test_what_is_no_video_cannot_be_read(tmp_path, content):
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)

    with pytest.raises(CouldNotRead):
        fingerprint_video(path, EXHIBIT)


def test_a_missing_file_cannot_be_read(tmp_path):
    with pytest.raises((CouldNotRead, FileNotFoundError)):
        fingerprint_video(tmp_path / "nowhere.mp4", EXHIBIT)


def test_a_picture_is_one_keyframe_at_the_start(tmp_path):
    Image.fromarray(next(patchwork(1, seed=4, width=900, height=500))).save(tmp_path / "still.png")

    footage = fingerprint_picture(tmp_path / "still.png", EXHIBIT)

    [frame] = footage.keyframes
    assert footage.is_still
    assert frame.at.seconds == 0
    assert frame.hash is not None
    assert (footage.width, footage.height, footage.duration_s) == (900, 500, None)


def test_no_frames_give_a_fingerprint_without_keyframes():
    assert print_of_frames([], EXHIBIT, width=0, height=0).keyframes == ()


def test_times_are_kept_in_the_time_base_of_the_file(tmp_path):
    stamps = [0, 90, 300, 620, 900, 1330, 1700]
    video = make_video(tmp_path / "uneven.mp4", patchwork(7, seed=5), 12, timestamps_ms=stamps)

    footage = fingerprint_video(video.path, EXHIBIT)

    assert all(isinstance(frame.at.time_base, Fraction) for frame in footage.keyframes)
    assert {round(frame.at.seconds * 1000) for frame in footage.keyframes} <= set(stamps)
