"""When two claims were made: which is later, and by how many hours, as far as their dates tell."""

from __future__ import annotations

from datetime import datetime

from sayso.compare.reading import Reading
from sayso.values import StatedTime


def is_later(left: Reading, right: Reading) -> bool:
    """Tell whether the first claim was made after the second, as far as dates tell."""
    if left.said_at is None or right.said_at is None:
        return False
    shared = min(len(left.said_at), len(right.said_at), 16)
    return left.said_at[:shared] > right.said_at[:shared]


def hours_between(earlier: Reading, later: Reading) -> float:
    """Return how many hours the second claim was made after the first; 0 where that is not known."""
    first, second = _instant(earlier.said_at), _instant(later.said_at)
    return 0.0 if first is None or second is None else (second - first).total_seconds() / 3600


def over_by(stated: StatedTime, said_at: str | None) -> bool:
    """Tell whether a time that is spoken of had passed when something was said."""
    end = stated.end or stated.start
    return end is not None and said_at is not None and end[:10] <= said_at[:10]


def _instant(stamp: str | None) -> datetime | None:
    """The moment of a stamp, as if in one zone: hours apart are all that is asked for.

    None where it is not known to the day: a year or a month.
    """
    if stamp is None or len(stamp) < len("2025-03-04"):
        return None
    return datetime.fromisoformat(stamp.replace("Z", "")).replace(tzinfo=None)
