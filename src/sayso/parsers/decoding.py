"""Recordings: bytes -> decoded frames of one stream, by FFmpeg through PyAV, going on past damage.

Runs in the child. The demuxers are those of single files: none that reads a playlist, a
device or the network. `sayso.parsers.video` and `sayso.parsers.audio` make pictures and sound of the frames.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from os import SEEK_END
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, TypeVar, cast

import av

from sayso.parsers.errors import printable
from sayso.parsers.wholeness import missing_bytes
from sayso.parsers.worker import Unreadable

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

F = TypeVar("F", "VideoFrame", "AudioFrame")

DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,live_flv,mpegts,mpeg,mpegvideo,m4v,h264,hevc,ivf,ogg,asf,gif,"
    "mxf,rm,dv,mjpeg,amr,mp3,wav,flac,aac,ac3,eac3,aiff,caf,w64,au"
)
READ_BYTES = 1 << 18  # a read from the file
MICROSECONDS = 1_000_000


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
        raise Unreadable(f"no video or sound is found in it ({_why_none(stream, error)})") from error
    with container:
        yield container


def _why_none(stream: BinaryIO, error: Exception) -> str:
    """Say why nothing was found: what the file lacks says more than FFmpeg does."""
    if stream.seek(0, SEEK_END) == 0:
        return "the file is empty"
    return "; ".join(missing_notes(stream)) or reason_of(error)


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


def container_duration_s(container: InputContainer) -> float | None:
    """Return the whole recording's length as the file states it."""
    stated = container.duration
    return stated / MICROSECONDS if stated is not None and stated > 0 else None


class Decoder(Generic[F]):
    """Decodes one stream to its end, in one thread, and counts what could not be decoded."""

    def __init__(self, container: InputContainer, stream: VideoStream | AudioStream) -> None:
        if stream.codec_context is None:
            raise Unreadable(f"its {stream.type} is of a kind that FFmpeg has no decoder for")
        stream.codec_context.thread_count = 1
        stream.codec_context.thread_type = "NONE"
        self._container, self._stream = container, stream
        self._sent: deque[int | None] = deque()  # decoding times of packets whose frame has not come out yet
        self._lost_packets = 0
        self._stopped: str | None = None

    def frames(self) -> Iterator[tuple[F, int | None]]:
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
                self._lost_packets += 1
                if self._sent:
                    self._sent.pop()
                continue
            for frame in frames:
                yield cast("F", frame), self._sent.popleft() if self._sent else None

    def seek(self, ticks: int) -> bool:
        """Go to the keyframe at or before a time of the stream; False where that cannot be done."""
        try:
            self._container.seek(ticks, stream=self._stream)
        except av.error.FFmpegError:
            return False
        self._stream.codec_context.flush_buffers()
        self._sent.clear()
        return True

    def unread(self) -> list[str]:
        """Say what could not be decoded so far."""
        unread = [self._stopped] if self._stopped else []
        if self._lost_packets:
            packets = f"{self._lost_packets} packet{'s' if self._lost_packets > 1 else ''}"
            unread.append(f"{packets} of {self._stream.type} could not be decoded")
        return unread

    def _packets(self) -> Iterator[Packet[Any] | None]:
        try:
            for packet in self._container.demux(self._stream):
                if packet.size:
                    yield packet
        except av.error.FFmpegError as error:
            if isinstance(error, MemoryError):
                raise
            self._stopped = f"reading stopped before the end ({reason_of(error)})"
        yield None  # has the decoder give what it holds
