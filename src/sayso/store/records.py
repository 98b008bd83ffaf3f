"""Records as a projection reads them: one that is damaged or missing is noted, and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sayso.custody.errors import ArchiveUnreadable
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.store import models
from sayso.values import Digest
from sayso.values.canonical import read_json_object

ReadObject = Callable[[Digest], bytes]

TOGETHER = 500  # rows that are written, or asked for, in one go


class Records:
    """The JSON values of objects that entries name.

    Args:
        read: gives an object's bytes, checked against its digest.
        instead: gives the same bytes from elsewhere where the object is damaged; None where that has none.
    """

    def __init__(self, read: ReadObject, instead: Callable[[Digest], bytes | None] | None = None) -> None:
        self._read, self._instead = read, instead
        self._unread: dict[Digest, Exception] = {}

    def read(self, digest: Digest) -> Any:
        """Return a record's JSON object; None where it cannot be read."""
        try:
            return read_json_object(self._bytes(digest))
        except (ObjectMissing, ObjectDamaged, ArchiveUnreadable, OSError, ValueError) as error:
            self._unread[digest] = error
            return None

    def _bytes(self, digest: Digest) -> bytes:
        try:
            return self._read(digest)
        except (ObjectMissing, ObjectDamaged, ArchiveUnreadable, OSError):
            data = self._instead(digest) if self._instead is not None else None
            if data is None:
                raise
            return data

    def take_as_erased(self, digests: Iterable[Digest]) -> None:
        """Take it that nobody is to read these, as an entry says."""
        for digest in digests:
            self._unread.pop(digest, None)

    def refuse_unread(self) -> None:
        """Refuse what could not be read.

        Raises:
            ObjectMissing, ObjectDamaged, ArchiveUnreadable, OSError, ValueError: for the first of them.
        """
        for error in self._unread.values():
            raise error

    def note_unread(self) -> None:
        """Keep beside the rows which records they were made without."""
        models.Unread.objects.bulk_create(
            (models.Unread(digest=digest) for digest in self._unread),
            batch_size=TOGETHER,
            ignore_conflicts=True,
        )
