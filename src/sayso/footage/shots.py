"""Shots: frames between two cuts, in pieces short enough to hold in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.footage.pictures import grey, resize_grey
from sayso.footage.types import Picture
from sayso.values import MediaTime

THUMB = (16, 9)  # cells across and down, for finding cuts
CUT_GREYS = 28.0  # mean difference of two frames' thumbs, in grey levels, that makes a cut
LONGEST = 64  # frames; a longer shot is handled in pieces


class TimedPicture(Protocol):
    """A frame and when it is shown, as `sayso.parsers.open_video` yields them."""

    @property
    def at(self) -> MediaTime: ...

    @property
    def rgb(self) -> Picture: ...


def shots_of(frames: Iterable[TimedPicture], longest: int = LONGEST) -> Iterator[list[TimedPicture]]:
    """Yield the frames in stretches without a cut, each of at most `longest` frames of one size."""
    shot: list[TimedPicture] = []
    before: NDArray[np.int16] | None = None
    for frame in frames:
        thumb = resize_grey(grey(frame.rgb), *THUMB).astype(np.int16)
        if shot and (len(shot) >= longest or _is_cut(before, thumb) or _another_size(shot[-1], frame)):
            yield shot
            shot = []
        shot.append(frame)
        before = thumb
    if shot:
        yield shot


def _is_cut(before: NDArray[np.int16] | None, after: NDArray[np.int16]) -> bool:
    return before is not None and float(np.abs(after - before).mean()) > CUT_GREYS


def _another_size(one: TimedPicture, other: TimedPicture) -> bool:
    return one.rgb.shape != other.rgb.shape
