"""Videos made from arrays: their truth is known, and the same input gives the same bytes.

Frames are `(height, width, 3)` uint8 RGB. Encoders run in one thread, and
nothing in a file says when, where or with which release of a library it was
muxed. `sayso.testing.frames` makes and alters frames, `sayso.testing.sounds` makes
tracks; `read_frames` is for tests and makers, not for captured bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream

Frame = NDArray[np.uint8]  # (height, width, 3) RGB

MILLISECOND = Fraction(1, 1000)
PRESET_OF = {"libx264": "veryfast", "libx265": "ultrafast"}
SOUND_CODEC_OF = {".mp4": "aac", ".mov": "aac", ".m4v": "aac", ".mkv": "aac", ".webm": "libopus"}
SOUND_BITRATE = 64_000  # bits a second
SOUND_BLOCK = 1024  # samples handed over at once


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound track: one channel of 16-bit samples."""

    samples: NDArray[np.int16]  # (n,)
    rate_hz: int = 48_000

    @property
    def duration_s(self) -> float:
        """How long it lasts, in seconds."""
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True, slots=True)
class MadeVideo:
    """What `make_video` wrote."""

    path: Path
    frames: int
    width: int  # pixels, as encoded; a player swaps them at a rotation of 90 or 270
    height: int
    duration_s: float  # to the end of the last frame, which lasts 1 / fps


def make_video(
    path: Path,
    frames: Iterable[Frame],
    fps: float | Fraction = 12,
    *,
    codec: str = "libx264",
    crf: int = 23,
    bitrate: int | None = None,
    keyframe_every: int = 48,
    rotation_deg: int = 0,
    timestamps_ms: Sequence[int] | None = None,
    sound: Sound | None = None,
) -> MadeVideo:
    """Write a video, in the container that the suffix of `path` names.

    Args:
        path: such as `clip.mp4`, `.mov`, `.mkv`, `.webm` (with `codec="libvpx-vp9"`) or `.avi`.
        frames: at least one, all of one size, even in width and height.
        fps: frames a second; with `timestamps_ms` only what the file declares.
        crf: quality where `bitrate` is None; for x264 0 to 51, lower is better.
        bitrate: bits a second, in place of `crf`.
        keyframe_every: frames from one keyframe to the next, at most.
        rotation_deg: 0, 90, 180 or 270: how far a player turns the picture clockwise.
        timestamps_ms: one for each frame, rising: a variable frame rate.
        sound: a track, in AAC or Opus, as long as it is.

    Raises:
        ValueError: when there is no frame, or frames, timestamps or rotation are not as said above.
    """
    if rotation_deg not in (0, 90, 180, 270):
        raise ValueError(f"a rotation is 0, 90, 180 or 270 degrees, not {rotation_deg}")
    first, frames = _peek(frames)
    height, width = _size_of(first)
    rate = Fraction(fps).limit_denominator(1001)
    tick = MILLISECOND if timestamps_ms is not None else 1 / rate
    options = {"fflags": "+bitexact"}
    with av.open(str(path), "w", options=options) as container:
        picture = _picture_stream(container, codec, rate, tick, (width, height))
        _set_quality(picture, codec, crf, bitrate, keyframe_every)
        if timestamps_ms is not None:
            # Reordered frames of uneven length leave MP4 with a wrong duration.
            picture.codec_context.max_b_frames = 0
        if rotation_deg:
            # The library counts counter-clockwise, as libavutil's display matrices do.
            picture.set_display_rotation(-rotation_deg)
        track = _sound_stream(container, path, sound) if sound is not None else None
        stamped = _stamped(frames, (height, width), timestamps_ms)
        ticks = _encode_frames(container, picture, stamped, tick)
        if sound is not None and track is not None:
            _encode_sound(container, track, sound)
    return MadeVideo(path, len(ticks), width, height, float(ticks[-1] * tick + 1 / rate))


def read_frames(path: Path, *, upright: bool = True) -> Iterator[tuple[float, Frame]]:
    """Yield the seconds and the picture of each frame of a video that we made.

    Args:
        upright: turn the picture as the file asks for.

    Captured bytes are hostile, and are read by `sayso.parsers` in a child process instead.
    """
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        start = stream.start_time or 0
        for frame in container.decode(stream):
            if frame.pts is None or frame.time_base is None:
                raise ValueError(f"a frame of {path.name} has no timestamp")
            picture = frame.to_ndarray(format="rgb24")
            turns = round(frame.rotation / 90) % 4 if upright else 0
            yield float((frame.pts - start) * frame.time_base), np.ascontiguousarray(np.rot90(picture, turns))


def truncated_copy(path: Path, into: Path, *, share: float) -> Path:
    """Write the first `share` (0 to 1) of a file's bytes to `into`, as an interrupted download leaves it."""
    data = path.read_bytes()
    into.write_bytes(data[: int(len(data) * share)])
    return into


