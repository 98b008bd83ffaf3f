"""Findings about footage: the earlier known appearance first, in a line, and with frames to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.footage.turning import turned
from sayso.footage.types import Box, Copy, CopyKind
from sayso.publish.appeared import NO_DATE, TELLS_ORDER, Order, Weight, is_coarse, order_of, weight_of
from sayso.publish.at_odds import at_odds
from sayso.publish.dossier import Appearance, Dossier, Frame, ShownCopy
from sayso.publish.footage_words import (
    COPY_WORDS,
    KIND_WORDS,
    TECHNIQUE_WORDS,
    at_odds_words,
    decided_words,
    how_words,
    laid_words,
    named_part,
)
from sayso.publish.pages.labels import Shelf
from sayso.publish.pages.ruler import Ruler, are_stills, ruler_of
from sayso.publish.pages.sides import Side, named, rows_of, side_of
from sayso.publish.regions import is_whole
from sayso.publish.scraps import scraps_of
from sayso.publish.words import figure_words, numbers_words, seconds_words, stretch_words, whole_stretch_words

LEAST_IN_COMMON_S = 1.0  # less is not worth a remark
OPEN_FINDINGS = 3  # shown with their frames at once; the others are folded
_KIND_ORDER = tuple(KIND_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A frame with its region."""

    frame: Frame
    at: str  # "" of a still
    box: tuple[str, str, str, str] | None  # x, y, width and height in percent of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyShown:
    """A finding about footage, ready to be put down."""

    number: int = 0  # from 1, in the order of the page
    anchor: str = ""
    kind: CopyKind
    words: str  # what the two have in common: "The same footage"
    short: str  # the same in a word or two
    is_open: bool = False  # shown with its frames at once
    is_scrap: bool = False  # it adds little to others, and stands below them
    sides: tuple[Side, Side]
    order_known: bool  # others than ourselves dated both, and no time zone could turn the dates
    order_unknown: str  # why which came first cannot be told; "" where it can
    length_s: float  # seconds of the first of `told` that the finding is about
    weight: Weight  # what puts findings of a kind in order, by when else the recording of this case was seen
    pairs: tuple[tuple[Picture, Picture, str], ...]  # with how far their fingerprints are apart
    unshown: tuple[str, ...]  # which frames are not shown, and why
    ruler: Ruler | None  # None where no stretch was aligned, as with stills
    how: tuple[str, ...]  # mirrored, speed, which part of the picture; how the second shows the first
    part: str  # of the picture of the first of `told`, in words: "11–85 % across"; "" for all of it
    laid: str  # what turned the picture about, of the first of `told`: "mirrored"
    remarks: tuple[str, ...]  # what else a reader needs in order to judge it
    score: str
    error_rate: str
    method: str

    @property
    def told(self) -> tuple[Side, Side]:
        """The recording of this case, then the other; of two of this case, the later known one first."""
        first, second = self.sides
        return (first, second) if _is_told_first(first, second) else (second, first)

    @property
    def tells_order(self) -> bool:
        """Tell whether one of the two is said to be earlier: another moment of a place is nobody's copy."""
        return self.order_known and self.kind in TELLS_ORDER

    @property
    def seen_before(self) -> bool:
        """Tell whether the recording of this case is known to be the later of the two."""
        return self.order_known and self.told[1] is self.sides[0]

    @property
    def has_boxes(self) -> bool:
        """Tell whether a part of some frame is marked."""
        return any(picture.box is not None for first, second, _ in self.pairs for picture in (first, second))


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRate:
    """What is known of the errors of some findings."""

    anchor: str
    words: str  # "" where it has not been measured
    numbers: tuple[int, ...]  # of the findings

    @property
    def told(self) -> str:
        """The numbers in words: `1–4, 7`."""
        return numbers_words(self.numbers)


def error_rates(copies: Sequence[CopyShown]) -> tuple[ErrorRate, ...]:
    """Return what is known of the findings' errors, each once."""
    held: dict[str, list[int]] = {}
    for copy in copies:
        held.setdefault(copy.error_rate, []).append(copy.number)
    return tuple(
        ErrorRate(anchor=f"e-{index}", words=words, numbers=tuple(numbers))
        for index, (words, numbers) in enumerate(held.items(), start=1)
    )


def contradictions(dossier: Dossier, shelf: Shelf) -> tuple[str, ...]:
    """Return in words which findings contradict each other."""
    searched = {look.exhibit for look in dossier.looked if look.what == "copies" and look.exhibit}
    odds = at_odds(rows_of(dossier, shelf), searched)
    return tuple(at_odds_words(one, lambda seen: _named(seen, shelf)) for one in odds)


def _named(seen: Appearance, shelf: Shelf) -> str:
    mine = shelf.by_digest.get(seen.exhibit)
    return seen.name if mine is None else f"{mine.letter} {seen.name}"


def has_coarse_dates(dossier: Dossier) -> bool:
    """Tell whether a recording is dated by a year or a month alone."""
    both = (seen for shown in dossier.copies for seen in (shown.query, shown.found))
    return any(is_coarse(seen.stated.date) for seen in both if seen.stated)


def copies_of(dossier: Dossier, shelf: Shelf) -> tuple[CopyShown, ...]:
    """Return the findings, numbered: the same footage first, of each kind what was seen longest before.

    What adds little to others stands last.
    """
    scraps = scraps_of(rows_of(dossier, shelf), shelf.by_digest)
    shown = [
        replace(_shown(copy, shelf), is_scrap=place in scraps) for place, copy in enumerate(dossier.copies)
    ]
    ordered = sorted(shown, key=lambda copy: (copy.is_scrap, importance(copy)))
    return tuple(
        replace(copy, number=number, anchor=f"f-{number}", is_open=number <= OPEN_FINDINGS)
        for number, copy in enumerate(ordered, start=1)
    )


