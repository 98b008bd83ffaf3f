"""What an index still holds of a record whose object is damaged: the same value, as its digest shows.

Where an index is made anew, the one that was there may be the last place in which a description still
stands; it goes over, and is as good as the object.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sayso.store.django_setup import read_only_uri
from sayso.values import Digest, canonical_json, digest_bytes

_DESCRIPTIONS = "SELECT description FROM store_item WHERE description_digest = ?"
_JUDGEMENTS = (
    "SELECT json_object('verdict', verdict, 'claims', json(claims)) FROM store_judgementrow WHERE record = ?"
)


@dataclass(frozen=True, slots=True)
class KeptWords:
    """The records that stand whole in an index."""

    database: Path

    def read(self, digest: Digest) -> bytes | None:
        """Return the bytes of a record; None where the index has it not, or other words in its place."""
        for text in self._found(digest):
            try:
                data = canonical_json(json.loads(text))
            except (ValueError, TypeError, RecursionError):
                continue
            if digest_bytes(data) == digest:
                return data
        return None

    def _found(self, digest: Digest) -> Iterator[str]:
        for asked in (_DESCRIPTIONS, _JUDGEMENTS):
            try:
                with closing(sqlite3.connect(read_only_uri(self.database), uri=True)) as index:
                    yield from (str(text) for (text,) in index.execute(asked, (digest,)).fetchall())
            except sqlite3.Error:  # there is no index, or none of these tables in it
                continue
