"""Copies of footage as a terminal shows them: a table that a person can act on, at 80 columns and at 200."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.cli.console import console, one_line, plural, tell
from sayso.cli.copies_order import earliest_of, in_order, order_words, placed_by_end

if TYPE_CHECKING:
    from sayso.footage.types import Copy
    from sayso.publish.dossier import Appearance
    from sayso.publish.first_known import Row
    from sayso.values import Digest

STRETCHES_SHOWN = 3  # of one finding; the rest is counted, and all are in --json


def copies_table(found: Sequence[Row], own: Collection[Digest], *, case: str = "") -> None:
    """Print copies, the earliest known appearance first; what adds little to others in lines below.

    Args:
        found: each with what is known of its query and of what it was found in.
        own: what was asked about.
        case: the title of the case that was asked about; recordings of others are told with their cases.
    """
    from sayso.publish.scraps import scraps_of

    ordered = in_order(found)
    scraps = scraps_of(ordered, own)
    full = [row for place, row in enumerate(ordered) if place not in scraps]
    _print_table(full, case)
    for line in placed_by_end(full):
        tell(line)
    _print_scraps([ordered[place] for place in sorted(scraps)], case)


def _print_table(found: Sequence[Row], case: str) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("what; score", no_wrap=True)
    table.add_column("this = found in", overflow="fold", ratio=2)
    table.add_column("seconds", no_wrap=True)
    table.add_column("how; earliest known", overflow="fold", ratio=3)
    for copy, query, seen in found:
        is_asked = case or query.stated is not None  # a clip that is not kept has no date to compare with
        dated = order_words((copy, query, seen)) if is_asked else one_line(earliest_of(seen))
        table.add_row(
            f"{copy.kind}\n  {copy.score:.2f}",
            f"{one_line(query.name)}\n= {one_line(seen.name)}{_elsewhere(seen, case)}",
            "\n".join(_stretches(copy, query, seen)),
            "\n".join(filter(None, (_how(copy), dated))),
        )
    console().print(table)


def _print_scraps(found: Sequence[Row], case: str) -> None:
    """Print findings in a line for each recording that they were found in."""
    by_found: dict[str, list[Row]] = {}
    for row in found:
        by_found.setdefault(row[2].exhibit, []).append(row)
    if by_found:
        recordings = plural(len(by_found), "recording")
        tell(f"Besides, in {recordings} without date or publisher, only seconds that stand above:")
    for rows in by_found.values():
        cases = [one for one in rows[0][2].cases if one != case]
        where = f" in {', '.join(cases)}" if cases else ""
        told = "; ".join(_scrap_words(copy, query) for copy, query, _ in rows)
        tell(f"{rows[0][2].name}{where}: {told}", indent=2)


def _scrap_words(copy: Copy, query: Appearance) -> str:
    from sayso.publish.footage_words import KIND_WORDS, laid_words, speed_words
    from sayso.publish.words import stretches_words

    kind = "" if copy.kind == "same-footage" else f", {KIND_WORDS[copy.kind]}"
    whole = copy.kind == "same-place"
    here = stretches_words(((one.query_start_s, one.query_end_s) for one in copy.segments), whole=whole)
    there = stretches_words(((one.found_start_s, one.found_end_s) for one in copy.segments), whole=whole)
    how = "".join(f", {words}" for words in (*laid_words(copy, "this"), *speed_words(copy, ("this", "that"))))
    return f"{query.name} {here or 'a still'} = {there or 'a still'}{kind}{how}"


def _elsewhere(seen: Appearance, case: str) -> str:
    """Say in which cases a recording is kept, where the one that was asked about has it not."""
    cases = seen.cases
    return "" if not cases or case in cases else f"\n  in {one_line(', '.join(cases))}"


def _stretches(copy: Copy, query: Appearance, seen: Appearance) -> Iterator[str]:
    for segment in copy.segments[:STRETCHES_SHOWN]:
        whole = copy.kind == "same-place"
        yield _stretch(query, segment.query_start_s, segment.query_end_s, whole=whole)
        yield f"= {_stretch(seen, segment.found_start_s, segment.found_end_s, whole=whole)}"
    if len(copy.segments) > STRETCHES_SHOWN:
        yield f"and {len(copy.segments) - STRETCHES_SHOWN} more"


def _stretch(seen: Appearance, start_s: float, end_s: float, *, whole: bool) -> str:
    from sayso.publish.words import stretch_words, whole_stretch_words

    words = whole_stretch_words if whole else stretch_words
    return "a still" if seen.is_still else words(start_s, end_s)


def _how(copy: Copy) -> str:
    from sayso.publish.footage_words import decided_words, how_words

    parts = list(how_words(copy, ("this", "that")))
    if copy.kind in ("same-place", "undecided"):
        parts.append(one_line(decided_words(copy)))
    return "; ".join(filter(None, parts))
