"""Pixels that come from a child, checked before they are used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MAX_SIDE = 65_536


def checked_size(width: object, height: object) -> tuple[int, int]:
    """Take a picture's size.

    Raises:
        TypeError, ValueError: when it is none.
    """
    if type(width) is not int or type(height) is not int:
        raise TypeError("a size is two integers")
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise ValueError(f"not a size: {width} x {height}")
    return width, height


def checked_pixels(
    data: bytearray, width: object, height: object, *, in_colour: bool = True
) -> NDArray[np.uint8]:
    """Take pixels as (height, width, 3) RGB, or as (height, width) luma, without copying them.

    Raises:
        TypeError, ValueError: when there are not as many as the size says.
    """
    columns, rows = checked_size(width, height)
    if len(data) != rows * columns * (3 if in_colour else 1):
        raise ValueError(f"{len(data)} bytes are no {columns} x {rows} picture")
    return np.frombuffer(data, dtype=np.uint8).reshape((rows, columns, 3) if in_colour else (rows, columns))
