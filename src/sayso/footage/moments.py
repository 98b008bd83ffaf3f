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
WHOLE_STEPS = 2.0  # from one keyframe to the next: what goes on for longer was not read to its end
AT_ONCE_S = 0.01  # seconds: what is rounded may differ by so much

_KEPT: dict[tuple[int, str], Floats] = {}  # by the fingerprint's identity, while it lives


def keyframe_seconds(footage: FootagePrint) -> Floats:
    """Return when each keyframe is shown, (n,), not to be changed."""
    return kept(footage, "keyframes", lambda: seconds_of([frame.at for frame in footage.keyframes]))


def local_seconds(footage: FootagePrint) -> Floats:
    """Return when each frame with local features is shown, (n,), not to be changed."""
    return kept(footage, "locals", lambda: seconds_of([local.at for local in footage.locals]))


def end_of(footage: FootagePrint) -> float:
    """Return up to which second a picture could be read; of one cut short, its last keyframe's.

    A still goes on for ever, and so does what has no picture.
    """
    if footage.is_still or not footage.keyframes:
        return float("inf")
    seconds = keyframe_seconds(footage)
    last_s, step_s = float(seconds[-1]), float(np.median(np.diff(seconds))) if len(seconds) > 1 else 0.0
    if footage.duration_s is None:
        return last_s + step_s
    is_whole = footage.duration_s <= last_s + WHOLE_STEPS * step_s
    return footage.duration_s if is_whole else last_s


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


def kept(footage: FootagePrint, of: str, work_out: Callable[[], Floats]) -> Floats:
    """Return moments of a fingerprint, worked out when they are first asked for; not to be changed."""
    key = id(footage), of
    seconds = _KEPT.get(key)
    if seconds is None:
        seconds = _KEPT[key] = work_out()
        seconds.flags.writeable = False
        weakref.finalize(footage, _KEPT.pop, key, None)
    return seconds
