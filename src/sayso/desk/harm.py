"""What of the material that an answer rests on is not there as it came in, looked at in passing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.custody.damage import Damage, Reports, Unread
from sayso.custody.log_facts import LogFacts
from sayso.custody.naming import say_what_they_are
from sayso.custody.object_check import ObjectCheck
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, silent


def harm_to(
    archive: Archive,
    items: Sequence[ItemInfo],
    *,
    read: Collection[Digest] = (),
    with_records: bool = False,
    others: Collection[Digest] = (),
) -> tuple[list[Damage], list[Unread]]:
    """Look whether exhibits are there in their sizes; what their bytes are is for `sayso verify` to say.

    Args:
        read: the exhibits of which the bytes are read all the same, and held against their digests.
        with_records: whether to read what was recorded of them, too, and hold it against its digests.
        others: further objects that are read and held against their digests, such as results of methods.
    """
    sizes = {item.exhibit: item.size_bytes for item in items}
    looks = [({exhibit: size for exhibit, size in sizes.items() if exhibit not in read}, False)]
    looks.append(({exhibit: size for exhibit, size in sizes.items() if exhibit in read}, True))
    records = [*others, *(item.description_digest for item in items if with_records)]
    looks.append(({digest: _size_there(archive, digest) for digest in records}, True))
    found = Reports()
    for objects, read_bytes in looks:
        facts = LogFacts(named={bytes.fromhex(digest): size for digest, size in objects.items()})
        check = ObjectCheck(
            archive.files, facts, read_bytes=read_bytes, progress=silent, look_for_others=False
        )
        check.run()
        found.damages += check.reports.damages
        found.unread += check.reports.unread
    return say_what_they_are(archive.files, found, {item.id: item.file_name for item in items})


def _size_there(archive: Archive, digest: Digest) -> int:
    """Return how many bytes a record has on disk; its digest says whether they are right."""
    try:
        return archive.files.object_path(digest).stat().st_size
    except OSError:  # which is reported when it is read
        return 0
