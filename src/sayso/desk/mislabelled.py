"""Files that are not what their names say: what they look like instead, in words for a person."""

from __future__ import annotations

from pathlib import PurePath

from sayso.exhibits.sniff import UNKNOWN, Family, family
from sayso.parsers.errors import EMPTY

FOOTAGE = ("video", "picture", "sound")
# Names by which people know what a file is; what bytes are is told by the bytes themselves.
NAMED: dict[Family, tuple[str, ...]] = {
    "video": (
        *(".3gp", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".ogv"),
        *(".webm", ".wmv"),
    ),
    "picture": (
        *(".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"),
    ),
    "sound": (*(".aac", ".aif", ".aiff", ".amr", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav", ".wma"),),
    "pdf": (".pdf",),
    "text": (".csv", ".htm", ".html", ".json", ".md", ".txt"),
}
IS_A: dict[Family, str] = {
    "video": "a video",
    "picture": "a picture",
    "sound": "a recording of sound",
    "pdf": "a PDF",
    "text": "a text",
    "other": "another kind of file",
}


def is_footage(media_type: str) -> bool:
    """Tell whether something is read as a video, a picture or sound."""
    return family(media_type) in FOOTAGE


def is_named_as_footage(name: str) -> bool:
    """Tell whether a file's name says that it is a video, a picture or sound."""
    return _named_as(name) in FOOTAGE


def why_no_footage(media_type: str, size_bytes: int) -> str:
    """Say what a file is instead of footage."""
    if size_bytes == 0:
        return EMPTY
    if media_type == UNKNOWN:
        return "it is not like any video, picture or sound that is known here"
    looks = IS_A[family(media_type)]
    return f"it is no video, picture or sound: its bytes are those of {looks} ({media_type})"


def is_otherwise(name: str, media_type: str) -> str:
    """Say what bytes are where a file's name says something else; "" where they agree, or nobody knows.

    Videos and recordings of sound share their kinds of file, and so do texts and what programs read.
    """
    named, kind = _named_as(name), family(media_type)
    goes_together = {named, kind} <= {"video", "sound"} or (named, kind) == ("text", "other")
    if named is None or media_type == UNKNOWN or named == kind or goes_together:
        return ""
    return f"{IS_A[kind]} ({media_type})"


def _named_as(name: str) -> Family | None:
    """Return what a file's name says that it is; None where that says nothing."""
    suffix = PurePath(name).suffix.lower()
    return next((kind for kind, suffixes in NAMED.items() if suffix in suffixes), None)
