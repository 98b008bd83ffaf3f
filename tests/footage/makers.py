"""Made footage for tests of the search: fingerprints of frames that no file holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from sayso.footage.fingerprinting import print_of_frames
from sayso.testing.frames import patchwork
from sayso.values import MediaTime, digest_bytes

FPS = 4


@dataclass(frozen=True)
class Shown:
    """A frame and when it is shown."""

    at: MediaTime
    rgb: np.ndarray


def footage(name, frames, *, is_still=False, duration_s=None):
    """Return the fingerprint of four frames a second."""
    shown = [Shown(MediaTime(n, Fraction(1, FPS)), frame) for n, frame in enumerate(frames)]
    return print_of_frames(
        shown,
        digest_bytes(name.encode()),
        width=shown[0].rgb.shape[1] if shown else 192,
        height=shown[0].rgb.shape[0] if shown else 108,
        is_still=is_still,
        duration_s=None if is_still else duration_s or len(shown) / FPS,
    )


def place(seed, seconds=10, speed_px=24.0):
    """Return frames of a pan over a place."""
    return list(patchwork(seconds * FPS, seed=seed, speed_px=speed_px))


def watched(seed, view=20):
    """Return what a fixed camera sees while bright things appear, each seed at other spots."""
    background = next(patchwork(1, seed=view))
    frames = []
    for y, x in np.repeat(np.random.default_rng(seed).integers(0, (78, 162), (24, 2)), 2, axis=0):
        frame = background.copy()
        frame[y : y + 30, x : x + 30] = 255
        frames.append(frame)
    return frames
