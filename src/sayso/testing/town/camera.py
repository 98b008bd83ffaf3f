"""The camera: where it is, what it sees, and the ground through it.

Pictures are drawn `OVERSAMPLING` times as large as they come out, since the
drawing library leaves hard edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

OVERSAMPLING = 1.5
BANDS = 3  # stretches of the picture that take the ground at different sharpness
BLEND_PX = 28  # over which one band goes into the next

Vector = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Camera:
    """A pinhole camera in metres and radians; x east, y south, z up."""

    x: float
    y: float
    z: float  # altitude
    yaw: float  # where it looks: 0 north, pi / 2 east
    pitch: float  # below the horizon: pi / 2 straight down
    roll: float = 0.0
    width: int = 960  # pixels
    height: int = 540
    field_of_view: float = 1.2  # across the picture

    @property
    def focal_px(self) -> float:
        """The focal length in pixels."""
        return self.width / 2 / float(np.tan(self.field_of_view / 2))

    @cached_property
    def place(self) -> Vector:
        """Where the camera is, (3,)."""
        return np.array([self.x, self.y, self.z])

    @cached_property
    def axes(self) -> tuple[Vector, Vector, Vector]:
        """The unit vectors to the right, up and forward."""
        sy, cy, sp, cp = np.sin(self.yaw), np.cos(self.yaw), np.sin(self.pitch), np.cos(self.pitch)
        right = np.array([cy, sy, 0.0])
        up = np.array([sy * sp, -cy * sp, cp])
        forward = np.array([sy * cp, -cy * cp, -sp])
        c, s = np.cos(self.roll), np.sin(self.roll)
        return c * right + s * up, c * up - s * right, forward

    def project(self, points: Vector) -> tuple[Vector, Vector]:
        """Return the pixels (..., 2) and depths in metres (...) of points (..., 3)."""
        right, up, forward = self.axes
        rel = points - self.place
        depth = rel @ forward
        safe = np.where(depth < 0.1, np.inf, depth)
        pixels = np.stack([rel @ right, -(rel @ up)], axis=-1) / safe[..., None] * self.focal_px
        middle = np.array([self.width / 2, self.height / 2])
        return pixels + middle, depth

    def ground_matrix(self) -> NDArray[np.float64]:
        """Return the (3, 3) matrix from pixels to places on the ground, in metres."""
        right, up, forward = self.axes
        rays = np.stack([right, -up, forward * self.focal_px], axis=1)
        rays[:, 2] -= rays[:, 0] * self.width / 2 + rays[:, 1] * self.height / 2
        to_ground = np.array([(-self.z, 0, self.x), (0, -self.z, self.y), (0, 0, 1.0)])
        return np.asarray(to_ground @ rays)


def ground_levels(ground: NDArray[np.uint8]) -> list[Image.Image]:
    """Return a ground picture at full, half, quarter and eighth size."""
    image = Image.fromarray(ground)
    return [image, *(image.reduce(2**n) for n in (1, 2, 3))]


def see_ground(camera: Camera, levels: list[Image.Image], px_per_m: float) -> Image.Image:
    """Return the ground as the camera sees it, as sharp in each band as the distance allows."""
    picture = None
    edges = [round(camera.height * n / BANDS) for n in range(BANDS + 1)]
    for top, bottom in pairwise(edges):
        first = max(0, top - BLEND_PX)
        level = _level_at(camera, (top + bottom) / 2, px_per_m, len(levels))
        band = see_plane(camera, levels[level], px_per_m / 2**level, rows=(first, bottom))
        if picture is None:
            picture = Image.new("RGB", (camera.width, camera.height))
            picture.paste(band, (0, first))
        else:
            picture.paste(band, (0, first), _fade(band.size))
    assert picture is not None
    return picture


def see_plane(
    camera: Camera,
    plane: Image.Image,
    px_per_m: float,
    *,
    rows: tuple[int, int] | None = None,
    shrink: int = 1,
) -> Image.Image:
    """Return rows of what the camera sees of a flat picture that lies on the ground.

    Args:
        shrink: how many times smaller than the camera's picture the result is.
    """
    top, bottom = rows or (0, camera.height)
    matrix = np.diag([px_per_m, px_per_m, 1.0]) @ camera.ground_matrix()
    matrix = matrix @ np.array([(shrink, 0, 0), (0, shrink, top), (0, 0, 1.0)])
    matrix /= matrix[2, 2]
    size = (camera.width // shrink, (bottom - top) // shrink)
    coefficients = tuple(matrix.ravel()[:8])
    fill = (104, 108, 82) if plane.mode == "RGB" else 0
    return plane.transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR, fillcolor=fill
    )


def ground_distance(camera: Camera) -> NDArray[np.float64]:
    """Return how far the ground is along the middle of each row of pixels, in metres, (height,)."""
    _, up, forward = camera.axes
    off = (np.arange(camera.height) + 0.5 - camera.height / 2) / camera.focal_px
    down = -(forward[2] - off * up[2])
    return np.where(down > 1e-3, camera.z / np.maximum(down, 1e-3) * np.hypot(1, off), 1e5)


def _level_at(camera: Camera, row: float, px_per_m: float, count: int) -> int:
    """Choose the ground picture whose pixels are about as large as the camera's at this row."""
    metres = ground_distance(camera)[int(row)]
    slant = max(0.15, camera.z / metres)
    texels = metres / camera.focal_px * px_per_m / np.sqrt(slant)
    return int(np.clip(np.floor(np.log2(max(texels, 1e-6)) + 0.35), 0, count - 1))


def _fade(size: tuple[int, int]) -> Image.Image:
    width, height = size
    column = np.clip(np.arange(height) / BLEND_PX, 0, 1) * 255
    return Image.fromarray(np.repeat(column.astype(np.uint8)[:, None], width, axis=1))
