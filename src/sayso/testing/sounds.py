"""Sound tracks for `make_video`: one channel of 16-bit samples, the same for the same seed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.testing.videos import Sound

RATE_HZ = 48_000
FULL = 32_767  # the largest 16-bit sample

Wave = NDArray[np.float64]  # (n,), -1 to 1


def tone(duration_s: float, *, pitch_hz: float = 440.0, level: float = 0.3) -> Sound:
    """Return a plain sine tone; `level` is 0 to 1 of full scale."""
    return _sound(level * np.sin(2 * np.pi * pitch_hz * _times(duration_s)))


def melody(duration_s: float, *, seed: int = 0, notes_a_second: float = 4.0) -> Sound:
    """Return a run of random notes with overtones: a track that can be told from another."""
    rng = np.random.default_rng(seed)
    times = _times(duration_s)
    pitches = 220 * 2 ** (rng.integers(0, 24, int(duration_s * notes_a_second) + 1) / 12)
    place = times * notes_a_second
    pitch = pitches[place.astype(int)]
    fade = np.exp(-3 * (place % 1.0))
    return _sound(sum(fade * np.sin(2 * np.pi * k * pitch * times) * 0.3 / k for k in (1, 2, 3)))


def fire_night(duration_s: float, *, seed: int = 0) -> Sound:
    """Return what a camera near a big fire hears: roar, crackle, rotors, and a siren that comes and goes."""
    rng = np.random.default_rng(seed)
    times = _times(duration_s)
    roar = _smooth(rng.standard_normal(len(times)), 160) * (1 + 0.4 * np.sin(0.9 * times))
    crackle = rng.standard_normal(len(times)) * _bursts(rng, times, a_second=14.0)
    rotors = sum(np.sin(2 * np.pi * hz * times + 0.4 * np.sin(3 * times)) for hz in (93.0, 187.0, 281.0))
    swell = np.clip(np.sin(2 * np.pi * times / 7.0), 0, None)
    phase = 2 * np.pi * (650 * times - 250 / (2 * np.pi * 0.35) * np.cos(2 * np.pi * 0.35 * times))
    return _sound(0.9 * roar + 0.35 * crackle + 0.03 * rotors + 0.06 * swell * np.sin(phase))


def _times(duration_s: float) -> Wave:
    return np.arange(round(duration_s * RATE_HZ)) / RATE_HZ


def _sound(wave: Wave) -> Sound:
    return Sound((np.clip(wave, -1, 1) * FULL).astype(np.int16), RATE_HZ)


def _smooth(noise: Wave, samples: int) -> Wave:
    """Keep what is slower than about `samples`, at the level of the input's size 1 / sqrt(samples)."""
    sums = np.cumsum(np.pad(noise, (samples, 0)))
    return (sums[samples:] - sums[:-samples]) / samples


def _bursts(rng: np.random.Generator, times: Wave, *, a_second: float) -> Wave:
    """Return an envelope of short, sharp bursts at random moments."""
    envelope = np.zeros(len(times))
    decay = np.exp(-np.arange(RATE_HZ // 40) / (RATE_HZ / 400))
    for start in rng.integers(0, len(times), int(a_second * len(times) / RATE_HZ)):
        stretch = envelope[start : start + len(decay)]
        stretch += rng.uniform(0.1, 1.0) ** 2 * decay[: len(stretch)]
    return envelope
