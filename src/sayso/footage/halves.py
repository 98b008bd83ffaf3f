"""A further door to candidates: halves of a split screen, each squeezed to half of its width or height.

Squeezed pictures have other local features, but the hash of a whole frame is taken of a square, whatever
the frame's shape; so the halves of a query's small pictures are hashed and looked for among whole frames.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.footage.fingerprints.pdq import PDQ
from sayso.footage.maps import cells_of, middles, part_of, sampled
from sayso.footage.moments import during, keyframe_seconds
from sayso.footage.pictures import Grey
from sayso.footage.types import Box, FootagePrint, Unusable

Floats = NDArray[np.float64]

HALVES = (
    Box(left=0.0, top=0.0, right=0.5, bottom=1.0),
    Box(left=0.5, top=0.0, right=1.0, bottom=1.0),
    Box(left=0.0, top=0.0, right=1.0, bottom=0.5),
    Box(left=0.0, top=0.5, right=1.0, bottom=1.0),
)
EVERY = 2  # keyframes from one that is looked at to the next: two a second
SIDE = 128  # pixels: as large as a hash needs it


def halves_of(
    query: FootagePrint, start_s: float, end_s: float
) -> Iterator[tuple[Box, Floats, NDArray[np.uint8]]]:
    """Yield each half of a query's picture within its borders, with the seconds of frames and (n, 32) hashes.

    Halves that are too plain to be hashed are left out. A still has none: what moves could not tell.
    """
    for half in HALVES if not query.is_still else ():
        seconds, hashes = _hashed(query, half, start_s, end_s)
        if len(hashes):
            yield half, seconds, hashes


def _hashed(query: FootagePrint, half: Box, start_s: float, end_s: float) -> tuple[Floats, NDArray[np.uint8]]:
    seconds = keyframe_seconds(query)
    places = np.flatnonzero(during(seconds, start_s, end_s))[::EVERY].tolist()
    if query.thumbs is None or not places:
        return np.empty(0), np.empty((0, PDQ.bits // 8), dtype=np.uint8)
    cells = cells_of(query.thumbs)
    pictures = [_enlarged(cells[place], part_of(query.keyframes[place].inside, half)) for place in places]
    answers = zip(places, PDQ().of_pictures(pictures), strict=True)
    usable = [(place, answer[0]) for place, answer in answers if not isinstance(answer, Unusable)]
    hashes = np.frombuffer(b"".join(hash_ for _, hash_ in usable), dtype=np.uint8)
    return seconds[[place for place, _ in usable]], hashes.reshape(len(usable), PDQ.bits // 8)


def _enlarged(cells: Grey, part: Box) -> Grey:
    """Return a part of a small picture at (SIDE, SIDE)."""
    across, down = middles(SIDE, SIDE, part.right - part.left, part.bottom - part.top)
    enlarged = sampled(cells[None], across + part.left, down + part.top, (1.0, 1.0))[0]
    return np.asarray(enlarged.round(), dtype=np.uint8)
