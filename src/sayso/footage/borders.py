"""Static borders of a shot: letterbox, pillarbox, and the blurred fill of vertical video.

A border is no part of what was filmed, so it is set aside before a frame is
hashed. Only what stays plain, or blurred, in every frame of a shot counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import Box

Greys = NDArray[np.uint8]  # (frames, height, width)
Floats = NDArray[np.float32]

PLAIN_SPREAD = 5.0  # grey levels: what coding leaves of noise in a plain bar stays under it
SAME_LEVEL = 6.0  # grey levels: rows of one bar do not differ more
LEAST_SHARE = 0.02  # of a side: narrower bars change no hash
LEAST_LEFT = 0.2  # of a side: what is left must be a picture
BLACK = 24.0  # grey levels: a plain end so dark is a bar; a lighter one must end in a straight edge
EDGE_STEP = 8.0  # grey levels that a straight edge jumps, along half of its length at least
# Six blurred fills and the 38 references of the development benchmark (seed 7) are told apart by these:
BLURRED_TO_SHARP = 0.5  # fine detail in a blurred fill, as a share of that in the picture it frames
STEP_TO_FILL = 3.5  # the jump where fill meets picture, at both ends, as a multiple of the fill's own steps
STEP_TO_PICTURE = 2.4  # and at one end at least, of the picture's own steps
LEAST_DETAIL = 0.8  # grey levels: a picture with less is as soft as a fill, and tells nothing
SAMPLE = 16  # frames of a shot that are looked at


def find_border(frames: Greys) -> Box | None:
    """Return the part of a shot's frames that lies inside its border, or None where there is no border.

    Args:
        frames: (n, height, width) luma of one shot, n >= 1.
    """
    looked_at = frames[:: max(1, len(frames) // SAMPLE)].astype(np.float32)
    top, bottom = _plain_ends(looked_at)
    left, right = _plain_ends(looked_at[:, top : looked_at.shape[1] - bottom].transpose(0, 2, 1))
    height, width = frames.shape[1:]
    inner = looked_at[:, top : height - bottom, left : width - right]
    fill_rows = _blurred_ends(inner)
    fill_columns = 0 if fill_rows else _blurred_ends(inner.transpose(0, 2, 1))
    top, bottom, left, right = top + fill_rows, bottom + fill_rows, left + fill_columns, right + fill_columns
    if not (top or bottom or left or right):
        return None
    return Box(left=left / width, top=top / height, right=1 - right / width, bottom=1 - bottom / height)


def inside(frame: NDArray[np.uint8], box: Box | None) -> NDArray[np.uint8]:
    """Return the part of a (height, width, ...) frame that a box keeps; the whole of it for None."""
    if box is None:
        return frame
    height, width = frame.shape[:2]
    rows = slice(round(box.top * height), max(round(box.top * height) + 1, round(box.bottom * height)))
    columns = slice(round(box.left * width), max(round(box.left * width) + 1, round(box.right * width)))
    return frame[rows, columns]


def _plain_ends(frames: Floats) -> tuple[int, int]:
    """Return how many rows at the upper and the lower end are one plain colour in every frame."""
    length = frames.shape[1]
    levels = frames.mean(axis=2)  # (n, rows)
    plain = (frames.std(axis=2) < PLAIN_SPREAD).all(axis=0)
    start = _run(plain & _level_with(levels, levels[:, :1]))
    end = _run((plain & _level_with(levels, levels[:, -1:]))[::-1])
    if start + end > length * (1 - LEAST_LEFT):
        return 0, 0
    start, end = _bar(frames, start), _bar(frames[:, ::-1], end)
    least = max(2, round(length * LEAST_SHARE))
    return (start if start >= least else 0), (end if end >= least else 0)


def _bar(frames: Floats, rows: int) -> int:
    """Return `rows` where the first rows of the frames are a bar, 0 where they are plain sky or wall."""
    if rows == 0 or frames[:, : max(1, rows - 1)].mean() < BLACK:
        return rows
    jumps = np.abs(frames[:, min(rows + 1, frames.shape[1] - 1)] - frames[:, rows - 1])
    return rows if (jumps.mean(axis=0) > EDGE_STEP).mean() >= 0.5 else 0


def _level_with(levels: Floats, edge: Floats) -> NDArray[np.bool_]:
    return np.asarray((np.abs(levels - edge) < SAME_LEVEL).all(axis=0) & (levels.std(axis=0) < SAME_LEVEL))


def _run(flags: NDArray[np.bool_]) -> int:
    """Return how many flags at the start are true."""
    return len(flags) if flags.all() else int(np.argmin(flags))


def _blurred_ends(frames: Floats) -> int:
    """Return how many rows at each end are a blurred fill; both ends have the same number."""
    length, across = frames.shape[1:]
    if length < 32 or across < 32:
        return 0
    detail = np.abs(np.diff(frames, n=2, axis=2)).mean(axis=(0, 2))  # (rows,)
    folded = (detail[: length // 2] + detail[::-1][: length // 2]) / 2  # both ends, inwards
    least = max(4, round(length * 0.05))
    cuts = np.arange(least, int(length * (1 - LEAST_LEFT) / 2))
    if not len(cuts):
        return 0
    sums = np.concatenate([[0.0], np.cumsum(folded)])
    outer = sums[cuts] / cuts
    inner = (sums[-1] - sums[cuts]) / (len(folded) - cuts)
    best = int(np.argmax((inner - outer) * np.sqrt(cuts * (len(folded) - cuts))))
    cut = int(cuts[best])
    soft, sharp = float(np.percentile(folded[: cut - 1], 80)), float(np.median(folded[cut + 1 :]))
    if sharp < LEAST_DETAIL or soft > BLURRED_TO_SHARP * sharp or not _has_edge(frames, cut):
        return 0
    return cut


def _has_edge(frames: Floats, cut: int) -> bool:
    """Tell whether the rows jump where a fill meets the picture, at both ends."""
    steps = np.abs(np.diff(frames, axis=1)).mean(axis=(0, 2))
    inner = float(np.median(steps[cut:-cut]))
    outer = max(0.05, float(np.median(np.concatenate([steps[: cut - 2], steps[1 - cut :]]))))
    jumps = [float(ends[max(0, cut - 3) : cut + 2].max()) for ends in (steps, steps[::-1])]
    return min(jumps) >= STEP_TO_FILL * outer and max(jumps) >= STEP_TO_PICTURE * inner
