"""How a still agrees with the frame of a recording that it is most like: what moves, and what is missed.

What is laid over the still, such as a caption, is told by being like no frame, and left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.footage.laid_stills import LEAST_CELLS, Flags, Floats, LaidStill
from sayso.footage.thumbs import STEP_S

SAME_VIEW = 0.15  # of correlation under the best frame's: a frame with less shows another view
TOLERANCE = 6.0  # grey levels beyond those of the neighbouring cells: less is coding, or a cell's shift
NEVER = 12.0  # grey levels off every frame: a caption laid over, or something that came at another time
LAID_OVER = 20.0  # grey levels: such cells are left out when brightness is fitted
FITS = 6
OF_APART = 0.1  # of grey levels within the tolerance: tells which of frames that agree is the likest
AS_IT_STANDS = 0.001  # of the same without fitted brightness: where nothing else tells
BESIDE_S = 1.1  # seconds: frames next to one that is asked for
UNMOVED = 0.1  # grey levels a cell beyond the tolerance: with less, frames cannot be told apart
CAMERA_GREYS = 4.0  # a cell that changes by more within a second,
CAMERA_SHARE = 0.5  # in so many of the cells, under a moving camera


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a still agrees with the frame that it is most like, in grey levels a cell beyond the tolerance."""

    frame: int
    level: float  # -1 to 1: the correlation of the two pictures
    moving: float  # what moves, in either
    missed: float  # what of the frame is not in the still and the other way round, but for what is laid over
    differ: float  # the same, with what is laid over
    share: float  # of what moves that agrees, 0 to 1
    camera_moves: bool


def likeness_of(laid: LaidStill, *, near_s: float | None = None) -> Likeness | None:
    """Compare a still with the frames of the view that it shows, and tell the one that it is most like.

    Args:
        near_s: the second near which that one is to be; None for any.
    """
    covered = laid.covered
    levels = _levels(laid.still[covered], laid.frames[:, covered])
    of_view = levels >= levels.max() - SAME_VIEW
    frames, numbers = laid.frames[of_view], np.flatnonzero(of_view)
    usual = np.median(frames, axis=0)
    may = np.ones(len(numbers), dtype=bool) if near_s is None else _near_to(laid.times[numbers], near_s)
    if not may.any():
        return None
    nearest = frames[int(np.argmin(np.where(may, _apart(laid.still, frames, covered), np.inf)))]
    fits = [_likest(laid, like, usual, frames, may) for like in (usual, nearest)]
    known = [fit for fit in fits if fit is not None]
    if not known:
        return None
    off, best, _ = min(known, key=lambda fit: fit[2])
    missed_all = off.missed[:, covered].mean(axis=1)
    told = covered & ~off.laid_over
    moves = _mean(off.moving[best] + off.moving_still, told)
    return Likeness(
        frame=int(numbers[best]),
        level=float(levels[numbers[best]]),
        moving=moves,
        missed=_mean(off.missed[best], told),
        differ=float(missed_all[best]),
        share=max(0.0, 1 - _mean(off.disagreeing(best), told) / max(moves, 1e-6)) if told.any() else 0.0,
        camera_moves=_camera_moves(laid, int(numbers[best])),
    )


def _likest(
    laid: LaidStill, like: Floats, usual: Floats, frames: Floats, may: Flags
) -> tuple[_Differing, int, float] | None:
    """Return how a still differs, which frame is likest and how far from it, as bright as `like` at first.

    A picture far from the likest frame may be as bright as another, which then seems to be it.
    """
    covered = laid.covered
    told: tuple[_Differing, int, float] | None = None
    for _ in ("the first picture", "the likest frame, in which is what moves"):
        still = _as_bright(laid.still, like, frames, covered)
        if still is None:
            return None
        off = _differing(still, usual, frames)
        apart = OF_APART * _apart(still, frames, covered) + AS_IT_STANDS * _apart(laid.still, frames, covered)
        far = np.where(may, off.missed[:, covered].mean(axis=1) + apart, np.inf)
        best = int(np.argmin(far))
        told, like = (off, best, float(far[best])), frames[best]
    return told


def unmoved_around(laid: LaidStill, frame: int) -> tuple[int, int]:
    """Return the first and the last frame around one up to which nothing moves, as far as is seen."""
    low, high = _around(laid.frames)
    here = laid.frames[frame]
    off = _beyond(laid.frames, low[frame], high[frame]) + _beyond(here, low, high)
    moved = np.flatnonzero(off[:, laid.covered].mean(axis=1) >= UNMOVED)
    before, after = moved[moved < frame], moved[moved > frame]
    return int(before[-1]) + 1 if len(before) else 0, int(after[0]) - 1 if len(after) else len(off) - 1


