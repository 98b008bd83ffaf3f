"""Smoke, fire, haze and night."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from sayso.testing.town.camera import Camera, ground_distance, see_plane
from sayso.testing.town.solids import Canvas, Item, Sprites

Values = NDArray[np.float32]

PUFF_EVERY_S = 0.3
NIGHT = np.array([0.155, 0.19, 0.275], np.float32)  # what is left of the day's light
LAMP_LIGHT = np.array([1.0, 0.72, 0.38], np.float32)
LARGEST_PUFF_PX = 420
FIRE_LIGHT = np.array([1.0, 0.47, 0.14], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blaze:
    """A fire and its smoke."""

    place: tuple[float, float, float]  # metres: x, y, z
    strength: float = 1.0  # 0: smoke only
    smoke_s: float = 11.0  # how long a puff lives
    wind: tuple[float, float] = (4.5, -2.5)  # metres a second
    size_m: float = 5.0  # of the burning place
    darkness: float = 0.75  # of the smoke: 0 white, 1 black
    seed: int = 3

    def flicker(self, seconds: float) -> float:
        """Return how bright the fire is at a moment, about 0.8 to 1.2 of its strength."""
        waves = np.sin(7.3 * seconds) + np.sin(11.9 * seconds + 1) + np.sin(23.1 * seconds + 2)
        return self.strength * (1 + 0.07 * float(waves))


@dataclass(frozen=True, slots=True)
class Puff:
    """A puff of smoke, or a tongue of flame."""

    at: NDArray[np.float64]  # metres, (3,)
    radius_m: float
    alpha: float  # 0 to 1 at its densest
    variant: int
    colour: NDArray[np.float64]
    shining: NDArray[np.float64]  # what it gives off by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class NightLights:
    """What lights a town at night; maps have one pixel a metre."""

    lamps: Image.Image
    fire: Image.Image
    fire_at: tuple[float, float, float]  # metres
    fire_level: float  # 0 where nothing burns


def blaze_items(canvas: Canvas, blaze: Blaze, sprites: Sprites, seconds: float) -> list[Item]:
    """Return the puffs of smoke, and the flames, of a moment; they burn since long before second 0."""
    rng_of = np.random.default_rng
    newest = int(np.floor(seconds / PUFF_EVERY_S))
    oldest = newest - int(blaze.smoke_s / PUFF_EVERY_S)
    items: list[Item] = []
    for number in range(oldest, newest + 1):
        rng = rng_of(blaze.seed * 100_003 + number + 50_000)
        items += _puff_items(canvas, blaze, sprites, seconds - number * PUFF_EVERY_S, rng)
    if blaze.strength > 0:
        items += _flame_items(canvas, blaze, sprites, seconds)
    return items


def veiled(picture: Values, camera: Camera, *, haze_m: float, colour: tuple[int, int, int]) -> Values:
    """Return a picture with what is far off fading into haze; at `haze_m` metres 63 % of it is haze."""
    share = 1 - np.exp(-ground_distance(camera) / haze_m)
    rows = np.interp(np.linspace(0, 1, picture.shape[0]), np.linspace(0, 1, camera.height), share)
    part = rows.astype(np.float32)[:, None, None]
    return np.asarray(picture * (1 - part) + np.asarray(colour, np.float32) * part)


def at_night(picture: Values, camera: Camera, glow: Image.Image, lights: NightLights) -> Values:
    """Return a day picture as a camera sees it at night.

    Args:
        glow: what shines by itself, as large as the camera's picture.
    """
    height, width = picture.shape[:2]
    light = _thrown(camera, lights.lamps, (width, height))[:, :, None] * (0.85 * LAMP_LIGHT)
    if lights.fire_level > 0:
        ground = _thrown(camera, lights.fire, (width, height))
        air = _lit_air(camera, lights.fire_at, (width, height))
        light += (1.1 * ground + 0.5 * air)[:, :, None] * (lights.fire_level * FIRE_LIGHT)
    shining = glow.resize((width, height), Image.Resampling.BOX)
    bloom = (
        shining.reduce(4)
        .filter(ImageFilter.GaussianBlur(7))
        .resize((width, height), Image.Resampling.BILINEAR)
    )
    near = shining.filter(ImageFilter.BoxBlur(1))
    seen = picture * (NIGHT + light)
    seen += 0.9 * np.asarray(near, dtype=np.float32)
    seen += 0.8 * np.asarray(bloom, dtype=np.float32)
    return np.asarray(seen)


def _lit_air(camera: Camera, place: tuple[float, float, float], size: tuple[int, int]) -> Values:
    """Return how a fire lights what stands around it, (height, width), as a glow in the picture."""
    pixels, depth = camera.project(np.array([place]))
    width, height = size
    if depth[0] < 5:
        return np.zeros((height, width), np.float32)
    scale = width / camera.width
    reach = 42.0 / depth[0] * camera.focal_px * scale
    u, v = pixels[0] * scale
    across = np.exp(-(((np.arange(width) - u) / reach) ** 2))
    down = np.exp(-(((np.arange(height) - v) / reach) ** 2))
    return np.asarray(down[:, None] * across[None, :], dtype=np.float32)


def _thrown(camera: Camera, plane: Image.Image, size: tuple[int, int]) -> Values:
    seen = see_plane(camera, plane, 1.0, shrink=3).resize(size, Image.Resampling.BILINEAR)
    return np.asarray(seen, dtype=np.float32) * np.float32(1 / 255)


def _puff_items(
    canvas: Canvas, blaze: Blaze, sprites: Sprites, age: float, rng: np.random.Generator
) -> list[Item]:
    turbulence = rng.normal(0, 1, 3)
    grown = min(1.0, age / blaze.smoke_s)
    x, y, z = blaze.place
    drift = 1 - np.exp(-age / 3)
    at = np.array([
        x + blaze.wind[0] * age * drift + turbulence[0] * (0.5 + age),
        y + blaze.wind[1] * age * drift + turbulence[1] * (0.5 + age),
        z + 3 + 8.5 * age * np.exp(-age / 14) + turbulence[2] * 0.5 * age,
    ])  # fmt: skip
    radius = blaze.size_m * (0.9 + 0.28 * rng.random()) + 2.1 * age
    alpha = 0.85 * min(1.0, age / 0.5) * (1 - grown) ** 0.9
    tone = 215 - 175 * blaze.darkness + 60 * grown + rng.uniform(-14, 14)
    base = np.array([tone, tone * 0.985, tone * 0.97])
    lit = (
        230 * blaze.strength * np.exp(-age / 1.6) * np.array([1.0, 0.42, 0.1]) if canvas.glow else np.zeros(3)
    )
    return _sprite_items(canvas, sprites, Puff(at, radius, alpha, int(rng.integers(6)), base, lit))


def _flame_items(canvas: Canvas, blaze: Blaze, sprites: Sprites, seconds: float) -> list[Item]:
    items: list[Item] = []
    for n in range(22):
        rng = np.random.default_rng(blaze.seed * 7919 + n + 131 * int(seconds * 12 + n * 0.37))
        rise = rng.random() ** 1.4
        spread = blaze.size_m * (1 - 0.6 * rise)
        x, y, z = blaze.place
        at = np.array([x + rng.normal(0, 0.5) * spread, y + rng.normal(0, 0.5) * spread, z + 9 * rise])
        radius = blaze.size_m * (0.55 - 0.3 * rise)
        colour = np.array([255, 214 - 120 * rise, 120 - 100 * rise])
        puff = Puff(at, radius, 0.8 * blaze.strength, n % 6, colour, colour)
        items += _sprite_items(canvas, sprites, puff)
    return items


def _sprite_items(canvas: Canvas, sprites: Sprites, puff: Puff) -> list[Item]:
    pixels, depth = canvas.camera.project(puff.at[None])
    size = int(2 * puff.radius_m / max(depth[0], 1.0) * canvas.camera.focal_px)
    if depth[0] < 5 or size < 2 or puff.alpha <= 0:
        return []
    size = min(size, LARGEST_PUFF_PX) // 6 * 6 + 6
    u, v = int(pixels[0, 0] - size / 2), int(pixels[0, 1] - size / 2)
    if u > canvas.camera.width or v > canvas.camera.height or u + size < 0 or v + size < 0:
        return []

    def draw() -> None:
        mask = sprites.puff(puff.variant, size).point(lambda value: int(value * puff.alpha))
        canvas.scene.paste(_rgb(puff.colour), (u, v), mask)
        if canvas.glow is not None:
            canvas.glow.paste(_rgb(puff.shining), (u, v), mask)

    away = float(np.hypot(puff.at[0] - canvas.camera.x, puff.at[1] - canvas.camera.y))
    return [(away, draw)]


def _rgb(colour: NDArray[np.float64]) -> tuple[int, int, int]:
    r, g, b = np.clip(colour, 0, 255).astype(int).tolist()
    return r, g, b
