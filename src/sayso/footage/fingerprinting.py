"""Fingerprints of one exhibit: a video's frames at even steps, or a still picture.

Reading hostile bytes is left to `sayso.parsers`, searching to `sayso.footage.search`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from sayso.footage.borders import find_border, inside
from sayso.footage.features import MOST, describe
from sayso.footage.fingerprints import FINGERPRINTS
from sayso.footage.inset_runs import InsetRuns
from sayso.footage.listening import NO_PICTURE, NO_SOUND, SOUND, Heard, listen, sound_printer
from sayso.footage.networks import Network, Vectors
from sayso.footage.pictures import Grey, grey, shrink
from sayso.footage.prints import PrintUnreadable, print_from_json, print_to_json
from sayso.footage.shots import TimedPicture, shots_of
from sayso.footage.thumbs import LONGER_SIDE, joined, thumbs_of
from sayso.footage.types import (
    Box,
    Described,
    FootagePrint,
    KeyframePrint,
    LocalPrint,
    Picture,
    PictureHash,
    Thumbs,
    Unusable,
)
from sayso.parsers import VIDEO_LIMITS, Limits, Sampling, Video, VideoFacts, open_video, read_picture
from sayso.values import Digest, MediaTime, Method, Progress, silent

__all__ = [
    "PrintUnreadable",
    "fingerprint_method",
    "fingerprint_picture",
    "fingerprint_sound",
    "fingerprint_video",
    "print_from_json",
    "print_of_frames",
    "print_to_json",
]

FRAMES_A_SECOND = 4  # sampled; a clip of one second still gives four
MAX_SIDE = 400  # pixels; frames are looked at no larger, and in grey
NETWORK_SIDE = 640  # pixels; what a network is shown is no larger, and in colour
HASH = "pdq"
LOCAL_EVERY = 4  # sampled frames from one with local features to the next
LOCAL_AFTER_CUT = 2  # and at least so many where a shot begins


def fingerprint_method(network: Network | None = None) -> Method:
    """Say how fingerprints are made here, with a learned descriptor where one is named."""
    return Method(
        name="footage.print",
        version="7",
        parameters={
            "frames_a_second": FRAMES_A_SECOND,
            "max_side": MAX_SIDE,
            "hash": HASH,
            "hash_version": _hasher().version,
            "local_every": LOCAL_EVERY,
            "local_features": MOST,
            "thumb_side": LONGER_SIDE,
            "sound": SOUND,
            "sound_version": sound_printer().version,
            **(network.parameters() if network else {}),
        },
        packages={
            **{name: version(name) for name in ("av", "numpy", "opencv-python-headless")},
            **(network.packages() if network else {}),
        },
        models={network.name: network.digest} if network else {},
    )


@lru_cache(maxsize=1)
def _hasher() -> PictureHash:
    hasher: PictureHash = FINGERPRINTS.load(HASH)()
    return hasher


def fingerprint_video(
    path: Path,
    exhibit: Digest,
    *,
    progress: Progress = silent,
    limits: Limits = VIDEO_LIMITS,
    network: Network | None = None,
) -> FootagePrint:
    """Read a video, and then the sound of one that has some, and return its fingerprint.

    What cannot be read of a damaged file is said in `notes`; a file of which no
    frame can be read gives a print without keyframes and a note that says so.
    Memory stays bounded: frames are held for one shot at most.

    Raises:
        CouldNotRead: when it is no video, or its reader was stopped or broke down.
    """
    sample = Sampling(fps=FRAMES_A_SECOND, max_side=_side(network), in_colour=network is not None)
    with open_video(path, sample=sample, limits=limits) as video:
        facts = video.facts
        total = None if facts.duration_s is None else round(facts.duration_s * FRAMES_A_SECOND)
        read = _read(_counted(video, total, progress), network, with_insets=True)
        notes, unread = (*facts.notes, *video.notes), (*facts.unread, *video.unread)
        heard = listen(video) if facts.has_audio else Heard(notes=(NO_SOUND,))
    if not read.keyframes:
        notes = (*notes, _why_no_frame(facts))
    footage = FootagePrint(
        exhibit=exhibit,
        method=fingerprint_method(network),
        is_still=False,
        duration_s=_duration_s(facts, heard.until_s, read.keyframes),
        width=facts.width,
        height=facts.height,
        keyframes=read.keyframes,
        notes=tuple(dict.fromkeys((*notes, *heard.notes))),
        unread=tuple(dict.fromkeys((*unread, *heard.unread))),
        locals=read.locals,
        thumbs=read.thumbs,
        sound=heard.codes,
        described=read.described,
    )
    return footage if read.insets is None else replace(footage, insets=read.insets.of(footage))


def _why_no_frame(facts: VideoFacts) -> str:
    if facts.has_video:
        return "no frame could be read"
    return NO_PICTURE if facts.has_audio else "it has neither picture nor sound"


def _duration_s(facts: VideoFacts, heard_s: float | None, keyframes: Sequence[KeyframePrint]) -> float | None:
    """Return the stated length, or that to the last frame where times were made up beyond it."""
    if facts.duration_s is None and not facts.has_video:
        return heard_s
    if facts.duration_s is None or not keyframes:
        return facts.duration_s
    return max(facts.duration_s, keyframes[-1].at.seconds)


def fingerprint_sound(path: Path, exhibit: Digest, *, network: Network | None = None) -> FootagePrint:
    """Read a recording of sound and return its fingerprint, which has no keyframes.

    Sound that could not be read is said in `notes`.
    """
    heard = listen(path)
    return FootagePrint(
        exhibit=exhibit,
        method=fingerprint_method(network),
        is_still=False,
        duration_s=heard.until_s,
        width=0,
        height=0,
        keyframes=(),
        notes=heard.notes,
        unread=heard.unread,
        sound=heard.codes,
    )


def fingerprint_picture(path: Path, exhibit: Digest, *, network: Network | None = None) -> FootagePrint:
    """Read a still picture and return its fingerprint: one keyframe at second 0.

    Raises:
        CouldNotRead: when it is no picture, is damaged, or asks for too many pixels.
    """
    read = read_picture(path, max_side=_side(network))
    frame = Still(at=MediaTime(0, Fraction(1)), rgb=read.rgb)
    return print_of_frames(
        [frame],
        exhibit,
        width=read.width,
        height=read.height,
        is_still=True,
        notes=read.notes,
        unread=read.unread,
        network=network,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Still:
    """A decoded picture with a time."""

    at: MediaTime
    rgb: Picture


def _side(network: Network | None) -> int:
    return NETWORK_SIDE if network else MAX_SIDE


def _counted(video: Video, total: int | None, progress: Progress) -> Iterator[TimedPicture]:
    for done, frame in enumerate(video):
        progress(done, total, "frames")
        yield frame


class _Reader:
    """What is made of the frames of a picture, or of one that is set into it, shot by shot."""

    def __init__(self) -> None:
        self.keyframes: list[KeyframePrint] = []
        self.locals: list[LocalPrint] = []
        self.local_places: list[int] = []  # of the keyframes that have local features
        self._thumbs: list[Thumbs] = []
        self._since_local = 0  # frames since the last one with local features

    def add(self, times: Sequence[MediaTime], greys: Sequence[Grey]) -> Box | None:
        """Fingerprint the frames of a shot, and return what lies inside its border; None for all of it."""
        box = find_border(np.stack(greys))
        answers = _hasher().of_pictures([inside(picture, box) for picture in greys])
        self._thumbs.append(thumbs_of(greys))
        for n, (at, answer) in enumerate(zip(times, answers, strict=True)):
            since = self._since_local + 1 if self.locals else LOCAL_EVERY
            wanted = since >= (LOCAL_AFTER_CUT if n == 0 else LOCAL_EVERY)
            self._since_local = 0 if wanted else since
            if wanted:
                self.locals.append(describe(greys[n], at))
                self.local_places.append(len(self.keyframes))
            self.keyframes.append(_keyframe(at, answer, box))
        return box

    @property
    def thumbs(self) -> Thumbs | None:
        """Small pictures of all frames."""
        return joined(self._thumbs)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one pass over the frames gives."""

    keyframes: tuple[KeyframePrint, ...]
    locals: tuple[LocalPrint, ...]
    thumbs: Thumbs | None
    described: Described | None
    insets: InsetRuns | None  # None where none were looked for


