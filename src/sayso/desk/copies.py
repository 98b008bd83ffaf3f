"""Find where the footage of a case, or a clip that is only looked at, was seen before.

The index spans all cases of the archive: last year's clip is found in this
year's case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.desk.begun_searches import BegunSearch
from sayso.desk.documents import NotLooked, unread_records
from sayso.desk.fingerprints import (
    fingerprint_archive,
    fingerprint_clip,
    footage_among,
    mislabelled,
)
from sayso.desk.footage_index import in_sound, without
from sayso.desk.kept_searches import KeptSearch, Searched, asked_of, keep_search, known_search
from sayso.footage.comparable import reading_notes
from sayso.footage.directions import both_ways
from sayso.footage.kept import KeptIndex
from sayso.footage.networks import Network
from sayso.footage.stills import as_still
from sayso.footage.types import Copy, CopySearch
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCopies:
    """What was found of a case's footage in the whole archive."""

    case: queries.CaseInfo
    searches: tuple[CopySearch, ...]  # one for each exhibit of footage in the case
    record: Digest | None  # None where the case has no footage
    not_looked: tuple[NotLooked, ...]  # footage, anywhere in the archive, that gave no fingerprint
    durations_s: Mapping[Digest, float] = field(default_factory=dict)  # of recordings, where known
    stills: frozenset[Digest] = frozenset()  # which of them are a still, or a video of one frame
    damaged: Digest | None = None  # the record of the same search as it was kept, where it does not hold

    @property
    def unread_records(self) -> list[Digest]:
        """The kept results that do not hold: of these nothing is told, or it was made anew."""
        own = [] if self.damaged is None else [self.damaged]
        return [*own, *unread_records(self.not_looked)]

    @property
    def copies(self) -> list[Copy]:
        """All that each search found, surest first: a pair of recordings twice, once from either side."""
        return sorted(
            (copy for search in self.searches for copy in search.copies), key=lambda copy: -copy.score
        )

    @property
    def standing(self) -> list[Copy]:
        """What stands of it, each stretch of two recordings once."""
        return each_pair_once(self.copies)

    def with_not_looked(self, left: Iterable[NotLooked]) -> CaseCopies:
        """Return the same with what else could not be looked at, as `footage_notes` gives it."""
        told = {one.item.exhibit for one in self.not_looked}
        more = (one for one in left if one.item.exhibit not in told)
        return replace(self, not_looked=(*self.not_looked, *more))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipCopies:
    """What was found of a clip that is not kept."""

    path: Path
    search: CopySearch
    not_looked: tuple[NotLooked, ...]
    notes: tuple[str, ...] = ()  # what of the clip could not be read, or has nothing to be found by
    durations_s: Mapping[Digest, float] = field(default_factory=dict)  # as in `CaseCopies`; the clip's, too
    stills: frozenset[Digest] = frozenset()  # likewise

    @property
    def unread_records(self) -> list[Digest]:
        """As in `CaseCopies`."""
        return unread_records(self.not_looked)

    @property
    def searches(self) -> tuple[CopySearch, ...]:
        """The one search, as those of a case."""
        return (self.search,)


def find_case_copies(
    archive: Archive,
    case: str,
    *,
    actor: str,
    descriptor: Path | None = None,
    progress: Progress = silent,
) -> CaseCopies:
    """Search the whole archive for every piece of footage of a case.

    Args:
        descriptor: an ONNX file, where pictures are to be described by a network, too.

    Raises:
        NetworkUnusable: when it is none.
    """
    info = queries.find_case(case)
    archive.hold_index()
    items = queries.items(info.slug)
    mine = {item.exhibit: item for item in footage_among(items)}
    if not mine:
        return CaseCopies(case=info, searches=(), record=None, not_looked=tuple(mislabelled(items)))
    prints, missing = fingerprint_archive(archive, actor=actor, descriptor=descriptor, progress=progress)
    known = known_search(archive, asked_of(info.slug, prints, mine))

    def found_in(index: KeptIndex, damaged: Sequence[NotLooked]) -> CaseCopies:
        asked = asked_of(info.slug, without(prints, damaged), mine)
        kept = known_search(archive, asked)
        if kept is not None and kept.searched is not None:
            return _of_case(info, items, kept, (*missing, *damaged))
        begun = BegunSearch(archive, info.slug, asked)
        made = _searched(index, mine, begun, progress)
        record = keep_search(archive, info.slug, asked, made, actor=actor, known=kept)
        begun.drop()
        found = _of_case(info, items, KeptSearch(record=record, searched=made), (*missing, *damaged))
        return found if kept is None else replace(found, damaged=kept.record)

    if known is not None and known.searched is not None:
        return _of_case(info, items, known, missing)
    return in_sound(archive, prints, descriptor, progress, found_in)


