"""Texts and pictures, read in a child and checked here."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from sayso.parsers.errors import CouldNotRead, ReaderBroke, printable
from sayso.parsers.idle_workers import ask_worker
from sayso.parsers.limits import PICTURE_LIMITS, TEXT_LIMITS, Limits
from sayso.parsers.types import PictureRead, ReadText
from sayso.values import TextSpan

TEXT_READERS = {
    "text/plain": "text",
    "text/markdown": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
}
MAX_NOTES = 1000


def read_text(path: Path, media_type: str, *, limits: Limits = TEXT_LIMITS) -> ReadText:
    """Return the text of a text file, web page or PDF.

    Args:
        path: the captured bytes.
        media_type: what they are; one of TEXT_READERS, or any other text/*, which is read as plain.
        limits: what the child may use.

    A plain UTF-8 file gives exactly its code points, newlines as they are.
    `notes` says what was not plain: the encoding, NULs, pages without text.

    Raises:
        CouldNotRead: when the file cannot be read as that type, or the reader was
            stopped (ReaderStopped) or broke down (ReaderBroke).
    """
    plain = "text" if media_type.startswith("text/") else None  # subtitles, tables: as they are
    reader = TEXT_READERS.get(media_type, plain)
    if reader is None:
        raise CouldNotRead(path.name, f"{media_type} is no type of text that is read here")
    head, data = ask_worker(reader, path, {}, limits)
    try:
        text = data.decode("utf-8")
        title = head["title"]
        return ReadText(
            text=text,
            title=printable(title) if isinstance(title, str) and title.strip() else None,
            media_type=media_type,
            pages=_spans(head["pages"], text),
            notes=checked_notes(head["notes"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderBroke(path.name, "its answer does not hold together") from error


def read_picture(path: Path, *, max_side: int | None = None, limits: Limits = PICTURE_LIMITS) -> PictureRead:
    """Return a picture upright, in RGB.

    Args:
        path: the captured bytes.
        max_side: the most pixels of its longer side; None gives it as large as it is.
        limits: what the child may use.

    Raises:
        CouldNotRead: when it is no picture, is damaged, or asks for more pixels than
            are decoded, or the reader was stopped or broke down.
    """
    from sayso.parsers.pixels import checked_pixels, checked_size

    head, data = ask_worker("picture", path, {"max_side": max_side}, limits)
    try:
        width, height = checked_size(head["width"], head["height"])
        rgb = checked_pixels(data, head["shown_width"], head["shown_height"])
        kind = head["format"]
        if not isinstance(kind, str):
            raise TypeError(kind)
        notes, unread = notes_and_unread(head)
        return PictureRead(
            rgb=rgb, width=width, height=height, format=printable(kind, 20), notes=notes, unread=unread
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderBroke(path.name, "its answer does not hold together") from error


def checked_notes(notes: object) -> tuple[str, ...]:
    """Take a child's notes.

    Raises:
        TypeError: when they are not a list of strings.
    """
    if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
        raise TypeError("notes are a list of strings")
    return tuple(printable(note) for note in notes[:MAX_NOTES])


def notes_and_unread(head: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take all notes of a child that tells those apart that say that a part could not be read, and these.

    Raises:
        KeyError: when it does not tell them apart.
        TypeError: as `checked_notes`.
    """
    unread = checked_notes(head["unread"])
    return (*unread, *checked_notes(head["notes"])), unread


def _spans(pages: object, text: str) -> tuple[TextSpan, ...]:
    if not isinstance(pages, list):
        raise TypeError("pages are a list of spans")
    spans = tuple(TextSpan(int(start), int(end)) for start, end in pages)
    if any(span.end > len(text) for span in spans):
        raise ValueError("a page reaches past the text")
    if any(left.end > right.start for left, right in pairwise(spans)):
        raise ValueError("pages overlap")
    return spans
