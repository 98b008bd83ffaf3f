"""`sayso copies`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import console, emit_json, one_line, plural, seconds, shown_progress
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    JsonOption,
    opened,
    resolve_actor,
    resolve_descriptor,
)

if TYPE_CHECKING:
    from sayso.desk.documents import NotLooked
    from sayso.footage.types import Box, Copy, CopySearch, Segment
    from sayso.publish.dossier import Appearance
    from sayso.store.queries import ItemInfo
    from sayso.values import Digest

WHOLE_PICTURE = 0.95  # of the area: what is found of the edges is not worth a word
NO_DATE = "9999"  # sorts behind every date
NO_NAMES: Mapping[Digest, str] = MappingProxyType({})
SKIPPED_NAMED = 5  # exhibits that were left out for one reason; the rest is counted, and all are in --json
SPEED_SHOWN_FROM = 0.02  # away from 1: what re-encoding does to time is not worth a word


def copies(
    target: Annotated[
        str, typer.Argument(metavar="CASE|CLIP", help="A case, or a file that is read and not kept.")
    ],
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Find where footage was seen before, in all that the archive holds: which seconds, which part."""
    from sayso.desk.appearances import appearances, kept_as, names_of
    from sayso.desk.copies import find_case_copies, find_clip_copies
    from sayso.desk.shown_copies import each_pair_once
    from sayso.publish.dossier import Appearance

    with opened(archive) as open_, shown_progress("copies") as progress:
        who = resolve_actor(actor)
        is_clip = os.path.isfile(target)
        if is_clip:
            clip = find_clip_copies(
                open_, Path(target), actor=who, descriptor=resolve_descriptor(), progress=progress
            )
            searches, not_looked, notes = [clip.search], clip.not_looked, clip.notes
        else:
            case = find_case_copies(
                open_, target, actor=who, descriptor=resolve_descriptor(), progress=progress
            )
            searches, not_looked, notes = list(case.searches), case.not_looked, ()
        exhibits = {search.query for search in searches}
        exhibits |= {copy.found for search in searches for copy in search.copies}
        seen = appearances(exhibits)
        names = names_of(skipped.exhibit for search in searches for skipped in search.skipped)
        same = kept_as({search.query for search in searches})
        same = {exhibit: items for exhibit, items in same.items() if is_clip or len(items) > 1}
    if json:
        for search in searches:  # a clip that is only looked at is in no case
            seen.setdefault(search.query, Appearance(exhibit=search.query, name=Path(target).name))
        _emit(searches, not_looked, seen, same, notes)
        return
    for exhibit, items in same.items():
        typer.echo(_same_bytes(target if is_clip else None, items, seen[exhibit]))
    if is_clip:
        known = seen.get(searches[0].query, Appearance(exhibit=searches[0].query, name=""))
        seen[searches[0].query] = replace(known, name=Path(target).name)
    found = each_pair_once(copy for search in searches for copy in search.copies)
    for search in searches:
        if search.not_looked is not None:
            typer.echo(f"NOT searched: {one_line(seen[search.query].name)}: {one_line(search.not_looked)}")
    if found:
        shown = [(copy, seen[copy.query], seen[copy.found]) for copy in found]
        # A clip that is asked about stays on its side; in a case the earlier one was seen before.
        shown = shown if is_clip else [earlier_last(*one) for one in shown]
        copies_table(shown)
        if is_clip and (first := _first_appearance(shown)):
            typer.echo(first)
        if not is_clip and (unknown := _order_unknown(shown)):
            typer.echo(unknown)
    searched = max((search.searched for search in searches), default=0)
    keyframes = max((search.searched_keyframes for search in searches), default=0)
    nothing = "Nothing else found" if same and is_clip else "Nothing found"
    answer = plural(len(found), "finding") if found else nothing
    typer.echo(
        f"{answer}: searched {plural(len(searches), 'piece')} of footage "
        f"against {plural(searched, 'other exhibit')} ({keyframes:,} keyframes)."
    )
    if notes:
        typer.echo(f"Of {one_line(Path(target).name)}: {one_line('; '.join(notes))}.")
    for missing in not_looked:
        typer.echo(f"NOT searched: {one_line(missing.item.file_name)}: {one_line(missing.reason)}")
    for line in _skipped_lines(searches, names):
        typer.echo(line)


def _same_bytes(clip: str | None, items: Sequence[ItemInfo], seen: Appearance) -> str:
    """Say under which names the very same bytes are kept, and since when they are known."""
    kept = ", ".join(f"{one_line(item.file_name)} ({one_line(item.case)})" for item in items)
    asked = "The same bytes" if clip is None else f"The very bytes of {one_line(Path(clip).name)}"
    times = "several times" if clip is None else "already"
    return f"{asked} are kept {times}: {kept}; earliest known: {one_line(_earliest(seen))}."


def _first_appearance(found: Sequence[tuple[Copy, Appearance, Appearance]]) -> str | None:
    """Say what of the footage that was found is known to be the oldest, and on whose word."""
    copied = [seen for copy, _, seen in found if copy.kind == "same-footage"]
    dated = [seen for seen in copied if _date(seen) != NO_DATE]
    if not dated:
        return None
    first = min(dated, key=_date)
    undated = len({seen.exhibit for seen in copied}) - len({seen.exhibit for seen in dated})
    rest = f"; of {plural(undated, 'recording')} no date is known" if undated else ""
    return f"Earliest known appearance: {one_line(first.name)}, {one_line(_earliest(first))}{rest}."


