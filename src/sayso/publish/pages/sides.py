"""One of two recordings as a dossier shows it: when it appeared, on whose word, and where else it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.publish.appeared import lacks_zone
from sayso.publish.dossier import Appearance, DateOnWord, Dossier, KeptAs
from sayso.publish.first_known import Row
from sayso.publish.pages.labels import Exhibit, Shelf
from sayso.publish.words import date_words, day_words, seconds_words
from sayso.values import utc_beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two recordings."""

    exhibit: Exhibit | None  # None where the recording belongs to another case
    name: str
    digest: str
    earliest: str  # the earliest date that somebody else gave, in words; "" where nobody did
    on_word_of: str
    carrier: str  # what carried it then, and is dated so; "" where it is dated itself
    carrier_here: Exhibit | None  # the same, where it is of this case
    is_ahead: bool  # `earliest` lies after it was kept here, which cannot be
    undated_by: tuple[str, ...]  # who published it, where no date came with it
    elsewhere: KeptAs | None  # what the bytes were kept as then, where they go by something else here
    others: tuple[tuple[str, str], ...]  # the other dates in words, and whose word each is
    captured: str  # since when it is kept here, in words; "" where that is not known
    captured_day: str  # the same in short, for a table
    kept: tuple[KeptAs, ...]  # the names and cases that its bytes are kept under, the first one first
    duration: str
    seconds: str  # the stretches that both show, in words; "" for a still
    when: str  # `earliest` in short, for a table
    cases: tuple[str, ...]  # that hold it under this name
    searched_for: bool  # it is the one that was asked about


def named(appearance: Appearance, shelf: Shelf) -> Appearance:
    """Call a recording of this case by its name here, also where its bytes came in before under another."""
    mine = shelf.by_digest.get(appearance.exhibit)
    return appearance if mine is None else replace(appearance, name=mine.material.name or appearance.name)


def rows_of(dossier: Dossier, shelf: Shelf) -> list[Row]:
    """Return the findings, with each recording under its name in this case."""
    return [(shown.copy, named(shown.query, shelf), named(shown.found, shelf)) for shown in dossier.copies]


def side_of(appearance: Appearance, seconds: str, shelf: Shelf, *, searched_for: bool) -> Side:
    """Return a recording as it is shown; `seconds` are the stretches that count, in words."""
    earliest = appearance.stated
    captured = appearance.captured
    return Side(
        exhibit=shelf.by_digest.get(appearance.exhibit),
        name=appearance.name,
        digest=appearance.exhibit,
        earliest=_dated(earliest.date) if earliest else "",
        on_word_of=earliest.on_word_of if earliest else "",
        carrier=earliest.carrier if earliest else "",
        carrier_here=_carrier_here(appearance, shelf),
        is_ahead=appearance.is_ahead,
        undated_by=appearance.undated_by,
        elsewhere=appearance.elsewhere,
        when=_dated(earliest.date, short=True) if earliest else "",
        others=tuple((_dated(one.date), _whose(one)) for one in appearance.said[1:]),
        captured=date_words(captured) if captured else "",
        captured_day=day_words(captured) if captured else "",
        kept=appearance.kept,
        cases=appearance.cases,
        duration="" if appearance.duration_s is None else seconds_words(appearance.duration_s),
        seconds=seconds,
        searched_for=searched_for,
    )


def _whose(stated: DateOnWord) -> str:
    return f"{stated.on_word_of} in {stated.carrier}" if stated.carrier else stated.on_word_of


def _carrier_here(appearance: Appearance, shelf: Shelf) -> Exhibit | None:
    """Return what of this case carries a recording of it, where the recording is dated by that."""
    is_here = appearance.exhibit in shelf.by_digest and appearance.elsewhere is None
    return shelf.by_doc.get(appearance.stated.carrier) if is_here and appearance.stated else None


def _dated(stated: str, *, short: bool = False) -> str:
    """Write a date for reading; one of another zone with UTC beside it, so that one sees what came first.

    In short, the day stands once where it is the same.
    """
    words, utc = date_words(stated, short=short), utc_beside(stated)
    if utc is None:
        return f"{words}, zone not stated" if lacks_zone(stated) else words
    if short and utc[:10] == stated[:10]:
        return f"{words}, {date_words(utc, short=True).partition(', ')[2]}"
    return f"{words}, which is {date_words(utc, short=short)}"
