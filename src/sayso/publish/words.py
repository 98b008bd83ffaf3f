"""How values are put in words on a page: sizes, seconds, dates, and text from outside.

Text from outside is shown harmless: what steers a terminal, turns the reading
order or cannot be seen is written out as its code point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sayso.claims.types import Act, Certainty, Endorsement, EventStatus
from sayso.compare.left_out import Contested
from sayso.compare.types import ClaimChangeSort, PositionSort, Relation, Verdict
from sayso.compare.voices import Count
from sayso.values.dates import MONTHS

_STEERING = (
    *(range(0x09), range(0x0B, 0x20), range(0x7F, 0xA0)),  # controls, without tab and line feed
    *(range(0xAD, 0xAE), range(0x61C, 0x61D), range(0x180E, 0x180F)),
    *(range(0x200B, 0x200C), range(0x200E, 0x2010), range(0x2028, 0x202F), range(0x2060, 0x2070)),
    *(range(0xD800, 0xE000), range(0xFEFF, 0xFF00), range(0xFFF9, 0xFFFC), range(0xFFFE, 0x10000)),
    range(0xE0000, 0xE0080),  # tags: letters that are not shown
)
_VISIBLE = {code: f"⟨U+{code:04X}⟩" for codes in _STEERING for code in codes}
_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:[T ](?P<t>\d\d:\d\d)(?P<s>:\d\d(?:\.\d+)?)?"
    r"(?P<z>Z|[+-]\d\d:?\d\d)?)?)?)?"
)

RELATION_WORDS: dict[Relation, str] = {
    "agrees": "agrees",
    "conflicts": "conflicts",
    "repeats": "repeats",
    "updates": "updates",
    "different-scope": "different scope",
}
RELATIONS_COUNTED: dict[Relation, tuple[str, str]] = {  # of one pair of claims, of several
    "agrees": ("agreement", "agreements"),
    "conflicts": ("conflict", "conflicts"),
    "repeats": ("repetition", "repetitions"),
    "updates": ("update", "updates"),
    "different-scope": ("of other scope", "of other scope"),
}
RELATION_SIGNS: dict[Relation, str] = {
    "agrees": "=",
    "conflicts": "≠",
    "repeats": "≡",
    "updates": "→",
    "different-scope": "∥",
}
SORT_WORDS: dict[PositionSort, str] = {
    "says": "says",
    "says-not": "says not",
    "denies": "denies",
    "declines": "declines to say",
    "neither-confirms-nor-denies": "neither confirms nor denies",
    "no-position": "takes no position",
    "withdraws": "withdraws",
}
ACT_WORDS: dict[Act, str] = {
    "assert": "asserts",
    "deny": "denies",
    "no-comment": "gives no comment",
    "neither-confirm-nor-deny": "neither confirms nor denies",
    "condemn": "condemns",
    "demand": "demands",
    "question": "questions",
    "retract": "withdraws",
}
CERTAINTY_WORDS: dict[Certainty, str] = {
    "unspecified": "",
    "possible": "as possible",
    "probable": "as probable",
    "certain": "as certain",
}
STATUS_WORDS: dict[EventStatus, str] = {
    "happened": "",
    "ongoing": "as ongoing",
    "planned": "as planned",
    "hypothetical": "as hypothetical",
    "not-happened": "as not happened",
}
ASSERTED_WORDS: dict[EventStatus, str] = {
    "happened": "",
    "ongoing": "",
    "planned": "speaks of what is planned",
    "hypothetical": "speaks of what might be",
    "not-happened": "speaks of what did not happen",
}
ENDORSEMENT_WORDS: dict[Endorsement, str] = {
    "neutral": "",
    "distanced": "the writer keeps a distance",
    "endorsed": "the writer takes it on",
}
VERDICT_WORDS: dict[Verdict, str] = {
    "same-question": "answer the same question",
    "other-question": "answer different questions",
    "one-origin": "go back to one origin",
    "independent": "are independent of each other",
    "agrees": "agree",
    "conflicts": "conflict",
    "repeats": "repeat the same",
    "updates": "the second updates the first",
    "different-scope": "are of different scope",
    "unrelated": "stand in no relation",
    "misread": "is misread",
}
CLAIM_CHANGE_WORDS: dict[ClaimChangeSort, str] = {
    "vanished": "a claim is gone",
    "appeared": "a claim is new",
    "source": "another source is named",
    "figure": "a figure was changed",
    "reworded": "a claim was reworded",
}


def does_words(act: Act | None, status: EventStatus | None) -> str:
    """Write what is done with words that are claimed; "" where they are asserted as what happened."""
    if act in (None, "assert"):
        return ASSERTED_WORDS[status or "happened"]
    return ACT_WORDS[act]


def visible(text: str) -> str:
    """Return a text in which nothing is hidden and nothing steers; line breaks stay."""
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def date_words(stated: str, *, short: bool = False) -> str:
    """Write an ISO 8601 date or time for reading, as exact as it was stated; other words stay as they are.

    In short, a month is its first three letters.
    """
    found = _ISO.fullmatch(stated)
    if found is None or (found["m"] and not 1 <= int(found["m"]) <= 12):
        return stated
    if found["m"] is None:
        return found["y"]
    month = MONTHS[int(found["m"]) - 1][: 3 if short else None]
    if found["d"] is None:
        return f"{month} {found['y']}"
    day = f"{int(found['d'])} {month} {found['y']}"
    return day if found["t"] is None else f"{day}, {found['t']}{_zone_words(found['z'])}"


def day_words(stated: str) -> str:
    """Write the day of an ISO 8601 date or time in short: `4 Mar 2025`; other words stay as they are."""
    found = _ISO.fullmatch(stated)
    if found is None or found["d"] is None:
        return date_words(stated)
    return date_words(stated[:10], short=True)


def _zone_words(zone: str | None) -> str:
    if zone is None:
        return ""
    return " UTC" if zone in {"Z", "+00:00", "+0000"} else f" (UTC{zone})"


def span_words(start: str | None, end: str | None) -> str:
    """Write an interval for reading; an open side is said to be open."""
    if start is None and end is None:
        return "no time stated"
    if start is None:
        return f"until {date_words(end or '')}"
    if end is None:
        return f"from {date_words(start)}"
    if start == end:
        return date_words(start)
    if start[:10] == end[:10] and len(start) > 10 and len(end) > 10:
        return f"{date_words(start)} to {end[11:16]}"
    return f"{date_words(start)} to {date_words(end)}"


def instant_words(at: datetime) -> str:
    """Write an instant to the second, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def size_words(size_bytes: int) -> str:
    """Write a size so that it can be read and still be checked: `1.2 MB (1,234,567 bytes)`."""
    exact = f"{size_bytes:,}"
    if size_bytes < 1000:
        return f"{exact} bytes"
    value, unit = size_bytes / 1000, "kB"
    for larger in ("MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{value:.1f} {unit} ({exact} bytes)"


def seconds_words(seconds: float) -> str:
    """Write a moment of a recording as `m:ss.t` (or `h:mm:ss.t`), tenths of a second at the end."""
    tenths = max(0, round(seconds * 10))
    return f"{_clock(tenths // 10)}.{tenths % 10}"


def tick_words(seconds: float) -> str:
    """Write a whole second of a recording as `m:ss`, and one with a part as `seconds_words` does."""
    return _clock(round(seconds)) if seconds == round(seconds) else seconds_words(seconds)


def stretch_words(start_s: float, end_s: float) -> str:
    """Write a stretch of a recording as `m:ss.t–m:ss.t`, or one moment where it has no length."""
    return f"{seconds_words(start_s)}–{seconds_words(end_s)}" if end_s > start_s else seconds_words(start_s)


def whole_stretch_words(start_s: float, end_s: float) -> str:
    """Write a stretch of a recording to the second, where tenths would mean nothing: `m:ss–m:ss`."""
    start, end = round(start_s), round(end_s)
    return f"{_clock(start)}–{_clock(end)}" if end > start else _clock(start)


def stretches_words(stretches: Iterable[tuple[float, float]], *, whole: bool = False) -> str:
    """Write stretches and moments of a recording; a still's own moment, which has no time, needs no word.

    Args:
        whole: to the second.
    """
    words = whole_stretch_words if whole else stretch_words
    return ", ".join(words(start, end) for start, end in stretches if end > 0)


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def figure_words(value: float) -> str:
    """Write a number without a needless point, thousands set apart."""
    whole = round(value, 2)
    return f"{int(whole):,}" if whole == int(whole) else f"{whole:,}"


def numbers_words(numbers: Sequence[int]) -> str:
    """Write numbers that are in order, those that follow each other from the first to the last: `1–4, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def count_words(count: int, one: str, many: str | None = None) -> str:
    """Write `1 claim`, `2 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def conflicts_words(found: Contested) -> str:
    """Write `3 conflicts on 2 questions`, and how many more there are that do not count among these."""
    more = (
        (found.past, "with words that were replaced or withdrawn"),
        (found.apart, "between claims that answer no common question"),
    )
    counted = f"{count_words(found.standing, 'conflict')} on {count_words(found.questions, 'question')}"
    return "; ".join((counted, *(f"{count:,} more {which}" for count, which in more if count)))


def origins_words(count: Count) -> str:
    """Write `5 reports · 2 origins`; a report of which no origin was found counts for itself."""
    reports = count_words(count.reports, "report")
    if count.not_traced == count.origins:
        return f"{reports} · {'no common origin found' if count.origins > 1 else 'origin not traced'}"
    untraced = f", {count.not_traced} of them not traced" if count.not_traced else ""
    return f"{reports} · {count_words(count.origins, 'origin')}{untraced}"


def letters(index: int) -> str:
    """Name the exhibits as courts do: 0 is A, 25 is Z, 26 is AA."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(ord("A") + rest) + out
    return out
