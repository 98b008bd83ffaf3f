"""Sound: bytes -> 16-bit samples of one channel, by FFmpeg through PyAV. Runs in the child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from sayso.parsers.decoding import Decoder, missing_notes, opened, origin_s, reason_of
from sayso.parsers.worker import Answer, Unreadable

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.container import InputContainer

GAP_S = Fraction(1, 10)  # silence shorter than this between two frames is the codec's rounding
CHUNK_BYTES = 1 << 20


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give samples in pieces, and at last when the first one sounds and what could not be read."""
    rate, max_s = request["rate"], request["max_s"]
    assert isinstance(rate, int)
    assert isinstance(max_s, int | float)
    missing = missing_notes(stream)
    with opened(stream) as container:
        sound = container.streams.best("audio") or next(iter(container.streams.audio), None)
        if sound is None:
            raise Unreadable("there is no sound in it")
        assert isinstance(sound, AudioStream)
        yield from _Sound(container, sound, rate, Fraction(max_s), missing).pieces()


class _Sound:
    def __init__(
        self, container: InputContainer, stream: AudioStream, rate: int, most_s: Fraction, unread: list[str]
    ) -> None:
        self._decoder: Decoder[AudioFrame] = Decoder(container, stream)
        self._rate = rate
        self._most = int(most_s * rate)  # samples
        self._origin_s = origin_s(container)
        self._start_s: Fraction | None = None
        self._given = 0
        self._heard_s = Fraction(0)  # of the input, from its first frame, silence that was put in included
        self._silence_s = Fraction(0)
        self._unread = list(unread)

    def pieces(self) -> Iterator[Answer]:
        waiting = bytearray()
        for samples in self._samples():
            waiting += samples
            if self._given + len(waiting) // 2 > self._most:
                del waiting[(self._most - self._given) * 2 :]
                self._unread.append(f"only the first {self._most / self._rate:g} s were read")
                break
            if len(waiting) >= CHUNK_BYTES:
                self._given += len(waiting) // 2
                yield {}, bytes(waiting)
                waiting.clear()
        if waiting:
            yield {}, bytes(waiting)
        self._unread += self._decoder.unread()
        if self._start_s is None:
            self._unread.append("no sound could be decoded")
        silence = f"{float(self._silence_s):.2f} s without sound data stand as silence"
        notes = [silence] if self._silence_s else []
        yield {"start_s": float(self._start_s or 0), "notes": notes, "unread": self._unread}, b""

    def _samples(self) -> Iterator[bytes]:
        resampler = AudioResampler(format="s16", layout="mono", rate=self._rate)
        try:
            for frame, _ in self._decoder.frames():
                yield from self._silence_before(frame)
                frame.pts = None  # gaps are filled here, not by the resampler
                yield from (_bytes_of(small) for small in resampler.resample(frame))
            if self._start_s is not None:
                yield from (_bytes_of(small) for small in resampler.resample(None))
        except (av.error.FFmpegError, ValueError) as error:
            if isinstance(error, MemoryError):
                raise
            self._unread.append(f"the sound could not be read to its end ({reason_of(error)})")

    def _silence_before(self, frame: AudioFrame) -> Iterator[bytes]:
        """Fill a gap, so that a sample's place still says when it sounds."""
        at_s = self._time_of(frame)
        if self._start_s is None:
            self._start_s = at_s if at_s is not None else Fraction(0)
        gap_s = at_s - self._start_s - self._heard_s if at_s is not None else Fraction(0)
        if gap_s > GAP_S:
            count = min(int(gap_s * self._rate), self._most)
            self._heard_s += gap_s
            self._silence_s += gap_s
            yield bytes(2 * count)
        self._heard_s += Fraction(frame.samples, frame.sample_rate)

    def _time_of(self, frame: AudioFrame) -> Fraction | None:
        if frame.pts is None or frame.time_base is None:
            return None
        time: Fraction = frame.pts * frame.time_base - self._origin_s
        return time


def _bytes_of(frame: AudioFrame) -> bytes:
    return bytes(frame.planes[0])[: frame.samples * 2]
