"""What a small drone's camera and its display add to a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from sayso.testing.pictures import Picture, font_of

Values = NDArray[np.float32]

INK = (236, 240, 236)
SHADOW = (20, 22, 20)


class Sensor:
    """Noise, fall-off towards the corners, and softness, the same for the same seed."""

    def __init__(
        self, width: int, height: int, *, noise: float = 3.0, vignette: float = 0.22, seed: int = 0
    ) -> None:
        """Prepare for pictures of one size; `noise` in steps of 255, `vignette` the loss in the corners."""
        self._rng = np.random.default_rng(seed)
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        self._fall_off = (1 - vignette * ((x**2 + y**2) / 2) ** 1.2).astype(np.float32)[:, :, None]
        plain = self._rng.standard_normal((height + 64, width + 64, 1)).astype(np.float32)
        colour = self._rng.standard_normal((height + 64, width + 64, 3)).astype(np.float32)
        self._grain = noise * (0.8 * plain + 0.45 * colour)

    def expose(self, picture: Values) -> Picture:
        """Return what the sensor makes of light: `picture` (height, width, 3) in steps of 255."""
        top, left = self._rng.integers(0, 64, 2)
        height, width = picture.shape[:2]
        seen = picture * self._fall_off + self._grain[top : top + height, left : left + width]
        return np.asarray(seen.clip(0, 255).astype(np.uint8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """The figures that a drone lays over its picture."""

    clock: str = "00:00:00"  # at second 0
    battery: int = 78  # percent
    label: str = "REC"
    cross_hair: bool = True


def with_display(
    picture: Picture, display: Display, *, seconds: float, altitude_m: float, yaw: float
) -> Picture:
    """Return a picture with a drone's figures over it."""
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    height, width = picture.shape[:2]
    size = max(9, height // 26)
    if display.cross_hair:
        _draw_cross_hair(draw, width / 2, height / 2, height / 12)
    edge = height // 22
    bearing = int(np.degrees(yaw)) % 360
    texts = [
        ((edge, edge), "lt", f"{display.label}  {_clock(display.clock, seconds)}"),
        ((width - edge, edge), "rt", f"BAT {display.battery - int(seconds / 9)}%"),
        ((edge, height - edge), "lb", f"ALT {altitude_m:.1f} m"),
        ((width - edge, height - edge), "rb", f"HDG {bearing:03d}"),
    ]
    for place, anchor, text in texts:
        _write(draw, place, text, anchor, size)
    if int(seconds * 2) % 2 == 0:
        draw.ellipse((edge - 11, edge + 2, edge - 4, edge + 9), fill=(210, 40, 32))
    return np.asarray(image)


def _write(draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, anchor: str, size: int) -> None:
    x, y = place
    draw.text((x + 1, y + 1), text, fill=SHADOW, font=font_of(size), anchor=anchor)
    draw.text((x, y), text, fill=INK, font=font_of(size), anchor=anchor)


def _draw_cross_hair(draw: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        draw.line((x + dx * r * 0.3, y + dy * r * 0.3, x + dx * r * 0.8, y + dy * r * 0.8), fill=INK)
    for sx in (-1, 1):
        for sy in (-1, 1):
            cx, cy = x + sx * 2.6 * r, y + sy * 1.6 * r
            draw.line((cx, cy, cx - sx * r * 0.5, cy), fill=INK)
            draw.line((cx, cy, cx, cy - sy * r * 0.5), fill=INK)


def _clock(start: str, seconds: float) -> str:
    hours, minutes, first = (int(part) for part in start.split(":"))
    total = int(hours * 3600 + minutes * 60 + first + seconds)
    return f"{total // 3600 % 24:02d}:{total // 60 % 60:02d}:{total % 60:02d}"
