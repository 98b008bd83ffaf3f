"""What is left of what moves in two laid stretches when light is set aside.

Light that drifts, a camera that sets its own brightness, clouds, lamps: they change
whole parts of a picture smoothly, and come again at other moments of one place. Two
takes can be laid so that they change alike, for one course of brightness is soon met by
another. So of each frame is taken off what the usual picture gives when it is made
brighter or darker, with more contrast or less, each evenly across wide parts; and of what
is left the one change that explains most, such as a lamp that is switched. What then
still agrees are things that move.

A fade that somebody made is no light: it is even, fast and large, and it belongs to what was copied.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.correlations import both_move, correlated
from sayso.footage.pictures import soften

Floats = NDArray[np.float64]

WIDE = 4.0  # cells: light is even across about so many
WIDE_SHARE = 0.08  # of the cells: where most changes in fewer of them, it is not the light of the place
FLAT = 1.0  # grey levels squared: contrast is not told where the usual picture has less
STILL_AGREES = 0.3  # correlation of what is left, and where light may have changed
LEAST_AGREEING = 0.04  # grey levels squared a cell, of what is left, that agree; rounded light makes .03
FAINTLY_AGREES = 0.15  # correlation of what is left where no light changes and coding left hardly anything
SURELY_LEFT = 0.1  # grey levels squared: with less left in both, nothing but light moves
FADE_STEPS = 4  # a second of a fade
FADE_STEP = 0.05  # of the brightest frame, from sample to sample
FADE_EVEN = 2.0  # times the least step that the largest may be


@dataclass(frozen=True, slots=True)
class Unlit:
    """What is left of two stretches without their light."""

    correlation: float  # -1 to 1
    energy: float  # grey levels squared: how much is left, in the one that has less
    fades: bool  # whether both fade, alike, as films are made to
    is_wide: bool  # whether most changes in a wide part of the picture, as of light

    @property
    def agrees(self) -> bool:
        """Whether more agrees in the two than light could make."""
        if self.is_wide and not self.fades:
            return self.correlation >= STILL_AGREES and self.correlation * self.energy >= LEAST_AGREEING
        return self.fades or self.correlation >= (FAINTLY_AGREES if self.is_nothing else STILL_AGREES)

    @property
    def is_nothing(self) -> bool:
        """Whether hardly anything is left."""
        return self.energy < SURELY_LEFT


def without_light(ours: Floats, theirs: Floats, covered: NDArray[np.bool_]) -> Unlit:
    """Set the light of two stretches aside, and say how alike the rest moves.

    Args:
        ours, theirs: (n, cells) the two, frame beside frame.
        covered: (rows, columns) where these cells lie in the picture.
    """
    left_a, left_b = (_without_main_change(_off_light(each, covered)) for each in (ours, theirs))
    less, weights = both_move(left_a, left_b)
    return Unlit(
        correlation=correlated(left_a, left_b, weights),
        energy=float(less.mean()),
        fades=_fades(ours.mean(axis=1), theirs.mean(axis=1)),
        is_wide=any(_is_wide(_main_change(each - each.mean(axis=0))) for each in (ours, theirs)),
    )


def _off_light(cells: Floats, covered: NDArray[np.bool_]) -> Floats:
    """Return (n, cells) what brightness and contrast of the usual picture, even across wide parts, leave."""
    inside = covered.astype(np.float64)
    usual = _laid_out(cells.mean(axis=0)[None], covered)
    frames = _laid_out(cells, covered)
    share = np.maximum(_spread(inside[None]), 1e-6)

    def around(values: Floats) -> Floats:
        return np.asarray(_spread(values) / share)

    level, usual_level = around(frames), around(usual)
    contrast = np.maximum(around(usual**2) - usual_level**2, 0.0)
    gain = (around(frames * usual) - level * usual_level + FLAT) / (contrast + FLAT)
    left = (frames - level - gain * (usual - usual_level))[:, covered]
    return np.asarray(left - left.mean(axis=0))


def _laid_out(cells: Floats, covered: NDArray[np.bool_]) -> Floats:
    pictures = np.zeros((len(cells), *covered.shape))
    pictures[:, covered] = cells
    return pictures


def _spread(pictures: Floats) -> Floats:
    return soften(pictures.astype(np.float32), WIDE).astype(np.float64)


def _main_change(moved: Floats) -> Floats:
    """Return (cells,), of length 1, where the change lies that explains most of what moves."""
    if len(moved) > moved.shape[1]:
        return np.asarray(np.linalg.eigh(moved.T @ moved)[1][:, -1])
    where = np.linalg.eigh(moved @ moved.T)[1][:, -1] @ moved
    return np.asarray(where / max(float(np.linalg.norm(where)), 1e-9))


def _is_wide(change: Floats) -> bool:
    """Tell whether a change, (cells,) of length 1, is too wide for a thing that moves."""
    return 1 / max(float((change**4).sum()), 1e-9) > WIDE_SHARE * len(change)


def _without_main_change(moved: Floats) -> Floats:
    change = _main_change(moved)
    return np.asarray(moved - np.outer(moved @ change, change))


def _fades(ours: Floats, theirs: Floats) -> bool:
    """Tell whether the brightness of both, (n,), changes evenly by a large part for a second at least."""
    return bool((_in_fade(ours) & _in_fade(theirs)).any())


def _in_fade(brightness: Floats) -> NDArray[np.bool_]:
    """Return the samples at which a second of a fade begins."""
    steps = np.diff(brightness) / max(float(brightness.max()), 1e-6)
    if len(steps) < FADE_STEPS:
        return np.zeros(1, dtype=bool)
    runs = np.lib.stride_tricks.sliding_window_view(steps, FADE_STEPS)
    sizes = np.abs(runs)
    one_way = np.abs(runs.sum(axis=1)) > sizes.sum(axis=1) - 1e-9
    is_even = (sizes.min(axis=1) >= FADE_STEP) & (sizes.max(axis=1) <= FADE_EVEN * sizes.min(axis=1))
    return np.asarray(one_way & is_even)
