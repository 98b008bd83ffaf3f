"""The index of an archive's footage, of all whose kept fingerprints hold."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from sayso.desk.documents import NotLooked
from sayso.desk.fingerprints import DAMAGED, print_of, read_prints
from sayso.footage.kept import FORMAT, KeptIndex
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import Digest, Progress, digest_file, silent

VERSION = int(FORMAT.rpartition("/")[2])
FOLDER = f"footage-{VERSION}"  # in `indexes/`, by method and version
_OF_A_VERSION = re.compile(r"footage(?:-([0-9]+))?")  # without a number: before they had one

_Found = TypeVar("_Found")


def in_sound(
    archive: Archive,
    records: Mapping[Digest, Digest],
    descriptor: Path | None,
    progress: Progress,
    found_in: Callable[[KeptIndex, Sequence[NotLooked]], _Found],
) -> _Found:
    """Return what is found in the footage whose stored fingerprints can be read.

    A part of the index may turn out to be damaged while it is searched. Made anew, it needs fingerprints
    that were not read before, which may be damaged, too: then once more, without those.

    Args:
        records: exhibit -> digest of its fingerprint's record, as `fingerprint_archive` gives them.
        found_in: searches in an index; it is told what is not in that, too.
    """
    try:
        return found_in(*index_of_sound(archive, records, descriptor, progress))
    except DAMAGED:
        return found_in(*index_of_sound(archive, records, descriptor, progress))


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
        return archive_index(archive, without(records, damaged), descriptor, progress), damaged


def without(records: Mapping[Digest, Digest], damaged: Iterable[NotLooked]) -> dict[Digest, Digest]:
    """Return the records without those of what is damaged."""
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
    _drop_earlier(archive.files.indexes)
    folder = archive.files.indexes / FOLDER / kept
    return KeptIndex(folder, list(records.values()), partial(print_of, archive), progress=progress)


def _drop_earlier(indexes: Path) -> None:
    """Remove the indexes of earlier versions, where that may be done: nobody here reads them again."""
    for path in indexes.glob("footage*"):
        match = _OF_A_VERSION.fullmatch(path.name)
        if match and int(match[1] or 0) < VERSION:
            shutil.rmtree(path, ignore_errors=True)
