"""Fingerprints of footage: of all that the archive holds, each made once and kept, and of a clip."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sayso.custody.errors import ArchiveUnreadable
from sayso.desk.documents import NotLooked
from sayso.desk.mislabelled import is_footage, is_named_as_footage, why_no_footage
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.desk.stills import MAY_MOVE
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.exhibits.sniff import HEAD_BYTES, UNKNOWN, family, sniff
from sayso.footage.fingerprinting import (
    PrintUnreadable,
    fingerprint_method,
    fingerprint_picture,
    fingerprint_sound,
    fingerprint_video,
    print_from_json,
    print_to_json,
)
from sayso.footage.networks import Network
from sayso.footage.types import FootagePrint
from sayso.parsers import CouldNotRead, ReaderStopped
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, digest_file, silent

DAMAGED = (ObjectDamaged, ObjectMissing, ArchiveUnreadable, PrintUnreadable)  # of a kept fingerprint
FRAMES_TOLD = 240  # frames, a minute of a recording: so often is said how far its reading is


def fingerprint_archive(
    archive: Archive, *, actor: str, descriptor: Path | None = None, progress: Progress = silent
) -> tuple[dict[Digest, Digest], list[NotLooked]]:
    """Fingerprint all footage of the archive that has no fingerprint yet.

    Returns:
        exhibit -> digest of the derived record, in the order in which exhibits came in; and what gave none,
        with what is named as footage and is none.
    """
    network = None if descriptor is None else Network(descriptor)
    items = queries.items()
    records: dict[Digest, Digest] = {}
    not_looked = mislabelled(items)
    once = {item.exhibit: item for item in footage_among(items)}
    for done, (exhibit, item) in enumerate(once.items()):
        progress(done, len(once), item.file_name)
        within = _within(progress, done, len(once), item.file_name)
        try:
            records[exhibit] = _record_of(archive, item, network, actor, within)
        except CouldNotRead as problem:
            reason = f"it could not be read: {problem.reason}"
            not_looked.append(NotLooked(what="copies", item=item, reason=reason))
    progress(len(once), len(once))
    return records, not_looked


def _record_of(
    archive: Archive, item: ItemInfo, network: Network | None, actor: str, progress: Progress
) -> Digest:
    """Return the record of an exhibit's fingerprint, which is made where there is none yet."""
    method, inputs = fingerprint_method(network), {"exhibit": [item.exhibit]}
    known = find_result(archive, "fingerprint", method, inputs)
    if known is not None:
        return known.output
    path = archive.objects.path(item.exhibit)
    made = _fingerprint(path, item.exhibit, item.media_type, progress, network)
    result = Result(kind="fingerprint", method=method, inputs=inputs, value=print_to_json(made))
    [record] = keep_results(archive, actor, [result])
    return record


def print_of(archive: Archive, record: Digest) -> FootagePrint:
    """Return a kept fingerprint.

    Raises:
        ObjectDamaged, ObjectMissing, ArchiveUnreadable, PrintUnreadable: `DAMAGED`, when it does not hold.
    """
    return print_from_json(read_result(archive, record))


def read_prints(
    archive: Archive, records: Mapping[Digest, Digest], items: Iterable[ItemInfo]
) -> Iterator[tuple[Digest, FootagePrint | NotLooked]]:
    """Yield each exhibit with its kept fingerprint, or with why there is none to look at.

    Args:
        records: exhibit -> record, as `fingerprint_archive` gives them.
        items: those of all the exhibits; others may be among them.
    """
    of_exhibit = {item.exhibit: item for item in items}
    for exhibit, record in records.items():
        try:
            yield exhibit, print_of(archive, record)
        except DAMAGED as problem:
            reason = f"its fingerprint is damaged or missing: {problem}"
            yield exhibit, NotLooked(what="copies", item=of_exhibit[exhibit], reason=reason, record=record)


def fingerprint_clip(clip: Path, progress: Progress, network: Network | None) -> FootagePrint:
    """Fingerprint a file that is not kept.

    Raises:
        CouldNotRead: when it is no footage, which says what it is instead, or cannot be read.
    """
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


def footage_among(items: Sequence[ItemInfo]) -> list[ItemInfo]:
    """Return those items that are read as a video, a picture or sound."""
    return [item for item in items if is_footage(item.media_type)]


def mislabelled(items: Sequence[ItemInfo]) -> list[NotLooked]:
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


def _within(progress: Progress, place: int, exhibits: int, name: str) -> Progress:
    """Return a progress within one of several exhibits, which says how far in a long one is."""

    def tell(done: int, total: int | None, note: str = "") -> None:
        if done and done % FRAMES_TOLD == 0:
            of = f" of about {total:,}" if total else ""
            progress(place, exhibits, f"{name}: {done:,}{of} {note}")

    return tell


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
