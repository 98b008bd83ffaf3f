"""What a file states of its moving pictures, before any is decoded. Runs in the child."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av

from sayso.parsers.decoding import MICROSECONDS, container_duration_s
from sayso.parsers.worker import Unreadable

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

MAX_PIXELS = 40_000_000  # of one frame; 8K has 33 million


def duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    """Return how long a stream lasts, by its own word or the file's; None where neither says it."""
    if stream.duration and stream.duration > 0 and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container_duration_s(container)


def stated_s(container: InputContainer, stream: VideoStream) -> float | None:
    """Return the length that the header states: FFmpeg works out that of an AVI from the bytes there."""
    length_s = duration_s(container, stream)
    if container.format.name != "avi" or not stream.frames or not stream.average_rate:
        return length_s
    return max(length_s or 0.0, float(stream.frames / stream.average_rate))


def moving_streams(container: InputContainer) -> list[VideoStream]:
    """Return the streams of moving pictures in a file."""
    return [stream for stream in container.streams.video if not is_cover(stream)]


def refuse_enormous(stream: VideoStream) -> None:
    """Refuse to decode frames that would fill the memory.

    Raises:
        Unreadable: when the stream says that its frames are larger.
    """
    context = stream.codec_context
    if context.width * context.height > MAX_PIXELS:
        asked = f"{context.width} x {context.height}"
        raise Unreadable(f"its frames have {asked} pixels, more than the {MAX_PIXELS:,} that are decoded")
    context.options = {"max_pixels": str(MAX_PIXELS)}  # frames may turn out larger than is said at the start


def usual_ticks(stream: VideoStream, time_base: Fraction) -> int:
    """Return how long a frame stays on screen where nothing else says so."""
    rate = stream.average_rate or stream.guessed_rate
    return max(1, round(1 / (rate * time_base))) if rate else 1


def is_cover(stream: VideoStream) -> bool:
    """Tell the picture on the sleeve, which sound files carry as a video of one frame."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def container_facts(container: InputContainer) -> dict[str, object]:
    """Return what is said of the file around the pictures."""
    sound = next(iter(container.streams.audio), None)
    context = sound.codec_context if sound is not None else None
    return {
        "has_audio": sound is not None,
        "audio_codec": context.name if context is not None else None,
        "container": container.format.name,
    }


def facts_without_video(container: InputContainer) -> dict[str, object]:
    """Return the facts of a file in which no picture moves."""
    return {
        **container_facts(container),
        "has_video": False,
        "width": 0,
        "height": 0,
        "rotation": 0,
        "duration_s": container_duration_s(container),
        "time_base": [1, MICROSECONDS],
        "codec": None,
        "frame_count_hint": None,
        "notes": ["there is no moving picture in it, only sound or other data"],
        "unread": [],
    }
