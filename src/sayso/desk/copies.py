"""Find where the footage of a case, or a clip that is only looked at, was seen before.

The index spans all cases of the archive: last year's clip is found in this
year's case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sayso.desk.documents import NotLooked
from sayso.desk.fingerprints import (
    DAMAGED,
    fingerprint_archive,
    fingerprint_clip,
    footage_among,
    mislabelled,
    print_of,
    read_prints,
)
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.footage.comparable import reading_notes
from sayso.footage.directions import both_ways
from sayso.footage.kept import KeptIndex
from sayso.footage.networks import Network
from sayso.footage.records import search_from_json, search_to_json
from sayso.footage.search import search_method
from sayso.footage.types import Copy, CopySearch
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, canonical_json, digest_bytes, digest_file, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCopies:
    """What was found of a case's footage in the whole archive."""

    case: queries.CaseInfo
    searches: tuple[CopySearch, ...]  # one for each exhibit of footage in the case
    record: Digest | None  # None where the case has no footage
    not_looked: tuple[NotLooked, ...]  # footage, anywhere in the archive, that gave no fingerprint
    durations_s: dict[Digest, float] = field(default_factory=dict)  # of recordings, where known

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
    durations_s: dict[Digest, float] = field(default_factory=dict)  # as in `CaseCopies`; the clip's, too

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
    own = {item.exhibit: item for item in items}
    record = _known_search(archive, _asked(info.slug, prints, mine))
    if record is None:
        index, damaged = index_of_sound(archive, prints, descriptor, progress)
        missing += damaged
        asked = _asked(info.slug, _without(prints, damaged), mine)
        record = _known_search(archive, asked) if damaged else None
        record = record or _kept(archive, info.slug, asked, _searched(index, mine, progress), actor)
    value = read_result(archive, record)
    return CaseCopies(
        case=info,
        searches=tuple(search_from_json(search) for search in value["searches"]),
        record=record,
        not_looked=tuple(replace(one, item=own.get(one.item.exhibit, one.item)) for one in missing),
        durations_s=value["durations_s"],
    )


def _asked(case: str, prints: Mapping[Digest, Digest], mine: Collection[Digest]) -> bytes:
    """Return what a search of a case's footage in these fingerprints rests on, as it is kept."""
    listed: dict[Digest, Digest] = dict(prints)
    return canonical_json({"case": case, "prints": listed, "queries": sorted(mine)})


def _known_search(archive: Archive, asked: bytes) -> Digest | None:
    """Return the record of that very search, if it is kept."""
    run = find_result(archive, "copies", search_method(), {"prints": [digest_bytes(asked)]})
    return None if run is None else run.output


def _kept(archive: Archive, case: str, asked: bytes, value: Mapping[str, object], actor: str) -> Digest:
    lists = archive.objects.put_bytes(asked)
    made = Result(
        kind="copies",
        method=search_method(),
        inputs={"prints": [lists.digest]},
        value=value,
        case=case,
        lists=[lists],
    )
    [record] = keep_results(archive, actor, [made])
    return record


def _searched(index: KeptIndex, mine: Mapping[Digest, ItemInfo], progress: Progress) -> dict[str, object]:
    """Search for footage; return what was found as JSON values, with the lengths of all that it names."""
    searches = []
    for done, (exhibit, item) in enumerate(mine.items()):
        search_progress = _searching(progress, done, len(mine), item.file_name)
        search_progress(0, None)
        query = index.print_of(exhibit)
        if query is not None:
            searches.append(index.search(query, progress=search_progress))
    named = {*mine, *(copy.found for search in searches for copy in search.copies)}
    return {
        "searches": [search_to_json(search) for search in searches],
        "durations_s": _durations_s(index, named),
    }


def _durations_s(index: KeptIndex, exhibits: Collection[Digest]) -> dict[Digest, float]:
    """Return the lengths of recordings, where they are known."""
    return {
        one.exhibit: one.duration_s
        for one in index.facts
        if one.exhibit in exhibits and one.duration_s is not None
    }


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
    index, damaged = index_of_sound(archive, records, descriptor, progress)
    search = index.search(query, progress=_searching(progress, 0, 1, clip.name))
    own = {} if query.duration_s is None else {query.exhibit: query.duration_s}
    return ClipCopies(
        path=clip,
        search=search,
        not_looked=(*not_looked, *damaged),
        notes=reading_notes(query),
        durations_s=own | _durations_s(index, {copy.found for copy in search.copies}),
    )


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


def index_of_sound(
    archive: Archive, records: Mapping[Digest, Digest], descriptor: Path | None, progress: Progress
) -> tuple[KeptIndex, list[NotLooked]]:
    """Return the index of the footage whose stored fingerprints can be read, and what is not in it.

    Arguments as for `archive_index`.
    """
    try:
        return archive_index(archive, records, descriptor, progress), []
    except DAMAGED:  # by one; then each is looked at, so that the index is begun only once more
        read = read_prints(archive, records, queries.items())
        damaged = [left for _, left in read if isinstance(left, NotLooked)]
        return archive_index(archive, _without(records, damaged), descriptor, progress), damaged


def _without(records: Mapping[Digest, Digest], damaged: Iterable[NotLooked]) -> dict[Digest, Digest]:
    left = {one.item.exhibit for one in damaged}
    return {exhibit: record for exhibit, record in records.items() if exhibit not in left}


def archive_index(
    archive: Archive,
    records: Mapping[Digest, Digest],
    descriptor: Path | None,
    progress: Progress = silent,
) -> KeptIndex:
    """Return the index of the archive's footage, level with its stored fingerprints.

    Args:
        records: exhibit -> digest of its fingerprint's record, as `fingerprint_archive` gives them.
    """
    kept = "plain" if descriptor is None else digest_file(descriptor)[:16]
    folder = archive.files.indexes / "footage" / kept
    return KeptIndex(folder, list(records.values()), partial(print_of, archive), progress=progress)


def _searching(progress: Progress, place: int, exhibits: int, name: str) -> Progress:
    """Return a progress of the search for one of several exhibits, which says how far in a long one is."""

    def tell(done: int, total: int | None, note: str = "") -> None:
        far = f": {done:,} of {total:,} {note}" if done and total else ""
        progress(place, exhibits, f"searching for {name}{far}")

    return tell
