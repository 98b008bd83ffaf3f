"""What is made of the frames of a recording, in whatever way they were read: shot by shot, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version

import numpy as np

from sayso.footage.borders import find_border, inside
from sayso.footage.features import MOST, describe
from sayso.footage.fingerprints import FINGERPRINTS
from sayso.footage.inset_runs import InsetRuns
from sayso.footage.listening import SOUND, sound_printer
from sayso.footage.networks import Network, Vectors
from sayso.footage.pictures import Grey, grey, shrink
from sayso.footage.shots import TimedPicture, shots_of
from sayso.footage.thumbs import LONGER_SIDE, joined, thumbs_of
from sayso.footage.types import (
    Box,
    Described,
    FootagePrint,
    KeyframePrint,
    LocalPrint,
    PictureHash,
    Thumbs,
    Unusable,
)
from sayso.values import Digest, MediaTime, Method

FRAMES_A_SECOND = 4  # sampled; a clip of one second still gives four
MAX_SIDE = 400  # pixels; frames are looked at no larger, and in grey
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
class Read:
    """What one pass over the frames gives."""

    keyframes: tuple[KeyframePrint, ...]
    locals: tuple[LocalPrint, ...]
    thumbs: Thumbs | None
    described: Described | None
    insets: InsetRuns | None  # None where none were looked for


def read_frames(frames: Iterable[TimedPicture], network: Network | None, *, with_insets: bool) -> Read:
    """Fingerprint frames in the order of their times; borders are set aside shot by shot.

    Memory stays bounded: frames are held for one shot at most.
    """
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
    return Read(
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
    read = read_frames(frames, network, with_insets=not is_still)
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
