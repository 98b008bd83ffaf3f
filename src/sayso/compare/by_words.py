"""Answers by what two claims say of one thing: its time, its hour, its calibre, who was there."""

from __future__ import annotations

import re
from datetime import datetime

from sayso.compare.by_recordings import is_on_recording
from sayso.compare.happening import is_bare_hour, is_denied
from sayso.compare.outcomes import Answer, denial, quoted
from sayso.compare.reading import Reading
from sayso.compare.words import stem, tokens_of
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
_CALIBRE = re.compile(r"\b(\d{2,3})(?:[-– ]?mm|[- ]millimet(?:re|er)s?)\b")
_IN_IT = (
    r"\b(?:on|in|inside|at|from|onto|up to|under|into|within|behind)\s+"
    r"(?:(?:the|its|their|an?)\s+)?(?:\w+\s+)?"
)


def by_times(left: Reading, right: Reading) -> Answer | None:
    """Return how two claims answer by the times that both give for it.

    None where one gives none, or only that of its publication.
    """
    told = [_told(reading) for reading in (left, right)]
    if not all(told):
        return None
    one, other = told[0][-1], told[1][-1]
    if is_bare_hour(one) or is_bare_hour(other):
        return _by_hours(one, other)
    if _is_of_publication(left.words, one.text) or _is_of_publication(right.words, other.text):
        return None
    if not (one.start or one.end) or not (other.start or other.end):
        return None
    if _begins_by(one, other) and _begins_by(other, one):
        return Answer("same", f"the times “{one.text}” and “{other.text}” fit together")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different times")


def by_two_dates(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where one tells when something was recorded, and the other only another date."""
    planned = all(one.claim.event_status == "planned" for one in (left, right))
    recorded = any("recorded" in one.concepts and is_on_recording(one) for one in (left, right))
    if (left.figures and right.figures) or not (planned or recorded):
        return None
    answer = by_times(left, right)
    return answer if answer is not None and answer.outcome == "differ" else None


def by_clock(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer by the hours that both give for one thing on one day; None without two.

    Hours of two zones, such as 15:00 GMT and 18:00 local time, tell nothing.
    """
    if left.sides.whole != right.sides.whole or all(_BANGS.search(one.words) for one in (left, right)):
        return None
    if not (left.stems & right.stems or left.concepts & right.concepts):
        return None  # at different hours different things happen
    hours = [
        [stated for stated in _told(reading) if stated.start and "T" in stated.start]
        for reading in (left, right)
    ]
    if not (len(hours[0]) == len(hours[1]) == 1):
        return None
    return _by_hours(hours[0][0], hours[1][0])


def _told(reading: Reading) -> list[StatedTime]:
    """The times that a claim tells, without those that it denies: "at 5.15, not at 4.30"."""
    around = ((time.stated, reading.around(time.span)) for time in reading.claim.times)
    return [stated for stated, words in around if words is None or not is_denied(words[0])]


def _by_hours(one: StatedTime, other: StatedTime) -> Answer | None:
    """How two claims answer by two hours of one day, or of which one names no day; None for other times."""
    if not all(stated.start and "T" in stated.start for stated in (one, other)):
        return None
    if one.zone and other.zone and one.zone != other.zone:
        return None
    first, second = (datetime.fromisoformat((stated.start or "")[:16]) for stated in (one, other))
    if is_bare_hour(one) or is_bare_hour(other):
        if one.start != one.end or other.start != other.end:
            return None  # "from 22:00 to 05:00" is no moment
        second = datetime.combine(first.date(), second.time())
    elif first.date() != second.date():
        return None
    if abs((first - second).total_seconds()) <= _SAME_MOMENT_S:
        return Answer("same", f"both give {one.text}")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different hours")


def by_calibre(left: Reading, right: Reading) -> Answer | None:
    """Return how two claims answer by the calibres that both name for shots; None where one names none."""
    one, other = (set(_CALIBRE.findall(reading.words)) for reading in (left, right))
    if not (one and other) or left.sides.whole != right.sides.whole:
        return None
    if one == other:
        return Answer("same", f"both say {min(one)} mm")
    if one & other or left.sides.whole < 0:
        return None
    return Answer("differ", f"“{min(one)} mm” and “{min(other)} mm” are different calibres")


def by_emptiness(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where the one calls a place empty; None where neither does, or both speak of it.

    Who tells of somebody in that place says otherwise; who says that it was hit, nothing of the kind.
    """
    for empty, other in ((left, right), (right, left)):
        if empty.scales.get("occupied") != -1 or "occupied" in other.scales or other.figures:
            continue
        places = [token.text for token in tokens_of(other.words) if stem(token.lower) in empty.stems]
        if not places:
            continue
        if not any(
            re.search(_IN_IT + re.escape(place) + r"\b", other.words, re.IGNORECASE) for place in places
        ):
            return Answer(
                "unrelated", "the one says that a place was empty, the other nothing of who was there"
            )
        if other.sides.whole < 0:
            words = f"{quoted(left)} and {quoted(right)} stand on one side about “{places[0]}”"
            return Answer("same", words)
        return Answer("differ", denial(left, right, f" about “{places[0]}”", with_words=True))
    return None


def _begins_by(one: StatedTime, other: StatedTime) -> bool:
    """Whether the one has begun by the other's last day; "until May" has no first day."""
    return one.start is None or other.end is None or _day(one.start) <= _day(other.end)


def _is_of_publication(words: str, time: str) -> bool:
    return bool(_PUBLISHED.search(words[: max(0, words.find(time))]))


def _day(stamp: str) -> str:
    return stamp[:10]
