"""Cuts in fingerprinted footage: its shots, and the windows of shots in which a query is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.footage.maps import cells_of
from sayso.footage.moments import kept, keyframe_seconds
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import FootagePrint

Floats = NDArray[np.float64]

CUT_GREYS = 26.0  # mean difference of two thumbs that makes a cut
BLOCK = 4096  # frames whose changes are looked at together: 15 MB
WINDOW_S = 300.0  # seconds of a query that are looked for together; a longer one is taken in pieces
LONGEST_S = 16.0  # seconds; a longer shot of the query is handled in pieces


@dataclass(frozen=True, slots=True)
class Window:
    """Shots of a query that follow each other, which are looked for together."""

    shots: list[tuple[float, float]]  # seconds

    @property
    def start_s(self) -> float:
        """Where its first shot begins."""
        return self.shots[0][0]

    @property
    def end_s(self) -> float:
        """Where its last shot ends."""
        return self.shots[-1][1]


def windows_of(query: FootagePrint) -> list[Window]:
    """Return a query's shots in windows of about `WINDOW_S`."""
    windows: list[Window] = []
    for shot in shots_of_print(query, STEP_S):
        if windows and shot[1] - windows[-1].start_s <= WINDOW_S:
            windows[-1].shots.append(shot)
        else:
            windows.append(Window([shot]))
    return windows


def shots_of_print(footage: FootagePrint, step_s: float) -> list[tuple[float, float]]:
    """Return the query's shots in seconds, cut where its thumbs jump and where they get too long."""
    times = keyframe_seconds(footage)
    if not len(times):
        return []
    edges_of_shots = [0.0, *cuts_of(footage).tolist(), float(times[-1]) + step_s]
    spans: list[tuple[float, float]] = []
    for start, end in pairwise(edges_of_shots):
        pieces = max(1, int(np.ceil((end - start) / LONGEST_S)))
        edges = np.linspace(start, end, pieces + 1).tolist()
        spans += list(pairwise(edges))
    return spans


def cuts_of(footage: FootagePrint) -> Floats:
    """Return when a new shot begins, (n,), not to be changed; cuts between like views are missed."""
    return kept(footage, "cuts", lambda: _cuts(footage))


def _cuts(footage: FootagePrint) -> Floats:
    times = keyframe_seconds(footage)
    if footage.thumbs is None:
        return times[:0].copy()
    cells = cells_of(footage.thumbs)
    blocks = [cells[first : first + BLOCK + 1].astype(np.int16) for first in range(0, len(cells) - 1, BLOCK)]
    jumps = np.concatenate([[], *(np.abs(np.diff(block, axis=0)).mean(axis=(1, 2)) for block in blocks)])
    around = np.convolve(np.pad(jumps, 2, mode="edge"), np.ones(5) / 5, mode="valid") if len(jumps) else jumps
    is_cut = (jumps > CUT_GREYS) & (jumps > 2.0 * (around * 5 - jumps) / 4)
    return np.asarray(times[1:][is_cut])
