"""Frames as pictures: upright, in square pixels, in RGB or in grey. Runs in the child.

NumPy is imported only for frames that need it: starting a child with it takes half as long again.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, cast

import av
from av.video.reformatter import Interpolation, VideoReformatter

from sayso.parsers.turning import Turn
from sayso.parsers.wire import Raw

if TYPE_CHECKING:
    import numpy as np
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

# The same pixels on every processor, averaged over the area that one of them stands for.
EXACT = Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.BITEXACT
SCALING = Interpolation.AREA | EXACT


class Picture(NamedTuple):
    """A frame that was converted and turned."""

    width: int
    height: int
    pixels: Raw


class Upright:
    """Makes pictures of a stream's frames."""

    def __init__(self, stream: VideoStream) -> None:
        self._stream, self._reformatter = stream, VideoReformatter()
        self.turn = Turn.none()
        self.unconverted = 0  # frames of which no picture could be made

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size of the picture of a frame, where it is made no smaller."""
        return self.turn.size(*self._square(width, height))

    def picture(self, frame: VideoFrame, max_side: int, *, in_colour: bool = True) -> Picture | None:
        """Return the picture of a frame, its longer side `max_side` at most; None where none can be made."""
        width, height = _within(*self._square(frame.width, frame.height), max_side)
        kind = "rgb24" if in_colour else "gray"
        try:
            small = self._reformatter.reformat(
                frame, width, height, format=kind, interpolation=SCALING, threads=1
            )
            if self.turn.changes_nothing:
                return Picture(width, height, _rows(small, 3 if in_colour else 1))
            turned = self.turn.apply(cast("NDArray[np.uint8]", small.to_ndarray()))
            return Picture(turned.shape[1], turned.shape[0], turned.data)
        except (av.error.FFmpegError, ValueError) as error:
            if isinstance(error, MemoryError):
                raise
            self.unconverted += 1
            return None

    def _square(self, width: int, height: int) -> tuple[int, int]:
        """Return a size in square pixels; a shape of pixels that cannot be is passed over."""
        ratio = self._stream.codec_context.sample_aspect_ratio or self._stream.sample_aspect_ratio
        if not ratio or not Fraction(1, 4) <= ratio <= 4:
            return width, height
        return max(1, round(width * ratio)), height


def _rows(frame: VideoFrame, pixel_bytes: int) -> Raw:
    """Return a frame's pixels without what pads its rows."""
    plane = frame.planes[0]
    length, padded, data = frame.width * pixel_bytes, plane.line_size, memoryview(plane)
    if length == padded:
        return data[: length * frame.height]
    return b"".join(data[start : start + length] for start in range(0, padded * frame.height, padded))


def frame_head(ticks: int, frame: VideoFrame, picture: Picture) -> dict[str, object]:
    """Return what goes with a picture's bytes."""
    return {
        "ticks": ticks,
        "width": picture.width,
        "height": picture.height,
        "is_keyframe": bool(frame.key_frame),
    }


def _within(width: int, height: int, max_side: int) -> tuple[int, int]:
    longest = max(width, height)
    if longest <= max_side:
        return width, height
    return max(1, round(width * max_side / longest)), max(1, round(height * max_side / longest))