def importance(copy: CopyShown) -> tuple[int, Weight]:
    """Return what puts findings in order."""
    return _KIND_ORDER.index(copy.kind), copy.weight


def _shown(asked: ShownCopy, shelf: Shelf) -> CopyShown:
    asked = replace(asked, query=named(asked.query, shelf), found=named(asked.found, shelf))
    order = order_of(asked.query, asked.found)
    is_turned = _stands_first(order, asked)
    shown = _turned(asked) if is_turned else asked
    stills, copy = are_stills(shown), shown.copy
    seconds = (
        "" if stills[0] else _stretches(copy.kind, ((s.query_start_s, s.query_end_s) for s in copy.segments)),
        "" if stills[1] else _stretches(copy.kind, ((s.found_start_s, s.found_end_s) for s in copy.segments)),
    )
    sides = (
        side_of(shown.query, seconds[0], shelf, searched_for=not is_turned),
        side_of(shown.found, seconds[1], shelf, searched_for=is_turned),
    )
    is_first = _is_told_first(*sides)
    own, other = (shown.query, shown.found) if is_first else (shown.found, shown.query)
    as_told = copy if is_first else turned(copy)
    return CopyShown(
        kind=copy.kind,
        words=COPY_WORDS[copy.kind],
        short=KIND_WORDS[copy.kind],
        sides=sides,
        order_known=order.first is not None,
        order_unknown=_why_unknown(order, sides),
        length_s=sum(s.query_end_s - s.query_start_s for s in as_told.segments),
        weight=weight_of(own.said, other.said),
        pairs=_pairs(shown),
        unshown=shown.unshown,
        ruler=ruler_of(shown),
        how=tuple(how_words(turned(copy), (_called(shown.found, shelf), _called(shown.query, shelf)))),
        part=named_part(as_told.query_region),
        laid=", ".join(laid_words(as_told)),
        remarks=tuple(_remarks(shown)),
        score=f"{copy.score:.2f}",
        error_rate=shown.error_rate,
        method=shown.method,
    )


def _is_told_first(first: Side, second: Side) -> bool:
    """Tell whether the earlier known of two is told of first, as the one that is of this case."""
    return first.exhibit is not None and second.exhibit is None


def _turned(shown: ShownCopy) -> ShownCopy:
    """Return the same finding, seen from the other recording."""
    return replace(
        shown,
        copy=turned(shown.copy),
        query=shown.found,
        found=shown.query,
        pairs=tuple(
            replace(
                pair, query=pair.found, found=pair.query, query_box=pair.found_box, found_box=pair.query_box
            )
            for pair in shown.pairs
        ),
    )


def _stands_first(order: Order, asked: ShownCopy) -> bool:
    """Tell whether what was found is known from earlier; where only one has a date, it stands first."""
    only_dated = asked.found.stated is not None and asked.query.stated is None
    return order.first == "found" or only_dated


def _why_unknown(order: Order, sides: tuple[Side, Side]) -> str:
    """Return why it cannot be told which came first; where a date is missing, of which."""
    undated = [side.name for side in sides if not side.earliest]
    if order.why != NO_DATE:
        return order.why
    return "no date is known of either" if len(undated) > 1 else f"of {undated[0]} no date is known"


def _stretches(kind: CopyKind, stretches: Iterator[tuple[float, float]]) -> str:
    words = whole_stretch_words if kind == "same-place" else stretch_words
    return ", ".join(words(start, end) for start, end in stretches)


def _pairs(shown: ShownCopy) -> tuple[tuple[Picture, Picture, str], ...]:
    of_query, of_found = are_stills(shown)
    return tuple(
        (
            _picture(pair.query, pair.query_box or shown.copy.query_region, is_still=of_query),
            _picture(pair.found, pair.found_box or shown.copy.found_region, is_still=of_found),
            "" if pair.distance_bits is None else f"fingerprints {pair.distance_bits} bits apart",
        )
        for pair in shown.pairs
    )


def _picture(frame: Frame, box: Box | None, *, is_still: bool) -> Picture:
    at = "" if is_still else seconds_words(frame.at_s)
    if box is None or is_whole(box):
        return Picture(frame=frame, at=at, box=None)
    return Picture(frame=frame, at=at, box=_percent(box))


def _percent(box: Box) -> tuple[str, str, str, str]:
    sizes = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return tuple(f"{round(size * 100, 2)}%" for size in sizes)  # type: ignore[return-value]


def _called(appearance: Appearance, shelf: Shelf) -> str:
    """Return what to call a recording where its name stands beside: its letter, if it has one here."""
    mine = shelf.by_digest.get(appearance.exhibit)
    return appearance.name if mine is None else mine.letter


def _remarks(shown: ShownCopy) -> Iterator[str]:
    copy = shown.copy
    total = sum(segment.query_end_s - segment.query_start_s for segment in copy.segments)
    if total >= LEAST_IN_COMMON_S and not any(are_stills(shown)):
        yield f"{figure_words(round(total, 1))} seconds in common"
    if copy.kind == "same-footage" and not copy.unlike_looked_for:
        yield "whether a part of the picture differs was not looked for"
    if decided := decided_words(copy):
        yield f"decided by: {decided}"
    found_by = _techniques(copy)
    if found_by:
        yield f"found by {found_by}"


def _techniques(copy: Copy) -> str:
    """Return by what a finding was found, in words; the first word of a technique is its name."""
    return " and ".join(
        dict.fromkeys(TECHNIQUE_WORDS.get(one.partition(" ")[0], one) for one in copy.techniques)
    )
