"""Times as a file's tags state them, with what speaks against each.

Sources: Exif 2.32 (CIPA DC-008), ISO/IEC 14496-12 and Apple's QuickTime File Format on times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from sayso.parsers.tags import group_of, name_of

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


def claimed_times(tags: Mapping[str, object], now: datetime) -> Iterator[ClaimedTime]:
    """Give the times that tags state.

    Args:
        tags: with their values.
        now: times after it are remarked on.
    """
    for tag, value in tags.items():
        is_gps = tag == "Composite:GPSDateTime"
        if not isinstance(value, str) or (group_of(tag) in _NO_TIMES and not is_gps):
            continue
        is_named_so = _NAMED_TIME.search(name_of(tag)) or name_of(tag) == "creation_time"
        match = _TIME.match(value) if is_named_so else None
        if match is not None:
            yield _time(tag, value, match, tags, now)


def _time(
    tag: str, value: str, match: re.Match[str], tags: Mapping[str, object], now: datetime
) -> ClaimedTime:
    name, is_container = name_of(tag), _CONTAINER.match(group_of(tag)) is not None
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
    name = _OFFSETS.get(name_of(tag))
    if name is None or group_of(tag) not in ("ExifIFD", "IFD0"):
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
