"""Videos: facts, and upright frames with their times, in RGB or in grey. Runs in the child.

NumPy is imported only for frames that need it: starting a child with it takes half as long again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias, cast

import av
from av.video.reformatter import Interpolation, VideoReformatter

from sayso.parsers.decoding import (
    MICROSECONDS,
    Decoder,
    container_duration_s,
    missing_notes,
    opened,
    origin_s,
)
from sayso.parsers.timing import FrameClock, chosen, rises
from sayso.parsers.turning import Turn
from sayso.parsers.types import Sampling
from sayso.parsers.wire import Raw
from sayso.parsers.worker import Answer, Unreadable

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

    Timed: TypeAlias = Iterator[tuple[int, VideoFrame]]  # ticks from the file's start

MAX_PIXELS = 40_000_000  # of one frame; 8K has 33 million
PEEKED_FRAMES = 8  # held at the start, to see whether presentation times can be believed
MOST_GAP_S = 24 * 3600  # that a frame may stay on screen: a damaged time may say centuries
LONG_GAP_S = 10  # a frame that stays longer than this, and than others do, is worth a word
SEEK_AHEAD_S = 5  # a still further ahead than this is sought, not decoded up to
# The same pixels on every processor, averaged over the area that one of them stands for.
EXACT = Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.BITEXACT
SCALING = Interpolation.AREA | EXACT
HONEST_CONTAINERS = ("mov,", "matroska,")  # those whose presentation times hold after a seek


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give a video's facts, its sampled frames, and at last what could not be read."""
    sampling = _sampling(request)
    missing = missing_notes(stream)
    with opened(stream) as container:
        footage = _footage(container)
        if footage is None:
            yield {"kind": "facts", **_facts_without_video(container)}, b""
            yield {"kind": "done", "notes": missing}, b""
            return
        frames = footage.frames(sampling.start_s)
        first = next(frames, None)
        yield {"kind": "facts", **footage.facts(first[1] if first else None)}, b""
        if first is not None:
            yield from footage.pictures(_put_back(first, frames), sampling)
        yield {"kind": "done", "notes": missing + footage.notes(sampling)}, b""


