"""Videos: bytes -> facts, and upright RGB frames with their times, by FFmpeg through PyAV.

Runs in the child. This module and `sayso.parsers.audio` alone import av. The
demuxers are those of single files: none that reads a playlist, a device or the network.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, cast

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter

from sayso.parsers.errors import printable
from sayso.parsers.timing import FrameClock, chosen, rises
from sayso.parsers.types import Sampling
from sayso.parsers.wholeness import missing_bytes
from sayso.parsers.worker import Answer, Unreadable

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.sidedata.sidedata import SideData
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,live_flv,mpegts,mpeg,mpegvideo,m4v,h264,hevc,ivf,ogg,asf,gif,"
    "mxf,rm,dv,mjpeg,amr,mp3,wav,flac,aac,ac3,eac3,aiff,caf,w64,au"
)
MAX_PIXELS = 40_000_000  # of one frame; 8K has 33 million
READ_BYTES = 1 << 18  # a read from the file
PEEKED_FRAMES = 8  # held at the start, to see whether presentation times can be believed
SEEK_AHEAD_S = 5  # a still further ahead than this is sought, not decoded up to
# The same pixels on every processor, averaged over the area that one of them stands for.
EXACT = Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.BITEXACT
SCALING = Interpolation.AREA | EXACT
HONEST_CONTAINERS = ("mov,", "matroska,")  # those whose presentation times hold after a seek
MICROSECONDS = 1_000_000


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
            yield from footage.stills([Fraction(second) for second in seconds], max_side)


@contextmanager
def opened(stream: BinaryIO) -> Iterator[InputContainer]:
    """Open a recording from its bytes alone; whatever it refers to outside itself is not followed.

    Raises:
        Unreadable: when FFmpeg finds no recording in it.
    """
    options = {"format_whitelist": DEMUXERS, "protocol_whitelist": "none"}
    try:
        container = av.open(stream, "r", options=options, buffer_size=READ_BYTES, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError) as error:
        if isinstance(error, MemoryError):
            raise
        raise Unreadable(f"no video or sound is found in it ({reason_of(error)})") from error
    with container:
        yield container


def missing_notes(stream: BinaryIO) -> list[str]:
    """Say when a file lacks bytes by its own account."""
    missing = missing_bytes(stream)
    return [f"the file is cut short: {missing:,} bytes that it should have are not there"] if missing else []


def origin_s(container: InputContainer) -> Fraction:
    """Return the file's own time at its start, which players show as 0."""
    return Fraction(container.start_time or 0, MICROSECONDS)


def reason_of(error: Exception) -> str:
    """Return FFmpeg's words for an error, without the name of the file."""
    return printable(str(getattr(error, "strerror", None) or error), 120)


