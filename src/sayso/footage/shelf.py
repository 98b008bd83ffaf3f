"""The fingerprints of an index in their order: in memory, or in a file and taken out on demand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import overload

from sayso.footage.types import FootagePrint

MOST_TAKEN_OUT = 64  # fingerprints from files that stay unpacked; about 2 MB for each quarter of an hour

Take = Callable[[], FootagePrint]


class Shelf(Sequence[FootagePrint]):
    """Fingerprints by their place; grows at the end."""

    def __init__(self) -> None:
        self._places: list[FootagePrint | Take] = []
        self._taken_out: OrderedDict[int, FootagePrint] = OrderedDict()

    def __len__(self) -> int:
        return len(self._places)

    def put(self, footage: FootagePrint | Take) -> None:
        """Put a fingerprint at the end, or what takes it out of a file."""
        self._places.append(footage)

    @overload
    def __getitem__(self, place: int) -> FootagePrint: ...

    @overload
    def __getitem__(self, place: slice) -> list[FootagePrint]: ...

    def __getitem__(self, place: int | slice) -> FootagePrint | list[FootagePrint]:
        """Return a fingerprint, or those of a stretch.

        Raises:
            PrintUnreadable: when it is not in its file any more as it was put there.
        """
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        there = self._places[place]
        if isinstance(there, FootagePrint):
            return there
        if place not in self._taken_out:
            self._taken_out[place] = there()
        self._taken_out.move_to_end(place)
        if len(self._taken_out) > MOST_TAKEN_OUT:
            self._taken_out.popitem(last=False)
        return self._taken_out[place]
