"""A still laid into the grid of a recording's frames, so that both can be compared cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.candidates import Candidate
from sayso.footage.features import sides
from sayso.footage.maps import EDGE, cells_of, inverse, mapped, middles, sampled, shown
from sayso.footage.moments import during, keyframe_seconds
from sayso.footage.pictures import soften
from sayso.footage.types import FootagePrint

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

AROUND_S = 15.0  # seconds before and after the likeliest frame that are looked at
SOFT = 0.5  # cells
LEAST_CELLS = 30
ACROSS = 20  # places a side of a still, of which it is asked whether the recording shows them


@dataclass(frozen=True, slots=True, eq=False)
class LaidStill:
    """A still laid into the grid of a recording's frames."""

    still: Floats  # (rows, columns)
    frames: Floats  # (n, rows, columns)
    times: Floats  # (n,) seconds
    covered: Flags  # (rows, columns): cells that the still shows
    inside: float  # share of the still that the recording shows, 0 to 1


def laid_still(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> LaidStill | None:
    """Lay a still over the frames that it may show; None where too little of it is covered."""
    still, footage = (query, found) if query.is_still else (found, query)
    if still.thumbs is None or footage.thumbs is None:
        return None
    to_still = inverse(candidate.matrix) if query.is_still else candidate.matrix
    picture, frames = cells_of(still.thumbs)[:1], cells_of(footage.thumbs)
    if candidate.mirror:
        picture, frames = (picture[:, :, ::-1], frames) if query.is_still else (picture, frames[:, :, ::-1])
    times = keyframe_seconds(footage)
    near = _near(candidate, times, of_query=not query.is_still)
    rows, columns = frames.shape[1:]
    x, y = mapped(to_still, *middles(rows, columns, *sides(footage)))
    covered = shown(x, y, sides(still))
    if covered.sum() < LEAST_CELLS or not near.any():
        return None
    laid = sampled(np.ascontiguousarray(picture), x, y, sides(still))
    return LaidStill(
        still=soften(laid, SOFT)[0].astype(np.float64),
        frames=soften(frames[near].astype(np.float32), SOFT).astype(np.float64),
        times=times[near],
        covered=covered,
        inside=_inside(to_still, sides(still), sides(footage)),
    )


def _inside(to_still: Floats, still: tuple[float, float], footage: tuple[float, float]) -> float:
    """Return the share of a still that lies in the recording's picture."""
    x, y = mapped(inverse(to_still), *middles(ACROSS, ACROSS, *still))
    return float(shown(x, y, footage, edge=-EDGE).mean())


def _near(candidate: Candidate, times: Floats, *, of_query: bool) -> Flags:
    """Return the frames that are looked at: around the likeliest, or all of the shot of a query."""
    if of_query:
        return during(times, candidate.start_s, candidate.end_s)
    if candidate.line is not None:
        likeliest = float(candidate.line.matches.found_s[int(np.argmin(candidate.line.matches.distances))])
    else:
        likeliest = candidate.seen[0].found_s
    return np.asarray(np.abs(times - likeliest) <= AROUND_S)
