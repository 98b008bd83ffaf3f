"""PDQ: a 256-bit fingerprint of a whole picture, and those of its mirrored and turned variants.

Source: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing
Algorithm" (2019). The tent ("Jarosz") filter and the thinning to 64 x 64 are both
linear, so here each of the 64 cells a side is a weighted mean of a few pixels,
with weights made once for each size of picture.
`benchmarks/footage/pdq_oracle.py` compares the result with Meta's own code.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import Picture, Unusable

Floats = NDArray[np.float64]

SIDE = 64  # cells a side of the thinned picture
FREQUENCIES = 16  # kept of the cosine transform, a side; the constant one is left out
LUMA_WEIGHTS = np.array([0.299, 0.587, 0.114])  # of red, green, blue (ITU-R BT.601)
SMALLEST_SIDE = 16  # pixels; below it the 64 x 64 grid would be invented, not seen
DARK_LUMA = 8.0  # grey levels: a picture whose brightest cells stay under it is near-black
PLAIN_QUALITY = 8  # of 100: a plain sky or card has less; all frames of 56 real clips have more

_ODD = np.where(np.arange(FREQUENCIES) % 2 == 0, -1.0, 1.0)  # flipping a side negates its odd frequencies
_FLIPPED = np.packbits(np.tile(_ODD < 0, FREQUENCIES)[::-1])
DIHEDRAL = (
    "same",
    "turned-90",
    "turned-180",
    "turned-270",
    "mirrored",
    "upside-down",
    "transposed",
    "crossed",
)


class PDQ:
    """Whole-frame fingerprints after PDQ. Two of one picture differ in about 0 to 30 bits."""

    name = "pdq"
    version = "1"
    bits = 256

    def of_pictures(self, pictures: Sequence[Picture]) -> list[tuple[bytes, int] | Unusable]:
        """Return the packed hash and quality (0 to 100) of each picture, or why there is none.

        The bytes are in the order of Meta's hexadecimal form.
        """
        return _answers(pictures, "same")

    def of_mirrored(self, pictures: Sequence[Picture]) -> list[tuple[bytes, int] | Unusable]:
        """Return the same for the pictures flipped left to right."""
        return _answers(pictures, "mirrored")


def luma(picture: Picture) -> Floats:
    """Return the (height, width) luma of a picture, 0 to 255."""
    return np.asarray(picture if picture.ndim == 2 else picture @ LUMA_WEIGHTS, dtype=np.float64)


def thin(picture: Picture) -> Floats:
    """Return the filtered picture at (64, 64), luma 0 to 255."""
    height, width = picture.shape[:2]
    return _mixed(_mixed(luma(picture), *_taps(height)).T, *_taps(width)).T


def coefficients(cells: Floats) -> Floats:
    """Return the low cosine frequencies of thinned pictures: (..., 64, 64) to (..., 16, 16)."""
    basis = _cosines()
    return np.asarray(basis @ cells @ basis.T, dtype=np.float64)


def dihedral(frequencies: Floats, variant: str) -> Floats:
    """Return the (..., 16, 16) frequencies of the picture turned or flipped; `variant` is one of DIHEDRAL."""
    rows, columns = _ODD[:, None], _ODD[None, :]
    across = np.swapaxes(frequencies, -1, -2)
    turned: dict[str, Floats] = {
        "same": frequencies,
        "turned-90": across * rows,
        "turned-180": frequencies * rows * columns,
        "turned-270": across * columns,
        "mirrored": frequencies * columns,
        "upside-down": frequencies * rows,
        "transposed": across,
        "crossed": across * rows * columns,
    }
    return turned[variant]


def packed(frequencies: Floats) -> NDArray[np.uint8]:
    """Return (n, 32) hashes of (n, 16, 16) frequencies: which of them lie above their median."""
    flat = frequencies.reshape(len(frequencies), -1)
    middle = np.partition(flat, 127, axis=1)[:, 127:128]  # Meta's median is the lower of the middle two
    return np.packbits((flat > middle)[:, ::-1], axis=1)


def mirrored(hashes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return about the (n, 32) hashes of the pictures flipped left to right, from the hashes alone.

    Flipping negates half of the frequencies; only the median, which moves a little,
    is not known. Measured on 83 frames: 8 bits from the flipped picture's own hash, at most 28.
    """
    return np.asarray(hashes ^ _FLIPPED)


def qualities(cells: Floats) -> NDArray[np.int64]:
    """Return how much there is to see in (n, 64, 64) thinned pictures, 0 to 100 each."""
    steps = sum(np.abs(np.trunc(np.diff(cells, axis=axis) * 100 / 255)).sum(axis=(1, 2)) for axis in (1, 2))
    return np.asarray(np.minimum(np.asarray(steps) // 90, 100), dtype=np.int64)


def _answers(pictures: Sequence[Picture], variant: str) -> list[tuple[bytes, int] | Unusable]:
    answers: list[tuple[bytes, int] | Unusable] = [Unusable(reason="too small")] * len(pictures)
    places = [place for place, picture in enumerate(pictures) if min(picture.shape[:2]) >= SMALLEST_SIDE]
    if not places:
        return answers
    cells = np.stack([thin(pictures[place]) for place in places])
    hashes = packed(dihedral(coefficients(cells), variant))
    for place, grid, row, quality in zip(places, cells, hashes, qualities(cells).tolist(), strict=True):
        answers[place] = why_unusable(grid, quality) or (row.tobytes(), quality)
    return answers


def why_unusable(cells: Floats, quality: int) -> Unusable | None:
    """Say why a thinned picture tells too little to be found again, or None where it tells enough."""
    if np.percentile(cells, 98) < DARK_LUMA:
        return Unusable(reason="near-black")
    if quality < PLAIN_QUALITY:
        return Unusable(reason="too plain")
    return None


def _mixed(pixels: Floats, places: NDArray[np.int64], weights: Floats) -> Floats:
    """Return (64, n): each row a weighted mean of rows of `pixels`."""
    mixed = np.zeros((SIDE, pixels.shape[1]))
    for tap in range(places.shape[1]):
        mixed += weights[:, tap, None] * pixels[places[:, tap]]
    return mixed


@lru_cache(maxsize=256)
def _taps(length: int) -> tuple[NDArray[np.int64], Floats]:
    """Two box filters and the picking of 64 places: (64, taps) places and their weights."""
    window = (length + 2 * SIDE - 1) // (2 * SIDE)
    reach = (window + 2) // 2  # to the right, itself included
    places = np.arange(length)
    left, right = places - (window - reach), places + reach
    box = (places >= left[:, None]) & (places < right[:, None])
    smooth = box / box.sum(axis=1, keepdims=True)
    picked = ((np.arange(SIDE) + 0.5) * length / SIDE).astype(np.int64)
    weights = smooth[picked] @ smooth
    first = (weights > 0).argmax(axis=1)
    taps = np.arange(int((weights > 0).sum(axis=1).max()))
    reached = first[:, None] + taps
    known = np.minimum(reached, length - 1)
    return known, np.where(reached < length, np.take_along_axis(weights, known, axis=1), 0.0)


@lru_cache(maxsize=1)
def _cosines() -> Floats:
    frequency, place = np.arange(1, FREQUENCIES + 1)[:, None], np.arange(SIDE)[None, :]
    return np.asarray(
        np.sqrt(2 / SIDE) * np.cos(np.pi / 2 / SIDE * frequency * (2 * place + 1)), dtype=np.float64
    )
