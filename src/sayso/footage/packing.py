"""Fingerprints as an index keeps them: bytes of which columns are taken as they are, without decoding text.

What is kept for good is the JSON of `sayso.footage.prints`; this is made from it and can be made again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.footage.columns import box_of, common_base, insides_of, reasons_of, sides_of, ticks_of
from sayso.footage.features import PATCH_BYTES, PLACE_BYTES
from sayso.footage.prints import PrintUnreadable, method_from_json
from sayso.footage.types import (
    Box,
    Described,
    FootagePrint,
    Inset,
    KeyframePrint,
    LocalPrint,
    SoundCodes,
    Thumbs,
)
from sayso.values import MediaTime, as_digest

_HEAD_BYTES = 8  # in front: how long the head is


def pack(footage: FootagePrint) -> bytes:
    """Return a fingerprint as bytes; `unpack` gives an equal one back."""
    base = common_base([*footage.keyframes, *footage.locals])
    hashes = [frame.hash for frame in footage.keyframes]
    sound, described, thumbs = footage.sound, footage.described, footage.thumbs
    columns = {
        "at": _numbers([ticks_of(frame.at, base) for frame in footage.keyframes]),
        "hash_bytes": _numbers([len(hash_ or b"") for hash_ in hashes]),
        "hashes": b"".join(hash_ for hash_ in hashes if hash_),
        "qualities": _numbers([frame.quality for frame in footage.keyframes]),
        "local_at": _numbers([ticks_of(local.at, base) for local in footage.locals]),
        "local_counts": _numbers([len(local.bits) // PATCH_BYTES for local in footage.locals]),
        "places": b"".join(local.places for local in footage.locals),
        "bits": b"".join(local.bits for local in footage.locals),
        "cells": b"" if thumbs is None else thumbs.cells,
        "codes": b"" if sound is None else sound.codes,
        "vectors": b"" if described is None else described.vectors,
        **{f"inset {number}": pack(inset.shown) for number, inset in enumerate(footage.insets)},
    }
    head = {
        "exhibit": footage.exhibit,
        "method": footage.method.to_json(),
        "is_still": footage.is_still,
        "duration_s": footage.duration_s,
        "width": footage.width,
        "height": footage.height,
        "notes": list(footage.notes),
        "unread": list(footage.unread),
        "unheard": footage.unheard,
        "time_base": [base.numerator, base.denominator],
        "unusable": reasons_of(footage.keyframes),
        "insides": insides_of(footage.keyframes),
        "thumbs": None if thumbs is None else [thumbs.columns, thumbs.rows],
        "sound": None if sound is None else _sound_head(sound),
        "described": None
        if described is None
        else [described.model, described.near, list(described.keyframes)],
        "insets": [sides_of(inset.box) for inset in footage.insets],
        "columns": {name: len(column) for name, column in columns.items()},
    }
    text = json.dumps(head).encode()
    return b"".join([len(text).to_bytes(_HEAD_BYTES, "little"), text, *columns.values()])


def unpack(data: bytes | memoryview) -> FootagePrint:
    """Return a packed fingerprint.

    Raises:
        PrintUnreadable: when the bytes are not what `pack` writes.
    """
    try:
        return _unpacked(memoryview(data))
    except (ValueError, KeyError, TypeError, ZeroDivisionError, IndexError) as error:
        raise PrintUnreadable(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a packed fingerprint by name."""

    data: memoryview
    spans: dict[str, tuple[int, int]]

    def bytes_of(self, name: str) -> bytes:
        first, last = self.spans[name]
        return bytes(self.data[first:last])

    def numbers(self, name: str) -> list[int]:
        first, last = self.spans[name]
        numbers: list[int] = np.frombuffer(self.data[first:last], dtype="<i8").tolist()
        return numbers


