"""Videos and sound, read in a child of their own and checked here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias, TypeVar

from sayso.parsers.child import Child, WorkerGone, own_child
from sayso.parsers.errors import CouldNotRead, ReaderBroke, printable
from sayso.parsers.limits import SOUND_LIMITS, VIDEO_LIMITS, Limits
from sayso.parsers.reading import notes_and_unread
from sayso.parsers.types import Frame, Sampling, SoundRead, VideoFacts
from sayso.parsers.wire import Message
from sayso.values import MediaTime

T = TypeVar("T")
Take: TypeAlias = Callable[[Mapping[str, object], bytearray], T]
MAX_RATE = 192_000  # samples a second
MAX_S = 4 * 3600.0  # of sound


class Video:
    """An open video: its facts, and its frames to go through once.

    `notes`, `unread` and `is_complete` are true of what has been gone through: read them
    after the last frame.
    """

    def __init__(self, path: Path, child: Child, *, in_colour: bool = True) -> None:
        self.notes: tuple[str, ...] = ()
        self.unread: tuple[str, ...] = ()  # those of them that say that a part could not be read
        self.is_complete = False  # True once the last frame was given and nothing was in the way
        self._path, self._name, self._in_colour = path, path.name, in_colour
        self._child, self._answers = child, child.answers()
        self._given, self._ended = 0, False
        self.facts = self._checked(_facts, self._next())

    def __iter__(self) -> Iterator[Frame]:
        """Give the frames in the order in which they are shown.

        When the reader is stopped after the first frame, the frames end and `notes` says why.

        Raises:
            CouldNotRead: when it is stopped before that.
        """
        while True:
            try:
                message = self._next()
                if message[0].get("kind") == "done":
                    self.notes, self.unread = self._checked(lambda head, _: notes_and_unread(head), message)
                    self.is_complete = not self.notes
                    self._ended = next(self._answers, None) is None
                    return
                frame = self._checked(self._frame, message)
            except CouldNotRead as error:
                if not self._given:
                    raise
                self.notes = self.unread = (f"after {self._given} frames: {error.reason}",)
                return
            self._given += 1
            yield frame

    def read_audio(
        self, *, rate: int = 11025, max_s: float = MAX_S, limits: Limits = SOUND_LIMITS
    ) -> SoundRead:
        """Return the sound of the same file, as `sayso.parsers.read_audio` does.

        After the last frame the same process reads it, which spares starting another.
        """
        if not (self._ended and self._child.usable):
            return read_audio(self._path, rate=rate, max_s=max_s, limits=limits)
        return _sound_by(self._child, self._path, rate, max_s, limits)

    def _next(self) -> Message:
        message = next(self._answers, None)
        if message is None:
            raise ReaderBroke(self._name, "it ended in the middle")
        return message

    def _frame(self, head: Mapping[str, object], data: bytearray) -> Frame:
        return _frame(head, data, self.facts.time_base, in_colour=self._in_colour)

    def _checked(self, take: Take[T], message: Message) -> T:
        return _checked(self._name, take, message)


@contextmanager
def open_video(
    path: Path, *, sample: Sampling | None = None, limits: Limits = VIDEO_LIMITS
) -> Iterator[Video]:
    """Open a video for one pass over its sampled frames; its reader ends with the block.

    Args:
        path: the captured bytes.
        sample: which frames, and how large; two a second if not given.
        limits: what the child may use.

    A file with sound only has facts that say so, and no frames.

    Raises:
        CouldNotRead: when no video or sound is found in it, or the reader was stopped or broke down.
    """
    wanted = sample or Sampling()
    fps = None if wanted.fps is None else Fraction(wanted.fps)
    request = {
        "fps": None if fps is None else [fps.numerator, fps.denominator],
        "max_side": wanted.max_side,
        "start_s": wanted.start_s,
        "end_s": wanted.end_s,
        "in_colour": wanted.in_colour,
    }
    with own_child(limits, readings=2) as child:  # the picture, and the sound of the same file
        _ask(child, "video", path, request)
        yield Video(path, child, in_colour=wanted.in_colour)


def frames_at(
    path: Path, seconds: Sequence[float], *, max_side: int = 1280, limits: Limits = VIDEO_LIMITS
) -> list[Frame | None]:
    """Return the frame on screen at each of `seconds`, in their order; None where there is none.

    Raises:
        CouldNotRead: as `open_video`.
    """
    found: list[Frame | None] = [None] * len(seconds)
    if not found:
        return found
    with own_child(limits) as child:
        _ask(child, "stills", path, {"seconds": [max(0.0, float(s)) for s in seconds], "max_side": max_side})
        for message in child.answers():
            number, frame = _checked(path.name, _numbered_frame, message)
            if not 0 <= number < len(found):
                raise ReaderBroke(path.name, "it gave a frame that was not asked for")
            found[number] = frame
    return found


def read_audio(
    path: Path, *, rate: int = 11025, max_s: float = MAX_S, limits: Limits = SOUND_LIMITS
) -> SoundRead:
    """Return the sound of a recording, mixed to one channel.

    Args:
        path: the captured bytes.
        rate: samples a second of what is returned.
        max_s: seconds of sound that are read at most; `notes` says when there was more.
        limits: what the child may use.

    Raises:
        CouldNotRead: when there is no sound in it, or the reader was stopped or broke down.
    """
    with own_child(limits) as child:
        return _sound_by(child, path, rate, max_s, limits)


def _sound_by(child: Child, path: Path, rate: int, max_s: float, limits: Limits) -> SoundRead:
    if not 1000 <= rate <= MAX_RATE or max_s <= 0:
        raise ValueError(f"no sound of {rate} samples a second and at most {max_s} s can be given")
    _ask(child, "sound", path, {"rate": rate, "max_s": max_s}, limits)
    return _joined_sound(path.name, list(child.answers()), rate)


def _joined_sound(name: str, parts: list[Message], rate: int) -> SoundRead:
    import numpy as np

    def take(head: Mapping[str, object], _: bytearray) -> SoundRead:
        start_s = head["start_s"]
        if not isinstance(start_s, int | float):
            raise TypeError("a start is a number of seconds")
        pieces = [np.frombuffer(piece, dtype="<i2") for _, piece in parts[:-1]]
        samples = np.concatenate(pieces) if pieces else np.zeros(0, dtype="<i2")
        notes, unread = notes_and_unread(head)
        return SoundRead(
            samples=samples.astype(np.float32) / np.float32(32768),
            rate=rate,
            start_s=float(start_s),
            notes=notes,
            unread=unread,
        )

    if not parts:
        raise ReaderBroke(name, "it ended without an answer")
    return _checked(name, take, parts[-1])


def _ask(
    child: Child, reader: str, path: Path, request: Mapping[str, object], limits: Limits | None = None
) -> None:
    try:
        child.ask(reader, path, request, limits)
    except WorkerGone as error:
        raise ReaderBroke(path.name, "its process did not start") from error


def _checked(name: str, take: Take[T], message: Message) -> T:
    """Take a child's message, or say that it makes no sense."""
    try:
        return take(*message)
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise ReaderBroke(name, "its answer does not hold together") from error