@dataclass(frozen=True, slots=True, eq=False)
class _Differing:
    """In grey levels beyond the tolerance: what a still and frames have that something else has not."""

    moving: Floats  # (n, rows, columns) what frames have and the view usually has not
    moving_still: Floats  # (rows, columns) what the still has and the view usually has not
    not_in_still: Floats  # (n, rows, columns) what frames have and the still has not
    not_in_frame: Floats  # (n, rows, columns) what the still has and frames have not
    laid_over: Flags  # (rows, columns) where the still is like no frame

    @property
    def missed(self) -> Floats:
        """What either has and the other has not, (n, rows, columns)."""
        return self.not_in_still + self.not_in_frame

    def disagreeing(self, frame: int) -> Floats:
        """Return how much of what moves in a frame or in the still is not in the other, (rows, columns)."""
        of_frame = np.minimum(self.moving[frame], self.not_in_still[frame])
        of_still = np.minimum(self.moving_still, self.not_in_frame[frame])
        return np.asarray(of_frame + of_still)


def _differing(still: Floats, usual: Floats, frames: Floats) -> _Differing:
    low, high = _around(frames)
    still_low, still_high = _around(still[None])
    usual_low, usual_high = _around(usual[None])
    never = _outside(still, low, high).min(axis=0) > NEVER
    return _Differing(
        moving=_beyond(frames, usual_low, usual_high),
        moving_still=_beyond(still[None], usual_low, usual_high)[0],
        not_in_still=_beyond(frames, still_low, still_high),
        not_in_frame=_beyond(still, low, high),
        laid_over=_around(never[None].astype(np.float64))[1][0] >= 0.5,  # their soft edges, too
    )


def _apart(still: Floats, frames: Floats, covered: Flags) -> Floats:
    """Return how far each frame is from a still, (n,) grey levels a cell; what is laid over counts little."""
    return np.asarray(np.minimum(np.abs(frames - still), LAID_OVER)[:, covered].mean(axis=1))


def _mean(cells: Floats, told: Flags) -> float:
    return float(cells[told].mean()) if told.any() else 0.0


def _near_to(times: Floats, near_s: float) -> Flags:
    return np.asarray(np.abs(times - near_s) <= BESIDE_S)


def _levels(still: Floats, frames: Floats) -> Floats:
    """Return the correlation of a picture with each frame, (n,)."""
    a, b = still - still.mean(), frames - frames.mean(axis=1, keepdims=True)
    return np.asarray((b @ a) / np.sqrt(np.maximum((b * b).sum(axis=1) * (a @ a), 1e-6)))


def _as_bright(still: Floats, like: Floats, frames: Floats, covered: Flags) -> Floats | None:
    """Return the still with the brightness and contrast of a picture, fitted where nothing is laid over."""
    keep, fitted = covered, still
    for _ in range(FITS):
        if keep.sum() < LEAST_CELLS // 2:
            return None
        ours, theirs = still[keep], like[keep]
        spread = float(((ours - ours.mean()) ** 2).sum())
        gain = float(((ours - ours.mean()) * (theirs - theirs.mean())).sum()) / max(spread, 1e-6)
        fitted = float(np.clip(gain, 0.4, 2.5)) * (still - ours.mean()) + theirs.mean()
        keep = covered & (np.abs(frames - fitted).min(axis=0) < LAID_OVER)
    return fitted


def _around(pictures: Floats) -> tuple[Floats, Floats]:
    """Return the least and the most of each cell and its eight neighbours."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)), mode="edge")
    rows, columns = pictures.shape[1:]
    moved = [
        padded[:, down : down + rows, across : across + columns] for down in range(3) for across in range(3)
    ]
    return np.minimum.reduce(moved), np.maximum.reduce(moved)


def _outside(pictures: Floats, low: Floats, high: Floats) -> Floats:
    return np.maximum(0.0, np.maximum(low - pictures, pictures - high))


def _beyond(pictures: Floats, low: Floats, high: Floats) -> Floats:
    return np.maximum(0.0, _outside(pictures, low, high) - TOLERANCE)


def _camera_moves(laid: LaidStill, frame: int) -> bool:
    """Tell whether most of the picture changes within the second around a frame."""
    step = round(1 / STEP_S)
    others = [each for each in (frame - step, frame + step) if 0 <= each < len(laid.frames)]
    here = laid.frames[frame][laid.covered]
    pairs = [
        (away, _as_the_other(away, here)) for away in (laid.frames[each][laid.covered] for each in others)
    ]
    changes = [np.minimum(np.abs(away - here), np.abs(evened - here)) for away, evened in pairs]
    return bool(changes) and max(float((one > CAMERA_GREYS).mean()) for one in changes) >= CAMERA_SHARE


def _as_the_other(cells: Floats, other: Floats) -> Floats:
    """Return cells with the brightness and contrast of another frame's: a fade is no camera that moves."""
    off = cells - cells.mean()
    gain = float((off * (other - other.mean())).sum()) / max(float((off * off).sum()), 1e-6)
    return np.asarray(gain * off + other.mean())
