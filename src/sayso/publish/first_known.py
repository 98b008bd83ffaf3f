"""Which recording is known first, for each stretch of one that shows what others show."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.footage.maps import WHOLE, common_area
from sayso.footage.turning import turned
from sayso.footage.types import Box, Copy
from sayso.publish.appeared import order_of
from sayso.publish.dossier import Appearance
from sayso.publish.regions import (
    LEAST_SHARED,
    is_same_part,
    is_whole,
    lies_within,
)
from sayso.values import Digest, known_by

Row = tuple[Copy, Appearance, Appearance]  # with what is known of its query and of what it was found in

SHORTEST_TOLD_S = 1.0  # a stretch between two others: less is how exactly stretches are laid out


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstKnown:
    """What is known first of some stretches of a recording, on the word of others than ourselves."""

    stretches: tuple[tuple[float, float], ...]  # seconds; those that touch are one; a moment has no length
    first: tuple[Appearance, ...]  # several where it cannot be told which of them came first
    undated: int  # other recordings that show some of these stretches, and of which no date is known
    part: Box | None = None  # of its picture, which alone is dated so; None for all of it
    but_for: Box | None = None  # a part of its picture that what is first shows otherwise, and does not date
    one_moment: bool = False  # only one, which a still shows; nothing moves in these seconds that says which


def rows_about(exhibit: Digest, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield what was found of a recording, each time as if it had been searched for."""
    for copy, query, found in rows:
        if exhibit == query.exhibit:
            yield copy, query, found
        elif exhibit == found.exhibit:
            yield turned(copy), found, query


def first_known(rows: Sequence[Row]) -> list[FirstKnown]:
    """Return what is known first of a recording; stretches of which no date is known are left out.

    A date stands for the part of the picture that what has it shows: an inset has another than its host.
    What lies within an older recording's part has that date, unless the older one shows it otherwise.
    A still dates the moment that it shows, and not the stretch in which it cannot be told which that is.

    Args:
        rows: findings about one recording, which is the query of them all; only the same footage counts.
    """
    told: dict[tuple[object, ...], list[_Piece]] = {}
    earlier: list[_Piece] = []  # of larger parts
    for place, of_part in enumerate(_by_part([row for row in rows if row[0].kind == "same-footage"])):
        pieces = _without_slivers(_merged(_pieces(of_part)))
        for piece in pieces:
            if piece.first and not any(_tells(larger, piece, of_part) for larger in earlier):
                told.setdefault((*piece.told_with, piece.part and place), []).append(piece)
        earlier += pieces
    return sorted(map(_told, told.values()), key=lambda known: known.stretches[0])


@dataclass(frozen=True, slots=True)
class _OfPart:
    """What was found of one part of a picture."""

    part: Box
    own: Sequence[Row]  # findings about this very part
    around: Sequence[Row]  # about larger ones that show it, too, and are dated


def _by_part(rows: Sequence[Row]) -> list[_OfPart]:
    """Return findings about one part of the picture each time, the largest part first."""
    parts: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: -(row[0].query_region or WHOLE).area):
        alike = (part for part in parts if is_same_part(part[0][0].query_region, row[0].query_region))
        of_part = next(alike, None)
        if of_part is None:
            parts.append([row])
        else:
            of_part.append(row)
    return [_with_around(of_part[0][0].query_region or WHOLE, of_part, rows) for of_part in parts]


def _with_around(part: Box, own: Sequence[Row], rows: Sequence[Row]) -> _OfPart:
    held = set(map(id, own))  # the very rows: to compare their findings takes long
    others = [row for row in rows if id(row) not in held and row[2].stated is not None]
    return _OfPart(part, own, [row for row in others if _shows(row[0], part)])


def _shows(copy: Copy, part: Box) -> bool:
    """Tell whether what was found shows a part of the query's picture, and shows it alike."""
    unlike = [copy.query_unlike, *(each.query for each in copy.unlike_parts)]
    covers = (common_area(part, each) >= LEAST_SHARED * part.area for each in unlike if each is not None)
    return not any(covers) and lies_within(part, copy.query_region)


def _tells(larger: _Piece, piece: _Piece, of_part: _OfPart) -> bool:
    """Tell whether what is first of a larger part says the same of a smaller one already."""
    is_held = (
        larger.start_s <= piece.start_s + SHORTEST_TOLD_S and piece.end_s <= larger.end_s + SHORTEST_TOLD_S
    )
    is_alike = larger.but_for is None or not lies_within(of_part.part, larger.but_for)
    is_dated = piece.one_moment or not larger.one_moment
    return larger.key == piece.key and is_held and is_alike and is_dated


