"""How one picture is laid into another: maps between places in fractions, their boxes, and the drawing.

A map is a (3, 3) homography from places in the filmed picture to places in the
one that is shown, both in fractions of width and height, (0, 0) the upper left.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from sayso.testing.pictures import Picture

Map = NDArray[np.float64]
Corners = list[tuple[float, float]]
WHOLE: Corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
BICUBIC = Image.Resampling.BICUBIC


def same() -> Map:
    """Return the map that changes nothing."""
    return np.eye(3)


def into_box(left: float, top: float, right: float, bottom: float) -> Map:
    """Return the map that lays the whole picture into a box: bars, pictures in pictures, split screens."""
    return np.array([[right - left, 0, left], [0, bottom - top, top], [0, 0, 1.0]])


def from_box(left: float, top: float, right: float, bottom: float) -> Map:
    """Return the map that shows only a box of the picture, as large as the whole: a crop."""
    return np.asarray(np.linalg.inv(into_box(left, top, right, bottom)))


def flipped() -> Map:
    """Return the map that exchanges left and right."""
    return np.array([[-1.0, 0, 1], [0, 1, 0], [0, 0, 1]])


def turned(degrees: float, aspect: float, zoom: float) -> Map:
    """Return the map that turns about the middle; `aspect` is width by height."""
    angle = np.deg2rad(degrees)
    cos, sin = zoom * np.cos(angle), zoom * np.sin(angle)
    square = np.diag([aspect, 1.0, 1.0])
    middle = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1.0]])
    turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])
    return np.asarray(np.linalg.inv(middle) @ np.linalg.inv(square) @ turn @ square @ middle)


def onto(corners: Corners) -> Map:
    """Return the map that takes the picture's corners, clockwise from the upper left, to `corners`."""
    rows = []
    for (x, y), (u, v) in zip(WHOLE, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    given = np.array(corners).ravel()
    return np.append(np.linalg.solve(np.array(rows), given), 1.0).reshape(3, 3)


def box_of(shown_by: Map) -> tuple[float, float, float, float] | None:
    """Return the box around where a whole picture comes to lie, cut to the one it lies in."""
    corners = np.array([[x, y, 1.0] for x, y in WHOLE]) @ shown_by.T
    xy = corners[:, :2] / corners[:, 2:]
    left, top = np.clip(xy.min(axis=0), 0, 1)
    right, bottom = np.clip(xy.max(axis=0), 0, 1)
    if right - left < 0.02 or bottom - top < 0.02:
        return None
    return round(float(left), 4), round(float(top), 4), round(float(right), 4), round(float(bottom), 4)


def drawn(picture: Picture, view: Map, ground: Picture) -> Picture:
    """Return `ground` with the picture laid over it by a map."""
    height, width = ground.shape[:2]
    box = box_of(view) or (0, 0, 1, 1)
    image = Image.fromarray(picture)
    scale = max(1, min(image.width / width / (box[2] - box[0]), image.height / height / (box[3] - box[1])))
    if scale > 1.2:  # a picture made much smaller is averaged first
        image = image.resize((round(image.width / scale), round(image.height / scale)), Image.Resampling.BOX)
    to_pixels = np.diag([width, height, 1.0])
    back = np.diag([image.width, image.height, 1.0]) @ np.linalg.inv(to_pixels @ view)
    taken = tuple((back / back[2, 2]).ravel()[:8].tolist())
    size = (width, height)
    laid = image.transform(size, Image.Transform.PERSPECTIVE, taken, BICUBIC)
    mask = Image.new("L", image.size, 255).transform(size, Image.Transform.PERSPECTIVE, taken)
    result = Image.fromarray(ground)
    result.paste(laid, (0, 0), mask)
    return np.asarray(result)


def plain(width: int, height: int, level: int = 0) -> Picture:
    """Return a ground of one grey."""
    return np.full((height, width, 3), level, dtype=np.uint8)


def blurred(picture: Picture, width: int, height: int) -> Picture:
    """Return the picture stretched over the whole ground and blurred, as vertical reposts have it."""
    image = Image.fromarray(picture).resize((width, height), BICUBIC)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(14)))


def filmed(picture: Picture, number: int) -> Picture:
    """Return a picture as filmed off a screen: fine stripes that wander, a warm tint, a little soft."""
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    stripes = 1 + 0.08 * np.sin((rows + 0.13 * columns) * 2 * np.pi / 3.1 + number * 0.4)
    tinted = picture * stripes[..., None] * (0.95, 0.9, 0.84) + 8
    image = Image.fromarray(np.clip(tinted, 0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(0.9)))
