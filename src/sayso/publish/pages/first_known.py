"""For each recording of the case: which other is known first, of which seconds, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.publish.dossier import Dossier
from sayso.publish.first_known import FirstKnown, first_known, rows_about
from sayso.publish.footage_words import known_part_words, known_seconds_words
from sayso.publish.pages.labels import Exhibit, Shelf
from sayso.publish.pages.sides import Side, rows_of, side_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstShown:
    """What is known first of some seconds of a recording of the case."""

    exhibit: Exhibit
    seconds: str  # in words; "" for a still
    part: str  # of its picture, as "its part …, but for its part …"; "" for all of it
    first: tuple[Side, ...]  # several where it cannot be told which of them came first
    own_undated: bool  # of the recording itself no date is known
    undated: int  # others that show the same, and of which no date is known


def first_shown(dossier: Dossier, shelf: Shelf) -> tuple[FirstShown, ...]:
    """Return what is known before the recordings of the case; those known first themselves are left out."""
    shown, found = [], rows_of(dossier, shelf)
    for exhibit in shelf.exhibits:
        rows = list(rows_about(exhibit.material.digest, found))
        own_undated = any(own.stated is None for _, own, _ in rows)
        shown += [
            _shown(exhibit, known, shelf, own_undated)
            for known in first_known(rows)
            if not _is_own(known, exhibit)
        ]
    return tuple(shown)


def _is_own(known: FirstKnown, exhibit: Exhibit) -> bool:
    return [one.exhibit for one in known.first] == [exhibit.material.digest]


def _shown(exhibit: Exhibit, known: FirstKnown, shelf: Shelf, own_undated: bool) -> FirstShown:
    return FirstShown(
        exhibit=exhibit,
        seconds=known_seconds_words(known.stretches, one_moment=known.one_moment),
        part=", ".join(known_part_words(known.part, known.but_for)),
        first=tuple(side_of(one, "", shelf, searched_for=False) for one in known.first),
        own_undated=own_undated,
        undated=known.undated,
    )
