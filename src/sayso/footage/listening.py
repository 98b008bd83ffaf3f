"""The sound of an exhibit as codes: read in the child of `sayso.parsers`, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.footage.sound import Track
from sayso.footage.soundprints import SOUNDPRINTS
from sayso.footage.types import FootagePrint, SoundCodes, SoundPrint
from sayso.parsers import CouldNotRead, SoundRead, Video, read_audio

SOUND = "chroma"
NO_PICTURE = "it has sound and no picture"
NO_SOUND = "it has no sound track"
SILENT = "its sound track is silent throughout"
TOO_SHORT = "its sound is too short to be found again"
UNREAD = "its sound could not be read"  # a reason follows


@lru_cache(maxsize=1)
def sound_printer() -> SoundPrint:
    """Return the fingerprint of sound that is in use."""
    printer: SoundPrint = SOUNDPRINTS.load(SOUND)()
    return printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What there is to hear in a recording; without codes a note says why."""

    codes: SoundCodes | None = None
    until_s: float | None = None  # how many seconds it sounds to
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # of the notes, those of parts
    unheard: str | None = None  # of the notes, why there is sound and none of it could be listened to


def listen(source: Path | Video) -> Heard:
    """Return what there is to hear in a recording.

    Args:
        source: a file, or a video of which all frames were given.
    """
    rate = sound_printer().rate
    try:
        sound = read_audio(source, rate=rate) if isinstance(source, Path) else source.read_audio(rate=rate)
    except CouldNotRead as problem:
        return _unheard(problem.reason)
    if not len(sound.samples):
        heard = _unheard("nothing of it could be decoded")
        return replace(heard, until_s=sound.start_s, notes=(*sound.notes, *heard.notes), unread=sound.unread)
    codes, notes = codes_of(sound)
    until_s = sound.start_s + len(sound.samples) / sound.rate
    return Heard(codes=codes, until_s=until_s, notes=(*sound.notes, *notes), unread=sound.unread)


def _unheard(reason: str) -> Heard:
    why = f"{UNREAD}: {reason}"
    return Heard(notes=(why,), unheard=why)


def codes_of(sound: SoundRead) -> tuple[SoundCodes | None, list[str]]:
    """Return the codes of sound at the rate of `sound_printer`, and what is to be said of them."""
    printer = sound_printer()
    codes, loud = printer.of_samples(sound.samples)
    if not len(codes):
        return None, [TOO_SHORT]
    kept = SoundCodes(
        technique=printer.name,
        version=printer.version,
        start_s=round(sound.start_s, 3),
        step=printer.step,
        span=printer.span,
        codes=codes.astype("<u4").tobytes(),
        silent=_runs(~loud),
    )
    return kept, [] if loud.any() else [SILENT]


def track_of(sound: SoundCodes | None) -> Track:
    """Return codes ready to be compared; an empty track where there are none."""
    if sound is None:
        return Track(np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.bool_))
    codes = np.frombuffer(sound.codes, dtype="<u4").astype(np.uint32)
    usable = np.ones(len(codes), dtype=np.bool_)
    for first, last in sound.silent:
        usable[first:last] = False
    return Track(codes, usable)


def can_be_heard(footage: FootagePrint) -> bool:
    """Tell whether a fingerprint has sound to search with."""
    sound = footage.sound
    if sound is None:
        return False
    return len(sound.codes) // 4 > sum(last - first for first, last in sound.silent)


def seconds_of(sound: SoundCodes, code: int) -> Fraction:
    """Return when the sound begins that a code tells of."""
    return Fraction(str(sound.start_s)) + code * sound.step


def _runs(which: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], which, [False]]).astype(np.int8)))
    return tuple((first, last) for first, last in edges.reshape(-1, 2).tolist())
