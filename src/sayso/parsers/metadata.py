"""What a file claims about itself: when it was made, where, with what, and what was done to it since.

Read by exiftool where that is installed, else by Pillow and PyAV, in processes with limits. All of it
is somebody's word: a device's clock is set by hand, and every tag can be written by anybody.

Sources: Exif 2.32 (CIPA DC-008), ISO/IEC 14496-12 and Apple's QuickTime File Format on times.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sayso.parsers import exiftool
from sayso.parsers.errors import CouldNotRead, printable
from sayso.parsers.idle_workers import ask_worker
from sayso.parsers.limits import TAGS_LIMITS, Limits
from sayso.values import utc_now

MOST_TAGS = 3000
LONGEST_VALUE = 2000  # code points
DEEPEST = 6

_TIME = re.compile(
    r"(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?\s*(Z|[+-]\d\d:?\d\d)?$",
    re.ASCII,
)
_NAMED_TIME = re.compile(r"Date|Time(?!Scale|Zone)")
_CONTAINER = re.compile(r"(QuickTime|Track[0-9]+|Media[0-9]*)$")
_OFFSETS = {
    "DateTimeOriginal": "OffsetTimeOriginal",
    "CreateDate": "OffsetTimeDigitized",
    "DateTimeDigitized": "OffsetTimeDigitized",
    "ModifyDate": "OffsetTime",
    "DateTime": "OffsetTime",
}
_DEVICE = re.compile(
    r"(Make|Model|LensModel|LensID|SerialNumber|InternalSerialNumber|HostComputer)$|AndroidM\w+$"
)
_SOFTWARE = re.compile(
    r"(Software|CreatorTool|SoftwareAgent|Encoder|EncodingTool|WritingApp|MuxingApp|Producer|History)$|^encoder$"
)
_LATITUDE = re.compile(r"GPSLatitude$")
_FILE_SYSTEM = ("System",)
_ERROR, _WARNING = "ExifTool:Error", "ExifTool:Warning"
_NO_TIMES = ("Composite", "ExifTool", "File", "ICC-header", "ICC_Profile")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedTime:
    """A time as a tag states it."""

    tag: str
    what: str  # "made", "changed" or "other"
    stated: str
    at: str | None  # ISO 8601, with a zone only where one is known; None where it states no time
    zone: str  # "stated", "UTC by the format" or "not stated"
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedPlace:
    """A place as tags state it."""

    tag: str
    latitude: float
    longitude: float
    notes: tuple[str, ...]


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
    tags: dict[str, Any] = {}
    read_by, not_read, warnings = [], [], []
    for name, found in _readings(path, limits, use_exiftool=use_exiftool):
        if isinstance(found, CouldNotRead):
            not_read.append(f"{name}: {found.reason}")
            continue
        version = found.pop("ExifTool:ExifToolVersion", found.pop("reader version", ""))
        if (error := found.pop(_ERROR, None)) is None:
            read_by.append(f"{name} {version}".strip())
        else:
            not_read.append(f"{name}: {printable(str(error))}")
        if (warning := found.pop(_WARNING, None)) is not None:
            warnings.append(f"{name} warns: {printable(str(warning))}")
        tags.update(found)
    known = {printable(str(tag), 120): _plain(tags[tag]) for tag in list(tags)[:MOST_TAGS]}
    claimed = {tag: value for tag, value in known.items() if _group(tag) not in (*_FILE_SYSTEM, "ExifTool")}
    claimed.pop("SourceFile", None)
    times = tuple(_times(claimed, now or utc_now()))
    return Metadata(
        read_by=tuple(read_by),
        not_read=tuple(not_read),
        not_known=(*_unseen(path, read_by, limits), *warnings),
        times=times,
        places=tuple(_places(claimed)),
        devices=_texts(claimed, _DEVICE),
        software=_texts(claimed, _SOFTWARE),
        tags=claimed,
        notes=tuple(_notes(times, claimed)),
    )


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


def _plain(value: object, depth: int = 0) -> object:
    """Return a tag's value as one that can be shown."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return printable(value, LONGEST_VALUE)
    if depth < DEEPEST and isinstance(value, list):
        return [_plain(item, depth + 1) for item in value[:MOST_TAGS]]
    if depth < DEEPEST and isinstance(value, dict):
        return {printable(str(name), 120): _plain(value[name], depth + 1) for name in list(value)[:MOST_TAGS]}
    return "…"


