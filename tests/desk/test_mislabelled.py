"""Files whose bytes are another kind of thing than their names say are named with what they are."""

from __future__ import annotations

import pytest

from sayso.desk.mislabelled import is_otherwise, why_no_footage


@pytest.mark.parametrize(
    ("name", "media_type", "told"),
    [
        ("letter.mp4", "text/plain", "a text (text/plain)"),
        ("frame.JPG", "video/mp4", "a video (video/mp4)"),
        ("clip.mov", "image/png", "a picture (image/png)"),
        ("notes.txt", "image/jpeg", "a picture (image/jpeg)"),
        ("report.pdf", "text/html", "a text (text/html)"),
        ("film.mp4", "application/zip", "another kind of file (application/zip)"),
    ],
)
def test_a_name_that_says_something_else_than_the_bytes_is_told(
    name: str, media_type: str, told: str
) -> None:
    assert is_otherwise(name, media_type) == told


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("clip.mp4", "video/quicktime"),
        ("voice.mp4", "audio/mp4"),
        ("song.ogg", "video/ogg"),
        ("post", "video/mp4"),
        ("notes.v2", "text/plain"),
        ("page.html", "application/xhtml+xml"),
        ("letter.mp4", "application/octet-stream"),
    ],
)
def test_what_goes_together_or_nobody_knows_is_not(name: str, media_type: str) -> None:
    assert is_otherwise(name, media_type) == ""


def test_what_is_called_footage_and_is_none_is_said_to_be_what_it_is() -> None:
    assert why_no_footage("application/pdf", 9).endswith("its bytes are those of a PDF (application/pdf)")
    assert "another kind of file (application/zip)" in why_no_footage("application/zip", 9)
