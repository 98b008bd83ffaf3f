"""Sound comes out as samples of one channel that keep their places in time."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from sayso.parsers import CouldNotRead, open_video, read_audio
from sayso.testing.sounds import tone
from sayso.testing.videos import make_video


def grey_clip(path: Path, seconds: int, *, with_sound: bool) -> Path:
    frames = [np.full((48, 64, 3), 99, dtype=np.uint8)] * (seconds * 5)
    return make_video(path, frames, fps=5, sound=tone(seconds, pitch_hz=500) if with_sound else None).path


def wav(path: Path, channels: int, seconds: float, rate: int = 8000) -> Path:
    count = int(rate * seconds)
    with av.open(str(path), "w") as container:
        layout = "mono" if channels == 1 else "stereo"
        stream = container.add_stream("pcm_s16le", rate=rate, layout=layout)
        samples = np.full((1, count * channels), 8192, dtype=np.int16)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_a_tone_keeps_its_pitch_length_and_place(tmp_path: Path) -> None:
    sound = read_audio(grey_clip(tmp_path / "clip.mp4", 4, with_sound=True))

    spectrum = np.abs(np.fft.rfft(sound.samples[11025 : 2 * 11025]))
    assert sound.rate == 11025
    assert len(sound.samples) == pytest.approx(4 * 11025, rel=0.02)
    assert int(spectrum.argmax()) == 500
    assert sound.start_s == pytest.approx(0, abs=0.05)
    assert sound.notes == ()


def test_the_sound_of_a_video_is_the_same_when_its_picture_was_read_before(tmp_path: Path) -> None:
    path = grey_clip(tmp_path / "clip.mp4", 2, with_sound=True)

    with open_video(path) as video:
        frames = list(video)
        along = video.read_audio()
    alone = read_audio(path)

    assert frames
    assert (along.samples == alone.samples).all()
    assert (along.start_s, along.notes) == (alone.start_s, alone.notes)


def test_the_sound_of_a_video_can_be_read_before_its_last_frame(tmp_path: Path) -> None:
    path = grey_clip(tmp_path / "clip.mp4", 2, with_sound=True)

    with open_video(path) as video:
        next(iter(video))
        along = video.read_audio()

    assert (along.samples == read_audio(path).samples).all()


def test_two_channels_are_mixed_to_one(tmp_path: Path) -> None:
    sound = read_audio(wav(tmp_path / "a.wav", 2, 1.0), rate=8000)

    assert sound.samples.dtype == np.float32
    assert len(sound.samples) == 8000
    assert sound.samples[100:7900] == pytest.approx(0.25, abs=0.01)


def test_what_is_longer_than_asked_is_cut_and_that_is_said(tmp_path: Path) -> None:
    sound = read_audio(wav(tmp_path / "a.wav", 1, 3.0), rate=8000, max_s=1.5)

    assert len(sound.samples) == 12_000
    assert sound.notes == sound.unread == ("only the first 1.5 s were read",)


def test_a_video_without_sound_is_refused_with_that_reason(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRead, match="there is no sound in it"):
        read_audio(grey_clip(tmp_path / "clip.mp4", 1, with_sound=False))


def test_a_gap_in_the_sound_stands_as_silence(tmp_path: Path) -> None:
    path = tmp_path / "gap.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        for start in (0, 16_000):
            frame = av.AudioFrame.from_ndarray(np.full((1, 8000), 8192, dtype=np.int16), "s16", "mono")
            frame.sample_rate, frame.pts = 8000, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    sound = read_audio(path, rate=8000)

    assert len(sound.samples) == pytest.approx(24_000, abs=200)
    assert np.abs(sound.samples[9_000:15_000]).max() == 0
    assert sound.samples[17_000:23_000] == pytest.approx(0.25, abs=0.01)
    assert "1.00 s without sound" in sound.notes[0]
    assert sound.unread == ()


@pytest.mark.parametrize(("rate", "max_s"), [(0, 1), (11025, 0)])
def test_a_question_that_makes_no_sense_is_refused(tmp_path: Path, rate: int, max_s: float) -> None:
    with pytest.raises(ValueError, match="no sound of"):
        read_audio(tmp_path / "a.wav", rate=rate, max_s=max_s)
