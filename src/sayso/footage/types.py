"""Footage: fingerprints of frames, and copies with their alignment.

Boxes are fractions of the picture, so that they hold at every size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.values import Digest, MediaTime, Method

CopyKind = Literal["same-footage", "same-place", "same-sound", "undecided"]
Turn = Literal[0, 90, 180, 270]
EITHER_WAY = (
    "cannot be told"  # of a finding, in its details as `mirror`: either reading of its seconds explains it
)
Span = tuple[float, float]  # seconds of a recording, the first before the last
EVERYWHERE: Span = (0.0, float("inf"))
Picture = NDArray[np.uint8]  # upright: (height, width, 3) RGB, or (height, width) luma


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a picture, in fractions of its width and height; (0, 0) is the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """How much of the picture it is, from 0 to 1."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A picture that was looked at and gives no fingerprint: too plain, too dark, too small."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyframePrint:
    """The whole-frame fingerprint of one keyframe."""

    at: MediaTime
    hash: bytes | None  # packed bits, first bit highest; None where the frame is unusable
    quality: int  # 0 to 100
    unusable: str | None = None  # why there is no hash
    inside: Box | None = None  # the part that was hashed; None for the whole picture


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPrint:
    """The local features of one frame: small patches that are found again in a part of a picture.

    `sayso.footage.features` packs and unpacks them.
    """

    at: MediaTime
    places: bytes  # 6 a feature: where it is, how large, which way it points
    bits: bytes  # 16 a feature: what the patch looks like


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbs:
    """A small grey picture of every keyframe, from which is seen what moves."""

    columns: int
    rows: int
    cells: bytes  # (keyframes, rows, columns), luma


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundCodes:
    """The fingerprint of a sound track: codes at even steps, each about the seconds that follow."""

    technique: str  # which of `sayso.footage.soundprints.SOUNDPRINTS`, and its version
    version: str
    start_s: float  # when the first code's sound begins, counted from the file's start
    step: Fraction  # seconds from one code to the next
    span: Fraction  # seconds that a code tells of
    codes: bytes  # 4 a code, little-endian
    silent: tuple[tuple[int, int], ...] = ()  # codes [first, last) of silence, which say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Vectors of some keyframes by a learned descriptor; only their directions count."""

    model: Digest  # of the network's file
    near: float  # cosine from which on two are worth a look
    keyframes: tuple[int, ...]  # which of the print's keyframes, rising
    vectors: bytes  # (keyframes, dimensions) int8


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class FootagePrint:
    """What is stored of a video or picture so that it can be found again."""

    exhibit: Digest
    method: Method
    is_still: bool
    duration_s: float | None  # None for a still, or where it is not known
    width: int
    height: int
    keyframes: tuple[KeyframePrint, ...]
    notes: tuple[str, ...] = ()  # what could not be read, with the reason, and what else was not plain
    unread: tuple[str, ...] = ()  # those of `notes` by which a part was not read, and cannot be searched
    locals: tuple[LocalPrint, ...] = ()  # about one a second
    thumbs: Thumbs | None = None
    sound: SoundCodes | None = None  # None where there is none, or it was not read: see `unheard`
    unheard: str | None = None  # of `notes`, why there is sound and none of it could be listened to
    described: Described | None = None  # None where no learned descriptor was named
    insets: tuple[Inset, ...] = ()  # of a video


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """A picture that is set into the picture of a recording, where it stays for a while."""

    box: Box  # of the recording's picture
    shown: FootagePrint  # of what lies in the box, at the recording's seconds; without sound and insets


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the query that shows a stretch of what was found, in seconds of each, start before end."""

    query_start_s: float
    query_end_s: float
    found_start_s: float
    found_end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FramePair:
    """Two moments to look at side by side."""

    query_s: float
    found_s: float
    distance_bits: int | None = None
    technique: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlikePart:
    """A part of two copies' pictures that they show otherwise all through a stretch."""

    stretch: Segment
    query: Box
    found: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A finding: (a part of) one recording shows the same as (a part of) another."""

    kind: CopyKind
    query: Digest  # exhibits
    found: Digest
    segments: tuple[Segment, ...]
    query_region: Box | None  # None where the whole picture matches or no region was worked out
    found_region: Box | None
    mirror: bool  # False also where it cannot be told: see `either_way`
    speed: float  # seconds of the found one a second of the query
    score: float  # calibrated: 0 to 1
    evidence: tuple[FramePair, ...]
    techniques: tuple[str, ...]
    details: Mapping[str, object] = field(default_factory=dict)  # JSON values: counts, distances, inliers
    reversed: bool = False  # played backwards: the first second of a segment shows the found one's last
    turn: Turn = 0  # degrees clockwise by which the query shows what was found turned, before any mirroring
    query_unlike: Box | None = None  # of the query's, what the other shows otherwise all through a stretch
    found_unlike: Box | None = None  # the same of the found one's; both are the largest of
    unlike_parts: tuple[UnlikePart, ...] = ()  # those of each stretch that has one
    unlike_looked_for: bool = False  # in all its stretches; else that there is no such part says nothing

    @property
    def is_of_a_still(self) -> bool:
        """Whether one of the two is a still, which shows moments and no stretch."""
        ours = (one.query_start_s == one.query_end_s for one in self.segments)
        theirs = (one.found_start_s == one.found_end_s for one in self.segments)
        return all(ours) or all(theirs)

    @property
    def either_way(self) -> bool:
        """Whether it cannot be told if it is mirrored."""
        return self.details.get("mirror") == EITHER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that was not searched, and why."""

    exhibit: Digest
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySearch:
    """The answer to: was this seen before? Nothing found is not could not look."""

    query: Digest
    copies: tuple[Copy, ...]  # surest first
    searched: int  # exhibits
    searched_keyframes: int
    skipped: tuple[Skipped, ...]
    method: Method
    in_part: tuple[Skipped, ...] = ()  # searched, but for a part that could not be read; `reason` says which
    not_looked: str | None = None  # why the query itself could not be used; then `copies` says nothing


class PictureHash(Protocol):
    """A whole-frame fingerprint: one file in `footage/fingerprints/`, one line in its table."""

    name: str
    version: str
    bits: int

    def of_pictures(self, pictures: Sequence[Picture]) -> list[tuple[bytes, int] | Unusable]:
        """Return the packed hash and quality (0 to 100) of each picture, or why there is none."""

    def of_mirrored(self, pictures: Sequence[Picture]) -> list[tuple[bytes, int] | Unusable]:
        """Return the same for the pictures flipped left to right."""


class SoundPrint(Protocol):
    """A fingerprint of sound: one file in `footage/soundprints/`, one line in its table."""

    name: str
    version: str
    rate: int  # samples a second that it is given
    step: Fraction  # seconds from one code to the next
    span: Fraction  # seconds of sound that a code tells of

    def of_samples(self, samples: NDArray[np.float32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
        """Return 32-bit codes of samples from -1 to 1, and which of them are loud enough to use.

        Code `n` begins at `n * step`; sound shorter than `span` has none.
        """
