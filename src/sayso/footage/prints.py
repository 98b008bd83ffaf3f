"""Fingerprints of footage as they are stored: one compact JSON value an exhibit.

Keyframes stand in columns, hashes in hexadecimal, unusable frames by their
place; local features and thumbs are packed in base 85, sound codes in base 64.
`print_from_json` is the edge where stored JSON is checked; it reads the formats
before sound, and before notes of what was not read were told apart, too.
"""

from __future__ import annotations

import zlib
from base64 import b85decode, b85encode
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from pydantic import TypeAdapter, ValidationError

from sayso.footage.columns import box_of, common_base, insides_of, reasons_of, sides_of, ticks_of
from sayso.footage.features import PATCH_BYTES, PLACE_BYTES
from sayso.footage.stored_sound import StoredSound, sound_from, sound_to_json
from sayso.footage.types import (
    Described,
    FootagePrint,
    Inset,
    KeyframePrint,
    LocalPrint,
    Thumbs,
)
from sayso.footage.unread_before import unheard_before, unread_before
from sayso.values import MediaTime, Method, SaysoError, as_digest

FORMAT = "sayso.footage.print/4"
BEFORE = ("sayso.footage.print/2", "sayso.footage.print/3")  # without sound; with notes of one kind
MOST_THUMB_BYTES = 1 << 32  # unpacked; about a hundred days of video
_Span = tuple[int, int, list[float]]  # keyframes [first, last) were hashed inside this box


