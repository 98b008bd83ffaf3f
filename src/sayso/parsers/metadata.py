"""What a file claims about itself: when it was made, where, with what, and what was done to it since.

Read by exiftool where that is installed, else by Pillow and PyAV, in processes with limits. All of it
is somebody's word: a device's clock is set by hand, and every tag can be written by anybody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sayso.parsers import exiftool
from sayso.parsers.claimed_places import ClaimedPlace, claimed_places
from sayso.parsers.claimed_times import ClaimedTime, claimed_times
from sayso.parsers.errors import CouldNotRead, printable
from sayso.parsers.idle_workers import ask_worker
from sayso.parsers.limits import TAGS_LIMITS, Limits
from sayso.parsers.tags import MOST_TAGS, group_of, name_of, plain
from sayso.values import utc_now

__all__ = ["ClaimedPlace", "ClaimedTime", "Metadata", "read_metadata"]

_DEVICE = re.compile(
    r"(Make|Model|LensModel|LensID|SerialNumber|InternalSerialNumber|HostComputer)$|AndroidM\w+$"
)
_SOFTWARE = re.compile(
    r"(Software|CreatorTool|SoftwareAgent|Encoder|EncodingTool|WritingApp|MuxingApp|Producer|History)$|^encoder$"
)
_FILE_SYSTEM = ("System",)
_ERROR, _WARNING = "ExifTool:Error", "ExifTool:Warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a file claims about itself; {} and () where it claims nothing, or what it claims is not known."""

    read_by: tuple[str, ...]  # which readers read it, with their versions; () where none could
    not_read: tuple[str, ...]  # why, where one could not
    not_known: tuple[str, ...]  # why it may claim more than was found; () where all of it was looked at
    times: tuple[ClaimedTime, ...]
    places: tuple[ClaimedPlace, ...]
    devices: Mapping[str, str]  # tag -> value
    software: Mapping[str, str]
    tags: Mapping[str, object]  # all that was found, cut to a size that can be shown
    notes: tuple[str, ...]


def read_metadata(
    path: Path, *, limits: Limits = TAGS_LIMITS, use_exiftool: bool = True, now: datetime | None = None
) -> Metadata:
    """Read what a file claims about itself; what could not be read is said, never taken for nothing.

    Args:
        use_exiftool: False reads with Pillow and PyAV even where exiftool is installed.
        now: times after it are remarked on; this machine's clock where None.
    """
    found = _found(_readings(path, limits, use_exiftool=use_exiftool))
    tags = found.tags
    known = {printable(str(tag), 120): plain(tags[tag]) for tag in list(tags)[:MOST_TAGS]}
    claimed = {tag: value for tag, value in known.items() if group_of(tag) not in (*_FILE_SYSTEM, "ExifTool")}
    claimed.pop("SourceFile", None)
    times = tuple(claimed_times(claimed, now or utc_now()))
    return Metadata(
        read_by=tuple(found.read_by),
        not_read=tuple(found.not_read),
        not_known=(*_unseen(path, found.read_by, limits), *found.warnings),
        times=times,
        places=tuple(claimed_places(claimed)),
        devices=_texts(claimed, _DEVICE),
        software=_texts(claimed, _SOFTWARE),
        tags=claimed,
        notes=tuple(_notes(times, claimed)),
    )


@dataclass(slots=True)
class _Found:
    """What readers gave, one after the other."""

    tags: dict[str, Any] = field(default_factory=dict)
    read_by: list[str] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _found(readings: Iterable[tuple[str, dict[str, Any] | CouldNotRead]]) -> _Found:
    """Join what readers gave; of a tag that several gave, the last one's value stands."""
    joined = _Found()
    for name, given in readings:
        if isinstance(given, CouldNotRead):
            joined.not_read.append(f"{name}: {given.reason}")
            continue
        version = given.pop("ExifTool:ExifToolVersion", given.pop("reader version", ""))
        if (error := given.pop(_ERROR, None)) is None:
            joined.read_by.append(f"{name} {version}".strip())
        else:
            joined.not_read.append(f"{name}: {printable(str(error))}")
        if (warning := given.pop(_WARNING, None)) is not None:
            joined.warnings.append(f"{name} warns: {printable(str(warning))}")
        joined.tags.update(given)
    return joined


def _readings(
    path: Path, limits: Limits, *, use_exiftool: bool
) -> Iterator[tuple[str, dict[str, Any] | CouldNotRead]]:
    """Ask exiftool, and where it is not there or cannot, the readers that always are."""
    if use_exiftool and exiftool.exiftool_path() is not None:
        try:
            tags = exiftool.read_tags(path, limits=limits)
            is_read = _ERROR not in tags
            yield "exiftool", tags
            if is_read:
                return
        except CouldNotRead as error:
            yield "exiftool", error
    for name, reader in (("Pillow", "picture tags"), ("PyAV", "container tags")):
        try:
            _, data = ask_worker(reader, path, {}, limits)
            tags = json.loads(data)
            yield name, tags if isinstance(tags, dict) else CouldNotRead(path.name, "it gave no tags")
        except CouldNotRead as error:
            yield name, error
        except ValueError:
            yield name, CouldNotRead(path.name, "its answer cannot be read")


def _unseen(path: Path, read_by: Sequence[str], limits: Limits) -> Iterator[str]:
    """Give why nobody can say that a file claims no more than was found."""
    if not read_by:
        yield "no reader could read it"
    elif not any(name.startswith("exiftool") for name in read_by):
        yield "exiftool did not read it: XMP and much else was not looked for"
    try:
        head, _ = ask_worker("ending", path, {}, limits)
    except CouldNotRead as error:
        yield f"whether all of the file is there could not be seen: {error.reason}"
        return
    if head["ends_early"]:
        yield f"the file {head['ends_early']}: nobody can see what is missing"


def _texts(tags: Mapping[str, object], wanted: re.Pattern[str]) -> dict[str, str]:
    return {
        tag: printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for tag, value in tags.items()
        if wanted.search(name_of(tag)) and group_of(tag) not in ("Composite", "File")
    }


def _notes(times: tuple[ClaimedTime, ...], tags: Mapping[str, object]) -> Iterator[str]:
    yield "all of this is claimed by the file; when it came to this disk says nothing of when it was made"
    made = sorted(time.at[:10] for time in times if time.what == "made" and time.at)
    if made and made[0] != made[-1]:
        yield f"its tags disagree on when it was made: from {made[0]} to {made[-1]}"
    changed = max((time.at[:10] for time in times if time.what == "changed" and time.at), default="")
    if made and changed > made[-1]:
        yield f"it says that it was changed after it was made: {changed}"
    if made and changed and changed < made[0]:
        yield f"it says that it was changed before it was made: {changed}"
    if any(name_of(tag) == "History" or "DerivedFrom" in tag for tag in tags):
        yield "it carries a history of edits, or names what it was derived from"