class Footage:
    """A video stream that is being decoded."""

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        self._container, self._stream = container, stream
        context = stream.codec_context
        if context.width * context.height > MAX_PIXELS:
            asked = f"{context.width} x {context.height}"
            raise Unreadable(f"its frames have {asked} pixels, more than the {MAX_PIXELS:,} that are decoded")
        context.thread_count = 1
        context.thread_type = "NONE"
        context.options = {"max_pixels": str(MAX_PIXELS)}
        assert stream.time_base is not None
        self.time_base: Fraction = stream.time_base
        self._origin = round(origin_s(container) / self.time_base)
        self._usual_ticks = self._usual()
        self._clock = FrameClock(self._usual_ticks)
        self._sent: deque[int | None] = deque()  # decoding times of packets whose frame has not come out yet
        self._turn = Turn.none()
        self._reformatter = VideoReformatter()
        self._last_ticks: int | None = None
        self._damaged_packets = self._flawed_frames = self._unconverted = 0
        self._stopped: str | None = None

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

    def frames(self, start_s: float | None = None) -> Iterator[tuple[int, VideoFrame]]:
        """Decode (ticks from the file's start, frame), from a keyframe at or before `start_s`."""
        if start_s is not None and start_s > SEEK_AHEAD_S and self._seek(Fraction(start_s)):
            frames = self._ticking()
            first = next(frames, None)
            if first is not None and first[0] * self.time_base <= Fraction(start_s):
                yield from _put_back(first, frames)
                return
            self._rewind()
        yield from self._ticking()

    def pictures(self, frames: Iterator[tuple[int, VideoFrame]], sampling: Sampling) -> Iterator[Answer]:
        """Convert the frames that are wanted, and only those."""
        for ticks, frame in chosen(frames, sampling, self.time_base, self._usual_ticks):
            rgb = self._rgb(frame, sampling.max_side)
            if rgb is not None:
                yield {"kind": "frame", **_frame_head(ticks, frame, rgb)}, rgb.data

    def stills(self, seconds: list[Fraction], max_side: int) -> Iterator[Answer]:
        """Give the frame on screen at each of `seconds`; none for a moment after the end."""
        frames = self.frames(float(min(seconds, default=Fraction(0))))
        ahead = next(frames, None)
        self._turn = Turn.of(ahead[1]) if ahead else Turn.none()
        shown = ahead
        for number, second in sorted(enumerate(seconds), key=lambda pair: pair[1]):
            if shown is not None and second - shown[0] * self.time_base > SEEK_AHEAD_S and self._seek(second):
                frames = self._ticking()
                ahead = next(frames, None)
                if ahead is None or ahead[0] * self.time_base > second:
                    self._rewind()
                    frames = self._ticking()
                    ahead = next(frames, None)
                shown = ahead
            while ahead is not None and (shown is None or ahead[0] * self.time_base <= second):
                shown, ahead = ahead, next(frames, None)
            if shown is not None and self._on_screen(shown[0], ahead is None, second):
                rgb = self._rgb(shown[1], max_side)
                if rgb is not None:
                    yield {"number": number, **_frame_head(*shown, rgb), **self._time_base_head()}, rgb.data

    def notes(self, sampling: Sampling) -> list[str]:
        """Say what of the video could not be read, now that it has been gone through."""
        notes = [self._stopped] if self._stopped else []
        if self._damaged_packets:
            notes.append(f"{self._damaged_packets} packets could not be decoded and gave no frame")
        if self._flawed_frames:
            notes.append(f"{self._flawed_frames} frames are damaged, and show it")
        if self._unconverted:
            notes.append(f"{self._unconverted} frames could not be brought to RGB and are left out")
        if self._clock.mended:
            notes.append(
                f"{self._clock.mended} frames state no possible time: it was made up from their order"
            )
        return notes + self._missing_end(sampling)

    def _missing_end(self, sampling: Sampling) -> list[str]:
        if self._last_ticks is None:
            return ["no frame could be decoded"]
        stated = self._duration_s()
        end_s = float((self._last_ticks + self._usual_ticks) * self.time_base)
        if stated is None or sampling.end_s is not None or stated - end_s <= max(1.0, 0.05 * stated):
            return []
        return [f"the picture ends at {end_s:.2f} s of the {stated:.2f} s that the file states"]

    def _ticking(self) -> Iterator[tuple[int, VideoFrame]]:
        frames = self._decoded()
        peeked = list(islice(frames, PEEKED_FRAMES))
        by_pts = self._container.format.name != "avi" and rises(frame.pts for frame, _ in peeked)
        for frame, in_order in chain(peeked, frames):
            ticks = self._clock.tick(frame.pts if by_pts else in_order) - self._origin
            self._flawed_frames += bool(frame.is_corrupt)
            self._last_ticks = ticks
            yield ticks, frame

    def _decoded(self) -> Iterator[tuple[VideoFrame, int | None]]:
        """Decode, and give with each frame the decoding time that has its place in the order.

        Frames come out in the order in which they are shown, and packets go in
        in the order of their decoding times: the nth of one belongs to the nth of the other.
        """
        for packet in self._packets():
            if packet is not None:
                self._sent.append(packet.dts)
            try:
                frames = self._stream.codec_context.decode(packet)
            except av.error.FFmpegError as error:
                if isinstance(error, MemoryError):
                    raise
                self._damaged_packets += 1
                if self._sent:
                    self._sent.pop()
                continue
            for frame in frames:
                yield frame, self._sent.popleft() if self._sent else None

    def _packets(self) -> Iterator[Packet[VideoStream] | None]:
        try:
            for packet in self._container.demux(self._stream):
                if packet.size:
                    yield packet
        except av.error.FFmpegError as error:
            if isinstance(error, MemoryError):
                raise
            self._stopped = f"reading stopped before the end ({reason_of(error)})"
        yield None  # has the decoder give what it holds

    def _seek(self, second: Fraction) -> bool:
        if not self._container.format.name.startswith(HONEST_CONTAINERS):
            return False
        try:
            self._container.seek(int(second / self.time_base) + self._origin, stream=self._stream)
        except av.error.FFmpegError:
            return False
        self._restart_decoder()
        return True

    def _rewind(self) -> None:
        self._container.seek(0, stream=self._stream)
        self._restart_decoder()

    def _restart_decoder(self) -> None:
        self._stream.codec_context.flush_buffers()
        self._clock = FrameClock(self._usual_ticks)
        self._sent.clear()

    def _on_screen(self, ticks: int, is_last: bool, second: Fraction) -> bool:
        if not is_last:
            return True
        stated = self._duration_s()
        end = max((ticks + self._usual_ticks) * self.time_base, Fraction(stated or 0))
        return second <= end

    def _rgb(self, frame: VideoFrame, max_side: int) -> NDArray[np.uint8] | None:
        width, height = _within(*self._square(frame.width, frame.height), max_side)
        try:
            small = self._reformatter.reformat(
                frame, width, height, format="rgb24", interpolation=SCALING, threads=1
            )
            return self._turn.apply(np.asarray(small.to_ndarray(), dtype=np.uint8))
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

    def _usual(self) -> int:
        rate = self._stream.average_rate or self._stream.guessed_rate
        return max(1, round(1 / (rate * self.time_base))) if rate else 1

    def _duration_s(self) -> float | None:
        if self._stream.duration and self._stream.duration > 0:
            return float(self._stream.duration * self.time_base)
        return container_duration_s(self._container)

    def _time_base_head(self) -> dict[str, object]:
        return {"time_base": [self.time_base.numerator, self.time_base.denominator]}

    def _opening_notes(self) -> list[str]:
        count = sum(1 for stream in self._container.streams.video if not _is_cover(stream))
        return [f"it has {count} video streams: one was read"] if count > 1 else []