def read_stills(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the frames that are on screen at the given seconds, with the number of each."""
    seconds, max_side = request["seconds"], request["max_side"]
    assert isinstance(seconds, list)
    assert isinstance(max_side, int)
    with opened(stream) as container:
        footage = _footage(container)
        if footage is not None:
            wanted = sorted((Fraction(second), number) for number, second in enumerate(seconds))
            yield from footage.stills(wanted, max_side)


class Footage:
    """A video stream, its frames timed from the file's start and turned upright."""

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        self._decoder: Decoder[VideoFrame] = Decoder(container, stream)
        self._container, self._stream = container, stream
        _refuse_enormous(stream)
        assert stream.time_base is not None
        self.time_base: Fraction = stream.time_base
        self._origin = round(origin_s(container) / self.time_base)
        self._usual_ticks = _usual_ticks(stream, self.time_base)
        self._long_ticks = max(int(LONG_GAP_S / self.time_base), 3 * self._usual_ticks)
        self._clock = self._new_clock()
        self._gaps: list[tuple[int, int]] = []  # ticks: how long a frame stays, and from when on
        self._turn = Turn.none()
        self._reformatter = VideoReformatter()
        self._last_ticks: int | None = None
        self._flawed_frames = self._unconverted = 0

    def facts(self, first: VideoFrame | None) -> dict[str, object]:
        """Return what the file states, and how its frames are to be turned."""
        stream, context = self._stream, self._stream.codec_context
        self._turn = Turn.of(first) if first is not None else Turn.none()
        width, height = self._turn.size(*self._square(context.width, context.height))
        return {
            **_container_facts(self._container),
            "has_video": True,
            "width": width,
            "height": height,
            "rotation": self._turn.degrees,
            "duration_s": self._duration_s(),
            "time_base": [self.time_base.numerator, self.time_base.denominator],
            "codec": context.name,
            "frame_count_hint": stream.frames or None,
            "notes": self._opening_notes(),
        }

    def frames(self, start_s: Fraction | float | None = None) -> Timed:
        """Decode (ticks from the file's start, frame), from a keyframe at or before `start_s`."""
        if start_s is not None and start_s > SEEK_AHEAD_S and self._seek(Fraction(start_s)):
            frames = self._ticking()
            first = next(frames, None)
            if first is not None and first[0] * self.time_base <= start_s:
                yield from _put_back(first, frames)
                return
            self._decoder.seek(0)
        yield from self._ticking()

    def pictures(self, frames: Timed, sampling: Sampling) -> Iterator[Answer]:
        """Convert the frames that are wanted, and only those."""
        for ticks, frame in chosen(frames, sampling, self.time_base, self._usual_ticks):
            picture = self._picture(frame, sampling.max_side, in_colour=sampling.in_colour)
            if picture is not None:
                yield {"kind": "frame", **_frame_head(ticks, frame, picture)}, picture.pixels

    def stills(self, wanted: list[tuple[Fraction, int]], max_side: int) -> Iterator[Answer]:
        """Give the frame on screen at each second, with its number; none for a moment after the end.

        Args:
            wanted: seconds from the file's start, rising, each with its number.
            max_side: of the pictures, in pixels.
        """
        shown: tuple[int, VideoFrame] | None = None
        frames: Timed = iter(())
        ahead: tuple[int, VideoFrame] | None = None
        for second, number in wanted:
            if shown is None or second - shown[0] * self.time_base > SEEK_AHEAD_S:
                frames = self.frames(second)
                shown = next(frames, None)
                ahead = next(frames, None)
            while ahead is not None and ahead[0] * self.time_base <= second:
                shown, ahead = ahead, next(frames, None)
            if shown is None or (ahead is None and second > self._end_s(shown[0])):
                continue
            self._turn = Turn.of(shown[1])
            picture = self._picture(shown[1], max_side)
            if picture is not None:
                base = [self.time_base.numerator, self.time_base.denominator]
                yield {"number": number, "time_base": base, **_frame_head(*shown, picture)}, picture.pixels

    def notes(self, sampling: Sampling) -> list[str]:
        """Say what of the video could not be read, now that it has been gone through."""
        notes = self._decoder.notes()
        if self._flawed_frames:
            notes.append(_frames(self._flawed_frames, "is damaged, and shows it", "are damaged, and show it"))
        if self._unconverted:
            why = "could not be converted and"
            notes.append(_frames(self._unconverted, f"{why} is left out", f"{why} are left out"))
        if self._clock.mended:
            why = "no possible time: it was made up from"
            notes.append(_frames(self._clock.mended, f"states {why} its place", f"state {why} their order"))
        return notes + self._gap_notes() + self._end_notes(sampling)

    def _gap_notes(self) -> list[str]:
        if not self._gaps:
            return []
        long, start = (float(ticks * self.time_base) for ticks in max(self._gaps))
        more = f"; there are {len(self._gaps) - 1} more such gaps" if len(self._gaps) > 1 else ""
        return [f"no new frame comes for {long:,.1f} s after second {start:,.2f}{more}"]

    def _end_notes(self, sampling: Sampling) -> list[str]:
        """Say where the picture ends, when that is not where the file says that it does."""
        if self._last_ticks is None:
            return ["no frame could be decoded"]
        stated = self._stated_s()
        end_s = float((self._last_ticks + self._usual_ticks) * self.time_base)
        if stated is None or sampling.end_s is not None or abs(stated - end_s) <= max(1.0, 0.05 * stated):
            return []
        if end_s > stated:
            return [f"the picture goes on to {end_s:.2f} s, beyond the {stated:.2f} s that the file states"]
        return [f"the picture ends at {end_s:.2f} s of the {stated:.2f} s that the file states"]

    def _stated_s(self) -> float | None:
        """Return the length that the header states: FFmpeg works out that of an AVI from the bytes there."""
        stream, length_s = self._stream, self._duration_s()
        if self._container.format.name != "avi" or not stream.frames or not stream.average_rate:
            return length_s
        return max(length_s or 0.0, float(stream.frames / stream.average_rate))

    def _ticking(self) -> Timed:
        self._clock = self._new_clock()
        frames = self._decoder.frames()
        peeked = list(islice(frames, PEEKED_FRAMES))
        by_pts = self._container.format.name != "avi" and rises(frame.pts for frame, _ in peeked)
        for frame, in_order in chain(peeked, frames):
            ticks = self._clock.tick(frame.pts if by_pts else in_order) - self._origin
            self._flawed_frames += bool(frame.is_corrupt)
            self._look_for_gap(ticks)
            self._last_ticks = ticks
            yield ticks, frame

    def _new_clock(self) -> FrameClock:
        return FrameClock(self._usual_ticks, int(MOST_GAP_S / self.time_base))

    def _look_for_gap(self, ticks: int) -> None:
        if self._last_ticks is not None and ticks - self._last_ticks > self._long_ticks:
            self._gaps.append((ticks - self._last_ticks, self._last_ticks))

    def _seek(self, second: Fraction) -> bool:
        is_honest = self._container.format.name.startswith(HONEST_CONTAINERS)
        return is_honest and self._decoder.seek(int(second / self.time_base) + self._origin)

    def _end_s(self, last_ticks: int) -> Fraction:
        """Return when the last frame leaves the screen."""
        return max((last_ticks + self._usual_ticks) * self.time_base, Fraction(self._duration_s() or 0))

    def _picture(self, frame: VideoFrame, max_side: int, *, in_colour: bool = True) -> _Picture | None:
        width, height = _within(*self._square(frame.width, frame.height), max_side)
        kind = "rgb24" if in_colour else "gray"
        try:
            small = self._reformatter.reformat(
                frame, width, height, format=kind, interpolation=SCALING, threads=1
            )
            if self._turn.changes_nothing:
                return _Picture(width, height, _rows(small, 3 if in_colour else 1))
            turned = self._turn.apply(cast("NDArray[np.uint8]", small.to_ndarray()))
            return _Picture(turned.shape[1], turned.shape[0], turned.data)
        except (av.error.FFmpegError, ValueError) as error:
            if isinstance(error, MemoryError):
                raise
            self._unconverted += 1
            return None

    def _square(self, width: int, height: int) -> tuple[int, int]:
        """Return a size in square pixels; a shape of pixels that cannot be is passed over."""
        ratio = self._stream.codec_context.sample_aspect_ratio or self._stream.sample_aspect_ratio
        if not ratio or not Fraction(1, 4) <= ratio <= 4:
            return width, height
        return max(1, round(width * ratio)), height

    def _duration_s(self) -> float | None:
        if self._stream.duration and self._stream.duration > 0:
            return float(self._stream.duration * self.time_base)
        return container_duration_s(self._container)

    def _opening_notes(self) -> list[str]:
        count = sum(1 for stream in self._container.streams.video if not _is_cover(stream))
        return [f"it has {count} video streams: one was read"] if count > 1 else []


def _footage(container: InputContainer) -> Footage | None:
    streams = [stream for stream in container.streams.video if not _is_cover(stream)]
    best = container.streams.best("video")
    if not streams:
        return None
    return Footage(container, best if best in streams else streams[0])


def _refuse_enormous(stream: VideoStream) -> None:
    context = stream.codec_context
    if context.width * context.height > MAX_PIXELS:
        asked = f"{context.width} x {context.height}"
        raise Unreadable(f"its frames have {asked} pixels, more than the {MAX_PIXELS:,} that are decoded")
    context.options = {"max_pixels": str(MAX_PIXELS)}  # frames may turn out larger than is said at the start


def _usual_ticks(stream: VideoStream, time_base: Fraction) -> int:
    """Return how long a frame stays on screen where nothing else says so."""
    rate = stream.average_rate or stream.guessed_rate
    return max(1, round(1 / (rate * time_base))) if rate else 1


def _is_cover(stream: VideoStream) -> bool:
    """Tell the picture on the sleeve, which sound files carry as a video of one frame."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _container_facts(container: InputContainer) -> dict[str, object]:
    sound = next(iter(container.streams.audio), None)
    context = sound.codec_context if sound is not None else None
    return {
        "has_audio": sound is not None,
        "audio_codec": context.name if context is not None else None,
        "container": container.format.name,
    }


def _facts_without_video(container: InputContainer) -> dict[str, object]:
    return {
        **_container_facts(container),
        "has_video": False,
        "width": 0,
        "height": 0,
        "rotation": 0,
        "duration_s": container_duration_s(container),
        "time_base": [1, MICROSECONDS],
        "codec": None,
        "frame_count_hint": None,
        "notes": ["there is no moving picture in it, only sound or other data"],
    }


class _Picture(NamedTuple):
    """A frame that was converted and turned."""

    width: int
    height: int
    pixels: Raw


def _frames(count: int, of_one: str, of_many: str) -> str:
    """Say what is so of one frame, or of several."""
    return f"1 frame {of_one}" if count == 1 else f"{count} frames {of_many}"


def _rows(frame: VideoFrame, pixel_bytes: int) -> Raw:
    """Return a frame's pixels without what pads its rows."""
    plane = frame.planes[0]
    length, padded, data = frame.width * pixel_bytes, plane.line_size, memoryview(plane)
    if length == padded:
        return data[: length * frame.height]
    return b"".join(data[start : start + length] for start in range(0, padded * frame.height, padded))


def _frame_head(ticks: int, frame: VideoFrame, picture: _Picture) -> dict[str, object]:
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


def _sampling(request: Mapping[str, object]) -> Sampling:
    fps, max_side = request["fps"], request["max_side"]
    start_s, end_s = request["start_s"], request["end_s"]
    assert fps is None or isinstance(fps, list)
    assert isinstance(max_side, int)
    assert start_s is None or isinstance(start_s, float | int)
    assert end_s is None or isinstance(end_s, float | int)
    return Sampling(
        fps=Fraction(*fps) if fps else None,
        max_side=max_side,
        start_s=start_s,
        end_s=end_s,
        in_colour=bool(request["in_colour"]),
    )


def _put_back(first: tuple[int, VideoFrame], rest: Timed) -> Timed:
    yield first
    yield from rest
