"""Which recording is known from earlier, in words for a terminal: for which seconds, or why not."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.cli.console import one_line, plural

if TYPE_CHECKING:
    from sayso.footage.types import Copy
    from sayso.publish.dossier import Appearance, DateOnWord

    Row = tuple[Copy, Appearance, Appearance]  # with what is known of its query and of what it was found in

NO_DATE = "9999"  # sorts behind every date
SHORTEST_TOLD_S = 1.0  # a stretch between two others: less is how exactly stretches are laid out
_OFFSET = re.compile(r"T.*[+-](?!00:?00)\d\d:?\d\d$")
CANNOT_TELL = "which came first cannot be told"


def date_of(seen: Appearance) -> str:
    """Return the earliest date that somebody else gave, for putting in order; NO_DATE without one."""
    from sayso.values import in_utc

    return in_utc(seen.stated.date) if seen.stated is not None else NO_DATE


def earliest_of(seen: Appearance) -> str:
    """Return in words since when a recording is known, on whose word, and as what it was kept then."""
    if seen.stated is None:
        kept = f"; kept here since {_short_date(seen.dates[0].date)}" if seen.dates else ""
        return f"no date known{kept}"
    then = seen.elsewhere
    elsewhere = f", as {then.name} in {then.case}" if then is not None else ""
    return f"{dated(seen.stated)}{elsewhere}"


def dated(stated: DateOnWord | None) -> str:
    """Return a date with whose word it is."""
    if stated is None:
        return "no date known"
    return f"{_short_date(stated.date)}{_utc_beside(stated.date)}, by {stated.on_word_of}"


def _utc_beside(date: str) -> str:
    """Return a time of another zone in UTC, to stand beside it: so that one sees what came first."""
    from sayso.values import in_utc

    in_zone = _OFFSET.search(date) is not None and in_utc(date) != date
    return f" ({_short_date(in_utc(date) + 'Z')})" if in_zone else ""


def _short_date(date: str) -> str:
    """2024-09-22T09:12:00Z -> 2024-09-22 09:12Z; what is less exact stays as it is."""
    return re.sub(r"T(\d\d:\d\d)(:\d\d(\.\d+)?)?", r" \1", date)


def order_words(row: Row) -> str:
    """Return since when what was found is known, and whether that is before what was asked about."""
    from sayso.publish.appeared import order_of

    copy, query, seen = row
    told = one_line(earliest_of(seen))
    order = order_of(query, seen)
    if copy.kind != "same-footage":
        return told
    if order.first is None:
        return f"{told}\n{CANNOT_TELL}"
    return f"{'earlier' if order.first == 'found' else 'later'}: {told}"


def orders_unknown(rows: Sequence[Row]) -> str | None:
    """Say of how many copies it cannot be told which came first, and why; the rows are marked, too."""
    from sayso.publish.appeared import order_of

    why = Counter(order_of(query, seen).why for copy, query, seen in rows if copy.kind == "same-footage")
    del why[""]
    if not why:
        return None
    reasons = "; ".join(f"{reason} ({count:,})" if len(why) > 1 else reason for reason, count in why.items())
    return f"{CANNOT_TELL.capitalize()} of {plural(why.total(), 'copy', 'copies')}: {reasons}."


def first_lines(rows: Sequence[Row]) -> Iterator[str]:
    """Say for each stretch of a clip which recording, be it the clip itself, is known from earliest."""
    copied = [row for row in rows if row[0].kind == "same-footage"]
    told: dict[str, list[tuple[float, float]]] = {}
    for start, end, covering in _stretches(copied):
        words = _first_of(covering)
        if words:
            told.setdefault(words, []).append((start, end))
    for words, stretches in told.items():
        yield f"Earliest known appearance{_of(stretches)}: {words}."
    if copied and copied[0][1].stated is None:
        yield f"When {one_line(copied[0][1].name)} itself first appeared is not known here."


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[float, float, list[Row]]]:
    """Cut a clip wherever a finding begins or ends; yield each piece with the findings that cover it."""
    pieces = [(s.query_start_s, s.query_end_s, row) for row in rows for s in row[0].segments]
    cuts = sorted({moment for start, end, _ in pieces for moment in (start, end)})
    if len(cuts) == 1:
        yield cuts[0], cuts[0], list(rows)
    for start, end in itertools.pairwise(cuts):
        middle = (start + end) / 2
        covering = [row for first, last, row in pieces if first <= middle <= last]
        if covering and (end - start >= SHORTEST_TOLD_S or len(cuts) == 2):
            yield start, end, covering


def _first_of(rows: Sequence[Row]) -> str:
    """Name the first known recording of those that show one stretch; "" where none is dated."""
    from sayso.publish.appeared import order_of

    seen = {one.exhibit: one for _, query, found in rows for one in (query, found)}
    known = sorted((one for one in seen.values() if one.stated is not None), key=date_of)
    if not known:
        return ""
    rivals = [one for one in known[1:] if order_of(known[0], one).first is None]
    named = "; or ".join(f"{one_line(one.name)}, {one_line(earliest_of(one))}" for one in (known[0], *rivals))
    others = {found.exhibit for _, _, found in rows if found.stated is None}
    undated = f"; of {plural(len(others), 'recording')} no date is known" if others else ""
    return f"{named}{f': {CANNOT_TELL}' if rivals else ''}{undated}"


def _of(stretches: Sequence[tuple[float, float]]) -> str:
    """Write stretches of a clip, those that touch as one; a moment, as of a still, needs no word."""
    from sayso.publish.words import stretch_words

    joined = [stretches[0]]
    for start, end in stretches[1:]:
        if start - joined[-1][1] <= SHORTEST_TOLD_S:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    told = [stretch_words(start, end) for start, end in joined if end > start]
    return f" of {', '.join(told)}" if told else ""
