"""Objects that no entry names: an import or a correction was interrupted before its line.

Descriptions and sidecars among them may hold the names that an erasure is about, under other salts than
what came in since.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sayso.custody.described import fields_in, is_record_of, is_salted_sidecar
from sayso.custody.disk import no_file_in, reading
from sayso.custody.erasure import erasure_of
from sayso.custody.errors import ArchiveUnreadable
from sayso.custody.heads import head_sizes
from sayso.custody.left_over import ASIDE
from sayso.custody.salt_key import salt_key
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import Digest

MOST_BYTES = 8 << 20  # of an object that is looked into


@dataclass(frozen=True, slots=True)
class UnloggedRecords:
    """Descriptions and sidecars that lie in the store unnamed, with their sizes in bytes."""

    to_erase: Mapping[Digest, int]
    others: tuple[Digest, ...]  # that may be all which is left of exhibits whose entries are missing


def unlogged_records(archive: Archive, named: Collection[str], exhibit: Digest) -> UnloggedRecords:
    """Find descriptions and sidecars that lie in the store unnamed, as an erasure removes them.

    The caller holds `writing()`, and whoever is about to log some keeps them again: none is in use. Where
    the end of the log may have been cut off, only those go that are surely of the exhibit.

    Args:
        named: the objects that entries name.
        exhibit: what is erased.
    """
    key, is_cut = salt_key(archive.files), _may_be_cut(archive)
    to_erase: dict[Digest, int] = {}
    others = []
    for digest in archive.objects.digests():
        data = b"" if digest in named else _record(archive, digest)
        if data and (not is_cut or is_record_of(data, key, exhibit)):
            to_erase[digest] = len(data)
        elif data:
            others.append(digest)
    return UnloggedRecords(to_erase, tuple(others))


def _may_be_cut(archive: Archive) -> bool:
    """Tell whether the log may have gone on once: values are set aside, or a head is over more entries."""
    files = archive.files
    with reading("what was set aside, or the heads", files.root):
        is_set_aside = next((files.withheld / ASIDE).glob("*"), None) is not None
        return is_set_aside or max(head_sizes(files), default=0) > archive.log.tail()[0]


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
    with reading("the objects that no entry names", archive.files.objects):
        return [
            one for one in begun if one not in named and no_file_in(archive.files.object_path(one)) is None
        ]


def _record(archive: Archive, digest: Digest) -> bytes:
    """Return the bytes of an object that is a description or a sidecar; b"" where it is neither."""
    try:
        if archive.files.object_path(digest).stat().st_size > MOST_BYTES:
            return b""
        data = archive.objects.read(digest)
    except (ObjectMissing, ObjectDamaged, ArchiveUnreadable, OSError):
        return b""
    return data if fields_in(data) or is_salted_sidecar(data) else b""