def _skipped_lines(searches: Sequence[CopySearch], names: Mapping[Digest, str] = NO_NAMES) -> list[str]:
    """Say what was left out, one line a reason: an archive may hold thousands of one kind."""
    by_reason: dict[str, list[str]] = {}
    once = {skipped for search in searches for skipped in search.skipped}
    for skipped in sorted(once, key=lambda each: each.exhibit):
        name = one_line(names.get(skipped.exhibit, skipped.exhibit[:10]))
        by_reason.setdefault(skipped.reason, []).append(name)
    lines = []
    for reason, exhibits in sorted(by_reason.items()):
        named = ", ".join(exhibits[:SKIPPED_NAMED])
        more = f" and {len(exhibits) - SKIPPED_NAMED} more" if len(exhibits) > SKIPPED_NAMED else ""
        lines.append(f"NOT searched: {named}{more}: {one_line(reason)}")
    return lines


def copies_table(found: Sequence[tuple[Copy, Appearance, Appearance]]) -> None:
    """Print copies as a table that a person can act on, the earliest known appearance first."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("what", "this", "found in", "seconds", "how", "score", "earliest known"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "score")
    for copy, query, seen in sorted(found, key=lambda one: _date(one[2])):
        stretches = "\n".join(_stretch(segment) for segment in copy.segments)
        texts = (one_line(text) for text in (copy.kind, query.name, seen.name))
        table.add_row(*texts, stretches, _how(copy), f"{copy.score:.2f}", one_line(_earliest(seen)))
    console().print(table)


def earlier_last(copy: Copy, query: Appearance, found: Appearance) -> tuple[Copy, Appearance, Appearance]:
    """Turn a finding so that the recording known from earlier is the one that it is found in.

    Where one has no date but that of our own capture, nobody knows which came first, and it stays.
    """
    from sayso.footage.turning import turned

    if _date(query) < _date(found) != NO_DATE:
        return turned(copy), found, query
    return copy, query, found


def _order_unknown(found: Sequence[tuple[Copy, Appearance, Appearance]]) -> str | None:
    """Say of how many copies nobody knows which came first."""
    unknown = sum(
        copy.kind == "same-footage" and NO_DATE in (_date(query), _date(seen)) for copy, query, seen in found
    )
    return (
        f"Which came first is not known of {plural(unknown, 'copy', 'copies')}: a date is missing."
        if unknown
        else None
    )


def _area(region: Box) -> float:
    return (region.right - region.left) * (region.bottom - region.top)


def _short_date(date: str) -> str:
    """2024-09-22T09:12:00Z -> 2024-09-22 09:12Z; what is less exact stays as it is."""
    return re.sub(r"T(\d\d:\d\d)(:\d\d(\.\d+)?)?", r" \1", date)


def _date(seen: Appearance) -> str:
    from sayso.publish.words import in_utc

    return in_utc(seen.stated.date) if seen.stated is not None else NO_DATE


def _earliest(seen: Appearance) -> str:
    if seen.stated is not None:
        return f"{_short_date(seen.stated.date)}, by {seen.stated.on_word_of}"
    kept = f"; kept here since {_short_date(seen.dates[0].date)}" if seen.dates else ""
    return f"no date known{kept}"


def _stretch(segment: Segment) -> str:
    query = _span(segment.query_start_s, segment.query_end_s)
    return f"{query} = {_span(segment.found_start_s, segment.found_end_s)}"


def _span(start_s: float, end_s: float) -> str:
    """Return a stretch, or one moment where it has no length: that of a still."""
    return f"{seconds(start_s)}–{seconds(end_s)}" if end_s > start_s else seconds(start_s)


def _how(copy: Copy) -> str:
    parts = ["mirrored"] if copy.mirror else []
    if abs(copy.speed - 1) > SPEED_SHOWN_FROM:
        parts.append(f"speed ×{copy.speed:.2f}")
    for whose, region in (("in this", copy.query_region), ("of that", copy.found_region)):
        if region is not None and _area(region) < WHOLE_PICTURE:
            across, down = f"{region.left:.0%}–{region.right:.0%}", f"{region.top:.0%}–{region.bottom:.0%}"
            parts.append(f"{whose}: {across} across, {down} down")
    if copy.kind != "same-sound" and "sound_score" in copy.details:
        parts.append("with its sound")
    if copy.kind in ("same-place", "undecided"):
        parts.append(one_line(str(copy.details.get("decided_by", ""))))
    return "; ".join(filter(None, parts)) or "–"


def _emit(
    searches: Sequence[CopySearch],
    not_looked: Sequence[NotLooked],
    seen: Mapping[Digest, Appearance],
    same: Mapping[Digest, Sequence[ItemInfo]],
    notes: Sequence[str],
) -> None:
    from sayso.cli.console import as_plain
    from sayso.footage.records import search_to_json

    emit_json(
        {
            "searches": [search_to_json(search) for search in searches],
            "earliest_known": {exhibit: as_plain(known.earliest) for exhibit, known in seen.items()},
            "appearances": {exhibit: as_plain(known) for exhibit, known in seen.items()},
            "notes": list(notes),
            "same_bytes": {
                exhibit: [{"name": item.file_name, "case": item.case} for item in items]
                for exhibit, items in same.items()
            },
            "not_looked": [
                {"exhibit": missing.item.exhibit, "name": missing.item.file_name, "reason": missing.reason}
                for missing in not_looked
            ],
        }
    )