def _of_case(
    case: queries.CaseInfo, items: Sequence[ItemInfo], kept: KeptSearch, missing: Iterable[NotLooked]
) -> CaseCopies:
    assert kept.searched is not None
    own = {item.exhibit: item for item in items}
    return CaseCopies(
        case=case,
        searches=kept.searched.searches,
        record=kept.record,
        not_looked=tuple(replace(one, item=own.get(one.item.exhibit, one.item)) for one in missing),
        durations_s=kept.searched.durations_s,
        stills=kept.searched.stills,
    )


def _searched(
    index: KeptIndex, mine: Mapping[Digest, ItemInfo], begun: BegunSearch, progress: Progress
) -> Searched:
    """Search for what is not searched for yet; return all findings, and what is known of what they name."""
    searches = []
    for done, (exhibit, item) in enumerate(mine.items()):
        search_progress = _searching(progress, done, len(mine), item.file_name)
        search_progress(0, None)
        search = begun.found(exhibit)
        if search is None and (query := index.print_of(exhibit)) is not None:
            search = index.search(query, progress=search_progress)
            begun.keep(search)
        if search is not None:
            searches.append(search)
    named = {*mine, *(copy.found for search in searches for copy in search.copies)}
    return Searched(
        searches=tuple(searches), durations_s=_durations_s(index, named), stills=_stills(index, named)
    )


def _durations_s(index: KeptIndex, exhibits: Collection[Digest]) -> dict[Digest, float]:
    """Return the lengths of recordings, where they are known."""
    return {
        one.exhibit: one.duration_s
        for one in index.facts
        if one.exhibit in exhibits and one.duration_s is not None
    }


def _stills(index: KeptIndex, exhibits: Iterable[Digest]) -> frozenset[Digest]:
    """Return which recordings are stills."""
    prints = map(index.print_of, exhibits)
    return frozenset(footage.exhibit for footage in prints if footage is not None and footage.is_still)


def find_clip_copies(
    archive: Archive,
    clip: Path,
    *,
    actor: str,
    descriptor: Path | None = None,
    progress: Progress = silent,
) -> ClipCopies:
    """Search the archive for a clip, picture or recording of sound that is read and not kept.

    `descriptor` is as in `find_case_copies`.

    Raises:
        CouldNotRead: when it is no footage, which says what it is instead, or cannot be read.
    """
    query = fingerprint_clip(clip, progress, None if descriptor is None else Network(descriptor))
    archive.hold_index()
    records, not_looked = fingerprint_archive(archive, actor=actor, descriptor=descriptor, progress=progress)

    def found_in(index: KeptIndex, damaged: Sequence[NotLooked]) -> ClipCopies:
        search = index.search(query, progress=_searching(progress, 0, 1, clip.name))
        found = {copy.found for copy in search.copies}
        own = {} if query.duration_s is None else {query.exhibit: query.duration_s}
        return ClipCopies(
            path=clip,
            search=search,
            not_looked=(*not_looked, *damaged),
            notes=reading_notes(query),
            durations_s=own | _durations_s(index, found),
            stills=_stills(index, found) | ({query.exhibit} if as_still(query).is_still else set()),
        )

    return in_sound(archive, records, descriptor, progress, found_in)


def each_pair_once(copies: Iterable[Copy]) -> list[Copy]:
    """Return findings, surest first, each stretch of two recordings once: they are looked for in each other.

    Where the two directions contradict each other, what stands of them, which may be that it is undecided.
    """
    pairs: dict[frozenset[str], list[Copy]] = {}
    for copy in sorted(copies, key=lambda copy: -copy.score):
        pairs.setdefault(frozenset((copy.query, copy.found)), []).append(copy)
    standing = (copy for pair in pairs.values() for copy in _of_pair(pair))
    return sorted(standing, key=lambda copy: -copy.score)


def _of_pair(found: Sequence[Copy]) -> list[Copy]:
    """Return what stands of two recordings, as seen from the one that the surest finding was searched for."""
    asked = found[0].query
    return both_ways(
        [one for one in found if one.query == asked], [one for one in found if one.query != asked]
    )


def _searching(progress: Progress, place: int, exhibits: int, name: str) -> Progress:
    """Return a progress of the search for one of several exhibits, which says how far in a long one is."""

    def tell(done: int, total: int | None, note: str = "") -> None:
        far = f": {done:,} of {total:,} {note}" if done and total else ""
        progress(place, exhibits, f"searching for {name}{far}")

    return tell
