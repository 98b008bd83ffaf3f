"""Frames for `make_video`: plain ones whose content is known, and what reposts do to others.

All makers yield `(height, width, 3)` uint8 RGB; randomness comes only from a
seed. For frames that look like drone footage see `sayso.testing.town`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from PIL import Image, ImageDraw

from sayso.testing.pictures import BoxOf, Picture, captioned, cropped, font_of, mirrored, resized

SCENE_CELL = 8  # pixels of the picture to one value of a patchwork's coarsest noise


def colour_fields(
    count: int, *, width: int = 160, height: int = 96, seed: int = 0, frames_each: int = 6
) -> Iterator[Picture]:
    """Yield `count` plain frames whose colour changes every `frames_each`; too plain for any fingerprint."""
    colours = np.random.default_rng(seed).integers(16, 240, (count // frames_each + 1, 3), dtype=np.uint8)
    for number in range(count):
        yield np.broadcast_to(colours[number // frames_each], (height, width, 3)).copy()


def counters(count: int, *, width: int = 160, height: int = 96, first: int = 0) -> Iterator[Picture]:
    """Yield frames that show their own number, white on grey, so that a test can tell them apart."""
    font = font_of(height // 2)
    for number in range(first, first + count):
        image = Image.new("RGB", (width, height), (70, 74, 80))
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, height - 6, int(width * ((number % 24) + 1) / 24), height), fill=(220, 160, 40))
        draw.text((width / 2, height / 2), str(number), fill=(255, 255, 255), font=font, anchor="mm")
        yield np.asarray(image)


def patchwork(
    count: int, *, width: int = 192, height: int = 108, seed: int = 0, speed_px: float = 2.0
) -> Iterator[Picture]:
    """Yield frames that pan over a random, richly textured plane: each seed another place.

    Args:
        speed_px: how far the view moves from frame to frame, to the right.
    """
    plane = _plane(width + int(abs(speed_px) * count) + 2, height, seed)
    for number in range(count):
        x = int(number * abs(speed_px))
        yield np.ascontiguousarray(plane[:, x : x + width])


def reposted(
    frames: Iterable[Picture],
    *,
    crop: BoxOf | None = None,
    mirror: bool = False,
    size: tuple[int, int] | None = None,
    caption: str = "",
    caption_share: float = 0.13,
) -> Iterator[Picture]:
    """Yield frames as a repost shows them: cut out, then flipped, then scaled, then captioned.

    Args:
        crop: the part that is kept, in fractions of the original.
        size: width and height of the result, in pixels; as cropped where None.
        caption_share: height of the caption's band, as a fraction of the result's.
    """
    for original in frames:
        frame = original if crop is None else cropped(original, crop)
        frame = mirrored(frame) if mirror else frame
        frame = frame if size is None else resized(frame, *size)
        yield captioned(frame, caption, share=caption_share) if caption else frame


def uneven_timestamps(count: int, *, fps: float = 12.0, seed: int = 0) -> list[int]:
    """Return rising milliseconds from 0, with steps from half to twice 1 / fps."""
    steps = np.random.default_rng(seed).uniform(0.5, 2.0, max(0, count - 1)) * 1000 / fps
    return [0, *np.cumsum(np.maximum(1, steps.round())).astype(int).tolist()][:count]


def _plane(width: int, height: int, seed: int) -> Picture:
    rng = np.random.default_rng(seed)
    plane = np.zeros((height, width, 3), np.float32)
    for cell, weight in ((SCENE_CELL * 8, 0.5), (SCENE_CELL * 3, 0.3), (SCENE_CELL, 0.2)):
        coarse = rng.integers(0, 256, (height // cell + 2, width // cell + 2, 3), dtype=np.uint8)
        plane += weight * np.asarray(
            Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
        )
    image = Image.fromarray(np.clip((plane - 128) * 1.8 + 128, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(width * height // 900):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        w, h = rng.uniform(4, 28, 2)
        draw.rectangle((x, y, x + w, y + h), fill=tuple(int(v) for v in rng.integers(0, 256, 3)))
    return np.asarray(image)
