"""Measure finding by sound on made recordings that nothing was set on: found, and false alarms.

Fifty melodies and fifty nights at a fire, 20 seconds each. Eight seconds of each, with noise
10 dB down, are searched for among all; and each whole recording among all others.

    python benchmarks/footage/sound.py
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.footage.sound import LEAST_SURPRISE, SoundIndex, Track
from sayso.footage.soundprints.chroma import HOP, RATE, Chroma
from sayso.testing.sounds import fire_night, melody
from sayso.testing.videos import Sound

SEEDS = range(100, 150)
TAKEN_S = 8
NOISE = 10 ** (-10 / 20)  # of the sound's level
NEAR_S = 0.2  # of the true offset

Samples = NDArray[np.float64]


def at_rate(made: Sound) -> Samples:
    """Return a made track at the rate of the codes, -1 to 1."""
    places = np.arange(0, len(made.samples), made.rate_hz / RATE)
    wave = np.interp(places, np.arange(len(made.samples)), made.samples / 32768)
    return np.asarray(wave, dtype=np.float64)


def track(samples: Samples) -> Track:
    """Return the codes of samples."""
    return Track(*Chroma().of_samples(samples.astype(np.float32)))


def main() -> None:
    """Print how many were found, and how many pairs of others were taken for the same sound."""
    sounds = [at_rate(make(20, seed=seed)) for make in (melody, fire_night) for seed in SEEDS]
    tracks, index, rng = [track(sound) for sound in sounds], SoundIndex(), np.random.default_rng(1)
    for one in tracks:
        index.add(one)
    found, alarms = 0, 0
    for owner, sound in enumerate(sounds):
        start = int(rng.integers(0, len(sound) - TAKEN_S * RATE))
        part = sound[start : start + TAKEN_S * RATE]
        noisy = part + rng.normal(0, NOISE * part.std(), len(part))
        heard = index.search(track(noisy), range(len(sounds)))
        found += any(one.owner == owner and abs(one.lag * HOP - start) < NEAR_S * RATE for one in heard)
        others = heard + index.search(tracks[owner], range(len(sounds)))
        alarms += len({one.owner for one in others} - {owner})
    pairs = 2 * len(sounds) * (len(sounds) - 1)
    print(f"found {found} of {len(sounds)}; {alarms} of {pairs:,} other pairs at {LEAST_SURPRISE} or more")


if __name__ == "__main__":
    main()
