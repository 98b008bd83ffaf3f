"""Copies of footage as a terminal shows them: a table that a person can act on, at 80 columns and at 200."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.cli.console import console, one_line

if TYPE_CHECKING:
    from sayso.footage.types import Box, Copy
    from sayso.publish.dossier import Appearance

WHOLE_PICTURE = 0.95  # of the area: what is found of the edges is not worth a word
NO_DATE = "9999"  # sorts behind every date
SPEED_SHOWN_FROM = 0.02  # away from 1: what re-encoding does to time is not worth a word
STRETCHES_SHOWN = 3  # of one finding; the rest is counted, and all are in --json


def copies_table(found: Sequence[tuple[Copy, Appearance, Appearance]], *, case: str = "") -> None:
    """Print copies, the earliest known appearance first.

    Args:
        found: each with what is known of its query and of what it was found in.
        case: the title of the case that was asked about; recordings of others are told with their cases.
    """
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("what", no_wrap=True)
    table.add_column("this, and where it is found", overflow="fold", ratio=1)
    table.add_column("seconds", no_wrap=True)
    table.add_column("how; earliest known", overflow="fold", ratio=1)
    for copy, query, seen in sorted(found, key=lambda one: date_of(one[2])):
        table.add_row(
            f"{copy.kind}\n  {copy.score:.2f}",
            f"{one_line(query.name)}\n= {one_line(seen.name)}{_elsewhere(seen, case)}",
            "\n".join(_stretches(copy)),
            "\n".join(filter(None, (_how(copy), one_line(earliest_of(seen))))),
        )
    console().print(table)


def _elsewhere(seen: Appearance, case: str) -> str:
    """Say in which cases a recording is kept, where the one that was asked about has it not."""
    cases = list(dict.fromkeys(kept.case for kept in seen.kept))
    return "" if not cases or case in cases else f"\n  in {one_line(', '.join(cases))}"


def _stretches(copy: Copy) -> Iterator[str]:
    from sayso.publish.words import stretch_words

    for segment in copy.segments[:STRETCHES_SHOWN]:
        yield stretch_words(segment.query_start_s, segment.query_end_s)
        yield f"= {stretch_words(segment.found_start_s, segment.found_end_s)}"
    if len(copy.segments) > STRETCHES_SHOWN:
        yield f"and {len(copy.segments) - STRETCHES_SHOWN} more"


def earlier_last(copy: Copy, query: Appearance, found: Appearance) -> tuple[Copy, Appearance, Appearance]:
    """Turn a finding so that the recording known from earlier is the one that it is found in.

    Where one has no date but that of our own capture, nobody knows which came first, and it stays.
    """
    from sayso.footage.turning import turned

    if date_of(query) < date_of(found) != NO_DATE:
        return turned(copy), found, query
    return copy, query, found


def date_of(seen: Appearance) -> str:
    """Return the earliest date that somebody else gave, for putting in order; NO_DATE without one."""
    from sayso.values import in_utc

    return in_utc(seen.stated.date) if seen.stated is not None else NO_DATE


def earliest_of(seen: Appearance) -> str:
    """Return in words since when a recording is known, and on whose word."""
    if seen.stated is not None:
        return f"{_short_date(seen.stated.date)}, by {seen.stated.on_word_of}"
    kept = f"; kept here since {_short_date(seen.dates[0].date)}" if seen.dates else ""
    return f"no date known{kept}"


def _short_date(date: str) -> str:
    """2024-09-22T09:12:00Z -> 2024-09-22 09:12Z; what is less exact stays as it is."""
    return re.sub(r"T(\d\d:\d\d)(:\d\d(\.\d+)?)?", r" \1", date)


def _how(copy: Copy) -> str:
    from sayso.publish.words import part_words

    parts = ["mirrored"] if copy.mirror else []
    if abs(copy.speed - 1) > SPEED_SHOWN_FROM:
        parts.append(f"speed ×{copy.speed:.2f}")
    for whose, region in (("in this", copy.query_region), ("of that", copy.found_region)):
        if region is not None and _area(region) < WHOLE_PICTURE:
            parts.append(f"{whose}: {part_words(region)}")
    if copy.kind != "same-sound" and "sound_score" in copy.details:
        parts.append("with its sound")
    if copy.kind in ("same-place", "undecided"):
        parts.append(one_line(str(copy.details.get("decided_by", ""))))
    return "; ".join(filter(None, parts))


def _area(region: Box) -> float:
    return (region.right - region.left) * (region.bottom - region.top)
