"""Small grey pictures of every keyframe, from which is seen what moves, and stretches of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.footage.maps import Cells, cells_of
from sayso.footage.moments import keyframe_seconds
from sayso.footage.pictures import Grey, resize_grey
from sayso.footage.types import FootagePrint, Thumbs

STEP_S = 0.25  # seconds between two thumbs
ALREADY = 0.25  # of a step: so soon after a moment, the first picture stands for that moment, too
LONGER_SIDE = 40  # cells of a thumb
KEPT_BITS = np.uint8(0xFE)  # of a cell: the last one is noise, and would cost a fifth of the storage


@dataclass(frozen=True, slots=True)
class Stretch:
    """Thumbs at even steps, from second `start_s` on."""

    start_s: float
    cells: Cells

    @property
    def end_s(self) -> float:
        """Where it ends, in seconds."""
        return self.start_s + len(self.cells) * STEP_S


def thumbs_of(greys: Sequence[Grey]) -> Thumbs:
    """Return the thumbs of a shot's frames; there is at least one, and all are of one size."""
    height, width = greys[0].shape
    scale = LONGER_SIDE / max(width, height)
    columns, rows = max(4, round(width * scale)), max(4, round(height * scale))
    cells = b"".join((resize_grey(grey, columns, rows) & KEPT_BITS).tobytes() for grey in greys)
    return Thumbs(columns=columns, rows=rows, cells=cells)


def joined(shots: Sequence[Thumbs]) -> Thumbs | None:
    """Return the thumbs of all shots; those of another grid than the first are brought to it."""
    if not shots:
        return None
    columns, rows = shots[0].columns, shots[0].rows
    return Thumbs(columns=columns, rows=rows, cells=b"".join(_in_grid(shot, columns, rows) for shot in shots))


def _in_grid(thumbs: Thumbs, columns: int, rows: int) -> bytes:
    if (thumbs.columns, thumbs.rows) == (columns, rows):
        return thumbs.cells
    return b"".join(resize_grey(cell, columns, rows).tobytes() for cell in cells_of(thumbs))


def stretch_of(footage: FootagePrint, start_s: float, end_s: float) -> Stretch | None:
    """Return a print's thumbs between two moments; None where it has none there.

    The first begins with the first keyframe: an inset may come later than its recording.
    """
    if footage.thumbs is None:
        return None
    times, cells = keyframe_seconds(footage), cells_of(footage.thumbs)
    begin = int(np.floor(float(times[0]) / STEP_S + ALREADY))
    first = max(0, begin, int(np.ceil(start_s / STEP_S - 0.01)))
    last = int(np.floor(min(end_s, float(times[-1]) + STEP_S) / STEP_S + 0.01))
    if last <= first:
        return None
    grid = np.arange(first, last) * STEP_S
    places = np.clip(np.searchsorted(times, grid + STEP_S / 4, side="right") - 1, 0, len(times) - 1)
    return Stretch(first * STEP_S, cells[places])
