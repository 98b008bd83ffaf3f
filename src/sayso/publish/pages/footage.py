"""Copies side by side: the earlier known appearance first, and a ruler of seconds that joins the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.footage.types import Box, Segment
from sayso.publish.dossier import Appearance, DateOnWord, Dossier, Frame, ShownCopy
from sayso.publish.pages.labels import Exhibit, Shelf
from sayso.publish.words import COPY_WORDS, date_words, figure_words, in_utc, seconds_words, tick_words

RULER_UNITS = 1000  # across, in the drawing's own units
NEARLY_WHOLE = 0.98  # of a picture's width and height: a box around so much shows nothing
STILL_S = 1.0  # a recording of unknown length, of which no more is matched than this, is taken for a still
TICKS = 6  # about so many seconds are written on a track
_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two recordings."""

    exhibit: Exhibit | None  # None where the recording belongs to another case
    name: str
    digest: str
    earliest: str  # in words; "" where no date is known
    on_word_of: str
    others: tuple[tuple[str, str], ...]  # the other dates in words, and whose word each is
    duration: str
    searched_for: bool  # it is the one that was asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A frame with its region."""

    frame: Frame
    at: str
    box: tuple[str, str, str, str] | None  # x, y, width and height in percent of the picture
    is_whole: bool = False  # the whole picture matches, and no box is drawn


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyShown:
    """A finding about footage, ready to be put down."""

    anchor: str
    kind: str
    words: str
    same_footage: bool
    sides: tuple[Side, Side]
    order_known: bool  # others than ourselves dated both, and the dates differ
    pairs: tuple[tuple[Picture, Picture, str], ...]  # with what technique, how far apart
    ruler: Ruler | None  # None where no stretch was aligned, as with stills
    remarks: tuple[str, ...]
    score: str
    error_rate: str
    method: str


def copies_of(dossier: Dossier, shelf: Shelf) -> tuple[CopyShown, ...]:
    """Return the copies in the order that the dossier gives them."""
    return tuple(_shown(index, copy, shelf) for index, copy in enumerate(dossier.copies, start=1))


def _shown(index: int, shown: ShownCopy, shelf: Shelf) -> CopyShown:
    turned = _found_is_earlier(shown.query, shown.found)
    sides = (_side(shown.query, shelf, searched_for=True), _side(shown.found, shelf, searched_for=False))
    kind = shown.copy.kind
    return CopyShown(
        anchor=f"f-{index}",
        kind=kind,
        words=COPY_WORDS[kind],
        same_footage=kind == "same-footage",
        sides=(sides[1], sides[0]) if turned else sides,
        order_known=_order_known(shown.query.stated, shown.found.stated),
        pairs=_pairs(shown, turned=turned),
        ruler=_ruler(shown, turned=turned),
        remarks=_remarks(shown, turned=turned),
        score=f"{shown.copy.score:.2f}",
        error_rate=shown.error_rate,
        method=shown.method,
    )


def _found_is_earlier(query: Appearance, found: Appearance) -> bool:
    """Tell whether what was found is known from earlier; where only one has a date, it stands first."""
    if found.stated is None:
        return False
    return query.stated is None or in_utc(found.stated.date) < in_utc(query.stated.date)


def _order_known(query: DateOnWord | None, found: DateOnWord | None) -> bool:
    """Tell whether two dates differ as far as the less exact one goes."""
    if query is None or found is None:
        return False
    first, second = in_utc(query.date), in_utc(found.date)
    shared = min(len(first), len(second))
    return first[:shared] != second[:shared]


def _side(appearance: Appearance, shelf: Shelf, *, searched_for: bool) -> Side:
    earliest = appearance.earliest
    return Side(
        exhibit=shelf.by_digest.get(appearance.exhibit),
        name=appearance.name,
        digest=appearance.exhibit,
        earliest=date_words(earliest.date) if earliest else "",
        on_word_of=earliest.on_word_of if earliest else "",
        others=tuple(
            (date_words(stated.date), stated.on_word_of)
            for stated in appearance.dates
            if stated is not earliest
        ),
        duration="" if appearance.duration_s is None else seconds_words(appearance.duration_s),
        searched_for=searched_for,
    )


def _pairs(shown: ShownCopy, *, turned: bool) -> tuple[tuple[Picture, Picture, str], ...]:
    out = []
    for pair in shown.pairs:
        query = _picture(pair.query, pair.query_box or shown.copy.query_region)
        found = _picture(pair.found, pair.found_box or shown.copy.found_region)
        distance = "" if pair.distance_bits is None else f"{pair.distance_bits} bits apart"
        caption = ", ".join(part for part in (pair.technique, distance) if part)
        out.append((found, query, caption) if turned else (query, found, caption))
    return tuple(out)


def _picture(frame: Frame, box: Box | None) -> Picture:
    at = seconds_words(frame.at_s)
    if box is None or _is_whole(box):
        return Picture(frame=frame, at=at, box=None, is_whole=box is not None)
    return Picture(frame=frame, at=at, box=_percent(box))


