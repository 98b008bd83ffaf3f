"""What `sayso copies` was asked, and all that was found: a case's footage, or a clip that is not kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.console import one_line
from sayso.cli.options import resolve_descriptor

if TYPE_CHECKING:
    from sayso.custody.damage import Damage, Unread
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
    damages: Sequence[Damage]  # to the files of what was asked about and of what was found, in passing
    unread: Sequence[Unread]  # those of them that could not be looked at
    is_anew: bool = False  # the same search was kept before, and is damaged

    @property
    def made(self) -> list[CopySearch]:
        """The searches that could be made."""
        return [search for search in self.searches if search.not_looked is None]

    @property
    def rows(self) -> list[Row]:
        """What was found, with what is known of both recordings."""
        return [(copy, self.seen[copy.query], self.seen[copy.found]) for copy in self.found]

    @property
    def shown_rows(self) -> list[Row]:
        """The same as a table has them: in its order, and of a case each pair with its sides as there."""
        from sayso.cli.copies_order import earlier_last, in_order

        case = self.case
        return in_order(self.rows if case is None else [earlier_last(row, case.title) for row in self.rows])

    @property
    def in_part(self) -> dict[Digest, str]:
        """What else could be searched in but for a part, and why; what was asked about has its notes."""
        told = {note.exhibit for note in self.notes}
        every = (left for search in self.made for left in search.in_part)
        return {left.exhibit: left.reason for left in every if left.exhibit not in told}

    @property
    def could_not_look(self) -> bool:
        """Tell whether there was something to search for, and none of it could be."""
        return not self.made and (bool(self.searches) or any(map(self._is_own_print, self.not_looked)))

    def _is_own_print(self, missing: NotLooked) -> bool:
        """Tell whether what could not be searched for is footage of the case whose fingerprint is damaged."""
        return missing.record is not None and self.case is not None and missing.item.case == self.case.slug


def answer_of(archive: Archive, target: str, who: str, progress: Progress) -> Answer:
    """Search for a case's footage, or for a clip, and return what was found.

    Raises:
        NoSuchCase: when there is neither such a case nor such a file.
    """
    from sayso.desk.appearances import kept_as, names_of
    from sayso.desk.copies import CaseCopies, each_pair_once
    from sayso.desk.harm import harm_to
    from sayso.store.queries import cases

    found, notes = _noted(archive, _searched(archive, target, who, progress))
    case = found.case if isinstance(found, CaseCopies) else None
    asked = {search.query for search in found.searches}
    named = kept_as(asked | {copy.found for search in found.searches for copy in search.copies})
    damages, unread = harm_to(archive, [kept[0] for kept in named.values()], others=found.unread_records)
    same = {exhibit: kept for exhibit, kept in named.items() if exhibit in asked}
    return Answer(
        clip=None if isinstance(found, CaseCopies) else found.path,
        case=case,
        searches=found.searches,
        found=each_pair_once(copy for search in found.searches for copy in search.copies),
        not_looked=found.not_looked,
        notes=notes,
        seen=_seen(found, case.slug if case else ""),
        names=names_of(
            left.exhibit for search in found.searches for left in (*search.skipped, *search.in_part)
        ),
        same={exhibit: kept for exhibit, kept in same.items() if case is None or len(kept) > 1},
        titles={known.slug: known.title for known in cases()},
        damages=damages,
        unread=unread,
        is_anew=isinstance(found, CaseCopies) and found.damaged is not None,
    )


def _searched(archive: Archive, target: str, who: str, progress: Progress) -> ClipCopies | CaseCopies:
    from sayso.desk.copies import find_case_copies, find_clip_copies

    descriptor = resolve_descriptor()
    if os.path.isfile(target):
        return find_clip_copies(archive, Path(target), actor=who, descriptor=descriptor, progress=progress)
    return find_case_copies(archive, _case_named(target), actor=who, descriptor=descriptor, progress=progress)


def _noted(
    archive: Archive, found: ClipCopies | CaseCopies
) -> tuple[ClipCopies | CaseCopies, Sequence[ReadingNotes]]:
    """Return what was found with what of the footage that was asked about could not be read as it should."""
    from sayso.desk.copies import CaseCopies
    from sayso.desk.shown_copies import footage_notes, reading_notes, telling
    from sayso.publish.dossier import ReadingNotes
    from sayso.store.queries import items

    if isinstance(found, CaseCopies):
        kept = items(found.case.slug)
        noted, left = footage_notes(archive, kept, resolve_descriptor())
        return found.with_not_looked(left), reading_notes(kept, noted)
    told = telling(found.notes)
    return found, [ReadingNotes(exhibit=found.search.query, name=found.path.name, notes=told)] if told else []


def _seen(found: ClipCopies | CaseCopies, case: str) -> dict[Digest, Appearance]:
    """Return what is known of all recordings that the searches name.

    A clip that is only looked at goes by its file's name, whether or not its bytes are kept.
    """
    from sayso.desk.appearances import appearances
    from sayso.desk.copies import ClipCopies
    from sayso.publish.dossier import Appearance, KeptAs

    named = {one for search in found.searches for one in (search.query, *(c.found for c in search.copies))}
    seen = appearances(named, found.durations_s, stills=found.stills, case=case)
    if not isinstance(found, ClipCopies):
        return seen
    one, own = found.search.query, KeptAs(name=found.path.name, case="")
    own_length_s = found.durations_s.get(one)
    bare = Appearance(exhibit=one, name="", duration_s=own_length_s, is_still=one in found.stills)
    kept = seen.get(one, bare)
    return seen | {one: replace(kept, name=own.name, own=own)}


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
        elif os.path.lexists(target):
            hint = _no_regular_file(target)
        elif kept is not None:
            hint = f"It is kept in the case {kept}: `sayso copies {kept}`"
        else:
            raise
        raise NoSuchCase(problem.asked, problem.known, hint) from problem


def _no_regular_file(target: str) -> str:
    """Say what is there of a name where it is no file that can be read."""
    if not os.path.exists(target):
        return f"It is a link that leads nowhere: {one_line(os.path.realpath(target))}"
    kind = "a pipe" if stat.S_ISFIFO(os.stat(target).st_mode) else "a device or socket"
    return f"It is {kind}, and only files are read: save what comes out of it as a file first"
