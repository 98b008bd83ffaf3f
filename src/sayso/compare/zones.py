"""Zones by the names that texts give them, and what orders times of which some leave theirs open."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType

from sayso.values import in_utc

_FAR_AHEAD = timedelta(hours=10)  # of UTC is hardly any zone with people in it
_TO_THE_DAY = len("2031-05-04")
# Names that mean one zone; "CST" is one of America and one of China, and "local time" none that is known.
_OFFSETS = MappingProxyType(
    {
        "UTC": "+00:00", "GMT": "+00:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
        "EEST": "+03:00", "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00",
        "PST": "-08:00", "PDT": "-07:00",
    }
)  # fmt: skip


def in_zone(stated: str, zone: str | None) -> str:
    """Return a time in ISO 8601 with the offset of a zone by its name.

    As it is where it has no hour, or the name none, or more than one, that is known.
    """
    offset = _OFFSETS.get((zone or "").upper())
    return stated if offset is None or leaves_zone_open(stated) is None else f"{stated}{offset}"


def after_publication(stated: str, published: str | None) -> bool:
    """Tell whether an hour lies after a text was published that tells of it, whatever zone it leaves open.

    False where either is not known to the hour. A time that leaves its zone open is held against the hour
    and zone of the publication; against one in UTC, which may be another zone's by hours, with a margin.
    """
    if published is None or leaves_zone_open(stated) is None or leaves_zone_open(published) is None:
        return False
    said, at = datetime.fromisoformat(stated), datetime.fromisoformat(published)
    if said.tzinfo is not None and at.tzinfo is not None:
        return said > at
    in_utc_zone = at.tzinfo is not None and not at.utcoffset()
    margin = _FAR_AHEAD if in_utc_zone else timedelta(0)
    return said.replace(tzinfo=None) > at.replace(tzinfo=None) + margin


def leaves_zone_open(stated: str) -> bool | None:
    """Tell whether a time in ISO 8601 states an hour without its zone; None where it is no hour."""
    if len(stated) <= _TO_THE_DAY:
        return None
    try:
        return datetime.fromisoformat(stated).tzinfo is None
    except ValueError:
        return None


def time_order(stated: str) -> tuple[str, bool, str]:
    """Return what puts times in order: by UTC, and within a day those last whose zone is open.

    Where these stand among the others of their day is not known.
    """
    at = in_utc(stated)
    return at[:_TO_THE_DAY], bool(leaves_zone_open(stated)), at
