"""Times: instants of this machine's clock, and times as somebody stated them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return this machine's clock, in UTC."""
    return datetime.now(UTC)


def instant_text(at: datetime) -> str:
    """Write an instant as UTC in ISO 8601 with microseconds and `Z`.

    Raises:
        ValueError: when `at` has no zone; an instant without one is a guess.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: str) -> datetime:
    """Read what `instant_text` wrote, or any ISO 8601 time with a zone, as UTC.

    Raises:
        ValueError: when the text is no such time, or states no zone.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"no time zone is stated in {text!r}")
    return at.astimezone(UTC)


def in_utc(stated: str) -> str:
    """Return an ISO 8601 time that states a zone in UTC, to the second, and anything else as it is.

    What this gives can be put in order as texts: a day comes before the times within it.
    """
    try:
        at = datetime.fromisoformat(stated)
    except ValueError:
        return stated
    if at.tzinfo is None or len(stated) <= len("2025-03-04"):
        return stated
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def utc_beside(stated: str) -> str | None:
    """Return a time that states another zone than UTC in UTC with `Z`, so that one sees what came first."""
    if re.search(r"T.*[+-](?!00:?00)\d\d:?\d\d$", stated.replace(" ", "T")) is None:
        return None
    in_zone = in_utc(stated)
    return None if in_zone == stated else f"{in_zone}Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A time in somebody's words, with how exact it is.

    "Tuesday" is not midnight UTC: `start` and `end` are ISO dates
    (`2025-03-03`) or minutes (`2025-03-03T21:14`), as exact as the words are,
    resolved against the document's date; None where that side is open or not known.
    """

    text: str
    start: str | None
    end: str | None
    zone: str | None = None  # as stated, such as "GMT" or "local time"; None where nobody said

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            shared = min(len(self.start), len(self.end))
            if self.start[:shared] > self.end[:shared]:
                raise ValueError(f"a time that ends before it starts: {self.start} to {self.end}")
