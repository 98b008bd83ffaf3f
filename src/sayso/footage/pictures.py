"""What OpenCV does for us: resizing, SIFT, resampling. No other module imports it.

OpenCV's threads are switched off, so that results do not hang on the machine
and several exhibits can be fingerprinted side by side.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import Picture

Grey = NDArray[np.uint8]  # (height, width)
Floats = NDArray[np.float32]

cv2.setNumThreads(1)


def grey(picture: Picture) -> Grey:
    """Return the luma of a picture, (height, width), 0 to 255; of one that is grey, itself."""
    if picture.ndim == 2:
        return picture
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def shrink(picture: Picture, max_side: int) -> Picture:
    """Return the picture with its longer side at most `max_side` pixels; a smaller one as it is."""
    height, width = picture.shape[:2]
    scale = max_side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def qr_texts(picture: Picture) -> list[str]:
    """Return the texts of the QR codes in a picture; those that cannot be read are left out.

    OpenCV's plain detector misses codes in turned and compressed photographs that this one reads.
    """
    try:
        _, texts, _, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(grey(picture))
    except cv2.error:  # it was led astray by something that is no code
        return []
    return [text for text in texts if text]


def resize_grey(picture: Grey, width: int, height: int) -> Grey:
    """Return a grey picture at (height, width), each pixel the mean of what it covers."""
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def sift(picture: Grey) -> tuple[Floats, Floats]:
    """Return SIFT features: (n, 5) x, y, size in pixels, angle in radians, response; (n, 128) descriptors.

    Source: Lowe, "Distinctive image features from scale-invariant keypoints" (2004).
    """
    points, descriptors = _sift().detectAndCompute(picture, None)
    if descriptors is None:
        return np.empty((0, 5), dtype=np.float32), np.empty((0, 128), dtype=np.float32)
    rows = [(*point.pt, point.size, np.deg2rad(point.angle), point.response) for point in points]
    return np.array(rows, dtype=np.float32), np.asarray(descriptors, dtype=np.float32)


def resample(pictures: NDArray[np.uint8] | Floats, x: Floats, y: Floats) -> Floats:
    """Return (n, rows, columns): the (n, height, width) pictures at the pixels x, y of (rows, columns)."""
    maps = x.astype(np.float32), y.astype(np.float32)
    taken = [
        cv2.remap(picture.astype(np.float32), *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for picture in pictures
    ]
    return np.stack(taken) if taken else np.empty((0, *x.shape), dtype=np.float32)


def soften(pictures: Floats, sigma: float) -> Floats:
    """Return (n, height, width) pictures smoothed by `sigma` pixels."""
    return np.stack([cv2.GaussianBlur(picture, (0, 0), sigma) for picture in pictures])


@lru_cache(maxsize=1)
def _sift() -> Any:
    return cv2.SIFT_create(  # type: ignore[attr-defined]
        nfeatures=0, contrastThreshold=0.02, edgeThreshold=12
    )
