"""Sound codes as they are stored within a fingerprint."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from fractions import Fraction

from sayso.footage.types import SoundCodes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSound:
    """What the JSON of a fingerprint has of its sound."""

    technique: str
    version: str
    start_ms: int
    step: tuple[int, int]  # numerator and denominator of seconds, as is the span
    span: tuple[int, int]
    silent: list[tuple[int, int]]
    codes: str  # base 64 of little-endian 32-bit numbers


def sound_to_json(sound: SoundCodes) -> dict[str, object]:
    """Return sound codes as JSON values."""
    return {
        "technique": sound.technique,
        "version": sound.version,
        "start_ms": round(sound.start_s * 1000),
        "step": [sound.step.numerator, sound.step.denominator],
        "span": [sound.span.numerator, sound.span.denominator],
        "silent": [list(run) for run in sound.silent],
        "codes": b64encode(sound.codes).decode("ascii"),
    }


def sound_from(stored: StoredSound) -> SoundCodes:
    """Return the sound codes that were stored.

    Raises:
        ValueError: when they do not hold together.
    """
    codes = b64decode(stored.codes, validate=True)
    step, span = Fraction(*stored.step), Fraction(*stored.span)
    if len(codes) % 4 or step <= 0 or span <= 0:
        raise ValueError(f"{len(codes)} bytes of sound codes, one each {step} s about {span} s")
    if any(not 0 <= first <= last <= len(codes) // 4 for first, last in stored.silent):
        raise ValueError("silence is said where its sound has no codes")
    return SoundCodes(
        technique=stored.technique,
        version=stored.version,
        start_s=stored.start_ms / 1000,
        step=step,
        span=span,
        codes=codes,
        silent=tuple(stored.silent),
    )
