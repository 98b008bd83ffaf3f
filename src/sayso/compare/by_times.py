"""Two answers by the times that both claims give, of whatever happened once, or by their hours on one day."""

from __future__ import annotations

import re
from datetime import datetime

from sayso.compare.outcomes import Answer
from sayso.compare.reading import Reading
from sayso.values import StatedTime

_SAME_MOMENT_S = 900  # two accounts of one moment are seldom closer than a quarter of an hour
_PUBLISHED = re.compile(
    r"\b(?:published|posted|aired|broadcast|released|uploaded|shared) (?:on |in )?(?:the )?$", re.IGNORECASE
)

# What comes again and again: who heard it at two and who heard it at three can both be right.
_BANGS = re.compile(
    r"\b(?:(?:(?:air ?)?strike|shell|bomb|rocket|missile|explosion|blast|bang|detonation|shot|burst|salvo)s|"
    r"shelling|bombing|bombardment|shooting|gunfire|firing)\b",
    re.IGNORECASE,
)


def by_times(left: Reading, right: Reading) -> Answer | None:
    """Return how two claims answer by the times that both give for it.

    None where one gives none, or only that of its publication.
    """
    if not left.claim.times or not right.claim.times:
        return None
    one, other = left.claim.times[-1].stated, right.claim.times[-1].stated
    if _is_of_publication(left.words, one.text) or _is_of_publication(right.words, other.text):
        return None
    if not (one.start or one.end) or not (other.start or other.end):
        return None
    if _begins_by(one, other) and _begins_by(other, one):
        return Answer("same", f"the times “{one.text}” and “{other.text}” fit together")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different times")


def by_clock(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer by the hours that both give for one thing on one day; None without two.

    Hours of two zones, such as 15:00 GMT and 18:00 local time, tell nothing.
    """
    if left.sides.whole != right.sides.whole or all(_BANGS.search(one.words) for one in (left, right)):
        return None
    hours = [
        [time.stated for time in reading.claim.times if time.stated.start and "T" in time.stated.start]
        for reading in (left, right)
    ]
    if not (len(hours[0]) == len(hours[1]) == 1):
        return None
    one, other = hours[0][0], hours[1][0]
    if one.zone and other.zone and one.zone != other.zone:
        return None
    minutes = [datetime.fromisoformat((stated.start or "")[:16]) for stated in (one, other)]
    if minutes[0].date() != minutes[1].date():
        return None
    if abs((minutes[0] - minutes[1]).total_seconds()) <= _SAME_MOMENT_S:
        return Answer("same", f"both give {one.text}")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different hours")


def _begins_by(one: StatedTime, other: StatedTime) -> bool:
    """Whether the one has begun by the other's last day; "until May" has no first day."""
    return one.start is None or other.end is None or _day(one.start) <= _day(other.end)


def _is_of_publication(words: str, time: str) -> bool:
    return bool(_PUBLISHED.search(words[: max(0, words.find(time))]))


def _day(stamp: str) -> str:
    return stamp[:10]
