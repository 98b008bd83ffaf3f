"""A recording is found by its sound, with its seconds, where neither chance nor repetition explains it."""

from __future__ import annotations

import wave
from dataclasses import replace

import av
import numpy as np
import pytest

from sayso.footage import sound as sound_module
from sayso.footage.codes import CodeIndex
from sayso.footage.fingerprinting import fingerprint_sound, fingerprint_video
from sayso.footage.listening import codes_of, track_of
from sayso.footage.prints import print_from_json, print_to_json
from sayso.footage.search import CopyIndex
from sayso.footage.sound import SoundIndex, Track
from sayso.parsers import SoundRead
from sayso.testing.contracts.sounds import tune
from sayso.testing.frames import patchwork
from sayso.testing.sounds import fire_night, melody
from sayso.testing.videos import Sound, make_video, sound_alone
from sayso.values import digest_bytes

RATE = 11025


def track(samples):
    sound = SoundRead(samples=np.asarray(samples, dtype=np.float32), rate=RATE, start_s=0.0)
    return track_of(codes_of(sound)[0])


def index_of(*tracks):
    index = SoundIndex()
    for one in tracks:
        index.add(one)
    return index


def part(sound, start_s, end_s):
    return Sound(sound.samples[round(start_s * sound.rate_hz) : round(end_s * sound.rate_hz)], sound.rate_hz)


def write_wav(path, sound):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate_hz)
        file.writeframes(sound.samples.astype("<i2").tobytes())
    return path


def write_mp3(path, sound):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libmp3lame", rate=sound.rate_hz, layout="mono")
        stream.codec_context.bit_rate = 48_000
        frame = av.AudioFrame.from_ndarray(sound.samples[None], format="s16p", layout="mono")
        frame.sample_rate = sound.rate_hz
        fifo = av.AudioFifo()
        fifo.write(frame)
        for piece in fifo.read_many(1152, partial=True):
            piece.pts = None
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def digest(name):
    return digest_bytes(name.encode())


MELODY = melody(12, seed=5)


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    """Fingerprints of a clip with sound, of one without, and of one whose track is silent."""
    folder = tmp_path_factory.mktemp("clips")
    quiet = Sound(np.zeros(6 * 48_000, dtype=np.int16))
    made = {
        "seen": make_video(folder / "seen.mp4", patchwork(144, seed=1), 12, sound=MELODY),
        "mute": make_video(folder / "mute.mp4", patchwork(36, seed=2), 12),
        "quiet": make_video(folder / "quiet.mp4", patchwork(72, seed=3), 12, sound=quiet),
    }
    return {name: fingerprint_video(video.path, digest(name)) for name, video in made.items()}


def test_a_part_is_found_at_its_offset_in_the_recording_that_has_it():
    whole = [tune(seed, RATE) for seed in range(4)]
    noise = np.random.default_rng(0).normal(0, 0.02, 5 * RATE)

    found = index_of(*map(track, whole)).search(track(0.4 * whole[2][3 * RATE : 8 * RATE] + noise), range(4))

    assert [stretch.owner for stretch in found] == [2]
    assert found[0].lag * 1365 / RATE == pytest.approx(3.0, abs=0.2)
    assert found[0].score > 0.5


def test_only_what_may_be_searched_is_found():
    whole = tune(1, RATE)

    assert index_of(track(whole)).search(track(whole[: 6 * RATE]), ()) == []


@pytest.mark.parametrize("kind", ["tone", "hum", "beat", "siren", "noise"])
def test_two_sounds_of_one_kind_are_not_the_same_sound(kind):
    times = np.arange(15 * RATE) / RATE
    made = []
    for take in (1, 2):
        rng = np.random.default_rng(take)
        plain = {
            "tone": 0.3 * np.sin(2 * np.pi * 440 * times),
            "hum": 0.2 * np.sin(2 * np.pi * 50 * times) + 0.1 * np.sin(2 * np.pi * 100 * times),
            "beat": 0.3 * np.sin(2 * np.pi * 220 * times) * ((times * 2) % 1 < 0.3),
            "siren": 0.3 * np.sin(2 * np.pi * (700 * times + 40 * np.sin(2 * np.pi * 0.4 * times + take))),
            "noise": rng.normal(0, 0.1, len(times)),
        }[kind]
        made.append(track(plain + rng.normal(0, 0.003, len(times))))

    assert index_of(made[0]).search(made[1], [0]) == []


def test_other_takes_of_one_kind_of_event_are_not_the_same_sound(tmp_path):
    one, other = (
        fingerprint_sound(write_wav(tmp_path / f"{seed}.wav", fire_night(15, seed=seed)), digest(str(seed)))
        for seed in (1, 2)
    )

    assert CopyIndex([one]).search(other).copies == ()


def test_an_empty_index_finds_nothing():
    codes = np.arange(5, dtype=np.uint32)

    assert len(CodeIndex().within(codes, 2).rows) == 0
    assert index_of(track([])).search(Track(codes, np.ones(5, dtype=bool)), [0]) == []


def test_a_code_that_is_everywhere_can_be_left_out():
    index = CodeIndex()
    index.add(np.array([7] * 10 + [1 << 20], dtype=np.uint32))
    asked = np.array([7, 1 << 20], dtype=np.uint32)

    assert index.within(asked, 0, most=5).rows.tolist() == [10]
    assert len(index.within(asked, 0).rows) == 11
    assert index.within(asked, 0, most=5, left_out=np.array([0, 6])).rows.tolist() == [6, 7, 8, 9, 10]


