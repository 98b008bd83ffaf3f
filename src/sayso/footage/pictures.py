"""What OpenCV does for us: shrinking pictures. No other module imports it.

OpenCV's threads are switched off, so that results do not hang on the machine
and several exhibits can be fingerprinted side by side.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import Picture

Grey = NDArray[np.uint8]  # (height, width)

cv2.setNumThreads(1)


def grey(picture: Picture) -> Grey:
    """Return the luma of a picture, (height, width), 0 to 255."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def shrink(picture: Picture, max_side: int) -> Picture:
    """Return the picture with its longer side at most `max_side` pixels; a smaller one as it is."""
    height, width = picture.shape[:2]
    scale = max_side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def resize_grey(picture: Grey, width: int, height: int) -> Grey:
    """Return a grey picture at (height, width), each pixel the mean of what it covers."""
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
