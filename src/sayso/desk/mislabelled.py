"""Files that are named as footage and are none: what they look like instead, in words for a person."""

from __future__ import annotations

from pathlib import PurePath

from sayso.exhibits.sniff import UNKNOWN, family
from sayso.parsers.errors import EMPTY

FOOTAGE = ("video", "picture", "sound")
# Names by which people know footage; what bytes are is told by the bytes themselves.
SUFFIXES = (
    *(".3gp", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".ogv"),
    *(".webm", ".wmv"),
    *(".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"),
    *(".aac", ".aif", ".aiff", ".amr", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav", ".wma"),
)


def is_footage(media_type: str) -> bool:
    """Tell whether something is read as a video, a picture or sound."""
    return family(media_type) in FOOTAGE


def is_named_as_footage(name: str) -> bool:
    """Tell whether a file's name says that it is a video, a picture or sound."""
    return PurePath(name).suffix.lower() in SUFFIXES


def why_no_footage(media_type: str, size_bytes: int) -> str:
    """Say what a file is instead of footage."""
    if size_bytes == 0:
        return EMPTY
    if media_type == UNKNOWN:
        return "it is not like any video, picture or sound that is known here"
    looks = {"text": "a text", "pdf": "a PDF"}.get(family(media_type), "another kind of file")
    return f"it is no video, picture or sound: its bytes are those of {looks} ({media_type})"