class PrintUnreadable(SaysoError):
    """A stored fingerprint that is not one, or not whole."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return (
            f"A stored fingerprint cannot be read: {self.why}. "
            "Check the archive's objects, and fingerprint the exhibit anew."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredMethod:
    name: str
    version: str
    parameters: dict[str, object]
    packages: dict[str, str]
    models: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredDescribed:
    model: str
    near: float
    keyframes: list[int]
    dimensions: int
    vectors: str  # base 85


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredPrint:
    format: str
    exhibit: str
    method: _StoredMethod
    is_still: bool
    duration_s: float | None
    width: int
    height: int
    time_base: tuple[int, int]
    at: list[int]
    hashes: list[str]
    qualities: list[int]
    unusable: dict[str, list[int]]
    insides: list[_Span]
    notes: list[str]
    unread: list[str] | None = None  # those of `notes` by which a part was not read
    locals: list[tuple[int, str]]  # ticks, and places and bits in base 85
    thumbs: tuple[int, int, str] | None  # columns, rows, and packed cells in base 85
    sound: StoredSound | None = None
    unheard: str | None = None  # the one of `notes` that says why its sound was not listened to
    described: _StoredDescribed | None = None
    insets: list[tuple[list[float], dict[str, object]]] = field(default_factory=list)  # box and print


_EDGE = TypeAdapter(_StoredPrint)
_METHOD = TypeAdapter(_StoredMethod)


def print_to_json(footage: FootagePrint) -> dict[str, object]:
    """Return a fingerprint as JSON values; `print_from_json` gives an equal one back."""
    base = common_base([*footage.keyframes, *footage.locals])
    return {
        "format": FORMAT,
        "exhibit": footage.exhibit,
        "method": footage.method.to_json(),
        "is_still": footage.is_still,
        "duration_s": footage.duration_s,
        "width": footage.width,
        "height": footage.height,
        "time_base": [base.numerator, base.denominator],
        "at": [ticks_of(frame.at, base) for frame in footage.keyframes],
        "hashes": ["" if frame.hash is None else frame.hash.hex() for frame in footage.keyframes],
        "qualities": [frame.quality for frame in footage.keyframes],
        "unusable": reasons_of(footage.keyframes),
        "insides": insides_of(footage.keyframes),
        "notes": list(footage.notes),
        "unread": list(footage.unread),
        "locals": [
            [ticks_of(local.at, base), b85encode(local.places + local.bits).decode("ascii")]
            for local in footage.locals
        ],
        "thumbs": None if footage.thumbs is None else _packed(footage.thumbs),
        "sound": None if footage.sound is None else sound_to_json(footage.sound),
        **({} if footage.unheard is None else {"unheard": footage.unheard}),
        **({} if footage.described is None else {"described": _described_to_json(footage.described)}),
        **({"insets": [_inset_to_json(inset) for inset in footage.insets]} if footage.insets else {}),
    }


def print_from_json(value: object) -> FootagePrint:
    """Read a fingerprint from JSON values.

    Raises:
        PrintUnreadable: when the value is not what `print_to_json` writes.
    """
    try:
        stored = _EDGE.validate_python(value)
        if stored.format not in (FORMAT, *BEFORE):
            raise PrintUnreadable(f"its format is {stored.format!r}, not {FORMAT!r}")
        return FootagePrint(
            exhibit=as_digest(stored.exhibit),
            method=_method(stored.method),
            is_still=stored.is_still,
            duration_s=stored.duration_s,
            width=stored.width,
            height=stored.height,
            keyframes=_keyframes(stored),
            notes=tuple(stored.notes),
            unread=_unread(stored),
            locals=_locals(stored),
            thumbs=None if stored.thumbs is None else _thumbs(stored),
            sound=None if stored.sound is None else sound_from(stored.sound),
            unheard=_unheard(stored),
            described=None if stored.described is None else _described(stored.described, len(stored.at)),
            insets=tuple(_inset(box, of, stored) for box, of in stored.insets),
        )
    except (ValidationError, ValueError, ZeroDivisionError, zlib.error) as error:
        raise PrintUnreadable(str(error)) from error


def _unread(stored: _StoredPrint) -> tuple[str, ...]:
    if stored.format in BEFORE:
        return unread_before(stored.notes)
    if stored.unread is None or not set(stored.unread) <= set(stored.notes):
        raise ValueError("it does not say which of its notes are of what was not read")
    return tuple(stored.unread)


def _unheard(stored: _StoredPrint) -> str | None:
    if stored.unheard is None:
        return unheard_before(stored.notes)
    if stored.unheard not in stored.notes or stored.sound is not None:
        raise ValueError("it says why its sound was not listened to, and not in its notes")
    return stored.unheard


def _inset_to_json(inset: Inset) -> list[object]:
    return [sides_of(inset.box), print_to_json(inset.shown)]


def _inset(sides: list[float], of: dict[str, object], whole: _StoredPrint) -> Inset:
    box = box_of(sides)
    if not (0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1):
        raise ValueError(f"an inset lies at {sides}, which is no part of a picture")
    if of.get("insets"):
        raise ValueError("an inset has insets of its own")
    shown = print_from_json(of)
    if shown.exhibit != whole.exhibit or shown.is_still or whole.is_still:
        raise ValueError("an inset is of another exhibit, or of a still")
    return Inset(box=box, shown=shown)


def method_from_json(value: object) -> Method:
    """Read a method from what `Method.to_json` gives."""
    return _method(_METHOD.validate_python(value))


def _method(stored: _StoredMethod) -> Method:
    return Method(
        name=stored.name,
        version=stored.version,
        parameters=stored.parameters,
        packages=stored.packages,
        models={name: as_digest(digest) for name, digest in stored.models.items()},
    )


def _keyframes(stored: _StoredPrint) -> tuple[KeyframePrint, ...]:
    base = Fraction(*stored.time_base)
    reason_of = {place: reason for reason, places in stored.unusable.items() for place in places}
    within = {
        place: box_of(box)
        for first, last, box in stored.insides
        for place in range(first, min(last, len(stored.at)))
    }
    rows = zip(stored.at, stored.hashes, stored.qualities, strict=True)
    return tuple(
        KeyframePrint(
            at=MediaTime(ticks, base),
            hash=bytes.fromhex(text) if text else None,
            quality=quality,
            unusable=reason_of.get(place),
            inside=within.get(place),
        )
        for place, (ticks, text, quality) in enumerate(rows)
    )


def _locals(stored: _StoredPrint) -> tuple[LocalPrint, ...]:
    base = Fraction(*stored.time_base)
    found: list[LocalPrint] = []
    for ticks, text in stored.locals:
        data = b85decode(text)
        count, rest = divmod(len(data), PLACE_BYTES + PATCH_BYTES)
        if rest:
            raise ValueError(f"{len(data)} bytes of local features are no whole number of them")
        places, bits = data[: count * PLACE_BYTES], data[count * PLACE_BYTES :]
        found.append(LocalPrint(at=MediaTime(ticks, base), places=places, bits=bits))
    return tuple(found)


def _packed(thumbs: Thumbs) -> list[object]:
    """Pack thumbs as what changes from one to the next, which is little."""
    cells = np.frombuffer(thumbs.cells, dtype=np.uint8).reshape(-1, thumbs.rows * thumbs.columns)
    changes = np.diff(cells, axis=0, prepend=np.zeros((1, cells.shape[1]), dtype=np.uint8))
    return [thumbs.columns, thumbs.rows, b85encode(zlib.compress(changes.tobytes(), 9)).decode("ascii")]


def _thumbs(stored: _StoredPrint) -> Thumbs:
    assert stored.thumbs is not None
    columns, rows, text = stored.thumbs
    expected = len(stored.at) * columns * rows
    if columns <= 0 or rows <= 0 or expected > MOST_THUMB_BYTES:
        raise ValueError(f"{len(stored.at)} thumbs of {columns} x {rows} cells")
    data = zlib.decompressobj().decompress(b85decode(text), expected + 1)
    if len(data) != expected:
        raise ValueError(f"its thumbs are not {len(stored.at)} of {columns} x {rows} cells")
    changes = np.frombuffer(data, dtype=np.uint8).reshape(len(stored.at), -1)
    return Thumbs(columns=columns, rows=rows, cells=np.cumsum(changes, axis=0, dtype=np.uint8).tobytes())


def _described_to_json(described: Described) -> dict[str, object]:
    return {
        "model": described.model,
        "near": described.near,
        "keyframes": list(described.keyframes),
        "dimensions": len(described.vectors) // max(1, len(described.keyframes)),
        "vectors": b85encode(described.vectors).decode("ascii"),
    }


def _described(stored: _StoredDescribed, keyframes: int) -> Described:
    vectors = b85decode(stored.vectors)
    if len(vectors) != stored.dimensions * len(stored.keyframes) or not 0 < stored.near < 1:
        raise ValueError(f"{len(vectors)} bytes of vectors for {len(stored.keyframes)} keyframes")
    if any(not 0 <= place < keyframes for place in stored.keyframes):
        raise ValueError("a vector belongs to no keyframe")
    return Described(
        model=as_digest(stored.model),
        near=stored.near,
        keyframes=tuple(stored.keyframes),
        vectors=vectors,
    )
