"""What `sayso copies` was asked, and all that was found: a case's footage, or a clip that is not kept."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.options import resolve_descriptor

if TYPE_CHECKING:
    from sayso.desk.copies import CaseCopies, ClipCopies
    from sayso.desk.documents import NotLooked
    from sayso.footage.types import Copy, CopySearch
    from sayso.publish.dossier import Appearance, ReadingNotes
    from sayso.publish.first_known import Row
    from sayso.store.archive import Archive
    from sayso.store.queries import CaseInfo, ItemInfo
    from sayso.values import Digest, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found of a case's footage or of a clip, and what is known of all that it names."""

    clip: Path | None  # None where a case was asked about
    case: CaseInfo | None
    searches: Sequence[CopySearch]
    found: Sequence[Copy]  # what stands of the searches, surest first, each stretch of two recordings once
    not_looked: Sequence[NotLooked]
    notes: Sequence[ReadingNotes]  # what of the footage could not be read as it should
    seen: Mapping[Digest, Appearance]
    names: Mapping[Digest, str]  # of what was left out
    same: Mapping[Digest, Sequence[ItemInfo]]  # what else the very bytes that were asked about are kept as
    titles: Mapping[str, str]  # slug -> title, of cases

    @property
    def made(self) -> list[CopySearch]:
        """The searches that could be made."""
        return [search for search in self.searches if search.not_looked is None]

    @property
    def rows(self) -> list[Row]:
        """What was found, with what is known of both recordings."""
        return [(copy, self.seen[copy.query], self.seen[copy.found]) for copy in self.found]

    @property
    def could_not_look(self) -> bool:
        """Tell whether there was something to search for, and none of it could be."""
        return bool(self.searches) and not self.made


def answer_of(archive: Archive, target: str, who: str, progress: Progress) -> Answer:
    """Search for a case's footage, or for a clip, and return what was found.

    Raises:
        NoSuchCase: when there is neither such a case nor such a file.
    """
    from sayso.desk.appearances import appearances, kept_as, names_of
    from sayso.desk.copies import each_pair_once, find_case_copies, find_clip_copies
    from sayso.desk.shown_copies import reading_notes, telling
    from sayso.publish.dossier import ReadingNotes
    from sayso.store.queries import cases, items

    found: ClipCopies | CaseCopies
    searches: Sequence[CopySearch]
    notes: Sequence[ReadingNotes]
    clip = Path(target) if os.path.isfile(target) else None
    descriptor = resolve_descriptor()
    if clip is not None:
        found = find_clip_copies(archive, clip, actor=who, descriptor=descriptor, progress=progress)
        case, searches = None, (found.search,)
        told = ReadingNotes(exhibit=found.search.query, name=clip.name, notes=telling(found.notes))
        notes = [told] if told.notes else []
    else:
        case_asked = _case_named(target)
        found = find_case_copies(archive, case_asked, actor=who, descriptor=descriptor, progress=progress)
        case, searches = found.case, found.searches
        notes = reading_notes(archive, items(case.slug), descriptor)
    asked = {search.query for search in searches}
    named = asked | {copy.found for search in searches for copy in search.copies}
    same = kept_as(asked)
    return Answer(
        clip=clip,
        case=case,
        searches=searches,
        found=each_pair_once(copy for search in searches for copy in search.copies),
        not_looked=found.not_looked,
        notes=notes,
        seen=_named(found, appearances(named, found.durations_s, case=case.slug if case else "")),
        names=names_of(skipped.exhibit for search in searches for skipped in search.skipped),
        same={exhibit: kept for exhibit, kept in same.items() if clip is not None or len(kept) > 1},
        titles={known.slug: known.title for known in cases()},
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