def sound_alone(path: Path, into: Path) -> Path:
    """Copy the sound track of an MP4 into one without a picture."""
    with av.open(str(path)) as given, av.open(str(into), "w", format="mp4") as taken:
        stream = taken.add_stream_from_template(given.streams.audio[0])
        for packet in given.demux(given.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                taken.mux(packet)
    return into


def _peek(frames: Iterable[Frame]) -> tuple[Frame, Iterable[Frame]]:
    rest = iter(frames)
    first = next(rest, None)
    if first is None:
        raise ValueError("a video needs at least one frame")
    return first, chain([first], rest)


def _size_of(frame: Frame) -> tuple[int, int]:
    if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
        raise ValueError(f"a frame is (height, width, 3) uint8, not {frame.shape} {frame.dtype}")
    height, width = frame.shape[:2]
    if height % 2 or width % 2:
        raise ValueError(f"4:2:0 video needs an even width and height, not {width} x {height}")
    return height, width


def _picture_stream(
    container: OutputContainer, codec: str, rate: Fraction, tick: Fraction, size: tuple[int, int]
) -> VideoStream:
    stream: Any = container.add_stream(codec, rate=rate)
    stream.width, stream.height = size
    stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    # MPEG-4 part 2 keeps its time base in 16 bits, and sets it from the rate.
    if codec != "mpeg4":
        stream.codec_context.time_base = tick
    return stream  # type: ignore[no-any-return]


def _set_quality(stream: VideoStream, codec: str, crf: int, bitrate: int | None, keyframe_every: int) -> None:
    context: Any = stream.codec_context
    context.thread_count = 1  # several threads may split the work otherwise from run to run
    context.gop_size = keyframe_every
    options = {"flags": "+bitexact", "threads": "1"}
    if codec in PRESET_OF:
        options["preset"] = PRESET_OF[codec]
    if codec == "libx264":
        # With its look-ahead, about 1 file in 60 came out otherwise than the rest, on a busy machine.
        options["x264-params"] = "rc-lookahead=0:mbtree=0"
    if codec == "libx265":
        options["x265-params"] = "pools=none:frame-threads=1:log-level=none"
    if codec.startswith("libvpx"):
        # "realtime" would choose its effort by the clock.
        options |= {"cpu-used": "5", "deadline": "good"}
    if bitrate is not None:
        context.bit_rate = bitrate
    elif codec in {"mpeg4", "mjpeg"}:
        options |= {"global_quality": str(118 * max(2, crf // 3)), "flags": "+bitexact+qscale"}
    else:
        context.bit_rate = 0
        options["crf"] = str(crf)
    context.options = options


def _stamped(
    frames: Iterable[Frame], size: tuple[int, int], timestamps_ms: Sequence[int] | None
) -> Iterator[tuple[int, Frame]]:
    number, before = 0, -1
    for number, picture in enumerate(frames, start=1):
        if _size_of(picture) != size:
            raise ValueError(f"frame {number} is {picture.shape}, unlike the first")
        at = number - 1 if timestamps_ms is None else _stamp(timestamps_ms, number)
        if at <= before:
            raise ValueError(f"timestamps rise from 0 or later, but frame {number} has {at} after {before}")
        before = at
        yield at, picture
    if timestamps_ms is not None and len(timestamps_ms) != number:
        raise ValueError(f"{len(timestamps_ms)} timestamps for {number} frames")


def _stamp(timestamps_ms: Sequence[int], number: int) -> int:
    if number > len(timestamps_ms):
        raise ValueError(f"there are more frames than the {len(timestamps_ms)} timestamps")
    return int(timestamps_ms[number - 1])


def _encode_frames(
    container: OutputContainer, stream: VideoStream, stamped: Iterable[tuple[int, Frame]], tick: Fraction
) -> list[int]:
    ticks: list[int] = []
    for at, picture in stamped:
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        frame.pts, frame.time_base = at, tick
        ticks.append(at)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
    return ticks


def _sound_stream(container: OutputContainer, path: Path, sound: Sound) -> AudioStream:
    codec = SOUND_CODEC_OF.get(path.suffix.lower())
    if codec is None:
        raise ValueError(
            f"no sound track is made for {path.suffix} files, only for {', '.join(SOUND_CODEC_OF)}"
        )
    stream: Any = container.add_stream(codec, rate=sound.rate_hz, layout="mono")
    stream.codec_context.bit_rate = SOUND_BITRATE
    stream.codec_context.options = {"flags": "+bitexact"}
    return stream  # type: ignore[no-any-return]


def _encode_sound(container: OutputContainer, stream: AudioStream, sound: Sound) -> None:
    for start in range(0, len(sound.samples), SOUND_BLOCK):
        block = np.ascontiguousarray(sound.samples[start : start + SOUND_BLOCK])[None]
        frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = sound.rate_hz, start, Fraction(1, sound.rate_hz)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
