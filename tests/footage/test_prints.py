"""Stored fingerprints: what is written is what is read, and what is damaged is refused."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.footage.prints import PrintUnreadable, print_from_json, print_to_json
from sayso.footage.types import Box, FootagePrint, KeyframePrint, LocalPrint, Thumbs
from sayso.values import MediaTime, Method, canonical_json, digest_bytes

BOX = Box(left=0.0, top=0.125, right=1.0, bottom=0.875)


@st.composite
def keyframes(draw):
    usable = draw(st.booleans())
    return KeyframePrint(
        at=MediaTime(draw(st.integers(0, 10**9)), Fraction(1, draw(st.sampled_from([25, 90_000, 12_800])))),
        hash=draw(st.binary(min_size=32, max_size=32)) if usable else None,
        quality=draw(st.integers(0, 100)) if usable else 0,
        unusable=None if usable else draw(st.sampled_from(["too plain", "near-black"])),
        inside=draw(st.sampled_from([None, BOX])),
    )


THUMBS = Thumbs(columns=5, rows=4, cells=bytes(range(60)))
LOCALS = (
    LocalPrint(at=MediaTime(3, Fraction(1, 4)), places=bytes(range(12)), bits=bytes(range(32))),
    LocalPrint(at=MediaTime(7, Fraction(1, 4)), places=b"", bits=b""),
)


def print_with(frames, **changes):
    fields = {
        "exhibit": digest_bytes(b"invented"),
        "method": Method(
            name="footage.print", version="1", parameters={"hash": "pdq"}, packages={"numpy": "2"}
        ),
        "is_still": False,
        "duration_s": 4.5,
        "width": 640,
        "height": 360,
        "keyframes": tuple(frames),
        "notes": ("the last second could not be read",),
    }
    return FootagePrint(**fields | changes)


@given(st.lists(keyframes(), max_size=8))
def test_a_fingerprint_is_read_as_it_was_written(frames):
    footage = print_with(frames)

    back = print_from_json(json.loads(canonical_json(print_to_json(footage))))

    assert [frame.at.seconds for frame in back.keyframes] == [frame.at.seconds for frame in frames]
    assert canonical_json(print_to_json(back)) == canonical_json(print_to_json(footage))


def test_one_time_base_is_kept_as_it_was():
    frames = [
        KeyframePrint(at=MediaTime(n, Fraction(1, 12_800)), hash=bytes(32), quality=9) for n in range(3)
    ]

    assert print_from_json(print_to_json(print_with(frames))) == print_with(frames)


@pytest.mark.parametrize(
    "damage",
    [
        {"format": "another/1"},
        {"exhibit": "ABC"},
        {"hashes": ["zz"], "at": [0], "qualities": [1]},
        {"hashes": ["00"], "at": [], "qualities": [1]},
        {"time_base": [1, 0]},
        {"width": "wide"},
    ],
)
def test_a_damaged_fingerprint_is_refused_with_what_to_do(damage):
    with pytest.raises(PrintUnreadable, match="fingerprint the exhibit anew"):
        print_from_json(print_to_json(print_with([])) | damage)


def test_local_features_and_thumbs_are_read_as_they_were_written():
    frames = [KeyframePrint(at=MediaTime(n, Fraction(1, 4)), hash=bytes(32), quality=9) for n in range(3)]
    footage = print_with(frames, locals=LOCALS, thumbs=THUMBS)

    assert print_from_json(json.loads(canonical_json(print_to_json(footage)))) == footage


@pytest.mark.parametrize(
    "damage", [{"locals": [[0, "0a"]]}, {"thumbs": [5, 4, "0a"]}, {"thumbs": [0, 4, ""]}]
)
def test_damaged_features_and_thumbs_are_refused(damage):
    frames = [KeyframePrint(at=MediaTime(n, Fraction(1, 4)), hash=bytes(32), quality=9) for n in range(3)]
    stored = print_to_json(print_with(frames, locals=LOCALS, thumbs=THUMBS))

    with pytest.raises(PrintUnreadable):
        print_from_json(stored | damage)


def test_what_is_no_fingerprint_is_refused():
    with pytest.raises(PrintUnreadable):
        print_from_json([1, 2])


def test_why_its_sound_was_not_listened_to_is_stored_as_such_and_of_before_known_by_its_words():
    why = "its sound could not be read: the codec is not known"
    told = print_with([], notes=("cut short", why), unheard=why)
    before = {**print_to_json(told), "format": "sayso.footage.print/3"}
    del before["unheard"]

    assert print_from_json(json.loads(canonical_json(print_to_json(told)))) == told
    assert print_from_json(before).unheard == why
    assert "unheard" not in print_to_json(print_with([]))
    with pytest.raises(PrintUnreadable):
        print_from_json({**print_to_json(told), "unheard": "another reason"})
