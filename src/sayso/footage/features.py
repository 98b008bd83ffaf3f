"""Local features: patches of a picture that are found again when the rest is cut off or covered.

SIFT features, each descriptor made binary by whether a value lies above the
median of its own. What a mirrored picture would have is a permutation of the
same bits, so mirrored copies cost no storage.

Sources: Lowe, "Distinctive image features from scale-invariant keypoints" (2004);
Zhou et al., "Scalar quantization for large scale image search" (2012).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.moments import local_seconds
from sayso.footage.pictures import Grey, sift
from sayso.footage.types import FootagePrint, LocalPrint
from sayso.values import MediaTime

Floats = NDArray[np.float64]

MOST = 144  # features kept of one frame
GRID = 5  # cells a side over which they are spread
BITS = 128
PLACE = np.dtype([("x", "<u2"), ("y", "<u2"), ("size", "u1"), ("angle", "u1")])
PLACE_BYTES, PATCH_BYTES = PLACE.itemsize, BITS // 8  # a feature
FULL = 65535  # a place of the longer side's length
SIZE_STEPS = 16  # an octave
SMALLEST = -11.0  # log2 of a size, in longer sides, that is stored as 0


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Features in columns. Places and sizes are in longer sides of the picture, angles in radians."""

    frames: NDArray[np.int64]  # which of the print's `locals`
    x: Floats
    y: Floats
    log2_size: Floats
    angle: Floats
    bits: NDArray[np.uint8]  # (n, 16)

    def __len__(self) -> int:
        return len(self.x)

    def mirrored(self, width: float) -> Features:
        """Return what the pictures flipped left to right would have; `width` in longer sides."""
        return Features(
            self.frames, width - self.x, self.y, self.log2_size, np.pi - self.angle, _flip_bits(self.bits)
        )


def describe(picture: Grey, at: MediaTime) -> LocalPrint:
    """Return the features of one grey picture."""
    points, descriptors = sift(picture)
    kept = _spread(points, picture.shape)
    points, descriptors = points[kept], descriptors[kept]
    longer = max(picture.shape)
    places = np.zeros(len(points), dtype=PLACE)
    places["x"] = np.clip(points[:, 0] / longer * FULL, 0, FULL).round()
    places["y"] = np.clip(points[:, 1] / longer * FULL, 0, FULL).round()
    log2_size = np.log2(np.maximum(points[:, 2], 1e-3) / longer)
    places["size"] = np.clip((log2_size - SMALLEST) * SIZE_STEPS, 0, 255).round()
    places["angle"] = (points[:, 3] / (2 * np.pi) * 256).round().astype(np.int64) % 256
    bits = np.packbits(descriptors > np.median(descriptors, axis=1, keepdims=True), axis=1)
    return LocalPrint(at=at, places=places.tobytes(), bits=bits.tobytes())


def features_of(locals_: Sequence[LocalPrint]) -> Features:
    """Unpack the features of a print's frames.

    Raises:
        ValueError: when places and bits are not of one number.
    """
    counts = [len(local.bits) // (BITS // 8) for local in locals_]
    places = np.frombuffer(b"".join(local.places for local in locals_), dtype=PLACE)
    bits = bits_of(locals_)
    if len(places) != len(bits):
        raise ValueError(f"{len(places)} places of features for {len(bits)} of them")
    return Features(
        frames=np.repeat(np.arange(len(counts)), counts),
        x=places["x"] / FULL,
        y=places["y"] / FULL,
        log2_size=places["size"] / SIZE_STEPS + SMALLEST,
        angle=places["angle"] * (2 * np.pi / 256),
        bits=bits,
    )


def features_of_frames(
    footage: FootagePrint, pairs: NDArray[np.int64]
) -> tuple[Features, Floats, NDArray[np.int64]]:
    """Unpack the features of only those frames of a print in which some match.

    Args:
        pairs: (n, 2) rows of a query and of all the print's features that match.

    Returns:
        The features, when each of their frames is shown, and the pairs with rows of these features.
    """
    counts = np.array([len(local.bits) // PATCH_BYTES for local in footage.locals], dtype=np.int64)
    ends = np.cumsum(counts)
    frames = np.searchsorted(ends, pairs[:, 1], side="right")
    wanted, place = np.unique(frames, return_inverse=True)
    left_out = (ends - counts)[wanted] - (np.cumsum(counts[wanted]) - counts[wanted])
    features = features_of([footage.locals[frame] for frame in wanted.tolist()])
    moved = np.stack([pairs[:, 0], pairs[:, 1] - left_out[place]], axis=1)
    return features, local_seconds(footage)[wanted], moved


def bits_of(locals_: Sequence[LocalPrint]) -> NDArray[np.uint8]:
    """Return only the descriptors of a print's frames, (n, 16)."""
    joined = b"".join(local.bits for local in locals_)
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, BITS // 8)


def sides(footage: FootagePrint) -> tuple[float, float]:
    """Return width and height of a print's picture, in longer sides."""
    longer = max(footage.width, footage.height, 1)
    return max(footage.width, 1) / longer, max(footage.height, 1) / longer


def _spread(points: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the strongest features, with an even share of them from each cell of a grid first."""
    if len(points) <= MOST:
        return np.arange(len(points))
    cells = [
        np.minimum(GRID - 1, (points[:, axis] * GRID / shape[1 - axis]).astype(np.int64)) for axis in (0, 1)
    ]
    cell = cells[0] + GRID * cells[1]
    by_cell = np.lexsort((-points[:, 4], cell))
    starts = np.searchsorted(cell[by_cell], np.arange(GRID * GRID))
    rank = np.empty(len(points), dtype=np.int64)
    rank[by_cell] = np.arange(len(points)) - starts[cell[by_cell]]
    return np.lexsort((-points[:, 4], rank >= MOST // (GRID * GRID)))[:MOST]


def _flip_bits(bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Permute descriptors of 4 x 4 cells with 8 directions each as a flip does."""
    order = np.arange(BITS).reshape(4, 4, 8)[::-1][:, :, (-np.arange(8)) % 8].ravel()
    return np.packbits(np.unpackbits(bits, axis=1)[:, order], axis=1)
