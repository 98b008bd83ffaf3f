"""What readers of hostile bytes give back: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sayso.values import MediaTime, TextSpan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The text of an exhibit as a reader gave it, with where its parts stand in the original."""

    text: str
    title: str | None = None
    media_type: str = "text/plain"
    pages: tuple[TextSpan, ...] = ()  # of a PDF: the stretch of `text` that each page gave
    notes: tuple[str, ...] = ()  # such as the encoding that was taken

    @property
    def unseen(self) -> str | None:
        """Why nothing was seen of what the exhibit shows: None where it has text, or is a plain text."""
        if self.text.strip():
            return None
        if self.media_type == "application/pdf":
            return f"it has no text in it: its pages may be pictures of text. {_BY_EYE}"
        if self.media_type in ("text/html", "application/xhtml+xml"):
            return f"there is no text on the page: it may show pictures, or what a script fetches. {_BY_EYE}"
        return None


_BY_EYE = "Read it by eye or by a text recogniser, and keep what it says as a text of its own"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureRead:
    """A picture as it is seen: upright, in RGB, no larger than was asked."""

    rgb: NDArray[np.uint8]  # (height, width, 3)
    width: int  # of the original, upright, before it was made smaller
    height: int
    format: str  # such as "JPEG"
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # those of `notes` that say that a part could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """Which frames of a video to give, and how large."""

    fps: Fraction | int | None = 2  # instants a second, counted from 0; None gives every frame
    max_side: int = 512  # pixels; frames are made smaller, never larger
    start_s: float | None = None
    end_s: float | None = None  # the first moment that is not wanted any more
    in_colour: bool = True  # False gives luma alone, which costs less

    def __post_init__(self) -> None:
        if self.fps is not None and not 0 < self.fps <= 1000:
            raise ValueError(f"not a number of frames a second: {self.fps}")
        if not 1 <= self.max_side <= 16384:
            raise ValueError(f"not a size of frames in pixels: {self.max_side}")
        if self.start_s is not None and self.start_s < 0:
            raise ValueError(f"a video does not start before 0: {self.start_s}")
        if self.end_s is not None and self.end_s <= (self.start_s or 0):
            raise ValueError(f"a stretch that ends before it starts: {self.start_s} to {self.end_s}")


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoFacts:
    """What a file says of itself, as the decoder understood it; none of it is proof."""

    has_video: bool
    width: int  # as shown: upright, with square pixels; 0 where there is no video
    height: int
    rotation: int  # degrees clockwise by which the frames were turned: 0, 90, 180, 270
    duration_s: float | None  # as stated by the file; None where it states none
    time_base: Fraction  # seconds a tick
    codec: str | None
    frame_count_hint: int | None  # as stated by the file
    has_audio: bool
    audio_codec: str | None
    container: str  # such as "mov,mp4,m4a,3gp,3g2,mj2"
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # as of a `PictureRead`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One picture of a video, upright, with when it comes on screen."""

    at: MediaTime  # counted from the file's start, as players show it
    rgb: NDArray[np.uint8]  # (height, width, 3); (height, width) luma where no colour was asked for
    is_keyframe: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SoundRead:
    """The sound of a recording, mixed to one channel."""

    samples: NDArray[np.float32]  # (n,), from -1 to 1
    rate: int  # samples a second
    start_s: float  # when the first sample sounds, counted from the file's start
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # as of a `PictureRead`
