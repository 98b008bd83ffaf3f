"""Chroma codes: 32 bits about which pitches rise and fall, eight times a second.

After Lukáš Lalinský, "How does Chromaprint work?" (2011), which builds on Ke, Hoiem and
Sukthankar, "Computer vision for music identification" (2005), and Jang et al., "Pairwise
boosted audio fingerprint" (2009): the spectrum folded into 12 pitch classes is looked at as
a picture, over which 16 filters compare neighbouring areas; each answer is told in two bits.
The filters and their steps are our own (`filters.py`), so codes are not those of Chromaprint.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.footage.soundprints.filters import FILTERS, STEPS, Filter

Floats = NDArray[np.float64]

RATE = 11025  # samples a second
WINDOW = 4096  # samples of one spectrum
HOP = 1365  # samples from one spectrum to the next
LOWEST_HZ, HIGHEST_HZ = 28, 3520
CLASSES = 12
SMOOTH = np.array([0.25, 0.75, 1.0, 0.75, 0.25])  # over spectra
WIDEST = 16  # spectra that a code looks at, after smoothing
SPECTRA = WIDEST + len(SMOOTH) - 1  # before it
BLOCK = 1024  # spectra worked out at once: 35 MB
SILENT = 1e-4  # root of the mean square, of full scale (-80 dB): less is silence with its rounding noise
QUIET_SHARE = 0.5  # of a code's spectra: with more silence it says nothing of use

_GRAY = np.array([0, 1, 3, 2], dtype=np.uint32)  # neighbouring steps differ in one bit


class Chroma:
    """Codes of sound. Two encodings of one sound differ in about 2 to 6 of 32 bits; others in 14 to 17."""

    name = "chroma"
    version = "1"
    rate = RATE
    step = Fraction(HOP, RATE)
    span = Fraction((SPECTRA - 1) * HOP + WINDOW, RATE)

    def of_samples(self, samples: NDArray[np.float32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
        """Return the codes of samples from -1 to 1 at `rate`, and which of them are loud enough to use.

        Code `n` tells of the `span` seconds from `n * step` on; less sound than one span has no code.
        """
        parts = list(_chroma(samples))
        if not parts:
            return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.bool_)
        chroma = np.concatenate([part for part, _ in parts])
        loud = np.concatenate([part for _, part in parts])
        count = len(chroma) - SPECTRA + 1
        if count <= 0:
            return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.bool_)
        answers = responses(smoothed(chroma), FILTERS)
        heard = np.concatenate([[0], np.cumsum(loud)])
        usable = heard[SPECTRA:] - heard[:-SPECTRA] >= SPECTRA * (1 - QUIET_SHARE)
        return packed(answers), usable


def chroma_of(samples: NDArray[np.float32]) -> Floats:
    """Return the energy of each pitch class in each spectrum, (spectra, 12)."""
    parts = [part for part, _ in _chroma(samples)]
    return np.concatenate(parts) if parts else np.empty((0, CLASSES))


def smoothed(chroma: Floats) -> Floats:
    """Return chroma smoothed over time, each spectrum of length 1: (spectra - 4, 12)."""
    count = len(chroma) - len(SMOOTH) + 1
    mixed = sum(weight * chroma[tap : tap + count] for tap, weight in enumerate(SMOOTH))
    length = np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.asarray(mixed / np.maximum(length, 1e-12), dtype=np.float64)


def responses(chroma: Floats, filters: tuple[Filter, ...]) -> Floats:
    """Return how each filter answers to each stretch of `WIDEST` spectra, (codes, filters)."""
    sums = np.zeros((len(chroma) + 1, CLASSES + 1))
    np.cumsum(np.cumsum(chroma, axis=0), axis=1, out=sums[1:, 1:])
    count = len(chroma) - WIDEST + 1
    return np.stack([_response(sums, count, one) for one in filters], axis=1)


def packed(answers: Floats) -> NDArray[np.uint32]:
    """Return 32-bit codes: two bits for each of 16 filters, by which step its answer falls on."""
    level = (answers[:, :, None] > np.array(STEPS)[None]).sum(axis=2)
    shifts = np.arange(0, 32, 2, dtype=np.uint32)
    return np.asarray((_GRAY[level] << shifts).sum(axis=1, dtype=np.uint32))


def _response(sums: Floats, count: int, one: Filter) -> Floats:
    """Return the logarithm of the ratio of the filter's two areas."""
    over, under = np.zeros(count), np.zeros(count)
    for left, right, low, high, sign in one.areas():
        area = (
            sums[right : right + count, high]
            - sums[left : left + count, high]
            - sums[right : right + count, low]
            + sums[left : left + count, low]
        )
        if sign > 0:
            over += area
        else:
            under += area
    return np.asarray(np.log((1 + over) / (1 + under)), dtype=np.float64)


def _chroma(samples: NDArray[np.float32]) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """Yield (n, 12) energies and which of the n spectra are louder than silence."""
    count = (len(samples) - WINDOW) // HOP + 1
    for first in range(0, max(0, count), BLOCK):
        last = min(first + BLOCK, count)
        piece = samples[first * HOP : (last - 1) * HOP + WINDOW]
        windows = np.lib.stride_tricks.sliding_window_view(piece, WINDOW)[::HOP]
        loud = np.sqrt(np.square(windows).mean(axis=1)) > SILENT
        bins, fold = _fold()
        spectra = np.fft.rfft(windows * np.hamming(WINDOW), axis=1)[:, bins]
        yield np.square(np.abs(spectra)) @ fold, loud


@lru_cache(maxsize=1)
def _fold() -> tuple[slice, Floats]:
    """Return which bins of a spectrum count, and the (bins, 12) matrix that folds them into pitch classes."""
    first, last = (round(hz * WINDOW / RATE) for hz in (LOWEST_HZ, HIGHEST_HZ))
    hz = np.arange(first, last) * (RATE / WINDOW)
    octaves = np.log2(hz / 27.5)  # of the lowest A
    pitch = (CLASSES * (octaves - np.floor(octaves))).astype(np.int64)
    return slice(first, last), np.eye(CLASSES)[pitch]
