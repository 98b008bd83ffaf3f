"""What is filmed: clips of a folder, or a rendered town with made sounds; and which cameras stand still."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sayso.parsers import CouldNotRead, Sampling, encode_jpeg, open_video, read_audio
from sayso.testing.pictures import Picture
from sayso.testing.sounds import fire_night, melody
from sayso.testing.town import NOON, OVERCAST, Flight, Town, Waypoint, fly, port_town, traffic
from sayso.testing.videos import Sound

FPS = 12  # of all that is made
LONGEST_S = 20.0  # of a clip; what comes after is not used
SIDE = 640
STILL_GREYS = 6.0  # a pixel whose median changes by less stands still
STILL_SHARE = 0.8  # of the pixels, under a fixed camera
MOVING_GREYS = 14.0  # a pixel that is so far from its median in some frames moves
MOVING_SHARE = 0.01  # of the pixels: with fewer, nothing moves
RENDERED_S = 10.0
JPEG_QUALITY = 95  # in which pictures are held in memory
TOWNS = ((7, NOON), (9, OVERCAST))
VIEWS = (
    (420, 520, 70, 0.5, 0.6),
    (250, 300, 60, 2.2, 0.7),
    (330, 640, 80, 3.6, 0.65),
    (600, 420, 75, 5.0, 0.6),
)


@dataclass(frozen=True)
class Take:
    """One take: its pictures at `FPS`, its sound, and what scene it belongs to."""

    name: str
    group: str
    make: Callable[[], list[Picture]] = field(repr=False, compare=False)
    sound: Sound | None = field(default=None, repr=False, compare=False)

    @property
    def pictures(self) -> list[Picture]:
        """All its pictures; two takes' are held at once."""
        return _pictures(self)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height, even."""
        height, width = self.pictures[0].shape[:2]
        return width // 2 * 2, height // 2 * 2

    @cached_property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.pictures) / FPS

    @cached_property
    def is_fixed(self) -> bool:
        """Tell whether the camera stands still while something moves, from first to last."""
        return self._still_share > STILL_SHARE and not self.is_motionless

    @cached_property
    def is_motionless(self) -> bool:
        """Tell whether nothing moves at all."""
        return self._still_share > STILL_SHARE and self._moving_share < MOVING_SHARE

    @cached_property
    def _moving_share(self) -> float:
        greys = _small_greys(self.pictures)
        away = np.abs(greys - np.median(greys, axis=0))
        return float((np.percentile(away, 95, axis=0) > MOVING_GREYS).mean())

    @cached_property
    def _still_share(self) -> float:
        greys = _small_greys(self.pictures)
        third = max(1, len(greys) // 3)
        off = np.abs(np.median(greys[:third], axis=0) - np.median(greys[-third:], axis=0))
        return float((off < STILL_GREYS).mean())

    def alike_around(self, at_s: float, start_s: float, end_s: float) -> tuple[float, float]:
        """Return the seconds about `at_s` over which hardly a pixel changes: a still may be of any."""
        greys = _small_greys(self.pictures, every=1)
        number = min(len(greys) - 1, round(at_s * FPS))
        first = last = number
        while first - 1 >= start_s * FPS and _alike(greys[first - 1], greys[number]):
            first -= 1
        while last + 1 < min(len(greys), end_s * FPS) and _alike(greys[last + 1], greys[number]):
            last += 1
        return first / FPS, (last + 1) / FPS


def _alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    return float(np.percentile(np.abs(one - other), 99)) < MOVING_GREYS / 2


@lru_cache(maxsize=2)
def _pictures(take: Take) -> list[Picture]:
    return [np.asarray(Image.open(io.BytesIO(data)).convert("RGB")) for data in _packed(take)]


@cache
def _packed(take: Take) -> list[bytes]:
    return [encode_jpeg(picture, JPEG_QUALITY) for picture in take.make()]


def _small_greys(pictures: list[Picture], every: int = 4) -> NDArray[np.float32]:
    small = [Image.fromarray(picture).convert("L").reduce(4) for picture in pictures[::every]]
    return np.stack([np.asarray(image, dtype=np.float32) for image in small])


def clips(folder: Path) -> list[Take]:
    """Return the takes of a folder of videos; `GROUPS.tsv` may say which show one scene."""
    table = folder / "GROUPS.tsv"
    lines = table.read_text("utf-8").splitlines() if table.exists() else []
    groups = dict(line.split("\t")[:2] for line in lines if "\t" in line)
    takes = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".mp4", ".webm", ".avi", ".mov", ".mkv"}:
            group = groups.get(path.name, path.stem)
            take = Take(path.stem, group, partial(_decoded, path), _sound_of(path))
            if take.pictures and take.seconds >= 3:
                takes.append(take)
    return takes


def rendered() -> list[Take]:
    """Return takes of a rendered town: each view filmed twice by a fixed camera, and once flown over."""
    takes = []
    for number, (seed, light) in enumerate(TOWNS):
        town = Town(port_town(seed=seed))
        for place, (x, y, z, yaw, pitch) in enumerate(VIEWS):
            stand = Waypoint(x=x, y=y, z=z, yaw=yaw, pitch=pitch)
            away = Waypoint(x=x + 60, y=y - 50, z=z + 15, yaw=yaw + 0.5, pitch=pitch)
            for moment, path in enumerate(([stand], [stand], [stand, away])):
                seed_of = number * 100 + place * 10 + moment
                cars = traffic(town.plan, seed=seed_of, every_m=22)
                flight = Flight(
                    path=path * (2 if len(path) == 1 else 1),
                    duration_s=RENDERED_S / (1 if moment == 0 else 2),
                    fps=FPS,
                    light=light,
                    vehicles=cars,
                    sway=1.0 if moment == 2 else 0.0,
                    seed=seed_of,
                )
                make = melody if (place + moment) % 2 else fire_night
                takes.append(
                    Take(
                        f"town{seed}-{place}-{moment}",
                        f"town{seed}-{place}",
                        partial(_flown, town, flight),
                        make(flight.duration_s, seed=seed_of),
                    )
                )
    return takes


def _flown(town: Town, flight: Flight) -> list[Picture]:
    return list(fly(town, flight, width=400, height=224))


def _decoded(path: Path) -> list[Picture]:
    """Return a clip's pictures at `FPS`: at each instant the one on screen then."""
    sample = Sampling(fps=FPS, max_side=SIDE, end_s=LONGEST_S)
    pictures: list[Picture] = []
    try:
        with open_video(path, sample=sample) as video:
            for frame in video:
                at = round(frame.at.seconds * FPS)
                pictures += [pictures[-1]] * (at - len(pictures)) if pictures else []
                pictures.append(_even(frame.rgb))
    except CouldNotRead as error:
        print(f"left out: {error}")
    return pictures[: int(LONGEST_S * FPS)]


def _even(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[: picture.shape[0] // 2 * 2, : picture.shape[1] // 2 * 2])


def _sound_of(path: Path) -> Sound | None:
    try:
        read = read_audio(path, rate=16_000, max_s=LONGEST_S)
    except CouldNotRead:
        return None
    lead = np.zeros(round(max(0.0, read.start_s) * read.rate), dtype=np.float32)
    samples = np.concatenate([lead, read.samples])
    if len(samples) < read.rate * 4 or float(np.abs(samples).std()) < 0.002:
        return None
    return Sound((samples * 32767).astype(np.int16), read.rate)
