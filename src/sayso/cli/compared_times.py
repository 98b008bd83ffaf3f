"""The times of a comparison in a terminal: the timeline, day by day, and what was edited between captures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from rich.table import Table

from sayso.cli.compared_known import Known
from sayso.cli.compared_words import change_words, edit_words
from sayso.cli.console import console, lay, one_line, plural
from sayso.compare.timeline import TimelineEntry, timeline
from sayso.compare.types import Change
from sayso.compare.zones import in_zone, leaves_zone_open
from sayso.publish.days import days_words, open_zone_words, time_words, zone_words
from sayso.publish.words import CLAIM_CHANGE_WORDS, does_words
from sayso.values import Digest, in_utc

TIME_WIDTH = 13  # of the column of times: "10:00 to 11:30" stands in two lines
HAPPENED_SHOWN = 60  # characters of what is said to have happened
UNDATED_SHOWN = 8  # documents without a date that are named


def show_timeline(known: Known, of: Collection[Digest] | None) -> None:
    """Show what was said, is said to have happened, and was revised, withdrawn or edited, day by day.

    Args:
        known: the comparison.
        of: the claims that count; None for all.
    """
    entries = [
        entry
        for entry in timeline(known.answer.standing_claims, known.answer.documents, known.found)
        if of is None or entry.claim in of
    ]
    dated = [entry for entry in entries if entry.at is not None]
    for day, group in groupby(dated, key=_day):
        held = list(group)
        lay(day)
        console().print(_table(known, held, beside=open_zone_words(map(_start, held))))
    if not dated:
        lay("No date is recorded, and no claim states a time.")
    _show_undated([entry for entry in entries if entry.at is None])


def _day(entry: TimelineEntry) -> str:
    return days_words(*_ends(entry))


def _ends(entry: TimelineEntry) -> tuple[str, str]:
    """From when to when, in UTC where a zone is known."""
    return in_utc(_start(entry)), in_utc(in_zone(entry.until or entry.at or "", entry.zone))


def _start(entry: TimelineEntry) -> str:
    return in_zone(entry.at or "", entry.zone)


def _table(known: Known, entries: Iterable[TimelineEntry], *, beside: str) -> Table:
    """Lay out the entries of one day; `beside` stands behind hours whose zone nobody said."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column("when", width=TIME_WIDTH)
    table.add_column("what", width=len("withdrawn"), overflow="fold")
    table.add_column("words", ratio=1, overflow="fold")
    table.add_column("claim", no_wrap=True, width=max(map(len, known.names.values()), default=0))
    for entry in entries:
        mark = f" [judged, {entry.judgement}]" if entry.judgement else ""
        name = known.names.get(entry.claim, "") if entry.claim else ""
        table.add_row(f"  {_hours(entry, beside)}", entry.sort, _words(known, entry) + mark, name)
    return table


def _hours(entry: TimelineEntry, beside: str) -> str:
    """The hours of an entry; "" where it is of several days, which stand above it."""
    start, end = _ends(entry)
    zone = zone_words(entry.at or "", start, entry.zone) or (beside if leaves_zone_open(start) else "")
    if entry.open_side:
        at = time_words(start, start, zone)
        return f"{'until' if entry.open_side == 'before' else 'from'} {'then' if at == 'that day' else at}"
    return time_words(start, end, zone) if start[:10] == end[:10] else ""


def _words(known: Known, entry: TimelineEntry) -> str:
    """Who does what with which words; of what is said to have happened, the time in its words first."""
    does, words = does_words(entry.act, entry.event_status), one_line(entry.words)
    if entry.sort == "happened" and entry.claim:
        words += f": {known.words(entry.claim, HAPPENED_SHOWN)}"
    who = one_line(entry.speaker or entry.doc_id)
    return f"{who} {does}: {words}" if does else f"{who}: {words}"


def _show_undated(entries: Sequence[TimelineEntry]) -> None:
    """Name the documents of which no date is recorded, with how many claims each has."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.doc_id] = counts.get(entry.doc_id, 0) + 1
    if not counts:
        return
    named = [f"{one_line(name, 30)} ({count})" for name, count in sorted(counts.items())]
    more = f" and {len(named) - UNDATED_SHOWN} more documents" if len(named) > UNDATED_SHOWN else ""
    told = plural(len(entries), "entry has", "entries have")
    lay(f"{told} no date, in {', '.join(named[:UNDATED_SHOWN])}{more}; --json lists them.")


def show_changes(known: Known, of: Collection[Digest] | None) -> None:
    """Show, for captures of one post or page, every edit word by word, and what became of claims.

    Args:
        known: the comparison.
        of: the claims that count; of others nothing is shown; None for all.
    """
    shown = [change for change in known.found.changes if of is None or _touches(change, of)]
    for change in shown:
        lay(change_words(change))
        for edit in change.edits:
            lay(edit_words(edit, known.text(change.after_doc)), indent=4)
        for one in change.claims:
            sides = [one_line(words, 70) or "nothing" for words in (one.before_words, one.after_words)]
            what = CLAIM_CHANGE_WORDS[one.sort]
            who = "" if one.sort == "source" else f"{one_line(one.speaker, 40)}: "  # its sides name both
            lay(f"{what}: {who}{' → '.join(sides)}", indent=4)
    if not known.found.changes:
        lay("No post or page of this case was captured twice with an address or number recorded.")
    elif not shown:
        lay("Nothing of this question was changed between captures.")


def _touches(change: Change, claims: Collection[Digest]) -> bool:
    return any(one.before in claims or one.after in claims for one in change.claims)