class Turn:
    """How frames are turned and mirrored to stand upright, by the file's display matrix."""

    def __init__(self, swap: bool, flip_x: bool, flip_y: bool, degrees: int) -> None:
        self.swap, self.flip_x, self.flip_y, self.degrees = swap, flip_x, flip_y, degrees

    @classmethod
    def none(cls) -> Turn:
        """Return the turn that changes nothing."""
        return cls(False, False, False, 0)

    @classmethod
    def of(cls, frame: VideoFrame) -> Turn:
        """Read a frame's display matrix: x' = ax + cy, y' = bx + dy, turned to the nearest right angle."""
        side_data = cast(
            "Iterable[SideData]", frame.side_data
        )  # iterates over values, other than its stub says
        for data in side_data:
            if data.type.name == "DISPLAYMATRIX" and data.buffer_size >= 36:
                a, b, _, c, d, *_ = struct.unpack("=9i", bytes(data)[:36])
                return cls._of_matrix(a, b, c, d)
        return cls.none()

    @classmethod
    def _of_matrix(cls, a: int, b: int, c: int, d: int) -> Turn:
        if abs(b) > abs(a):
            return cls(True, c < 0, b < 0, 90 if b > 0 else 270)
        return cls(False, a < 0, d < 0, 180 if a < 0 and d < 0 else 0)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size of a picture after the turn."""
        return (height, width) if self.swap else (width, height)

    def apply(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the picture upright, in one piece of memory."""
        turned = rgb.transpose(1, 0, 2) if self.swap else rgb
        turned = turned[:, ::-1] if self.flip_x else turned
        turned = turned[::-1] if self.flip_y else turned
        return np.ascontiguousarray(turned)


def container_duration_s(container: InputContainer) -> float | None:
    """Return the whole recording's length as the file states it."""
    stated = container.duration
    return stated / MICROSECONDS if stated is not None and stated > 0 else None


def _footage(container: InputContainer) -> Footage | None:
    streams = [stream for stream in container.streams.video if not _is_cover(stream)]
    best = container.streams.best("video")
    if not streams:
        return None
    stream = best if best in streams else streams[0]
    if stream.codec_context is None:
        raise Unreadable("its video is of a kind that FFmpeg has no decoder for")
    return Footage(container, stream)


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


def _frame_head(ticks: int, frame: VideoFrame, rgb: NDArray[np.uint8]) -> dict[str, object]:
    height, width = rgb.shape[:2]
    return {"ticks": ticks, "width": width, "height": height, "is_keyframe": bool(frame.key_frame)}


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
    return Sampling(fps=Fraction(*fps) if fps else None, max_side=max_side, start_s=start_s, end_s=end_s)


def _put_back(
    first: tuple[int, VideoFrame], rest: Iterator[tuple[int, VideoFrame]]
) -> Iterator[tuple[int, VideoFrame]]:
    yield first
    yield from rest
