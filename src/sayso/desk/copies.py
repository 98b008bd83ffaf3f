"""Find where the footage of a case, or a clip that is only looked at, was seen before.

The index spans all cases of the archive: last year's clip is found in this
year's case.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.desk.documents import NotLooked
from sayso.desk.mislabelled import is_footage, is_named_as_footage, why_no_footage
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.desk.stills import MAY_MOVE
from sayso.exhibits.sniff import HEAD_BYTES, UNKNOWN, family, sniff
from sayso.footage.comparable import reading_notes
from sayso.footage.fingerprinting import (
    fingerprint_method,
    fingerprint_picture,
    fingerprint_sound,
    fingerprint_video,
    print_from_json,
    print_to_json,
)
from sayso.footage.kept import KeptIndex
from sayso.footage.networks import Network
from sayso.footage.records import search_from_json, search_to_json
from sayso.footage.search import search_method
from sayso.footage.types import Copy, CopySearch, FootagePrint
from sayso.parsers import CouldNotRead, ReaderStopped
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, canonical_json, digest_file, silent

FRAMES_TOLD = 240  # frames, a minute of a recording: so often is said how far its reading is


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
        """All that was found, surest first."""
        return sorted(
            (copy for search in self.searches for copy in search.copies), key=lambda copy: -copy.score
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipCopies:
    """What was found of a clip that is not kept."""

    path: Path
    search: CopySearch
    not_looked: tuple[NotLooked, ...]
    notes: tuple[str, ...] = ()  # what of the clip could not be read, or has nothing to be found by
    durations_s: dict[Digest, float] = field(default_factory=dict)  # as in `CaseCopies`; the clip's, too


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
    mine = {item.exhibit: item for item in _footage(queries.items(info.slug))}
    if not mine:
        mislabelled = _mislabelled(queries.items(info.slug))
        return CaseCopies(case=info, searches=(), record=None, not_looked=tuple(mislabelled))
    records, missing = fingerprint_archive(archive, actor=actor, descriptor=descriptor, progress=progress)
    own = {item.exhibit: item for item in queries.items(info.slug)}
    not_looked = [replace(one, item=own.get(one.item.exhibit, one.item)) for one in missing]
    manifest = archive.objects.put_bytes(
        canonical_json({"case": info.slug, "prints": records, "queries": sorted(mine)})
    )
    inputs = {"prints": [manifest.digest]}
    known = find_result(archive, "copies", search_method(), inputs)
    record = None if known is None else known.output
    if record is None:
        index = archive_index(archive, records, descriptor, progress)
        result = Result(
            kind="copies",
            method=search_method(),
            inputs=inputs,
            value=_searched(index, mine, progress),
            case=info.slug,
            lists=[manifest],
        )
        [record] = keep_results(archive, actor, [result])
    value = read_result(archive, record)
    return CaseCopies(
        case=info,
        searches=tuple(search_from_json(search) for search in value["searches"]),
        record=record,
        not_looked=tuple(not_looked),
        durations_s=value["durations_s"],
    )


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
    network = None if descriptor is None else Network(descriptor)
    query = _fingerprint_clip(clip, progress, network)
    archive.hold_index()
    records, not_looked = fingerprint_archive(archive, actor=actor, descriptor=descriptor, progress=progress)
    index = archive_index(archive, records, descriptor, progress)
    search = index.search(query, progress=_searching(progress, 0, 1, clip.name))
    own = {} if query.duration_s is None else {query.exhibit: query.duration_s}
    return ClipCopies(
        path=clip,
        search=search,
        not_looked=tuple(not_looked),
        notes=reading_notes(query),
        durations_s=own | _durations_s(index, {copy.found for copy in search.copies}),
    )


def _fingerprint_clip(clip: Path, progress: Progress, network: Network | None) -> FootagePrint:
    with clip.open("rb") as stream:
        media_type = sniff(stream.read(HEAD_BYTES), clip.name)
    size = clip.stat().st_size
    if not is_footage(media_type) and (size == 0 or media_type != UNKNOWN):
        raise CouldNotRead(clip.name, why_no_footage(media_type, size))
    try:
        return _fingerprint(clip, digest_file(clip), media_type, progress, network)
    except CouldNotRead as problem:
        if media_type != UNKNOWN or isinstance(problem, ReaderStopped):
            raise
        raise CouldNotRead(clip.name, why_no_footage(media_type, size)) from problem


def archive_index(
    archive: Archive,
    records: dict[Digest, Digest],
    descriptor: Path | None,
    progress: Progress = silent,
) -> KeptIndex:
    """Return the index of the archive's footage, level with its stored fingerprints.

    Args:
        records: exhibit -> digest of its fingerprint's record, as `fingerprint_archive` gives them.
    """
    kept = "plain" if descriptor is None else digest_file(descriptor)[:16]
    folder = archive.files.indexes / "footage" / kept

    def read(record: Digest) -> FootagePrint:
        return print_from_json(read_result(archive, record))

    return KeptIndex(folder, list(records.values()), read, progress=progress)


def fingerprint_archive(
    archive: Archive, *, actor: str, descriptor: Path | None = None, progress: Progress = silent
) -> tuple[dict[Digest, Digest], list[NotLooked]]:
    """Fingerprint all footage of the archive that has no fingerprint yet.

    Returns:
        exhibit -> digest of the derived record, in the order in which exhibits came in; and what gave none,
        with what is named as footage and is none.
    """
    network = None if descriptor is None else Network(descriptor)
    method = fingerprint_method(network)
    records: dict[Digest, Digest] = {}
    items = queries.items()
    not_looked = _mislabelled(items)
    once = {item.exhibit: item for item in _footage(items)}
    for done, (exhibit, item) in enumerate(once.items()):
        progress(done, len(once), item.file_name)
        inputs = {"exhibit": [exhibit]}
        known = find_result(archive, "fingerprint", method, inputs)
        if known is not None:
            records[exhibit] = known.output
            continue
        try:
            within = _within(progress, done, len(once), item.file_name)
            found = _fingerprint(archive.objects.path(exhibit), exhibit, item.media_type, within, network)
        except CouldNotRead as problem:
            reason = f"it could not be read: {problem.reason}"
            not_looked.append(NotLooked(what="copies", item=item, reason=reason))
            continue
        result = Result(kind="fingerprint", method=method, inputs=inputs, value=print_to_json(found))
        [record] = keep_results(archive, actor, [result])
        records[exhibit] = record
    progress(len(once), len(once))
    return records, not_looked


def _searching(progress: Progress, place: int, exhibits: int, name: str) -> Progress:
    """Return a progress of the search for one of several exhibits, which says how far in a long one is."""

    def tell(done: int, total: int | None, note: str = "") -> None:
        far = f": {done:,} of {total:,} {note}" if done and total else ""
        progress(place, exhibits, f"searching for {name}{far}")

    return tell


def _within(progress: Progress, place: int, exhibits: int, name: str) -> Progress:
    """Return a progress within one of several exhibits, which says how far in a long one is."""

    def tell(done: int, total: int | None, note: str = "") -> None:
        if done and done % FRAMES_TOLD == 0:
            of = f" of about {total:,}" if total else ""
            progress(place, exhibits, f"{name}: {done:,}{of} {note}")

    return tell


def _footage(items: Sequence[ItemInfo]) -> list[ItemInfo]:
    return [item for item in items if is_footage(item.media_type)]


def _mislabelled(items: Sequence[ItemInfo]) -> list[NotLooked]:
    """Name what is called as footage is, and is none; each exhibit once."""
    once = {
        item.exhibit: item
        for item in items
        if is_named_as_footage(item.file_name) and not is_footage(item.media_type)
    }
    return [
        NotLooked(what="copies", item=item, reason=why_no_footage(item.media_type, item.size_bytes))
        for item in once.values()
    ]


def _fingerprint(
    path: Path, exhibit: Digest, media_type: str, progress: Progress, network: Network | None
) -> FootagePrint:
    if media_type in MAY_MOVE:
        with contextlib.suppress(CouldNotRead):  # it may be a picture all the same
            footage = fingerprint_video(path, exhibit, progress=progress, network=network)
            if len(footage.keyframes) > 1:
                return footage
    if family(media_type) == "picture":
        return fingerprint_picture(path, exhibit, network=network)
    if family(media_type) == "sound":
        return fingerprint_sound(path, exhibit, network=network)
    return fingerprint_video(path, exhibit, progress=progress, network=network)