def _told(pieces: Sequence[_Piece]) -> FirstKnown:
    """Return what is known first of pieces that have the same recordings first."""
    stretches: tuple[tuple[float, float], ...] = ()
    for piece in sorted(pieces, key=lambda piece: (piece.start_s, piece.end_s)):
        stretches = _joined(stretches, (piece.start_s, piece.end_s))
    undated = frozenset[Digest]().union(*(piece.undated for piece in pieces))
    part = _smallest(piece.part for piece in pieces)
    return FirstKnown(
        stretches=stretches,
        first=pieces[0].first,
        undated=len(undated),
        part=part,
        but_for=pieces[0].but_for,
        one_moment=pieces[0].one_moment,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a recording that the same findings cover from end to end, and what is known first of it."""

    start_s: float
    end_s: float  # as start_s of a moment, which a still shows
    first: tuple[Appearance, ...]
    undated: frozenset[Digest]
    part: Box | None  # of the picture, that what is known first shows; None for all of it
    but_for: Box | None  # of the picture, that what is known first shows otherwise
    one_moment: bool = False  # somewhere in it, which a still shows

    @property
    def told_with(self) -> tuple[object, ...]:
        """What pieces have in common that are told as one."""
        return self.key, self.but_for, self.one_moment

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(one.exhibit for one in self.first)

    @property
    def is_moment(self) -> bool:
        return self.start_s == self.end_s

    @property
    def is_lasting(self) -> bool:
        return not self.is_moment and not self.one_moment


_Found = tuple[float, float, Row]  # seconds of the recording


def _pieces(of_part: _OfPart) -> Iterator[_Piece]:
    """Cut a recording wherever a finding begins or ends, and at each moment of which there is a still.

    Of a still of which it is not known which moment of a stretch it shows, that stretch is one more piece.
    """
    every = [
        (s.query_start_s, s.query_end_s, row)
        for row in (*of_part.own, *of_part.around)
        for s in row[0].segments
    ]
    spread = [one for one in every if one[2][2].is_still and one[0] < one[1]]
    found = [one for one in every if one not in spread]
    own = set(map(id, of_part.own))
    moments = {(start, end) for start, end, _ in found if start == end}
    cuts = sorted({moment for start, end, _ in found for moment in (start, end)})
    for start, end in sorted(moments.union(itertools.pairwise(cuts))):
        covering = _covering(found, start, end)
        if any(id(row) in own for row in covering):
            stills = [row for first, last, row in spread if first <= end and start <= last]
            yield _piece(start, end, covering, of_part.part, undated_too=stills)
    for start, end, row in spread:
        covering = _covering(found, start, end)
        piece = replace(_piece(start, end, [*covering, row], of_part.part), one_moment=True)
        if id(row) in own and (row[2] in piece.first or not covering):
            yield piece


def _covering(found: Iterable[_Found], start_s: float, end_s: float) -> list[Row]:
    return [row for first, last, row in found if first <= start_s and end_s <= last]


def _piece(
    start_s: float, end_s: float, covering: Sequence[Row], part: Box, *, undated_too: Sequence[Row] = ()
) -> _Piece:
    first, undated = _first_of(covering)
    dating = [copy for copy, _, found in covering if found in first]
    return _Piece(
        start_s,
        end_s,
        first,
        undated | _undated(undated_too),
        _smallest((*(copy.query_region for copy in dating), part if dating else None)),
        _largest(copy.query_unlike for copy in dating),
    )


def _undated(rows: Iterable[Row]) -> frozenset[Digest]:
    """Return the found recordings of which no date is known."""
    return frozenset(found.exhibit for _, _, found in rows if found.stated is None)


def _smallest(parts: Iterable[Box | None]) -> Box | None:
    """Return the smallest of several parts of a picture; None where there is none, or it is all but whole."""
    smallest = min((part for part in parts if part is not None), key=lambda part: part.area, default=None)
    return None if smallest is None or is_whole(smallest) else smallest


def _largest(parts: Iterable[Box | None]) -> Box | None:
    return max((part for part in parts if part is not None), key=lambda part: part.area, default=None)


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Join neighbours of which the same is known first."""
    merged: list[_Piece] = []
    for piece in pieces:
        is_next = bool(merged) and piece.start_s <= merged[-1].end_s and not piece.one_moment
        if is_next and merged[-1].key == piece.key:
            end_s, undated = max(merged[-1].end_s, piece.end_s), merged[-1].undated | piece.undated
            part = _smallest((merged[-1].part, piece.part))
            but_for = _largest((merged[-1].but_for, piece.but_for))
            merged[-1] = replace(merged[-1], end_s=end_s, undated=undated, part=part, but_for=but_for)
        else:
            merged.append(piece)
    return merged


def _without_slivers(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Leave out what is too short between two others: that is how exactly stretches are laid out."""
    lasting = [piece for piece in pieces if piece.is_lasting]
    slivers = [
        piece
        for before, piece, after in zip(lasting, lasting[1:], lasting[2:], strict=False)
        if before.end_s == piece.start_s
        and piece.end_s == after.start_s
        and piece.end_s - piece.start_s < SHORTEST_TOLD_S
    ]
    return [piece for piece in pieces if piece not in slivers]


def _first_of(rows: Sequence[Row]) -> tuple[tuple[Appearance, ...], frozenset[Digest]]:
    """Return those recordings of one stretch that none is told to precede, and which have no date."""
    seen = {one.exhibit: one for _, query, found in rows for one in (query, found)}
    dated = [(known_by(one.stated.date), one) for one in seen.values() if one.stated is not None]
    known = [one for _, one in sorted(dated, key=lambda pair: pair[0])]
    first = [one for one in known if all(order_of(other, one).first != "query" for other in known)]
    return tuple(first), _undated(rows)


def _joined(
    stretches: tuple[tuple[float, float], ...], one: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    if stretches and one[0] - stretches[-1][1] <= SHORTEST_TOLD_S:
        return (*stretches[:-1], (stretches[-1][0], max(stretches[-1][1], one[1])))
    return (*stretches, one)
