"""Fingerprints of one exhibit: a video's frames at even steps, or a still picture.

Reading hostile bytes is left to `sayso.parsers`, searching to `sayso.footage.search`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from sayso.footage.frame_prints import (
    FRAMES_A_SECOND,
    MAX_SIDE,
    fingerprint_method,
    print_of_frames,
    read_frames,
)
from sayso.footage.listening import NO_PICTURE, NO_SOUND, Heard, listen
from sayso.footage.networks import Network
from sayso.footage.prints import PrintUnreadable, print_from_json, print_to_json
from sayso.footage.shots import TimedPicture
from sayso.footage.types import FootagePrint, KeyframePrint, Picture
from sayso.parsers import VIDEO_LIMITS, Limits, Sampling, Video, VideoFacts, open_video, read_picture
from sayso.values import Digest, MediaTime, Progress, silent

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

NETWORK_SIDE = 640  # pixels; what a network is shown is no larger, and in colour


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
        read = read_frames(_counted(video, total, progress), network, with_insets=True)
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
        unheard=heard.unheard,
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
        unheard=heard.unheard,
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
