"""Choose the filters of sound codes and their steps: what stands in `footage/soundprints/filters.py`.

Takes recordings, alters their sound as re-posting does, and picks one by one the
filter whose answers change least among those that tell something new.

    python benchmarks/footage/fit_sound.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.footage.soundprints.chroma import CLASSES, RATE, SPECTRA, chroma_of, responses, smoothed
from sayso.footage.soundprints.filters import Filter
from sayso.parsers import CouldNotRead, read_audio
from sayso.testing.sounds import fire_night, melody

Floats = NDArray[np.float64]

FILTERS = 16
MOST_ALIKE = 0.4  # correlation of two filters' answers
LEAST_LEVEL = 1e-3  # recordings whose sound is quieter teach nothing


def pool() -> tuple[Filter, ...]:
    """Return all filters that are weighed."""
    found = []
    for kind, height, width in product(
        ("pitch", "time", "cross", "pitch-thirds", "time-thirds"), (1, 2, 3, 4, 6, 12), (4, 6, 8, 12, 16)
    ):
        enough = {"pitch": height >= 2, "cross": height >= 2, "pitch-thirds": height >= 3}.get(kind, True)
        if enough:
            found += [Filter(kind, low, height, width) for low in range(CLASSES - height + 1)]  # type: ignore[arg-type]
    return tuple(found)


def recordings(folder: Path) -> Iterator[NDArray[np.float32]]:
    """Yield the sound of every recording in a folder that has some, and of made ones, at RATE."""
    for path in sorted(folder.iterdir()):
        try:
            sound = read_audio(path, max_s=60)
        except CouldNotRead:
            continue
        if len(sound.samples) and np.sqrt(np.square(sound.samples).mean()) > LEAST_LEVEL:
            yield sound.samples
    for seed in range(3):
        for made in (melody(20, seed=seed), fire_night(20, seed=seed)):
            places = np.arange(0, len(made.samples), made.rate_hz / RATE)
            yield np.interp(places, np.arange(len(made.samples)), made.samples / 32768).astype(np.float32)


def altered(samples: NDArray[np.float32], rng: np.random.Generator) -> Iterator[NDArray[np.float32]]:
    """Yield the sound with noise, with bass and treble cut, clipped, and with an echo."""
    level = float(np.sqrt(np.square(samples).mean()))
    yield samples + rng.normal(0, level * 0.2, len(samples)).astype(np.float32)
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / RATE)
    yield np.fft.irfft(spectrum * ((hz > 250) & (hz < 3000)), len(samples)).astype(np.float32)
    yield np.clip(samples, -1.5 * level, 1.5 * level)
    yield samples + 0.4 * np.pad(samples, (900, 0))[: len(samples)]


def main(folder: Path) -> None:
    """Print the table."""
    filters, rng = pool(), np.random.default_rng(1)
    clean, worn = [], []
    for samples in recordings(folder):
        if len(samples) < (SPECTRA + 2) * 1365 + 4096:
            continue
        answer = responses(smoothed(chroma_of(samples)), filters)
        for other in altered(samples, rng):
            clean.append(answer)
            worn.append(responses(smoothed(chroma_of(other)), filters))
    left, right = np.concatenate(clean), np.concatenate(worn)
    kept = [int(np.ceil(share * len(left))) for share in (0.25, 0.5, 0.75)]
    steps = np.sort(left, axis=0)[kept].T
    levels = [(each[:, :, None] > steps[None]).sum(axis=2) for each in (left, right)]
    changed = np.abs(levels[0] - levels[1]).mean(axis=0)
    alike = np.abs(np.corrcoef(left.T))
    chosen: list[int] = []
    for one in np.argsort(changed).tolist():
        if len(chosen) < FILTERS and all(alike[one, other] < MOST_ALIKE for other in chosen):
            chosen.append(one)
    print(f"# {len(left)} codes; {changed[chosen].mean() / 2:.3f} of the bits change")
    for one in chosen:
        each = filters[one]
        print(f'    Filter("{each.kind}", {each.lowest}, {each.height}, {each.width}),')
    for one in chosen:
        print("    (" + ", ".join(f"{step:.4f}" for step in steps[one]) + "),")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