def _unpacked(data: memoryview) -> FootagePrint:
    end = _HEAD_BYTES + int.from_bytes(data[:_HEAD_BYTES], "little")
    head: dict[str, Any] = json.loads(bytes(data[_HEAD_BYTES:end]))
    columns = _Columns(data, _spans(head["columns"], end, len(data)))
    base = Fraction(*head["time_base"])
    return FootagePrint(
        exhibit=as_digest(head["exhibit"]),
        method=method_from_json(head["method"]),
        is_still=head["is_still"],
        duration_s=head["duration_s"],
        width=head["width"],
        height=head["height"],
        keyframes=tuple(_keyframes(head, columns, base)),
        notes=tuple(head["notes"]),
        unread=tuple(head["unread"]),
        unheard=head["unheard"],
        locals=tuple(_locals(columns, base)),
        thumbs=None
        if head["thumbs"] is None
        else Thumbs(columns=head["thumbs"][0], rows=head["thumbs"][1], cells=columns.bytes_of("cells")),
        sound=None if head["sound"] is None else _sound(head["sound"], columns.bytes_of("codes")),
        described=None
        if head["described"] is None
        else _described(head["described"], columns.bytes_of("vectors")),
        insets=tuple(
            Inset(box=box_of(sides), shown=unpack(columns.bytes_of(f"inset {number}")))
            for number, sides in enumerate(head["insets"])
        ),
    )


def _spans(lengths: dict[str, int], start: int, end: int) -> dict[str, tuple[int, int]]:
    spans = {}
    for name, length in lengths.items():
        spans[name] = (start, start + length)
        start += length
    if start != end:
        raise ValueError(f"its columns end at byte {start} of {end}")
    return spans


def _keyframes(head: dict[str, Any], columns: _Columns, base: Fraction) -> list[KeyframePrint]:
    reason_of = {place: reason for reason, places in head["unusable"].items() for place in places}
    box_of = {
        place: Box(left=box[0], top=box[1], right=box[2], bottom=box[3])
        for first, last, box in head["insides"]
        for place in range(first, last)
    }
    hashes, first, frames = columns.bytes_of("hashes"), 0, []
    rows = zip(*(columns.numbers(name) for name in ("at", "hash_bytes", "qualities")), strict=True)
    for place, (ticks, length, quality) in enumerate(rows):
        hash_ = hashes[first : first + length] or None
        first += length
        frames.append(
            KeyframePrint(
                at=MediaTime(ticks, base),
                hash=hash_,
                quality=quality,
                unusable=reason_of.get(place),
                inside=box_of.get(place),
            )
        )
    return frames


def _locals(columns: _Columns, base: Fraction) -> list[LocalPrint]:
    places, bits, first, found = columns.bytes_of("places"), columns.bytes_of("bits"), 0, []
    for ticks, count in zip(columns.numbers("local_at"), columns.numbers("local_counts"), strict=True):
        last = first + count
        local_places = places[first * PLACE_BYTES : last * PLACE_BYTES]
        local_bits = bits[first * PATCH_BYTES : last * PATCH_BYTES]
        found.append(LocalPrint(at=MediaTime(ticks, base), places=local_places, bits=local_bits))
        first = last
    return found


def _sound_head(sound: SoundCodes) -> dict[str, object]:
    return {
        "technique": sound.technique,
        "version": sound.version,
        "start_s": sound.start_s,
        "step": [sound.step.numerator, sound.step.denominator],
        "span": [sound.span.numerator, sound.span.denominator],
        "silent": [list(run) for run in sound.silent],
    }


def _sound(head: dict[str, Any], codes: bytes) -> SoundCodes:
    return SoundCodes(
        technique=head["technique"],
        version=head["version"],
        start_s=head["start_s"],
        step=Fraction(*head["step"]),
        span=Fraction(*head["span"]),
        codes=codes,
        silent=tuple((first, last) for first, last in head["silent"]),
    )


def _described(head: list[Any], vectors: bytes) -> Described:
    model, near, keyframes = head
    return Described(model=as_digest(model), near=near, keyframes=tuple(keyframes), vectors=vectors)


def _numbers(numbers: list[int]) -> bytes:
    column: NDArray[np.int64] = np.array(numbers, dtype="<i8")
    return column.tobytes()
