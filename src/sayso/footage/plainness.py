"""Whether a stretch shows a card: a title, a leader, a test picture, a logo on one colour.

Such pictures are made after a pattern, and two made after one look and move the same without
one being a copy of the other. They are flat where pictures from a camera have texture, and stand
still but for a clock or a line that appears.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from sayso.footage.features import MOST, PATCH_BYTES
from sayso.footage.moments import during, local_seconds
from sayso.footage.thumbs import stretch_of
from sayso.footage.types import FootagePrint

FEW = 0.8  # of the features that are kept of a frame: pictures from a camera fill them, or nearly
FLAT_STEP = 2  # grey levels from a cell to its neighbours, in a thumb
FLAT, FLAT_TEXT = 0.55, 0.35  # of all cells, in the middle one of the frames; less where it is full of text
MOVING = 2.0  # grey levels: a cell moves that differs by more from its mean
MOST_MOVING = 0.35  # of all cells
CHANGED = 0.25  # grey levels on the mean: from one frame to the next, something changes
MOST_CHANGES = 0.15  # of the steps from frame to frame, in a card on which lines appear

# Either little is in the picture and little of it moves, or it is full and changes at a few moments only.
Card = Literal["plain", "resting"]


def card_kind(footage: FootagePrint, start_s: float, end_s: float) -> Card | None:
    """Say in which way a stretch is flat and stands still as cards do; None where it does not."""
    there = np.flatnonzero(during(local_seconds(footage), start_s, end_s))
    counts = [len(footage.locals[place].bits) // PATCH_BYTES for place in there.tolist()]
    stretch = stretch_of(footage, start_s, end_s)
    if not counts or stretch is None:
        return None
    cells = stretch.cells.astype(np.int16)
    right, down = np.abs(np.diff(cells, axis=2))[:, :-1], np.abs(np.diff(cells, axis=1))[:, :, :-1]
    flat = float(np.median(((right <= FLAT_STEP) & (down <= FLAT_STEP)).mean(axis=(1, 2))))
    moving = float((cells.std(axis=0) > MOVING).mean())
    changes = (
        float((np.abs(np.diff(cells, axis=0)).mean(axis=(1, 2)) > CHANGED).mean()) if len(cells) > 1 else 0.0
    )
    if np.median(counts) <= FEW * MOST and flat >= FLAT and moving <= MOST_MOVING:
        return "plain"
    return "resting" if flat >= FLAT_TEXT and changes <= MOST_CHANGES else None
