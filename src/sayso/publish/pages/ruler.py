"""A ruler of seconds that joins two recordings: two tracks on one scale, and what both show between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from sayso.footage.types import Segment
from sayso.publish.dossier import ShownCopy
from sayso.publish.words import stretch_words, tick_words

RULER_UNITS = 1000  # across, in the drawing's own units
TICKS = 4  # at most so many steps are written on a track: on paper it is as narrow as a column
_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch that both show, as a four-cornered figure between the two tracks."""

    corners: str  # of an SVG polygon
    first: tuple[float, float]  # x and width on the upper track, in percent
    second: tuple[float, float]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Two tracks on one scale of seconds, and what joins them. A still has no track: its length is 0."""

    lengths: tuple[float, float]  # of the tracks, in percent
    ticks: tuple[tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]
    bands: tuple[Band, ...]
    joins: tuple[tuple[float, float], ...]  # where the shown frames stand on both


def are_stills(shown: ShownCopy) -> tuple[bool, bool]:
    """Tell of each side, the searched one first, whether it is a still."""
    return shown.query.is_still, shown.found.is_still


def ruler_of(shown: ShownCopy) -> Ruler | None:
    """Return the ruler with the searched recording above, or None where no stretch was aligned."""
    segments, stills = shown.copy.segments, are_stills(shown)
    lengths = (
        0.0 if stills[0] else _length(shown.query.duration_s, [segment.query_end_s for segment in segments]),
        0.0 if stills[1] else _length(shown.found.duration_s, [segment.found_end_s for segment in segments]),
    )
    longest = max(lengths)
    if not segments or longest <= 0:
        return None
    pairs = ((pair.query.at_s, pair.found.at_s) for pair in shown.pairs)
    return Ruler(
        lengths=(_share(lengths[0], longest), _share(lengths[1], longest)),
        ticks=(_ticks(lengths[0], longest), _ticks(lengths[1], longest)),
        bands=()
        if any(stills)
        else tuple(_band(segment, longest, shown.copy.reversed) for segment in segments),
        joins=tuple((_share(left, longest), _share(right, longest)) for left, right in pairs),
    )


def _length(duration_s: float | None, ends: Sequence[float]) -> float:
    return max(duration_s or 0.0, *ends, 0.0)


def _share(value: float, whole: float) -> float:
    return round(100 * min(max(value, 0.0), whole) / whole, 2)


def _ticks(length: float, longest: float) -> tuple[tuple[float, str], ...]:
    hours = ceil(longest / TICKS / _STEPS_S[-1])  # what is longer than the steps provide for: whole hours
    step = next((step for step in _STEPS_S if longest / step <= TICKS), hours * _STEPS_S[-1])
    moments = [number * step for number in range(int(length / step) + 1)]
    return tuple((_share(moment, longest), tick_words(moment)) for moment in moments)


def _band(segment: Segment, longest: float, is_reversed: bool) -> Band:
    """Return a stretch as it is drawn; one that was played backwards crosses itself."""
    upper = (_share(segment.query_start_s, longest), _share(segment.query_end_s, longest))
    lower = (_share(segment.found_start_s, longest), _share(segment.found_end_s, longest))
    first, last = reversed(lower) if is_reversed else lower
    ends = ((upper[0], 0), (upper[1], 0), (last, 100), (first, 100))
    return Band(
        corners=" ".join(f"{round(x * RULER_UNITS / 100, 1)},{y}" for x, y in ends),
        first=(upper[0], round(upper[1] - upper[0], 2)),
        second=(lower[0], round(lower[1] - lower[0], 2)),
        words=(
            f"{stretch_words(segment.query_start_s, segment.query_end_s)} above is "
            f"{stretch_words(segment.found_start_s, segment.found_end_s)} below"
            f"{', backwards' if is_reversed else ''}"
        ),
    )
