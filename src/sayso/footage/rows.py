"""Which rows of an index of hashes are of whom, and those of a query that is looked for in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.cuts import Window
from sayso.footage.features import Features, features_of
from sayso.footage.hits import Ints, Packed
from sayso.footage.index import HashIndex
from sayso.footage.moments import during, keyframe_seconds, local_seconds
from sayso.footage.parts import hashes_of
from sayso.footage.types import FootagePrint


class Rows:
    """An index, and which exhibit and which part of its print each row belongs to."""

    def __init__(self, index: HashIndex) -> None:
        self.index = index
        self._places: list[NDArray[np.int32]] = []
        self._joined: tuple[Ints, Ints, Ints] | None = None

    def add(self, hashes: Packed, places: Sequence[NDArray[np.int32]]) -> None:
        """Add the hashes of exhibits, and of each which keyframes they belong to."""
        self.index.add(hashes)
        self._places += places
        self._joined = None

    def count(self, owner: int) -> int:
        return len(self._places[owner])

    def owners(self) -> Ints:
        return self._columns()[0]

    def places(self) -> Ints:
        return self._columns()[1]

    def firsts(self) -> Ints:
        """Return the first row of each exhibit, and behind the last one's."""
        return self._columns()[2]

    def _columns(self) -> tuple[Ints, Ints, Ints]:
        if self._joined is None:
            counts = np.array([len(places) for places in self._places], dtype=np.int64)
            owners = np.repeat(np.arange(len(counts)), counts)
            places = np.concatenate([*self._places, np.empty(0, dtype=np.int32)])
            self._joined = owners, places.astype(np.int64), np.concatenate([[0], np.cumsum(counts)])
        return self._joined


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A query, and the hashes of all its whole frames, which are worked out once for all windows."""

    query: FootagePrint
    hash_s: NDArray[np.float64]
    hashes: Packed


def asked_of(query: FootagePrint) -> Asked:
    """Work out the hashes of a query's whole frames."""
    places, hashes = hashes_of(query)
    return Asked(query, keyframe_seconds(query)[places], hashes)


def features_in(query: FootagePrint, window: Window) -> tuple[NDArray[np.float64], Features]:
    """Return when the frames of a window with local features are shown, and these."""
    local_s = local_seconds(query)
    places = np.flatnonzero(during(local_s, window.start_s, window.end_s))
    return local_s[places], features_of([query.locals[place] for place in places.tolist()])