def _read(frames: Iterable[TimedPicture], network: Network | None, *, with_insets: bool) -> _Read:
    """Fingerprint frames in order; borders are set aside shot by shot."""
    reader, insets = _Reader(), InsetRuns(_Reader) if with_insets else None
    vectors: list[Vectors] = []
    for shot in shots_of(frames):
        greys = [shrink(grey(frame.rgb), MAX_SIDE) for frame in shot]
        times = [frame.at for frame in shot]
        first, chosen = len(reader.keyframes), len(reader.local_places)
        box = reader.add(times, greys)
        if insets:
            insets.add(times, greys)
        if network:
            shown = [inside(shot[place - first].rgb, box) for place in reader.local_places[chosen:]]
            vectors.append(network.describe(shown))
    return _Read(
        tuple(reader.keyframes),
        tuple(reader.locals),
        reader.thumbs,
        _described(network, reader.local_places, vectors),
        insets,
    )


def _described(network: Network | None, places: list[int], vectors: list[Vectors]) -> Described | None:
    if network is None:
        return None
    return Described(
        model=network.digest,
        near=network.prepared.near,
        keyframes=tuple(places),
        vectors=b"".join(part.tobytes() for part in vectors),
    )


def _keyframe(at: MediaTime, answer: tuple[bytes, int] | Unusable, box: Box | None) -> KeyframePrint:
    if isinstance(answer, Unusable):
        return KeyframePrint(at=at, hash=None, quality=0, unusable=answer.reason, inside=box)
    return KeyframePrint(at=at, hash=answer[0], quality=answer[1], inside=box)


def print_of_frames(
    frames: Iterable[TimedPicture],
    exhibit: Digest,
    *,
    width: int,
    height: int,
    duration_s: float | None = None,
    is_still: bool = False,
    notes: tuple[str, ...] = (),
    unread: tuple[str, ...] = (),
    network: Network | None = None,
) -> FootagePrint:
    """Return the fingerprint of frames that are already decoded, in the order of their times.

    `width` and `height` are those of the exhibit, in pixels, upright.
    """
    read = _read(frames, network, with_insets=not is_still)
    footage = FootagePrint(
        exhibit=exhibit,
        method=fingerprint_method(network),
        is_still=is_still,
        duration_s=duration_s,
        width=width,
        height=height,
        keyframes=read.keyframes,
        notes=notes,
        unread=unread,
        locals=read.locals,
        thumbs=read.thumbs,
        described=read.described,
    )
    return footage if read.insets is None else replace(footage, insets=read.insets.of(footage))
