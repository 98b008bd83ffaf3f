"""Searches for copies as they are kept: found again by what they were made from, and whole or damaged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from sayso.custody.errors import ArchiveUnreadable
from sayso.desk.results import Result, find_result, keep_results, read_result
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.footage.records import search_to_json
from sayso.footage.search import search_method
from sayso.footage.types import CopySearch
from sayso.store.archive import Archive
from sayso.values import Digest, canonical_json, digest_bytes

DAMAGED = (ObjectDamaged, ObjectMissing, ArchiveUnreadable)  # of a kept search


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a case's searches gave, and what is known of the recordings that they name."""

    searches: tuple[CopySearch, ...]
    durations_s: Mapping[Digest, float] = field(default_factory=dict)  # where known
    stills: frozenset[Digest] = frozenset()  # those that are a still, or a video of one frame

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "searches": [search_to_json(search) for search in self.searches],
            "durations_s": dict(self.durations_s),
            "stills": sorted(self.stills),
        }


_SEARCHED: TypeAdapter[Searched] = TypeAdapter(Searched)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """A search that is kept."""

    record: Digest
    searched: Searched | None  # None where the record is damaged


def asked_of(case: str, prints: Mapping[Digest, Digest], mine: Collection[Digest]) -> bytes:
    """Return what a search of a case's footage in these fingerprints rests on, as it is kept."""
    listed: dict[Digest, Digest] = dict(prints)
    return canonical_json({"case": case, "prints": listed, "queries": sorted(mine)})


def known_search(archive: Archive, asked: bytes) -> KeptSearch | None:
    """Return that very search, if it is kept."""
    run = find_result(archive, "copies", search_method(), {"prints": [digest_bytes(asked)]})
    if run is None:
        return None
    try:
        return KeptSearch(
            record=run.output, searched=_SEARCHED.validate_python(read_result(archive, run.output))
        )
    except DAMAGED:
        return KeptSearch(record=run.output, searched=None)


def keep_search(
    archive: Archive, case: str, asked: bytes, searched: Searched, *, actor: str, known: KeptSearch | None
) -> Digest:
    """Keep a search, and return its record.

    Args:
        known: the same search as it was kept before, damaged; nothing is written over that.
    """
    value = searched.to_json()
    record = digest_bytes(canonical_json(value))
    if known is not None and known.record == record:
        return record
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
