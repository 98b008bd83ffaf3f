"""Which recording is known from earlier, in words for a terminal: for which seconds, or why not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.cli.console import one_line, plural

if TYPE_CHECKING:
    from sayso.publish.dossier import Appearance, DateOnWord
    from sayso.publish.first_known import FirstKnown, Row
    from sayso.values import Digest

CANNOT_TELL = "which came first cannot be told"


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Return findings as a table has them: what is known from earliest first, then by names and seconds.

    Of what has no date, what somebody is known to have published comes first.
    """
    from sayso.values import known_by

    def place(row: Row) -> tuple[object, ...]:
        copy, query, found = row
        first_s = copy.segments[0].query_start_s if copy.segments else 0.0
        since = known_by(found.stated.date if found.stated else "")
        return since, not found.undated_by, found.name, query.name, first_s

    return sorted(rows, key=place)


def earlier_last(row: Row, case: str) -> Row:
    """Turn a finding within a case so that the recording known from earlier is where it is found.

    What another case holds is always what was found, whichever is known from earlier.
    """
    from sayso.footage.turning import turned
    from sayso.publish.appeared import order_of

    copy, query, found = row
    only_dated = query.stated is not None and found.stated is None
    if case in found.cases and (only_dated or order_of(query, found).first == "query"):
        return turned(copy), found, query
    return row


def placed_by_end(rows: Sequence[Row]) -> Iterator[str]:
    """Say where in the order those dates stand that are only a year or a month, if there are any."""
    from sayso.publish.appeared import is_coarse

    coarse = {found.stated.date for _, _, found in rows if found.stated and is_coarse(found.stated.date)}
    if coarse:
        last = "stands at its last day" if len(coarse) == 1 else "stand at their last days"
        yield f"In this order {', '.join(sorted(coarse))} {last}, as no day is stated."


def earliest_of(seen: Appearance) -> str:
    """Return in words since when a recording is known, on whose word, and as what it was kept then."""
    if seen.stated is None:
        whose = f", published by {', '.join(seen.undated_by)}" if seen.undated_by else ""
        kept = f"; kept here since {seen.captured[:10]}" if seen.captured else ""
        return f"no date known{whose}{kept}"
    then = seen.elsewhere
    elsewhere = f", as {then.name} in {then.case}" if then is not None else ""
    ahead = f"kept here since {seen.captured[:10]}, though dated " if seen.is_ahead else ""
    return f"{ahead}{dated(seen.stated)}{elsewhere}"


def dated(stated: DateOnWord | None) -> str:
    """Return a date with whose word it is."""
    from sayso.publish.appeared import lacks_zone
    from sayso.values import utc_beside

    if stated is None:
        return "no date known"
    carrier = f", in {stated.carrier}" if stated.carrier else ""
    utc = utc_beside(stated.date)
    is_same_day = utc is not None and utc[:10] == stated.date[:10]
    beside = f" ({_short_date(utc)[11 if is_same_day else 0 :]})" if utc else ""
    beside = ", zone not stated" if lacks_zone(stated.date) else beside
    return f"{_short_date(stated.date)}{beside}, by {stated.on_word_of}{carrier}"


def _short_date(date: str) -> str:
    """2024-09-22T09:12:00Z -> 2024-09-22 09:12Z; what is less exact stays as it is."""
    return re.sub(r"T(\d\d:\d\d)(:\d\d(\.\d+)?)?", r" \1", date)


def order_words(row: Row) -> str:
    """Return since when what was found is known, and whether that is before what was asked about."""
    from sayso.publish.appeared import TELLS_ORDER, order_of

    copy, query, seen = row
    told = one_line(earliest_of(seen))
    order = order_of(query, seen)
    if copy.kind not in TELLS_ORDER or seen.stated is None:
        return told
    if query.stated is None:
        return f"{told}; this has no date"
    if order.first is None:
        return f"{told}\n{CANNOT_TELL}"
    return f"{'earlier' if order.first == 'found' else 'later'}: {told}"


def orders_unknown(rows: Sequence[Row]) -> str | None:
    """Say of how many copies it cannot be told which came first, and why; the rows are marked, too."""
    from sayso.publish.appeared import TELLS_ORDER, order_of

    why = Counter(order_of(query, seen).why for copy, query, seen in rows if copy.kind in TELLS_ORDER)
    del why[""]
    if not why:
        return None
    reasons = "; ".join(f"{reason} ({count:,})" if len(why) > 1 else reason for reason, count in why.items())
    return f"{CANNOT_TELL.capitalize()} of {plural(why.total(), 'finding')}: {reasons}."


def at_odds_lines(rows: Sequence[Row], searched: Collection[Digest]) -> Iterator[str]:
    """Say which findings contradict each other, if any do."""
    from sayso.publish.at_odds import at_odds
    from sayso.publish.footage_words import AT_ODDS_MEANS, at_odds_words

    odds = at_odds(rows, searched)
    for one in odds:
        yield f"Does not go together: {at_odds_words(one, lambda seen: one_line(seen.name))}."
    if odds:
        yield AT_ODDS_MEANS


def first_lines(rows: Sequence[Row]) -> Iterator[str]:
    """Say for each stretch of a clip which recording, be it the clip itself, is known from earliest."""
    from sayso.publish.first_known import first_known

    for known in first_known(rows):
        yield f"Earliest known appearance{_of(known)}: {_first_words(known, rows[0][1])}."
    copied = [row for row in rows if row[0].kind == "same-footage"]
    if copied and copied[0][1].stated is None:
        yield f"When {one_line(copied[0][1].name)} itself first appeared is not known here."


def _first_words(known: FirstKnown, asked: Appearance) -> str:
    named = "; or ".join(
        f"{one_line(one.name)}{' itself' if one is asked else _in_cases(one)}, {one_line(earliest_of(one))}"
        for one in known.first
    )
    undated = f"; of {plural(known.undated, 'recording')} no date is known" if known.undated else ""
    return f"{named}{f': {CANNOT_TELL}' if len(known.first) > 1 else ''}{undated}"


def _in_cases(seen: Appearance) -> str:
    cases = seen.cases
    return f" in {one_line(', '.join(cases))}" if cases else ""


def _of(known: FirstKnown) -> str:
    """Say for which seconds, and which part of the picture, something is known first."""
    from sayso.publish.footage_words import known_part_words, known_seconds_words

    seconds = known_seconds_words(known.stretches, one_moment=known.one_moment)
    told = ", ".join(filter(None, (seconds, *known_part_words(known.part, known.but_for))))
    return f" of {told}" if told else ""