def test_a_kept_sound_does_not_crowd_out_its_own_copies(monkeypatch):
    monkeypatch.setattr(sound_module, "MOST_HITS", 1)
    codes = np.random.default_rng(5).integers(0, 1 << 32, 90, dtype=np.uint32)
    kept, copy = (Track(some, np.ones(len(some), dtype=bool)) for some in (codes, codes[20:70]))

    [stretch] = index_of(kept, copy).search(kept, {1})

    assert (stretch.owner, stretch.first, stretch.last, stretch.lag) == (1, 20, 70, -20)


@pytest.mark.parametrize("write", [write_wav, write_mp3])
def test_a_recording_of_sound_finds_the_clip_that_it_is_from_and_the_other_way_round(tmp_path, clips, write):
    path = write(tmp_path / f"part.{write.__name__[-3:]}", part(MELODY, 4, 10))
    heard = fingerprint_sound(path, digest("heard"))

    [copy] = CopyIndex(clips.values()).search(heard).copies
    [back] = CopyIndex([heard]).search(clips["seen"]).copies

    assert (copy.kind, copy.found, copy.techniques) == ("same-sound", digest("seen"), ("chroma",))
    [segment] = copy.segments
    assert segment.query_start_s == pytest.approx(0, abs=0.3)
    assert segment.query_end_s == pytest.approx(6, abs=0.5)
    assert segment.found_start_s == pytest.approx(4, abs=0.3)
    assert copy.speed == 1.0
    assert (back.kind, back.segments[0].query_start_s) == ("same-sound", pytest.approx(4, abs=0.3))


def test_a_clip_is_found_by_its_sound_when_its_picture_is_gone(tmp_path, clips):
    black = [np.zeros((108, 192, 3), dtype=np.uint8)] * 72
    video = make_video(tmp_path / "black.mp4", black, 12, sound=part(MELODY, 2, 8))

    search = CopyIndex(clips.values()).search(fingerprint_video(video.path, digest("black")))

    [copy] = search.copies
    assert (copy.kind, copy.found) == ("same-sound", digest("seen"))
    assert search.not_looked is None
    assert {skip.exhibit for skip in search.skipped} == {digest("mute"), digest("quiet")}


def test_sound_bears_a_picture_finding_out(tmp_path, clips):
    frames = list(patchwork(144, seed=1))[24:96]
    video = make_video(tmp_path / "cut.mp4", frames, 12, sound=part(MELODY, 2, 8))

    [copy] = CopyIndex(clips.values()).search(fingerprint_video(video.path, digest("cut"))).copies

    assert copy.kind == "same-footage"
    assert "chroma" in copy.techniques
    assert copy.details["sound_score"] > 0.5


def test_another_sound_under_the_same_picture_stands_beside_it(tmp_path, clips):
    frames = list(patchwork(144, seed=1))[24:96]
    video = make_video(tmp_path / "dubbed.mp4", frames, 12, sound=part(MELODY, 5, 11))

    copies = CopyIndex(clips.values()).search(fingerprint_video(video.path, digest("dubbed"))).copies

    assert {copy.kind for copy in copies} == {"same-footage", "same-sound"}
    assert all("chroma" not in copy.techniques for copy in copies if copy.kind == "same-footage")


def test_no_sound_silent_sound_and_unread_sound_are_told_apart(clips, tmp_path):
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"ID3" + bytes(4000))

    unread = fingerprint_sound(broken, digest("broken"))

    assert (clips["mute"].sound, clips["mute"].notes) == (None, ("it has no sound track",))
    assert clips["quiet"].sound is not None
    assert "its sound track is silent throughout" in clips["quiet"].notes
    assert unread.sound is None
    assert unread.unheard is not None
    assert unread.unheard in unread.notes
    assert unread.unheard.startswith("its sound could not be read: ")


def test_a_silent_recording_could_not_be_looked_for(tmp_path, clips):
    silent = fingerprint_sound(
        write_wav(tmp_path / "silent.wav", Sound(np.zeros(5 * 48_000, dtype=np.int16))), digest("silent")
    )

    search = CopyIndex(clips.values()).search(silent)

    assert search.copies == ()
    assert "silent throughout" in search.not_looked


def test_sound_that_could_not_be_read_is_said_beside_the_answer(clips):
    deaf = replace(clips["seen"], exhibit=digest("deaf"), sound=None, notes=("a reason",), unheard="a reason")

    by_sound = CopyIndex([deaf]).search(clips["seen"])
    by_deaf = CopyIndex([clips["seen"]]).search(deaf)

    assert "only its picture was searched" in by_sound.skipped[0].reason
    assert by_deaf.skipped[0].exhibit == digest("deaf")


def test_a_fingerprint_with_sound_is_read_as_it_was_written(clips):
    for footage in clips.values():
        assert print_from_json(print_to_json(footage)).sound == footage.sound


def test_an_audio_only_mp4_is_found(tmp_path, clips):
    heard = make_video(tmp_path / "both.mp4", patchwork(72, seed=9), 12, sound=part(MELODY, 3, 9))

    footage = fingerprint_video(sound_alone(heard.path, tmp_path / "only.mp4"), digest("only"))

    [copy] = CopyIndex(clips.values()).search(footage).copies
    assert (copy.kind, copy.found) == ("same-sound", digest("seen"))
