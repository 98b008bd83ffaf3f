"""The seconds of a fingerprint are worked out once, and are those that each moment says."""

from __future__ import annotations

import gc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.footage import moments
from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.moments import during, keyframe_seconds, local_seconds, seconds_of
from sayso.footage.types import FootagePrint, KeyframePrint, LocalPrint
from sayso.values import MediaTime, digest_bytes

bases = st.fractions(min_value=Fraction(1, 90_000), max_value=1)


def footage(ticks):
    base = Fraction(1, 4)
    return FootagePrint(
        exhibit=digest_bytes(b"x"),
        method=fingerprint_method(),
        is_still=False,
        duration_s=None,
        width=64,
        height=64,
        keyframes=tuple(KeyframePrint(at=MediaTime(tick, base), hash=None, quality=0) for tick in ticks),
        locals=tuple(LocalPrint(at=MediaTime(tick, base), places=b"", bits=b"") for tick in ticks[::4]),
    )


@given(st.lists(st.integers(0, 2**40)), bases)
def test_times_of_one_base_are_what_each_says(ticks, base):
    asked = [MediaTime(tick, base) for tick in ticks]

    assert seconds_of(asked).tolist() == [moment.seconds for moment in asked]


@given(st.lists(st.tuples(st.integers(0, 2**40), bases)))
def test_times_of_several_bases_are_what_each_says(pairs):
    asked = [MediaTime(tick, base) for tick, base in pairs]

    assert seconds_of(asked).tolist() == [moment.seconds for moment in asked]


def test_they_are_worked_out_once_and_forgotten_with_the_fingerprint():
    one = footage(range(8))
    kept = len(moments._KEPT)

    assert keyframe_seconds(one) is keyframe_seconds(one)
    assert keyframe_seconds(one).tolist() == [n / 4 for n in range(8)]
    assert local_seconds(one).tolist() == [0.0, 1.0]
    with pytest.raises(ValueError, match="read-only"):
        keyframe_seconds(one)[0] = 5
    del one
    gc.collect()

    assert len(moments._KEPT) == kept


def test_a_stretch_takes_in_what_lies_a_rounding_before_it_and_not_its_end():
    seconds = np.array([0.98, 0.995, 1.0, 1.5, 1.999, 2.0])

    assert during(seconds, 1.0, 2.0).tolist() == [False, True, True, True, True, False]
