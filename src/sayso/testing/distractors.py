"""Frames that fool copy detectors: skies, leaders, title cards, logos, test cards, fly-overs.

All makers give `(height, width, 3)` uint8 RGB at `FRAMES_A_SECOND`; the number of a
distractor alone says what it shows. None shows what another one does, though
many look alike: what is found between two of them, or in other footage, is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from sayso.testing.pictures import Picture, font_of
from sayso.testing.town import MORNING, NOON, OVERCAST, Flight, Town, Waypoint, fly, port_town

FRAMES_A_SECOND = 4
WIDTH, HEIGHT = 320, 180
WORDS = (
    "river bridge market harbour night council morning seven north report station live update film part two"
)
BAR_COLOURS = (
    (191, 191, 191),
    (191, 191, 0),
    (0, 191, 191),
    (0, 191, 0),
    (191, 0, 191),
    (191, 0, 0),
    (0, 0, 191),
)
TOWNS = 4  # places that are flown over, each by many flights
Chance = np.random.Generator


def distractor(number: int, *, seconds: int = 10) -> Iterator[Picture]:
    """Yield the frames of one distractor; `kind_of` says what it is."""
    return KINDS[kind_of(number)](np.random.default_rng([number, 20]), seconds * FRAMES_A_SECOND)


def kind_of(number: int) -> str:
    """Return what a distractor shows, a key of `KINDS`."""
    return list(KINDS)[number % len(KINDS)]


def sky(chance: Chance, count: int) -> Iterator[Picture]:
    """A plain sky with drifting clouds, or none."""
    low, high = chance.integers(110, 240, 3), chance.integers(60, 200, 3)
    shades = np.linspace(high, low, HEIGHT)[:, None, :]
    clouds = _clouds(chance, WIDTH + count * 2) * chance.choice([0.0, 15.0, 60.0])
    for n in range(count):
        yield _noisy(shades + clouds[:, n : n + WIDTH, None], chance)


def leader(chance: Chance, count: int) -> Iterator[Picture]:
    """A black or grey leader, with a frame number or none."""
    level, numbered = int(chance.choice([0, 4, 16, 90])), bool(chance.integers(2))
    for n in range(count):
        image = Image.new("RGB", (WIDTH, HEIGHT), (level, level, level))
        if numbered:
            draw = ImageDraw.Draw(image)
            draw.ellipse((100, 30, 220, 150), outline=(200, 200, 200), width=3)
            second = str(9 - n // FRAMES_A_SECOND % 10)
            draw.text((160, 90), second, fill=(220, 220, 220), font=font_of(70), anchor="mm")
        yield _noisy(np.asarray(image, dtype=np.float64), chance)


def title(chance: Chance, count: int) -> Iterator[Picture]:
    """A title card whose lines appear one after the other."""
    ground, ink = tuple(chance.integers(0, 70, 3).tolist()), tuple(chance.integers(180, 255, 3).tolist())
    lines = [" ".join(chance.choice(WORDS.split(), 4)).title() for _ in range(4)]
    for n in range(count):
        image = Image.new("RGB", (WIDTH, HEIGHT), ground)
        draw = ImageDraw.Draw(image)
        for row, line in enumerate(lines[: 1 + n // 6]):
            draw.text((WIDTH / 2, 35 + row * 36), line, fill=ink, font=font_of(22), anchor="mm")
        yield _noisy(np.asarray(image, dtype=np.float64), chance)


def logo(chance: Chance, count: int) -> Iterator[Picture]:
    """The one logo that all have, turning in over a ground that each has of its own."""
    ground = chance.integers(0, 255, 3).tolist()
    speed = float(chance.uniform(0.5, 2))
    for n in range(count):
        image = Image.new("RGB", (WIDTH, HEIGHT), tuple(ground))
        draw = ImageDraw.Draw(image)
        grown = min(1.0, n * speed / 12)
        for ring, colour in enumerate(((250, 250, 250), (200, 30, 40), (20, 30, 90))):
            r = grown * (70 - ring * 18)
            draw.regular_polygon((160, 90, max(2.0, r)), 6 - ring, rotation=n * 4 * speed, fill=colour)
        draw.text((160, 90), "N9", fill=(255, 255, 255), font=font_of(26), anchor="mm")
        yield _noisy(np.asarray(image, dtype=np.float64), chance)


def bars(chance: Chance, count: int) -> Iterator[Picture]:
    """Colour bars with a running clock, as before a broadcast."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    for column, colour in enumerate(BAR_COLOURS):
        draw.rectangle((column * WIDTH / 7, 0, (column + 1) * WIDTH / 7, HEIGHT * 0.7), fill=colour)
    start, name = int(chance.integers(86_400)), "".join(chance.choice(list("ABCDEFGH"), 3))
    for n in range(count):
        shown = image.copy()
        clock = start + n // FRAMES_A_SECOND
        text = f"{name} {clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}"
        ImageDraw.Draw(shown).text((160, 152), text, fill=(240, 240, 240), font=font_of(26), anchor="mm")
        yield _noisy(np.asarray(shown, dtype=np.float64), chance)


def fly_over(chance: Chance, count: int) -> Iterator[Picture]:
    """A flight over a town that many others fly over too, each along a path of its own."""
    town = _town(int(chance.integers(TOWNS)))
    (x, y), z = chance.uniform(250, 650, 2).tolist(), chance.uniform(60, 140)
    yaw, turn, step = chance.uniform(0, 6.28), chance.uniform(-0.6, 0.6), chance.uniform(0, 80)
    far = {"x": x + step * np.sin(yaw), "y": y + step * np.cos(yaw), "z": z, "yaw": yaw + turn}
    path = [Waypoint(x=x, y=y, z=z, yaw=yaw, pitch=0.7), Waypoint(**far, pitch=0.8)]
    light = (NOON, MORNING, OVERCAST)[int(chance.integers(3))]
    flight = Flight(
        path=path,
        duration_s=count / FRAMES_A_SECOND,
        fps=FRAMES_A_SECOND,
        light=light,
        seed=int(chance.integers(1 << 20)),
    )
    return fly(town, flight, width=WIDTH, height=HEIGHT)


KINDS: dict[str, Callable[[Chance, int], Iterator[Picture]]] = {
    "sky": sky,
    "leader": leader,
    "title": title,
    "logo": logo,
    "bars": bars,
    "fly-over": fly_over,
}


@lru_cache(maxsize=TOWNS)
def _town(number: int) -> Town:
    return Town(port_town(seed=100 + number))


def _noisy(picture: NDArray[np.float64], chance: Chance) -> Picture:
    noise = chance.integers(-2, 3, (HEIGHT, WIDTH, 1))
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _clouds(chance: Chance, width: int) -> NDArray[np.float64]:
    """Return soft random shades, (HEIGHT, width), about 0."""
    total = np.zeros((HEIGHT, width))
    for cell in (60, 30, 12):
        grid = chance.normal(size=(HEIGHT // cell + 2, width // cell + 2)).astype(np.float32)
        soft = Image.fromarray(grid).resize((width, HEIGHT), Image.Resampling.BICUBIC)
        total += np.asarray(soft, dtype=np.float64) * cell / 60
    return total
