"""`sayso copies`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import emit_json, one_line, plural, say, shown_progress
from sayso.cli.copies_order import dated, first_lines, orders_unknown
from sayso.cli.copies_table import copies_table, earlier_last
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    JsonOption,
    opened,
    resolve_actor,
    resolve_descriptor,
)

if TYPE_CHECKING:
    from sayso.desk.copies import CaseCopies, ClipCopies
    from sayso.desk.documents import NotLooked
    from sayso.footage.types import Copy, CopySearch
    from sayso.publish.dossier import Appearance, ReadingNotes
    from sayso.store.archive import Archive
    from sayso.store.queries import CaseInfo, ItemInfo
    from sayso.values import Digest, Progress

SKIPPED_NAMED = 5  # exhibits that were left out for one reason; the rest is counted, and all are in --json


def copies(
    target: Annotated[
        str, typer.Argument(metavar="CASE|CLIP", help="A case, or a file that is read and not kept.")
    ],
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Find where footage was seen before, in all that the archive holds: which seconds, which part."""
    with opened(archive) as open_, shown_progress("copies") as progress:
        answer = _answer(open_, target, resolve_actor(actor), progress)
    if json:
        _emit(answer)
    else:
        _tell(answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What was found of a case's footage or of a clip, and what is known of all that it names."""

    clip: Path | None  # None where a case was asked about
    case: CaseInfo | None
    searches: Sequence[CopySearch]
    not_looked: Sequence[NotLooked]
    notes: Sequence[ReadingNotes]  # what of the footage could not be read as it should
    seen: Mapping[Digest, Appearance]
    names: Mapping[Digest, str]  # of what was left out
    same: Mapping[Digest, Sequence[ItemInfo]]  # what else the very bytes that were asked about are kept as


def _answer(archive: Archive, target: str, who: str, progress: Progress) -> _Answer:
    from sayso.desk.appearances import appearances, kept_as, names_of
    from sayso.desk.copies import find_case_copies, find_clip_copies
    from sayso.desk.shown_copies import reading_notes
    from sayso.publish.dossier import ReadingNotes
    from sayso.store.queries import items

    found: ClipCopies | CaseCopies
    searches: Sequence[CopySearch]
    notes: Sequence[ReadingNotes]
    clip = Path(target) if os.path.isfile(target) else None
    descriptor = resolve_descriptor()
    if clip is not None:
        found = find_clip_copies(archive, clip, actor=who, descriptor=descriptor, progress=progress)
        case, searches = None, (found.search,)
        told = ReadingNotes(exhibit=found.search.query, name=clip.name, notes=found.notes)
        notes = [told] if found.notes else []
    else:
        case_asked = _case_named(target)
        found = find_case_copies(archive, case_asked, actor=who, descriptor=descriptor, progress=progress)
        case, searches = found.case, found.searches
        notes = reading_notes(archive, items(case.slug), descriptor)
    asked = {search.query for search in searches}
    named = asked | {copy.found for search in searches for copy in search.copies}
    same = kept_as(asked)
    return _Answer(
        clip=clip,
        case=case,
        searches=searches,
        not_looked=found.not_looked,
        notes=notes,
        seen=_named(found, appearances(named, found.durations_s, case=case.slug if case else "")),
        names=names_of(skipped.exhibit for search in searches for skipped in search.skipped),
        same={exhibit: kept for exhibit, kept in same.items() if clip is not None or len(kept) > 1},
    )


def _case_named(target: str) -> str:
    """Return the slug of a case.

    Raises:
        NoSuchCase: when there is none; where it is a folder, or something that is kept, with what to do.
    """
    from sayso.store.queries import NoSuchCase, find_case, items

    try:
        return find_case(target).slug
    except NoSuchCase as problem:
        kept = next((item.case for item in items() if target in (item.file_name, item.exhibit)), None)
        if os.path.isdir(target):
            hint = "It is a folder, which is kept first: `sayso import FOLDER --case TITLE`"
        elif kept is not None:
            hint = f"It is kept in the case {kept}: `sayso copies {kept}`"
        else:
            raise
        raise NoSuchCase(problem.asked, problem.known, hint) from problem


def _named(found: ClipCopies | CaseCopies, seen: dict[Digest, Appearance]) -> dict[Digest, Appearance]:
    """Call a clip that is only looked at by its file's name, whether or not its bytes are kept."""
    from sayso.desk.copies import ClipCopies
    from sayso.publish.dossier import Appearance, KeptAs

    if not isinstance(found, ClipCopies):
        return seen
    one, own = found.search.query, KeptAs(name=found.path.name, case="")
    kept = seen.get(one, Appearance(exhibit=one, name="", duration_s=found.durations_s.get(one)))
    return seen | {one: replace(kept, name=own.name, own=own)}


def _tell(answer: _Answer) -> None:
    from sayso.desk.shown_copies import each_pair_once

    for exhibit, items in answer.same.items():
        say(_same_bytes(answer.clip, items, answer.seen[exhibit]))
    found = each_pair_once(copy for search in answer.searches for copy in search.copies)
    if found:
        _tell_found(answer, found)
    say(_how_much(answer, len(found)))
    for line in _left_out(answer):
        say(line)
    say(_next(answer))


def _tell_found(answer: _Answer, found: Sequence[Copy]) -> None:
    """Print the table; of two recordings of a case, the one known from earlier is where it is found."""
    shown = [(copy, answer.seen[copy.query], answer.seen[copy.found]) for copy in found]
    if answer.case is None:
        copies_table(shown)
        for line in first_lines(shown):
            say(line)
        return
    shown = [earlier_last(one, answer.case.title) for one in shown]
    copies_table(shown, case=answer.case.title)
    told = orders_unknown(shown)
    if told:
        say(told)


def _how_much(answer: _Answer, found: int) -> str:
    searched = max((search.searched for search in answer.searches), default=0)
    keyframes = max((search.searched_keyframes for search in answer.searches), default=0)
    nothing = "Nothing else found" if answer.same and answer.clip else "Nothing found"
    return (
        f"{plural(found, 'finding') if found else nothing}: "
        f"searched {plural(len(answer.searches), 'piece')} of footage "
        f"against {plural(searched, 'other exhibit')} ({keyframes:,} keyframes)."
    )


def _left_out(answer: _Answer) -> Iterator[str]:
    nothing = _nothing_found(answer) if answer.case is not None else []
    if nothing:
        yield f"Nothing found of: {', '.join(one_line(answer.seen[one].name) for one in nothing)}."
    for part in answer.notes:
        yield f"Of {one_line(part.name)}: {one_line('; '.join(part.notes))}."
    for search in answer.searches:
        if search.not_looked is not None:
            name = one_line(answer.seen[search.query].name)
            yield f"NOT searched: {name}: {one_line(search.not_looked)}"
    for missing in answer.not_looked:
        is_own = answer.case is not None and missing.item.case == answer.case.slug
        case = "" if is_own else f" (in {missing.item.case})"
        yield f"NOT searched: {one_line(missing.item.file_name)}{case}: {one_line(missing.reason)}"
    queries = {search.query: answer.seen[search.query].name for search in answer.searches}
    yield from _skipped_lines(answer.searches, {**answer.names, **queries})


def _next(answer: _Answer) -> str:
    """Name what to do now: look at the frames side by side, or keep what was only looked at."""
    if answer.case is not None:
        return f"Next: sayso dossier {answer.case.slug}"
    kept = next((items[0].case for items in answer.same.values()), None)
    return f"Next: sayso dossier {kept}" if kept else 'Next: sayso import CLIP --case "Title", to keep it'


def _same_bytes(clip: Path | None, items: Sequence[ItemInfo], seen: Appearance) -> str:
    """Say under which names the very same bytes are kept, and each time since when and on whose word."""
    kept = "; ".join(
        f"{one_line(item.file_name)} ({one_line(item.case)}), {one_line(dated(seen.stated_of(once)))}"
        for item, once in zip(items, seen.kept, strict=True)
    )
    asked = "The same bytes" if clip is None else f"The very bytes of {one_line(clip.name)}"
    times = "several times" if clip is None else "already"
    return f"{asked} are kept {times}: {kept}."


def _nothing_found(answer: _Answer) -> list[Digest]:
    """Return what of a case was searched for, and not found anywhere else."""
    copies = [copy for search in answer.searches for copy in search.copies]
    found = {exhibit for copy in copies for exhibit in (copy.query, copy.found)}
    looked = (search.query for search in answer.searches if search.not_looked is None)
    return [exhibit for exhibit in looked if exhibit not in found and exhibit not in answer.same]


def _skipped_lines(searches: Sequence[CopySearch], names: Mapping[Digest, str]) -> list[str]:
    """Say what was left out, one line a reason: an archive may hold thousands of one kind.

    Where it was left out for some of the case's footage only, that is named.
    """
    left_out: dict[str, dict[Digest, set[Digest]]] = {}
    for search in searches:
        for skipped in search.skipped:
            left_out.setdefault(skipped.reason, {}).setdefault(search.query, set()).add(skipped.exhibit)
    queries = {search.query for search in searches}
    return [_skipped_line(reason, left, queries, names) for reason, left in sorted(left_out.items())]


def _skipped_line(
    reason: str, left: Mapping[Digest, set[Digest]], queries: Collection[Digest], names: Mapping[Digest, str]
) -> str:
    for_whom = _names([names.get(query, query[:10]) for query in left])
    only = f" for {for_whom}" if len(left) < len(queries) else ""
    every = {exhibit for some in left.values() for exhibit in some}
    unlike = ", not all for each" if any(some != every for some in left.values()) else ""
    asked = f"{for_whom} has" if len(left) == 1 else "they have"
    named = _names(sorted(names.get(one, one[:10]) for one in every))
    return f"NOT searched{only}{unlike}: {named}: {one_line(reason).replace('the query has', asked)}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - SKIPPED_NAMED} more" if len(names) > SKIPPED_NAMED else ""
    return f"{', '.join(one_line(name) for name in names[:SKIPPED_NAMED])}{more}"


def _emit(answer: _Answer) -> None:
    from sayso.cli.console import as_plain
    from sayso.footage.records import search_to_json

    emit_json(
        {
            "searches": [search_to_json(search) for search in answer.searches],
            "earliest_known": {exhibit: as_plain(known.earliest) for exhibit, known in answer.seen.items()},
            "appearances": {exhibit: as_plain(known) for exhibit, known in answer.seen.items()},
            "findings": [_finding(copy, answer.seen) for search in answer.searches for copy in search.copies],
            "nothing_found": [
                {"exhibit": exhibit, "name": answer.seen[exhibit].name} for exhibit in _nothing_found(answer)
            ],
            "notes": as_plain(answer.notes),
            "same_bytes": {
                exhibit: [{"name": item.file_name, "case": item.case} for item in items]
                for exhibit, items in answer.same.items()
            },
            "not_looked": [
                {
                    "exhibit": missing.item.exhibit,
                    "name": missing.item.file_name,
                    "case": missing.item.case,
                    "reason": missing.reason,
                }
                for missing in answer.not_looked
            ],
        }
    )


def _finding(copy: Copy, seen: Mapping[Digest, Appearance]) -> dict[str, object]:
    """Say which of two recordings came first, as JSON: its digest, or null and why that cannot be told."""
    from sayso.publish.appeared import order_of

    order = order_of(seen[copy.query], seen[copy.found])
    first = {"query": copy.query, "found": copy.found, None: None}[order.first]
    return {"query": copy.query, "found": copy.found, "kind": copy.kind, "first": first, "why": order.why}
