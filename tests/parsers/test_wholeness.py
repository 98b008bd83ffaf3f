"""A recording that is cut short is known by the sizes that it states."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parsers.wholeness import missing_bytes
from sayso.testing.videos import make_video


@pytest.fixture(params=["mp4", "mov", "mkv", "avi"])
def recording(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    frames = [np.full((32, 32, 3), 8 * number, dtype=np.uint8) for number in range(20)]
    return make_video(tmp_path / f"clip.{request.param}", frames).path.read_bytes()


def test_a_whole_recording_lacks_nothing(recording: bytes) -> None:
    assert missing_bytes(io.BytesIO(recording)) == 0


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_cut_one_lacks_what_was_cut(recording: bytes, cut: int) -> None:
    missing = missing_bytes(io.BytesIO(recording[:-cut]))

    assert 0 < missing <= cut


def test_more_than_is_stated_is_not_less(recording: bytes) -> None:
    assert missing_bytes(io.BytesIO(recording + b"\0" * 64)) == 0


@given(
    st.sampled_from([b"", b"RIFF", b"\x1aE\xdf\xa3", b"\0\0\0\x10ftyp", b"\0\0\0\1mdat"]),
    st.binary(max_size=80),
)
def test_any_bytes_have_an_answer_and_are_left_at_their_start(start: bytes, rest: bytes) -> None:
    stream = io.BytesIO(start + rest)

    assert missing_bytes(stream) >= 0
    assert stream.tell() == 0
