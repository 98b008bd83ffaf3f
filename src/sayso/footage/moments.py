"""The seconds of a fingerprint's frames, worked out once: those of hours are asked for thousands of times."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.footage.types import FootagePrint
from sayso.values import MediaTime

Floats = NDArray[np.float64]

EXACT = 1 << 53  # whole numbers up to here are exact as floats
AT_ONCE_S = 0.01  # seconds: what is rounded may differ by so much

_KEPT: dict[tuple[int, str], Floats] = {}  # by the fingerprint's identity, while it lives


def keyframe_seconds(footage: FootagePrint) -> Floats:
    """Return when each keyframe is shown, (n,), not to be changed."""
    return _kept(footage, "keyframes", lambda: [frame.at for frame in footage.keyframes])


def local_seconds(footage: FootagePrint) -> Floats:
    """Return when each frame with local features is shown, (n,), not to be changed."""
    return _kept(footage, "locals", lambda: [local.at for local in footage.locals])


def seconds_of(moments: Sequence[MediaTime]) -> Floats:
    """Return what `MediaTime.seconds` gives for each; quicker, where all are of one time base."""
    base = moments[0].time_base if moments else None
    if base is None or not all(moment.time_base is base for moment in moments):
        return np.array([moment.seconds for moment in moments], dtype=np.float64)
    ticks = [moment.ticks * base.numerator for moment in moments]
    if max(base.denominator, *map(abs, ticks)) >= EXACT:
        return np.array([moment.seconds for moment in moments], dtype=np.float64)
    return np.asarray(np.array(ticks, dtype=np.float64) / base.denominator)


def during(seconds: Floats, start_s: float, end_s: float) -> NDArray[np.bool_]:
    """Tell which moments lie in a stretch."""
    return np.asarray((seconds >= start_s - AT_ONCE_S) & (seconds < end_s))


def _kept(footage: FootagePrint, of: str, moments: Callable[[], Sequence[MediaTime]]) -> Floats:
    key = id(footage), of
    seconds = _KEPT.get(key)
    if seconds is None:
        seconds = _KEPT[key] = seconds_of(moments())
        seconds.flags.writeable = False
        weakref.finalize(footage, _KEPT.pop, key, None)
    return seconds
