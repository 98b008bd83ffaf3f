"""Frames as the camera was held: upright, by the display matrix that the file carries. Runs in the child."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import numpy as np
    from av.sidedata.sidedata import SideData
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray


class Turn:
    """How frames are turned and mirrored to stand upright, by the file's display matrix."""

    def __init__(self, swap: bool, flip_x: bool, flip_y: bool, degrees: int) -> None:
        self.swap, self.flip_x, self.flip_y, self.degrees = swap, flip_x, flip_y, degrees

    @classmethod
    def none(cls) -> Turn:
        """Return the turn that changes nothing."""
        return cls(False, False, False, 0)

    @classmethod
    def of(cls, frame: VideoFrame) -> Turn:
        """Read a frame's display matrix: x' = ax + cy, y' = bx + dy, turned to the nearest right angle."""
        # It iterates over its values, other than its stub says.
        for data in cast("Iterable[SideData]", frame.side_data):
            if data.type.name == "DISPLAYMATRIX" and data.buffer_size >= 36:
                a, b, _, c, d, *_ = struct.unpack("=9i", bytes(data)[:36])
                return cls._of_matrix(a, b, c, d)
        return cls.none()

    @classmethod
    def _of_matrix(cls, a: int, b: int, c: int, d: int) -> Turn:
        if abs(b) > abs(a):
            return cls(True, c < 0, b < 0, 90 if b > 0 else 270)
        return cls(False, a < 0, d < 0, 180 if a < 0 and d < 0 else 0)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size of a picture after the turn."""
        return (height, width) if self.swap else (width, height)

    @property
    def changes_nothing(self) -> bool:
        """Whether frames stand upright as they are."""
        return not (self.swap or self.flip_x or self.flip_y)

    def apply(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a (height, width, ...) picture upright, in one piece of memory."""
        import numpy as np  # costs a child 0.06 s to start with, and most frames stand upright

        turned = pixels.swapaxes(0, 1) if self.swap else pixels
        turned = turned[:, ::-1] if self.flip_x else turned
        turned = turned[::-1] if self.flip_y else turned
        return np.ascontiguousarray(turned)