def _group(tag: str) -> str:
    return tag.partition(":")[0]


def _name(tag: str) -> str:
    return tag.rpartition(":")[2]


def _texts(tags: Mapping[str, object], wanted: re.Pattern[str]) -> dict[str, str]:
    return {
        tag: printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for tag, value in tags.items()
        if wanted.search(_name(tag)) and _group(tag) not in ("Composite", "File")
    }


def _times(tags: Mapping[str, object], now: datetime) -> Iterator[ClaimedTime]:
    for tag, value in tags.items():
        is_gps = tag == "Composite:GPSDateTime"
        if not isinstance(value, str) or (_group(tag) in _NO_TIMES and not is_gps):
            continue
        match = (
            _TIME.match(value) if _NAMED_TIME.search(_name(tag)) or _name(tag) == "creation_time" else None
        )
        if match is not None:
            yield _time(tag, value, match, tags, now)


def _time(
    tag: str, value: str, match: re.Match[str], tags: Mapping[str, object], now: datetime
) -> ClaimedTime:
    name, is_container = _name(tag), _CONTAINER.match(_group(tag)) is not None
    offset = match[8] or _exif_offset(tag, tags)
    at, notes = _instant(match, offset, is_utc=is_container), []
    zone = "stated" if offset else "UTC by the format" if is_container else "not stated"
    if at is None:
        notes.append("zero, or no date there is: the device did not know the time")
    elif (at.year, at.month, at.day) in ((1904, 1, 1), (1970, 1, 1), (1980, 1, 1)):
        notes.append("the day that a clock which was never set counts from: no time is known")
        at = None
    if is_container and not offset and at is not None:
        notes.append("UTC by the format's rule; many cameras write local time here")
    if at is not None and (at if at.tzinfo else at.replace(tzinfo=UTC)) > now + timedelta(days=1):
        notes.append("later than now")
    return ClaimedTime(
        tag=tag,
        what=_what(name),
        stated=value,
        at=None if at is None else at.isoformat(),
        zone=zone,
        notes=tuple(notes),
    )


def _exif_offset(tag: str, tags: Mapping[str, object]) -> str | None:
    """Return the zone that Exif states in a tag of its own."""
    name = _OFFSETS.get(_name(tag))
    if name is None or _group(tag) not in ("ExifIFD", "IFD0"):
        return None
    stated = str(tags.get(f"ExifIFD:{name}", ""))
    return stated if re.fullmatch(r"[+-][0-9]{2}:[0-9]{2}", stated) else None


def _instant(match: re.Match[str], offset: str | None, *, is_utc: bool) -> datetime | None:
    year, month, day, hour, minute, second = (int(match[place] or 0) for place in range(1, 7))
    try:
        at = datetime(year, month, day, hour, minute, second)
        if offset == "Z" or (is_utc and not offset):
            return at.replace(tzinfo=UTC)
        if offset:
            sign, digits = -1 if offset[0] == "-" else 1, offset[1:].replace(":", "")
            ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            return at.replace(tzinfo=timezone(sign * ahead))
    except ValueError:
        return None
    return at


def _what(name: str) -> str:
    if re.search(r"Modif|Metadata|LastSaved|SaveDate|DateTime$", name):
        return "changed"
    if re.search(r"Original|Creat|Digitized|GPSDateTime|creation_time|ShootDate|RecordedDate", name):
        return "made"
    return "other"


def _places(tags: Mapping[str, object]) -> Iterator[ClaimedPlace]:
    """Give each place that is stated, the one that exiftool works out before those that it rests on."""
    seen = set()
    for tag in sorted(
        (tag for tag in tags if _LATITUDE.search(tag)), key=lambda tag: _group(tag) != "Composite"
    ):
        pair = (_number(tags.get(tag)), _number(tags.get(tag.replace("GPSLatitude", "GPSLongitude"))))
        latitude, longitude = pair
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            continue
        rounded = (round(abs(latitude), 4), round(abs(longitude), 4))
        if rounded in seen:
            continue
        seen.add(rounded)
        notes = ("0, 0 is what devices write that know no place",) if rounded == (0, 0) else ()
        yield ClaimedPlace(tag=tag, latitude=latitude, longitude=longitude, notes=notes)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


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
    if any(_name(tag) == "History" or "DerivedFrom" in tag for tag in tags):
        yield "it carries a history of edits, or names what it was derived from"
