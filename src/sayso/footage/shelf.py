"""The fingerprints of an index in their order: in memory, or in a file and taken out on demand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import overload

from sayso.footage.types import FootagePrint

MOST_BYTES = 1 << 29  # of fingerprints from files that stay unpacked: about 17 hours of video, or one longer
FRAME_BYTES = 500  # of memory that a keyframe takes, besides what is counted by itself

Take = Callable[[], FootagePrint]


class Shelf(Sequence[FootagePrint]):
    """Fingerprints by their place; grows at the end.

    Those taken out of files stay unpacked up to `most_bytes`, those used last the longest; the very
    last one stays whatever its size.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._places: list[FootagePrint | Take] = []
        self._taken_out: OrderedDict[int, FootagePrint] = OrderedDict()
        self._most_bytes, self._bytes = most_bytes, 0

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
        place = range(len(self))[place]  # -1 is another one once something is put behind it
        there = self._places[place]
        if isinstance(there, FootagePrint):
            return there
        if place not in self._taken_out:
            self._taken_out[place] = there()
            self._bytes += bytes_of(self._taken_out[place])
        self._taken_out.move_to_end(place)
        while self._bytes > self._most_bytes and len(self._taken_out) > 1:
            _, oldest = self._taken_out.popitem(last=False)
            self._bytes -= bytes_of(oldest)
        return self._taken_out[place]


def bytes_of(footage: FootagePrint) -> int:
    """Return about how much memory a fingerprint takes."""
    parts = [footage.thumbs.cells if footage.thumbs else b"", footage.sound.codes if footage.sound else b""]
    parts.append(footage.described.vectors if footage.described else b"")
    locals_ = sum(len(local.places) + len(local.bits) + FRAME_BYTES for local in footage.locals)
    return sum(map(len, parts)) + locals_ + FRAME_BYTES * len(footage.keyframes)
