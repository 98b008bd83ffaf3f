"""What a source brings in from the world: captures, and what could not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sayso.values import Method, Progress

DOCUMENT_KINDS = ("article", "statement", "post")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What was recorded about a piece of material, as its source or a person gave it.

    All of it is somebody's word, never checked here. None and () mean: not recorded.
    """

    doc_id: str | None = None  # its short name within the folder it came in
    kind: str | None = None  # one of DOCUMENT_KINDS
    style: str | None = None  # such as "wire" or "telegram"; describes only
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None  # ISO 8601 as exact as stated: a year, a month, a day or a time
    url: str | None = None
    post_id: str | None = None  # the number of a post in its publisher's channel
    forwarded_from: str | None = None  # the channel that a post was forwarded from
    language: str | None = None
    cites: tuple[str, ...] = ()  # doc_ids that this one names or copies
    attachments: tuple[str, ...] = ()  # names of files that the post or article carries

    def to_json(self) -> dict[str, object]:
        """Return what is recorded as JSON values; what is not recorded is left out."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a capture."""

    role: str  # "original" or "sidecar"
    path: Path  # where its bytes can be read now
    name: str  # as its source named it; never used as a path
    link: Path | None = None  # the link that led to `path`, where one did


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One piece of material, with how and when it was got."""

    target: str  # what was asked for
    source: Method
    started_at: datetime
    original: Part
    description: Description
    sidecar: Part | None = None  # the file that the description was read from
    gaps: tuple[str, ...] = ()  # what belongs to it and could not be taken, with the reason
    beside: tuple[Part, ...] = ()  # what it came in, and is kept along with it


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """Something that was asked for and is not in: which, and why."""

    name: str
    reason: str
    is_by_rule: bool = False  # left out by a rule that holds for all, such as for hidden files: no failure
    is_damage: bool = False  # it could not be taken because what the archive has of the same bytes is damaged


class CaptureSource(Protocol):
    """A way to get material: one file in `capture/sources/`, one line in its table."""

    name: str
    version: str

    def accepts(self, target: str) -> bool:
        """Tell whether this source can take `target`."""

    def capture(self, target: str, *, progress: Progress) -> Iterator[Capture | NotTaken]:
        """Take `target`, piece by piece; what cannot be taken is said, and does not stop the rest."""