def _facts(head: Mapping[str, object], data: bytearray) -> VideoFacts:
    del data
    notes, unread = notes_and_unread(head)
    return VideoFacts(
        has_video=_of_type(head["has_video"], bool),
        width=_count(head["width"]),
        height=_count(head["height"]),
        rotation=_count(head["rotation"]) % 360,
        duration_s=None if head["duration_s"] is None else _of_type(head["duration_s"], float),
        time_base=_time_base(head["time_base"]),
        codec=_word(head["codec"]),
        frame_count_hint=None if head["frame_count_hint"] is None else _count(head["frame_count_hint"]),
        has_audio=_of_type(head["has_audio"], bool),
        audio_codec=_word(head["audio_codec"]),
        container=_word(head["container"]) or "",
        notes=notes,
        unread=unread,
    )


def _frame(
    head: Mapping[str, object], data: bytearray, time_base: Fraction, *, in_colour: bool = True
) -> Frame:
    from sayso.parsers.pixels import checked_pixels  # imports numpy

    rgb = checked_pixels(data, head["width"], head["height"], in_colour=in_colour)
    at = MediaTime(_of_type(head["ticks"], int), time_base)
    return Frame(at=at, rgb=rgb, is_keyframe=_of_type(head["is_keyframe"], bool))


def _numbered_frame(head: Mapping[str, object], data: bytearray) -> tuple[int, Frame]:
    return _of_type(head["number"], int), _frame(head, data, _time_base(head["time_base"]))


def _of_type(value: object, kind: type[T]) -> T:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _count(value: object) -> int:
    count = _of_type(value, int)
    if not 0 <= count < 1 << 53:
        raise ValueError(f"{count} is no count")
    return count


def _word(value: object) -> str | None:
    return None if value is None else printable(_of_type(value, str), 80)


def _time_base(value: object) -> Fraction:
    numerator, denominator = _of_type(value, list)
    base = Fraction(_count(numerator), _count(denominator))
    if base <= 0:
        raise ValueError("a time base is above 0")
    return base
