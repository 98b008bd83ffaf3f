"""Places as a file's tags state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.parsers.tags import group_of

_LATITUDE = re.compile(r"GPSLatitude$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedPlace:
    """A place as tags state it."""

    tag: str
    latitude: float
    longitude: float
    notes: tuple[str, ...]


def claimed_places(tags: Mapping[str, object]) -> Iterator[ClaimedPlace]:
    """Give each place that is stated, the one that exiftool works out before those that it rests on."""
    seen = set()
    for tag in sorted(
        (tag for tag in tags if _LATITUDE.search(tag)), key=lambda tag: group_of(tag) != "Composite"
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