def _is_whole(box: Box) -> bool:
    return box.right - box.left >= NEARLY_WHOLE and box.bottom - box.top >= NEARLY_WHOLE


def _percent(box: Box) -> tuple[str, str, str, str]:
    sizes = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return tuple(f"{round(size * 100, 2)}%" for size in sizes)  # type: ignore[return-value]


def _remarks(shown: ShownCopy, *, turned: bool) -> tuple[str, ...]:
    copy = shown.copy
    remarks = []
    if copy.mirror:
        remarks.append("one is the other flipped left to right")
    if abs(copy.speed - 1) >= 0.005:
        remarks.append(_speed_words(copy.speed, shown, turned=turned))
    total = sum(segment.query_end_s - segment.query_start_s for segment in copy.segments)
    if total >= STILL_S and not any(_stills(shown)):
        remarks.append(f"{figure_words(round(total, 1))} seconds in common")
    if copy.kind in ("same-place", "undecided") and copy.details.get("decided_by"):
        remarks.append(str(copy.details["decided_by"]))
    if copy.techniques:
        remarks.append(f"by {', '.join(copy.techniques)}")
    return tuple(remarks)


def _speed_words(speed: float, shown: ShownCopy, *, turned: bool) -> str:
    """`speed` is seconds of the found one a second of the query: above 1, the query runs faster."""
    later = shown.query if turned else shown.found
    factor = speed if turned else 1 / speed
    return f"{later.name} runs at {figure_words(factor)} times the speed of the other"


def _stills(shown: ShownCopy) -> tuple[bool, bool]:
    """Tell of each side, the searched one first, whether it is a still."""
    query = max((segment.query_end_s for segment in shown.copy.segments), default=0.0)
    found = max((segment.found_end_s for segment in shown.copy.segments), default=0.0)
    return (
        shown.query.duration_s is None and query <= STILL_S,
        shown.found.duration_s is None and found <= STILL_S,
    )


def _ruler(shown: ShownCopy, *, turned: bool) -> Ruler | None:
    segments = [_turned(segment) if turned else segment for segment in shown.copy.segments]
    first, second = (shown.found, shown.query) if turned else (shown.query, shown.found)
    stills = _stills(shown)[::-1] if turned else _stills(shown)
    lengths = (
        0.0 if stills[0] else _length(first.duration_s, [segment.query_end_s for segment in segments]),
        0.0 if stills[1] else _length(second.duration_s, [segment.found_end_s for segment in segments]),
    )
    longest = max(lengths)
    if not segments or longest <= 0:
        return None
    pairs = [(pair.query.at_s, pair.found.at_s) for pair in shown.pairs]
    if turned:
        pairs = [(right, left) for left, right in pairs]
    return Ruler(
        lengths=(_share(lengths[0], longest), _share(lengths[1], longest)),
        ticks=(_ticks(lengths[0], longest), _ticks(lengths[1], longest)),
        bands=() if any(stills) else tuple(_band(segment, longest) for segment in segments),
        joins=tuple((_share(left, longest), _share(right, longest)) for left, right in pairs),
    )


def _turned(segment: Segment) -> Segment:
    return Segment(
        query_start_s=segment.found_start_s,
        query_end_s=segment.found_end_s,
        found_start_s=segment.query_start_s,
        found_end_s=segment.query_end_s,
    )


def _length(duration_s: float | None, ends: Sequence[float]) -> float:
    return max(duration_s or 0.0, *ends, 0.0)


def _share(value: float, whole: float) -> float:
    return round(100 * min(max(value, 0.0), whole) / whole, 2)


def _ticks(length: float, longest: float) -> tuple[tuple[float, str], ...]:
    step = next((step for step in _STEPS_S if longest / step <= TICKS), _STEPS_S[-1])
    moments = [number * step for number in range(int(length / step) + 1)]
    return tuple((_share(moment, longest), tick_words(moment)) for moment in moments)


def _band(segment: Segment, longest: float) -> Band:
    upper = (_share(segment.query_start_s, longest), _share(segment.query_end_s, longest))
    lower = (_share(segment.found_start_s, longest), _share(segment.found_end_s, longest))
    ends = ((upper[0], 0), (upper[1], 0), (lower[1], 100), (lower[0], 100))
    return Band(
        corners=" ".join(f"{round(x * RULER_UNITS / 100, 1)},{y}" for x, y in ends),
        first=(upper[0], round(upper[1] - upper[0], 2)),
        second=(lower[0], round(lower[1] - lower[0], 2)),
        words=(
            f"{seconds_words(segment.query_start_s)} to {seconds_words(segment.query_end_s)} of the first "
            f"is {seconds_words(segment.found_start_s)} to {seconds_words(segment.found_end_s)} of the second"
        ),
    )
