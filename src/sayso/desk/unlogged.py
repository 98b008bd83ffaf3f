"""Objects that no entry names: an import or a correction was interrupted before its line.

Descriptions and sidecars among them may hold the names that an erasure is about, under other salts than
what came in since.
"""

from __future__ import annotations

from collections.abc import Collection

from sayso.custody.described import fields_in, is_salted_sidecar
from sayso.custody.erasure import erasure_of
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import Digest

MOST_BYTES = 8 << 20  # of an object that is looked into


def unlogged_records(archive: Archive, named: Collection[str]) -> dict[Digest, int]:
    """Return descriptions and sidecars that lie in the store unnamed, with their sizes in bytes.

    The caller holds `writing()`, and whoever is about to log some keeps them again: none is in use.

    Args:
        named: the objects that entries name.
    """
    found = {}
    for digest in archive.objects.digests():
        if digest not in named and (size_bytes := _size_of_record(archive, digest)):
            found[digest] = size_bytes
    return found


def named_now(archive: Archive) -> set[str]:
    """Return the objects that the log says are there: named by an entry, and not erased since.

    Raises:
        LogBroken: when the log does not hold.
    """
    named: set[str] = set()
    for entry in archive.log.entries():
        if (erasure := erasure_of(entry)) is not None:
            named -= erasure.objects.keys()
        named |= entry.objects.keys()
    return named


def unlogged_meant(archive: Archive, asked: str) -> list[Digest]:
    """Return the objects of this digest, or that begin with it, that the log does not say are there.

    Raises:
        LogBroken: when the log does not hold.
    """
    if len(asked) < queries.SHORTEST_PREFIX:
        return []
    begun = [one for one in archive.objects.digests() if one.startswith(asked.lower())]
    named = named_now(archive) if begun else set()
    return [one for one in begun if one not in named and archive.objects.path(one).is_file()]


def _size_of_record(archive: Archive, digest: Digest) -> int:
    try:
        if archive.objects.path(digest).stat().st_size > MOST_BYTES:
            return 0
        data = archive.objects.read(digest)
    except (ObjectMissing, ObjectDamaged, FileNotFoundError):
        return 0
    return len(data) if fields_in(data) or is_salted_sidecar(data) else 0
