"""`sayso copies`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import emit_json, one_line, plural, say, shown_progress
from sayso.cli.copies_table import NO_DATE, copies_table, date_of, earlier_last, earliest_of
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
    from sayso.publish.dossier import Appearance
    from sayso.store.archive import Archive
    from sayso.store.queries import CaseInfo, ItemInfo
    from sayso.values import Digest, Progress

NO_NAMES: Mapping[Digest, str] = MappingProxyType({})
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
    notes: Sequence[str]  # what of the clip could not be read
    seen: Mapping[Digest, Appearance]
    names: Mapping[Digest, str]  # of what was left out
    same: Mapping[Digest, Sequence[ItemInfo]]  # what else the very bytes that were asked about are kept as


def _answer(archive: Archive, target: str, who: str, progress: Progress) -> _Answer:
    from sayso.desk.appearances import appearances, kept_as, names_of
    from sayso.desk.copies import find_case_copies, find_clip_copies

    found: ClipCopies | CaseCopies
    searches: Sequence[CopySearch]
    notes: Sequence[str]
    clip = Path(target) if os.path.isfile(target) else None
    descriptor = resolve_descriptor()
    if clip is not None:
        found = find_clip_copies(archive, clip, actor=who, descriptor=descriptor, progress=progress)
        case, searches, notes = None, (found.search,), found.notes
    else:
        found = find_case_copies(archive, target, actor=who, descriptor=descriptor, progress=progress)
        case, searches, notes = found.case, found.searches, ()
    asked = {search.query for search in searches}
    same = kept_as(asked)
    return _Answer(
        clip=clip,
        case=case,
        searches=searches,
        not_looked=found.not_looked,
        notes=notes,
        seen=_named(clip, asked, appearances(asked | {c.found for s in searches for c in s.copies})),
        names=names_of(skipped.exhibit for search in searches for skipped in search.skipped),
        same={exhibit: items for exhibit, items in same.items() if clip is not None or len(items) > 1},
    )


def _named(
    clip: Path | None, asked: Iterable[Digest], seen: dict[Digest, Appearance]
) -> dict[Digest, Appearance]:
    """Call a clip that is only looked at by its file's name, whether or not its bytes are kept."""
    from sayso.publish.dossier import Appearance

    if clip is None:
        return seen
    return seen | {
        one: replace(seen.get(one, Appearance(exhibit=one, name="")), name=clip.name) for one in asked
    }


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
        told = _first_appearance(shown)
    else:
        shown = [earlier_last(*one) for one in shown]
        copies_table(shown, case=answer.case.title)
        told = _order_unknown(shown)
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
    if answer.clip is not None and answer.notes:
        yield f"Of {one_line(answer.clip.name)}: {one_line('; '.join(answer.notes))}."
    for search in answer.searches:
        if search.not_looked is not None:
            name = one_line(answer.seen[search.query].name)
            yield f"NOT searched: {name}: {one_line(search.not_looked)}"
    for missing in answer.not_looked:
        yield f"NOT searched: {one_line(missing.item.file_name)}: {one_line(missing.reason)}"
    yield from _skipped_lines(answer.searches, answer.names)


def _next(answer: _Answer) -> str:
    """Name what to do now: look at the frames side by side, or keep what was only looked at."""
    if answer.case is not None:
        return f"Next: sayso dossier {answer.case.slug}"
    kept = next((items[0].case for items in answer.same.values()), None)
    return f"Next: sayso dossier {kept}" if kept else 'Next: sayso import CLIP --case "Title", to keep it'


def _same_bytes(clip: Path | None, items: Sequence[ItemInfo], seen: Appearance) -> str:
    """Say under which names the very same bytes are kept, and since when they are known."""
    kept = ", ".join(f"{one_line(item.file_name)} ({one_line(item.case)})" for item in items)
    asked = "The same bytes" if clip is None else f"The very bytes of {one_line(clip.name)}"
    times = "several times" if clip is None else "already"
    return f"{asked} are kept {times}: {kept}; earliest known: {one_line(earliest_of(seen))}."


def _first_appearance(found: Sequence[tuple[Copy, Appearance, Appearance]]) -> str | None:
    """Say what of the footage that was found is known to be the oldest, and on whose word."""
    copied = [seen for copy, _, seen in found if copy.kind == "same-footage"]
    dated = [seen for seen in copied if date_of(seen) != NO_DATE]
    if not dated:
        return None
    first = min(dated, key=date_of)
    undated = len({seen.exhibit for seen in copied}) - len({seen.exhibit for seen in dated})
    rest = f"; of {plural(undated, 'recording')} no date is known" if undated else ""
    return f"Earliest known appearance: {one_line(first.name)}, {one_line(earliest_of(first))}{rest}."


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


def _order_unknown(found: Sequence[tuple[Copy, Appearance, Appearance]]) -> str | None:
    """Say of how many copies nobody knows which came first."""
    unknown = sum(
        copy.kind == "same-footage" and NO_DATE in (date_of(query), date_of(seen))
        for copy, query, seen in found
    )
    return (
        f"Which came first is not known of {plural(unknown, 'copy', 'copies')}: a date is missing."
        if unknown
        else None
    )


def _emit(answer: _Answer) -> None:
    from sayso.cli.console import as_plain
    from sayso.footage.records import search_to_json

    emit_json(
        {
            "searches": [search_to_json(search) for search in answer.searches],
            "earliest_known": {exhibit: as_plain(known.earliest) for exhibit, known in answer.seen.items()},
            "appearances": {exhibit: as_plain(known) for exhibit, known in answer.seen.items()},
            "notes": list(answer.notes),
            "same_bytes": {
                exhibit: [{"name": item.file_name, "case": item.case} for item in items]
                for exhibit, items in answer.same.items()
            },
            "not_looked": [
                {"exhibit": missing.item.exhibit, "name": missing.item.file_name, "reason": missing.reason}
                for missing in answer.not_looked
            ],
        }
    )
