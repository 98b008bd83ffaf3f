"""What a stopped search of a case had found, kept in the archive's `indexes/` until all of it is done.

Taken up again is only what was searched for by the same method in the same fingerprints, and is as it was
written; all else is searched for anew. The whole search is kept by `sayso.desk.kept_searches`.
"""

from __future__ import annotations

import json
import logging
import os
import shutil

from sayso.footage.records import search_from_json, search_to_json
from sayso.footage.search import search_method
from sayso.footage.types import CopySearch
from sayso.store.archive import Archive
from sayso.values import Digest, canonical_json, digest_bytes, digest_json

FOLDER = "begun-searches-1"  # in `indexes/`, with the version of what its files hold

log = logging.getLogger(__name__)


class BegunSearch:
    """The search of a case's footage, as far as it is done: a file for each recording."""

    def __init__(self, archive: Archive, case: str, asked: bytes) -> None:
        """Look for what was begun.

        Args:
            case: its slug.
            asked: what the search rests on, as `sayso.desk.kept_searches.asked_of` gives it.
        """
        self._of_case = archive.files.indexes / FOLDER / digest_json(case)[:16]
        self._folder = self._of_case / digest_json([search_method().to_json(), digest_bytes(asked)])[:32]
        self._can_keep = True

    def found(self, exhibit: Digest) -> CopySearch | None:
        """Return what was found of a recording; None where it has to be searched for."""
        try:
            sum_, _, data = (self._folder / exhibit).read_bytes().partition(b"\n")
            search = search_from_json(json.loads(data)) if sum_ == _sum_of(data) else None
        except (OSError, ValueError):  # not there, or of another form
            return None
        return search if search is not None and search.query == exhibit else None

    def keep(self, search: CopySearch) -> None:
        """Keep what was found of a recording; where that cannot be written, one warning says so."""
        if not self._can_keep:
            return
        data = canonical_json(search_to_json(search))
        place = self._folder / search.query
        try:
            if not self._folder.is_dir():
                self.drop()  # what was begun in other fingerprints is of no use any more
                self._folder.mkdir(parents=True)
            beside = place.with_name(f"{place.name}.{os.getpid()}")
            beside.write_bytes(_sum_of(data) + b"\n" + data)
            beside.replace(place)
        except OSError as error:
            self._can_keep = False
            log.warning(
                "Note: what is found is kept only once all of the case was searched for (%s). "
                "If the search is stopped, it begins anew.",
                error.strerror,
            )

    def drop(self) -> None:
        """Forget what was begun of the case."""
        shutil.rmtree(self._of_case, ignore_errors=True)


def _sum_of(data: bytes) -> bytes:
    return digest_bytes(data).encode("ascii")
