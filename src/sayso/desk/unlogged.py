"""Descriptions and sidecars that no entry names: an import or a correction was interrupted before its line.

They may hold the names that an erasure is about, under other salts than what came in since.
"""

from __future__ import annotations

from collections.abc import Collection

from sayso.custody.described import fields_in, is_salted_sidecar
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
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


def _size_of_record(archive: Archive, digest: Digest) -> int:
    try:
        if archive.objects.path(digest).stat().st_size > MOST_BYTES:
            return 0
        data = archive.objects.read(digest)
    except (ObjectMissing, ObjectDamaged, FileNotFoundError):
        return 0
    return len(data) if fields_in(data) or is_salted_sidecar(data) else 0
