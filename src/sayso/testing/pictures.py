"""Still pictures made from arrays, and what is done to pictures when they are passed on.

Pictures are `(height, width, 3)` uint8 RGB. Boxes are `(left, top, right,
bottom)` in fractions of the picture, (0, 0) the upper left corner.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]  # (height, width, 3) RGB
BoxOf = tuple[float, float, float, float]  # left, top, right, bottom; 0 to 1

WHITE = (255, 255, 255)


def make_picture(path: Path, picture: Picture, *, quality: int = 88) -> Path:
    """Write a picture as JPEG, PNG or WebP, as the suffix of `path` says, without any metadata.

    Args:
        quality: 1 to 95, for JPEG and WebP.
    """
    image = Image.fromarray(picture)
    if path.suffix.lower() == ".png":
        image.save(path)
    else:
        image.save(path, quality=quality)
    return path


def read_picture(path: Path) -> Picture:
    """Return a picture that we made."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def font_of(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font that comes with Pillow, so that lettering is the same on every machine."""
    return ImageFont.load_default(size_px)


def cropped(picture: Picture, box: BoxOf) -> Picture:
    """Cut out a part, rounded to even pixels, so that it can be encoded.

    Raises:
        ValueError: when nothing is left.
    """
    height, width = picture.shape[:2]
    left, top, right, bottom = box
    x, y = round(left * width), round(top * height)
    w, h = (round(right * width) - x) // 2 * 2, (round(bottom * height) - y) // 2 * 2
    if w <= 0 or h <= 0 or x < 0 or y < 0:
        raise ValueError(f"{box} leaves nothing of a picture of {width} x {height}")
    return np.ascontiguousarray(picture[y : y + h, x : x + w])


def mirrored(picture: Picture) -> Picture:
    """Flip left and right."""
    return np.ascontiguousarray(picture[:, ::-1])


def resized(picture: Picture, width: int, height: int) -> Picture:
    """Scale to `width` x `height` pixels, whatever that does to the shape."""
    return np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))


def brightened(picture: Picture, *, gain: float = 1.0, offset: float = 0.0) -> Picture:
    """Multiply by `gain`, then add `offset` (in steps of 255), within bounds."""
    changed: NDArray[np.float32] = picture.astype(np.float32) * gain + offset
    return changed.clip(0, 255).astype(np.uint8)


def captioned(
    picture: Picture,
    text: str,
    *,
    share: float = 0.13,
    top: bool = False,
    colour: tuple[int, int, int] = WHITE,
) -> Picture:
    """Lay a dark band with a line of text over the bottom, or the top, of a picture.

    Args:
        share: height of the band, as a fraction of the picture's.
    """
    height, width = picture.shape[:2]
    band = max(8, round(share * height))
    y = 0 if top else height - band
    image = Image.fromarray(picture)
    shade = Image.new("RGB", (width, band), (12, 12, 16))
    image.paste(Image.blend(image.crop((0, y, width, y + band)), shade, 0.82), (0, y))
    font = font_of(max(6, round(band * 0.58)))
    ImageDraw.Draw(image).text((width / 2, y + band / 2), text, fill=colour, font=font, anchor="mm")
    return np.asarray(image)


def stamped(
    picture: Picture, text: str, *, at: tuple[float, float] = (0.97, 0.06), size: float = 0.05
) -> Picture:
    """Write a small mark, such as a channel's name, half transparent.

    Args:
        at: the mark's right middle, in fractions of the picture.
        size: height of the letters, as a fraction of the picture's.
    """
    height, width = picture.shape[:2]
    image = Image.fromarray(picture).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    place = (at[0] * width, at[1] * height)
    font = font_of(max(6, round(size * height)))
    ImageDraw.Draw(layer).text(place, text, fill=(255, 255, 255, 170), font=font, anchor="rm")
    return np.asarray(Image.alpha_composite(image, layer).convert("RGB"))
