"""Whether a stretch shows a card: a title, a leader, a test picture, a logo on one colour.

Such pictures are made after a pattern, and two made after one look and move the same without
one being a copy of the other. They are flat where pictures from a camera have texture.
"""

from __future__ import annotations

import numpy as np

from sayso.footage.features import BITS, MOST
from sayso.footage.motion import stretch_of
from sayso.footage.types import FootagePrint

FEW = 0.85  # of the features that are kept of a frame: pictures from a camera fill them, or nearly
FLAT_STEP = 2  # grey levels from a cell to its neighbours, in a thumb
FLAT = 0.55  # of all cells, in the middle one of the frames


def is_card(footage: FootagePrint, start_s: float, end_s: float) -> bool:
    """Tell whether a stretch is as flat, and has as little in it, as cards do."""
    counts = [
        len(local.bits) * 8 // BITS for local in footage.locals if start_s - 0.01 <= local.at.seconds < end_s
    ]
    stretch = stretch_of(footage, start_s, end_s)
    if not counts or stretch is None or np.median(counts) > FEW * MOST:
        return False
    cells = stretch.cells.astype(np.int16)
    right, down = np.abs(np.diff(cells, axis=2))[:, :-1], np.abs(np.diff(cells, axis=1))[:, :, :-1]
    flat = ((right <= FLAT_STEP) & (down <= FLAT_STEP)).mean(axis=(1, 2))
    return bool(np.median(flat) >= FLAT)
