"""Recordings of sound are footage, too: searched for, searched with, and shown in the dossier."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from sayso.desk.copies import find_case_copies, find_clip_copies
from sayso.desk.dossier import publish_dossier
from sayso.desk.intake import import_paths
from sayso.footage.networks import NetworkUnusable
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.testing.frames import patchwork
from sayso.testing.sounds import melody
from sayso.testing.videos import Sound, make_video

ACTOR = "Ada Tester"
MELODY = melody(10, seed=8)


def write_wav(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(MELODY.rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


@pytest.fixture
def heard(tmp_path: Path) -> tuple[Path, Path]:
    """A clip with sound, and six seconds of that sound from its third on."""
    clip = make_video(tmp_path / "square.mp4", patchwork(120, seed=6), 12, sound=MELODY).path
    part = write_wav(tmp_path / "voice.wav", MELODY.samples[3 * 48_000 : 9 * 48_000])
    return clip, part


def test_a_recording_of_sound_is_searched_for_with_the_rest_of_a_case(
    archive: Archive, heard: tuple[Path, Path]
) -> None:
    import_paths(archive, list(heard), "The square", actor=ACTOR)

    found = find_case_copies(archive, "the-square", actor=ACTOR)

    assert [copy.kind for copy in found.copies] == ["same-sound"] * 2  # from both sides
    assert found.not_looked == ()
    [from_voice] = [copy for copy in found.copies if copy.query == queries.find_item("voice.wav").exhibit]
    assert abs(from_voice.segments[0].found_start_s - 3) < 0.3


def test_a_recording_that_is_only_listened_to_finds_the_clip(
    archive: Archive, heard: tuple[Path, Path]
) -> None:
    import_paths(archive, [heard[0]], "The square", actor=ACTOR)

    [copy] = find_clip_copies(archive, heard[1], actor=ACTOR).search.copies

    assert (copy.kind, copy.found) == ("same-sound", queries.find_item("square.mp4").exhibit)


def test_a_dossier_shows_a_shared_sound_track_as_one(
    archive: Archive, heard: tuple[Path, Path], tmp_path: Path
) -> None:
    import_paths(archive, list(heard), "The square", actor=ACTOR)

    published = publish_dossier(archive, "The square", tmp_path / "square.html", actor=ACTOR)

    assert [shown.copy.kind for shown in published.dossier.copies] == ["same-sound"]
    assert "The same sound track" in (tmp_path / "square.html").read_text("utf-8")
    assert "pairs of other sounds" in published.dossier.copies[0].error_rate


def test_two_clips_with_one_sound_and_two_pictures_share_their_sound_only(
    archive: Archive, heard: tuple[Path, Path], tmp_path: Path
) -> None:
    other = make_video(
        tmp_path / "other.mp4", patchwork(84, seed=77), 12, sound=Sound(MELODY.samples[: 7 * 48_000])
    ).path
    import_paths(archive, [heard[0], other], "The square", actor=ACTOR)

    kinds = {copy.kind for copy in find_case_copies(archive, "the-square", actor=ACTOR).copies}

    assert kinds == {"same-sound"}


def test_a_network_that_is_none_is_said_before_anything_is_done(
    archive: Archive, heard: tuple[Path, Path], tmp_path: Path
) -> None:
    import_paths(archive, [heard[0]], "The square", actor=ACTOR)

    with pytest.raises(NetworkUnusable):
        find_case_copies(archive, "the-square", actor=ACTOR, descriptor=tmp_path / "nowhere.onnx")
