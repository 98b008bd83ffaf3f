"""Videos: facts, and upright frames with their times, in RGB or in grey. Runs in the child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from sayso.parsers.decoding import Decoder, missing_notes, opened, origin_s
from sayso.parsers.timing import FrameClock, Gaps, chosen, rises
from sayso.parsers.turning import Turn
from sayso.parsers.types import Sampling
from sayso.parsers.upright import Upright, frame_head
from sayso.parsers.video_facts import (
    container_facts,
    duration_s,
    facts_without_video,
    moving_streams,
    refuse_enormous,
    stated_s,
    usual_ticks,
)
from sayso.parsers.worker import Answer

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    Timed: TypeAlias = Iterator[tuple[int, VideoFrame]]  # ticks from the file's start

PEEKED_FRAMES = 8  # held at the start, to see whether presentation times can be believed
MOST_GAP_S = 24 * 3600  # that a frame may stay on screen: a damaged time may say centuries
LONG_GAP_S = 10  # a frame that stays longer than this, and than others do, is worth a word
SEEK_AHEAD_S = 5  # a still further ahead than this is sought, not decoded up to
HONEST_CONTAINERS = ("mov,", "matroska,")  # those whose presentation times hold after a seek


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give a video's facts, its sampled frames, and at last what could not be read."""
    sampling = _sampling(request)
    missing = missing_notes(stream)
    with opened(stream) as container:
        footage = _footage(container)
        if footage is None:
            yield {"kind": "facts", **facts_without_video(container)}, b""
            yield {"kind": "done", "notes": [], "unread": missing}, b""
            return
        frames = footage.frames(sampling.start_s)
        first = next(frames, None)
        yield {"kind": "facts", **footage.facts(first[1] if first else None)}, b""
        if first is not None:
            yield from footage.pictures(_put_back(first, frames), sampling)
        unread = missing + footage.unread(sampling)
        yield {"kind": "done", "notes": footage.notes(sampling), "unread": unread}, b""


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
        refuse_enormous(stream)
        assert stream.time_base is not None
        self.time_base: Fraction = stream.time_base
        self._origin = round(origin_s(container) / self.time_base)
        self._usual_ticks = usual_ticks(stream, self.time_base)
        self._gaps = Gaps(max(int(LONG_GAP_S / self.time_base), 3 * self._usual_ticks))
        self._clock = self._new_clock()
        self._upright = Upright(stream)
        self._last_ticks: int | None = None
        self._flawed_frames = 0

    def facts(self, first: VideoFrame | None) -> dict[str, object]:
        """Return what the file states, and how its frames are to be turned."""
        stream, context = self._stream, self._stream.codec_context
        self._upright.turn = turn = Turn.of(first) if first is not None else Turn.none()
        width, height = self._upright.size(context.width, context.height)
        return {
            **container_facts(self._container),
            "has_video": True,
            "width": width,
            "height": height,
            "rotation": turn.degrees,
            "duration_s": duration_s(self._container, self._stream),
            "time_base": [self.time_base.numerator, self.time_base.denominator],
            "codec": context.name,
            "frame_count_hint": stream.frames or None,
            "notes": [],
            "unread": _streams_unread(self._container),
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
            picture = self._upright.picture(frame, sampling.max_side, in_colour=sampling.in_colour)
            if picture is not None:
                yield {"kind": "frame", **frame_head(ticks, frame, picture)}, picture.pixels

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
            self._upright.turn = Turn.of(shown[1])
            picture = self._upright.picture(shown[1], max_side)
            if picture is not None:
                base = [self.time_base.numerator, self.time_base.denominator]
                yield {"number": number, "time_base": base, **frame_head(*shown, picture)}, picture.pixels

    def unread(self, sampling: Sampling) -> list[str]:
        """Say what of the video could not be read, now that it has been gone through."""
        unread = self._decoder.unread()
        if self._flawed_frames:
            unread.append(
                _frames(self._flawed_frames, "is damaged, and shows it", "are damaged, and show it")
            )
        if self._upright.unconverted:
            why = "could not be converted and"
            unread.append(_frames(self._upright.unconverted, f"{why} is left out", f"{why} are left out"))
        if self._last_ticks is None:
            return [*unread, "no frame could be decoded"]
        end_s, stated = self._unlike_stated(sampling)
        if end_s < stated:
            # in front: what is read first of several
            unread.insert(0, f"the picture ends at {end_s:.2f} s of the {stated:.2f} s that the file states")
        return unread

    def notes(self, sampling: Sampling) -> list[str]:
        """Say what else was not plain."""
        notes = self._gaps.notes(self.time_base)
        if self._clock.mended:
            why = "no possible time: it was made up from"
            made_up = _frames(self._clock.mended, f"states {why} its place", f"state {why} their order")
            notes.insert(0, made_up)
        end_s, stated = self._unlike_stated(sampling)
        if end_s > stated:
            notes.append(
                f"the picture goes on to {end_s:.2f} s, beyond the {stated:.2f} s that the file states"
            )
        return notes

    def _unlike_stated(self, sampling: Sampling) -> tuple[float, float]:
        """Return when the picture ends and when the file says so; the same where it is so, or unknown."""
        stated = stated_s(self._container, self._stream)
        if self._last_ticks is None or stated is None or sampling.end_s is not None:
            return 0.0, 0.0
        end_s = float((self._last_ticks + self._usual_ticks) * self.time_base)
        return (stated, stated) if abs(stated - end_s) <= max(1.0, 0.05 * stated) else (end_s, stated)

    def _ticking(self) -> Timed:
        self._clock = self._new_clock()
        frames = self._decoder.frames()
        peeked = list(islice(frames, PEEKED_FRAMES))
        by_pts = self._container.format.name != "avi" and rises(frame.pts for frame, _ in peeked)
        for frame, in_order in chain(peeked, frames):
            ticks = self._clock.tick(frame.pts if by_pts else in_order) - self._origin
            self._flawed_frames += bool(frame.is_corrupt)
            self._gaps.look(self._last_ticks, ticks)
            self._last_ticks = ticks
            yield ticks, frame

    def _new_clock(self) -> FrameClock:
        return FrameClock(self._usual_ticks, int(MOST_GAP_S / self.time_base))

    def _seek(self, second: Fraction) -> bool:
        is_honest = self._container.format.name.startswith(HONEST_CONTAINERS)
        return is_honest and self._decoder.seek(int(second / self.time_base) + self._origin)

    def _end_s(self, last_ticks: int) -> Fraction:
        """Return when the last frame leaves the screen."""
        return max(
            (last_ticks + self._usual_ticks) * self.time_base,
            Fraction(duration_s(self._container, self._stream) or 0),
        )


def _streams_unread(container: InputContainer) -> list[str]:
    count = len(moving_streams(container))
    return [f"it has {count} video streams: one was read"] if count > 1 else []


def _footage(container: InputContainer) -> Footage | None:
    streams = moving_streams(container)
    best = container.streams.best("video")
    if not streams:
        return None
    return Footage(container, best if best in streams else streams[0])


def _frames(count: int, of_one: str, of_many: str) -> str:
    """Say what is so of one frame, or of several."""
    return f"1 frame {of_one}" if count == 1 else f"{count} frames {of_many}"


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
